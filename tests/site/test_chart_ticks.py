"""The numbers and days at the axes are round, few, and cover what is drawn."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.site.charts.labels import day_labels, value_labels
from brief.site.charts.ticks import day_ticks, value_ticks

AMOUNTS = st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False, places=8)


@given(st.lists(AMOUNTS, min_size=1, max_size=8), st.booleans())
def test_ticks_cover_every_value_evenly_and_roundly(values: list[Decimal], from_zero: bool) -> None:
    ticks = value_ticks(values, from_zero=from_zero)
    assert ticks[0] <= min(values)
    assert ticks[-1] >= max(values)
    assert 2 <= len(ticks) <= 6
    (step,) = {after - before for before, after in itertools.pairwise(ticks)}
    digits = step.normalize().as_tuple().digits
    assert digits in ((1,), (2,), (2, 5), (5,))
    assert all(tick % step == 0 for tick in ticks)
    if from_zero:
        assert 0 in ticks


@given(st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=8))
def test_a_count_has_no_half_ticks(values: list[Decimal]) -> None:
    assert all(tick == tick.to_integral_value() for tick in value_ticks(values, from_zero=True, whole=True))


def test_values_that_are_all_the_same_stand_between_ticks() -> None:
    ticks = value_ticks([Decimal(100)] * 5, from_zero=False)
    assert ticks[0] < 100 < ticks[-1]
    assert value_ticks([Decimal(0)], from_zero=True)[0] == 0
    assert value_ticks([Decimal("0.01")], from_zero=False)[0] >= 0


@pytest.mark.parametrize(
    ("ticks", "unit", "signed", "labels"),
    [
        (("105000", "110000"), "usd", False, ["$105K", "$110K"]),
        (("9000", "9500"), "usd", False, ["$9,000", "$9,500"]),
        (("-500000000", "0", "500000000", "1000000000"), "usd", True, ["−$0.5B", "$0", "+$0.5B", "+$1B"]),
        (("0.0000120", "0.0000125"), "usd", False, ["$0.000012", "$0.0000125"]),
        (("0", "25", "100"), "index", False, ["0", "25", "100"]),
        (("-0.01", "0", "0.01"), "percent", False, ["−0.01%", "0%", "0.01%"]),
        (("0", "2000000"), "count", False, ["0", "2M"]),
    ],
)
def test_labels_are_short_and_alike(ticks: tuple[str, ...], unit: str, signed: bool, labels: list[str]) -> None:
    assert value_labels([Decimal(tick) for tick in ticks], unit, signed=signed) == labels  # type: ignore[arg-type]


def named(first: date, count: int) -> list[list[str]]:
    days = [first + timedelta(days=n) for n in range(count)]
    return [day_labels(days, ticks) for ticks in day_ticks(days)]


def test_months_are_named_on_their_first_day_and_a_year_by_its_number() -> None:
    fewer = named(date(2025, 8, 6), 365)
    assert fewer[0][:6] == ["Sept.", "Oct.", "Nov.", "Dec.", "2026", "Feb."]
    assert fewer[2] == ["Oct.", "2026", "April", "July"]


def test_of_few_days_some_are_named_by_their_date() -> None:
    assert named(date(2025, 12, 20), 20)[0] == ["Dec. 20, 2025", "Dec. 25, 2025", "Dec. 30, 2025", "Jan. 4"]
    assert named(date(2025, 12, 20), 1) == [["Dec. 20"]]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 4000))
def test_there_is_always_a_choice_with_few_days(first: date, count: int) -> None:
    choices = named(first, count)
    assert min(map(len, choices)) <= 4
    assert all(choices)
