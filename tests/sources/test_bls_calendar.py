"""Jobs and prices: the hour of the month's most awaited number, or a release that is not on the list."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from brief.errors import Refused, Unreachable
from brief.models import Item, Night, Payload
from brief.sources import bls_calendar

RECORDED = "news/bls/bls_ics.recorded-trimmed.ics"
ZONE = (
    "BEGIN:VTIMEZONE\nTZID:US-Eastern\n"
    "BEGIN:DAYLIGHT\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nDTSTART:20070311T020000\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nTZNAME:EDT\nEND:DAYLIGHT\n"
    "BEGIN:STANDARD\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nDTSTART:20071104T020000\n"
    "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nTZNAME:EST\nEND:STANDARD\nEND:VTIMEZONE\n\n\n\n"
)


def night(day: str) -> Night:
    return Night(day=date.fromisoformat(day), at=datetime.fromisoformat(f"{day}T06:00:00Z"))


def read(body: bytes, day: str = "2026-10-12") -> list[Item]:
    payload = Payload(source="bls-calendar", url=bls_calendar.URL, body=body, fetched_at=night(day).at)
    return bls_calendar.items([payload], night(day))


def answer(*events: str, zone: str = ZONE) -> bytes:
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-TIMEZONE:US-Eastern\n"
    return f"{head}{zone}{''.join(events)}END:VCALENDAR\n".encode()


def event(name: str, start: str = ";TZID=US-Eastern:20261014T083000", uid: str = "a-1") -> str:
    lines = ["BEGIN:VEVENT", "SEQUENCE:1", f"UID:{uid}", f"DTSTART{start}", "DURATION:PT0M", f"SUMMARY:{name}"]
    return "\n".join([*lines, "LOCATION:Washington\\, DC", "CATEGORIES:IMPORTANT, BLS", "END:VEVENT", ""])


LATER = event("Employment Situation", ";TZID=US-Eastern:20261204T083000", "z-9")
"""So that the calendar goes on after the night."""


def told(found: list[Item]) -> list[tuple[str, str]]:
    return [(item.at.isoformat(), item.title) for item in found]


def test_the_calendar_is_asked_once() -> None:
    (request,) = bls_calendar.requests(night("2026-10-12"))
    assert request.url == "https://www.bls.gov/schedule/news_release/bls.ics"


def test_a_zone_is_read_in_this_file_and_not_remembered_of_another() -> None:
    """Else one night would be read in two ways, by whatever the program had read before."""
    broken = answer(event("Jobs"), LATER, zone=ZONE.replace("DTSTART", "X-DTSTART"))
    said = []
    for before in (broken, answer(event("Jobs"), LATER), broken):
        try:
            said.append(str(len(read(before))))
        except Refused as refused:
            said.append(str(refused))
    assert said[0] == said[2]
    assert said[1] == "1"


def test_recorded_week_of_consumer_prices(contracts: Path) -> None:
    found = read((contracts / RECORDED).read_bytes(), "2026-10-12")
    assert told(found) == [
        ("2026-10-14T12:30:00+00:00", "Real Earnings"),
        ("2026-10-14T12:30:00+00:00", "Consumer Price Index"),
        ("2026-10-15T12:30:00+00:00", "Producer Price Index"),
    ]
    first = found[0]
    assert first.path == "event[b0d60ced-b2dc-454f-9402-102b60f59e0e]/SUMMARY"
    assert (first.topic, first.outlet, first.link) == ("calendar.bls", "BLS", "")
    assert (first.amounts, first.detail) == ((), {"kind": "statistic"})


def test_recorded_clocks_on_both_sides_of_the_change(contracts: Path) -> None:
    """The zone is the file's own; New York turned its clocks on Nov. 1, 2026."""
    body = (contracts / RECORDED).read_bytes()
    assert told(read(body, "2026-10-30")) == [
        ("2026-10-30T12:30:00+00:00", "Employment Cost Index"),
        ("2026-11-03T15:00:00+00:00", "Job Openings and Labor Turnover Survey"),
        ("2026-11-06T13:30:00+00:00", "Employment Situation"),
    ]


def test_recorded_quiet_week_is_an_answer_and_the_end_of_the_file_is_none(contracts: Path) -> None:
    body = (contracts / RECORDED).read_bytes()
    assert read(body, "2026-09-01") == []
    assert told(read(body, "2026-11-10")) == [("2026-11-10T13:30:00+00:00", "Consumer Price Index")]
    with pytest.raises(Refused, match=r"^bls-calendar sent a calendar that ends on 2026-11-10, before this night"):
        read(body, "2026-11-11")


def test_the_window_is_the_last_three_days_today_and_seven_more() -> None:
    days = [event(f"Day {day}", f";TZID=US-Eastern:202610{day}T083000", str(day)) for day in (19, 20, "09", "08", 12)]
    assert [item.title for item in read(answer(*days, LATER))] == ["Day 09", "Day 12", "Day 19"]


@pytest.mark.parametrize(
    ("start", "at"),
    [
        (";TZID=US-Eastern:20261014T083000", datetime(2026, 10, 14, 12, 30, tzinfo=UTC)),
        (":20261014T083000", datetime(2026, 10, 14, 12, 30, tzinfo=UTC)),
        (":20261014T123000Z", datetime(2026, 10, 14, 12, 30, tzinfo=UTC)),
        (";TZID=America/New_York:20261014T083000", datetime(2026, 10, 14, 12, 30, tzinfo=UTC)),
        (";TZID=America/Chicago:20261014T073000", datetime(2026, 10, 14, 12, 30, tzinfo=UTC)),
        (";VALUE=DATE:20261014", date(2026, 10, 14)),
    ],
)
@pytest.mark.parametrize("zone", [ZONE, ""], ids=["zone", "no-zone"])
def test_times_in_their_zone(start: str, at: date, zone: str) -> None:
    (item,) = read(answer(event("Consumer Price Index", start), LATER, zone=zone))
    assert (item.at, type(item.at)) == (at, type(at))


def test_commas_and_markup_of_a_name() -> None:
    (item,) = read(answer(event("Prices\\, <b>U.S.</b> &amp; States"), LATER))
    assert item.title == "Prices, U.S. & States"


@pytest.mark.parametrize(
    "odd",
    [
        event(""),
        event("No time", ":soon"),
        event("No hour", ":20261014T25"),
        event("Nobody's zone", ";TZID=Moon/Crater:20261014T083000"),
        event("No id").replace("UID:a-1\n", ""),
        event("Two names").replace("SUMMARY:", "SUMMARY:One\nSUMMARY:"),
        event("Two times").replace("DURATION", "DTSTART:20261015T083000Z\nDURATION"),
        event("x").replace("SUMMARY:x\n", ""),
    ],
)
def test_an_odd_event_costs_itself_only(odd: str) -> None:
    good = event("Consumer Price Index", uid="b-2")
    assert [item.path for item in read(answer(odd, good, LATER))] == ["event[b-2]/SUMMARY"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (answer(), "sent a calendar in which nothing has a date."),
        (answer(event("No time", ":soon")), "sent a calendar in which nothing has a date."),
        (b" \n", "sent an empty answer."),
        (answer(LATER)[:-15], "sent a calendar that is cut off or broken (Found no components"),
        (answer(LATER) + answer(LATER), "sent a calendar that is cut off or broken (Found multiple components"),
        (b"Access Denied", "sent a calendar that is cut off or broken (Content line could not be parsed"),
        (b'{"status": "REQUEST_NOT_PROCESSED"}', "sent a calendar that is cut off or broken ("),
        (b"<!DOCTYPE html><html><body>Access Denied</body></html>", "answered with a web page instead of data."),
    ],
)
def test_what_is_no_calendar_is_refused(body: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value).startswith(f"bls-calendar {sentence}")
    assert "\n" not in str(refused.value)


def test_a_time_zone_that_is_named_twice_is_refused() -> None:
    """It makes icalendar raise what it does not document."""
    twice = ZONE.replace("TZID:US-Eastern\n", "TZID:US-Eastern\nTZID:Other\n")
    with pytest.raises(Refused, match=r"^bls-calendar sent a calendar that is cut off or broken \("):
        read(answer(LATER, zone=twice))


def test_a_challenge_page_is_not_an_answer() -> None:
    with pytest.raises(Unreachable, match="browser challenge"):
        read(b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")
