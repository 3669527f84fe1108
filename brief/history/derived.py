"""Series made of a series: one-session changes and rolling sums, so that they too can be ranked and dated.

A derived point stands on the last day it speaks of, is known when the last of its inputs was, and does not exist where
an input is missing. The result is `since_birth` only if it is complete from the first possible window.
"""

from collections import deque
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from brief.history.walk import follow
from brief.models.series import Made, Point, Series


def differences(series: Series) -> Series:
    """The change from one session to the next, wherever both have a point."""
    points = tuple(
        _derived((earlier, later), later.value - earlier.value)
        for (earlier, later), follows in zip(pairwise(series.points), follow(series)[1:], strict=True)
        if follows
    )
    return _named(series, "differences", points, window=2)


def rolling_sums(series: Series, n: int) -> Series:
    """The sum of each `n` sessions in a row, wherever all of them have a point."""
    if n < 1:
        raise ValueError(f"a sum of {n} sessions is none")
    points, unbroken, last = list[Point](), 0, deque[Point](maxlen=n)
    for point, follows in zip(series.points, follow(series), strict=True):
        unbroken = unbroken + 1 if follows else 1
        last.append(point)
        if unbroken >= n:
            points.append(_derived(last, sum([each.value for each in last], Decimal(0))))
    return _named(series, "sums", tuple(points), window=n)


def _derived(inputs: Sequence[Point], value: Decimal) -> Point:
    last = inputs[-1]
    return Point(day=last.day, value=value, source=last.source, known=max([point.known for point in inputs]))


def _named(series: Series, how: Literal["differences", "sums"], points: tuple[Point, ...], window: int) -> Series:
    whole = bool(points) and points[0].day == series.points[window - 1].day
    return Series(
        name=f"{series.name}.{how}" if how == "differences" else f"{series.name}.{how}.{window}",
        points=points,
        sessions=series.sessions,
        since_birth=series.since_birth and whole,
        made=Made(how=how, of=series, window=window),
    )
