"""Yesterday's list, scored: a level called reached that no price touched, an event called missed that took place."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_samples import AT, TODAY, before, daily, figure, item, ledger, reading

from brief.models import Figure, Item, Series
from brief.models.blocks.watch import ScoreLine
from brief.models.rules import WatchRules
from brief.models.told import Watched
from brief.story.prices import price_rows
from brief.story.scores import scores

RULES = WatchRules()
HOUR = timedelta(hours=1)


def level(value: str, *, below: bool) -> Watched:
    return Watched(
        id=f"watch-btc-{value}",
        kind="level",
        name="Bitcoin",
        figure="prices.btc.usd",
        value=Decimal(value),
        below=below,
    )


def event(title: str = "Consumer Price Index", at: date = AT - 6 * HOUR, topic: str = "calendar.bls") -> Watched:
    return Watched(id="watch-event", kind="event", name=title, at=at, topic=topic)


def usd(value: str = "103849", as_of: datetime = AT) -> Figure:
    return figure(reading("prices.btc.usd", value, as_of=as_of))


def hour(end: str, value: str, as_of: datetime = AT - HOUR) -> Figure:
    return figure(reading(f"prices.btc.binance.hour_{end}", value, as_of=as_of, source="binance"))


def score(
    watched: Watched,
    *figures: Figure,
    items: tuple[Item, ...] = (),
    series: dict[str, Series] | None = None,
    told_at: datetime = AT - timedelta(days=1),
) -> ScoreLine:
    sample = ledger(*figures, items=items, series=series or {}, before=before(watched, at=told_at))
    price_rows(sample, ["btc"])
    (line,) = scores(sample, RULES)
    return line


def test_no_edition_before_is_no_score() -> None:
    assert scores(ledger(usd()), RULES) == ()


@pytest.mark.parametrize(
    ("below", "low", "high", "state"),
    [
        (True, "100000", "104000", "happened"),
        (True, "100000.01", "104000", "not yet"),
        (False, "90000", "100000", "happened"),
        (False, "90000", "99999.99", "not yet"),
    ],
)
def test_a_level_is_reached_by_the_hours_it_was_watched(below: bool, low: str, high: str, state: str) -> None:
    price = usd("102000") if below else usd("98000")
    line = score(level("100000", below=below), price, hour("low", low), hour("high", high))
    assert line.state == state
    assert line.figure
    assert f"{line.figure.value:f}" == (low if below else high)
    assert line.value
    assert line.value.value == 100_000
    if state == "not yet":
        assert line.distance
        assert 0 < line.distance.value < Decimal("0.001")


def test_an_hour_from_before_the_level_was_told_does_not_reach_it() -> None:
    line = score(level("100000", below=True), usd("102000"), hour("low", "99000", AT - timedelta(days=2)))
    assert line.state == "not yet"
    assert line.figure
    assert line.figure.value == 102_000


def test_a_level_with_no_price_since_is_unknown() -> None:
    assert score(level("100000", below=True)).state == "unknown"
    apart = figure(
        reading("prices.btc.usd", "99000"), reading("prices.btc.usd", "101000", source="two"),
        within=0, low="99000", high="101000",
    )  # fmt: skip
    assert score(level("100000", below=True), apart).state == "unknown"


def test_days_between_two_editions_count_too() -> None:
    """The last edition is of three days ago; the low of a day between reached the level, tonight none did."""
    stored = {
        "prices.btc.binance.close": daily("prices.btc.binance.close", "103000", "102000", "101000", "102500"),
        "prices.btc.binance.low": daily("prices.btc.binance.low", "90000", "98000", "99500", "101000"),
    }
    watched = level("100000", below=True)
    line = score(watched, usd("102000"), series=stored, told_at=AT - timedelta(days=3))
    assert line.state == "happened"
    assert line.figure
    assert (line.figure.value, line.figure.as_of) == (Decimal(99500), TODAY - timedelta(days=2))
    assert score(watched, usd("102000"), series=stored).state == "not yet", "yesterday's own day was half over"


def test_an_event_whose_time_has_passed_and_whose_calendar_has_it_happened() -> None:
    assert score(event(), items=(item("Consumer Price Index", AT - 6 * HOUR),)).state == "happened"


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (AT - HOUR, "happened"),
        (AT, "happened"),
        (AT + HOUR, "not yet"),
        (TODAY, "not yet"),
        (AT.date() - timedelta(days=1), "happened"),
    ],
)
def test_an_event_has_happened_once_its_hour_or_its_day_is_over(at: date, state: str) -> None:
    assert score(event(at=at), items=(item("Consumer Price Index", at),)).state == state


def test_an_event_that_its_calendar_has_on_a_later_day_now_was_missed() -> None:
    line = score(event(), items=(item("Consumer Price Index", AT + timedelta(days=2)),))
    assert (line.state, line.moved_to) == ("missed", AT + timedelta(days=2))


def test_next_month_s_release_is_no_postponement() -> None:
    assert score(event(), items=(item("Consumer Price Index", AT + timedelta(days=28)),)).state == "unknown"


def test_an_event_that_is_still_ahead_and_was_moved_was_missed_as_told() -> None:
    ahead = event(at=AT + 5 * HOUR)
    assert score(ahead, items=(item("Consumer Price Index", AT + timedelta(days=3)),)).state == "missed"


def test_where_the_calendar_could_not_be_read_nobody_says_whether_it_happened() -> None:
    assert score(event()).state == "unknown"
    assert score(event(), items=(item("Consumer Price Index", AT - 6 * HOUR, "calendar.bea"),)).state == "unknown"


def test_what_is_kept_by_hand_happened_when_its_time_is_over() -> None:
    assert score(event(topic="")).state == "happened"


def stored_moves(last: str) -> dict[str, Series]:
    """Daily closes that alternate by 1%, so that a usual day is about 1%."""
    closes = ["100000" if n % 2 else "101000" for n in range(100)]
    return {"prices.btc.binance.close": daily("prices.btc.binance.close", *closes, last)}


@pytest.mark.parametrize(("change", "mattered"), [("0.3", False), ("-4.9", True), ("4.9", True)])
def test_an_event_mattered_if_bitcoin_s_day_was_more_than_a_usual_one(change: str, mattered: bool) -> None:
    move = figure(reading("prices.btc.change_24h", change, "percent"))
    line = score(event(topic=""), usd("104000"), move, series=stored_moves("100000"))
    assert (line.state, line.came.mattered) == ("happened", mattered)
    assert line.figure == move


def test_of_an_event_two_days_ago_bitcoin_s_last_day_says_nothing() -> None:
    move = figure(reading("prices.btc.change_24h", "4.9", "percent"))
    line = score(event(at=AT - 49 * HOUR, topic=""), usd("104000"), move, series=stored_moves("100000"))
    assert (line.state, line.came.mattered, line.figure) == ("happened", None, None)


def test_an_expiry_is_told_with_the_price_beside_its_max_pain() -> None:
    watched = Watched(
        id="watch-btc-expiry-2025-11-04",
        kind="expiry",
        name="Bitcoin",
        at=datetime(2025, 11, 4, 8, tzinfo=UTC),
        figure="derivatives.btc.expiry_usd",
        value=Decimal(105_000),
    )
    named = figure(reading("derivatives.btc.expiry_usd", "326900000", source="deribit"))
    line = score(watched, usd(), named)
    assert line.state == "happened"
    assert line.value
    assert line.figure
    assert (line.value.value, line.figure.value) == (Decimal(105_000), Decimal(103_849))
    assert score(watched.model_copy(update={"at": AT + HOUR}), usd(), named).state == "not yet"


@pytest.mark.parametrize(
    ("closes", "question", "state"),
    [
        (AT + HOUR, "Above?", "not yet"),
        (AT - HOUR, "Above?", "unknown"),
        (None, "Above?", "not yet"),
        (None, "Below?", "unknown"),
    ],
)
def test_odds_are_of_the_same_question_and_who_won_is_not_ours_to_say(
    closes: datetime | None, question: str, state: str
) -> None:
    watched = Watched(id="watch-odds-x", kind="odds", name="Above?", at=closes, figure="odds.x", value=Decimal(53))
    line = score(watched, figure(reading("odds.x", "61", "percent", question=question)))
    assert line.state == state
    assert bool(line.figure) == (question == "Above?")


AMOUNT = st.decimals("1", "900000", allow_nan=False, places=2)


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT, st.booleans())
def test_a_level_is_reached_exactly_where_a_price_seen_is_at_or_beyond_it(
    told: Decimal, price: Decimal, low: Decimal, high: Decimal, below: bool
) -> None:
    line = score(level(str(told), below=below), usd(str(price)), hour("low", str(low)), hour("high", str(high)))
    seen = [price, low if below else high]
    assert (line.state == "happened") == any(one <= told if below else one >= told for one in seen)
