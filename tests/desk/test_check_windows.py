"""A change without its window says nothing, and a window that is over says something false."""

from datetime import date

import pytest
from checking import DAY, lines, piece, said

from brief.desk.checks.windows import (
    correlation_window,
    percent_of_what,
    window_missing,
    window_mixed,
    window_past,
)


@pytest.mark.parametrize(
    ("sentence", "day", "message"),
    [
        ("The 17.5% October-to-date decline.", DAY, "“October-to-date” is no window on 2025-11-04: that time is over."),
        ("It fell 3% Sept. to date.", DAY, "“Sept. to date” is no window on 2025-11-04: that time is over."),
        ("Its 2024 year-to-date gain.", DAY, "“2024 year-to-date” is no window on 2025-11-04: that time is over."),
    ],
)
def test_a_month_that_is_over_is_no_window(sentence: str, day: date, message: str) -> None:
    assert said(window_past, sentence, day) == [message]


@pytest.mark.parametrize("sentence", ["It is down 6% in November to date.", "Its 2025 year-to-date gain is 9%."])
def test_a_month_that_runs_is_one(sentence: str) -> None:
    assert said(window_past, sentence) == []
    assert said(window_past, "The October-to-date decline.", date(2025, 10, 20)) == []
    assert said(window_past, "The October-to-date decline.", None) == []


NOTHING = "Nothing says over what time the changes of"


def test_a_row_of_changes_without_a_window() -> None:
    text = "Bitcoin $91,152 (-16.94%) Ethereum $3,028 (-21.46%)\nBitcoin –4.038% Gold 63.88%\nIt was a bad month.\n"
    assert lines(window_missing, piece(text)) == [
        (
            1,
            f"{NOTHING} Bitcoin, Ethereum and Gold are taken. Bitcoin has -16.94% and –4.038%.",
        )
    ]
    assert said(window_missing, "NASDAQ -1.51% S&P500 0.13%\n") == [f"{NOTHING} NASDAQ and S&P500 are taken."]


def test_one_line_of_a_row_may_be_short() -> None:
    text = "Total Crypto Market Cap $3.19T (-14.02%)\nNASDAQ -1.51% S&P500 0.13%\n"
    assert said(window_missing, text) == [f"{NOTHING} Total Crypto Market Cap, NASDAQ and S&P500 are taken."]


@pytest.mark.parametrize(
    "text",
    [
        "24 h: Bitcoin −4.0% Ethereum −11.1%\n",
        "November: Bitcoin −4.0% Ethereum −11.1% (month)\n",
        "Bitcoin −4.0%\n",
        "Bitcoin fell 4.0% and Ethereum 11.1%\n",
        "| Asset | 24 h |\n|---|---|\n| Bitcoin | −4.0% |\n| Ethereum | −11.1% |\n",
    ],
)
def test_a_row_that_names_its_window_or_is_a_sentence(text: str) -> None:
    assert said(window_missing, text) == []


@pytest.mark.parametrize(
    "sentence",
    ["Bitcoin's correlation with the Nasdaq-100 has risen to 0.76, its highest since June.", "A 0.76 correlation."],
)
def test_a_correlation_without_a_window(sentence: str) -> None:
    assert said(correlation_window, sentence) == ["The correlation of 0.76 has no window."]


@pytest.mark.parametrize(
    "sentence",
    [
        "The 30-day correlation with the Nasdaq-100 has risen to 0.76.",
        "Its correlation with gold was 0.76 over 90 days.",
        "The rolling correlation is 0.76.",
        "The correlation fell by 0.76%.",
        "Correlation concerns dominate.",
        "“The correlation is 0.76,” he said.",
    ],
)
def test_a_correlation_with_one(sentence: str) -> None:
    assert said(correlation_window, sentence) == []


def test_a_share_that_was_sold_is_a_share_of_something() -> None:
    assert said(percent_of_what, "Holders sold 5.05% in a month; in December they sold about 5.2%, too.") == [
        "5.05% and 5.2%: of what is not said."
    ]
    for sentence in ("They sold 5% of their coins.", "They sold 5% below cost.", "It sold off and fell 5%."):
        assert said(percent_of_what, sentence) == []


FOUR = "**Bitcoin ETFs**: $186 million outflow on Nov 3; four-day cumulative outflows now $1.33 billion.\n\n"


def test_sessions_and_calendar_days_are_not_mixed() -> None:
    six = "**Ethereum ETFs**: $135 million outflow on Nov 3; six-day cumulative: ~$500 million.\n"
    assert lines(window_mixed, piece(FOUR + six)) == [
        (3, "“six-day” are 6 calendar days with 4 sessions; line 1 calls the same time “four-day”.")
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Ether ETFs: $135 million outflow on Nov 3; five-day cumulative: ~$500 million.",
        "Ether ETFs: $135 million outflow on Oct 31; six-day cumulative: ~$500 million.",
        "Ether ETFs: $135 million outflow on Nov 3; six-session cumulative: ~$500 million.",
        "Ether: $135 million on Nov 3; six-day cumulative liquidations ~$500 million.",
    ],
)
def test_other_windows_are_other_windows(other: str) -> None:
    assert said(window_mixed, FOUR + other) == []
