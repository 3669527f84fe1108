"""Stocks and yields: an old observation is dated and never a move of today; bitcoin goes with what it goes with."""

from datetime import timedelta
from decimal import Decimal

import pytest
from story_samples import TODAY, daily, figure, ledger, reading

from brief.models import Figure, Series, Unit
from brief.models.blocks import MacroBlock
from brief.story.macro import macro_block

YESTERDAY = TODAY - timedelta(days=1)


def observed(name: str, value: str, unit: Unit = "index", ago: int = 1) -> Figure:
    return figure(reading(f"macro.{name}", value, unit, as_of=TODAY - timedelta(days=ago)))


def block(*figures: Figure, series: tuple[Series, ...] = ()) -> MacroBlock:
    found = macro_block(ledger(*figures, series={each.name: each for each in series}))
    assert found is not None
    return found


def test_an_index_changes_in_percent_and_a_yield_in_points() -> None:
    stocks, rate = observed("sp500", "6600"), observed("ten_year", "4.10", "percent")
    past = (
        daily("macro.sp500", "6000", "6600", last=YESTERDAY),
        daily("macro.ten_year", "4.25", "4.10", last=YESTERDAY),
    )
    first, second = block(stocks, rate, series=past).rows
    assert first.change
    assert second.change
    assert (first.change.value, first.change.unit, first.is_rate) == (Decimal(10), "percent", False)
    assert (second.change.value, second.change.unit, second.is_rate) == (Decimal("-0.15"), "points", True)


def test_a_yield_below_zero_has_a_change_and_an_index_of_zero_none() -> None:
    past = (daily("macro.ten_year", "-0.5", "-0.4", last=YESTERDAY), daily("macro.sp500", "0", "5", last=YESTERDAY))
    stocks, rate = block(observed("sp500", "5"), observed("ten_year", "-0.4", "percent"), series=past).rows
    assert stocks.change is None
    assert rate.change
    assert rate.change.value == Decimal("0.1")


def test_after_a_week_without_an_observation_there_is_no_change() -> None:
    points = daily("macro.sp500", "6000", *["6000"] * 7, "6600", last=YESTERDAY).points
    (row,) = block(observed("sp500", "6600"), series=(Series(name="macro.sp500", points=(points[0], points[-1])),)).rows
    assert row.change is None


@pytest.mark.parametrize(("ago", "told"), [(1, True), (3, True), (4, False)])
def test_an_unusual_move_is_news_for_a_weekend_and_no_longer(ago: int, told: bool) -> None:
    last = TODAY - timedelta(days=ago)
    past = daily("macro.sp500", *["100", "101"] * 60, "90", last=last)
    found = block(observed("sp500", "90", ago=ago), series=(past,))
    assert [row.name for row in found.notable] == (["S&P 500"] if told else [])


def test_only_the_closest_index_has_a_sentence_and_only_where_it_is_close() -> None:
    wave: list[float] = [100 + n * n % 17 for n in range(60)]
    other = [100 + n * 7 % 13 for n in range(60)]
    half = [(one + two) / 2 for one, two in zip(wave, other, strict=True)]
    stored: dict[str, list[float]] = {
        "prices.btc.binance.close": wave,
        "macro.nasdaq": wave,
        "macro.sp500": half,
    }
    series = tuple(daily(name, *map(str, values), last=YESTERDAY) for name, values in stored.items())
    figures = (observed("nasdaq", str(wave[-1])), observed("sp500", str(half[-1])))
    found = block(*figures, series=series)
    assert found.correlation
    assert (found.correlation.name, found.correlation.value.value) == ("Nasdaq Composite", Decimal(1))
    assert found.correlation.n.value == 30
    assert all(row.correlation for row in found.rows)
    apart = tuple(
        daily(name, *map(str, values), last=YESTERDAY)
        for name, values in (("prices.btc.binance.close", wave), ("macro.nasdaq", other))
    )
    loose = block(observed("nasdaq", str(other[-1])), series=apart)
    assert loose.rows[0].correlation
    assert loose.correlation is None
