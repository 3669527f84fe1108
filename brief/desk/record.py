"""The record of a night, read again: its snapshot, and the story as it was known then. Refuses to write anything."""

from datetime import date

from pydantic import ValidationError

from brief import memory
from brief.config import Config
from brief.desk.rulebook import rule_book
from brief.errors import Refused
from brief.models import Series, Snapshot
from brief.models.base import first_place
from brief.models.story import Story
from brief.store import Store
from brief.story import tell


def told(store: Store, config: Config, day: date) -> Story:
    """The story of a night that is on record, told again from its snapshot and what was known then."""
    snapshot = read_snapshot(store, day)
    return tell(snapshot, known_series(store, config, snapshot), config.watch, rule_book(store))


def known_series(store: Store, config: Config, snapshot: Snapshot) -> dict[str, Series]:
    """Every stored series as the night of this snapshot could know it."""
    rows = memory.stored_rows(store.series_texts(), config)
    known = memory.known_until(snapshot.as_of, snapshot.origins.values())
    before = snapshot.before.known if snapshot.before else None
    return memory.view(rows, config, day=snapshot.day, known=known, before=before)


def read_snapshot(store: Store, day: date) -> Snapshot:
    """The snapshot of a day; one that is damaged is `Refused` with the place."""
    return as_snapshot(store.read_text(store.snapshot_path(day), f"snapshot of {day}"), day)


def as_snapshot(text: str, day: date) -> Snapshot:
    """The same of a text that is at hand."""
    try:
        return Snapshot.model_validate_json(text)
    except ValidationError as damaged:
        raise Refused(
            f"The snapshot of {day} cannot be read, at {first_place(damaged)}; restore it, or remove it and run "
            f"`brief nightly --replay {day}`."
        ) from None
