"""Round numbers for an axis of values, and days for an axis of time. Refuses to spell either (`labels`)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from typing import NamedTuple

_MOST = 5
"""Stretches between the ticks of values."""
_EVERY = (1, 2, 3, 6, 12, 24, 60, 120)
"""Of so many months one is named."""
_DAYS_MOST = 4
_LONG = 60
"""Days from which on months are named."""
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_SAME = Decimal("1e-12")
"""Values closer than this part of their size are drawn as equal."""
_EXACT = Context(prec=60)


class DayTick(NamedTuple):
    """A day that is named at the axis: which of the chart's days, and what of it is told."""

    place: int
    month: bool
    """Its month alone is named: it is the first day of it."""


def value_ticks(values: Sequence[Decimal], *, from_zero: bool, whole: bool = False) -> tuple[Decimal, ...]:
    """Round values, evenly apart, the first at most the lowest value and the last at least the highest.

    `from_zero` has zero among them; `whole` has whole numbers only.
    """
    with localcontext(_EXACT):
        low, high = min(values), max(values)
        if from_zero:
            low, high = min(low, Decimal(0)), max(high, Decimal(0))
        if high - low <= max(abs(low), abs(high)) * _SAME:
            low, high = _around(low, high)
        step = _step(low, high, whole=whole)
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        return tuple((first + n) * step for n in range(int(last - first) + 1))


def _around(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """A stretch around values that are all the same; it does not go below zero where they do not."""
    room = max(abs(low), abs(high)) / 20 or Decimal(1)
    return (low - room if low < 0 or low >= room else Decimal(0)), high + room


def _step(low: Decimal, high: Decimal, *, whole: bool) -> Decimal:
    """The smallest round step with which at most `_MOST` stretches cover everything."""
    ten = ((high - low) / _MOST).adjusted()
    steps = (step.scaleb(power) for power in (ten, ten + 1) for step in _STEPS)
    fitting = (step for step in steps if not whole or step == step.to_integral_value())
    for step in fitting:
        first, last = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
        if last - first <= _MOST:
            return step
    return Decimal(1) if high - low <= _MOST else _STEPS[-1].scaleb(ten + 1)


def day_ticks(days: Sequence[date]) -> Iterator[list[DayTick]]:
    """Which days to name, ever fewer: first days of months where there are some, else days evenly apart."""
    begun = [i for i in range(1, len(days)) if (days[i].year, days[i].month) != (days[i - 1].year, days[i - 1].month)]
    if (days[-1] - days[0]).days >= _LONG:
        for every in _EVERY:
            if named := [i for i in begun if (days[i].year * 12 + days[i].month - 1) % every == 0]:
                yield [DayTick(i, month=True) for i in named]
    for many in range(min(_DAYS_MOST, len(days)), 0, -1):
        yield [DayTick(i, month=False) for i in range(0, len(days), -(-len(days) // many))]
