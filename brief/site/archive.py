"""The archive: every day since the first brief, by month, with its brief or why there is none.

Owns the calendar and how strongly a day is shaded: by bitcoin's move of 24 hours as its brief printed it. Refuses to
guess why a day is missing: it is told, or says that nothing is known.
"""

import calendar
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, takewhile
from typing import NamedTuple

from brief.site.entries import Entry

_WEEK = 7
_STEPS = (Decimal(1), Decimal(3))
"""Percent from which a day's move is shaded, and shaded strongly."""


class Day(NamedTuple):
    """One day of a calendar."""

    day: date
    entries: tuple[Entry, ...] = ()
    """Its briefs, the later one first; mostly one."""
    why: str | None = None
    """Why there is none, of a day since the first brief and before the last; empty where nothing is known."""

    @property
    def shade(self) -> str:
        """`up`, `up-2`, `down`, `down-2`; empty for a quiet day and for one whose move is not known."""
        move = self.entries[0].change if self.entries else None
        if move is None or abs(move) < _STEPS[0]:
            return ""
        return ("up" if move > 0 else "down") + ("-2" if abs(move) >= _STEPS[1] else "")


class Month(NamedTuple):
    first: date
    days: tuple[Day, ...]
    """All of its days, the last one first."""

    @property
    def weeks(self) -> list[list[Day | None]]:
        """Monday to Sunday; None for the days of its neighbours."""
        cells = [*[None] * self.first.weekday(), *self.days[::-1]]
        cells += [None] * (-len(cells) % _WEEK)
        return [cells[i : i + _WEEK] for i in range(0, len(cells), _WEEK)]

    @property
    def entries(self) -> list[Entry]:
        """Its briefs, newest first."""
        return [entry for day in self.days for entry in day.entries]

    @property
    def missing(self) -> list[Day]:
        """The days without one, the last one first."""
        return [day for day in self.days if day.why is not None]

    @property
    def path(self) -> str:
        return month_path(self.first)


def month_path(day: date) -> str:
    """The page of a day's month."""
    return f"/archive/{day:%Y/%m}/"


def year_path(year: int) -> str:
    return f"/archive/{year:04}/"


def months(entries: Sequence[Entry], reasons: Mapping[date, str]) -> list[Month]:
    """Every month from the first brief's to the last one's, newest first; `entries` are newest first.

    `reasons` says why a day has no brief, where that is known.
    """
    if not entries:
        return []
    of = _days(entries, reasons)
    first, last = entries[-1].post.day, entries[0].post.day
    return [_month(start, of) for start in _starts(first, last)][::-1]


def last_days(entries: Sequence[Entry], reasons: Mapping[date, str], count: int) -> list[Day]:
    """The last days up to the newest brief's, the newest first; none before the first brief's."""
    if not entries:
        return []
    last, span = entries[0].post.day, (entries[0].post.day - entries[-1].post.day).days
    shown = [last - timedelta(days=n) for n in range(min(count, span + 1))]
    recent = list(takewhile(lambda entry: entry.post.day >= shown[-1], entries))
    of = _days(recent, reasons, first=entries[-1].post.day)
    return [of(day) for day in shown]


def missing_days(days: Iterable[date]) -> list[date]:
    """The days between the first and the last of `days` that are not among them."""
    have = set(days)
    if not have:
        return []
    first, span = min(have), (max(have) - min(have)).days
    return [day for n in range(span) if (day := first + timedelta(days=n)) not in have]


def _days(entries: Sequence[Entry], reasons: Mapping[date, str], first: date | None = None) -> Callable[[date], Day]:
    """What each day has, by its date; `first` is the first brief's day, where that is not among the entries."""
    by_day = {day: tuple(found) for day, found in groupby(entries, lambda entry: entry.post.day)}
    begin, last = first or entries[-1].post.day, entries[0].post.day

    def of(day: date) -> Day:
        if day in by_day or not begin < day < last:
            return Day(day, by_day.get(day, ()))
        return Day(day, why=reasons.get(day, ""))

    return of


def _starts(first: date, last: date) -> Iterator[date]:
    start = first.replace(day=1)
    while start <= last:
        yield start
        start = (start + timedelta(days=31)).replace(day=1)


def _month(start: date, of: Callable[[date], Day]) -> Month:
    last = calendar.monthrange(start.year, start.month)[1]
    return Month(start, tuple(of(start.replace(day=number)) for number in range(last, 0, -1)))
