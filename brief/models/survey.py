"""What a stored series holds, at a glance: its days, its holes, its revisions."""

from datetime import date
from decimal import Decimal

from brief.models.base import Frozen
from brief.models.figures import Instant, Unit
from brief.models.series import Point, Sessions


class Hole(Frozen):
    """Days in a row that are due and have no point; `sessions` says how many."""

    first: date
    last: date
    sessions: int


class Revision(Frozen):
    """A day of which its source said something else later, and when that was known."""

    day: date
    source: str
    before: Decimal
    value: Decimal
    known: Instant


class Survey(Frozen):
    """One series as it is stored: of each day the row known last, oldest day first."""

    name: str
    unit: Unit | None
    sessions: Sessions
    rows: int
    points: tuple[Point, ...]
    holes: tuple[Hole, ...]
    revisions: tuple[Revision, ...]
    """By the time they became known."""
    no_sessions: tuple[date, ...]
    """Days with a point on which none is due: nothing is proven across them."""

    @property
    def first(self) -> date | None:
        return self.points[0].day if self.points else None

    @property
    def last(self) -> date | None:
        return self.points[-1].day if self.points else None

    @property
    def sources(self) -> tuple[str, ...]:
        """Whose its points are."""
        return tuple(sorted({point.source for point in self.points}))

    @property
    def missing(self) -> int:
        """How many days its holes have together."""
        return sum(hole.sessions for hole in self.holes)
