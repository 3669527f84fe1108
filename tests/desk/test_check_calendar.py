"""Days against the official calendars: a meeting on the wrong day, a fund flow on a Sunday."""

from datetime import date, timedelta

import pytest
from checking import lines, piece, said

from brief.desk.agenda import official_events, read_agenda
from brief.desk.checks.calendar import no_session, official_date
from brief.errors import WrongUsage
from brief.history.calendar import is_session
from brief.models.official import OfficialEvent
from brief.store import Store
from nights import REPOSITORY


def calendar() -> dict[str, OfficialEvent]:
    return {event.event: event for event in official_events(Store(REPOSITORY))}


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        (
            "The FOMC minutes, scheduled for release on November 7, may offer insights.",
            "FOMC minutes: Nov. 7 is not its day; the nearest is Nov. 19.",
        ),
        ("The next Fed meeting is on Dec. 16.", "Fed meeting: Dec. 16 is not its day; the nearest is Dec. 10."),
        ("On Thursday, Oct. 30, the FOMC decision comes.", "FOMC decision: Oct. 30 is not its day"),
        ("The Fed’s minutes are due Nov. 20.", "Fed’s minutes: Nov. 20 is not its day; the nearest is Nov. 19."),
        ("The minutes of the FOMC meeting come on Dec. 9.", "minutes of the FOMC meeting: Dec. 9 is not its day"),
    ],
)
def test_an_event_on_another_day(sentence: str, message: str) -> None:
    (found,) = said(official_date, sentence)
    assert found.startswith(message)


@pytest.mark.parametrize(
    "sentence",
    [
        "The FOMC minutes are published on November 19.",
        "The next Fed meeting is on Dec. 9–10.",
        "The Oct. 28–29 FOMC meeting is over.",
        "Since the Fed meeting it fell, most of all on Nov. 3.",
        "The FOMC minutes of 2031 come on Nov. 7, 2031.",
        "“The FOMC minutes come on Nov. 7,” he said.",
        "On Nov. 7 Congress debates what the FOMC minutes said.",
        "US CPI is due on Nov. 13.",
    ],
)
def test_an_event_on_its_day_or_on_none(sentence: str) -> None:
    assert said(official_date, sentence) == []


def test_without_a_calendar_or_a_day_nothing_is_said() -> None:
    case = piece("The FOMC minutes are due on November 7.")
    assert lines(official_date, case.model_copy(update={"day": None})) == []
    bare = case.model_copy(update={"evidence": case.evidence.model_copy(update={"calendar": ()})})
    assert lines(official_date, bare) == []


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("Bitcoin ETFs lost $186.5 million on Sunday, Nov. 2.", "Nov. 2 was a Sunday"),
        ("Spot funds saw outflows of $5 million on Nov. 1.", "Nov. 1 was a Saturday"),
        ("Fund flows are from the New York session of Jan. 9, 2025.", "Jan. 9 was a Thursday"),
        ("On Saturday, Nov. 1, spot funds saw outflows of $5 million.", "Nov. 1 was a Saturday"),
        ("Ether funds shed $5 million in their last session (Nov. 2).", "Nov. 2 was a Sunday"),
    ],
)
def test_a_flow_without_a_session(sentence: str, message: str) -> None:
    told = f"{message} without a session in New York: no fund had a flow."
    assert said(no_session, sentence) == [told]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bitcoin ETFs lost $186.5 million on Monday, Nov. 3.",
        "Bitcoin funds lost $5 million, while Fear & Greed fell on Nov. 2.",
        "US bitcoin funds lost $5 million (Nov. 3), Fear & Greed stands at 77 (Nov. 2), and it fell.",
        "Prices are from 11:58 UTC on Nov. 2, fund flows from the New York session of Oct. 31.",
        "From Nov. 1 to Nov. 2 funds had no flow.",
        "Bitcoin ETFs lost $186.5 million, Nov. 1 to Nov. 3.",
        "ETF outflows grew from Nov. 1 to Nov. 3.",
        "Bitcoin fell on Nov. 2.",
    ],
)
def test_a_flow_with_one_and_a_day_of_something_else(sentence: str) -> None:
    assert said(no_session, sentence) == []


def test_the_calendar_we_keep_is_whole() -> None:
    """Slips of the hand: a weekend, a meeting of one day, minutes that are not three weeks after their meeting."""
    kept = calendar()
    assert sorted(kept) == ["fomc-meeting", "fomc-minutes", "us-cpi"]
    assert all(is_session("nyse", day) or day == date(2025, 1, 9) for event in kept.values() for day in event.days)
    meetings, minutes = kept["fomc-meeting"].days, kept["fomc-minutes"].days
    assert all(second - first == timedelta(days=1) for first, second in zip(meetings[::2], meetings[1::2], strict=True))
    for second in (day for day in meetings[1::2] if day.month != 12):
        assert second + timedelta(days=21) in minutes
    assert len(kept["us-cpi"].days) == 12


def test_a_slip_in_the_calendar_is_told_with_its_file() -> None:
    entry = "events: [{event: a, names: [b], source: c, first: 2025-01-01, last: 2025-12-31, days: [%s]}]"
    assert [event.event for event in read_agenda(entry % "2025-01-08", "calendar.yaml")] == ["a"]
    for days in ("2025-01-08, 2025-01-07", "2025-01-08, 2025-01-08", "2026-01-08", ""):
        with pytest.raises(WrongUsage, match=r"calendar\.yaml"):
            read_agenda(entry % days, "calendar.yaml")


def test_a_site_without_a_calendar_has_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert official_events(Store(tmp_path_factory.mktemp("site"))) == ()


def test_the_nearest_day_of_two_is_the_later_one() -> None:
    event = calendar()["fomc-minutes"].model_copy(update={"days": (date(2025, 11, 1), date(2025, 11, 7))})
    assert event.nearest(date(2025, 11, 4)) == date(2025, 11, 7)
    assert event.nearest(date(2025, 11, 2)) == date(2025, 11, 1)
