"""Bars from the zero line: above it what came in, below what went out. A zero is a thin mark on the line itself."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from brief.site.charts.frame import at
from brief.site.charts.scale import Spot

_THICK = Decimal("0.7")
"""How much of its stretch a bar fills."""
_LEAST = Decimal(1)
"""A bar that is there can be seen."""


def paths(spots: Sequence[Spot], zero: Decimal, pitch: Decimal) -> tuple[str, str]:
    """The bars above the zero line and those below it, each as the `d` of one SVG path."""
    wide = pitch * _THICK
    drawn = [(spot.x - wide / 2, spot.y) for spot in spots if spot.y is not None]
    above = [_bar(x, min(y, zero - _LEAST), zero, wide) for x, y in drawn if y < zero]
    on = [_bar(x, zero - _LEAST, zero + _LEAST, wide) for x, y in drawn if y == zero]
    below = [_bar(x, max(y, zero + _LEAST), zero, wide) for x, y in drawn if y > zero]
    return _joined((*above, *on)), _joined(below)


def _bar(x: Decimal, end: Decimal, zero: Decimal, wide: Decimal) -> str:
    return f"M{at(x)} {at(zero)}V{at(end)}h{at(wide)}V{at(zero)}z"


def _joined(bars: Iterable[str]) -> str:
    return "".join(bars)
