"""Prices: a range is never compared, a crowd is counted, and no high is called one that was passed today."""

from decimal import Decimal

import pytest
from story_samples import daily, figure, ledger, reading

from brief.models import Figure
from brief.models.blocks import PriceBlock
from brief.story.ledger import Ledger
from brief.story.market import price_block

WATCH = ("btc", "eth", "sol", "xrp")
HIGHS = daily("prices.btc.binance.high", *["100"] * 200, "130", *["110"] * 200)
CLOSES = daily("prices.btc.binance.close", *["90"] * 60, *["101", "102"] * 50)


def price(asset: str, value: str, **apart: str) -> Figure:
    others = [reading(f"prices.{asset}.usd", value, source="two")] if apart else []
    return figure(reading(f"prices.{asset}.usd", value), *others, within=0 if apart else -1, **apart)


def change(asset: str, value: str, **apart: str) -> Figure:
    name = f"prices.{asset}.change_24h"
    others = [reading(name, value, "percent", source="two")] if apart else []
    return figure(reading(name, value, "percent"), *others, within=0 if apart else -1, **apart)


def block(found: Ledger) -> PriceBlock:
    made = price_block(found, WATCH)
    assert made is not None
    return made


def test_an_asset_without_a_figure_is_left_out_not_called_under_pressure() -> None:
    assert [row.asset for row in block(ledger(price("btc", "100"))).rows] == ["btc"]
    assert price_block(ledger(), WATCH) is None


def test_the_distance_from_the_high_names_its_day() -> None:
    (row,) = block(ledger(price("btc", "104"), series={HIGHS.name: HIGHS})).rows
    assert row.from_high is not None
    assert row.from_high.value == -20
    assert row.high_day == HIGHS.points[200].day


def test_a_price_that_is_a_range_is_compared_with_nothing() -> None:
    (row,) = block(ledger(price("btc", "104", low="104", high="110"), series={HIGHS.name: HIGHS})).rows
    assert (row.from_high, row.close_since) == (None, None)
    assert row.spread is not None
    assert row.spread.value == Decimal("5.76923076923")


def test_a_high_that_was_passed_today_is_no_high() -> None:
    top = figure(reading("prices.btc.high_24h", "131"))
    (row,) = block(ledger(price("btc", "125"), top, series={HIGHS.name: HIGHS})).rows
    assert row.from_high is None


def test_highs_that_stop_last_week_say_nothing_of_today() -> None:
    old = HIGHS.model_copy(update={"points": HIGHS.points[:-7]})
    (row,) = block(ledger(price("btc", "104"), series={old.name: old})).rows
    assert row.from_high is None


@pytest.mark.parametrize(("value", "found"), [("91", True), ("101.5", False)])
def test_the_close_it_would_be_is_news_only_after_a_month(value: str, found: bool) -> None:
    (row,) = block(ledger(price("btc", value), change("btc", "-9"), series={CLOSES.name: CLOSES})).rows
    assert (row.close_since is not None) == found


def test_a_price_that_rose_in_24_hours_is_not_called_its_lowest_close() -> None:
    (row,) = block(ledger(price("btc", "91"), change("btc", "2"), series={CLOSES.name: CLOSES})).rows
    assert row.close_since is None


def test_the_verb_is_measured_by_the_assets_own_moves() -> None:
    """Two days up and down by about one percent: nine percent is a plunge here, a tenth of one is nothing."""
    verbs = [
        block(ledger(change("btc", move), series={CLOSES.name: CLOSES})).rows[0].verb for move in ("-9", "0.1", "1.2")
    ]
    assert verbs == ["plunged", "little changed", "rose"]


def test_without_a_whole_past_the_verb_is_plain() -> None:
    holed = CLOSES.model_copy(update={"points": (*CLOSES.points[:-20], *CLOSES.points[-19:])})
    assert block(ledger(change("btc", "-9"), series={holed.name: holed})).rows[0].verb == ""
    assert block(ledger(change("btc", "-9"))).rows[0].verb == ""


def test_breadth_counts_only_what_is_certain() -> None:
    found = block(
        ledger(
            change("btc", "-3"), change("eth", "-0.4", low="-0.4", high="0.6"), change("sol", "-9"), change("xrp", "1")
        )
    )
    assert (found.moved, found.fell, found.rose) == (4, 2, 1)
    assert found.extreme is not None
    assert found.extreme.asset == "sol"


def test_nobody_fell_most_where_the_sources_leave_it_open() -> None:
    found = block(ledger(change("btc", "-3"), change("eth", "-5.7", low="-12", high="-5.7"), change("sol", "-9.4")))
    assert found.extreme is None


def test_one_vendors_change_is_not_put_beside_anothers_total() -> None:
    cap = figure(reading("market.cap", "3.4e12", source="one"))
    rise = figure(reading("market.cap_change_24h", "-9", "percent", source="two"))
    assert block(ledger(cap, rise)).cap_change is None


def test_vendors_are_named_only_where_they_differ() -> None:
    near = figure(reading("market.cap", "3.4e12"), reading("market.cap", "3.5e12", source="two"))
    far = figure(reading("market.cap", "3.4e12"), reading("market.cap", "4.4e12", source="two"), within=0)
    assert [vendor.name for vendor in block(ledger(near)).caps] == ["One"]
    assert [vendor.name for vendor in block(ledger(far)).caps] == ["One", "Two"]
