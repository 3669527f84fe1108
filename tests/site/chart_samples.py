"""Charts for tests: any points, any words."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from brief.models import Unit
from brief.models.chart import Chart, ChartPoint, ChartSource, Shape
from brief.story.charted import described

FIRST = date(2025, 8, 6)


def chart(
    values: Sequence[Decimal | int | str | None],
    *,
    shape: Shape = "line",
    unit: Unit = "usd",
    flow: bool = False,
    title: str = "Bitcoin’s daily close, last 90 days",
    sources: tuple[ChartSource, ...] = (ChartSource(cite="Binance", credit="Prices from Binance"),),
    note: str = "",
) -> Chart:
    points = tuple(
        ChartPoint(day=FIRST + timedelta(days=i), value=None if value is None else Decimal(value))
        for i, value in enumerate(values)
    )
    return Chart(
        name="a-chart",
        title=title,
        description=described(points, unit, flow=flow),
        shape=shape,
        unit=unit,
        flow=flow,
        points=points,
        sources=sources,
        as_of=points[-1].day if points else FIRST,
        note=note,
    )
