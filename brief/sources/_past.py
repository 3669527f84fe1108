"""Asking for the past: the days that are wanted, in stretches as long as a provider gives at once.

Owns where a stretch begins and ends. The running day is the night's, so the last one ends the day before.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from brief.models import Night

_DAY = timedelta(days=1)


def first_day(night: Night) -> date:
    """The first day wanted."""
    if night.since is None:
        raise ValueError("nobody has said since when the past is wanted")
    return night.since


def days_wanted(night: Night) -> int:
    """How many days there are from the first one wanted to the night's, both included."""
    return (night.day - first_day(night)).days + 1


def stretches(night: Night, days: int) -> Iterator[tuple[date, date]]:
    """First and last day of each stretch of at most `days`, oldest first."""
    first, last = first_day(night), night.day - _DAY
    while first <= last:
        end = min(first + _DAY * (days - 1), last)
        yield first, end
        first = end + _DAY


def midnight(day: date) -> datetime:
    """The instant at which a UTC day begins."""
    return datetime.combine(day, time.min, UTC)


def millis(day: date) -> int:
    """The same in milliseconds."""
    return int(midnight(day).timestamp()) * 1000
