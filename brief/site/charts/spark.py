"""A line as small as a word, for a cell of a table. It has the colour of the text around it."""

from collections.abc import Sequence
from decimal import Decimal

import jinja2

from brief.models.chart import ChartPoint
from brief.site.charts.frame import Box, at
from brief.site.charts.line import path
from brief.site.charts.scale import Scale

_PLOT = Box(Decimal(3), Decimal(97), Decimal(3), Decimal(21))


def sparkline(
    points: Sequence[ChartPoint], templates: jinja2.Environment, *, words: str = "", from_zero: bool = False
) -> str:
    """An inline SVG; empty where fewer than two days have a figure.

    `words` say what it shows, where nothing beside it does; else it is hidden from those who are read to.
    """
    values = [point.value for point in points if point.value is not None]
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        low, high = low - 1, high + 1
    scale = Scale(_PLOT, low, high, len(points), centred=False)
    spots = scale.spots(points)
    last = next(spot for spot in reversed(spots) if spot.y is not None)
    return templates.get_template("sparkline.svg.j2").render(
        line=path(spots),
        end=(at(last.x), at(last.y or Decimal(0))),
        zero=at(scale.y(Decimal(0))) if from_zero else "",
        words=words,
    )
