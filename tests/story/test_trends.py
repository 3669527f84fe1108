"""Trends: an average of fewer closes than it says, or a crossing that was none, would be believed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from story_samples import TODAY, daily, figure, ledger, reading

from brief.models import Series
from brief.models.blocks import PriceRow, TrendRow
from brief.story.trends import trend_rows


def trend(price: str, *closes: str, last: int = 1, **apart: str) -> TrendRow | None:
    others = [reading("prices.btc.usd", price, source="two")] if apart else []
    told = figure(reading("prices.btc.usd", price), *others, within=0 if apart else -1, **apart)
    stored: Series = daily("prices.btc.binance.close", *closes, last=TODAY - timedelta(days=last))
    rows = [PriceRow(asset="btc", name="Bitcoin", price=told)]
    return next(iter(trend_rows(ledger(told, series={stored.name: stored}), rows)), None)


def test_an_average_needs_every_one_of_its_closes() -> None:
    assert trend("100", *["100"] * 49, "90") is not None
    short = trend("110", *["100"] * 50)
    assert short
    assert short.mean_50
    assert short.from_50
    assert (short.mean_50.value, short.from_50.value) == (Decimal(100), Decimal(10))
    assert short.mean_200 is None
    fewer = trend("110", *["100"] * 49)
    assert fewer
    assert (fewer.mean_50, fewer.from_50) == (None, None)


@pytest.mark.parametrize(
    ("close", "price", "crossed"),
    [("99", "120", "above"), ("101", "80", "below"), ("101", "120", ""), ("99", "80", "")],
)
def test_the_long_average_is_crossed_only_from_the_other_side(close: str, price: str, crossed: str) -> None:
    found = trend(price, *["100"] * 199, close)
    assert found
    assert found.crossed == crossed


def test_a_price_that_is_a_range_is_on_no_side_of_an_average() -> None:
    found = trend("120", *["100"] * 199, "99", low="80", high="120")
    assert found
    assert found.mean_200
    assert (found.from_200, found.crossed) == (None, "")


def test_closes_that_stop_before_yesterday_are_no_trend_of_today() -> None:
    assert trend("100", *["100"] * 250, last=2) is None


@pytest.mark.parametrize(("step", "stretched"), [(-1, "oversold"), (1, "overbought")])
def test_a_run_in_one_direction_is_stretched(step: int, stretched: str) -> None:
    closes = [str(1000 + step * n) for n in range(300)]
    found = trend(closes[-1], *closes)
    assert found
    assert found.rsi
    assert (found.stretched, found.rsi.value) == (stretched, Decimal(0 if step < 0 else 100))
