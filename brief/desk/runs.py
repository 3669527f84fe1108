"""The runs of the nights as they wrote themselves down, read again: `content/_runs/DAY/`.

Owns which of them count: the last live run of each day. Refuses to be stopped by a damaged record, which is told and
left out, and to write anything.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from pydantic import ValidationError

from brief.errors import BriefError, Refused
from brief.models.base import first_place
from brief.models.run import Asked, Run
from brief.store import Signatures, Store

RUN, REQUESTS = "run.json", "requests.jsonl"


class Night(NamedTuple):
    """A day's last run, and when the first of that day began."""

    run: Run
    first: datetime


class Nights(NamedTuple):
    """The newest night first."""

    nights: tuple[Night, ...]
    notes: tuple[str, ...] = ()
    """A sentence for each record that cannot be read."""


def days_on_record(store: Store, count: int) -> list[date]:
    """The last days that have a folder, the newest first, as far back as `count` days from the newest."""
    days = sorted(filter(None, map(_day, store.names(store.content / "_runs"))), reverse=True)
    return [day for day in days if day > days[0] - timedelta(days=count)]


def signature_of(store: Store, days: Iterable[date], signatures: Signatures) -> str:
    """What the records of these days are known again by; empty where one was saved just now."""
    seen = [(str(day), *(signatures.of(store.runs_folder(day) / name) for name in (RUN, REQUESTS))) for day in days]
    return "" if any("" in one for one in seen) else repr(seen)


def nights(store: Store, days: Iterable[date]) -> Nights:
    """The live runs of these days, in their order."""
    found, notes = [], []
    for day in days:
        try:
            run = read_run(store, day)
        except BriefError as damaged:
            notes.append(f"{damaged} Its night is not counted among the last ones.")
            continue
        if run and not run.replayed:
            found.append(Night(run, min([run.began, *_first_asked(store, day)])))
    return Nights(tuple(found), tuple(notes))


def read_run(store: Store, day: date) -> Run | None:
    """The last run of a day; None where none is on record, `Refused` where it cannot be read."""
    text = store.text_if_there(store.runs_folder(day) / RUN)
    if text is None:
        return None
    try:
        return Run.model_validate_json(text)
    except ValidationError as damaged:
        path = store.runs_folder(day) / RUN
        raise Refused(f"{path} cannot be read, at {first_place(damaged)}; remove it, the next run writes it.") from None


def _first_asked(store: Store, day: date) -> list[datetime]:
    """When the first run of a day began that asked anybody; nothing where that is not on record."""
    try:
        lines = (store.text_if_there(store.runs_folder(day) / REQUESTS) or "").splitlines()
        asked = (Asked.model_validate_json(line) for line in lines[:1])
        return [one.run for one in asked if one.kept != "archive"]
    except (ValidationError, BriefError):  # the time is then not known as well as it could be
        return []


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None
