"""Option arithmetic: a delta or a max pain that is a little wrong looks as right in print as the true one."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from blackscholes import Black76Call, Black76Put  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from answers import answered
from brief.errors import Refused
from brief.sources._json import Place, read_json
from brief.sources._options import (
    Option,
    Quote,
    delta,
    first_large_expiry,
    is_last_friday,
    max_pain,
    nearest_expiry,
    paid_out,
    quarter_delta,
    read_name,
)

AT = datetime(2026, 9, 1, 8, tzinfo=UTC)


def named(name: object) -> Place:
    return read_json(answered("deribit-options", {"name": name}, AT))["name"]


def option(strike: object, side: str = "C", *, days: float = 365) -> Option:
    return Option("BTC", AT + timedelta(days=days), Decimal(str(strike)), side == "C")


def quotes(*wing: tuple[str, str]) -> list[Quote]:
    place = read_json(answered("deribit-options", [float(iv) for _, iv in wing], AT))
    return [Quote(Decimal(own), place[number]) for number, (own, _) in enumerate(wing)]


def held(board: Mapping[tuple[int, str], object]) -> dict[Option, Decimal]:
    return {option(strike, side): Decimal(str(amount)) for (strike, side), amount in board.items()}


# Names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("BTC-25SEP26-79000-C", ("BTC", datetime(2026, 9, 25, 8, tzinfo=UTC), Decimal(79000), True)),
        ("ETH-9SEP26-2400-P", ("ETH", datetime(2026, 9, 9, 8, tzinfo=UTC), Decimal(2400), False)),
        ("BTC-29FEB28-105000-P", ("BTC", datetime(2028, 2, 29, 8, tzinfo=UTC), Decimal(105000), False)),
    ],
)
def test_a_name_says_what_on_until_when_at_which_price(name: str, expected: tuple[object, ...]) -> None:
    assert read_name(named(name)) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("BTC-25SEP26", "BTC-PERPETUAL", "BTC-25SEP26-79000-X", "BTC-25SEP26-79000-C-C", "btc-25SEP26-79000-C"),
        *("BTC-25SEP2026-79000-C", "BTC-09SEP26-79000-C", "BTC-25SEPT26-79000-C", "BTC-25XYZ26-79000-C"),
        *("BTC-25SEP26-0-C", "BTC-25SEP26--5-C", "BTC-25SEP26-7.9e4-C", "BTC_USDC-25SEP26-79000-C", "", " "),
        "BTC-25SEP26-٧٩-C",
    ],
)
def test_what_is_no_option_s_name_is_refused_and_not_guessed(name: str) -> None:
    with pytest.raises(Refused, match=r"deribit-options sent .* where an option's name is due, at /name"):
        read_name(named(name))


@pytest.mark.parametrize("name", ["BTC-31SEP26-79000-C", "BTC-29FEB26-79000-C", "BTC-99JAN26-79000-C"])
def test_a_day_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refused, match=f"an option that expires on no day, {name}, at /name"):
        read_name(named(name))


# Expiries


def test_monthly_and_quarterly_contracts_end_on_the_last_friday() -> None:
    days = [datetime(2026, 9, day, 8, tzinfo=UTC) for day in range(1, 31)]
    assert [day.day for day in days if is_last_friday(day)] == [25]
    assert is_last_friday(datetime(2026, 12, 25, 8, tzinfo=UTC))
    assert not is_last_friday(datetime(2026, 12, 31, 8, tzinfo=UTC))


def test_the_nearest_expiry_is_within_bounds_and_the_earlier_of_equals() -> None:
    def after(*days: float) -> list[datetime]:
        return [AT + timedelta(days=number) for number in days]

    def nearest(*days: float) -> float | None:
        found = nearest_expiry(after(*days), AT, days=90, within=(30, 150))
        return None if found is None else (found - AT) / timedelta(days=1)

    assert nearest(29.9, 31, 118, 150) == 118
    assert nearest(150, 30) == 30
    assert nearest(100, 80) == 80
    assert nearest(29.9, 150.1) is None
    assert nearest() is None


def test_the_next_large_expiry_is_the_first_with_a_tenth_of_all() -> None:
    def first(**interest: object) -> str | None:
        sums = {AT + timedelta(days=int(day[1:])): Decimal(str(amount)) for day, amount in interest.items()}
        found = first_large_expiry(sums, AT, days=35, share=Decimal("0.1"))
        return None if found is None else f"d{(found - AT).days}"

    assert first(d25=60, d3="9.9", d60="30.1") == "d25"  # 9.9 of 100 is less than a tenth
    assert first(d25=60, d3=10, d60=30) == "d3"
    assert first(d3=9, d36=91) is None  # large, and too far away to be news
    assert first(d35=10, d60=90) == "d35"
    assert first(d3=0, d10=0) is None
    assert first() is None


# Delta


@pytest.mark.parametrize(
    ("forward", "strike", "iv", "days", "d1", "of_call"),
    [
        # At the money for a year at 20%: d1 = 0 / 0.2 + 0.2 / 2 = 0.1; N(0.1) = 0.539828
        (100, 100, 20, 365, "0.1", "0.539828"),
        # ln(1.1) = 0.0953102; d1 = 0.0953102 / 0.2 + 0.1 = 0.576551; N = 0.717879
        (110, 100, 20, 365, "0.576551", "0.717879"),
        # 14.6 days are 0.04 years: 0.5 x 0.2 = 0.1; ln(100/106) = -0.0582689; d1 = -0.582689 + 0.05 = -0.532689
        (100000, 106000, 50, 14.6, "-0.532689", "0.297124"),
    ],
)
def test_a_delta_worked_by_hand(forward: int, strike: int, iv: int, days: float, d1: str, of_call: str) -> None:
    call, put = (
        delta(option(strike, side, days=days), forward=Decimal(forward), iv=Decimal(iv), at=AT) for side in "CP"
    )
    assert abs(call - Decimal(of_call)) < Decimal("1e-6")
    # The same by the series of the normal distribution around zero.
    x = float(d1)
    series = 0.5 + 0.3989422804 * (x - x**3 / 6 + x**5 / 40 - x**7 / 336 + x**9 / 3456)
    assert abs(float(of_call) - series) < 1e-5
    assert abs(call - put - 1) < Decimal("1e-12")


@given(
    forward=st.integers(500, 500_000),
    moneyness=st.floats(0.3, 3),
    iv=st.decimals(5, 300, places=2),
    days=st.integers(1, 800),
)
def test_deltas_are_those_of_an_independent_library(forward: int, moneyness: float, iv: Decimal, days: int) -> None:
    strike = max(1, round(forward * moneyness))
    same: dict[str, float] = {"F": forward, "K": strike, "T": days / 365, "r": 0, "sigma": float(iv) / 100}
    for side, theirs in (("C", Black76Call(**same)), ("P", Black76Put(**same))):
        ours = delta(option(strike, side, days=days), forward=Decimal(forward), iv=iv, at=AT)
        assert abs(float(ours) - theirs.delta()) < 1e-9


def test_deltas_are_those_the_venue_itself_sends(contracts: Path) -> None:
    """Its tickers carry `greeks.delta` beside the volatility, which is rounded to two places."""
    file = contracts / "market/deribit/ticker_option_with_greeks.recorded-ws-2021-07-22.trimmed.json"
    tickers = list(read_json(answered("deribit-options", file.read_bytes(), AT)))
    assert len(tickers) == 8
    for ticker in tickers:
        own = delta(
            read_name(ticker["instrument_name"]),
            forward=ticker["underlying_price"].decimal(),
            iv=ticker["mark_iv"].decimal(),
            at=ticker["timestamp"].millis(),
        )
        assert abs(own - ticker["greeks"]["delta"].decimal()) < Decimal("3e-5"), ticker.path


# The 25-delta point


def test_the_quarter_lies_on_a_line_between_its_neighbours() -> None:
    # 0.25 is half-way from 0.20 to 0.30: (60 + 64) / 2 = 62
    wing = quotes(("0.45", "58"), ("0.30", "60"), ("0.20", "64"), ("0.05", "80"))
    (near, first), (far, second) = quarter_delta(wing)
    assert (near, first.iv.path, far, second.iv.path) == (Decimal("0.5"), "/1", Decimal("0.5"), "/2")
    # (0.25 - 0.23) / (0.28 - 0.23) = 0.4 of the nearer: 0.4 x 55 + 0.6 x 50 = 52
    weighted = quarter_delta(quotes(("0.28", "55"), ("0.23", "50")))
    assert sum(weight * quote.iv.decimal() for weight, quote in weighted) == 52
    # Exactly at 0.25 the other neighbour weighs nothing.
    assert [weight for weight, _ in quarter_delta(quotes(("0.25", "55"), ("0.11", "50")))] == [1, 0]


@pytest.mark.parametrize(
    "wing",
    [
        [],
        [("0.30", "50")],
        [("0.45", "50"), ("0.26", "52")],  # the board ends before it
        [("0.24", "50"), ("0.10", "52")],  # and begins behind it
        [("0.49", "38"), ("0.01", "57")],  # half a board lies between these
    ],
)
def test_no_point_is_said_that_no_neighbours_hold(wing: list[tuple[str, str]]) -> None:
    assert quarter_delta(quotes(*wing)) == ()


@given(near=st.decimals("0.25", "0.44", places=6), gap=st.decimals("0.000001", "0.2", places=6))
def test_the_weights_are_of_a_straight_line(near: Decimal, gap: Decimal) -> None:
    found = quarter_delta(quotes((str(near), "50"), (str(near - gap), "60")))
    if near - gap >= Decimal("0.25"):
        assert found == ()
        return
    assert sum(weight for weight, _ in found) == 1
    assert all(0 <= weight <= 1 for weight, _ in found)
    assert abs(sum(weight * quote.delta for weight, quote in found) - Decimal("0.25")) < Decimal("1e-14")


# Max pain


def test_max_pain_of_a_board_of_three_strikes() -> None:
    """Holders are paid, at a settlement of

    90: calls 0; puts 10 x (100 - 90) + 30 x (110 - 90) = 100 + 600 = 700
    100: calls 5 x (100 - 90) = 50; puts 30 x (110 - 100) = 300; together 350
    110: calls 5 x 20 + 40 x 10 = 500; puts 0
    """
    board = held({(90, "C"): 5, (100, "C"): 40, (110, "C"): 7, (90, "P"): 20, (100, "P"): 10, (110, "P"): 30})
    assert [paid_out(board, Decimal(price)) for price in (90, 100, 110)] == [700, 350, 500]
    assert max_pain(board) == 100


def test_of_equal_strikes_the_lowest_and_of_the_listed_ones_only() -> None:
    assert max_pain(held({(90, "C"): 1, (110, "P"): 1})) == 90  # 20 at both, and at every price between
    assert max_pain(held({(90, "P"): 1, (110, "C"): 1, (100, "C"): 0})) == 90  # nothing at all three
    assert max_pain(held({(110, "C"): 5})) == 110


boards = st.dictionaries(
    st.tuples(st.integers(1, 60).map(lambda step: step * 500), st.sampled_from("CP")),
    st.decimals(0, 5000, places=1),
    min_size=1,
    max_size=25,
)


@given(boards)
def test_max_pain_is_that_of_brute_force(board: dict[tuple[int, str], Decimal]) -> None:
    paid: dict[int, Fraction] = {}
    for price in sorted({strike for strike, _ in board}):
        paid[price] = Fraction(0)
        for (strike, side), amount in board.items():
            if side == "C" and price > strike:
                paid[price] += Fraction(amount) * (price - strike)
            if side == "P" and price < strike:
                paid[price] += Fraction(amount) * (strike - price)
    cheapest = [price for price in paid if paid[price] == min(paid.values())]
    assert max_pain(held(board)) == cheapest[0]


@given(boards, st.integers(0, 40_000))
def test_no_other_price_pays_less_than_max_pain(board: dict[tuple[int, str], Decimal], price: int) -> None:
    """What is paid is a line with its corners at the strikes, so a lowest point is at one of them."""
    options = held(board)
    assert paid_out(options, max_pain(options)) <= paid_out(options, Decimal(price))


def test_more_open_calls_below_pull_max_pain_down() -> None:
    board: dict[tuple[int, str], Any] = {(90, "C"): 5, (100, "C"): 40, (110, "P"): 30, (100, "P"): 10}
    assert max_pain(held(board)) == 100
    assert max_pain(held(board | {(90, "C"): 500})) == 90


def test_the_arithmetic_of_a_board_keeps_its_decimals() -> None:
    body = json.dumps([0.1, 0.2]).encode()
    first, second = (place.decimal() for place in read_json(answered("deribit-options", body, AT)))
    assert paid_out({option(90): first, option(91): second}, Decimal(100)) == Decimal("2.8")
