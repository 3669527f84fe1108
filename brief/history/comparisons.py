"""How a day compares with those before it: since when, which rank, how long in a row, how far from the high.

Owns truth: each function proves its answer from stored points and returns it with the evidence, or returns None.
Refuses a claim across a hole, one that reaches before the series begins, and any opinion on what is worth saying.

Ties: an earlier value equal to today's is at or beyond it. So a tie is found by `lowest_since`, and costs a rank: a
value that ties with an earlier one is second, never first.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import repeat
from operator import ge, le
from typing import Literal

from brief.history.walk import from_birth, stretch, walk
from brief.models.base import Frozen
from brief.models.series import Point, Series

Side = Literal["lowest", "highest"]
_AT_OR_BEYOND: dict[Side, Callable[[Decimal, Decimal], bool]] = {"lowest": le, "highest": ge}
"""Whether an earlier value is at or beyond today's."""


class Since(Frozen):
    """The `k`-th lowest (or highest) value since `found`: the days after it hold `k` - 1 others at or beyond today's.

    On a `record` nothing is `found`: down to the instrument's first day only `others` are at or beyond today's, so
    today is number `len(others) + 1` ever.
    """

    side: Side
    k: int
    day: date
    value: Decimal
    found: date | None
    found_value: Decimal | None
    record: bool
    others: tuple[date, ...]
    """The earlier days at or beyond today's that lie after `found`, latest first."""
    first: date
    """The earliest day looked at: `found`, or the series' first."""
    n: int
    """How many sessions were looked at, from `first` to `day`, both included."""


class Rank(Frozen):
    """`rank` 1 is the lowest (or highest) of the `of` sessions from `first` to `day`."""

    side: Side
    day: date
    value: Decimal
    rank: int
    of: int
    first: date


class Percentile(Frozen):
    """`below` of the `of` sessions before `day`, from `first` on, had a lower value; `percent` is their share."""

    day: date
    value: Decimal
    below: int
    of: int
    percent: Decimal
    first: date


class Streak(Frozen):
    """`length` sessions in a row with the same sign (1 or -1), from `first` to `last`."""

    length: int
    sign: int
    total: Decimal
    first: date
    last: date
    days: tuple[date, ...]


class Change(Frozen):
    """From `base` on `base_day` to `value` on `day`. `percent` only where the base is above zero."""

    day: date
    value: Decimal
    base_day: date
    base: Decimal
    absolute: Decimal
    percent: Decimal | None


class FromHigh(Frozen):
    """How far `price` is below the highest of the sessions from `first` on; `percent` is negative."""

    high_day: date
    high: Decimal
    price: Decimal
    percent: Decimal
    first: date


class Mean(Frozen):
    """The mean of `n` sessions, from `first` to `last`."""

    value: Decimal
    n: int
    first: date
    last: date


def lowest_since(series: Series, day: date, k: int = 1) -> Since | None:
    """The `k`-th most recent earlier day whose value is at or below that of `day`."""
    return _since(series, day, "lowest", k)


def highest_since(series: Series, day: date, k: int = 1) -> Since | None:
    """The `k`-th most recent earlier day whose value is at or above that of `day`."""
    return _since(series, day, "highest", k)


def _since(series: Series, day: date, side: Side, k: int) -> Since | None:
    if k < 1:
        raise ValueError(f"there is no value number {k}")
    points, start = series.points, series.position(day)
    if start is None:
        return None
    today, met, position = points[start].value, list[Point](), start + 1
    at_or_beyond = _AT_OR_BEYOND[side]
    for position in walk(series, day):
        if position < start and at_or_beyond(points[position].value, today):
            met.append(points[position])
        if len(met) == k:
            break
    record = len(met) < k
    if record and (position or not series.since_birth):
        return None
    return Since(
        side=side,
        k=k,
        day=day,
        value=today,
        found=None if record else met[-1].day,
        found_value=None if record else met[-1].value,
        record=record,
        others=tuple(point.day for point in met[: k - 1]),
        first=points[position].day,
        n=start - position + 1,
    )


def rank(series: Series, day: date, side: Side, window: int | None) -> Rank | None:
    """Which lowest (highest) `day` is of the last `window` sessions, itself included; of all ever, for None."""
    points = from_birth(series, day) if window is None else stretch(series, day, window)
    if points is None:
        return None
    today = points[-1].value
    place = sum(map(_AT_OR_BEYOND[side], [point.value for point in points], repeat(today)))
    return Rank(side=side, day=day, value=today, rank=place, of=len(points), first=points[0].day)


def percentile(series: Series, day: date, n: int) -> Percentile | None:
    """How many of the `n` sessions before `day` were lower. One that ties is not."""
    points = stretch(series, day, n + 1)
    if points is None or n < 1:
        return None
    today = points[-1].value
    below = sum(point.value < today for point in points)
    percent = Decimal(below) / n * 100
    return Percentile(day=day, value=today, below=below, of=n, percent=percent, first=points[0].day)


def streak(series: Series, day: date) -> Streak | None:
    """The sessions of one sign that end on `day`. Zero is no sign. Proven only if what stands before them is known."""
    sign, days, total, position = 0, list[date](), Decimal(0), -1
    for position in walk(series, day):
        point = series.points[position]
        if not days:
            sign = _sign(point.value)
        if _sign(point.value) != sign:
            break
        days.append(point.day)
        total += point.value
    else:
        if position or not series.since_birth:
            return None
    if not sign:
        return None
    days.reverse()
    return Streak(length=len(days), sign=sign, total=total, first=days[0], last=day, days=tuple(days))


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def change(series: Series, day: date, n: int) -> Change | None:
    """From `n` sessions earlier to `day`."""
    if n < 1:
        raise ValueError(f"a change over {n} sessions is none")
    points = stretch(series, day, n + 1)
    if points is None:
        return None
    base, today = points[0], points[-1]
    absolute = today.value - base.value
    percent = absolute / base.value * 100 if base.value > 0 else None
    return Change(day=day, value=today.value, base_day=base.day, base=base.value, absolute=absolute, percent=percent)


def from_high(series: Series, day: date, price: Decimal, window: int = 365) -> FromHigh | None:
    """How far `price` is below the highest of the `window` sessions up to `day`, the last stored one.

    None if the price is at or above it. Of equal highs the most recent day is named.
    """
    points = stretch(series, day, window)
    if points is None:
        return None
    high = max(points, key=lambda point: (point.value, point.day))
    if price >= high.value or high.value <= 0:
        return None
    percent = (price - high.value) / high.value * 100
    return FromHigh(high_day=high.day, high=high.value, price=price, percent=percent, first=points[0].day)


def mean(series: Series, day: date, n: int) -> Mean | None:
    """The moving average of the last `n` sessions, `day` included."""
    points = stretch(series, day, n)
    if points is None:
        return None
    value = sum((point.value for point in points), Decimal(0)) / n
    return Mean(value=value, n=n, first=points[0].day, last=day)
