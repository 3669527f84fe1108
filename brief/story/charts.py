"""Which charts a night's post has. Owns how many figures a chart needs to say something, and how new the last must be.

Refuses to draw a series that has little of its window, or that ends some days ago.
"""

from brief.models import Series, Unit
from brief.models.chart import Chart, Shape
from brief.models.series import EACH
from brief.story.charted import INVENTED, charted, lacking, sources_of
from brief.story.closes import closes
from brief.story.ledger import Ledger

DAYS = 90
SESSIONS = 30
ENOUGH = 20
"""Figures in the window; of fewer a table says as much."""
LATE = 1
"""Sessions that may be missing behind the last figure: a fund's flow comes a night later."""


def charts(ledger: Ledger) -> tuple[Chart, ...]:
    """The post's charts, in the order of its sections."""
    bitcoin = closes(ledger, "btc")
    found = (
        _chart(ledger, bitcoin, "bitcoin-closes", "Bitcoin’s daily close", "usd") if bitcoin else None,
        _chart(
            ledger,
            ledger.series("etf.btc.net"),
            "bitcoin-funds",
            "Bitcoin fund flows",
            "usd",
            window=SESSIONS,
            shape="bars",
            flow=True,
        ),
        _chart(ledger, ledger.series("sentiment.fear_greed"), "fear-greed", "Fear & Greed index", "index"),
    )
    return tuple(chart for chart in found if chart)


def _chart(
    ledger: Ledger,
    series: Series | None,
    name: str,
    title: str,
    unit: Unit,
    *,
    window: int = DAYS,
    shape: Shape = "line",
    flow: bool = False,
) -> Chart | None:
    if series is None or lacking(series, ledger.snapshot.day) > LATE:
        return None
    chart = charted(
        series,
        name=name,
        title=title,
        unit=unit,
        window=window,
        shape=shape,
        flow=flow,
        note=INVENTED if ledger.snapshot.provenance == "specimen" else "",
    )
    if chart is None or len(chart.drawn) < ENOUGH:
        return None
    sources = sources_of(series, chart.points[0].day, ledger.snapshot.origins)
    told = {"title": f"{title}, last {len(chart.points)} {EACH[series.sessions]}", "sources": tuple(sources)}
    return chart.model_copy(update=told)
