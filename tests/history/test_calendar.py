"""A wrong calendar turns a holiday into a day without flows, or hides a day that is missing."""

import csv
from datetime import date
from pathlib import Path

import pytest

from brief.history import back, is_session, previous, sessions


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 1, 9),  # closed to mourn a president
        date(2018, 12, 5),
        date(2024, 3, 29),  # Good Friday
        date(2025, 6, 19),
        date(2026, 7, 3),  # July 4 observed
        date(2025, 11, 1),  # a Saturday
        date(2025, 11, 2),
    ],
)
def test_a_closed_exchange_owes_no_point(day: date) -> None:
    assert not is_session("nyse", day)
    assert is_session("calendar", day)


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 11, 28),  # a shortened day, the funds still trade
        date(2025, 11, 11),  # banks are closed, the exchange is not
        date(2021, 12, 31),  # New Year's Day falls on a Saturday and is not observed
        date(2025, 11, 3),
    ],
)
def test_an_open_exchange_owes_a_point(day: date) -> None:
    assert is_session("nyse", day)


def test_the_session_before_a_monday_is_friday() -> None:
    assert previous("nyse", date(2025, 11, 3)) == date(2025, 10, 31)
    assert previous("calendar", date(2025, 11, 3)) == date(2025, 11, 2)


def test_the_session_before_a_sunday_is_friday_too() -> None:
    assert previous("nyse", date(2025, 11, 2)) == date(2025, 10, 31)


def test_going_back_over_new_year_and_a_weekend() -> None:
    assert back("nyse", date(2025, 1, 10), 6) == date(2024, 12, 31)
    assert back("nyse", date(2025, 1, 10), 0) == date(2025, 1, 10)
    assert back("calendar", date(2025, 3, 1), 1) == date(2025, 2, 28)


def test_going_forward_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="cannot go back -1 sessions"):
        back("nyse", date(2025, 11, 3), -1)


def test_sessions_hold_both_ends_and_nothing_closed() -> None:
    assert sessions("nyse", date(2025, 1, 8), date(2025, 1, 13)) == [
        date(2025, 1, 8),
        date(2025, 1, 10),
        date(2025, 1, 13),
    ]
    assert len(sessions("calendar", date(2024, 2, 28), date(2024, 3, 1))) == 3
    assert sessions("nyse", date(2025, 1, 9), date(2025, 1, 9)) == []
    assert sessions("calendar", date(2025, 1, 2), date(2025, 1, 1)) == []


def test_the_flow_tables_have_rows_on_exactly_our_sessions(real_history: Path) -> None:
    """Checked against what was traded: every day with a fund's cell, and no other, is a session."""
    for asset, launch in (("btc", date(2024, 1, 11)), ("eth", date(2024, 7, 23)), ("sol", date(2025, 10, 28))):
        table = real_history / f"etf_{asset}_flows_farside_usdm.csv"
        with table.open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        traded = [
            date.fromisoformat(row["date"])
            for row in rows
            if any(cell for name, cell in row.items() if name not in ("date", "Total"))
        ]
        assert traded == sessions("nyse", launch, traded[-1])


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 10, 13),  # Columbus Day: stocks are traded, bonds are not
        date(2025, 11, 11),
        date(2018, 11, 12),  # Veterans Day was a Sunday
        date(2025, 4, 18),  # Good Friday
        date(2018, 12, 5),
        date(2026, 7, 3),
        date(2025, 11, 1),
    ],
)
def test_a_closed_bond_market_owes_no_rate(day: date) -> None:
    assert not is_session("bonds", day)


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 1, 9),  # the exchange mourned a president, bonds closed early
        date(2023, 11, 10),  # Veterans Day was a Saturday
        date(2021, 12, 31),
        date(2025, 11, 3),
    ],
)
def test_an_open_bond_market_owes_a_rate(day: date) -> None:
    assert is_session("bonds", day)


def test_the_days_of_the_bond_market_are_those_that_have_a_sofr(contracts: Path) -> None:
    path = contracts.parent / "figures" / "macro_sofr_pct.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]
    days = [date.fromisoformat(day) for day, value in rows if value not in ("", ".")]
    assert len(days) > 1900
    assert days == sessions("bonds", days[0], days[-1])


def test_a_week_ends_on_its_wednesday_holiday_or_not() -> None:
    assert sessions("wednesdays", date(2024, 12, 20), date(2025, 1, 10)) == [
        date(2024, 12, 25),
        date(2025, 1, 1),
        date(2025, 1, 8),
    ]
    assert previous("wednesdays", date(2025, 1, 8)) == date(2025, 1, 1)
    assert back("wednesdays", date(2025, 11, 4), 1) == date(2025, 10, 29)
