"""Which stored series readers may have, kept from one build to the next: a series that stays is not read again.

Owns `_build/NAME.offers.json`, which anybody may delete. Refuses rows that readers have not been told of: of a later
day than the newest brief they have, or read since then, which are a draft's.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from brief.errors import Unknown
from brief.models import Point, Unit
from brief.site.entries import Entry
from brief.site.frame import Frame, digest
from brief.site.machine.series_csv import series_csv
from brief.site.offers import NOTHING_OFFERED, Offer, Offers, Terms, Withheld
from brief.store import Signatures, Store

if TYPE_CHECKING:
    from brief.config import Config


class _Known(NamedTuple):
    """What was found of one series."""

    signature: str
    last: date
    """The last day on which anything of it happened: a row's own day, or the day it was read."""
    until: date
    """The edition that it was cut for."""
    unit: Unit | None
    offer: Offer | None
    withheld: Withheld | None


class Offering:
    """The series of a site folder, as far as its readers know them. Reads only those that are others now."""

    def __init__(self, store: Store, name: str, frame: Frame, entries: Sequence[Entry], signatures: Signatures) -> None:
        """`name` is that of the served folder, `entries` are all that it shows."""
        self._store, self._signatures = store, signatures
        self._record = store.build_record(f"{name}.offers.json")
        self._tables: dict[str, str] = {}
        self._terms: tuple[Terms, ...] = ()
        until = max((entry.post.day for entry in entries if entry.receipts), default=None)
        self.offers = self._found(frame, until) if until else NOTHING_OFFERED

    def table(self, name: str) -> str:
        """The table of a series that is offered."""
        known = next(one for one in self.offers.offers if one.name == name)
        found = self._tables.get(name) or self._cut(self._rows(name), known.unit, self.offers.until or date.min)
        if not found:
            raise Unknown(f"The series {name} was emptied while the site was built; build it again.")
        return found

    def _found(self, frame: Frame, until: date) -> Offers:
        rules = self._signatures.of(self._store.sources_file())
        ground = rules and digest(frame.ground, rules)
        terms, before = _read(self._store.bytes_if_there(self._record), ground)
        self._terms = self._asked() if terms is None else terms
        series = {}
        for name, signature in sorted(self._signatures.inside(self._store.content / "_series", ".csv").items()):
            known = before.get(name)
            if not known or not signature or known.signature != signature or not _holds(known, until):
                unit = known.unit if known else self._unit(name)
                known = self._seen(name, signature, unit, until)
            series[name] = known
        if series != before or terms is None:
            self._store.write(self._record, _stored(ground, self._terms, series))
        return _offers(series, self._terms, until)

    @cached_property
    def _config(self) -> "Config | None":
        """What sources.yaml says; a build that finds no other series does without."""
        from brief.config import load

        path = self._store.sources_file()
        text = self._store.text_if_there(path)
        return load(text, str(path), {}, None) if text is not None else None

    def _asked(self) -> tuple[Terms, ...]:
        sources = self._config.sources if self._config else ()
        return tuple(Terms(one.id, one.cite, one.title, one.page, one.credit, one.publish) for one in sources)

    def _unit(self, name: str) -> Unit | None:
        return self._config.rule(name).unit if self._config else None

    def _rows(self, name: str) -> list[Point]:
        from brief import memory  # loads what only a night needs, and a build that finds other series

        text = self._store.read_text(self._store.series_path(name), "series")
        return memory.stored_rows({name: text})[name]

    def _cut(self, rows: Sequence[Point], unit: Unit, until: date) -> str:
        publish = {one.id: one.rule for one in self._terms}
        return series_csv((row for row in rows if _happened(row) <= until), unit, publish)

    def _seen(self, name: str, signature: str, unit: Unit | None, until: date) -> _Known:
        rows = self._rows(name)
        table = self._cut(rows, unit, until) if unit else ""
        offer, withheld = None, None
        if unit and table:
            self._tables[name] = table
            days, _, _, sources = zip(*(line.split(",") for line in table.splitlines()[1:]), strict=True)
            first, last = map(date.fromisoformat, (days[0], days[-1]))
            offer = Offer(name, unit, first, last, len(days), tuple(sorted(set(sources))), digest(table))
        elif whose := {row.source for row in rows if _happened(row) <= until}:
            withheld = Withheld(name, tuple(sorted(whose)))
        return _Known(signature, max(map(_happened, rows), default=date.min), until, unit, offer, withheld)


def _happened(row: Point) -> date:
    """When a row came into the world: its day, or the day it was read, where that is later."""
    return max(row.day, row.known.date())


def _holds(known: _Known, until: date) -> bool:
    """Whether what was found for one edition is so for another: nothing of the series lies between them."""
    return until == known.until or known.last <= min(known.until, until)


def _offers(series: Mapping[str, _Known], terms: Sequence[Terms], until: date) -> Offers:
    offers = tuple(known.offer for known in series.values() if known.offer)
    withheld = tuple(known.withheld for known in series.values() if known.withheld)
    named = {source for one in offers for source in one.sources}
    named |= {source for one in withheld for source in one.sources}
    return Offers(offers, withheld, tuple(one for one in terms if one.id in named), until)


def _stored(ground: str, terms: Sequence[Terms], series: Mapping[str, _Known]) -> str:
    found = {"ground": ground, "terms": terms, "series": series}
    return json.dumps(found, default=date.isoformat, ensure_ascii=False, separators=(",", ":"))


def _read(stored: bytes | None, ground: str) -> tuple[tuple[Terms, ...] | None, dict[str, _Known]]:
    """What the last build found, where it asked the same sources.yaml; else nothing."""
    try:
        found = json.loads(stored or b"{}")
        if not ground or found["ground"] != ground:
            return None, {}
        series = {name: _known(*fields) for name, fields in found["series"].items()}
        return tuple(Terms(*fields) for fields in found["terms"]), series
    except (ValueError, TypeError, KeyError, AttributeError):
        return None, {}


def _known(
    signature: str,
    last: str,
    until: str,
    unit: Unit | None,
    offer: Sequence[Any] | None,
    withheld: Sequence[Any] | None,
) -> _Known:
    return _Known(
        signature,
        date.fromisoformat(last),
        date.fromisoformat(until),
        unit,
        _offer(*offer) if offer else None,
        Withheld(withheld[0], tuple(withheld[1])) if withheld else None,
    )


def _offer(name: str, unit: Unit, first: str, last: str, days: int, sources: list[str], of: str) -> Offer:
    return Offer(name, unit, date.fromisoformat(first), date.fromisoformat(last), days, tuple(sources), of)
