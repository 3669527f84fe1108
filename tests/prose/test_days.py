"""How people write days and times of day, in four published pieces and in our posts."""

from datetime import date

import pytest

from brief.prose import days

SENTENCES = r"""
On November 3, the long-established project
    11/3
on Monday, November 3, another $180 million
    11/3
the 24 hours to 03:27 UTC on Nov. 4
    11/4
From October 29 to November 3, IBIT
    10/29; 11/3
Looking at the whole week, from October 28 to November 3
    10/28; 11/3
the "10.11" crash
    10/11
the “10.11” flash crash
    10/11
On October 31 alone (UTC+8)
    10/31
In the past 30 days (October 5 to November 4)
    10/5; 11/4
after bitcoin hit a record high of $126,000 on October 6
    10/6
since the October 10 crash
    10/10
Historically, in March 2024, LTHs sold 5.05%
    none
has decreased by over $1 trillion since October 6th
    10/6
scheduled for release on November 7
    11/7
@KobeissiLetter November 4, 2025
    11/4/2025
As of November 4–5, 2025 (03:27 UTC, Asia/Taipei timezone)
    11/4/2025; 11/5/2025
(up from 44% on Nov 3)
    11/3
the lowest level since April 5; Myriad
    4/5
on November 3–4 after a third-party
    11/3; 11/4
(Dubai, Oct 31)
    10/31
lists rulemakings (published Sept 4)
    9/4
implemented as of Nov 4.
    11/4
Nov 30, 2024, amendments
    11/30/2024
by Sept 2025 or face fines
    none
June 2025: MAS clarified
    none
Fed Liquidity & Macro Indicators (Nov 5–7)
    11/5; 11/7
Balancer Exploit (Nov 3, 2025) [CRITICAL]
    11/3/2025
into the $80,000 region by 21 November.
    11/21
roughly $523 M on 19 November.
    11/19
$303B as of 24 November, a 1.48% decline
    11/24
in the week ending 9 November, the sharpest
    11/9
On 3 November, Balancer v2 suffered
    11/3
around 21 November. Sector data
    11/21
the worst day since 3 Nov. 2022
    11/3/2022
its lowest daily close since June 22.
    6/22
Prices are as reported on Nov. 4, fund flows from the New York session of Nov. 3
    11/4; 11/3
−17.7% (Oct. 6)
    10/6
their last session (Dec. 29, 2000)
    12/29/2000
in a series from 2018-02-01, known 2025-11-04T05:30:00Z
    2/1/2018
/articles/2025-11-04/bitcoin
    11/4/2025
content/_posts/2025-11-04-daily.md
    none
a 10/11 crash
    none
a gain of 10.11 percent
    none
May 5 and may 30 firms
    5/5
Nov. 31 does not exist, Feb. 29 does
    2/29
The 3 Marches of May
    none
1 January 2026 and 31st December
    1/1/2026; 12/31
at 18:00 UTC, 9:30 a.m. and 16:00
    none
January 3rd–5th
    1/3; 1/5
"""
"""A text, and below it the days that it mentions, as month/day and the year where it says one."""


def rows() -> list[tuple[str, str]]:
    lines = SENTENCES.strip("\n").split("\n")
    return [(text, told.strip()) for text, told in zip(lines[::2], lines[1::2], strict=True)]


def told(day: days.Mention) -> str:
    return "/".join(str(part) for part in (day.month, day.day, day.year) if part)


def test_there_are_enough_of_them() -> None:
    assert len(rows()) >= 45


@pytest.mark.parametrize(("text", "expected"), rows())
def test_days_as_people_write_them(text: str, expected: str) -> None:
    assert "; ".join(map(told, days.find(text))) == (expected if expected != "none" else "")


@pytest.mark.parametrize(("text", "_"), rows())
def test_each_stands_where_it_says(text: str, _: str) -> None:
    for day in days.find(text):
        assert text[day.start : day.end] == day.text


@pytest.mark.parametrize(
    ("text", "edition", "meant"),
    [
        ("Nov. 3", date(2025, 11, 4), date(2025, 11, 3)),
        ("Dec. 29", date(2026, 1, 2), date(2025, 12, 29)),
        ("Jan. 2", date(2025, 12, 30), date(2026, 1, 2)),
        ("Dec. 29, 2000", date(2001, 1, 2), date(2000, 12, 29)),
        ("Feb. 29", date(2025, 3, 1), date(2024, 2, 29)),
        ("Feb. 29", date(2026, 3, 1), date(2028, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(text: str, edition: date, meant: date) -> None:
    (day,) = days.find(text)
    assert day.on(edition) == meant


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("03:27 UTC, Asia/Taipei", ["03:27 UTC"]),
        ("at 18:00 UTC, 9:30 a.m. and 16:00", ["18:00 UTC", "9:30 a.m.", "16:00"]),
        ("$12:30, 25:00 and 1:2", []),
        ("to 12:00 UTC on Nov. 4", ["12:00 UTC"]),
    ],
)
def test_times_of_day(text: str, times: list[str]) -> None:
    assert [time.text for time in days.find_times(text)] == times


@pytest.mark.parametrize("text", ["four trading days", "a 10% fall", "Nov.", "in November", "the 3rd", "24-hour"])
def test_what_is_no_day(text: str) -> None:
    assert days.find(text) == []
