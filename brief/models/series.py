"""A stored daily series: points with the time each became known. Owns the bitemporal view; refuses comparisons."""

from abc import abstractmethod
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import SkipValidation, field_validator, model_validator

from brief.models.base import Frozen

Sessions = Literal["calendar", "nyse", "bonds", "wednesdays"]
"""The days a point is due: every calendar day, the New York Stock Exchange's trading days, those of the market for US
government bonds (and so of what is lent against them overnight), or every Wednesday."""

EACH: dict[Sessions, str] = {
    "calendar": "days",
    "nyse": "sessions",
    "bonds": "business days",
    "wednesdays": "weeks",
}
"""What so many points in a row are."""


class Point(NamedTuple):
    """One day's value as it became known at one instant (aware UTC). There are very many of them."""

    day: date
    value: Decimal
    source: str
    known: datetime


class ReadLater(Sequence[Point]):
    """Points that are read when somebody looks at them; their days are at hand."""

    @property
    @abstractmethod
    def sources(self) -> frozenset[str]: ...

    @property
    @abstractmethod
    def days(self) -> "array[int]":
        """The day of each, as its ordinal."""


class Made(Frozen):
    """How a series that is not stored follows from one that is: `differences`, or `sums` of `window` sessions."""

    how: Literal["differences", "sums"]
    of: "Series"
    window: int


class Series(Frozen):
    """The points of one metric, oldest day first, one a day: what an edition could know.

    `sessions` names the days a point is due. `since_birth` says that the first point is the instrument's first day,
    so that a record is a record; whoever sets it vouches for it. `made` says of a series that is not stored what it was
    computed from.
    """

    name: str
    points: Annotated[Sequence[Point], SkipValidation]
    """A tuple, or `ReadLater`."""
    sessions: Sessions = "calendar"
    since_birth: bool = False
    made: Made | None = None
    revised: tuple[Point, ...] = ()
    """What an earlier edition knew of days that say something else by now."""

    @field_validator("points", mode="before")
    @classmethod
    def _fixed(cls, points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple(points)

    @model_validator(mode="after")
    def _one_a_day_oldest_first(self) -> Self:
        for earlier, later in pairwise(self.points):
            if earlier.day >= later.day:
                raise ValueError(f"{self.name} has {later.day} after {earlier.day}: one point a day, oldest first")
        return self

    def position(self, day: date) -> int | None:
        """Where `day` stands in `points`; None where it has no point."""
        found = self._place(day, bisect_left)
        return found if found < len(self.points) and self.day(found) == day else None

    def _place(self, day: date, bisect: Callable[..., int]) -> int:
        """Where `day` would stand."""
        points = self.points
        if isinstance(points, ReadLater):
            return bisect(points.days, day.toordinal())
        return bisect(points, day, key=attrgetter("day"))

    def day(self, at: int) -> date:
        """The day of a point, by its position."""
        points = self.points
        return date.fromordinal(points.days[at]) if isinstance(points, ReadLater) else points[at].day

    def days(self, first: int, end: int) -> "array[int]":
        """The days of the points from one position up to another, which is not among them, as ordinals."""
        points = self.points
        if isinstance(points, ReadLater):
            return points.days[first:end]
        return array("i", [point.day.toordinal() for point in points[first:end]])

    @property
    def sources(self) -> frozenset[str]:
        """Who gave its points."""
        points = self.points
        return points.sources if isinstance(points, ReadLater) else frozenset(point.source for point in points)

    def between(self, first: date, last: date) -> Sequence[Point]:
        """The points from one day to another, both included."""
        return self.points[self._place(first, bisect_left) : self._place(last, bisect_right)]

    def at(self, day: date) -> Point:
        """The point of a day that has one."""
        point = self.on(day)
        if point is None:
            raise KeyError(f"{self.name} has no point of {day}")
        return point

    def on(self, day: date) -> Point | None:
        """The point of `day`, if there is one."""
        found = self.position(day)
        return None if found is None else self.points[found]

    @classmethod
    def known_at(
        cls,
        name: str,
        rows: Iterable[Point],
        *,
        day: date,
        known: datetime,
        sessions: Sessions = "calendar",
        since_birth: bool = False,
    ) -> "Series":
        """The series as an edition of `day` sees it: for each day up to it, the last row known by `known`.

        Of two rows known at the same instant the later one in `rows` stands.
        """
        seen: dict[date, Point] = {}
        for row in rows:
            if row.day > day or row.known > known:
                continue
            older = seen.get(row.day)
            if older is None or row.known >= older.known:
                seen[row.day] = row
        points = tuple(seen[d] for d in sorted(seen))
        return cls(name=name, points=points, sessions=sessions, since_birth=since_birth)

    def since_then(self, earlier: "Series") -> "Series":
        """The same, knowing what `earlier`, the series as an edition before saw it, had another number for."""
        then = (point for point in earlier.points if (now := self.on(point.day)) and now.source == point.source)
        changed = tuple(point for point in then if (now := self.on(point.day)) and now.value != point.value)
        return self.model_copy(update={"revised": changed})


Made.model_rebuild()
