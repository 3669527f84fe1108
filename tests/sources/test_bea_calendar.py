"""GDP and personal income: a release of another year, or one of two that share a morning lost."""

from datetime import date, datetime
from pathlib import Path

import pytest

from brief.errors import Refused, Unreachable
from brief.models import Item, Night, Payload
from brief.sources import bea_calendar

RECORDED = "news/bea/news_schedule.recorded-trimmed.html"


def night(day: str) -> Night:
    return Night(day=date.fromisoformat(day), at=datetime.fromisoformat(f"{day}T06:00:00Z"))


def read(body: bytes | str, day: str = "2026-10-26") -> list[Item]:
    body = body.encode() if isinstance(body, str) else body
    payload = Payload(source="bea-calendar", url=bea_calendar.URL, body=body, fetched_at=night(day).at)
    return bea_calendar.items([payload], night(day))


def row(day: str, clock: str, release: str) -> str:
    """As the page has it: day and hour in one cell, a letter between it and the release."""
    when = f'<div class="release-date">{day}</div>\n<small class="text-muted">{clock}</small>' if day else clock
    letter = '<div class="icon-letter"><span class="caps">N</span><span class="tail">ews</span></div>'
    return f'<tr>\n<td class="scheduled-date">{when}</td>\n<td>{letter} </td>\n<td>{release}  </td></tr>'


def table(*rows: str, year: str = "Year 2026", release: str = "Release") -> str:
    heads = f'<tr><th scope="col">{year}</th><th scope="col"></th><th scope="col">{release}</th></tr>'
    return f'<table id="release-schedule-table"><thead>{heads}</thead><tbody>{"".join(rows)}</tbody></table>'


def page(*tables: str) -> str:
    return f"<!DOCTYPE html><html><body><main>{''.join(tables)}</main></body></html>"


LATER = row("December 23", "8:30 AM", "GDP (Updated Estimate), 3rd Quarter 2026")
"""So that the schedule goes on after the night."""
TO_COME = '<small class="text-muted">To Be Announced<br />2026</small>'


def told(found: list[Item]) -> list[tuple[str, str, str]]:
    return [(item.at.isoformat(), item.title, item.path) for item in found]


def test_the_page_is_asked_once() -> None:
    (request,) = bea_calendar.requests(night("2026-10-26"))
    assert request.url == "https://www.bea.gov/news/schedule"


def test_recorded_week_with_two_releases_at_one_moment(contracts: Path) -> None:
    found = read((contracts / RECORDED).read_bytes(), "2026-09-29")
    gdp = "GDP (Third Estimate), Industries, Corporate Profits, State GDP, and State Personal Income, 2nd Quarter 2026"
    assert told(found) == [
        ("2026-09-30T12:30:00+00:00", f"{gdp}; State PCE, 2025", "table[0]/row[1]/col[Release]"),
        ("2026-09-30T12:30:00+00:00", "Personal Income and Outlays, August 2026", "table[0]/row[2]/col[Release]"),
        ("2026-10-06T14:00:00+00:00", "Services Supplied Through Affiliates, 2024", "table[0]/row[3]/col[Release]"),
    ]
    first = found[0]
    assert (first.topic, first.outlet, first.link) == ("calendar.bea", "BEA", "")
    assert (first.amounts, first.detail) == ((), {"kind": "statistic"})


def test_recorded_winter_clock_and_what_has_no_date(contracts: Path) -> None:
    body = (contracts / RECORDED).read_bytes()
    assert told(read(body, "2026-11-20")) == [
        ("2026-11-25T13:30:00+00:00", "Personal Income and Outlays, October 2026", "table[0]/row[6]/col[Release]")
    ]
    with pytest.raises(Refused, match=r"^bea-calendar sent a calendar that ends on 2026-11-25, before this night"):
        read(body, "2026-11-26")


def test_the_window_is_the_last_three_days_today_and_seven_more() -> None:
    rows = [row(f"October {day}", "8:30 AM", f"Day {day}") for day in (22, 23, 26, 27)]
    rows += [row(f"November {day}", "8:30 AM", f"Day {day}") for day in (2, 3)]
    assert [item.title for item in read(page(table(*rows, LATER)))] == ["Day 23", "Day 26", "Day 27", "Day 2"]


def test_a_week_without_a_release_is_an_answer() -> None:
    assert read(page(table(LATER))) == []


def test_each_year_has_a_table_of_its_own() -> None:
    this = table(row("December 30", "8:30 AM", "Last of the year"))
    following = table(row("January 4", "10:00 AM", "First of the year"), year="Year 2027")
    found = read(page("<table><tr><td>About this page</td></tr></table>", this, following), "2026-12-29")
    assert told(found) == [
        ("2026-12-30T13:30:00+00:00", "Last of the year", "table[1]/row[1]/col[Release]"),
        ("2027-01-04T15:00:00+00:00", "First of the year", "table[2]/row[1]/col[Release]"),
    ]


def test_a_day_without_an_hour_stays_a_day() -> None:
    (item,) = read(page(table(row("October 29", "", "GDP"))))
    assert item.at.isoformat() == "2026-10-29"


def test_markup_and_entities_of_a_name() -> None:
    (item,) = read(page(table(row("October 29", "8:30 AM", '<a href="/x">GDP</a> &amp; <b>Income</b>\n, 2026'))))
    assert item.title == "GDP & Income , 2026"


@pytest.mark.parametrize(
    "odd",
    [
        row("", TO_COME, "Outdoor Recreation"),
        row("February 30", "8:30 AM", "GDP"),
        row("Octember 29", "8:30 AM", "GDP"),
        row("", "", "GDP"),
        row("October 29", "8:30 AM", ""),
        "<tr><td>October 29 8:30 AM</td><td>GDP</td></tr>",
        "<tr></tr>",
    ],
)
def test_an_odd_row_costs_itself_only(odd: str) -> None:
    found = read(page(table(odd, row("October 29", "8:30 AM", "GDP"), LATER)))
    assert told(found) == [("2026-10-29T12:30:00+00:00", "GDP", "table[0]/row[2]/col[Release]")]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (page(), "sent a page without a table of a year's releases; its layout may have changed."),
        (page(table(LATER, year="Date")), "sent a page without a table of a year's releases; its layout may"),
        (page(table(LATER, release="Title")), "sent a schedule without a column 'Release', at table[0]."),
        (page(table()), "sent a calendar in which nothing has a date."),
        (page(table(row("", TO_COME, "GDP"))), "sent a calendar in which nothing has a date."),
        ("", "sent a page without a table of a year's releases; its layout may have changed."),
        ("<html><body><h1>Service unavailable</h1></body></html>", "sent a page without a table of a year's releases;"),
        (b"\xff\xfe", "sent bytes that are not UTF-8 text."),
    ],
)
def test_what_is_no_schedule_is_refused(body: bytes | str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value).startswith(f"bea-calendar {sentence}")


def test_a_challenge_page_is_not_an_answer() -> None:
    with pytest.raises(Unreachable, match="browser challenge"):
        read("<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")
