"""What may be downloaded of the stored series, and what may not: as the page of data tells it.

Owns the shapes. Refuses to decide what a source allows (`machine/series_csv`) and to read a file.
"""

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from brief.models import Unit

Rule = Literal["bytes", "extract", "hash", "none"]


class Terms(NamedTuple):
    """A source, and what it asks of whoever passes its figures on."""

    id: str
    cite: str
    title: str
    page: str
    credit: str
    rule: Rule


class Offer(NamedTuple):
    """A series that may be downloaded."""

    name: str
    unit: Unit
    first: date
    last: date
    days: int
    sources: tuple[str, ...]
    """Whose figures they are, by id."""
    digest: str
    """Of its table."""


class Withheld(NamedTuple):
    """A series that may not, and whose it is; of no source that is known, where sources.yaml names none for it."""

    name: str
    sources: tuple[str, ...]


class Offers(NamedTuple):
    """All of them, by name, with the terms of every source they come from."""

    offers: tuple[Offer, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    terms: tuple[Terms, ...] = ()
    """In the order of sources.yaml."""
    until: date | None = None
    """The edition whose readers have been told what these series hold."""

    def by_source(self) -> list[tuple[Terms, list[Offer]]]:
        """The offers of each source that has some; one of two sources stands with both."""
        found = [(one, [offer for offer in self.offers if one.id in offer.sources]) for one in self.terms]
        return [(one, offers) for one, offers in found if offers]

    def kept(self) -> list[tuple[Terms | None, list[str]]]:
        """The names of what is withheld, by source; what has no known source or unit stands last."""
        allowing = {one.id for one in self.terms if one.rule in ("bytes", "extract")}
        found: list[tuple[Terms | None, list[str]]] = [
            (one, [each.name for each in self.withheld if one.id in each.sources])
            for one in self.terms
            if one.id not in allowing
        ]
        told = {name for _, names in found for name in names}
        found.append((None, [each.name for each in self.withheld if each.name not in told]))
        return [(one, names) for one, names in found if names]


NOTHING_OFFERED = Offers()
Table = Callable[[str], str]
"""Gives the table of a series that is offered."""


def no_table(name: str) -> str:
    """Nothing is offered."""
    raise KeyError(name)
