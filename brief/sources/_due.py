"""What the calendars of official bodies share: US Eastern clocks in UTC, and the days a brief looks ahead.

Owns the window: three days before the night's UTC day, so that what was to come can be found where it was, and the
seven after it. Refuses a calendar that ends before the night: an old copy
has nothing to come, and "nothing is due" would be printed of a week nobody looked at.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from brief.errors import Refused
from brief.models import Item, Night, Payload, day_of, instant_of

BEHIND, AHEAD = timedelta(days=3), timedelta(days=7)
EASTERN = ZoneInfo("America/New_York")
_CLOCK = re.compile(r"(1[0-2]|0?[1-9]):([0-5]\d)\s?([ap])\.?m\.?", re.IGNORECASE | re.ASCII)


def at_eastern(day: date, clock: str) -> date:
    """The instant of a New York clock ("2:00 p.m.", "8:30 AM") on `day`; the day alone where no such clock is given."""
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        return day
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return datetime.combine(day, time(hour, int(found[2])), EASTERN).astimezone(UTC)


def coming(payload: Payload, due: Sequence[Item], night: Night) -> list[Item]:
    """What was due in the last days, is due today or within seven, the soonest first; `due` is the whole calendar."""
    last = max((day_of(item.at) for item in due), default=None)
    if last is None:
        raise Refused(f"{payload.source} sent a calendar in which nothing has a date.")
    if last < night.day:
        raise Refused(
            f"{payload.source} sent a calendar that ends on {last.isoformat()}, before this night; what is due now is "
            "not known."
        )
    return within(due, night)


def within(due: Iterable[Item], night: Night) -> list[Item]:
    """What of `due` is of the days a brief looks back and ahead, the soonest first."""
    kept = (item for item in due if night.day - BEHIND <= day_of(item.at) <= night.day + AHEAD)
    return sorted(kept, key=lambda item: instant_of(item.at))
