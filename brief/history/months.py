"""How a stock changed over calendar months, and how long that has gone one way. Owns what a month's change is.

A month's change goes from the first day of the month to the first day of the next: a daily series of a stock (a supply,
a value locked) holds what there was when its day began. Refuses a month of which, or after which, a day is missing.
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from brief.history.walk import walk
from brief.models.base import Frozen
from brief.models.series import Series


class MonthChange(Frozen):
    """From `first`, the first day of a month, to `next`, that of the month after it."""

    first: date
    next: date
    base: Decimal
    absolute: Decimal

    @property
    def percent(self) -> Decimal | None:
        return self.absolute / self.base * 100 if self.base > 0 else None


class MonthRun(Frozen):
    """`length` months in a row in which a stock grew (`sign` 1) or shrank (-1), and `before`, the month that went the
    other way: without it, nobody would know how long the run is."""

    length: int
    sign: int
    first: date
    last: MonthChange
    before: MonthChange


def month_changes(series: Series, day: date) -> tuple[MonthChange, ...]:
    """The whole months up to `day`, oldest first, as far back as no day is missing."""
    points = [series.points[position] for position in walk(series, day)]
    firsts = [point for point in reversed(points) if point.day.day == 1]
    return tuple(
        MonthChange(first=one.day, next=other.day, base=one.value, absolute=other.value - one.value)
        for one, other in pairwise(firsts)
    )


def month_run(changes: tuple[MonthChange, ...]) -> MonthRun | None:
    """The run that ends with the last of these months; None where it stood still, or where the run has no beginning."""
    if not changes or not changes[-1].absolute:
        return None
    sign = 1 if changes[-1].absolute > 0 else -1
    for back, change in enumerate(reversed(changes)):
        if change.absolute * sign <= 0:
            # A month without any change is neither growth nor contraction, so nothing is counted across it.
            if not change.absolute:
                return None
            first = changes[len(changes) - back].first
            return MonthRun(length=back, sign=sign, first=first, last=changes[-1], before=change)
    return None


def last_whole_month(day: date) -> date:
    """The first day of the month before that of `day`."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
