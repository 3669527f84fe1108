"""The Fed's week: a decision an hour off, a meeting of a year ago, or "nothing is due" from an old copy."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from brief.errors import Refused
from brief.models import Item, Night, Payload
from brief.sources import fed_calendar

MAY, SEPTEMBER = "calendar_full_2026-05-10.recorded-trimmed.json", "calendar.recorded-trimmed.json"
Event = Mapping[str, object]


def night(day: str) -> Night:
    return Night(day=date.fromisoformat(day), at=datetime.fromisoformat(f"{day}T06:00:00Z"))


def read(body: bytes, day: str = "2026-09-14") -> list[Item]:
    payload = Payload(source="fed-calendar", url=fed_calendar.URL, body=body, fetched_at=night(day).at)
    return fed_calendar.items([payload], night(day))


def answer(*events: Event) -> bytes:
    """As the Board sends it: a BOM, and a list of announcements beside the events."""
    announced = {"title": "&lt;p&gt;Offices are closed.&lt;/p&gt;", "month": "2026-09", "day": "15", "type": "other"}
    return b"\xef\xbb\xbf" + json.dumps({"events": list(events), "announcement": [announced]}).encode()


def event(title: object = "FOMC Meeting", days: object = "16", **other: object) -> dict[str, object]:
    return {"title": title, "time": "2:00 p.m.", "month": "2026-09", "days": days, "type": "FOMC", **other}


LATER = event("FOMC Meeting", "9", month="2026-12")
"""So that the calendar goes on after the night."""


def told(found: list[Item]) -> list[tuple[str, str, str, str]]:
    return [(item.at.isoformat(), item.title, item.detail["kind"], item.path) for item in found]


def test_the_calendar_is_asked_once() -> None:
    (request,) = fed_calendar.requests(night("2026-09-14"))
    assert request.url == "https://www.federalreserve.gov/json/calendar.json"


def test_recorded_week_of_the_decision(contracts: Path) -> None:
    found = read((contracts / "news/fed" / SEPTEMBER).read_bytes(), "2026-09-16")
    assert told(found) == [
        ("2026-09-16T18:00:00+00:00", "FOMC Meeting", "fomc", "/events/10/title"),
        ("2026-09-16T18:30:00+00:00", "FOMC Press Conference", "fomc", "/events/7/title"),
        (
            "2026-09-18T13:30:00+00:00",
            "Speech - Vice Chair for Supervision Michelle W. Bowman",
            "speech",
            "/events/13/title",
        ),
        ("2026-09-22T14:20:00+00:00", "Speech - Vice Chair Philip N. Jefferson", "speech", "/events/12/title"),
        ("2026-09-23T14:05:00+00:00", "Speech - Governor Michael S. Barr", "speech", "/events/11/title"),
    ]
    assert found[0].detail["about"] == "Two-day meeting, September 15 - 16 Press Conference"
    assert (found[0].topic, found[0].outlet, found[0].amounts) == ("calendar.fed", "Federal Reserve", ())
    assert [item.link for item in found[:3]] == ["", "https://www.federalreserve.gov/live-broadcast.htm", ""]


def test_recorded_winter_clock_and_an_approximate_day_without_one(contracts: Path) -> None:
    body = (contracts / "news/fed" / MAY).read_bytes()
    assert told(read(body, "2026-11-18")) == [
        ("2026-11-18T19:00:00+00:00", "FOMC Minutes", "minutes", "/events/7/title"),
        ("2026-11-25T19:00:00+00:00", "Beige Book", "beige-book", "/events/19/title"),
    ]
    last = read(body, "2026-12-30")
    assert told(last) == [
        ("2026-12-30T19:00:00+00:00", "FOMC Minutes", "minutes", "/events/6/title"),
        ("2026-12-31", "G.20 - Finance Companies", "statistic", "/events/43/title"),
    ]
    assert last[1].detail["about"] == "Publication date for this release is approximate."


def test_recorded_holidays_conferences_and_rows_without_a_month_are_none(contracts: Path) -> None:
    body = (contracts / "news/fed" / MAY).read_bytes()
    assert len(json.loads(body)["events"]) == 57
    everything = [read(body, f"2026-{month:02}-{day:02}") for month in range(1, 13) for day in (1, 8, 15, 22)]
    titles = {item.title for week in everything for item in week}
    assert "G.5 - Foreign Exchange Rates" in titles  # one of its rows ends in a blank
    assert not [title for title in titles if "Holiday" in title or "Powell" in title or "Symposium" in title]


def test_an_old_copy_does_not_say_that_nothing_is_due(contracts: Path) -> None:
    with pytest.raises(Refused, match=r"^fed-calendar sent a calendar that ends on 2026-12-30, before this night; "):
        read((contracts / "news/fed" / SEPTEMBER).read_bytes(), "2026-12-31")


def test_the_window_is_the_last_three_days_today_and_seven_more() -> None:
    days = [event(f"Day {day}", str(day)) for day in (10, 11, 14, 15, 21, 22)]
    assert [item.title for item in read(answer(*days, LATER))] == ["Day 11", "Day 14", "Day 15", "Day 21"]


def test_a_week_without_an_event_is_an_answer() -> None:
    assert read(answer(LATER)) == []


def test_an_evening_in_new_york_is_the_next_day_in_utc() -> None:
    (item,) = read(answer(event(days="21", time="7:45 p.m."), event(days="21", time="8:00 p.m.")))
    assert item.at == datetime(2026, 9, 21, 23, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "at"),
    [
        ("12:00 p.m.", "2026-09-16T16:00:00+00:00"),
        ("12:15 a.m.", "2026-09-16T04:15:00+00:00"),
        ("9:30 a.m.", "2026-09-16T13:30:00+00:00"),
        (" 2:00 P.M. ", "2026-09-16T18:00:00+00:00"),
        ("", "2026-09-16"),
        ("noon", "2026-09-16"),
        ("13:00 p.m.", "2026-09-16"),
    ],
)
def test_clocks_of_new_york(clock: str, at: str) -> None:
    (item,) = read(answer(event(time=clock)))
    assert item.at.isoformat() == at


def test_a_list_of_days_is_one_item_of_the_next_with_the_later_ones_beside_it() -> None:
    rate = event("H.15 - Selected Interest Rates", "3, 11, 15, 16, 17, 24, 31", type="Stat", time="4:15 p.m.")
    weekly = event("H.4.1", "3, 10, 17, 24", type="Stat", time="4:30 p.m.")
    over = event("G.19", "3, 11, 12", type="Stat", time="3:00 p.m.")
    found = read(answer(rate, weekly, over, LATER))
    assert told(found) == [
        ("2026-09-12T19:00:00+00:00", "G.19", "statistic", "/events/2/title"),
        ("2026-09-15T20:15:00+00:00", "H.15 - Selected Interest Rates", "statistic", "/events/0/title"),
        ("2026-09-17T20:30:00+00:00", "H.4.1", "statistic", "/events/1/title"),
    ]
    assert [item.detail.get("also", "") for item in found] == ["", "2026-09-16, 2026-09-17", ""]


def test_kinds_are_told_apart() -> None:
    rows = [
        event(),
        event("FOMC Minutes"),
        event("Beige Book", type="Beige"),
        event("Speech - Governor", type="Speeches"),
        event("Testimony - Chair", type="Testimony"),
        event("G.17", type="Stat"),
        *[event(f"A {kind}", type=kind) for kind in ("Other", "Conferences", "Board", "events", "", None)],
    ]
    kinds = [item.detail["kind"] for item in read(answer(*rows))]
    assert kinds == ["fomc", "minutes", "beige-book", "speech", "testimony", "statistic"]


def test_texts_lose_both_escapings() -> None:
    row = event(
        "Bank&#8217;s &amp; Board&#39;s", description="&lt;p&gt;S&amp;amp;P &lt;br /&gt;&#10;and&nbsp;more&lt;/p&gt;"
    )
    (item,) = read(answer(row))
    assert (item.title, item.detail["about"]) == ("Bank’s & Board's", "S&P and more")


def test_a_script_as_link_is_no_link() -> None:
    (item,) = read(answer(event(link="javascript:alert(1)")))
    assert item.link == ""


@pytest.mark.parametrize(
    "odd",
    [
        {},
        event(title=""),
        event(title=None),
        event(title=7),
        event(month=""),
        event(month="2026-13"),
        event(month=None),
        event(days=""),
        event(days="31"),
        event(days="99999999999999999999"),
        event(days=16),
        event(type=None),
    ],
)
def test_an_odd_row_costs_itself_only(odd: Event) -> None:
    assert [item.path for item in read(answer(odd, event(), LATER))] == ["/events/1/title"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (answer(), "sent a calendar in which nothing has a date."),
        (answer({}), "sent a calendar in which nothing has a date."),
        (b'{"announcement": []}', "sent an answer without 'events' at /."),
        (b'{"events": {}}', "sent a dict where a list is due, at /events."),
        (b"", "sent an empty answer."),
        (b"<!DOCTYPE html><html><body>Page not found</body></html>", "answered with a web page instead of data."),
        (answer(event())[:-20], "sent JSON that stops in the middle"),
    ],
)
def test_what_is_no_calendar_is_refused(body: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value).startswith(f"fed-calendar {sentence}")
