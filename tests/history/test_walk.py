"""A hole that is walked over makes a record of days nobody counted: beside one step after another, on all calendars."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from brief.history import StoredRows, is_session, previous, unbroken
from brief.history.calendar import newest
from brief.history.walk import follow, stretch, walk
from brief.models.series import Point, Series, Sessions

LAST = date(2025, 11, 28)
KINDS: tuple[Sessions, ...] = ("calendar", "nyse", "bonds", "wednesdays")


def series(kind: Sessions, back: int, missing: set[int], odd: set[int], *, stored: bool) -> Series:
    """A series up to `LAST` that begins `back` days before it; `missing` and `odd` count days from there."""
    days = (LAST - timedelta(days=number) for number in range(back, -1, -1) if number not in missing)
    points = [
        Point(day, Decimal(0), "alpha", datetime(2025, 12, 1, tzinfo=UTC))
        for day in days
        if is_session(kind, day) or (LAST - day).days in odd
    ]
    if not stored:
        return Series(name="test", points=tuple(points), sessions=kind)
    return StoredRows.of("test", points).known_at(day=LAST, known=datetime(2026, 1, 1, tzinfo=UTC), sessions=kind)


SERIES = st.builds(
    series,
    st.sampled_from(KINDS),
    st.integers(0, 900),
    st.sets(st.integers(0, 900), max_size=2),
    st.sets(st.integers(0, 900), max_size=2),
    stored=st.booleans(),
)


def steps(series: Series, day: date) -> Iterator[int]:
    days = [point.day for point in series.points]
    if day not in days or not is_session(series.sessions, day):
        return
    yield (at := days.index(day))
    while at and days[at - 1] == previous(series.sessions, days[at]):
        yield (at := at - 1)


@given(SERIES, st.integers(0, 40))
@example(series("nyse", 900, set(), set(), stored=True), 0)
@example(series("nyse", 900, set(), {6}, stored=True), 0)
@example(series("bonds", 900, {200}, {201}, stored=False), 0)
def test_a_walk_goes_as_far_as_one_step_after_another(series: Series, ago: int) -> None:
    day = LAST - timedelta(days=ago)
    due = list(steps(series, day))
    assert list(walk(series, day)) == due
    assert unbroken(series, day) == len(due)
    for n in (1, 2, 31, 32, 33, 250):
        found = stretch(series, day, n)
        assert found == (tuple(series.points[due[n - 1] : due[0] + 1]) if len(due) >= n else None)


@given(SERIES)
def test_a_point_follows_where_the_one_before_is_the_session_before(series: Series) -> None:
    days = [point.day for point in series.points]
    assert follow(series) == [
        at > 0 and is_session(series.sessions, day) and previous(series.sessions, day) == days[at - 1]
        for at, day in enumerate(days)
    ]


@given(st.sampled_from(KINDS), st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(1, 600))
def test_the_newest_sessions_are_the_calendar_s(kind: Sessions, day: date, n: int) -> None:
    found = [date.fromordinal(ordinal) for ordinal in newest(kind, day, n)]
    due = [day] if is_session(kind, day) else []
    while len(due) < n:
        due.append(previous(kind, due[-1] if due else day))
    assert found == due[::-1]


def test_no_session_lies_before_the_first_year() -> None:
    assert list(newest("wednesdays", date(1, 1, 12), 3)) == [0, 3, 10]
    days = [Point(date(1, 1, day), Decimal(0), "alpha", datetime(2025, 12, 1, tzinfo=UTC)) for day in (1, 2)]
    assert unbroken(Series(name="test", points=tuple(days)), date(1, 1, 2)) == 2
