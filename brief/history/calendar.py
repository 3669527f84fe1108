"""Which days a point is due. Owns the two calendars a series can follow; refuses to guess what stands on them.

"calendar" is every day. "nyse" is the New York Stock Exchange's trading days, from the `holidays` library: weekdays
but for its holidays and special closures (2025-01-09, a day of mourning). A shortened day is a trading day.
"""

from datetime import date, timedelta
from functools import lru_cache

from holidays import financial_holidays

from brief.models.series import Sessions

_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=256)
def _closed(year: int) -> frozenset[date]:
    return frozenset(financial_holidays("NYSE", years=year))


def holiday(day: date) -> str:
    """The name of the holiday on which the exchange is closed that day; empty where it is none."""
    return str(financial_holidays("NYSE", years=day.year).get(day, "")) if day in _closed(day.year) else ""


def is_session(kind: Sessions, day: date) -> bool:
    """Whether a point is due on `day`."""
    return kind == "calendar" or (day.weekday() < _SATURDAY and day not in _closed(day.year))


def sessions(kind: Sessions, first: date, last: date) -> list[date]:
    """The sessions from `first` to `last`, both included where they are sessions."""
    days = (first + _DAY * count for count in range((last - first).days + 1))
    return [day for day in days if is_session(kind, day)]


def previous(kind: Sessions, day: date) -> date:
    """The last session before `day`, whether or not `day` is one."""
    return day - _DAY if kind == "calendar" else _trading_day_before(day)


@lru_cache(maxsize=65_536)
def _trading_day_before(day: date) -> date:
    day -= _DAY
    while not is_session("nyse", day):
        day -= _DAY
    return day


def back(kind: Sessions, day: date, n: int) -> date:
    """The session `n` sessions before `day`: `previous` asked `n` times."""
    if n < 0:
        raise ValueError(f"cannot go back {n} sessions")
    for _ in range(n):
        day = previous(kind, day)
    return day
