"""Flows over days and stretches of days against the stored series: the wrong window is the commonest mistake."""

from datetime import date
from pathlib import Path

import pytest
from shipped import found, piece, said, series_with

from brief.desk.checks.runs import run_length
from brief.desk.checks.sessions import flow_window, longer_window


@pytest.mark.parametrize(
    "text",
    [
        "Bitcoin ETFs lost $186.5 million on Nov 3.",
        "Bitcoin ETFs lost $187 million on Monday, November 3.",
        "Bitcoin ETFs: $186.5 million outflow on Nov 3; four-day cumulative outflows now $1.34 billion.",
        "From October 29 to November 3, IBIT saw a net outflow of $715 million over four trading days.",
        "Last week, US bitcoin ETFs had a net outflow of $802 million.",
        "Bitcoin funds took in $149.3 million on Oct. 27 and $202.4 million on Oct. 28.",
        "Bitcoin funds lost $1.9 billion between Oct. 29 and Nov. 4.",
        "US bitcoin funds took in $524 million on Nov. 11.",
        "Another vendor counts $190.1 million of outflows from bitcoin funds for Nov. 3.",
        "Bitcoin funds hold $140 billion, and lost $186.5 million on Nov. 3.",
        "The exploit drained $128.6 million on Nov. 3.",
    ],
)
def test_flows_that_are_so_or_that_nobody_can_tell(text: str) -> None:
    assert said(flow_window, text) == []


def test_six_days_that_are_four_sessions() -> None:
    text = "Ethereum ETFs: $135.76 million outflow on Nov 3; six-day cumulative: ~$500 million"
    assert said(flow_window, text) == [
        (
            "$500 million is not what the series has: the ether funds lost $119.6 million in the 6 sessions Oct. 27, "
            "2025 to Nov. 3, 2025 (farside-eth). It is what flowed in the 4 sessions Oct. 29, 2025 to Nov. 3, 2025."
        )
    ]


def test_a_sum_that_was_cut_off_is_looked_at() -> None:
    (one,) = found(flow_window, "Cumulative four-day BTC ETF outflows: $1.33B on Nov. 3.")
    assert one.severity == "warn"
    assert one.message.startswith("$1.33B is cut off instead of rounded: the bitcoin funds lost $1.34 billion")


def test_a_week_with_the_dates_of_another() -> None:
    text = "Looking at the whole week, from October 28 to November 3, IBIT had a net outflow of $403 million."
    (message,) = said(flow_window, text)
    assert "IBIT lost $655.2 million in the 5 sessions Oct. 28, 2025 to Nov. 3, 2025" in message
    assert message.endswith("It is what flowed in the 5 sessions Oct. 27, 2025 to Oct. 31, 2025.")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Bitcoin funds lost $180 million on Nov. 3.", "warn"),
        ("Bitcoin funds lost $150 million on Nov. 3.", "fail"),
        ("Bitcoin funds took in $186.5 million on Nov. 3.", "fail"),
        ("Bitcoin funds lost $186.5 billion on Nov. 3.", "fail"),
    ],
)
def test_a_day_s_flow(text: str, severity: str) -> None:
    (one,) = found(flow_window, text)
    assert (one.severity, one.figure) == (severity, "etf.btc.net")
    assert "the bitcoin funds lost $186.5 million on Nov. 3, 2025 (farside-btc)" in one.message


def test_without_a_day_nothing_is_known() -> None:
    assert said(flow_window, "Bitcoin funds lost $999 million on Nov. 3.", day=None) == []


def test_a_run_that_ended_long_ago_is_not_the_last_one() -> None:
    assert said(flow_window, "Four-day outflows of bitcoin funds came to $999 million.", day=date(2025, 12, 4)) == []


@pytest.mark.slow
def test_a_day_s_flow_under_the_next_day_s_date(real_history: Path) -> None:
    text = "BlackRock’s iShares Bitcoin Trust suffered a single day outflow of roughly $523 M on 19 November."
    case = piece(text, date(2025, 11, 30), series_with(real_history, date(2025, 11, 30)))
    assert [one.message for one in flow_window(case)] == [
        (
            "$523 M is not what the series has: IBIT took in $60.6 million on Nov. 19, 2025 (farside-btc). "
            "It is what flowed on Nov. 18, 2025."
        )
    ]


LONGER = "From October 28 to November 3 the bitcoin funds lost $799 million.\n\n"
SHORTER = "From October 29 to November 3 the bitcoin funds lost $1.34 billion."


def test_a_longer_stretch_that_lost_less() -> None:
    assert said(longer_window, LONGER + SHORTER) == [
        (
            "The outflow of $799 million over 7 days is smaller than that of $1.34 billion over 6 of them (line 3): "
            "at least $535.5 million would have flowed in on the others."
        )
    ]


def test_the_series_may_know_that_money_flowed_in_between() -> None:
    assert said(longer_window, LONGER.replace("$799 million", "$1.13 billion") + SHORTER) == []


@pytest.mark.parametrize(
    "shorter",
    [
        "From October 29 to November 3 IBIT lost $1.34 billion.",
        "From October 29 to November 3 the bitcoin funds took in $1.34 billion.",
        "From October 29 to November 3 the bitcoin funds lost $700 million.",
        "From October 20 to November 3 the bitcoin funds lost $1.34 billion.",
    ],
)
def test_stretches_that_cannot_be_compared(shorter: str) -> None:
    assert said(longer_window, LONGER + shorter) == []


def test_a_run_of_another_length() -> None:
    text = "- **Bitcoin funds** lost $186.5 million on Nov. 3.\n  It was the sixth session of outflows in a row."
    assert [one.message for one in run_length(piece(text, ours=True))] == [
        (
            "“sixth session” in a row is not so: to Nov. 3, 2025 it is 4 of outflows in a row, "
            "from Oct. 29, 2025 (farside-btc)."
        )
    ]
    assert list(run_length(piece(text.replace("sixth", "fourth"), ours=True))) == []


def test_a_run_the_other_way() -> None:
    text = "- **Bitcoin funds** lost $186.5 million on Nov. 3.\n  It was the fourth session of inflows in a row."
    assert len(list(run_length(piece(text, ours=True)))) == 1


def test_a_run_that_only_names_part_of_it_speaks_of_the_whole() -> None:
    text = (
        "- **Bitcoin funds** lost $186.5 million on Nov. 3.\n"
        "  It was the fourth session of outflows in a row; $714.8 million of it from IBIT."
    )
    assert list(run_length(piece(text, ours=True))) == []


def test_somebody_else_s_run_without_a_day_is_left_alone() -> None:
    assert said(run_length, "This marks the ninth consecutive day of redemptions.") == []
