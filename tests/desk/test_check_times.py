"""A stamp is one moment: two days, two zones or a weekday that it was not would date every figure of the brief."""

import pytest
from checking import said

from brief.desk.checks.times import day_of_two_names, one_instant, weekday


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        (
            "As of November 4–5, 2025 (03:27 UTC, Asia/Taipei timezone), all fell.",
            "One time, 03:27 UTC, has two days (November 4–5, 2025) and two zones (UTC and Asia/Taipei).",
        ),
        ("Prices are from 03:27 UTC, Tokyo time.", "One time, 03:27 UTC, has two zones (UTC and Tokyo)."),
        ("At 12:00 UTC on Nov. 4–5 it fell.", "One time, 12:00 UTC, has two days (Nov. 4–5)."),
        ("As of Nov. 3/Nov. 4, 12:00 UTC, it fell.", "One time, 12:00 UTC, has two days (Nov. 3/Nov. 4)."),
        ("It is 12:00 UTC (19:00 Taipei time).", "12:00 UTC is 20:00 in Taipei, not 19:00."),
        ("It is 03:27 UTC (11:27 UTC+9).", "03:27 UTC is 12:27 in UTC+9, not 11:27 UTC."),
        ("It is 22:00 UTC (2:00 p.m. ET).", "22:00 UTC is 17:00 in ET, not 2:00 p.m."),
    ],
)
def test_two_moments_in_one_stamp(sentence: str, message: str) -> None:
    assert said(one_instant, sentence) == [message]


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices are from 11:58 UTC on Nov. 4, fund flows from the New York session of Nov. 3.",
        "It is 12:00 UTC (20:00 Taipei time).",
        "It is 18:00 UTC (1:00 p.m. ET) or 14:00 UTC (10:00 ET).",
        "It is 18:00 UTC (2:00 p.m. ET).",
        "It closed at 16:00 ET and opened at 00:00 UTC.",
        "In the 24 hours from Nov. 3 to Nov. 4, 12:00 UTC, it fell.",
        "On November 3–4 the firm disclosed a loss of $93 million.",
        "At 12:00 UTC/GMT it fell.",
        "“As of November 4–5 (03:27 UTC, Asia/Taipei)” is what they wrote.",
    ],
)
def test_one_moment_is_one_however_it_is_told(sentence: str) -> None:
    assert said(one_instant, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("On Monday, November 4, 2025, it fell.", "Nov. 4, 2025 is a Tuesday, not a Monday."),
        ("It fell on Sun, Nov. 3.", "Nov. 3, 2025 is a Monday, not a Sunday."),
        ("It fell on Nov. 4 (Wednesday).", "Nov. 4, 2025 is a Tuesday, not a Wednesday."),
        ("It fell on Jan. 2, a Monday.", "Jan. 2, 2026 is a Friday, not a Monday."),
    ],
)
def test_a_weekday_that_it_was_not(sentence: str, message: str) -> None:
    assert said(weekday, sentence) == [message]


@pytest.mark.parametrize(
    "sentence",
    [
        "On Monday, Nov. 3, it fell.",
        "It fell on Nov. 4 (Tuesday), and Monday was no better.",
        "Monday’s loss on Nov. 4 was large.",
        "Sundance on Nov. 4 is a festival.",
    ],
)
def test_a_weekday_that_it_was(sentence: str) -> None:
    assert said(weekday, sentence) == []


def test_a_day_without_its_year_has_no_weekday_where_the_texts_day_is_unknown() -> None:
    assert said(weekday, "On Monday, Nov. 4, it fell. On Monday, Nov. 4, 2025, too.", day=None) == [
        "Nov. 4, 2025 is a Tuesday, not a Monday."
    ]


def test_one_crash_on_two_days() -> None:
    text = 'It is below the "10.11" crash.\n\nThat is a support line since the October 10 crash.\n'
    assert said(day_of_two_names, text) == ['The crash is of October 10 here and of "10.11" before, a day apart.']
    assert said(day_of_two_names, text, day=None) == []


@pytest.mark.parametrize(
    "text",
    [
        'The "10.11" crash, the "10.11" flash crash and the October 11 crash are one.',
        "The October 10 crash came before the October 11 outage.",
        "The October 10 crash was larger than the November 10 crash.",
        "On October 10 it fell, and on October 11 it rose.",
    ],
)
def test_other_events_and_other_days_are_no_contradiction(text: str) -> None:
    assert said(day_of_two_names, text) == []
