"""The Fed's next decision: another meeting's odds, or a closed question's, would be a false quotation."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused
from brief.models import Night, Reading
from brief.sources import polymarket_fed

AT = datetime(2026, 7, 25, 12, tzinfo=UTC)


def market(outcome: str, yes: str, volume: str | None = "1000.5", **fields: Any) -> dict[str, Any]:
    prices = f'["{yes}", "{1 - Decimal(yes)}"]'
    return {
        "id": outcome,
        "question": f"Will there be {outcome} after the July 2026 meeting?",
        "groupItemTitle": outcome,
        "outcomes": '["Yes", "No"]',
        "outcomePrices": prices,
        "volume": volume,
        "closed": False,
    } | fields


def event(
    *markets: dict[str, Any], title: str = "Fed Decision in July?", ends: str = "2026-07-29", **fields: Any
) -> Any:
    base = {"id": title, "title": title, "endDate": f"{ends}T00:00:00Z", "closed": False}
    return base | {"markets": list(markets)} | fields


def read(*events: Any) -> list[Reading]:
    answer = answered("polymarket-fed", {"events": list(events), "pagination": {"hasMore": False}}, AT)
    return polymarket_fed.parse([answer], Night(day=AT.date(), at=AT))


def values(readings: list[Reading]) -> dict[str, Decimal]:
    return {reading.figure: reading.value for reading in readings}


JULY = event(market("No change", "0.7355"), market("25 bps decrease", "0.21", None))


def test_one_search_is_asked() -> None:
    (asked,) = polymarket_fed.requests(Night(day=AT.date(), at=AT))
    assert asked.url == "https://gamma-api.polymarket.com/public-search?q=Fed+decision"


def test_each_outcome_has_its_odds_and_its_question() -> None:
    readings = read(JULY)
    assert values(readings) == {
        "odds.fed_no_change_2026_07": Decimal("73.55"),
        "odds.fed_no_change_2026_07.volume": Decimal("1000.5"),
        "odds.fed_25_bps_decrease_2026_07": Decimal(21),
    }
    assert readings[0].detail == {
        "venue": "Polymarket",
        "question": "Will there be No change after the July 2026 meeting?",
        "ends": "2026-07-29",
    }


def test_the_next_meeting_counts_and_other_events_do_not() -> None:
    september = event(market("No change", "0.5"), title="Fed decision in September?", ends="2026-09-16")
    june = event(market("No change", "0.999"), title="Fed decision in June?", ends="2026-06-17")
    cuts = event(market("3", "0.4"), title="How many Fed rate cuts in 2026?", ends="2026-12-31")
    assert set(values(read(cuts, june, september, JULY))) == set(values(read(JULY)))
    assert set(values(read(cuts, june, september))) == {
        "odds.fed_no_change_2026_09",
        "odds.fed_no_change_2026_09.volume",
    }


def test_on_the_day_of_the_decision_it_is_still_the_next_one() -> None:
    today = event(market("No change", "0.9"), ends="2026-07-25")
    assert "odds.fed_no_change_2026_07" in values(read(today))
    with pytest.raises(Refused, match="no open event"):
        read(event(market("No change", "0.9"), ends="2026-07-24"))


def test_a_closed_outcome_is_passed_over_and_a_closed_event_is_none() -> None:
    half = event(market("No change", "0.9", closed=True), market("25 bps decrease", "0.1"))
    assert set(values(read(half))) == {"odds.fed_25_bps_decrease_2026_07", "odds.fed_25_bps_decrease_2026_07.volume"}
    with pytest.raises(Refused, match="no open event"):
        read(JULY | {"closed": True})


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ([], 'no open event of the form "Fed Decision in July\\?"'),
        ([event()], "gives no price for any outcome"),
        ([event(market("No change", "0.7"), market("No change", "0.2"))], "lists two open markets for one outcome"),
        ([event(market("???", "0.7"))], "an outcome without a name, at /events/0/markets/0"),
        ([event(market("No change", "0.7", outcomePrices='["0.7", "0.7"]'))], "add up to 1.4 instead of 1"),
    ],
)
def test_what_is_no_decision_is_one_sentence(events: list[Any], why: str) -> None:
    with pytest.raises(BriefError, match=why):
        read(*events)


def test_the_recorded_market(contracts: Path) -> None:
    """It stands in a list with two others: a prime minister, and a basketball player."""
    body = (contracts / "flows/polymarket/markets_list.recorded-2026-07-25.json").read_bytes()
    found = polymarket_fed.parse([answered("polymarket-fed", body, AT)], Night(day=AT.date(), at=AT))
    assert values(found) == {
        "odds.fed_no_change_2026_07": Decimal("73.55"),
        "odds.fed_no_change_2026_07.volume": Decimal("27163273.273135692"),
    }


def test_a_recorded_search_about_something_else_is_no_decision(contracts: Path) -> None:
    body = (contracts / "flows/polymarket/search_response.recorded-2026-03.json").read_bytes()
    with pytest.raises(Refused, match="found no open event"):
        polymarket_fed.parse([answered("polymarket-fed", body, AT)], Night(day=AT.date(), at=AT))
