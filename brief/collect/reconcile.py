"""Several sources, one figure: the first source in sources.yaml gives the value, the others check it. Pure.

Refuses to average, to compare different days or units, and to let an impossible value stand.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from brief.config import Config, FigureRule, asset_of
from brief.history import is_session
from brief.models import Agreement, Figure, Gap, Reading, Unit, as_of_text, day_of, instant_of
from brief.models.base import Frozen

ONE_MOMENT = timedelta(hours=1)
"""Two instants further apart than this are two prices, not two opinions on one."""


class Reconciled(Frozen):
    """The figures by name; the readings that may stand (series grow from these); gaps and notes for the report."""

    figures: dict[str, Figure]
    readings: tuple[Reading, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]


Asked = Mapping[str, Collection[str]]
"""The sources that were asked, each with what it was not asked about."""


def reconcile(readings: Iterable[Reading], config: Config, asked: Asked = MappingProxyType({})) -> Reconciled:
    """One figure for each name, sorted by name, from readings in any order of sources."""
    readings, closed = _on_sessions(readings, config)
    impossible = [reading for reading in readings if _outside(reading, config)]
    kept = tuple(reading for reading in readings if not _outside(reading, config))
    by_figure: dict[str, list[Reading]] = {}
    for reading in kept:
        by_figure.setdefault(reading.figure, []).append(reading)
    figures, notes = {}, list(closed)
    for name, rows in sorted(by_figure.items()):
        figures[name], told = _figure(name, _by_source(rows, config), config.rule(name), _asked(name, config, asked))
        notes += told
    return Reconciled(figures=figures, readings=kept, gaps=_refusals(impossible, config), notes=tuple(notes))


def _on_sessions(readings: Iterable[Reading], config: Config) -> tuple[list[Reading], list[str]]:
    """The readings without those of a day the exchange was shut: a row of zeros on a holiday is no flow of zero."""
    kept, notes = [], dict[str, None]()
    for reading in readings:
        kind = config.rule(reading.figure).series
        if kind is None or is_session(kind, day_of(reading.as_of)):
            kept.append(reading)
        else:
            notes[f"{reading.source} gives {reading.figure} of {as_of_text(reading.as_of)}, no session; left out."] = (
                None
            )
    return kept, list(notes)


def _asked(figure: str, config: Config, asked: Asked) -> tuple[str, ...]:
    """The sources that could have given a figure, and were asked to."""
    return tuple(
        source.id
        for source in config.sources
        if source.id in asked and source.asks(figure) and asset_of(figure) not in asked[source.id]
    )


def _outside(reading: Reading, config: Config) -> str:
    return config.rule(reading.figure).impossible.outside(reading.value)


def _refusals(impossible: Iterable[Reading], config: Config) -> tuple[Gap, ...]:
    """One gap for each source and figure, with the newest of its impossible values."""
    newest: dict[tuple[str, str], Reading] = {}
    for reading in sorted(impossible, key=lambda it: instant_of(it.as_of)):
        newest[reading.source, reading.figure] = reading
    names = {source.id: source.name for source in config.sources}
    return tuple(
        Gap(
            source=source,
            name=names[source],
            fills=figure,
            why=f"{source} gave {figure} as {reading.value} {reading.unit} ({as_of_text(reading.as_of)}), "
            f"which is impossible ({_outside(reading, config)}); it was not taken.",
        )
        for (source, figure), reading in sorted(newest.items())
    )


def _by_source(readings: Iterable[Reading], config: Config) -> dict[str, list[Reading]]:
    """The readings of one figure by source, sources in the order of sources.yaml, each one's newest first."""
    order = {source.id: rank for rank, source in enumerate(config.sources)}
    found: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=lambda it: order[it.source]):
        found.setdefault(reading.source, []).append(reading)
    return {source: sorted(rows, key=lambda it: instant_of(it.as_of), reverse=True) for source, rows in found.items()}


def _figure(
    name: str, by_source: Mapping[str, list[Reading]], rule: FigureRule, asked: tuple[str, ...]
) -> tuple[Figure, list[str]]:
    first, *others = by_source.values()
    value, notes = first[0], []
    if outside := rule.unusual.outside(value.value):
        notes.append(f"{name} is {value.value} {value.unit} by {value.source}, unusual ({outside}); it is printed.")
    checkers = [reading for rows in others if (reading := _same_time(value, rows)) is not None]
    for odd in [reading for reading in checkers if reading.unit != value.unit]:
        notes.append(
            f"{odd.source} gives {name} in {odd.unit}, {value.source} in {value.unit}; they were not compared."
        )
        checkers.remove(odd)
    if checkers and not rule.tolerance.fits(value.unit):
        told = f"its tolerance in sources.yaml, {rule.tolerance.text}, is not in {value.unit}"
        notes.append(f"{name} was not compared between sources: {told}.")
        checkers = []
    found = (value, *checkers)
    figure = Figure(
        name=name,
        value=value.value,
        unit=value.unit,
        as_of=value.as_of,
        readings=found,
        agreement=_agreement(value, checkers, rule).model_copy(update={"asked": asked, "answered": tuple(by_source)}),
        sources=tuple(reading.source for reading in found),
    )
    return figure, notes


def _same_time(value: Reading, rows: list[Reading]) -> Reading | None:
    """What another source says of the time of `value`: of the same day where days are counted, else within the hour."""
    if isinstance(value.as_of, datetime) and isinstance(rows[0].as_of, datetime):
        return rows[0] if abs(rows[0].as_of - value.as_of) <= ONE_MOMENT else None
    return next((reading for reading in rows if day_of(reading.as_of) == day_of(value.as_of)), None)


def _agreement(value: Reading, checkers: list[Reading], rule: FigureRule) -> Agreement:
    if not checkers:
        return Agreement()
    within = sum(rule.tolerance.allows(value.value, reading.value) for reading in checkers)
    values = [value.value, *(reading.value for reading in checkers)]
    ranged = within < len(checkers) and rule.methods is None
    return Agreement(
        checked=len(checkers),
        within=within,
        low=min(values) if ranged else None,
        high=max(values) if ranged else None,
        spread=_spread(values, value.unit),
        tolerance=rule.tolerance.text,
    )


def _spread(values: Collection[Decimal], unit: Unit) -> Decimal | None:
    """How far answers lie apart; None where a share of the lowest makes no sense (amounts around zero)."""
    low, high = min(values), max(values)
    if unit in ("percent", "points", "index"):
        return high - low
    return (high / low - 1) * 100 if low > 0 else None
