"""Which of a source's readings and items may stand: declared, of no day to come, and fresh enough. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from brief.config import Source
from brief.models import Gap, Item, Night, Reading, as_of_text, instant_of
from brief.models.base import Frozen
from brief.models.figures import end_of

KEPT = timedelta(days=120)
"""How far back items are kept; of a source without a newer one the newest is, as evidence that it was read."""
KEPT_INCIDENTS = timedelta(days=400)
"""Losses are added up over the year."""

AHEAD = timedelta(minutes=15)
"""Clocks differ by so much. What is dated later has not been published, unless it is announced for a day to come."""

DUE = "calendar"
"""The topics whose items are due on their day, not published on it."""


class Accepted(Frozen):
    """What stands of one source's readings, in their order, and what is said of the rest."""

    readings: tuple[Reading, ...] = ()
    items: tuple[Item, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()


def accept_items(items: Sequence[Item], source: Source, night: Night) -> Accepted:
    """The items of a source, each once. One from the future is only noted: some outlets date what they schedule."""
    gaps, notes = [], []
    if strange := sorted({item.topic for item in items if not source.fills_figure(item.topic)}):
        why = "sources.yaml does not list it under this source's `fills`; it was not taken."
        gaps.append(Gap(source=source.id, fills=", ".join(strange), why=f"{source.id} gave {strange[0]}: {why}"))
    declared = list({item.path: item for item in reversed(items) if item.topic not in strange}.values())[::-1]
    early = [item for item in declared if not _is_due(item) and instant_of(item.at) > night.at + AHEAD]
    if early:
        told = f"{early[0].title[:60]!r} ({as_of_text(early[0].at)})"
        more = f" and {len(early) - 1} more" if len(early) > 1 else ""
        notes.append(f"{source.id}: {told}{more} is dated after this night; left out.")
    current = [item for item in declared if item not in early]
    newest = max(current, key=lambda item: instant_of(item.at), default=None)
    kept = tuple(item for item in current if item is newest or night.at - instant_of(item.at) <= _kept_for(item))
    if newest and not _is_due(newest) and night.at - end_of(newest.at) > source.fresh_for(newest.topic):
        why = f"the newest item of {source.id} is of {as_of_text(newest.at)}, so its feed may have stopped"
        gaps.append(Gap(source=source.id, fills=newest.topic, why=f"{why}; see what its page says.", stale=1))
        kept = ()
    return Accepted(items=kept, gaps=tuple(gaps), notes=tuple(notes))


def _kept_for(item: Item) -> timedelta:
    return KEPT_INCIDENTS if item.topic.startswith("incidents.") else KEPT


def _is_due(item: Item) -> bool:
    return item.topic.partition(".")[0] == DUE


def accept(readings: Sequence[Reading], source: Source, night: Night) -> Accepted:
    """A day after the edition's is only noted: a night that crosses midnight meets such readings. The rest is a gap."""
    gaps, notes = [], []
    strange = [reading for reading in readings if not source.fills_figure(reading.figure)]
    if strange:
        why = "sources.yaml does not list it under this source's `fills`; it was not taken."
        gaps.append(Gap(source=source.id, fills=_names(strange), why=f"{source.id} gave {_names(strange)}: {why}"))
    declared = [reading for reading in readings if reading not in strange]
    early = [reading for reading in declared if _is_early(reading.as_of, night)]
    if early:
        days = ", ".join(sorted({as_of_text(reading.as_of) for reading in early}))
        notes.append(f"{source.id}: {_names(early)} of {days} is left out; the edition is of {night.day}.")
    current = [reading for reading in declared if reading not in early]
    stale = _stale_figures(current, source, night.at)
    if stale:
        newest = max((reading for reading in current if reading.figure in stale), key=lambda it: instant_of(it.as_of))
        why = f"the newest {_names([newest])} of {source.id} is of {as_of_text(newest.as_of)}"
        limit = f"older than the {spell(source.fresh_for(newest.figure))} that sources.yaml allows"
        old = [reading for reading in current if reading.figure in stale]
        count = len({reading.figure for reading in old})
        gaps.append(Gap(source=source.id, fills=_names(old), why=f"{why}, {limit}.", stale=count))
    kept = tuple(reading for reading in current if reading.figure not in stale)
    return Accepted(readings=kept, gaps=tuple(gaps), notes=tuple(notes))


def _stale_figures(readings: Iterable[Reading], source: Source, at: datetime) -> set[str]:
    """The figures whose newest reading is too old. Their older readings go with it, or one of them would be printed."""
    newest: dict[str, datetime] = {}
    for reading in readings:
        newest[reading.figure] = max(end_of(reading.as_of), newest.get(reading.figure, end_of(reading.as_of)))
    return {figure for figure, end in newest.items() if at - end > source.fresh_for(figure)}


def _is_early(as_of: date, night: Night) -> bool:
    """Whether a reading is of a day that the edition is not of, or of an instant that no clock can have shown."""
    return as_of > night.day if _is_day(as_of) else instant_of(as_of) > night.at + AHEAD


def _is_day(as_of: date) -> bool:
    return not isinstance(as_of, datetime)


def spell(duration: timedelta) -> str:
    """As sources.yaml writes it: `5d`, `36h`, `30m`."""
    minutes = int(duration.total_seconds() // 60)
    for length, letter in ((1440, "d"), (60, "h")):
        if minutes % length == 0:
            return f"{minutes // length}{letter}"
    return f"{minutes}m"


def _names(readings: Iterable[Reading]) -> str:
    """The first three figures by name, and how many more."""
    names = list(dict.fromkeys(reading.figure for reading in readings))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
