"""Going back through a series session by session. Owns what a hole is: everything that compares walks through here.

A hole is a session without a point, or a point on a day that is no session (then the calendar or the row is wrong, and
nothing is proven across it either).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from brief.history.calendar import is_session, previous
from brief.models.series import Point, Series


def walk(series: Series, day: date) -> Iterator[int]:
    """Positions in `series.points` from `day` backwards. Ends before a hole, or with 0, the series' first point."""
    position, day_of = series.position(day), series.day
    if position is None or not is_session(series.sessions, day):
        return
    yield position
    while position and day_of(position - 1) == (day := previous(series.sessions, day)):
        position -= 1
        yield position


def follows(series: Series, position: int) -> bool:
    """Whether the point at `position` comes one session after the one before it, with no hole between."""
    if not position:
        return False
    earlier, later = series.day(position - 1), series.day(position)
    return is_session(series.sessions, later) and previous(series.sessions, later) == earlier


def stretch(series: Series, day: date, n: int) -> tuple[Point, ...] | None:
    """The last `n` sessions up to and including `day`, oldest first; None across a hole or beyond the start."""
    if n < 1:
        raise ValueError(f"a stretch of {n} sessions is none")
    if series.sessions == "calendar":
        first, last = day - timedelta(days=n - 1), series.position(day)
        whole = last is not None and last >= n - 1 and series.day(last - n + 1) == first
        return tuple(series.points[last - n + 1 : last + 1]) if last is not None and whole else None
    for count, position in enumerate(walk(series, day), start=1):
        if count == n:
            return tuple(series.points[position : position + n])
    return None


def from_birth(series: Series, day: date) -> tuple[Point, ...] | None:
    """Every session from the instrument's first day to `day`; None if the series does not hold them all."""
    positions = list(walk(series, day)) if series.since_birth else []
    return tuple(series.points[: positions[0] + 1]) if positions and not positions[-1] else None
