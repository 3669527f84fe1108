"""Outages that somebody knows of: a source's gap under one of them is no news, until it ends.

Owns `content/_data/outages.yaml`. Refuses a source that is there twice; one that `sources.yaml` does not have, and an
outage that is over, are told and count for nothing.
"""

from collections.abc import Collection, Mapping
from datetime import date

from pydantic import Field, model_validator

from brief.checked_yaml import read_checked
from brief.models.base import Entry, Frozen
from brief.store import Store


class Outage(Entry):
    """One known outage, to the end of its last day."""

    source: str
    reason: str = Field(min_length=1)
    until: date


class _File(Entry):
    outages: tuple[Outage, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> "_File":
        named = [outage.source for outage in self.outages]
        if twice := sorted({source for source in named if named.count(source) > 1}):
            raise ValueError(f"{twice[0]} is there twice; keep one of its entries")
        return self


class Known(Frozen):
    """The outages that count on a day, and what there is to say of the others."""

    reasons: dict[str, str] = {}
    """Why each of these sources is expected to fail."""
    notes: tuple[str, ...] = ()


def known(store: Store, sources: Collection[str], day: date) -> Known:
    """What `outages.yaml` says of a night; a mistake in it is `WrongUsage` with file and line."""
    path = store.content / "_data" / "outages.yaml"
    text = store.text_if_there(path)
    outages = read_checked(text, str(path), _File).outages if text is not None else ()
    reasons: Mapping[str, str] = {o.source: o.reason for o in outages if o.source in sources and day <= o.until}
    return Known(
        reasons=dict(reasons),
        notes=tuple(_told(outage, sources) for outage in outages if outage.source not in reasons),
    )


def _told(outage: Outage, sources: Collection[str]) -> str:
    if outage.source not in sources:
        return f"outages.yaml names {outage.source}, which sources.yaml does not have; remove or correct the entry."
    return f"The outage of {outage.source} in outages.yaml was to end on {outage.until}; remove it, or set a new day."
