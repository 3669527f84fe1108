"""What is read only when somebody looks must be what is there: a comparison over other rows would be wrong for ever."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief.errors import WrongUsage
from brief.history import HEADER, StoredRows, lowest_since, mean, read_rows, streak, write_row
from brief.models.series import Point, Series, Sessions

DAY = date(2025, 11, 3)
NOON = datetime(2036, 1, 1, 12, tzinfo=UTC)
"""After every day here: nobody knew a day before it came."""
LINE = "2025-11-03,-186500000,farside-btc,2025-11-04T12:00:00Z"


def row(day: int, value: int, minutes: int, source: str = "alpha") -> Point:
    return Point(DAY + timedelta(days=day), Decimal(value) / 10, source, NOON + timedelta(minutes=minutes))


ROWS = st.lists(
    st.builds(
        row, st.integers(0, 12), st.integers(-50, 50), st.integers(0, 300), st.sampled_from(["alpha", "alpha", "beta"])
    ),
    max_size=40,
    unique_by=write_row,
)
APPENDED = ROWS.map(lambda rows: sorted(rows, key=lambda one: one.known))
FILES = st.one_of(
    ROWS,
    APPENDED,
    ROWS.map(lambda rows: sorted({one.day: one for one in rows}.values(), key=lambda one: one.day)),
    st.integers(0, 700).map(lambda count: [row(n, n * 7 % 13 - 6, n) for n in range(count)]),
)
"""Files as somebody may leave them, as nights append them, without a revision, and long ones."""


@given(FILES, st.integers(-1, 800), st.integers(-1, 800), st.sampled_from(["calendar", "nyse"]))
def test_a_night_sees_of_a_file_what_it_would_see_of_its_rows(
    rows: list[Point], day: int, minutes: int, kind: Sessions
) -> None:
    _sees_the_same(rows, day, minutes, kind)


@given(FILES, st.integers(0, 40), st.integers(-1, 800), st.integers(-1, 800))
def test_so_it_does_of_rows_that_it_adds_itself(rows: list[Point], stored: int, day: int, minutes: int) -> None:
    last, known = DAY + timedelta(days=day), NOON + timedelta(minutes=minutes)
    file = StoredRows.of("test", rows[:stored]).with_rows(rows[stored:])
    assert file.text == StoredRows.of("test", rows).text
    assert file.latest == StoredRows.of("test", rows).latest
    assert file.known_at(day=last, known=known) == Series.known_at("test", rows, day=last, known=known)


def test_a_row_is_not_added_twice() -> None:
    rows = [row(0, 1, 0), row(1, 1, 0)]
    for stored in ([rows[0]], rows):
        with pytest.raises(ValueError, match="test"):
            StoredRows.of("test", stored).with_rows(rows[:1])


@given(APPENDED, st.integers(-1, 12), st.integers(100, 301))
def test_nor_does_it_see_a_later_day_that_was_known_in_time(rows: list[Point], day: int, minutes: int) -> None:
    """Days of a file that was appended to do not ascend: what was told otherwise stands at the end."""
    _sees_the_same(rows, day, minutes, "calendar")


def _sees_the_same(rows: list[Point], day: int, minutes: int, kind: Sessions) -> None:
    last, known = DAY + timedelta(days=day), NOON + timedelta(minutes=minutes)
    due = Series.known_at("test", rows, day=last, known=known, sessions=kind)
    seen = StoredRows.of("test", rows).known_at(day=last, known=known, sessions=kind)
    assert seen == due
    assert [seen.day(at) for at in range(len(seen.points))] == [point.day for point in due.points]
    for point in due.points[-3:]:
        assert lowest_since(seen, point.day) == lowest_since(due, point.day)
        assert streak(seen, point.day) == streak(due, point.day)
        assert mean(seen, point.day, 3) == mean(due, point.day, 3)


@given(FILES, ROWS, st.integers(-1, 301))
def test_rows_are_found_by_their_day_and_by_when_they_were_known(
    rows: list[Point], more: list[Point], minutes: int
) -> None:
    more = [one for one in more if one not in rows]  # a row stands once
    file, both, instant = StoredRows.of("test", rows).with_rows(more), [*rows, *more], NOON + timedelta(minutes=minutes)
    assert list(file) == both
    assert file[1:7] == both[1:7]
    assert file.of_days({DAY, DAY + timedelta(days=3)}) == [
        one for one in both if one.day in (DAY, DAY + timedelta(days=3))
    ]
    assert file.known_since(instant) == [one for one in both if one.known > instant]
    told = [one for one in both if one.known <= instant]
    assert file.last_known(instant) == {
        source: max(one.known for one in told if one.source == source) for source in {one.source for one in told}
    }


_CELLS = st.sampled_from(
    [
        *LINE.split(","), "2025-02-30", "20251103", "1e5", "1_000", ".5", "5.", "-.5", "--1", "1.2.3", "9" * 400, "NaN",
        "+1", "1-2", "\u0661", "", "\r", "Alpha", "2025-11-04T12:00:00.5Z", "2025-11-04T12:00:00+00:00", "\ufeff",
    ]
)  # fmt: skip


@given(
    st.lists(st.lists(_CELLS, min_size=3, max_size=5).map(",".join) | st.just(LINE), max_size=5),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
    st.booleans(),
)
@example([LINE], "\n", False)
@example(["2025-01-05,1,a,2025-01-04T23:00:00Z", "2025-01-06,1,a,9999-12-31T00:00:00Z"], "\n", True)
@example([*LINE.rsplit(",", 1), LINE], "\n", True)
@example([LINE.rsplit(",", 1)[0], f"{LINE.rsplit(',', 1)[1]},{LINE}"], "\n", True)
@example([LINE.replace("-186500000", "9" * 400)], "\n", True)
def test_a_file_is_taken_or_refused_as_row_by_row(lines: list[str], end: str, last: bool) -> None:
    text = end.join([HEADER, *lines]) + (end if last else "")
    try:
        due = read_rows(text, "test")
    except WrongUsage as refused:
        with pytest.raises(WrongUsage) as found:
            StoredRows(text, "test")
        assert str(found.value) == str(refused)
    else:
        assert list(StoredRows(text, "test")) == due


def test_only_what_somebody_looks_at_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten years of two hundred series would else be read each night, for the newest few of each."""
    file = StoredRows(f"{HEADER}\n" + "".join(write_row(row(n, n, n)) for n in range(3650)), "test")
    read, as_it_is = list[int](), StoredRows.read

    def counted(self: StoredRows, places: Sequence[int]) -> list[Point]:
        read.extend(places)
        return as_it_is(self, places)

    monkeypatch.setattr(StoredRows, "read", counted)
    seen = file.known_at(day=date(2100, 1, 1), known=NOON + timedelta(days=9))
    assert mean(seen, seen.day(3649), 200) is not None
    assert len(read) < 300
