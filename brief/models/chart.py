"""A chart before it is drawn: its points, its words, whose they are. What the picture, its table and a machine share.

Owns that a day without a figure is one (`None`), and never zero. Refuses a name that is no file's stem.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from brief.models.base import Frozen
from brief.models.figures import Unit
from brief.models.series import Sessions

Shape = Literal["line", "bars"]


class ChartPoint(Frozen):
    """One day a figure is due; None where there is none."""

    day: date
    value: Decimal | None = None


class ChartSource(Frozen):
    """Whose figures a chart draws, and the line that is due wherever they are shown."""

    cite: str
    credit: str = ""


class Chart(Frozen):
    """One picture of one series."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    """The stem of its file."""
    title: str
    description: str
    """What it shows, in a sentence: for those who do not see it."""
    shape: Shape
    unit: Unit
    flow: bool = False
    """Amounts that go in and out: written with their sign, drawn from a zero line."""
    points: tuple[ChartPoint, ...]
    """Every day a figure is due, oldest first."""
    sources: tuple[ChartSource, ...] = ()
    as_of: date
    """The day of its last figure."""
    sessions: Sessions = "calendar"
    note: str = ""
    """What must be said of all its figures: that they are invented."""

    @property
    def drawn(self) -> tuple[tuple[date, Decimal], ...]:
        """The days that have a figure."""
        return tuple((point.day, point.value) for point in self.points if point.value is not None)

    @property
    def largest(self) -> Decimal:
        """The largest size of a figure, which tells how finely all of them are written."""
        return max((abs(value) for _, value in self.drawn), default=Decimal(0))


class Charts(Frozen):
    """The charts of one edition, in the order of its post."""

    edition: str
    charts: tuple[Chart, ...] = ()
