"""Money markets: a rate is held against the range of its own day, and cash against a day that is three months back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from story_samples import TODAY, figure, ledger, reading

from brief.history import sessions
from brief.models import Figure, Point, Series, Unit
from brief.models.blocks.money import MoneyBlock, RateLine
from brief.models.series import Sessions
from brief.story.money import _months_before, money_block

FRIDAY, THURSDAY = date(2025, 10, 31), date(2025, 10, 30)
NAMES: dict[str, Unit] = {"sofr": "percent", "effr": "percent", "target_low": "percent", "target_high": "percent"}


def given(name: str, value: str, day: date = FRIDAY) -> Figure:
    return figure(reading(f"macro.{name}", value, NAMES.get(name, "usd"), as_of=day))


def past(name: str, *values: str, last: date = FRIDAY, kind: Sessions = "bonds") -> Series:
    """One value a session, the last one on `last`."""
    days = sessions(kind, last - timedelta(days=4000), last)[-len(values) :]
    known = reading("x", "1").fetched_at - timedelta(hours=1)
    points = (Point(day=d, value=Decimal(v), source="one", known=known) for d, v in zip(days, values, strict=True))
    return Series(name=f"macro.{name}", points=tuple(points), sessions=kind)


def block(*figures: Figure, series: tuple[Series, ...] = ()) -> MoneyBlock:
    found = money_block(ledger(*figures, series={each.name: each for each in series}), ())
    assert found is not None
    return found


def sofr(value: str, *, high: str = "4.00", low: str = "3.75", day: date = FRIDAY) -> RateLine:
    line = block(given("sofr", value), given("target_low", low, day), given("target_high", high, day)).sofr
    assert line
    return line


@pytest.mark.parametrize(
    ("value", "place", "gap"),
    [
        ("4.22", "above the top", "0.22"),
        ("4.00", "at the top", None),
        ("3.87", "below the top", "0.13"),
        ("3.75", "below the top", "0.25"),
        ("3.70", "below the bottom", "0.05"),
    ],
)
def test_where_a_rate_lies_by_the_range(value: str, place: str, gap: str | None) -> None:
    line = sofr(value)
    assert line.place == place
    assert (line.gap.value if line.gap else None) == (Decimal(gap) if gap else None)


def test_the_range_of_another_day_is_no_range_of_this_one() -> None:
    """The Fed may have moved it in between: then the rate of the day before is held against nothing."""
    assert sofr("4.22", day=THURSDAY).range is None
    assert sofr("4.22", day=FRIDAY + timedelta(days=3)).range is None


def test_tonight_s_range_of_a_later_day_gives_way_to_the_stored_one() -> None:
    stored = (past("target_low", "4.00", "3.75"), past("target_high", "4.25", "4.00"))
    line = block(given("sofr", "4.22"), given("target_high", "3.75", FRIDAY + timedelta(days=3)), series=stored).sofr
    assert line
    assert line.range
    assert (line.range.low.value, line.range.high.value) == (Decimal("3.75"), Decimal("4.00"))
    assert line.range.high.stored
    assert line.gap
    assert line.gap.formula == "macro.sofr - macro.target_high.then"


def test_a_range_that_is_upside_down_is_none() -> None:
    assert sofr("4.22", low="4.25", high="4.00").range is None


def test_a_jump_is_dated_where_it_is_large_and_old_enough() -> None:
    calm = ["4.00", "4.10", *["4.10", "4.11"] * 15]
    line = block(given("sofr", "4.20"), series=(past("sofr", *calm, "4.20"),)).sofr
    assert line
    assert line.change
    assert line.change.value == Decimal("0.09")
    assert line.jump
    assert line.jump.found == sessions("bonds", date(2025, 1, 1), FRIDAY)[-32]
    small = block(given("sofr", "4.15"), series=(past("sofr", *calm, "4.15"),)).sofr
    assert small
    assert small.change
    assert small.jump is None


def test_after_a_hole_there_is_a_change_and_no_claim() -> None:
    whole = past("sofr", "4.00", "4.10", *["4.10", "4.11"] * 15, "4.20")
    holed = whole.model_copy(update={"points": (*whole.points[:20], *whole.points[21:])})
    line = block(given("sofr", "4.20"), series=(holed,)).sofr
    assert line
    assert line.change
    assert line.jump is None


def test_the_facility_that_nobody_used_is_not_the_most_of_anything() -> None:
    series = past("standing_repo", *["0"] * 40)
    line = block(given("standing_repo", "0"), series=(series,)).standing
    assert line
    assert line.value.value == 0
    assert line.since is None
    used = past("standing_repo", "900", *["0"] * 40, "800")
    line = block(given("standing_repo", "800"), series=(used,)).standing
    assert line
    assert line.before
    assert line.before.value == 0
    assert line.since
    assert line.since.found == used.points[0].day


@pytest.mark.parametrize(
    ("last", "base"),
    [
        (date(2025, 10, 29), date(2025, 7, 30)),  # July 29 was a Tuesday; the week of its next day is nearer
        (date(2025, 10, 1), date(2025, 7, 2)),
    ],
)
def test_a_week_s_average_is_held_against_the_nearest_one_of_three_months_before(last: date, base: date) -> None:
    series = past("tga_week", *(str(n) for n in range(100, 130)), last=last, kind="wednesdays")
    cash = block(given("tga_week", "129", last), series=(series,)).cash
    assert cash
    assert (cash.weekly, cash.base) == (True, base)
    assert cash.change
    assert cash.change.value == 13


def test_where_the_series_does_not_reach_back_nothing_is_said_of_three_months() -> None:
    series = past("tga_week", "1", "2", "3", last=date(2025, 10, 29), kind="wednesdays")
    cash = block(given("tga_week", "3", date(2025, 10, 29)), series=(series,)).cash
    assert cash
    assert (cash.change, cash.base, cash.since) == (None, None, None)


def test_a_day_s_balance_goes_before_the_week_s_average() -> None:
    cash = block(given("tga", "5", date(2025, 10, 30)), given("tga_week", "3", date(2025, 10, 29))).cash
    assert cash
    assert (cash.weekly, cash.value.name) == (False, "macro.tga")


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2025, 11, 4), date(2025, 8, 4)),
        (date(2025, 5, 31), date(2025, 2, 28)),
        (date(2024, 5, 31), date(2024, 2, 29)),
        (date(2025, 2, 28), date(2024, 11, 28)),
        (date(2025, 3, 15), date(2024, 12, 15)),
    ],
)
def test_three_months_before(day: date, before: date) -> None:
    assert _months_before(day, 3) == before


def test_nothing_observed_and_nothing_counted_is_no_section() -> None:
    assert money_block(ledger(figure(reading("macro.sp500", "6000", "index", as_of=TODAY))), ()) is None
