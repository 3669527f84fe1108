"""A chart's figures as a table: what the picture shows, for those who want the numbers."""

from typing import NamedTuple

import jinja2

from brief import style
from brief.models.chart import Chart


class Row(NamedTuple):
    """One day; `value` is empty where it has no figure."""

    day: str
    iso: str
    value: str


def rows(chart: Chart) -> list[Row]:
    """Every day of the chart, newest first, its figure in the house's spelling."""
    largest = chart.largest
    return [
        Row(
            style.full_day(point.day),
            point.day.isoformat(),
            "" if point.value is None else style.of_unit(point.value, chart.unit, like=largest, signed=chart.flow),
        )
        for point in reversed(chart.points)
    ]


def data_table(chart: Chart, templates: jinja2.Environment) -> str:
    """The rows below a picture, folded away until somebody asks."""
    return templates.get_template("chart-data.html.j2").render(chart=chart, rows=rows(chart))
