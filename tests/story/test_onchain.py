"""Network and holders: a day's luck as a change of hash rate, a forecast of few blocks, last week's cost as today's."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from story_samples import AT, TODAY, daily, figure, ledger, reading

from brief.models import Figure
from brief.models.blocks import OnchainBlock
from brief.story.onchain import onchain_block

LAST = TODAY - timedelta(days=1)


def rate(value: str, source: str = "space", day: date = LAST) -> Figure:
    return figure(reading("onchain.btc.hashrate", value, "hashes", day, source))


def next_change(due: str = "2025-11-12T08:00:00Z") -> Figure:
    return figure(reading("onchain.btc.difficulty.next_change", "2.3", "percent", AT, "space", due=due))


def price(value: str) -> Figure:
    return figure(reading("prices.btc.usd", value, source="exchange"), reading("prices.btc.usd", value))


def known(*figures: Figure) -> OnchainBlock:
    found = onchain_block(ledger(*figures))
    assert found is not None
    return found


def test_nothing_known_is_no_section() -> None:
    assert onchain_block(ledger(price("100000"))) is None


def test_the_hash_rate_is_told_over_seven_days_and_against_the_seven_of_a_month_before() -> None:
    values = [*["900"] * 7, *["1"] * 23, "1000", "1100", "1200", "1000", "1000", "1000", "1000"]
    past = daily("onchain.btc.hashrate", *values, source="space")
    found = onchain_block(ledger(rate("1000"), series={past.name: past}))
    assert found is not None
    assert found.hash_rate is not None
    assert found.hash_change is not None
    assert (found.hash_days, found.hash_last, found.vendors) == (7, LAST, ("Space",))
    assert found.hash_rate.value == Decimal("1042.85714286")
    assert found.hash_rate.formula == f"mean(onchain.btc.hashrate[{LAST - timedelta(days=6)}..{LAST}])"
    assert round(found.hash_change.value, 4) == Decimal("15.8730")
    assert found.hash_before == LAST - timedelta(days=30)


def test_a_month_that_is_not_whole_is_compared_with_nothing() -> None:
    past = daily("onchain.btc.hashrate", *["900"] * 30, source="space")
    found = onchain_block(ledger(rate("900"), series={past.name: past}))
    assert found is not None
    assert (found.hash_days, found.hash_change, found.hash_before) == (7, None, None)


def test_across_a_hole_only_the_day_is_told() -> None:
    past = daily("onchain.btc.hashrate", *["900"] * 10, source="space")
    holed = past.model_copy(update={"points": (*past.points[:6], *past.points[7:])})
    found = onchain_block(ledger(rate("900"), series={past.name: holed}))
    assert found is not None
    assert (found.hash_days, found.hash_rate and found.hash_rate.name) == (1, "onchain.btc.hashrate")


def test_another_vendor_s_day_is_not_set_into_the_first_one_s_past() -> None:
    past = daily("onchain.btc.hashrate", *["900"] * 40, source="space")
    found = onchain_block(ledger(rate("1200", source="chain"), series={past.name: past}))
    assert found is not None
    assert (found.hash_days, found.hash_change, found.vendors) == (1, None, ("Chain",))


def test_where_another_vendor_stands_in_both_are_named() -> None:
    fee = figure(reading("onchain.btc.fee.next_block", "2.4", "sats", AT, "space"))
    assert known(rate("900", source="chain"), fee).vendors == ("Chain", "Space")


@pytest.mark.parametrize(("progress", "early"), [("46.4", False), ("10", False), ("9.99", True), ("", True)])
def test_few_blocks_give_the_day_of_the_next_adjustment_and_no_forecast(progress: str, early: bool) -> None:
    blocks = figure(reading("onchain.btc.difficulty.progress", progress or "0", "percent", AT, "space"))
    found = known(next_change(), *([blocks] if progress else []))
    assert found.next_early is early
    assert found.next_due == datetime(2025, 11, 12, 8, tzinfo=UTC)


def test_an_adjustment_without_its_day_is_not_told() -> None:
    assert onchain_block(ledger(next_change(due=""))) is None


def test_the_last_adjustment_goes_with_the_difficulty() -> None:
    now = figure(reading("onchain.btc.difficulty", "155.9e12", "ratio", AT, "space"))
    last = figure(reading("onchain.btc.difficulty.last_change", "6.3", "percent", AT - timedelta(days=5), "space"))
    assert known(now, last).last_change == last
    assert onchain_block(ledger(last)) is None


def test_tonight_s_price_is_set_against_what_holders_paid() -> None:
    cost = figure(reading("onchain.btc.realized_price", "50000", "usd", LAST, "metrics"))
    mvrv = figure(reading("onchain.btc.mvrv", "2.1", "ratio", LAST, "metrics"))
    (note,) = known(cost, mvrv, price("104000")).costs
    assert note.distance is not None
    assert (note.whose, note.vendor, note.distance.value, note.mvrv, note.late) == (
        *("all", "Metrics", Decimal(108)),
        *(mvrv, False),
    )
    assert note.distance.formula == "(prices.btc.usd / onchain.btc.realized_price - 1) * 100"


def test_a_ratio_of_another_day_does_not_go_with_the_cost() -> None:
    cost = figure(reading("onchain.btc.realized_price", "50000", "usd", LAST, "metrics"))
    mvrv = figure(reading("onchain.btc.mvrv", "2.1", "ratio", LAST - timedelta(days=1), "metrics"))
    (note,) = known(cost, mvrv).costs
    assert (note.mvrv, note.distance) == (None, None)


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True), (8, True)])
def test_a_cost_of_some_days_ago_is_said_to_come_late(days: int, late: bool) -> None:
    cost = figure(reading("onchain.btc.sth_cost", "113000", "usd", TODAY - timedelta(days=days), "geometry"))
    (note,) = known(cost, price("104000")).costs
    assert (note.whose, note.late) == ("short", late)
    assert note.distance is not None
    assert round(note.distance.value, 2) == Decimal("-7.96")


def test_a_price_its_sources_do_not_agree_on_is_set_against_nothing() -> None:
    cost = figure(reading("onchain.btc.sth_cost", "113000", "usd", LAST, "geometry"))
    apart = price("104000").model_copy(
        update={"agreement": price("104000").agreement.model_copy(update={"within": 0, "low": Decimal(1)})}
    )
    (note,) = known(cost, apart).costs
    assert note.distance is None
