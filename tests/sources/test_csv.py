"""Cells of CSV files: a number that is read from the wrong column, or out of a web page, is somebody else's number."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answered
from brief.errors import Refused
from brief.models import Payload
from brief.sources._csv import Cell, Row, read_csv

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)
HEADER = ("day", "A")


def said(text: str | bytes) -> Payload:
    return answered("csv-maker", text if isinstance(text, bytes) else text.encode(), AT)


def cell(text: str) -> Cell:
    return Cell(said(""), text, "line[2]/col[A]")


def read(text: str | bytes) -> list[Row]:
    return read_csv(said(text), HEADER)


def test_lines_are_counted_from_the_header_and_columns_go_by_name() -> None:
    rows = read("day,A\n2025-11-03,1.50\n2025-11-04,\n")
    assert [[(name, cell.text, cell.path) for name, cell in row.items()] for row in rows] == [
        [("day", "2025-11-03", "line[2]/col[day]"), ("A", "1.50", "line[2]/col[A]")],
        [("day", "2025-11-04", "line[3]/col[day]"), ("A", "", "line[3]/col[A]")],
    ]
    assert [row["A"].is_blank for row in rows] == [False, True]


def test_a_reading_keeps_its_place_and_its_digits() -> None:
    (row,) = read("day,A\n2025-11-03,1.50\n")
    reading = row["A"].reading("macro.a", "index", row["day"].day(), detail={"series": "A"})
    assert (reading.figure, str(reading.value), reading.as_of) == ("macro.a", "1.50", date(2025, 11, 3))
    assert (reading.path, reading.detail, reading.sha256) == (
        "line[2]/col[A]",
        {"series": "A"},
        said("day,A\n2025-11-03,1.50\n").sha256,
    )


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffday,A\n2025-11-03,1\n",
        "day,A\r\n2025-11-03,1\r\n",
        "day,A\n2025-11-03,1",
        '"day","A"\n"2025-11-03","1"\n',
    ],
    ids=["byte order mark", "CRLF", "last line without end", "quoted"],
)
def test_spellings_that_change_nothing(text: str) -> None:
    (row,) = read(text)
    assert (row["day"].day(), str(row["A"].decimal()), row["A"].path) == (date(2025, 11, 3), "1", "line[2]/col[A]")


def test_a_quoted_line_break_does_not_shift_the_count() -> None:
    first, second = read('day,A\n"2025\n11",1\n2025-11-04,2\n')
    assert (first["day"].text, first["A"].path, second["A"].path) == ("2025\n11", "line[2]/col[A]", "line[4]/col[A]")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "sent an empty answer"),
        (b"\n \n", "sent an empty answer"),
        (b"<!DOCTYPE html><html></html>", "web page instead of data"),
        (b"day,B\n2025-11-03,1\n", "sent 'day,B' where the header day,A is due"),
        (b"A,day\n1,2025-11-03\n", "sent 'A,day' where the header day,A is due"),
        (b"day,A,B\n2025-11-03,1,2\n", "sent 'day,A,B' where the header"),
        (b"Too Many Requests\n", "sent 'Too Many Requests' where the header"),
        (b"day,A\n2025-11-03\n", r"1 cells under 2 headers, at line\[2\]"),
        (b"day,A\n2025-11-03,1\n\n2025-11-04,2\n", r"0 cells under 2 headers, at line\[3\]"),
        (b"day,A\n2025-11-03,1,5\n", r"3 cells under 2 headers, at line\[2\]"),
        (b'day,A\n2025-11-03,"1\n', "sent broken CSV"),
        (b"day,A\n2025-11-03,\xff\n", "bytes that are not UTF-8"),
    ],
)
def test_what_is_no_such_file_is_one_sentence(body: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(body)


@pytest.mark.parametrize(
    "text", ["1,000", "1e5", "NaN", "Infinity", "1_000", " 1", "٣", "+1", "1.", ".5", "N/D", "--1"]
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"where a number is due, at line\[2\]/col\[A\]"):
        cell(text).decimal()


@pytest.mark.parametrize("text", ["20251103", "2025-W45-1", "2025-11-31", "11/03/2025", "", "2025-11-03T00:00"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"where a day is due, at line\[2\]/col\[A\]"):
        cell(text).day()


@given(st.decimals(-(10**9), 10**9, places=4))
def test_every_digit_is_kept(value: Decimal) -> None:
    assert str(cell(f"{value:f}").decimal()) == f"{value:f}"
