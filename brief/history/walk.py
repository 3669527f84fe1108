"""Going back through a series session by session. Owns what a hole is: everything that compares walks through here.

A hole is a session without a point, or a point on a day that is no session (then the calendar or the row is wrong, and
nothing is proven across it either).
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain, compress, count
from operator import eq, ne

from brief.history.calendar import newest, previous
from brief.models.series import Point, Series

_FEW = 32
"""So many sessions are looked at first; most walks are short."""


def walk(series: Series, day: date) -> Iterator[int]:
    """Positions in `series.points` from `day` backwards. Ends before a hole, or with 0, the series' first point."""
    return chain.from_iterable(_whole(series, day))


def unbroken(series: Series, day: date) -> int:
    """How many sessions in a row are stored up to `day`: the longest window that a rank can be given of."""
    return sum(map(len, _whole(series, day)))


def _whole(series: Series, day: date) -> Iterator[range]:
    """The positions of `walk`, a range of them at once: the days are held beside the calendar's from the newest on."""
    position, many = series.position(day), _FEW
    end = 0 if position is None else position + 1
    while end:
        begin = max(0, end - many)
        held, due = series.days(begin, end), newest(series.sessions, day, end - begin)
        if held != due:
            hole = next(compress(count(), map(ne, reversed(held), reversed(due))))
            yield range(end - 1, end - 1 - hole, -1)
            return
        yield range(end - 1, begin - 1, -1)
        if not begin:
            return
        end, many, day = begin, many * 4, previous(series.sessions, date.fromordinal(due[0]))


def follow(series: Series) -> list[bool]:
    """Of each point, whether it comes one session after the one before it, with no hole between."""
    days = series.days(0, len(series.points))
    if not days:
        return []
    due = newest(series.sessions, date.fromordinal(days[-1]), days[-1] - days[0] + 1)
    before = dict(zip(due[1:], due, strict=False))
    return [False, *map(eq, map(before.get, days[1:]), days)]


def stretch(series: Series, day: date, n: int) -> tuple[Point, ...] | None:
    """The last `n` sessions up to and including `day`, oldest first; None across a hole or beyond the start."""
    if n < 1:
        raise ValueError(f"a stretch of {n} sessions is none")
    last = series.position(day)
    if last is None or last < n - 1:
        return None
    first = last - n + 1
    whole = series.days(first, last + 1) == newest(series.sessions, day, n)
    return tuple(series.points[first : last + 1]) if whole else None


def from_birth(series: Series, day: date) -> tuple[Point, ...] | None:
    """Every session from the instrument's first day to `day`; None if the series does not hold them all."""
    positions = list(walk(series, day)) if series.since_birth else []
    return tuple(series.points[: positions[0] + 1]) if positions and not positions[-1] else None
