"""What an edition remembers: the stored series, with tonight's readings, as far as it could know them.

Owns which readings become rows, and until when a night knew. Refuses to compare (`history`) and to touch files
(`store`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

from brief.config import Bounds, Config, Source
from brief.history import StoredRows, new_rows
from brief.models import Origin, Point, Reading, Series, day_of

Rows = Mapping[str, StoredRows]


def stored_rows(texts: Mapping[str, str], config: Config | None = None) -> dict[str, StoredRows]:
    """Every stored row, by series; with `config`, a value that its rule calls impossible is refused."""
    bounds = {name: config.rule(name).impossible for name in texts} if config else {}
    return {name: _rows(text, name, bounds.get(name)) for name, text in texts.items()}


@lru_cache(maxsize=512)
def _rows(text: str, name: str, bounds: Bounds | None) -> StoredRows:
    """A series' rows; a night reads each series again for its checks, and it is long."""
    return StoredRows(text, name, bounds.outside if bounds else None)


def tonight(
    readings: Iterable[Reading], config: Config, origins: Mapping[str, Origin] = MappingProxyType({})
) -> dict[str, list[Point]]:
    """Tonight's readings as points of the series we keep.

    A series belongs to the first source of sources.yaml that fills it; the others check its figures and leave no rows,
    so that one series is one vendor's count. What a report said of a vendor's number (`origins` tell) is no count of
    the vendor's and leaves no row either.
    """
    points: dict[str, list[Point]] = {}
    owners: dict[str, str] = {}
    for reading in readings:
        if (name := reading.figure) not in owners:
            owners[name] = owner(config, name) if config.rule(name).series else ""
        if reading.source != owners[name]:
            continue
        origin = origins.get(reading.source)
        told = [fact for fact in origin.published if fact.gave(reading.figure)] if origin else []
        if origin and origin.provenance == "reconstructed" and not any(fact.by_source for fact in told):
            continue
        day, known = day_of(reading.as_of), reading.fetched_at
        point = Point(day=day, value=reading.value, source=reading.source, known=known)
        points.setdefault(reading.figure, []).append(point)
    return points


def keeps_rows(config: Config, source: Source) -> bool:
    """Whether any series belongs to a source; what it fills may be a shape of names."""
    return any(config.rule(shape).series and owner(config, shape) == source.id for shape in source.fills)


def owner(config: Config, figure: str) -> str:
    """The first source that fills a figure; one that is off only where no other does, for a replay may have it."""
    filling = [source for source in config.sources if source.fills_figure(figure)]
    return next((source.id for source in filling if source.enabled), filling[0].id if filling else "")


def additions(stored: Rows, points: Mapping[str, Sequence[Point]]) -> dict[str, list[Point]]:
    """The rows tonight adds, by series; a series that learns nothing new is not among them."""
    added = {
        name: new_rows(stored[name].of_days({point.day for point in found}) if name in stored else [], found)
        for name, found in points.items()
    }
    return {name: rows for name, rows in sorted(added.items()) if rows}


def joined(stored: Rows, added: Mapping[str, Sequence[Point]]) -> dict[str, StoredRows]:
    new = {name: StoredRows.of(name, rows) for name, rows in added.items() if name not in stored}
    told = {name: rows.with_rows(added[name]) if name in added else rows for name, rows in stored.items()}
    return dict(sorted({**told, **new}.items()))


def known_until(as_of: datetime, origins: Iterable[Origin]) -> datetime:
    """The instant up to which a night knows: its own, or that of its last answer."""
    return max((as_of, *(origin.fetched_at for origin in origins)))


def view(
    rows: Rows, config: Config, *, day: date, known: datetime, before: datetime | None = None
) -> dict[str, Series]:
    """Every series as an edition of `day` that knew what was known at `known` may use it.

    `before` is until when the edition before knew: what was revised since is told.
    """
    found = _view(rows, config, day=day, known=known)
    if before is None:
        return found
    for name, of_file in rows.items():
        if days := {row.day for row in of_file.known_since(before) if row.known <= known}:
            then = Series.known_at(name, of_file.of_days(days), day=day, known=before)
            found[name] = found[name].since_then(then)
    return found


def _view(rows: Rows, config: Config, *, day: date, known: datetime) -> dict[str, Series]:
    found, citable = {}, {source.id for source in config.sources}
    for name, of_file in rows.items():
        rule = config.rule(name)
        series = of_file.known_at(day=day, known=known, sessions=rule.series or "calendar")
        if len(of_file.sources) > 1:
            series = series.model_copy(update={"points": _last_vendor_s(series.points)})
        if series.points and series.points[-1].source not in citable:
            series = series.model_copy(update={"points": ()})  # nobody is left who could be named for them
        born = bool(series.points) and series.day(0) == rule.birth
        found[name] = series.model_copy(update={"since_birth": born})
    return found


def _last_vendor_s(points: Sequence[Point]) -> tuple[Point, ...]:
    """The newest points that one source gave: two vendors' counts, one after the other, prove nothing."""
    return tuple(takewhile(lambda point: point.source == points[-1].source, reversed(points)))[::-1]


def origins(config: Config, rows: Rows, known: datetime) -> dict[str, Origin]:
    """The origin of each source that has stored rows, for a night on which it was not asked or did not answer."""
    last: dict[str, datetime] = {}
    for of_file in rows.values():
        for name, told in of_file.last_known(known).items():
            last[name] = max(told, last.get(name, told))
    return {
        source.id: Origin(
            source=source.id,
            cite=source.cite,
            title=source.title,
            page=source.page,
            credit=source.credit,
            fetched_at=last[source.id],
            url=source.page,
            sha256="",
            provenance="stored",
        )
        for source in config.sources
        if source.id in last
    }
