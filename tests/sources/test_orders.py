"""The sums every venue's liquidations share: whatever arrives, nothing is counted that is not in the window."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from brief.models import Payload
from brief.sources._json import Place
from brief.sources._orders import Order, coverage, readings

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)
ANSWER = Place(Payload(source="venue", url="https://example.org", body=b"[]", fetched_at=AT), [])


def order(minutes_ago: int, cents: int, side: str) -> Order:
    usd = Decimal(cents) / 100
    return Order(AT - timedelta(minutes=minutes_ago), "long" if side == "long" else "short", usd, "A-B", ANSWER, "usd")


ORDERS = st.lists(
    st.builds(order, st.integers(-60, 3000), st.integers(0, 10**9), st.sampled_from(["long", "short"])), max_size=30
)


@given(ORDERS)
def test_long_and_short_make_up_the_window_and_the_largest_is_one_of_it(orders: list[Order]) -> None:
    found = {r.figure: r.value for r in readings("Venue", orders, coverage(AT, [(orders, True)]), ANSWER, {})}
    inside = [own for own in orders if AT - timedelta(hours=24) < own.at <= AT]
    total = found["liquidations.venue.long_24h"] + found["liquidations.venue.short_24h"]
    assert total == sum(own.usd for own in inside)
    assert found.get("liquidations.venue.largest") == max((own.usd for own in inside), default=None)


@given(ORDERS)
def test_an_answer_that_has_more_is_complete_only_if_it_reaches_back(orders: list[Order]) -> None:
    covered = coverage(AT, [(orders, False)])
    assert covered.complete == any(own.at <= AT - timedelta(hours=24) for own in orders)
    assert AT - timedelta(hours=24) <= covered.since <= AT


def test_of_equal_orders_the_earliest_is_the_largest() -> None:
    orders = [order(5, 100, "long"), order(9, 100, "short"), order(7, 100, "long")]
    largest = readings("Venue", orders, coverage(AT, [(orders, True)]), ANSWER, {})[-1]
    assert (largest.as_of, largest.detail["side"]) == (AT - timedelta(minutes=9), "short")
