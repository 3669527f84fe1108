"""Which days a point is due. Owns the calendars a series can follow; refuses to guess what stands on them.

"calendar" is every day. "nyse" is the New York Stock Exchange's trading days, from the `holidays` library: weekdays
but for its holidays and special closures (2025-01-09, a day of mourning). A shortened day is a trading day.
"bonds" is the days of the market for US government bonds: the exchange's without Columbus Day and Veterans Day (on a
Sunday it is kept on Monday, on a Saturday not at all), and with 2025-01-09, when it closed early. Every SOFR that was
published from 2018-04-03 to 2025-11-03 lies on one of these days, and each of them has one. "wednesdays" is every
Wednesday, on which the Federal Reserve's weeks end, holiday or not.
"""

from array import array
from bisect import bisect_right
from datetime import MINYEAR, date, timedelta
from functools import lru_cache

from holidays import country_holidays, financial_holidays

from brief.models.series import Sessions

_DAY = timedelta(days=1)
_WEDNESDAY, _SATURDAY = 2, 5
_BANKS_ALONE = ("Columbus Day", "Veterans Day")
_SHORTENED_FOR_BONDS = frozenset({date(2025, 1, 9)})


@lru_cache(maxsize=256)
def _closed(year: int) -> frozenset[date]:
    return frozenset(financial_holidays("NYSE", years=year))


@lru_cache(maxsize=256)
def _bonds_closed(year: int) -> frozenset[date]:
    """The weekdays of a year without a market for government bonds."""
    kept = country_holidays("US", years=year, observed=False)
    banks = {day + _DAY if day.weekday() > _SATURDAY else day for day in kept if kept[day] in _BANKS_ALONE}
    return (_closed(year) | banks) - _SHORTENED_FOR_BONDS


def holiday(day: date) -> str:
    """The name of the holiday on which the exchange is closed that day; empty where it is none."""
    return str(financial_holidays("NYSE", years=day.year).get(day, "")) if day in _closed(day.year) else ""


def is_session(kind: Sessions, day: date) -> bool:
    """Whether a point is due on `day`."""
    if kind == "calendar":
        return True
    if kind == "wednesdays":
        return day.weekday() == _WEDNESDAY
    closed = _closed if kind == "nyse" else _bonds_closed
    return day.weekday() < _SATURDAY and day not in closed(day.year)


def sessions(kind: Sessions, first: date, last: date) -> list[date]:
    """The sessions from `first` to `last`, both included where they are sessions."""
    days = (first + _DAY * count for count in range((last - first).days + 1))
    return [day for day in days if is_session(kind, day)]


@lru_cache(maxsize=256)
def newest(kind: Sessions, day: date, n: int) -> "array[int]":
    """The last `n` sessions up to `day`, oldest first, as ordinals; 0, which is no day, for those before the year 1."""
    last = day.toordinal()
    if kind == "calendar":
        return array("i", range(last - n + 1, last + 1))
    found, year = _of_year(kind, day.year), day.year
    found = found[: bisect_right(found, last)]
    while len(found) < n and year > MINYEAR:
        year -= 1
        found = _of_year(kind, year) + found
    return found[-n:] if len(found) >= n else array("i", [0] * (n - len(found))) + found


@lru_cache(maxsize=256)
def _of_year(kind: Sessions, year: int) -> "array[int]":
    return array("i", [day.toordinal() for day in sessions(kind, date(year, 1, 1), date(year, 12, 31))])


def previous(kind: Sessions, day: date) -> date:
    """The last session before `day`, whether or not `day` is one."""
    return day - _DAY if kind == "calendar" else _session_before(kind, day)


@lru_cache(maxsize=65_536)
def _session_before(kind: Sessions, day: date) -> date:
    day -= _DAY
    while not is_session(kind, day):
        day -= _DAY
    return day


def back(kind: Sessions, day: date, n: int) -> date:
    """The session `n` sessions before `day`: `previous` asked `n` times."""
    if n < 0:
        raise ValueError(f"cannot go back {n} sessions")
    for _ in range(n):
        day = previous(kind, day)
    return day
