"""A wrong spelling here is wrong in every sentence: a hyphen for a minus, a truncated billion, a reversed sign."""

import doctest
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import style

AMOUNTS = st.decimals(min_value="-9e14", max_value="9e14", places=2, allow_nan=False, allow_infinity=False)
PERCENTS = st.decimals(min_value=-1000, max_value=1000, places=4, allow_nan=False, allow_infinity=False)
WORDS = {"million": Decimal(10) ** 6, "billion": Decimal(10) ** 9, "trillion": Decimal(10) ** 12}


def read_back(printed: str) -> tuple[Decimal, Decimal]:
    """The amount a reader takes from the text, and half a unit of its last printed place."""
    digits, _, word = printed.lstrip("+−").removeprefix("$").partition(" ")
    number = Decimal(digits.replace(",", ""))
    unit = WORDS[word] if word else Decimal(1)
    size = number * unit
    return (-size if printed.startswith("−") else size), Decimal(1).scaleb(number.as_tuple().exponent) * unit / 2  # type: ignore[arg-type]


def test_examples_in_the_docstrings_hold() -> None:
    result = doctest.testmod(style)
    assert result.attempted > 15
    assert result.failed == 0


@given(AMOUNTS)
def test_amount_is_rounded_and_never_truncated(value: Decimal) -> None:
    size, half = read_back(style.money(value))
    assert abs(size - abs(value)) <= half


@given(AMOUNTS)
def test_signed_amount_reads_back_with_its_sign(value: Decimal) -> None:
    size, half = read_back(style.money(value, signed=True))
    assert abs(size - value) <= half


@given(AMOUNTS, AMOUNTS)
def test_larger_amount_never_prints_smaller(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert read_back(style.money(low, signed=True))[0] <= read_back(style.money(high, signed=True))[0]


@given(AMOUNTS)
def test_no_amount_prints_a_thousand_of_a_unit(value: Decimal) -> None:
    printed = style.money(value)
    if "million" in printed or "billion" in printed:
        assert "," not in printed


@given(AMOUNTS, PERCENTS)
def test_a_minus_is_never_a_hyphen(amount: Decimal, share: Decimal) -> None:
    printed = (
        style.money(amount, signed=True),
        style.money(amount),
        style.usd(amount),
        style.percent(share),
        style.percent(share, signed=True),
        style.minus(f"{amount}"),
    )
    assert not any("-" in text for text in printed)


@given(AMOUNTS)
def test_price_to_the_cent_is_printed_exactly(value: Decimal) -> None:
    printed = style.usd(value)
    shown = Decimal(printed.replace(",", "").replace("$", "").replace("−", "-"))
    assert abs(shown - value) <= (Decimal(0) if abs(value) >= 1 else Decimal("0.000005"))
    assert len(printed.partition(".")[2]) != 1


@given(PERCENTS)
def test_zero_percent_has_no_sign(share: Decimal) -> None:
    printed = style.percent(share, signed=True)
    if abs(share) < Decimal("0.05"):
        assert printed == "0.0%"
    else:
        assert printed[0] == ("−" if share < 0 else "+")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("999999.49", "$999,999"),
        ("999999.5", "$1.0 million"),
        ("999949999", "$999.9 million"),
        ("999950000", "$1.00 billion"),
        ("999995000000", "$1.00 trillion"),
        ("1370000000", "$1.37 billion"),
        ("1344999999", "$1.34 billion"),
        ("186450000", "$186.5 million"),
    ],
)
def test_amount_moves_to_the_next_unit_where_it_would_print_a_thousand(value: str, printed: str) -> None:
    assert style.money(Decimal(value)) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("0", "$0"),
        ("1", "$1"),
        ("0.99987", "$0.99987"),
        ("2.2734", "$2.2734"),
        ("158.45000000", "$158.45"),
        ("999.999999", "$1,000"),
        ("103849.2394", "$103,849.24"),
        ("1E+3", "$1,000"),
    ],
)
def test_price_keeps_what_the_source_gave_and_drops_padding(value: str, printed: str) -> None:
    assert style.usd(Decimal(value)) == printed


def test_day_takes_its_year_when_the_edition_is_of_another() -> None:
    assert style.day(date(2024, 12, 31), date(2025, 1, 1)) == "Dec. 31, 2024"
    assert style.day(date(2025, 5, 7), date(2025, 11, 4)) == "May 7"


def test_months_are_short_as_ap_has_them() -> None:
    days = [style.day(date(2025, month, 1), date(2025, 1, 1)) for month in range(1, 13)]
    assert " ".join(days) == ("Jan. 1 Feb. 1 March 1 April 1 May 1 June 1 July 1 Aug. 1 Sept. 1 Oct. 1 Nov. 1 Dec. 1")


def test_instants_are_told_in_utc() -> None:
    new_york = datetime(2025, 11, 3, 20, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert style.clock(new_york) == "01:30 UTC"
    assert style.day(new_york, date(2025, 11, 4)) == "Nov. 4"
    assert style.weekday(new_york.astimezone(UTC)) == "Tuesday"


@given(st.integers(min_value=10, max_value=100_000))
def test_ordinals_end_as_they_are_spoken(n: int) -> None:
    ending = style.ordinal(n)[-2:]
    if n % 100 in (11, 12, 13):
        assert ending == "th"
    else:
        assert ending == {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


@pytest.mark.parametrize(
    ("price", "level", "short"),
    [
        ("103849", "104000", "$104K"),
        ("103500", "104000", "$104K"),
        ("9996", "10000", "$10K"),
        ("3634", "3600", "$3,600"),
        ("158.2", "160", "$160"),
        ("0.5021", "0.5021", "$0.5021"),
        ("1250000", "1250000", "$1.25M"),
    ],
)
def test_level_in_a_title_scales_with_the_price(price: str, level: str, short: str) -> None:
    rounded = style.round_level(Decimal(price))
    assert rounded == Decimal(level)
    assert style.level_short(rounded) == short


@given(st.decimals(min_value=0, max_value=10, places=2))
def test_a_rise_and_a_fall_of_one_size_stand_on_the_same_rung(z: Decimal) -> None:
    pairs = [(up, down) for _, up, down in style.MOVES]
    assert style.move_verb(-z) == dict(pairs)[style.move_verb(z)]


@pytest.mark.parametrize(
    ("z", "verb"),
    [
        ("0", "little changed"),
        ("-0.49", "little changed"),
        ("0.5", "edged up"),
        ("0.99", "edged up"),
        ("1", "rose"),
        ("-1.49", "fell"),
        ("-1.5", "dropped"),
        ("2.49", "climbed"),
        ("-2.5", "slid"),
        ("3.49", "jumped"),
        ("3.5", "surged"),
        ("-9", "plunged"),
    ],
)
def test_verb_is_tied_to_the_size_of_the_move(z: str, verb: str) -> None:
    assert style.move_verb(Decimal(z)) == verb
