"""A stored series as a chart: the last days of it, a day without a figure as one, and the sentence that says it.

Owns which days a chart has. Refuses to sum across a hole, and to draw (`site/charts`).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from brief import style
from brief.history import back, previous, sessions, unbroken
from brief.models import Origin, Series, Unit
from brief.models.chart import Chart, ChartPoint, ChartSource, Shape

INVENTED = "Specimen: invented figures."


def charted(
    series: Series,
    *,
    name: str,
    title: str,
    unit: Unit,
    window: int,
    shape: Shape = "line",
    flow: bool = False,
    cumulative: bool = False,
    sources: Sequence[ChartSource] = (),
    note: str = "",
) -> Chart | None:
    """The last `window` days (of a series of sessions: sessions) up to the series' last point; None without a point.

    `cumulative` draws sums since the series' first point, or since its last hole where it has one: what is missing is
    not zero, so no sum is known across it.
    """
    if not series.points:
        return None
    last = series.points[-1].day
    first = max(series.points[0].day, back(series.sessions, last, window - 1))
    values = _sums(series) if cumulative else {point.day: point.value for point in series.points}
    due = sessions(series.sessions, first, last)
    days = sorted({*due, *(day for day in values if first <= day)})
    points = tuple(ChartPoint(day=day, value=values.get(day)) for day in days)
    summed_from = min(values) if cumulative else None
    return Chart(
        name=name,
        title=title,
        description=described(points, unit, flow=flow, summed_from=summed_from),
        shape=shape,
        unit=unit,
        flow=flow,
        points=points,
        sources=tuple(sources),
        as_of=last,
        sessions=series.sessions,
        note=note,
    )


def described(points: Sequence[ChartPoint], unit: Unit, *, flow: bool = False, summed_from: date | None = None) -> str:
    """First, last, lowest and highest with their days; of equal ones the earliest. Empty where nothing is known."""
    known = [(point.day, point.value) for point in points if point.value is not None]
    if not known:
        return ""
    end = known[-1][0]
    like = max(abs(value) for _, value in known)

    def told(point: tuple[date, Decimal], *, full: bool = False) -> str:
        value = style.of_unit(point[1], unit, like=like, signed=flow)
        return f"{value} on {style.full_day(point[0]) if full else style.day(point[0], end)}"

    since = f"Summed from {style.full_day(summed_from)}: " if summed_from else ""
    if len(known) == 1:
        return f"{since}{told(known[0], full=True)}."
    low, high = min(known, key=lambda point: point[1]), max(known, key=lambda point: point[1])
    missing = len(points) - len(known)
    holes = f"; {style.plural(missing, 'day')} {'has' if missing == 1 else 'have'} no figure" if missing else ""
    way = f"from {told(known[0])} to {told(known[-1], full=True)}; lowest {told(low)}, highest {told(high)}{holes}."
    return since + way if since else way[0].upper() + way[1:]


def sources_of(series: Series, first: date, origins: Mapping[str, Origin] = MappingProxyType({})) -> list[ChartSource]:
    """Whose figures the points from `first` on are."""
    names = dict.fromkeys(point.source for point in series.points if point.day >= first)
    found = (origins.get(name) for name in names)
    return [ChartSource(cite=origin.cite, credit=origin.credit) for origin in found if origin]


def _sums(series: Series) -> dict[date, Decimal]:
    """The running sum of each day of the stretch without a hole that ends with the last point."""
    total, sums = Decimal(0), dict[date, Decimal]()
    for point in series.points[-max(1, unbroken(series, series.points[-1].day)) :]:
        total += point.value
        sums[point.day] = total
    return sums


def lacking(series: Series, day: date) -> int:
    """How many sessions before `day` have come since the series' last point."""
    last, count, session = series.points[-1].day, 0, previous(series.sessions, day)
    while session > last:
        count, session = count + 1, previous(series.sessions, session)
    return count
