"""Calendar months of a stock: from first to first, across no hole, and a run only where its beginning is known."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from brief.history import last_whole_month, month_changes, month_run
from brief.models import Point, Series

KNOWN = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = date(2025, 1, 20)


def stock(values: dict[date, int]) -> Series:
    points = (Point(day=day, value=Decimal(value), source="one", known=KNOWN) for day, value in sorted(values.items()))
    return Series(name="a.supply", points=tuple(points))


def steps(*monthly: int, first: date = date(2025, 2, 1)) -> dict[date, int]:
    """A stock of 1,000 from the day before a month's first on, that moves by so much within each month."""
    found, value, day = {first - timedelta(days=1): 1000, first: 1000}, 1000, first
    for step in monthly:
        month = day.month
        while day.month == month:
            found[day] = value
            day += timedelta(days=1)
        value += step
        found[day] = value
    return found


def test_a_month_goes_from_its_first_day_to_the_next_months_first() -> None:
    values = steps(30, -5)
    found = month_changes(stock(values), max(values))
    assert [(one.first, one.next, int(one.absolute)) for one in found] == [
        (date(2025, 2, 1), date(2025, 3, 1), 30),
        (date(2025, 3, 1), date(2025, 4, 1), -5),
    ]
    assert found[0].percent == Decimal(3)


def test_a_month_that_is_not_over_is_none() -> None:
    values = steps(30, -5)
    assert [one.first.month for one in month_changes(stock(values), date(2025, 3, 31))] == [2]


def test_nothing_is_counted_across_a_day_without_a_figure() -> None:
    values = steps(30, -5, 7)
    del values[date(2025, 3, 14)]
    assert [one.first.month for one in month_changes(stock(values), max(values))] == [4]


def test_a_run_is_counted_back_to_the_month_that_went_the_other_way() -> None:
    values = steps(-1, 2, 3, 4)
    run = month_run(month_changes(stock(values), max(values)))
    assert run is not None
    assert (run.length, run.sign, run.first, run.before.first) == (3, 1, date(2025, 3, 1), date(2025, 2, 1))


def test_a_run_that_reaches_the_beginning_of_the_record_is_not_told() -> None:
    values = steps(1, 2, 3)
    assert month_run(month_changes(stock(values), max(values))) is None


def test_a_month_that_stood_still_ends_what_can_be_counted() -> None:
    for months in ((-1, 0, 3), (-1, 2, 0), (0,)):
        values = steps(*months)
        assert month_run(month_changes(stock(values), max(values))) is None


def test_nothing_comes_of_nothing() -> None:
    assert month_run(()) is None
    assert month_changes(stock({date(2025, 2, 1): 1}), date(2025, 2, 1)) == ()


def test_the_whole_month_before_a_day() -> None:
    assert [last_whole_month(day) for day in (date(2025, 11, 4), date(2026, 1, 1), date(2025, 3, 31))] == [
        date(2025, 10, 1),
        date(2025, 12, 1),
        date(2025, 2, 1),
    ]


@given(st.lists(st.integers(-2, 2), max_size=9), st.sets(st.integers(0, 290), max_size=2), st.integers(0, 20))
def test_a_run_is_what_a_reader_would_count(moves: list[int], holes: set[int], more: int) -> None:
    values = steps(*moves) if moves else {FIRST: 1}
    days = sorted(values)
    for hole in holes:
        if hole < len(days) - 1:
            values.pop(days[hole], None)
    last = max(values)
    for n in range(more):
        values[last + timedelta(days=n + 1)] = values[last]
    run = month_run(month_changes(stock(values), max(values)))
    whole = max(values)
    while whole - timedelta(days=1) in values:
        whole -= timedelta(days=1)
    firsts = [value for day, value in sorted(values.items()) if day.day == 1 and day >= whole]
    signs = [(b > a) - (b < a) for a, b in pairwise(firsts)]
    length = 0
    while length < len(signs) and signs[-1 - length] == signs[-1]:
        length += 1
    known = bool(signs) and signs[-1] != 0 and length < len(signs) and signs[-1 - length] != 0
    assert (run is not None) == known
    if run:
        assert (run.length, run.sign) == (length, signs[-1])
