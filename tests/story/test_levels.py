"""Round prices: one is broken only if the last close was on its other side, and near only where that is news."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_samples import AT, TODAY, daily, figure, ledger, reading

from brief.models import Series
from brief.models.blocks import DayRange, LevelNote, PriceRow
from brief.story.levels import day_ranges, level_notes, step_of


def series(*closes: str, apart: str = "1") -> dict[str, Series]:
    """Closes of days that traded so much beyond them either way."""
    values = [Decimal(close) for close in closes]
    found = (
        daily("prices.btc.binance.close", *closes),
        daily("prices.btc.binance.high", *(str(value + Decimal(apart)) for value in values)),
        daily("prices.btc.binance.low", *(str(value - Decimal(apart)) for value in values)),
    )
    return {each.name: each for each in found}


def note(price: str, stored: dict[str, Series], **apart: str) -> LevelNote | None:
    others = [reading("prices.btc.usd", price, source="two")] if apart else []
    told = figure(reading("prices.btc.usd", price), *others, within=0 if apart else -1, **apart)
    rows = [PriceRow(asset="btc", name="Bitcoin", price=told)]
    return next(iter(level_notes(ledger(told, series=stored), rows)), None)


@pytest.mark.parametrize(
    ("price", "step"),
    [("103849", "10000"), ("100000", "5000"), ("99999", "5000"), ("3600", "200"), ("158", "10"), ("0.5214", "0.05")],
)
def test_how_far_levels_are_apart(price: str, step: str) -> None:
    assert step_of(Decimal(price)) == Decimal(step)


@given(st.decimals("0.000001", "10000000", allow_nan=False, places=6).filter(lambda value: value > 0))
def test_a_step_is_one_two_or_five_with_zeros_and_at_least_a_twentieth(price: Decimal) -> None:
    step = step_of(price)
    assert price / 20 <= step < price / 20 * Decimal("2.5")
    assert str(step.normalize().as_tuple().digits) in {"(1,)", "(2,)", "(5,)"}


def test_a_level_below_is_approached_with_the_days_it_was_last_passed() -> None:
    stored = series("96000", "99500", *["110000"] * 40, "104000", apart="1000")
    found = note("103000", stored)
    assert found
    assert found.traded
    assert found.closed
    assert (found.level.value, found.below, found.broken) == (Decimal(100000), True, False)
    assert (found.traded_day, found.traded.value) == (TODAY - timedelta(days=42), Decimal(98500))
    assert (found.closed_day, found.closed.value) == (TODAY - timedelta(days=42), Decimal(99500))
    assert round(found.distance.value, 4) == Decimal("2.9126")  # 1 - 100,000 / 103,000


@pytest.mark.parametrize("price", ["104200", "109000"])
def test_a_level_further_than_a_few_percent_is_not_near(price: str) -> None:
    assert note(price, series("96000", *["115000"] * 40, "109500")) is None


def test_a_level_that_was_passed_last_week_is_no_news() -> None:
    assert note("103000", series(*["110000"] * 40, "98000", "104000")) is None


def test_a_level_is_broken_when_the_last_close_was_on_its_other_side() -> None:
    stored = series("130000", *["98000"] * 40, "99000", apart="500")
    found = note("101000", stored)
    assert found
    assert found.traded
    assert (found.level.value, found.below, found.broken) == (Decimal(100000), True, True)
    assert (found.traded_day, found.traded.value) == (TODAY - timedelta(days=42), Decimal(130500))
    assert found.distance.value == 1
    fallen = note("99000", series("90000", *["110000"] * 40, "101000", apart="500"))
    assert fallen
    assert (fallen.level.value, fallen.below, fallen.broken) == (Decimal(100000), False, True)


def test_a_price_exactly_on_a_level_says_nothing() -> None:
    assert note("100000", series("96000", *["110000"] * 40, "104000")) is None


def test_a_range_of_prices_and_closes_that_are_behind_say_nothing() -> None:
    stored = series("96000", *["110000"] * 40, "104000", apart="1000")
    assert note("103000", stored, low="99000", high="103000") is None
    late = {name: each.model_copy(update={"points": each.points[:-1]}) for name, each in stored.items()}
    assert note("103000", late) is None


def test_with_nothing_beyond_it_in_the_record_a_level_is_not_told() -> None:
    assert note("103000", series(*["110000"] * 60, "104000")) is None


@pytest.mark.parametrize(("complete", "full"), [("yes", True), ("no", False)])
def test_the_range_of_the_day_knows_its_hours(complete: str, full: bool) -> None:
    ends = [
        figure(reading(f"prices.btc.binance.hour_{end}", value, as_of=AT - timedelta(hours=ago), complete=complete))
        for end, value, ago in (("high", "105", 3), ("low", "99", 9))
    ]
    (found,) = day_ranges(ledger(*ends), [PriceRow(asset="btc", name="Bitcoin")])
    assert found == DayRange(name="Bitcoin", venue="Binance", high=ends[0], low=ends[1], full=full)
    assert day_ranges(ledger(ends[0]), [PriceRow(asset="btc", name="Bitcoin")]) == ()
