"""The sums every venue's liquidations share: whatever arrives, nothing is counted that is not in the window."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.models import Payload
from brief.sources._json import Place
from brief.sources._orders import (
    DAY,
    HOUR,
    SIDES,
    Coverage,
    Market,
    Order,
    clock_hours,
    coin,
    coverage,
    readings,
    since,
)

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)
ANSWER = Place(Payload(source="venue", url="https://example.org", body=b"[]", fetched_at=AT), [])


def order(minutes_ago: int, cents: int, side: str) -> Order:
    usd = Decimal(cents) / 100
    at, whose = AT - timedelta(minutes=minutes_ago), SIDES[side != "long"]
    return Order(at, whose, usd, "BTC-USDT", ANSWER, "usd")


ORDERS = st.lists(
    st.builds(order, st.integers(-60, 3000), st.integers(0, 10**9), st.sampled_from(["long", "short"])), max_size=30
)


def market(orders: list[Order], *, ended: bool = True) -> Market:
    return Market("BTC-USDT", ANSWER, orders, since(AT, orders, ended=ended))


def of(orders: list[Order], *, ended: bool = True) -> Coverage:
    return coverage(AT, [market(orders, ended=ended)])


@given(ORDERS)
def test_long_and_short_make_up_the_window_and_the_largest_is_one_of_it(orders: list[Order]) -> None:
    found = {r.figure: r.value for r in readings("Venue", [market(orders)], AT)}
    inside = [own for own in orders if AT - timedelta(hours=24) < own.at <= AT]
    total = found["liquidations.venue.long_24h"] + found["liquidations.venue.short_24h"]
    assert total == sum(own.usd for own in inside)
    assert found.get("liquidations.venue.largest") == max((own.usd for own in inside), default=None)


@given(ORDERS)
def test_an_answer_that_has_more_is_complete_only_if_it_reaches_back(orders: list[Order]) -> None:
    covered = of(orders, ended=False)
    assert covered.complete == any(own.at <= AT - timedelta(hours=24) for own in orders)
    assert AT - timedelta(hours=24) <= covered.since <= AT


def test_of_equal_orders_the_earliest_is_the_largest() -> None:
    orders = [order(5, 100, "long"), order(9, 100, "short"), order(7, 100, "long")]
    (largest,) = [r for r in readings("Venue", [market(orders)], AT) if r.figure.endswith(".largest")]
    assert (largest.as_of, largest.detail["side"]) == (AT - timedelta(minutes=9), "short")


@given(ORDERS)
def test_the_clock_hours_make_up_the_window_but_for_the_part_hour_at_its_old_edge(orders: list[Order]) -> None:
    late = AT + timedelta(minutes=20)
    found = [
        r for r in readings("Venue", [Market("BTC-USDT", ANSWER, orders, late - DAY)], late) if ".hour_" in r.figure
    ]
    assert [r.as_of for r in found] == clock_hours(late)
    assert [r.as_of for r in found] == [datetime(2025, 11, 3, 13, tzinfo=UTC) + n * HOUR for n in range(24)]
    inside = [own.usd for own in orders if found[0].as_of <= own.at <= late]
    assert sum((r.value for r in found), Decimal(0)) == sum(inside)


@given(ORDERS, ORDERS)
def test_coins_make_up_the_whole(first: list[Order], second: list[Order]) -> None:
    eth = [replace(own, pair="ETH-USDT") for own in second]
    both = [market(first), Market("ETH-USDT", ANSWER, eth, since(AT, eth, ended=True))]
    found = {r.figure: r.value for r in readings("Venue", both, AT, coins=["btc", "eth"])}
    for side in ("long_24h", "short_24h"):
        whole = found[f"liquidations.venue.{side}"]
        assert whole == found[f"liquidations.venue.btc.{side}"] + found[f"liquidations.venue.eth.{side}"]


@pytest.mark.parametrize(
    ("pair", "name"),
    [("BTC-USDT", "btc"), ("BTC_USDT", "btc"), ("1000PEPE-UST", "1000pepe"), ("btc-usdt", ""), ("BTCUSDT", "")],
)
def test_the_coin_of_a_pair_or_none(pair: str, name: str) -> None:
    assert coin(pair) == name
