"""Where closes stand against their own past: averages, strength, volatility. The unusual is marked."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from brief.history import mean, rsi, volatility
from brief.models import Figure, Series
from brief.models.blocks import PriceRow, TrendRow
from brief.story.closes import closes, venue_of
from brief.story.ledger import Ledger, stretch

ROWS = 3
"""The first assets of the watch list are the market's; more rows would be a data dump."""
SHORT, LONG = 50, 200
STRENGTH_DAYS = 14
OVERSOLD, OVERBOUGHT = Decimal(30), Decimal(70)
VOLATILITY_DAYS = 30


def trend_rows(ledger: Ledger, rows: Sequence[PriceRow]) -> tuple[TrendRow, ...]:
    """A row for each of the first assets whose closes reach the day before the edition."""
    return tuple(found for row in rows[:ROWS] if (found := _row(ledger, row)))


def _row(ledger: Ledger, row: PriceRow) -> TrendRow | None:
    series = closes(ledger, row.asset)
    if series is None or series.points[-1].day < ledger.snapshot.day - timedelta(days=1):
        return None
    ledger.rest_on(series)
    strength, swings = _rsi(ledger, row.asset, series), _volatility(ledger, row.asset, series)
    (short, from_short), (long, from_long) = (_average(ledger, row, series, n) for n in (SHORT, LONG))
    if not (strength or swings or short or long):
        return None
    return TrendRow(
        name=row.name,
        day=series.points[-1].day,
        venue=venue_of(series),
        rsi=strength,
        stretched=_stretched(strength),
        mean_50=short,
        from_50=from_short,
        mean_200=long,
        from_200=from_long,
        crossed=_crossed(series, long, from_long),
        volatility=swings,
    )


def _rsi(ledger: Ledger, asset: str, series: Series) -> Figure | None:
    day = series.points[-1].day
    found = rsi(series, day, STRENGTH_DAYS)
    if found is None:
        return None
    return ledger.derive(
        f"prices.{asset}.rsi_14",
        found.value,
        "index",
        day,
        formula=f"rsi({stretch(series, found.first, day)}, {STRENGTH_DAYS}); Wilder's, from {found.sessions} closes",
        inputs=ledger.inputs_between(series, found.first, day),
        sources=(series.points[-1].source,),
    )


def _stretched(strength: Figure | None) -> Literal["", "oversold", "overbought"]:
    if strength is None:
        return ""
    return "oversold" if strength.value < OVERSOLD else "overbought" if strength.value > OVERBOUGHT else ""


def _volatility(ledger: Ledger, asset: str, series: Series) -> Figure | None:
    day = series.points[-1].day
    found = volatility(series, day, VOLATILITY_DAYS)
    if found is None:
        return None
    return ledger.derive(
        f"prices.{asset}.volatility_30d",
        found.value,
        "percent",
        day,
        formula=f"stdev(returns({stretch(series, found.first, day)})) * sqrt(365) * 100",
        inputs=ledger.inputs_between(series, found.first, day),
        sources=(series.points[-1].source,),
    )


def _average(ledger: Ledger, row: PriceRow, series: Series, n: int) -> tuple[Figure | None, Figure | None]:
    """The average of the last `n` closes, and how far the price is from it where its sources agree on it."""
    day = series.points[-1].day
    found = mean(series, day, n)
    if found is None:
        return None, None
    average = ledger.derive(
        f"prices.{row.asset}.mean_{n}d",
        found.value,
        "usd",
        day,
        formula=f"mean({stretch(series, found.first, day)})",
        inputs=ledger.inputs_between(series, found.first, day),
        sources=(series.points[-1].source,),
    )
    if row.price is None or row.price.agreement.disagrees:
        return average, None
    away = ledger.derive(
        f"prices.{row.asset}.from_mean_{n}d",
        (row.price.value / found.value - 1) * 100,
        "percent",
        row.price.as_of,
        formula=f"({row.price.name} / {average.name} - 1) * 100",
        inputs=(row.price.name, average.name),
        sources=(*row.price.sources[:1], *average.sources),
    )
    return average, away


def _crossed(series: Series, average: Figure | None, away: Figure | None) -> Literal["", "above", "below"]:
    if average is None or away is None or (series.points[-1].value - average.value) * away.value >= 0:
        return ""
    return "above" if away.value > 0 else "below"
