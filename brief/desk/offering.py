"""Which stored series readers may have, kept from one build to the next: a series that stays is not read again.

Owns `_build/NAME.offers.json`, which anybody may delete. Refuses rows that readers have not been told of: of a
later day than the newest brief they have, or known only since (`past` says until when), which are a draft's.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from brief.desk.past import configuration, told_until
from brief.errors import Unknown
from brief.models import Point, Unit, instant_of
from brief.site.entries import Entry
from brief.site.frame import Frame, digest
from brief.site.machine.series_csv import series_csv
from brief.site.offers import NOTHING_OFFERED, Offer, Offers, Terms, Withheld
from brief.store import Signatures, Store

if TYPE_CHECKING:
    from brief.config import Config


class Told(NamedTuple):
    """What an edition's readers know: days up to this one, and what was known by then."""

    day: date
    known: datetime


class _Known(NamedTuple):
    """What was found of one series."""

    signature: str
    whole: Told
    """Whose readers know all of it."""
    cut: Told
    """Whose readers it was cut for."""
    unit: Unit | None
    offer: Offer | None
    withheld: Withheld | None

    def holds(self, cut: Told) -> bool:
        """Whether it was cut for these readers, too: if they are others, both have to know all of the series."""
        day, known = self.whole
        return self.cut == cut or all(day <= one.day and known <= one.known for one in (self.cut, cut))


NOBODY = Told(date.min, instant_of(date.min))
"""Who has no brief."""


class Offering:
    """The series of a site folder, as far as its readers know them. Reads only those that are others now."""

    def __init__(self, store: Store, name: str, frame: Frame, newest: Entry | None, signatures: Signatures) -> None:
        """`name` is that of the served folder, `newest` the newest post it shows."""
        self._store, self._signatures = store, signatures
        self._record = store.build_record(f"{name}.offers.json")
        self._cut = Told(newest.post.day, told_until(newest)) if newest else NOBODY
        self._tables: dict[str, str] = {}
        self._terms: tuple[Terms, ...] = ()
        self.offers = self._found(frame) if newest else NOTHING_OFFERED

    def table(self, name: str) -> str:
        """The table of a series that is offered."""
        unit = next(one.unit for one in self.offers.offers if one.name == name)
        found = self._tables.get(name) or self._table(self._rows(name), unit)
        if not found:
            raise Unknown(f"The series {name} was emptied while the site was built; build it again.")
        return found

    def _found(self, frame: Frame) -> Offers:
        rules = self._signatures.of(self._store.sources_file())
        ground = rules and digest(frame.ground, rules)
        terms, before = _read(self._store.bytes_if_there(self._record), ground)
        self._terms = self._asked() if terms is None else terms
        series = {}
        for name, signature in sorted(self._signatures.inside(self._store.content / "_series", ".csv").items()):
            known = before.get(name)
            if not known or not signature or known.signature != signature or not known.holds(self._cut):
                known = self._seen(name, signature, known.unit if known else self._unit(name))
            series[name] = known
        if series != before or terms is None:
            self._store.write(self._record, _stored(ground, self._terms, series))
        return _offers(series, self._terms, self._cut.day)

    @cached_property
    def _config(self) -> "Config | None":
        """What sources.yaml says; a build that finds no other series does without."""
        return configuration(self._store) if self._store.sources_file().is_file() else None

    def _asked(self) -> tuple[Terms, ...]:
        sources = self._config.sources if self._config else ()
        return tuple(Terms(one.id, one.cite, one.title, one.page, one.credit, one.publish) for one in sources)

    def _unit(self, name: str) -> Unit | None:
        return self._config.rule(name).unit if self._config else None

    def _rows(self, name: str) -> Sequence[Point]:
        from brief import memory  # loads what only a night needs, and a build that finds other series

        text = self._store.read_text(self._store.series_path(name), "series")
        return memory.stored_rows({name: text})[name]

    def _table(self, rows: Iterable[Point], unit: Unit) -> str:
        return series_csv(filter(self._told, rows), unit, {one.id: one.rule for one in self._terms})

    def _told(self, row: Point) -> bool:
        return row.day <= self._cut.day and row.known <= self._cut.known

    def _seen(self, name: str, signature: str, unit: Unit | None) -> _Known:
        rows = self._rows(name)
        table = self._table(rows, unit) if unit else ""
        offer, withheld = None, None
        if unit and table:
            self._tables[name] = table
            days, _, _, sources = zip(*(line.split(",") for line in table.splitlines()[1:]), strict=True)
            first, last = map(date.fromisoformat, (days[0], days[-1]))
            offer = Offer(name, unit, first, last, len(days), tuple(sorted(set(sources))), digest(table))
        elif whose := {row.source for row in rows if self._told(row)}:
            withheld = Withheld(name, tuple(sorted(whose)))
        whole = Told(
            max((row.day for row in rows), default=NOBODY.day), max((row.known for row in rows), default=NOBODY.known)
        )
        return _Known(signature, whole, self._cut, unit, offer, withheld)


def _offers(series: Mapping[str, _Known], terms: Sequence[Terms], until: date) -> Offers:
    offers = tuple(known.offer for known in series.values() if known.offer)
    withheld = tuple(known.withheld for known in series.values() if known.withheld)
    named = {source for one in offers for source in one.sources}
    named |= {source for one in withheld for source in one.sources}
    return Offers(offers, withheld, tuple(one for one in terms if one.id in named), until)


def _stored(ground: str, terms: Sequence[Terms], series: Mapping[str, _Known]) -> str:
    found = {"ground": ground, "terms": terms, "series": series}
    return json.dumps(found, default=_text, ensure_ascii=False, separators=(",", ":"))


def _text(when: date) -> str:
    return when.isoformat()


def _read(stored: bytes | None, ground: str) -> tuple[tuple[Terms, ...] | None, dict[str, _Known]]:
    """What the last build found, where it asked the same sources.yaml; else nothing."""
    try:
        found = json.loads(stored or b"{}")
        if not ground or found["ground"] != ground:
            return None, {}
        series = {name: _read_known(*fields) for name, fields in found["series"].items()}
        return tuple(Terms(*fields) for fields in found["terms"]), series
    except (ValueError, TypeError, KeyError, AttributeError):
        return None, {}


def _read_known(
    signature: str,
    whole: Sequence[str],
    cut: Sequence[str],
    unit: Unit | None,
    offer: Sequence[Any] | None,
    withheld: Sequence[Any] | None,
) -> _Known:
    return _Known(
        signature,
        _read_told(*whole),
        _read_told(*cut),
        unit,
        _read_offer(*offer) if offer else None,
        Withheld(withheld[0], tuple(withheld[1])) if withheld else None,
    )


def _read_told(day: str, known: str) -> Told:
    return Told(date.fromisoformat(day), datetime.fromisoformat(known))


def _read_offer(name: str, unit: Unit, first: str, last: str, days: int, sources: list[str], of: str) -> Offer:
    return Offer(name, unit, date.fromisoformat(first), date.fromisoformat(last), days, tuple(sources), of)
