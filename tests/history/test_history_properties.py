"""What must hold for any series: no claim across a hole, no look into the future."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

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
    percentile,
    rank,
    rolling_sums,
    sessions,
    streak,
)
from brief.models.series import Point, Series, Sessions

START = {"calendar": date(2025, 1, 1), "nyse": date(2025, 1, 2)}
KNOWN = datetime(2025, 12, 1, tzinfo=UTC)
LENGTH = 40


def made(kind: Sessions, values: list[int | None], *, since_birth: bool) -> Series:
    due = sessions(kind, START[kind], START[kind] + timedelta(days=2 * LENGTH))
    points = tuple(
        Point(day=day, value=Decimal(value), source="test", known=KNOWN)
        for day, value in zip(due, values, strict=False)
        if value is not None
    )
    return Series(name="test", points=points, sessions=kind, since_birth=since_birth)


KINDS: st.SearchStrategy[Sessions] = st.sampled_from(["calendar", "nyse"])
VALUES = st.integers(-3, 3)
"""Few different values, so that ties and zeros are common."""
MAYBE = st.integers(0, 9).flatmap(lambda holes: st.none() if holes == 0 else VALUES)

SERIES = st.builds(made, KINDS, st.lists(MAYBE, min_size=1, max_size=LENGTH), since_birth=st.booleans())
UNBROKEN = st.builds(made, KINDS, st.lists(VALUES, min_size=3, max_size=LENGTH), since_birth=st.booleans())

Claim = tuple[date, date]
"""The first day a claim speaks of, and the last."""


def speaks_of(found: Since | Rank | Streak | Change | FromHigh | Mean | None, day: date) -> Claim | None:
    if found is None:
        return None
    return (found.base_day if isinstance(found, Change) else found.first), day


def every_claim(series: Series, day: date) -> Iterator[tuple[str, Claim | None]]:
    """Each comparison of `day`, by name, with the days it speaks of; None where it is not made."""
    for side, k in product((lowest_since, highest_since), (1, 2)):
        yield f"{side.__name__} {k}", speaks_of(side(series, day, k), day)
    for window in (1, 3, 10, None):
        yield f"rank {window}", speaks_of(rank(series, day, "lowest", window), day)
    for n in (1, 4):
        yield f"change {n}", speaks_of(change(series, day, n), day)
        yield f"mean {n}", speaks_of(mean(series, day, n), day)
    yield "from_high", speaks_of(from_high(series, day, Decimal(-1), window=5), day)
    yield "streak", speaks_of(streak(series, day), day)
    for derived, n in ((differences(series), 2), (rolling_sums(series, 4), 4)):
        since = lowest_since(derived, day)
        first = None if since is None else series.position(since.first)
        yield f"lowest of {derived.name}", None if first is None else (series.points[first - n + 1].day, day)


@given(SERIES, st.data())
def test_no_claim_across_a_hole(series: Series, data: st.DataObject) -> None:
    if not series.points:
        return
    days = sessions("calendar", series.points[0].day - timedelta(days=1), series.points[-1].day + timedelta(days=1))
    day = data.draw(st.sampled_from(days))
    for name, claim in every_claim(series, day):
        if claim is not None:
            assert all(series.on(due) for due in sessions(series.sessions, *claim)), name
            assert claim[0] >= series.points[0].day, name


def without(series: Series, day: date) -> Series:
    points = tuple(point for point in series.points if point.day != day)
    return series.model_copy(update={"points": points})


@given(UNBROKEN, st.data())
def test_a_point_taken_from_the_middle_takes_the_claim_with_it(series: Series, data: st.DataObject) -> None:
    last = series.points[-1].day
    claims = dict(every_claim(series, last))
    gone = data.draw(st.sampled_from([point.day for point in series.points[:-1]]))
    for name, claim in every_claim(without(series, gone), last):
        before = claims[name]
        if before is not None and before[0] < gone:
            assert claim is None, name


@given(UNBROKEN)
def test_a_streak_stands_only_with_the_day_before_it(series: Series) -> None:
    run = streak(series, series.points[-1].day)
    ended = None if run is None else series.position(run.first)
    if run is None or ended is None or ended < 2:  # the first point is vouched for by whoever sets since_birth
        return
    assert streak(without(series, series.points[ended - 1].day), run.last) is None


@given(SERIES)
def test_a_streak_adds_up_and_has_one_sign(series: Series) -> None:
    for point in series.points:
        run = streak(series, point.day)
        if run is None:
            continue
        found = [series.on(day) for day in run.days]
        values = [step.value for step in found if step is not None]
        assert run.total == sum(values)
        assert run.length == len(run.days) == len(values)
        assert {value > 0 for value in values} == {run.sign > 0}
        assert 0 not in values
        assert (run.first, run.last) == (run.days[0], run.days[-1])


@given(UNBROKEN, st.integers(1, 10))
def test_the_first_of_a_window_is_what_is_not_found_in_it(series: Series, window: int) -> None:
    """Rank and since agree on ties: rank 1 of a window means no earlier day in it was at or beyond."""
    last = series.points[-1].day
    ranked, since = rank(series, last, "highest", window), highest_since(series, last)
    if ranked is not None:
        beaten = since is not None and since.found is not None and since.found >= ranked.first
        assert (ranked.rank == 1) is not beaten


@given(st.sets(st.integers(0, 12)), st.integers(-1, 13), st.integers(-1, 13))
def test_a_receipt_names_every_point_between_two_days_and_no_other(held: set[int], first: int, last: int) -> None:
    start, known = date(2025, 1, 1), datetime(2025, 6, 1, tzinfo=UTC)
    points = tuple(Point(start + timedelta(days=at), Decimal(at), "test", known) for at in sorted(held))
    found = Series(name="test", points=points).between(start + timedelta(days=first), start + timedelta(days=last))
    assert [int(point.value) for point in found] == [at for at in sorted(held) if first <= at <= last]


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=40), st.integers(1, 45))
def test_a_percentile_counts_the_days_before_that_were_lower(numbers: list[int], n: int) -> None:
    days = [date(2025, 1, 1) + timedelta(days=at) for at in range(len(numbers))]
    known = datetime(2025, 6, 1, tzinfo=UTC)
    points = tuple(Point(day, Decimal(value), "test", known) for day, value in zip(days, numbers, strict=True))
    found = percentile(Series(name="test", points=points), days[-1], n)
    if n >= len(numbers):
        assert found is None
        return
    before = numbers[-n - 1 : -1]
    assert found is not None
    assert (found.below, found.of) == (sum(value < numbers[-1] for value in before), n)
    assert found.first == days[-n - 1]


ROWS = st.lists(
    st.builds(
        lambda day, value, hour: Point(
            day=date(2025, 1, 1) + timedelta(days=day),
            value=Decimal(value),
            source="test",
            known=datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=hour),
        ),
        st.integers(0, 5),
        st.integers(0, 9),
        st.integers(0, 200),
    ),
    max_size=25,
)
EDITIONS = st.tuples(
    st.integers(0, 6).map(lambda day: date(2025, 1, 1) + timedelta(days=day)),
    st.integers(0, 200).map(lambda hour: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=hour)),
)


@given(ROWS, EDITIONS)
def test_an_edition_never_sees_the_future(rows: list[Point], edition: tuple[date, datetime]) -> None:
    day, known = edition
    view = Series.known_at("test", rows, day=day, known=known)
    assert all(point.day <= day and point.known <= known for point in view.points)
    assert {point.day for point in view.points} == {row.day for row in rows if row.day <= day and row.known <= known}
    for point in view.points:
        assert not any(row.day == point.day and point.known < row.known <= known for row in rows)


@given(ROWS, ROWS, EDITIONS)
def test_what_becomes_known_later_changes_no_earlier_view(
    rows: list[Point], later: list[Point], edition: tuple[date, datetime]
) -> None:
    day, known = edition
    news = [row for row in later if row.known > known or row.day > day]
    told = Series.known_at("test", rows, day=day, known=known)
    assert Series.known_at("test", rows + news, day=day, known=known) == told
    assert Series.known_at("test", news + rows, day=day, known=known) == told
