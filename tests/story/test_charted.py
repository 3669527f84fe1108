"""A chart shows the days there are, a missing day as missing, and its sentence gives the right figures."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_samples import TODAY, ledger, origin

from brief import style
from brief.models import Point, Series
from brief.models.chart import ChartPoint
from brief.models.series import Sessions
from brief.story.charted import charted, described, lacking, sources_of
from brief.story.charts import charts

MONDAY = date(2025, 11, 3)


def series(
    values: dict[date, str], *, sessions: Sessions = "calendar", name: str = "sentiment.fear_greed", source: str = "one"
) -> Series:
    known = datetime.combine(MONDAY, time(), UTC)
    points = (Point(day=day, value=Decimal(value), source=source, known=known) for day, value in sorted(values.items()))
    return Series(name=name, points=tuple(points), sessions=sessions)


def days(count: int, last: date = MONDAY) -> list[date]:
    return [last - timedelta(days=n) for n in range(count)][::-1]


def test_a_missing_day_is_a_point_without_a_value_and_a_weekend_is_no_day_of_funds() -> None:
    week = {date(2025, 10, 30): "1", MONDAY: "-4"}
    chart = charted(series(week, sessions="nyse"), name="a", title="A", unit="usd", window=30, shape="bars", flow=True)
    assert chart is not None
    assert [(point.day.day, point.value) for point in chart.points] == [(30, Decimal(1)), (31, None), (3, Decimal(-4))]
    assert chart.description.endswith("; one day has no figure.")
    assert chart.as_of == MONDAY


@pytest.mark.parametrize(("window", "shown"), [(1, 1), (30, 30), (90, 40)])
def test_a_chart_has_the_last_days_and_no_day_before_the_first(window: int, shown: int) -> None:
    chart = charted(series(dict.fromkeys(days(40), "5")), name="a", title="A", unit="index", window=window)
    assert chart is not None
    assert [point.day for point in chart.points] == days(shown)


def test_no_sum_is_drawn_across_a_hole() -> None:
    flows = dict.fromkeys(days(6), "10")
    flows.pop(days(6)[2])
    chart = charted(series(flows), name="a", title="A", unit="usd", window=6, flow=True, cumulative=True)
    assert chart is not None
    assert [point.value for point in chart.points] == [None, None, None, Decimal(10), Decimal(20), Decimal(30)]
    assert chart.description.startswith("Summed from Nov. 1, 2025: from +$10 on Nov. 1 to +$30 on Nov. 3, 2025;")


def test_sums_go_back_to_the_first_day_though_the_chart_does_not() -> None:
    chart = charted(
        series(dict.fromkeys(days(6), "10")), name="a", title="A", unit="usd", window=2, flow=True, cumulative=True
    )
    assert chart is not None
    assert [point.value for point in chart.points] == [Decimal(50), Decimal(60)]


def test_nothing_stored_is_no_chart() -> None:
    assert charted(series({}), name="a", title="A", unit="usd", window=30) is None
    assert described([], "usd") == ""
    assert described([ChartPoint(day=MONDAY)], "usd") == ""


VALUES = st.lists(st.none() | st.decimals(-(10**12), 10**12, places=2, allow_nan=False), min_size=2, max_size=60)


@given(VALUES.filter(lambda values: sum(value is not None for value in values) > 1))
def test_the_sentence_gives_first_last_lowest_and_highest(values: list[Decimal | None]) -> None:
    points = [ChartPoint(day=day, value=value) for day, value in zip(days(len(values)), values, strict=True)]
    known = {point.day: point.value for point in points if point.value is not None}
    like = max(map(abs, known.values()))

    def told(day: date) -> str:
        return f"{style.of_unit(known[day], 'usd', like=like, signed=True)} on {style.day(day, max(known))}"

    low = min(day for day in known if known[day] == min(known.values()))
    high = min(day for day in known if known[day] == max(known.values()))
    said = described(points, "usd", flow=True)
    assert said.startswith(f"From {told(min(known))} to {told(max(known))}, {max(known).year}; ")
    missing = len(points) - len(known)
    assert f"; lowest {told(low)}, highest {told(high)}" in said
    assert ("no figure" in said) == bool(missing)


def test_a_series_that_ended_two_sessions_ago_or_has_few_points_is_not_drawn() -> None:
    fresh = series(dict.fromkeys(days(20), "40"))
    late = series(dict.fromkeys(days(90, MONDAY - timedelta(days=2)), "40"))
    few = series(dict.fromkeys(days(19), "40"))
    names = [[chart.name for chart in charts(ledger(series={one.name: one}))] for one in (fresh, late, few)]
    assert names == [["fear-greed"], [], []]
    assert [lacking(one, TODAY) for one in (fresh, late)] == [0, 2]


def test_a_weekend_does_not_make_a_fund_flow_late() -> None:
    friday = series({date(2025, 10, 31): "1"}, sessions="nyse")
    assert [lacking(friday, day) for day in (date(2025, 11, 1), MONDAY, TODAY, date(2025, 11, 5))] == [0, 0, 1, 2]


def test_a_title_counts_the_days_that_are_shown() -> None:
    (chart,) = charts(ledger(series={"sentiment.fear_greed": series(dict.fromkeys(days(25), "40"))}))
    assert chart.title == "Fear & Greed index, last 25 days"


def test_a_chart_names_whose_figures_it_draws() -> None:
    both = series(dict.fromkeys(days(3), "1"))
    found = sources_of(both, MONDAY, {"one": origin("one"), "two": origin("two")})
    assert [source.cite for source in found] == ["One"]
