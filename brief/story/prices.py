"""Prices: a row an asset, how unusual each move is, and where its price stands against its own past."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from brief.history import from_high
from brief.models import Figure, Point, Series, day_of
from brief.models.assets import name_of
from brief.models.blocks import PriceRow, Side
from brief.story.closes import VENUES, closes
from brief.story.ledger import Ledger, stretch
from brief.story.moves import move, verb_of
from brief.story.superlatives import newsworthy

STILL = Decimal("0.05")
"""A change that prints as 0.0% is none."""
CLOSE_NEWS_SESSIONS = 30


def price_rows(ledger: Ledger, watch: Iterable[str]) -> tuple[PriceRow, ...]:
    """One row an asset of the watch list that has a figure, in its order."""
    return tuple(row for row in (_row(ledger, asset) for asset in watch) if row)


def bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """The lowest and the highest of what the sources say."""
    low, high = figure.agreement.low, figure.agreement.high
    return (figure.value, figure.value) if low is None or high is None else (low, high)


def _row(ledger: Ledger, asset: str) -> PriceRow | None:
    price, day, week, month = (
        ledger.figure(f"prices.{asset}.{what}") for what in ("usd", "change_24h", "change_7d", "change_30d")
    )
    if not (price or day or week or month):
        return None
    stored = closes(ledger, asset)
    z = move(ledger, f"prices.{asset}.z_24h", day, stored, day_of(day.as_of)) if day else None
    verb = verb_of(z)
    row = PriceRow(
        asset=asset,
        name=name_of(asset),
        price=price,
        change_24h=day,
        change_7d=week,
        change_30d=month,
        still=_is_still(day, verb),
        verb=verb,
        z=z,
    )
    if price is None:
        return row
    if price.agreement.disagrees:
        return row.model_copy(update={"spread": _spread(ledger, price)})
    return row.model_copy(
        update={
            **_close_since(ledger, asset, price, day, stored),
            **_high(ledger, asset, price),
            **_to_date(ledger, asset, price, stored),
        }
    )


def _is_still(change: Figure | None, verb: str) -> bool:
    return change is not None and (verb == "little changed" or max(map(abs, bounds(change))) < STILL)


def _to_date(ledger: Ledger, asset: str, price: Figure, stored: Series | None) -> Mapping[str, object]:
    """The change since the last close of the month before, and of the year before."""
    day = ledger.snapshot.day
    bases = {"month": day.replace(day=1) - timedelta(days=1), "year": date(day.year - 1, 12, 31)}
    return {
        name: ledger.derive(
            f"prices.{asset}.{name}_to_date",
            (price.value / base.value - 1) * 100,
            "percent",
            price.as_of,
            formula=f"({price.name} / {stretch(stored, last, last)} - 1) * 100",
            inputs=[price.name, *ledger.inputs(stored, [last])],
            sources=(*price.sources[:1], base.source),
        )
        for name, last in bases.items()
        if stored and (base := stored.on(last)) and base.value > 0
    }


def _spread(ledger: Ledger, price: Figure) -> Figure | None:
    low, high = price.agreement.low, price.agreement.high
    if low is None or high is None or low <= 0:
        return None
    return ledger.derive(
        f"{price.name}.spread",
        (high / low - 1) * 100,
        "percent",
        price.as_of,
        formula=f"(high({price.name}) / low({price.name}) - 1) * 100; of its sources' answers",
        inputs=(price.name,),
        sources=price.sources,
    )


def _high(ledger: Ledger, asset: str, price: Figure) -> dict[str, object]:
    """The dated high of the last year and how far below it the price stands."""
    for venue, venue_name in VENUES.items():
        series = ledger.series(f"prices.{asset}.{venue}.high")
        if series is None or series.points[-1].day < day_of(price.as_of) - timedelta(days=1):
            continue
        found = from_high(series, series.points[-1].day, price.value)
        if found is None or _topped_today(ledger, asset, found.high):
            continue
        high = _highest(ledger, asset, series, found.first)
        distance = ledger.derive(
            f"prices.{asset}.from_high",
            found.percent,
            "percent",
            price.as_of,
            formula=f"({price.name} / {high.name} - 1) * 100",
            inputs=(price.name, high.name),
            sources=(*price.sources[:1], *high.sources),
        )
        return {"from_high": distance, "high": high, "high_day": found.high_day, "high_venue": venue_name}
    return {}


def _highest(ledger: Ledger, asset: str, series: Series, first: date) -> Figure:
    last = series.points[-1].day
    days = [point for point in series.points if point.day >= first]
    ledger.rest_on(series)
    return ledger.derive(
        f"prices.{asset}.high",
        max(point.value for point in days),
        "usd",
        max(point.day for point in days if point.value == max(each.value for each in days)),
        formula=f"max({stretch(series, first, last)}); the highest daily high of 365 days",
        inputs=ledger.inputs_between(series, first, last),
        sources=(series.points[-1].source,),
        stored=True,
    )


def _topped_today(ledger: Ledger, asset: str, high: Decimal) -> bool:
    """Whether any source saw a higher price in the last 24 hours than the stored high, which ends yesterday."""
    names = [f"prices.{asset}.high_24h", *(f"prices.{asset}.{venue}.high_24h" for venue in VENUES)]
    return any(figure.value > high for name in names if (figure := ledger.figure(name)))


def _close_since(
    ledger: Ledger, asset: str, price: Figure, change: Figure | None, stored: Series | None
) -> dict[str, object]:
    """What the price would be as today's close, on a series that reaches yesterday and moved the same way."""
    day = day_of(price.as_of)
    if stored is None or stored.points[-1].day != day - timedelta(days=1):
        return {}
    last = stored.points[-1]
    supposed = (*stored.points, Point(day=day, value=price.value, source=last.source, known=last.known))
    side: Side = "lowest" if price.value < last.value else "highest"
    if change and change.value * (price.value - last.value) < 0:
        return {}
    series = stored.model_copy(update={"points": supposed})
    since = newsworthy(ledger, series, day, side, CLOSE_NEWS_SESSIONS, supposed=price.name)
    if since is None:
        return {}
    return {"close_since": since, "last_close": ledger.stored(f"prices.{asset}.last_close", stored, last.day, "usd")}
