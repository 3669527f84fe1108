"""What a page about a family of figures draws: charts, columns of sessions, a line as small as a word.

Owns which stored series stand in each. Refuses a series that no brief has told of yet: `Past` does not name it.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from brief import style
from brief.models import Series
from brief.models.chart import Chart, ChartPoint
from brief.models.family import ChartOf, Family, TableOf
from brief.site.charts import data_table, sparkline, svg
from brief.site.frame import Frame

SPARK_DAYS = 30
MILLION = 1_000_000


class Past(Protocol):
    """The stored series as readers may see them."""

    def names(self, pattern: str, *, short: bool = False) -> list[str]:
        """The series whose names have this shape; `short` ones, too, if asked for: a line of them says nothing."""
        ...

    def key(self, names: Sequence[str]) -> object:
        """What a page that shows these series is known by."""
        ...

    def series(self, name: str) -> Series | None: ...

    def chart(self, wanted: ChartOf, series: Series, name: str, window: int) -> Chart | None: ...


class NoPast:
    """No series at all."""

    def names(self, pattern: str, *, short: bool = False) -> list[str]:
        return []

    def key(self, names: Sequence[str]) -> object:
        return ()

    def series(self, name: str) -> Series | None:
        return None

    def chart(self, wanted: ChartOf, series: Series, name: str, window: int) -> Chart | None:
        return None


def chart_file(family: Family, wanted: ChartOf, window: int) -> str:
    """Where a chart lies inside the site."""
    return f"charts/{_name(family, wanted, window)}.svg"


def _name(family: Family, wanted: ChartOf, window: int) -> str:
    return f"{family.id}-{wanted.id}" + (f"-{window}" if len(wanted.windows) > 1 else "")


def first(past: Past, names: Sequence[str]) -> list[str]:
    """The first of these series that there is."""
    return [name for name in names if past.names(name)][:1]


def _chart(family: Family, wanted: ChartOf, window: int, past: Past) -> Chart | None:
    for name in first(past, wanted.series):
        if series := past.series(name):
            return past.chart(wanted, series, _name(family, wanted, window), window)
    return None


def picture(frame: Frame, family: Family, wanted: ChartOf, window: int, past: Past) -> bytes:
    chart = _chart(family, wanted, window, past)
    return svg(chart, frame.templates).encode() if chart else b""


class Figure(NamedTuple):
    """A chart as a page shows it."""

    chart: Chart
    file: str
    table: str


def figures(frame: Frame, family: Family, past: Past) -> list[Figure]:
    found = []
    for wanted in family.charts:
        for window in wanted.windows:
            if chart := _chart(family, wanted, window, past):
                table = data_table(chart, frame.templates) if wanted.table else ""
                found.append(Figure(chart, chart_file(family, wanted, window), table))
    return found


class Columns(NamedTuple):
    """The last rows of several series side by side."""

    title: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, str, Sequence[str]]]
    """Each day, spelled and as in a file, and its cells; empty where nothing is known of one."""
    in_millions: bool
    """Whether the cells are millions of dollars: so many amounts side by side are read as bare numbers."""


def columns(wanted: TableOf, past: Past) -> Columns | None:
    """None where no series of it has a point."""
    names = [name for name in past.names(wanted.series, short=True) if name != wanted.total]
    found = {name.rpartition(".")[2].upper(): series for name in names if (series := past.series(name))}
    total = past.series(wanted.total) if wanted.total else None
    if total:
        found = {"All": total, **found}
    if not found:
        return None
    days = sorted({point.day for series in found.values() for point in series.points[-wanted.rows :]})[-wanted.rows :]
    largest = max(abs(point.value) for series in found.values() for point in series.points[-wanted.rows :])

    in_millions = wanted.unit == "usd" and largest >= MILLION

    def cell(series: Series, day: date) -> str:
        point = next((one for one in reversed(series.points) if one.day == day), None)
        if point is None:
            return ""
        if in_millions:
            return style.number(point.value / MILLION, 1, signed=True) if point.value else "0"
        return style.of_unit(point.value, wanted.unit, like=largest, signed=True)

    rows = [
        (style.full_day(day), day.isoformat(), [cell(one, day) for one in found.values()]) for day in reversed(days)
    ]
    return Columns(wanted.title, list(found), rows, in_millions)


def spark(frame: Frame, family: Family, past: Past) -> str:
    for name in first(past, family.spark):
        if series := past.series(name):
            points = [ChartPoint(day=point.day, value=point.value) for point in series.points[-SPARK_DAYS:]]
            return sparkline(points, frame.templates)
    return ""
