"""Dated events: one printed on the wrong day, at the wrong hour, twice, or after it is over."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from story_samples import AT, TODAY, figure, item, ledger, reading

from brief.models import Item
from brief.models.blocks import OddsLine
from brief.models.official import OfficialEvent
from brief.models.rules import EventRule, RuleBook, WatchRules
from brief.story.events import Chosen, coming_events, event_id

RULES = WatchRules(
    hours=72,
    events=3,
    rules=(
        EventRule(id="fed", any=("FOMC meeting*", "Federal Open Market Committee meeting*"), points=10),
        EventRule(id="prices", any=("Consumer Price Index*", "US CPI"), unless=("County*",), points=9),
        EventRule(id="auction", any=("10-Year Note*",), points=3),
        EventRule(id="holiday", any=("US stock markets closed*",), points=2),
    ),
)
NOON = datetime(2025, 11, 6, 12, tzinfo=UTC)


def chosen(*items: Item, agenda: tuple[OfficialEvent, ...] = (), rules: WatchRules = RULES) -> Chosen:
    return coming_events(ledger(items=items), RuleBook(watch=rules, agenda=agenda), ())


def titles(found: Chosen) -> list[str]:
    return [line.title for line in found.lines]


def kept_by_hand(**fields: object) -> OfficialEvent:
    days = (date(2025, 11, 5), date(2025, 11, 6))
    known = {"event": "fomc", "names": ("Federal Open Market Committee meeting", "FOMC meeting"), "source": "https://f"}
    return OfficialEvent.model_validate({**known, "first": days[0], "last": days[1], "days": days, **fields})


@pytest.mark.parametrize(
    ("at", "is_told"),
    [
        (AT, False),
        (AT + timedelta(minutes=1), True),
        (AT + timedelta(hours=72), True),
        (AT + timedelta(hours=72, minutes=1), False),
        (AT - timedelta(hours=1), False),
        (TODAY, True),
        (TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=3), True),
        (TODAY + timedelta(days=4), False),
    ],
)
def test_what_is_over_or_far_off_is_not_to_be_watched(at: date, is_told: bool) -> None:
    assert bool(chosen(item("FOMC Meeting", at)).lines) == is_told


def test_the_rules_choose_and_what_they_leave_out_has_its_reason() -> None:
    items = [
        item("County Consumer Price Index", NOON),
        item("10-Year Note auction", date(2025, 11, 5)),
        item("Consumer Price Index", NOON),
        item("Consumer Price Index", NOON, "calendar.bea"),
        item("FOMC Meeting", NOON + timedelta(days=9)),
    ]
    found = chosen(*items)
    assert titles(found) == ["10-Year Note auction", "Consumer Price Index"]
    assert {(fate.item.topic, fate.item.title): (fate.place, fate.why) for fate in found.fates} == {
        ("calendar.bls", "County Consumer Price Index"): ("", "no rule of watch.yaml fits its title"),
        ("calendar.bls", "10-Year Note auction"): (
            "watch-note-auction-2025-11-05",
            "rule auction of watch.yaml",
        ),
        ("calendar.bls", "Consumer Price Index"): (
            "watch-consumer-price-index-2025-11-06",
            "rule prices of watch.yaml",
        ),
        ("calendar.bea", "Consumer Price Index"): ("", "another calendar has it, too"),
        ("calendar.bls", "FOMC Meeting"): ("", "it is not due within 72 hours"),
    }


def test_of_too_many_those_with_most_points_are_told_in_the_order_of_their_days() -> None:
    found = chosen(
        item("10-Year Note auction", date(2025, 11, 5)),
        item("Consumer Price Index", NOON),
        item("Consumer Price Index, second estimate", NOON - timedelta(hours=2)),
        item("FOMC Meeting", NOON + timedelta(hours=5)),
    )
    assert titles(found) == ["Consumer Price Index, second estimate", "Consumer Price Index", "FOMC Meeting"]
    assert found.more == 1


def test_what_a_calendar_gives_beside_the_title_is_kept() -> None:
    amount = reading("items.amount", "39000000000", source="treasury")
    (line,) = chosen(
        item("10-Year Note auction", date(2025, 11, 5), "calendar.treasury", amount, previous="4.1%")
    ).lines
    assert line.amount
    assert (line.amount.value, line.previous, line.consensus) == (Decimal(39_000_000_000), "4.1%", "")
    assert (line.watched.kind, line.watched.topic, line.watched.at) == ("event", "calendar.treasury", line.at)


@pytest.mark.parametrize(
    ("until", "end"),
    [("2025-11-06T14:00:00Z", "14:00"), ("2025-11-06T14:00:00+02:00", "12:00"), ("soon", ""), ("", "")],
)
def test_a_maintenance_ends_when_its_page_says_so(until: str, end: str) -> None:
    rules = WatchRules(rules=(EventRule(id="venue", any=("maintenance",), points=4),))
    (line,) = chosen(item("Database maintenance", NOON, "calendar.kraken", until=until), rules=rules).lines
    assert (line.until.strftime("%H:%M") if line.until else "") == end


def test_a_day_kept_by_hand_has_its_hour_its_past_and_what_is_expected() -> None:
    event = kept_by_hand(time="2:00 p.m.", previous="4.00%", consensus="3.75%, by a poll of the Wire")
    (line,) = chosen(agenda=(event,)).lines
    assert line.title == "Federal Open Market Committee meeting"
    assert line.at == datetime(2025, 11, 6, 19, tzinfo=UTC), "the second day of two, at 2 p.m. in New York"
    assert (line.previous, line.consensus, line.link) == ("4.00%", "3.75%, by a poll of the Wire", "https://f")
    assert line.watched.topic == "", "no calendar will say whether it happened"


def test_a_day_kept_by_hand_gives_way_to_a_calendar_that_was_read() -> None:
    read = item("FOMC Meeting", datetime(2025, 11, 6, 19, tzinfo=UTC), "calendar.fed")
    assert [line.watched.topic for line in chosen(read, agenda=(kept_by_hand(),)).lines] == ["calendar.fed"]
    other_day = item("FOMC Meeting", datetime(2025, 11, 5, 19, tzinfo=UTC), "calendar.fed")
    assert len(chosen(other_day, agenda=(kept_by_hand(),)).lines) == 2


def test_a_day_on_which_no_fund_trades_is_told_by_its_name() -> None:
    night = ledger().snapshot.model_copy(update={"day": date(2025, 11, 25), "as_of": AT + timedelta(days=21)})
    sample = ledger()
    sample.snapshot = night
    (line,) = coming_events(sample, RuleBook(watch=RULES), ()).lines
    assert (line.title, line.at) == ("US stock markets closed, Thanksgiving Day", date(2025, 11, 27))


def test_the_fed_s_meeting_has_the_odds_of_its_outcome_and_nothing_else_has() -> None:
    odds = OddsLine(
        venue="Polymarket", question="No change?", probability=figure(reading("odds.fed_no_change", "73.5", "percent"))
    )
    items = [item("FOMC Meeting", NOON, "calendar.fed"), item("Consumer Price Index", NOON)]
    found = coming_events(ledger(items=items), RuleBook(watch=RULES), [odds])
    assert {line.title: line.odds for line in found.lines} == {"Consumer Price Index": None, "FOMC Meeting": odds}


def test_an_id_stays_the_same_from_night_to_night() -> None:
    assert event_id("FOMC Meeting", NOON) == event_id("FOMC Meeting", NOON.date()) == "watch-fomc-meeting-2025-11-06"


def test_a_site_without_rules_has_no_events() -> None:
    assert chosen(item("FOMC Meeting", NOON), rules=WatchRules()).lines == ()
