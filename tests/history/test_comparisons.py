"""A comparison is proven or not made: small series written here, one trap each."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from brief.history import (
    Change,
    FromHigh,
    Mean,
    Rank,
    Since,
    Streak,
    change,
    differences,
    from_high,
    highest_since,
    lowest_since,
    mean,
    rank,
    rolling_sums,
    streak,
)
from brief.models.series import Point, Series, Sessions

FIRST = date(2025, 10, 1)
HOLE = None


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def daily(*values: int | str | None, since_birth: bool = False) -> Series:
    """One value a calendar day from October 1; HOLE leaves the day out."""
    return on_days([(day(n), value) for n, value in enumerate(values)], since_birth=since_birth)


def on_days(
    rows: Sequence[tuple[date, int | str | None]], *, sessions: Sessions = "calendar", since_birth: bool = False
) -> Series:
    points = tuple(
        Point(day=when, value=Decimal(value), source="test", known=datetime(2025, 12, 1, tzinfo=UTC))
        for when, value in rows
        if value is not None
    )
    return Series(name="test", points=points, sessions=sessions, since_birth=since_birth)


class TestSince:
    def test_names_the_last_day_that_was_as_low(self) -> None:
        assert lowest_since(daily(1, 5, 7, 9, 6), day(4)) == Since(
            side="lowest",
            k=1,
            day=day(4),
            value=Decimal(6),
            found=day(1),
            found_value=Decimal(5),
            record=False,
            others=(),
            first=day(1),
            n=4,
        )

    def test_an_equal_earlier_value_is_found(self) -> None:
        since = lowest_since(daily(1, 6, 7, 6), day(3))
        assert since is not None
        assert (since.found, since.found_value) == (day(1), Decimal(6))

    def test_the_third_lowest_names_the_two_in_between(self) -> None:
        since = lowest_since(daily(2, 9, 3, 9, 1, 9, 4), day(6), k=3)
        assert since is not None
        assert (since.found, since.others, since.record) == (day(0), (day(4), day(2)), False)

    def test_no_record_where_the_series_does_not_begin_with_the_instrument(self) -> None:
        assert highest_since(daily(1, 2, 3), day(2)) is None

    def test_a_record_since_launch(self) -> None:
        since = highest_since(daily(1, 2, 3, since_birth=True), day(2))
        assert since is not None
        assert (since.record, since.found, since.found_value, since.first, since.n) == (True, None, None, day(0), 3)

    def test_the_second_highest_ever_is_known_to_be_second(self) -> None:
        since = highest_since(daily(1, 5, 3, since_birth=True), day(2), k=2)
        assert since is not None
        assert (since.record, since.others) == (True, (day(1),))

    def test_an_equal_first_day_is_no_record(self) -> None:
        since = highest_since(daily(3, 1, 3, since_birth=True), day(2))
        assert since is not None
        assert (since.record, since.found) == (False, day(0))

    def test_nothing_is_said_across_a_hole(self) -> None:
        assert lowest_since(daily(1, HOLE, 7, 6), day(3)) is None
        assert lowest_since(daily(7, HOLE, 7, 6, since_birth=True), day(3)) is None

    def test_a_hole_behind_the_found_day_does_not_matter(self) -> None:
        since = lowest_since(daily(1, HOLE, 5, 7, 6), day(4))
        assert since is not None
        assert since.found == day(2)

    def test_a_day_without_a_value_is_compared_with_nothing(self) -> None:
        assert lowest_since(daily(1, 2, HOLE, since_birth=True), day(2)) is None
        assert lowest_since(daily(), day(2)) is None

    def test_later_points_are_not_looked_at(self) -> None:
        since = lowest_since(daily(4, 6, 5, 1, 0), day(2))
        assert since is not None
        assert since.found == day(0)

    def test_a_weekend_is_no_hole_in_a_series_of_trading_days(self) -> None:
        flows = on_days([(date(2025, 10, 30), 1), (date(2025, 10, 31), 5), (date(2025, 11, 3), 4)], sessions="nyse")
        since = lowest_since(flows, date(2025, 11, 3))
        assert since is not None
        assert (since.found, since.n) == (date(2025, 10, 30), 3)

    def test_a_point_on_a_closed_day_proves_nothing(self) -> None:
        """Either our calendar or the row is wrong; until somebody looks, there is no claim across it."""
        flows = on_days([(date(2025, 10, 31), 1), (date(2025, 11, 1), 5), (date(2025, 11, 3), 4)], sessions="nyse")
        assert lowest_since(flows, date(2025, 11, 3)) is None
        assert lowest_since(flows, date(2025, 11, 1)) is None


class TestRank:
    def test_counts_within_the_window(self) -> None:
        assert rank(daily(0, 9, 3, 5, 4), day(4), "lowest", 4) == Rank(
            side="lowest", day=day(4), value=Decimal(4), rank=2, of=4, first=day(1)
        )

    def test_a_tie_is_never_first(self) -> None:
        tied = rank(daily(4, 9, 4), day(2), "lowest", 3)
        assert tied is not None
        assert tied.rank == 2

    def test_a_window_longer_than_the_series_is_no_window(self) -> None:
        assert rank(daily(1, 2, 3, since_birth=True), day(2), "highest", 4) is None

    def test_of_all_ever_only_from_the_first_day_on(self) -> None:
        assert rank(daily(1, 2, 3), day(2), "highest", None) is None
        assert rank(daily(1, HOLE, 3, since_birth=True), day(2), "highest", None) is None
        ever = rank(daily(1, 9, 3, since_birth=True), day(2), "highest", None)
        assert ever is not None
        assert (ever.rank, ever.of, ever.first) == (2, 3, day(0))

    def test_not_across_a_hole(self) -> None:
        assert rank(daily(1, HOLE, 3, 4), day(3), "highest", 3) is None


class TestStreak:
    def test_adds_up_days_of_one_sign(self) -> None:
        assert streak(daily(5, -1, -2, -3), day(3)) == Streak(
            length=3, sign=-1, total=Decimal(-6), first=day(1), last=day(3), days=(day(1), day(2), day(3))
        )

    def test_a_day_of_zero_ends_it_and_has_none_of_its_own(self) -> None:
        ended = streak(daily(3, 0, 2), day(2))
        assert ended is not None
        assert ended.length == 1
        assert streak(daily(3, 2, 0), day(2)) is None
        assert streak(daily(0, "-0.0", 0, since_birth=True), day(2)) is None

    def test_a_streak_whose_beginning_is_not_seen_has_no_length(self) -> None:
        assert streak(daily(-1, -2), day(1)) is None
        assert streak(daily(3, HOLE, -1, -2), day(3)) is None

    def test_a_streak_since_launch_has_one(self) -> None:
        since_launch = streak(daily(1, 2, 3, since_birth=True), day(2))
        assert since_launch is not None
        assert (since_launch.length, since_launch.total, since_launch.first) == (3, Decimal(6), day(0))

    def test_a_day_not_reported_has_no_streak(self) -> None:
        assert streak(daily(5, -1, HOLE, since_birth=True), day(2)) is None


class TestChange:
    def test_gives_base_and_percent(self) -> None:
        assert change(daily(50, 70, 60), day(2), 2) == Change(
            day=day(2),
            value=Decimal(60),
            base_day=day(0),
            base=Decimal(50),
            absolute=Decimal(10),
            percent=Decimal(20),
        )

    @pytest.mark.parametrize("base", [0, -50])
    def test_no_percent_of_nothing_or_of_a_loss(self, base: int) -> None:
        moved = change(daily(base, 60), day(1), 1)
        assert moved is not None
        assert (moved.absolute, moved.percent) == (Decimal(60 - base), None)

    def test_not_across_a_hole_even_if_both_ends_are_there(self) -> None:
        assert change(daily(1, HOLE, 3), day(2), 2) is None

    def test_not_from_before_the_series(self) -> None:
        assert change(daily(1, 2), day(1), 2) is None


class TestFromHigh:
    def test_is_a_negative_percent_of_the_high(self) -> None:
        assert from_high(daily(300, 200, 150), day(2), Decimal(150), window=2) == FromHigh(
            high_day=day(1), high=Decimal(200), price=Decimal(150), percent=Decimal(-25), first=day(1)
        )

    def test_of_two_equal_highs_the_later_is_named(self) -> None:
        below = from_high(daily(200, 100, 200, 150), day(3), Decimal(100), window=4)
        assert below is not None
        assert below.high_day == day(2)

    def test_a_price_at_the_high_is_not_below_it(self) -> None:
        assert from_high(daily(200, 150), day(1), Decimal(200), window=2) is None
        assert from_high(daily(200, 150), day(1), Decimal(201), window=2) is None

    def test_not_with_a_day_missing_from_the_window(self) -> None:
        assert from_high(daily(200, HOLE, 150), day(2), Decimal(100), window=3) is None
        assert from_high(daily(200, 150), day(1), Decimal(100), window=3) is None
        assert from_high(daily(200, 150, since_birth=True), day(1), Decimal(100)) is None


class TestMean:
    def test_of_the_last_sessions(self) -> None:
        assert mean(daily(9, 1, 2, 6), day(3), 3) == Mean(value=Decimal(3), n=3, first=day(1), last=day(3))

    def test_not_across_a_hole_and_not_from_before_the_series(self) -> None:
        assert mean(daily(9, HOLE, 2, 6), day(3), 3) is None
        assert mean(daily(1, 2), day(1), 3) is None


class TestDerived:
    def test_differences_stand_only_between_neighbours(self) -> None:
        moves = differences(daily(1, 4, HOLE, 9, 7))
        assert [(point.day, point.value) for point in moves.points] == [(day(1), Decimal(3)), (day(4), Decimal(-2))]

    def test_sums_stand_only_where_every_session_does(self) -> None:
        sums = rolling_sums(daily(1, 2, 3, HOLE, 4, 5), 2)
        assert [point.day for point in sums.points] == [day(1), day(2), day(5)]
        assert [point.value for point in sums.points] == [3, 5, 9]

    def test_a_record_of_sums_starts_at_the_first_possible_sum(self) -> None:
        record = highest_since(rolling_sums(daily(1, 2, 3, 4, since_birth=True), 2), day(3))
        assert record is not None
        assert (record.record, record.first, record.n) == (True, day(1), 3)

    def test_a_hole_in_the_first_window_leaves_no_record(self) -> None:
        """The sum of days 2 and 3 is the first we have, not the first there was."""
        assert highest_since(rolling_sums(daily(9, HOLE, 3, 4, 5, since_birth=True), 2), day(4)) is None
        assert not differences(daily(9, HOLE, 3, 4, since_birth=True)).since_birth
        assert not rolling_sums(daily(1, since_birth=True), 2).since_birth

    def test_a_derived_point_is_known_when_its_last_input_was(self) -> None:
        late, early = datetime(2025, 11, 2, tzinfo=UTC), datetime(2025, 11, 1, tzinfo=UTC)
        points = (
            Point(day=day(0), value=Decimal(1), source="test", known=late),
            Point(day=day(1), value=Decimal(2), source="test", known=early),
        )
        assert [point.known for point in differences(Series(name="test", points=points)).points] == [late]
        assert [point.known for point in rolling_sums(Series(name="test", points=points), 2).points] == [late]

    def test_a_sum_across_a_weekend(self) -> None:
        flows = on_days([(date(2025, 10, 31), 1), (date(2025, 11, 3), 5)], sessions="nyse")
        assert [point.value for point in rolling_sums(flows, 2).points] == [6]
        assert [point.value for point in differences(flows).points] == [4]


def test_a_window_of_no_sessions_is_a_mistake_of_the_caller() -> None:
    series = daily(1, 2, 3)
    with pytest.raises(ValueError, match="there is no value number 0"):
        lowest_since(series, day(2), k=0)
    with pytest.raises(ValueError, match="a stretch of 0 sessions is none"):
        rank(series, day(2), "lowest", 0)
    with pytest.raises(ValueError, match="a change over 0 sessions is none"):
        change(series, day(2), 0)
    with pytest.raises(ValueError, match="a sum of 0 sessions is none"):
        rolling_sums(series, 0)


def test_a_series_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="one point a day, oldest first"):
        on_days([(day(1), 1), (day(0), 2)])
    with pytest.raises(ValueError, match="one point a day, oldest first"):
        on_days([(day(1), 1), (day(1), 2)])
