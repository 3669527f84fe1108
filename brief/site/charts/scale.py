"""From days and values to places in the plot. Owns that what is not there has no place."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from brief.models.chart import ChartPoint
from brief.site.charts.frame import Box


class Spot(NamedTuple):
    """One day in the plot; `y` is None where it has no figure."""

    x: Decimal
    y: Decimal | None


class Scale(NamedTuple):
    """How values and days are laid out in a plot."""

    plot: Box
    low: Decimal
    high: Decimal
    days: int
    centred: bool
    """Each day has a stretch of its own and stands in its middle, as bars do; else the first and last are the ends."""

    @property
    def pitch(self) -> Decimal:
        """How far two days are apart."""
        steps = self.days if self.centred else self.days - 1
        return (self.plot.right - self.plot.left) / max(1, steps)

    def x(self, index: int) -> Decimal:
        if self.days == 1:
            return (self.plot.left + self.plot.right) / 2
        return self.plot.left + self.pitch * index + (self.pitch / 2 if self.centred else 0)

    def y(self, value: Decimal) -> Decimal:
        share = (value - self.low) / (self.high - self.low)
        return self.plot.bottom - share * (self.plot.bottom - self.plot.top)

    def spots(self, points: Sequence[ChartPoint]) -> list[Spot]:
        return [Spot(self.x(i), None if p.value is None else self.y(p.value)) for i, p in enumerate(points)]

    def holes(self, points: Sequence[ChartPoint]) -> Iterator[tuple[Decimal, Decimal]]:
        """From where to where no day has a figure."""
        start = None
        for i, point in enumerate((*points, None)):
            missing = point is not None and point.value is None
            if missing and start is None:
                start = i
            elif not missing and start is not None:
                yield max(self.plot.left, self.x(start) - self.pitch / 2), self.x(i - 1) + self.pitch / 2
                start = None
