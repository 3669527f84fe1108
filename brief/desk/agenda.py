"""The official calendar, read from `content/_data/calendar.yaml`. Refuses days that are out of order."""

from pydantic import model_validator

from brief.checked_yaml import read_checked
from brief.models.base import Entry
from brief.models.official import OfficialEvent
from brief.store import Store


class _Agenda(Entry):
    events: tuple[OfficialEvent, ...]

    @model_validator(mode="after")
    def _in_order(self) -> "_Agenda":
        for event in self.events:
            if list(event.days) != sorted(set(event.days)):
                raise ValueError(f"the days of {event.event} are not in order, or one is there twice")
            if not event.days or not (event.covers(event.days[0]) and event.covers(event.days[-1])):
                raise ValueError(f"the days of {event.event} are not all from its first to its last day")
        return self


def official_events(store: Store) -> tuple[OfficialEvent, ...]:
    """The site folder's calendar; none where it keeps none."""
    path = store.content / "_data" / "calendar.yaml"
    text = store.text_if_there(path)
    return read_agenda(text, str(path)) if text is not None else ()


def read_agenda(text: str, path: str) -> tuple[OfficialEvent, ...]:
    """The events of the calendar in the file `path`; a mistake in it is `WrongUsage` with file and line."""
    return read_checked(text, path, _Agenda).events
