"""A stored daily series: points with the time each became known. Owns the bitemporal view; refuses comparisons."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from brief.models.base import Frozen


class Point(Frozen):
    """One day's value as it became known at one instant (aware UTC)."""

    day: date
    value: Decimal
    source: str
    known: datetime


class Series(Frozen):
    """The points of one metric, oldest day first, one a day: what an edition could know.

    `sessions` names the days a point is due: every calendar day, or the New York Stock Exchange's trading days.
    `since_birth` says that the first point is the instrument's first day, so that a record is a record.
    """

    name: str
    points: tuple[Point, ...]
    sessions: str = "calendar"
    since_birth: bool = False

    @classmethod
    def known_at(
        cls,
        name: str,
        rows: Iterable[Point],
        *,
        day: date,
        known: datetime,
        sessions: str = "calendar",
        since_birth: bool = False,
    ) -> "Series":
        """The series as an edition of `day` sees it: for each day up to it, the last row known by `known`."""
        seen: dict[date, Point] = {}
        for row in rows:
            if row.day > day or row.known > known:
                continue
            older = seen.get(row.day)
            if older is None or row.known >= older.known:
                seen[row.day] = row
        points = tuple(seen[d] for d in sorted(seen))
        return cls(name=name, points=points, sessions=sessions, since_birth=since_birth)
