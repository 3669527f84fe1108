"""Cells of HTML tables: a number read from the cell beside it is the worst lie a table can tell."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import Refused, Unreachable
from brief.models import Payload
from brief.sources._table import Cell, find_table, read_tables


def page(html: str) -> Payload:
    at = datetime(2025, 11, 4, tzinfo=UTC)
    return Payload(source="table-maker", url="https://example.org", body=html.encode(), fetched_at=at)


def cell(text: str) -> Cell:
    return Cell(page(""), text, "table[0]/row[A]/col[B]")


def test_tables_are_counted_in_document_order_and_rows_belong_to_the_innermost() -> None:
    inner = (
        "<table class='etf big'><tr><th>day</th><th>A</th></tr><tr><td>1\n  Jan</td><td><b>2</b>.5</td></tr></table>"
    )
    outer, nested, last = read_tables(page(f"<table><tr><td>x</td><td>{inner}</td></tr></table><table></table>"))
    assert [table.number for table in (outer, nested, last)] == [0, 1, 2]
    assert [row.label for row in outer.rows] == ["x"]
    assert nested.classes == {"etf", "big"}
    assert [row.texts for row in nested.rows] == [("day", "A"), ("1 Jan", "2 .5")]
    assert nested.rows[1].under(["", "A"])["A"].path == "table[1]/row[1 Jan]/col[A]"
    assert last.rows == ()


def test_a_row_of_another_length_is_refused() -> None:
    (table,) = read_tables(page("<table><tr><td>1 Jan</td><td>2</td></tr></table>"))
    with pytest.raises(Refused, match=r"2 cells under 3 headers, at table\[0\]/row\[1 Jan\]"):
        table.rows[0].under(["", "A", "B"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(12.8)", "-12.8"),
        ("1,119.9", "1119.9"),
        ("57,786", "57786"),
        ("(1,113.7)", "-1113.7"),
        ("0.0", "0.0"),
        ("(0.0)", "0.0"),
        ("-3", "-3"),
        ("\u22123.5", "-3.5"),
    ],
)
def test_amounts_as_tables_spell_them(text: str, value: str) -> None:
    assert str(cell(text).amount()) == value


@pytest.mark.parametrize(
    "text", ["-", "", "TBC", "(12.8", "12.8)", "1,23", "12.8.1", "(-1)", "1e5", "0.25%", "NaN", "٣"]
)
def test_what_is_no_amount_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(Refused, match=r"where an amount is due, at table\[0\]/row\[A\]/col\[B\]"):
        cell(text).amount()


@given(st.decimals(min_value=-999_999, max_value=999_999, places=1, allow_nan=False))
def test_every_amount_survives_the_spelling_with_parentheses(value: Decimal) -> None:
    spelled = f"({-value:,})" if value < 0 else f"{abs(value):,}"
    assert cell(spelled).amount() == value


def test_a_dash_and_an_empty_cell_are_blank_and_a_zero_is_not() -> None:
    assert [cell(text).is_blank for text in ("-", "", "0.0")] == [True, True, False]


@pytest.mark.parametrize("html", ["", "not a page", "<p>no table</p>", "<table class='other'></table>", "<![n"])
def test_a_page_without_the_table_is_refused(html: str) -> None:
    with pytest.raises(Refused, match="table-maker sent a page"):
        find_table(page(html), "etf")


def test_two_tables_of_the_wanted_class_are_refused() -> None:
    with pytest.raises(Refused, match="2 tables of class 'etf' among 2"):
        find_table(page("<table class=etf></table><table class=etf></table>"), "etf")


def test_a_browser_challenge_is_no_page() -> None:
    with pytest.raises(Unreachable, match="browser challenge"):
        find_table(page("<title>Just a moment...</title><table class=etf></table>"), "etf")
