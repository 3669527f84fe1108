"""A chart becomes its SVG: the axes, the marks, the words around them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import jinja2

from brief import style as house
from brief.models.chart import Chart
from brief.site.charts import bars, line, look
from brief.site.charts.frame import EM, WIDTH, Box, Frame, at, frame, width_of
from brief.site.charts.labels import day_labels, value_labels
from brief.site.charts.scale import Scale, Spot
from brief.site.charts.ticks import day_ticks, value_ticks
from brief.site.wellformed import xml

_INDEX = (Decimal(0), Decimal(25), Decimal(50), Decimal(75), Decimal(100))
_HOLES = "Shaded: no figure."


class _Tick(NamedTuple):
    """A place at an axis, and what is written there."""

    place: str
    label: str


def svg(chart: Chart, templates: jinja2.Environment) -> str:
    """The picture; empty where no day has a figure."""
    values = [value for _, value in chart.drawn]
    if not values:
        return ""
    from_zero = chart.flow or chart.shape == "bars"
    ticks = _ticks(chart, values, from_zero=from_zero)
    labels = value_labels(ticks, chart.unit, signed=chart.flow)
    places = frame(chart.title, list(_sentences(chart)), labels)
    rests = ticks[0] <= 0  # a line that does not rest on zero hovers, so that nobody takes its height for its size
    marks = places.plot if rests else places.plot._replace(bottom=places.plot.bottom - EM)
    scale = Scale(marks, ticks[0], ticks[-1], len(chart.points), centred=chart.shape == "bars")
    spots = scale.spots(chart.points)
    zero = scale.y(Decimal(0))
    above, below = bars.paths(spots, zero, scale.pitch) if chart.shape == "bars" else ("", "")
    text = templates.get_template("chart.svg.j2").render(
        chart=chart,
        style=look.style(templates),
        frame=_spelled(places),
        ticks=[_Tick(at(scale.y(tick)), label) for tick, label in zip(ticks, labels, strict=True)],
        zero=at(zero) if ticks[0] <= 0 <= ticks[-1] else "",
        days=_days(chart, scale),
        holes=[(at(start), at(end - start)) for start, end in scale.holes(chart.points)],
        line=line.path(spots) if chart.shape == "line" else "",
        above=above,
        below=below,
        end=_end(chart, spots, scale, places.plot, zero if from_zero else None),
    )
    return xml(text)


def _ticks(chart: Chart, values: Sequence[Decimal], *, from_zero: bool) -> tuple[Decimal, ...]:
    if chart.unit == "index" and all(_INDEX[0] <= value <= _INDEX[-1] for value in values):
        return _INDEX
    return value_ticks(values, from_zero=from_zero, whole=chart.unit in ("count", "days"))


def _sentences(chart: Chart) -> Iterator[str]:
    """Whose figures they are, until when, and what must be said besides."""
    if chart.note:
        yield chart.note
    for source in chart.sources:
        if source.cite.lower() not in source.credit.lower():
            yield f"Source: {source.cite}."
        if source.credit:
            yield f"{source.credit.removesuffix('.')}."
    yield f"As of {house.full_day(chart.as_of)}."
    if len(chart.drawn) < len(chart.points):
        yield _HOLES


def _spelled(places: Frame) -> dict[str, object]:
    left, _, top, bottom = map(at, places.plot)
    return {
        "width": WIDTH,
        "height": at(places.height),
        "shown": at(places.height * 3 / 2),
        "tall": at(places.plot.bottom - places.plot.top),
        "left": left,
        "right": at(places.plot.right + 5),
        "top": top,
        "bottom": bottom,
        "title": places.title,
        "words": places.words,
    }


def _days(chart: Chart, scale: Scale) -> list[_Tick]:
    """The days named below the plot: as many as have room beside one another. One at the edge is left out."""
    days = [point.day for point in chart.points]
    for named in day_ticks(days):
        labels = zip(named, day_labels(days, named), strict=True)
        places = [(scale.x(tick.place), width_of(label), label) for tick, label in labels]
        room = all(x + wide + EM / Decimal(2) <= after for (x, wide, _), (after, *_) in pairwise(places))
        if room and (shown := [_Tick(at(x), label) for x, wide, label in places if x + wide <= WIDTH]):
            return shown
    return []


def _end(chart: Chart, spots: Sequence[Spot], scale: Scale, plot: Box, zero: Decimal | None) -> dict[str, str]:
    """The last figure, written beside its mark where neither line nor bars run."""
    day, value = chart.drawn[-1]
    index = next(i for i, point in enumerate(chart.points) if point.day == day)
    label = house.of_unit(value, chart.unit, like=chart.largest, signed=chart.flow)
    x, y = spots[index].x, scale.y(value)
    wide = width_of(label) + EM / Decimal(2)
    right = min(plot.right + 4, max(x + wide / 2, plot.left + wide))
    near = [y, *(spot.y for spot in spots if spot.y is not None and right - wide <= spot.x <= right)]
    near += [] if zero is None else [zero]
    above, below = min(near) - EM / Decimal(2), max(near) + EM
    fits_above, fits_below = above - EM >= plot.top - EM, below <= plot.bottom - 2
    up = fits_above and (not fits_below or y - above <= below - y)
    place = above if up else below if fits_below else max(above, plot.top)
    return {"x": at(x), "y": at(y), "label": label, "right": at(right), "place": at(place)}
