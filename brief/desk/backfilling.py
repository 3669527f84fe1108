"""What a run that asks for the past leaves: new rows in the series, and how far it came if it is cut off.

Owns `_backfill/unfinished.json` and when such a run may go on. Rows are appended, as a night does it: an old day that
is found now was not known before, so no edition of the past is told otherwise. Refuses to ask anybody.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from pydantic import ConfigDict, Field, ValidationError

from brief import memory
from brief.config import Config, Source
from brief.history import HEADER, revisions, survey, write_row
from brief.models import Instant, Reading
from brief.models.base import Frozen
from brief.models.survey import Revision, Survey
from brief.store import Store

FRESH = timedelta(days=1)
"""How old an unfinished run may be to be gone on with: its last days would be missing from what it was answered."""


class Unfinished(Frozen):
    """A run that has begun: what it was to ask, and which sources it is done with."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    since: date
    sources: tuple[str, ...]
    at: Instant
    done: tuple[str, ...] = ()

    @property
    def left(self) -> tuple[str, ...]:
        """The sources it is not done with."""
        return tuple(source for source in self.sources if source not in self.done)


def begun(store: Store, since: date, sources: Sequence[str], at: datetime) -> tuple[Unfinished, bool]:
    """The run to go on with, where the last one was to ask the same and was cut off (then True); else a new one."""
    before = _unfinished(store)
    wanted = (since, tuple(sources))
    if before and (before.since, before.sources) == wanted and at - FRESH <= before.at <= at:
        return before, True
    new = Unfinished(since=since, sources=tuple(sources), at=at)
    _keep(store, new)
    return new, False


def done_with(store: Store, run: Unfinished, source: str) -> Unfinished:
    """Note that the rows of a source are in their series."""
    further = run.model_copy(update={"done": (*run.done, source)})
    _keep(store, further)
    return further


def finished(store: Store) -> None:
    store.remove(store.backfill_path())


def _keep(store: Store, run: Unfinished) -> None:
    store.write(store.backfill_path(), run.model_dump_json(indent=1) + "\n")


def _unfinished(store: Store) -> Unfinished | None:
    """The last run that did not come to its end; one whose record is damaged is begun anew."""
    raw = store.bytes_if_there(store.backfill_path())
    try:
        return Unfinished.model_validate_json(raw) if raw is not None else None
    except ValidationError:
        return None


class Grown(NamedTuple):
    """A series that a source gave days of: what is stored now, and what of it is new."""

    survey: Survey
    added: int
    revised: tuple[Revision, ...]


def keeps_rows(config: Config, source: Source) -> bool:
    """Whether any series belongs to a source, so that its past is of use."""
    return memory.keeps_rows(config, source)


def grow(store: Store, config: Config, readings: Sequence[Reading]) -> list[Grown]:
    """Append to each series what these readings say that it does not; a series is written whole or not at all."""
    found = []
    for name, points in sorted(memory.tonight(readings, config).items()):
        text = store.text_if_there(store.series_path(name))
        stored = memory.stored_rows({name: text} if text is not None else {}, config)
        added = memory.additions(stored, {name: points}).get(name, [])
        if added:
            store.append_series(name, HEADER + "\n", [write_row(point) for point in added])
        rule, rows = config.rule(name), [*stored.get(name, ()), *added]
        fresh = {(row.day, row.known, row.value) for row in added}
        new = [one for one in revisions(rows) if (one.day, one.known, one.value) in fresh]
        found.append(Grown(survey(name, rows, rule.series or "calendar", rule.unit), len(added), tuple(new)))
    return found
