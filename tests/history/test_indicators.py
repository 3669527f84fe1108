"""Indicators by hand, by brute force, and by two libraries that know nothing of this package.

A reader who works an RSI, a correlation or a season out for himself must come to the printed number; and where a day is
missing there is no number.
"""

import statistics
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talipp.indicators import RSI, SMA, StdDev  # type: ignore[import-untyped]

from brief.history import (
    RSI_SESSIONS,
    Correlation,
    Season,
    correlation,
    previous,
    read_rows,
    rsi,
    season,
    sessions,
    volatility,
    z_score,
)
from brief.models.series import Point, Series, Sessions

FIRST = date(2025, 10, 1)
STORED = Path(__file__).parents[2] / "content" / "_series"
ONE = timedelta(days=1)


def day(number: int) -> date:
    return FIRST + number * ONE


def on_days(rows: Sequence[tuple[date, Any]], kind: Sessions = "calendar") -> Series:
    """A series of those days; a value of None leaves the day out."""
    points = tuple(
        Point(day=when, value=Decimal(value), source="test", known=datetime(2026, 1, 1, tzinfo=UTC))
        for when, value in rows
        if value is not None
    )
    return Series(name="test", points=points, sessions=kind)


def daily(*values: Any) -> Series:
    return on_days([(day(number), value) for number, value in enumerate(values)])


def near(value: Decimal, due: float | str, within: str = "1e-9") -> bool:
    return abs(value - Decimal(due)) <= Decimal(within)


class TestRsi:
    CENTS = (4434, 4409, 4415, 4361, 4433, 4483, 4510, 4542, 4584, 4608, 4589, 4603, 4561, 4628, 4628)
    CLOSES = tuple(Decimal(cents) / 100 for cents in CENTS)

    def test_the_classic_fourteen_sessions(self) -> None:
        """44.34, 44.09, 44.15 ... 46.28, 46.28: the closes of the example that every textbook prints.

        up    0.06 0.72 0.50 0.27 0.32 0.42 0.24 0.14 0.67 = 3.34, / 14 a mean gain
        down  0.25 0.54 0.19 0.42 = 1.40, / 14 a mean loss
        RSI   100 x 3.34 / (3.34 + 1.40) = 70.4641...
        """
        found = rsi(daily(*self.CLOSES), day(14), 14, over=15)
        assert found is not None
        assert near(found.value, "70.464135021097", "1e-12")
        assert (found.n, found.sessions, found.first, found.last) == (14, 15, day(0), day(14))

    def test_the_next_session_is_smoothed_in(self) -> None:
        """46.00 after 46.28 loses 0.28.

        mean gain (3.34 / 14 x 13 + 0) / 14, mean loss (1.40 / 14 x 13 + 0.28) / 14; times 14 x 14 these are
        3.34 x 13 = 43.42 and 1.40 x 13 + 0.28 x 14 = 22.12, so RSI = 100 x 43.42 / 65.54 = 66.2496...
        """
        found = rsi(daily(*self.CLOSES, "46.00"), day(15), 14, over=16)
        assert found is not None
        assert near(found.value, "66.249618553555", "1e-12")

    def test_only_gains_are_a_hundred_and_only_losses_none(self) -> None:
        for closes, due in ((range(1, 7), 100), (range(7, 1, -1), 0)):
            found = rsi(daily(*closes), day(5), 3, over=6)
            assert found is not None
            assert found.value == due

    def test_a_price_that_never_moved_has_no_strength(self) -> None:
        assert rsi(daily(*[5] * 6), day(5), 3, over=6) is None

    def test_a_whole_stretch_without_a_hole_or_no_answer(self) -> None:
        closes = [100 + number % 7 for number in range(RSI_SESSIONS + 1)]
        last = day(RSI_SESSIONS)
        assert rsi(daily(*closes), last) is not None
        assert rsi(daily(*closes[1:]), day(RSI_SESSIONS - 1)) is not None
        assert rsi(daily(*closes[2:]), day(RSI_SESSIONS - 2)) is None
        for gone in (1, 100, RSI_SESSIONS):
            assert rsi(daily(*closes[:gone], None, *closes[gone + 1 :]), last) is None
        assert rsi(daily(None, *closes[1:]), last) is not None

    def test_what_came_before_the_stretch_changes_nothing(self) -> None:
        closes = [100 + number % 7 for number in range(RSI_SESSIONS)]
        last = day(RSI_SESSIONS + 2)
        crash = rsi(daily(9000, 5000, 1, *closes), last)
        calm = rsi(daily(103, 102, 101, *closes), last)
        assert crash == calm
        assert crash is not None

    def test_a_stretch_that_is_too_short_is_our_mistake(self) -> None:
        with pytest.raises(ValueError, match="14 sessions is none over 14 closes"):
            rsi(daily(1, 2, 3), day(2), 14, over=14)


class TestVolatility:
    def test_three_returns_by_hand(self) -> None:
        """100, 110, 99, 118.8: returns 0.1, -0.1, 0.2, mean 1/15.

        from the mean  1/30, -5/30, 4/30, squared together 42/900; over 2, 21/900; the root is 0.15275252...
        a year         x root of 365 = 19.10497317... x 100 percent = 291.8332857...
        """
        found = volatility(daily(100, 110, 99, "118.8"), day(3), 3)
        assert found is not None
        assert near(found.value, "291.83328574", "1e-8")
        assert (found.n, found.first, found.last) == (3, day(0), day(3))

    def test_a_year_of_sessions_is_shorter_than_one_of_days(self) -> None:
        days = sessions("nyse", date(2025, 10, 6), date(2025, 10, 9))
        found = volatility(on_days(list(zip(days, (100, 110, 99, "118.8"), strict=True)), "nyse"), days[-1], 3)
        assert found is not None
        assert near(found.value / Decimal(252).sqrt(), "15.2752523165194666885", "1e-12")

    def test_what_does_not_move_is_calm(self) -> None:
        found = volatility(daily(7, 7, 7, 7), day(3), 3)
        assert found is not None
        assert found.value == 0

    def test_holes_zeros_and_too_few(self) -> None:
        assert volatility(daily(100, None, 99, 101, 102), day(4), 3) is None
        assert volatility(daily(100, None, 99, 101, 102), day(4), 2) is not None
        assert volatility(daily(0, 1, 2, 3), day(3), 3) is None
        assert volatility(daily(1, 2, 3), day(2), 3) is None
        assert volatility(daily(1, 2, 3), day(5), 2) is None
        with pytest.raises(ValueError, match="nothing deviates among 1 returns"):
            volatility(daily(1, 2, 3), day(2), 1)


class TestCorrelation:
    A, B = (100, 110, 99, "118.8"), (200, 210, 210, "199.5")

    def test_four_points_by_hand(self) -> None:
        """Returns of a: 0.1, -0.1, 0.2, mean 1/15; of b: 0.05, 0, -0.05, mean 0.

        from the mean  a 1/30, -5/30, 4/30; b 0.05, 0, -0.05
        together       1/30 x 0.05 - 4/30 x 0.05 = -0.005
        apart          42/900 and 0.005, the product's root 0.01527525...
        r              -0.005 / 0.01527525 = -0.327327 to six decimals
        """
        found = correlation(daily(*self.A), daily(*self.B), day(3), 3)
        assert found == Correlation(value=Decimal("-0.327327"), n=3, first=day(0), last=day(3))
        assert correlation(daily(*self.B), daily(*self.A), day(3), 3) == found

    def test_the_same_and_its_mirror(self) -> None:
        for other, due in (((50, 55, "49.5", "59.4"), "1.000000"), ((100, 90, 99, "79.2"), "-1.000000")):
            found = correlation(daily(*self.A), daily(*other), day(3), 3)
            assert found is not None
            assert str(found.value) == due

    def test_a_coin_s_weekend_is_a_part_of_monday(self) -> None:
        """Friday Oct. 3 to Tuesday Oct. 7, 2025: what the coin did on Saturday and Sunday counts once."""
        coin = daily(*[1] * 1, 90, 100, 500, 900, 110, 99)
        days = [date(2025, 10, 2), date(2025, 10, 3), date(2025, 10, 6), date(2025, 10, 7)]
        stocks = on_days(list(zip(days, self.B, strict=True)), "nyse")
        sampled = correlation(daily(90, 100, 110, 99), daily(*self.B), day(3), 3)
        found = correlation(coin, stocks, date(2025, 10, 7), 3)
        assert found is not None
        assert sampled is not None
        assert (found.value, found.first, found.last) == (sampled.value, days[0], days[-1])

    def test_stocks_that_lag_are_met_on_their_last_day(self) -> None:
        found = correlation(daily(*self.A, 500), daily(*self.B), day(4), 3)
        assert found == correlation(daily(*self.A), daily(*self.B), day(3), 3)

    def test_nothing_after_the_day_counts(self) -> None:
        assert correlation(daily(*self.A, 1), daily(*self.B, 900), day(3), 3) == correlation(
            daily(*self.A), daily(*self.B), day(3), 3
        )

    def test_a_hole_in_either_takes_it_away(self) -> None:
        whole = daily(100, 110, 99, 118, 120)
        holed = daily(100, 110, None, 118, 120)
        assert correlation(whole, holed, day(4), 3) is None
        assert correlation(holed, whole, day(4), 3) is None
        assert correlation(whole, holed, day(4), 2) is None
        assert correlation(whole, whole, day(4), 4) is not None

    def test_a_session_without_stocks_or_a_coin_is_a_hole_and_a_holiday_is_none(self) -> None:
        """Thanksgiving, Nov. 27, 2025."""
        due = sessions("nyse", date(2025, 11, 20), date(2025, 12, 2))
        assert date(2025, 11, 27) not in due
        stocks = on_days([(when, 100 + 7 * place % 5) for place, when in enumerate(due)], "nyse")
        coin = on_days([(when, 90 + when.day % 4) for when in sessions("calendar", due[0], due[-1])])
        assert correlation(coin, stocks, due[-1], len(due) - 1) is not None
        for series in (coin, stocks):
            fewer = series.model_copy(update={"points": tuple(p for p in series.points if p.day != due[3])})
            both = (fewer, stocks) if series is coin else (coin, fewer)
            assert correlation(*both, due[-1], len(due) - 2) is None

    def test_a_point_on_a_closed_day_proves_nothing(self) -> None:
        saturday = [date(2025, 10, 2), date(2025, 10, 3), date(2025, 10, 4), date(2025, 10, 6)]
        stocks = on_days(list(zip(saturday, self.B, strict=True)), "nyse")
        assert correlation(daily(1, 2, 1, 2, 1, 2, 1), stocks, date(2025, 10, 6), 3) is None

    def test_what_did_not_move_goes_with_nothing(self) -> None:
        assert correlation(daily(*self.A), daily(5, 5, 5, 5), day(3), 3) is None
        assert correlation(daily(*self.A), daily(8, 4, 2, 1), day(3), 3) is None
        thirds = daily(*(Decimal(3**n) for n in range(4, -1, -1)))
        assert correlation(thirds, daily(*self.A, 99), day(4), 4) is None
        assert correlation(daily(*self.A), daily(0, 1, 2, 4), day(3), 3) is None
        assert correlation(daily(*self.A), daily(*self.B), day(3), 4) is None
        assert correlation(daily(), daily(*self.B), day(3), 2) is None


class TestSeason:
    def closes(self) -> list[tuple[date, Any]]:
        """Last closes of October and November: 2022 up a tenth, 2023 down a fifth, 2024 up a half."""
        told = {2022: (100, 110), 2023: (200, 160), 2024: (40, 60)}
        return [
            (date(year, month, last), value)
            for year, values in told.items()
            for (month, last), value in zip(((10, 31), (11, 30)), values, strict=True)
        ]

    def test_three_novembers_by_hand(self) -> None:
        """110 / 100 - 1 = 10%, 160 / 200 - 1 = -20%, 60 / 40 - 1 = 50%: two of three up, the middle one 10%."""
        found = season(on_days(self.closes()), 11, date(2025, 11, 4))
        assert found == Season(
            month=11,
            ups=2,
            n=3,
            first=2022,
            median=Decimal(10),
            years=((2022, Decimal(10)), (2023, Decimal(-20)), (2024, Decimal(50))),
        )

    def test_this_year_and_later_ones_are_not_among_them(self) -> None:
        found = season(on_days(self.closes()), 11, date(2024, 12, 31))
        assert found is not None
        assert (found.n, found.ups, found.median, found.years[-1][0]) == (2, 1, Decimal(-5), 2023)

    def test_a_year_without_one_of_its_two_closes_ends_the_run(self) -> None:
        rows = self.closes()
        for gone in (2, 3):
            found = season(on_days(rows[:gone] + rows[gone + 1 :]), 11, date(2025, 11, 4))
            assert found is not None
            assert (found.n, found.first) == (1, 2024)
        assert season(on_days(rows[:-1]), 11, date(2025, 11, 4)) is None
        assert season(on_days(rows), 10, date(2025, 11, 4)) is None
        assert season(on_days([]), 11, date(2025, 11, 4)) is None
        assert season(on_days([(rows[4][0], 0), rows[5]]), 11, date(2025, 11, 4)) is None

    def test_january_begins_with_december_s_last_close(self) -> None:
        rows = [(date(2023, 12, 31), 100), (date(2024, 1, 31), 103)]
        found = season(on_days(rows), 1, date(2025, 1, 2))
        assert found is not None
        assert found.years == ((2024, Decimal(3)),)

    def test_stocks_end_their_month_on_its_last_session(self) -> None:
        """November 2024 ended with Friday the 29th, so December began there."""
        rows = [(date(2024, 10, 31), 100), (date(2024, 11, 29), 104)]
        found = season(on_days(rows, "nyse"), 11, date(2025, 11, 4))
        assert found is not None
        assert found.years == ((2024, Decimal(4)),)
        assert season(on_days(rows), 11, date(2025, 11, 4)) is None
        december = season(on_days([rows[1], (date(2024, 12, 31), 130)], "nyse"), 12, date(2025, 12, 1))
        assert december is not None
        assert december.years == ((2024, Decimal(25)),)

    def test_no_change_is_no_rise(self) -> None:
        found = season(on_days([(date(2024, 10, 31), 5), (date(2024, 11, 30), 5)]), 11, date(2025, 11, 4))
        assert found is not None
        assert (found.ups, str(found.median)) == (0, "0")


class TestZScore:
    def test_a_move_of_two_deviations_by_hand(self) -> None:
        """Changes of 10, -10 and 20 percent deviate by 15.275252...: -30.550504... percent is two of them down."""
        found = z_score(daily(100, 110, 99, "118.8"), day(4), Decimal("-30.550504633038933377"), 3)
        assert found is not None
        assert near(found.value, "-2", "1e-17")
        assert near(found.deviation, "15.275252316519466688", "1e-17")
        assert (found.n, found.first, found.last, found.change) == (
            3,
            day(0),
            day(3),
            Decimal("-30.550504633038933377"),
        )

    def test_the_day_itself_is_not_among_those_it_is_measured_by(self) -> None:
        calm, wild = (z_score(daily(100, 110, 99, "118.8", last), day(4), Decimal(5), 3) for last in (119, 900))
        assert calm == wild == z_score(daily(100, 110, 99, "118.8"), day(4), Decimal(5), 3)

    def test_stocks_after_a_weekend(self) -> None:
        days = sessions("nyse", date(2025, 10, 7), date(2025, 10, 10))
        stocks = on_days(list(zip(days, (100, 110, 99, "118.8"), strict=True)), "nyse")
        found = z_score(stocks, date(2025, 10, 13), Decimal(5), 3)
        assert found is not None
        assert found.last == date(2025, 10, 10)

    def test_no_history_and_no_movement_measure_nothing(self) -> None:
        assert z_score(daily(100, None, 99, 101), day(4), Decimal(5), 3) is None
        assert z_score(daily(100, 110, 99), day(3), Decimal(5), 3) is None
        assert z_score(daily(100, 110, 99, 101), day(5), Decimal(5), 3) is None
        assert z_score(daily(5, 5, 5, 5), day(4), Decimal(5), 3) is None


START = {"calendar": date(2025, 1, 1), "nyse": date(2025, 1, 2)}
LENGTH = 40


def made(kind: Sessions, values: Sequence[int | None]) -> Series:
    due = sessions(kind, START[kind], START[kind] + 2 * LENGTH * ONE)
    return on_days(list(zip(due, values, strict=False)), kind)


KINDS: st.SearchStrategy[Sessions] = st.sampled_from(["calendar", "nyse"])
PRICES = st.integers(1, 400)
MAYBE = st.integers(0, 14).flatmap(lambda holes: st.none() if holes == 0 else PRICES)
SERIES = st.builds(made, KINDS, st.lists(MAYBE, min_size=1, max_size=LENGTH))
UNBROKEN = st.builds(made, KINDS, st.lists(PRICES, min_size=8, max_size=LENGTH))


def every_claim(series: Series, other: Series, when: date) -> Iterator[tuple[str, Any]]:
    yield "rsi", rsi(series, when, 3, over=6)
    yield "volatility", volatility(series, when, 4)
    yield "z_score", z_score(series, when, Decimal(3), 4)
    yield "correlation", correlation(series, other, when, 3)


@given(SERIES, SERIES, st.data())
def test_no_claim_across_a_hole(series: Series, other: Series, data: st.DataObject) -> None:
    when = data.draw(st.sampled_from(sessions("calendar", START["calendar"], START["calendar"] + LENGTH * ONE)))
    for name, claim in every_claim(series, other, when):
        if claim is None:
            continue
        both = name == "correlation" and "nyse" in (series.sessions, other.sessions)
        kind: Sessions = "nyse" if both else series.sessions
        for due in sessions(kind, claim.first, claim.last):
            assert series.on(due), name
            assert name != "correlation" or other.on(due), name
        assert claim.last <= when


@given(UNBROKEN, UNBROKEN, st.data())
def test_a_point_taken_from_the_middle_takes_the_claim_with_it(
    series: Series, other: Series, data: st.DataObject
) -> None:
    last = min(series.points[-1].day, other.points[-1].day)
    claims = dict(every_claim(series, other, last))
    gone = data.draw(st.sampled_from([point.day for point in series.points]))
    fewer = series.model_copy(update={"points": tuple(point for point in series.points if point.day != gone)})
    for name, claim in every_claim(fewer, other, last):
        before = claims[name]
        if before is not None and before.first < gone < before.last and (name != "correlation" or other.on(gone)):
            assert claim is None, name


@given(UNBROKEN, UNBROKEN, st.integers(2, 9))
def test_neither_later_points_nor_the_unit_change_anything(series: Series, other: Series, unit: int) -> None:
    when = series.points[len(series.points) // 2].day
    cut = series.model_copy(update={"points": tuple(point for point in series.points if point.day <= when)})
    assert dict(every_claim(cut, other, when)) == dict(every_claim(series, other, when))
    points = tuple(point._replace(value=point.value * unit) for point in series.points)
    scaled = dict(every_claim(series.model_copy(update={"points": points}), other, when))
    for name, claim in every_claim(series, other, when):
        assert (claim is None) == (scaled[name] is None), name
        assert claim is None or near(claim.value, str(scaled[name].value)), name


def wilder(closes: Sequence[float], n: int) -> float:
    """RSI the long way: the two averages as explicit weighted sums, in floats."""
    moves = [later - earlier for earlier, later in pairwise(closes)]
    kept = [((n - 1) / n) ** (len(moves) - place - 1) / n for place in range(n, len(moves))]
    seed = ((n - 1) / n) ** (len(moves) - n) / n
    weights = [seed] * n + kept
    gain = sum(weight * move for weight, move in zip(weights, moves, strict=True) if move > 0)
    loss = sum(-weight * move for weight, move in zip(weights, moves, strict=True) if move < 0)
    return 100 - 100 / (1 + gain / loss) if loss else 100.0


@given(UNBROKEN, st.integers(2, 6))
def test_rsi_is_the_weighted_sum_it_stands_for(series: Series, n: int) -> None:
    when = series.points[-1].day
    closes = [float(point.value) for point in series.points[-8:]]
    found = rsi(series, when, n, over=8)
    assert (found is None) == (len(set(closes)) == 1)
    if found is not None:
        assert 0 <= found.value <= 100
        assert near(found.value, wilder(closes, n))


def returns(values: Sequence[Decimal]) -> list[float]:
    return [float(later / earlier - 1) for earlier, later in pairwise(values)]


@given(UNBROKEN, st.integers(2, 7))
def test_volatility_and_z_score_against_the_standard_library(series: Series, n: int) -> None:
    when = series.points[-1].day
    deviation = statistics.stdev(returns([point.value for point in series.points[-n - 1 :]])) * 100
    found = volatility(series, when, n)
    assert found is not None
    assert near(found.value, deviation * (365 if series.sessions == "calendar" else 252) ** 0.5, "1e-6")
    after = next(
        later for later in sessions("calendar", when + ONE, when + 7 * ONE) if previous(series.sessions, later) == when
    )
    z = z_score(series, after, Decimal(3), n)
    assert (z is None) == (found.value == 0)
    assert z is None or near(z.value * z.deviation, "3")
    assert z is None or near(z.deviation, deviation, "1e-6")


@given(st.lists(PRICES, min_size=4, max_size=LENGTH), st.lists(PRICES, min_size=4, max_size=LENGTH), st.data())
def test_correlation_against_the_standard_library(one: list[int], other: list[int], data: st.DataObject) -> None:
    stocks, coin = made("nyse", one), made("calendar", [*other, *[7] * 2 * LENGTH][: 2 * LENGTH])
    n = data.draw(st.integers(2, len(one) - 1))
    days = [point.day for point in stocks.points][-n - 1 :]
    table = {point.day: point.value for point in coin.points}
    found = correlation(coin, stocks, stocks.points[-1].day, n)
    moves = returns([table[when] for when in days]), returns([point.value for point in stocks.points[-n - 1 :]])
    if min(map(statistics.pstdev, moves)) < 1e-12:
        assert found is None
    else:
        assert found is not None
        assert (found.n, found.first, found.last) == (n, days[0], days[-1])
        assert near(found.value, statistics.correlation(*moves), "1e-6")
        assert -1 <= found.value <= 1


@given(st.lists(st.one_of(st.none(), PRICES), min_size=90, max_size=90), st.integers(1, 12))
def test_season_against_a_table_of_month_ends(values: list[int | None], month: int) -> None:
    ends = [date(2018 + place // 12, place % 12 + 1, 1) - ONE for place in range(90)]
    table = dict(zip(ends, values, strict=True))
    found = season(on_days(list(table.items())), month, date(2025, 7, 1))
    run = []
    for year in range(2024, 2016, -1):
        begin = table.get(date(year, month, 1) - ONE)
        end = table.get(date(year + month // 12, month % 12 + 1, 1) - ONE)
        if begin is None or end is None:
            break
        run.append((year, Decimal(end) / begin * 100 - 100))
    assert (found is None) == (not run)
    if found is not None:
        assert [year for year, _ in found.years] == [year for year, _ in reversed(run)]
        assert all(near(a, str(b)) for (_, a), (_, b) in zip(found.years, reversed(run), strict=True))
        assert found.ups == sum(percent > 0 for _, percent in run)
        assert near(found.median, str(statistics.median(percent for _, percent in run)))


@cache
def stored(name: str) -> Series:
    rows = read_rows((STORED / f"{name}.csv").read_text(encoding="utf-8"), name)
    last = max(row.day for row in rows)
    return Series.known_at(name, rows, day=last, known=datetime.combine(last + 30 * ONE, time(), UTC))


CLOSES = [f"prices.{asset}.binance.close" for asset in ("btc", "eth", "sol", "bnb", "xrp", "doge")]


def last_of(indicator: Callable[..., Any], n: int, values: Sequence[float]) -> float:
    return float(indicator(n, list(values))[-1])


@pytest.mark.parametrize("name", CLOSES)
def test_real_closes_against_another_library(name: str) -> None:
    """talipp seeds its RSI a session earlier, which after 235 more weighs less than a millionth; its deviation is that
    of a whole population, over n."""
    series = stored(name)
    for position in range(RSI_SESSIONS - 1, len(series.points), 41):
        when = series.points[position].day
        values = [float(point.value) for point in series.points[position - RSI_SESSIONS + 1 : position + 1]]
        found = rsi(series, when)
        assert found is not None
        assert near(found.value, last_of(RSI, 14, values), "1e-4"), when
        moves = returns([Decimal(value) for value in values[-31:]])
        year = volatility(series, when)
        assert year is not None
        deviation = last_of(StdDev, 30, moves) * (30 / 29) ** 0.5
        assert near(year.value, deviation * 365**0.5 * 100, "1e-6"), when


def test_the_shipped_bitcoin_and_ether_go_together() -> None:
    btc, eth = stored(CLOSES[0]), stored(CLOSES[1])
    for position in range(100, len(btc.points), 97):
        when = btc.points[position].day
        found = correlation(btc, eth, when)
        first = bisect_left(eth.points, when - 30 * ONE, key=lambda point: point.day)
        moves = [
            returns([point.value for point in points])
            for points in (btc.points[position - 30 : position + 1], eth.points[first : first + 31])
        ]
        assert found is not None
        assert near(found.value, statistics.correlation(*moves), "1e-6"), when
        assert near(Decimal(statistics.fmean(moves[0])), last_of(SMA, 30, moves[0]))


def test_bitcoin_s_novembers_are_those_of_the_record() -> None:
    """Binance closes of Oct. 31 and Nov. 30: 6371.93 and 4041.32 in 2018, 13791.00 and 19695.87 in 2020."""
    found = season(stored(CLOSES[0]), 11, date(2025, 11, 4))
    assert found is not None
    assert (found.first, found.n, found.years[0][0], found.years[-1][0]) == (2017, 8, 2017, 2024)
    percents = dict(found.years)
    assert (round(percents[2018], 2), round(percents[2020], 2)) == (Decimal("-36.58"), Decimal("42.82"))
    table = {point.day: point.value for point in stored(CLOSES[0]).points}
    for year, percent in found.years:
        assert percent == (table[date(year, 11, 30)] / table[date(year, 10, 31)] - 1) * 100
    assert found.ups == sum(percent > 0 for percent in percents.values())
    assert found.median == statistics.median(percents.values())
