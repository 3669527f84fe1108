"""The series files are the memory of the paper: a row misread or lost is a wrong record for ever."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.config import Bounds
from brief.errors import WrongUsage
from brief.history import HEADER, new_rows, read_rows, write_row
from brief.models.series import Point, Series

DAY = date(2025, 11, 3)
NOON = datetime(2025, 11, 4, 12, tzinfo=UTC)
LINE = "2025-11-03,-186500000,farside-btc,2025-11-04T12:00:00Z"


def point(value: str, hours: int = 0, *, day: date = DAY, source: str = "farside-btc") -> Point:
    return Point(day=day, value=Decimal(value), source=source, known=NOON + timedelta(hours=hours))


POINTS = st.builds(
    Point,
    day=st.dates(),
    value=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15),
    source=st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True),
    known=st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds it
)


POINTS = POINTS.filter(lambda it: it.day - it.known.date() <= timedelta(days=1))
"""Nobody knew a day before it came."""


@pytest.mark.slow
@given(st.lists(POINTS, unique_by=write_row))
def test_what_is_written_is_what_is_read(points: list[Point]) -> None:
    assert read_rows(HEADER + "\n" + "".join(map(write_row, points)), "test") == points


def test_a_row_is_spelled_plainly() -> None:
    assert write_row(point("-1.865E+8")) == LINE + "\n"
    assert write_row(point("0.00001")).split(",")[1] == "0.00001"
    assert write_row(point("-0.0")).split(",")[1] == "0"
    assert write_row(point("1E-8")).split(",")[1] == "0.00000001"


def test_an_instant_in_another_zone_is_written_in_utc() -> None:
    tokyo = datetime.fromisoformat("2025-11-04T21:00:00+09:00")
    row = Point(day=DAY, value=Decimal(-186_500_000), source="farside-btc", known=tokyo)
    assert write_row(row) == LINE + "\n"


def test_an_instant_without_a_zone_is_nobodys() -> None:
    with pytest.raises(ValueError, match="is in no time zone"):
        write_row(point("1")._replace(known=NOON.replace(tzinfo=None)))


def test_a_source_that_would_break_the_line_is_not_written() -> None:
    with pytest.raises(ValueError, match="is no source id"):
        write_row(point("1", source="a,b"))


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\n{LINE}",
        f"{HEADER}\r\n{LINE}\r\n",
        f"\ufeff{HEADER}\n{LINE}\n",
        f"\ufeff{HEADER}\r\n{LINE}",
    ],
)
def test_an_editor_on_another_machine_does_no_harm(text: str) -> None:
    assert read_rows(text, "etf.btc.net") == [point("-186500000")]


def test_a_series_without_rows_is_empty() -> None:
    assert read_rows(f"{HEADER}\n", "etf.btc.net") == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("2025-11-03,-186500000,farside-btc", "has not the four cells"),
        (LINE + LINE, "has not the four cells"),
        ("", "has not the four cells"),
        (LINE.replace("2025-11-03,", "03/11/2025,"), "'03/11/2025' stands where a day"),
        (LINE.replace("2025-11-03,", "2025-02-30,"), "names a day or a time that does not exist"),
        (LINE.replace("-186500000", "-1.865E+8"), "'-1.865E\\+8' stands where a plain decimal"),
        (LINE.replace("-186500000", ""), "'' stands where a plain decimal"),
        (LINE.replace("-186500000", "NaN"), "'NaN' stands where a plain decimal"),
        (LINE.replace("-186500000", "(186.5)"), "stands where a plain decimal"),
        (LINE.replace("-186500000", "\u2212186500000"), "stands where a plain decimal"),
        (LINE.replace("-186500000", "١٨٦"), "stands where a plain decimal"),
        (LINE.replace("farside-btc", "Farside BTC"), "'Farside BTC' stands where a source id"),
        (LINE.removesuffix("Z"), "stands where an instant"),
        (LINE.replace("Z", "+00:00"), "stands where an instant"),
        (LINE.replace("T12:", "T25:"), "names a day or a time that does not exist"),
    ],
)
def test_a_broken_line_is_named_not_skipped(line: str, complaint: str) -> None:
    with pytest.raises(WrongUsage, match=rf"^etf\.btc\.net\.csv, line 3: .*{complaint}.*restore the file"):
        read_rows(f"{HEADER}\n{LINE}\n{line}\n{LINE}\n", "etf.btc.net")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (LINE, "line 4 says the same as line 2; a row stands once."),
        (LINE.replace("2025-11-03,", "2025-11-06,"), "line 4: 2025-11-06 is said to be known on 2025-11-04, before it"),
        (LINE.replace("-186500000", "-18650000000000"), "line 4: -18650000000000 is impossible (below -10000000000, "),
        (LINE.replace("-186500000", "10000000001"), "line 4: 10000000001 is impossible (above 10000000000, "),
    ],
)
def test_a_row_that_can_be_read_and_cannot_be_is_named(line: str, complaint: str) -> None:
    """A pasted block, a slip of the year, flows in cents: each would be a record that never was."""
    bounds = Bounds(below=Decimal(-(10**10)), above=Decimal(10**10))
    other = LINE.replace("2025-11-03,", "2025-11-04,")
    with pytest.raises(WrongUsage) as told:
        read_rows(f"{HEADER}\n{LINE}\n{other}\n{line}\n", "etf.btc.net", bounds.outside)
    assert str(told.value).startswith(f"etf.btc.net.csv, {complaint}")
    assert str(told.value).endswith("Correct the line, or restore the file from a copy.")


def test_old_days_found_later_stand_behind_what_was_known_before() -> None:
    later = LINE.replace("2025-11-03,", "2017-08-17,").replace("2025-11-04T", "2026-11-28T")
    assert [row.day.year for row in read_rows(f"{HEADER}\n{LINE}\n{later}\n", "etf.btc.net")] == [2025, 2017]


@pytest.mark.parametrize("name", ["etf.btc.net (1)", "etf.btc.net copy", "Etf.btc.net", ".etf.btc", "etf..net"])
def test_a_copy_that_a_file_manager_made_is_no_series(name: str) -> None:
    with pytest.raises(WrongUsage, match=r" lies among the series, and no series is called so"):
        read_rows(f"{HEADER}\n{LINE}\n", name)


@pytest.mark.parametrize("text", ["", LINE, "day,value\n", " " + HEADER])
def test_a_file_without_its_header_is_not_taken_for_an_empty_series(text: str) -> None:
    with pytest.raises(WrongUsage, match=r"^etf\.btc\.net\.csv, line 1: .* where the header day,value,source,known"):
        read_rows(text, "etf.btc.net")


def test_a_new_day_is_a_new_row() -> None:
    assert new_rows([point("1")], [point("1", day=date(2025, 11, 4))]) == [point("1", day=date(2025, 11, 4))]


def test_the_same_number_again_is_no_news() -> None:
    assert new_rows([point("1")], [point("1.0", 24)]) == []


def test_a_revision_is_a_row_and_so_is_its_reversal() -> None:
    rows = [point("1"), point("2", 24)]
    assert new_rows(rows, [point("3", 48)]) == [point("3", 48)]
    assert new_rows(rows, [point("1", 48)]) == [point("1", 48)]
    assert new_rows(rows, [point("2", 48)]) == []


def test_reading_an_old_night_again_adds_nothing_and_does_not_undo_its_revision() -> None:
    rows = [point("1"), point("2", 24)]
    assert new_rows(rows, [point("1")]) == []


def test_an_old_night_read_for_the_first_time_is_seen_from_then_on() -> None:
    late = [point("2", 24)]
    added = new_rows(late, [point("1")])
    assert added == [point("1")]
    views = [
        Series.known_at("test", late + added, day=DAY, known=NOON + timedelta(hours=hours)).points[0].value
        for hours in (0, 24)
    ]
    assert views == [1, 2]


def test_sources_are_compared_with_their_own_rows() -> None:
    other = point("1", 24, source="coinglass")
    assert new_rows([point("1")], [other]) == [other]
    assert new_rows([point("1"), point("2", 12, source="coinglass")], [point("1", 24)]) == []


def test_one_batch_is_taken_in_the_order_it_became_known() -> None:
    readings = [point("2", 2), point("1", 0), point("1", 1), point("2", 3)]
    assert new_rows([], readings) == [point("1", 0), point("2", 2)]


def test_two_numbers_at_one_instant_are_written_once() -> None:
    twice = [point("1"), point("2")]
    assert new_rows([], twice) == twice
    assert new_rows(twice, twice) == []


@given(
    st.lists(st.builds(point, st.sampled_from("123"), st.integers(0, 5)), max_size=6, unique_by=lambda row: row.known)
)
def test_the_file_says_at_every_hour_what_the_readings_said(readings: list[Point]) -> None:
    """Rows left out as no news lose nothing: the view is the same, and reading again adds nothing."""
    rows = new_rows([], readings)
    assert new_rows(rows, rows) == []
    for hour in range(6):
        known = NOON + timedelta(hours=hour)
        told = Series.known_at("test", sorted(readings, key=lambda row: row.known), day=DAY, known=known)
        kept = Series.known_at("test", rows, day=DAY, known=known)
        assert [row.value for row in kept.points] == [row.value for row in told.points]
