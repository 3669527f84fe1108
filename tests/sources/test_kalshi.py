"""A cross-check of the price: a middle of two empty sides, or of another hour, would check nothing."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused
from brief.models import Night, Payload, Reading
from brief.sources import kalshi

NIGHT = Night(day=date(2026, 7, 25), at=datetime(2026, 7, 25, 5, 50, tzinfo=UTC))
FETCHED = datetime(2026, 7, 25, 5, 51, tzinfo=UTC)


def payload(document: object) -> Payload:
    return answered("kalshi", document, FETCHED, url=kalshi.LIST)


def read(*documents: object, night: Night = NIGHT) -> list[Reading]:
    return kalshi.parse([payload(document) for document in documents], night)


def market(
    strike: int, bid: str | None, ask: str | None, closes: str = "2026-07-25T21:00:00Z", **fields: Any
) -> dict[str, Any]:
    hour = f"KXBTCD-{closes[5:13]}"
    return {
        "ticker": f"{hour}-T{strike - 1}.99",
        "event_ticker": hour,
        "title": "Bitcoin price on Jul 25, 2026?",
        "subtitle": f"${strike:,} or above",
        "status": "active",
        "floor_strike": strike - 0.01,
        "close_time": closes,
        "updated_time": "2026-07-25T05:00:07.565615Z",
        "yes_bid_dollars": bid,
        "yes_ask_dollars": ask,
    } | fields


def hour(closes: str = "2026-07-25T21:00:00Z") -> list[dict[str, Any]]:
    """Five strikes with two sides each; the market sees the price just above $74,000."""
    sides = [
        ("0.9300", "0.9500"),
        ("0.7600", "0.7900"),
        ("0.5200", "0.5500"),
        ("0.2600", "0.2800"),
        ("0.0500", "0.0700"),
    ]
    return [market(73_800 + 100 * step, bid, ask, closes) for step, (bid, ask) in enumerate(sides)]


def test_asks_for_the_open_hours_of_bitcoin_only() -> None:
    (request,) = kalshi.requests(NIGHT)
    assert request.url == (
        "https://api.elections.kalshi.com/trade-api/v2/markets?series_ticker=KXBTCD&status=open&limit=200"
    )


def test_reading_is_the_strike_the_market_is_least_sure_about() -> None:
    (reading,) = read({"cursor": "", "markets": hour()})
    assert (reading.figure, reading.value, reading.unit) == ("odds.kalshi_btc_above", Decimal("53.5"), "percent")
    assert reading.as_of == FETCHED
    assert reading.path == "/markets/2"
    assert reading.formula == "({/markets/2/yes_bid_dollars} + {/markets/2/yes_ask_dollars}) / 2 * 100"
    assert reading.detail == {
        "venue": "Kalshi",
        "question": "Bitcoin price on Jul 25, 2026? $74,000 or above",
        "strike": "73999.99",
        "closes": "2026-07-25T21:00:00Z",
    }


@pytest.mark.parametrize(
    "name",
    ["markets.recorded-2026-07-25", "markets_unfiltered.recorded-2026-06-21", "events.recorded-2026-07-25"],
)
def test_a_recording_without_a_quoted_hour_is_one_sentence(contracts: Path, name: str) -> None:
    body = (contracts / f"flows/kalshi/{name}.json").read_bytes()
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value) == (
        "kalshi quotes no bitcoin hour that closes within a day at 5 strikes or more; nothing was read."
    )


@pytest.mark.parametrize(
    "name", ["orderbook.recorded-2026-07-25", "series.recorded-2026-07-25", "trades.recorded-2026-07-25"]
)
def test_a_recording_of_something_else_is_one_sentence(contracts: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"^kalshi sent an answer without 'markets' at /\.$"):
        read((contracts / f"flows/kalshi/{name}.json").read_bytes())


def test_recorded_strikes_count_once_the_hour_is_quoted(contracts: Path) -> None:
    recorded = json.loads((contracts / "flows/kalshi/markets.recorded-2026-07-25.json").read_bytes())
    quoted = [
        row | {"ticker": f"{row['event_ticker']}-{bid}", "yes_bid_dollars": bid, "yes_ask_dollars": ask}
        for row, bid, ask in zip(
            recorded["markets"], ("0.9100", "0.5000", "0.1000"), ("0.9200", "0.5100", "0.1200"), strict=True
        )
    ]
    three_left = [row | {"ticker": row["ticker"] + "x"} for row in recorded["markets"]]
    reading, contracts_traded = read(recorded | {"markets": quoted + three_left})
    told = (contracts_traded.figure, contracts_traded.value, contracts_traded.unit, contracts_traded.path)
    assert told == ("odds.kalshi_btc_above.contracts", Decimal(0), "count", "/markets/1/volume_fp")
    assert reading.value == Decimal("50.5")
    assert reading.detail["question"] == "Bitcoin price on Jul 25, 2026? $74,200 or above"
    assert (reading.detail["strike"], reading.detail["closes"]) == ("74199.99", "2026-07-25T06:00:00Z")


@pytest.mark.parametrize(
    ("shape", "place"),
    [
        ({"markets": hour()}, "/markets/2"),
        (hour(), "/2"),
        ({"events": [{"event_ticker": "KXBTCD-1", "markets": hour()}]}, "/events/0/markets/2"),
        ([{"event_ticker": "KXBTCD-1", "markets": hour()}], "/0/markets/2"),
    ],
)
def test_every_shape_of_an_answer_gives_the_same_odds(shape: object, place: str) -> None:
    (reading,) = read(shape)
    assert (reading.value, reading.path) == (Decimal("53.5"), place)


def test_strikes_of_one_hour_may_come_on_two_pages() -> None:
    (reading,) = read({"markets": hour()[:2]}, {"markets": hour()[1:]})
    assert (reading.value, reading.path) == (Decimal("53.5"), "/markets/1")


@pytest.mark.parametrize(
    ("closes", "read_hour"),
    [
        ("2026-07-25T22:00:00Z", "2026-07-25T22:00:00Z"),
        ("2026-07-26T05:50:00Z", "2026-07-26T05:50:00Z"),
        ("2026-07-26T06:00:00Z", "2026-07-25T21:00:00Z"),
        ("2026-07-25T05:50:00Z", "2026-07-25T21:00:00Z"),
    ],
)
def test_the_last_hour_that_closes_within_a_day_is_read(closes: str, read_hour: str) -> None:
    (reading,) = read({"markets": hour(closes) + hour()})
    assert reading.detail["closes"] == read_hour


@pytest.mark.parametrize(
    ("bid", "ask"), [("0.0000", "1.0000"), ("0.0000", "0.0000"), (None, "0.5000"), ("0.5000", None), ("", "")]
)
def test_a_strike_nobody_quotes_does_not_count_towards_five(bid: str | None, ask: str | None) -> None:
    rows = [*hour()[:4], market(74_200, bid, ask)]
    with pytest.raises(Refused, match="quotes no bitcoin hour"):
        read({"markets": rows})


@pytest.mark.parametrize(
    ("bid", "ask"), [("0.0000", "0.9900"), ("0.0100", "0.9900"), ("0.0100", "1.0000"), ("0.5100", "0.4900")]
)
def test_an_empty_wide_or_crossed_quote_is_no_even_chance(bid: str, ask: str) -> None:
    (reading,) = read({"markets": [*hour(), market(74_900, bid, ask)]})
    assert reading.detail["strike"] == "73999.99"


def test_an_hour_of_one_sided_quotes_is_passed_over() -> None:
    tails = [market(80_000 + step, "0.0000", "0.0100", "2026-07-25T23:00:00Z") for step in range(9)]
    (reading,) = read({"markets": tails + hour()})
    assert reading.detail["closes"] == "2026-07-25T21:00:00Z"


def test_of_two_strikes_as_near_to_even_the_lower_is_read() -> None:
    rows = [*hour(), market(74_050, "0.4500", "0.4800"), market(74_020, "0.4500", "0.4800")]
    assert read({"markets": rows})[0].detail["strike"] == "73999.99"


def test_closed_markets_and_other_series_are_passed_over() -> None:
    closed = market(74_050, "0.5000", "0.5000", status="finalized")
    ether = market(74_060, "0.5000", "0.5000", ticker="KXETHD-1")
    assert read({"markets": [closed, ether, *hour()]})[0].detail["strike"] == "73999.99"


def test_hostile_title_is_kept_as_it_came() -> None:
    words = "Bitcoin? {% raw %} <b>[x](javascript:1)</b>"
    (reading,) = read({"markets": [row | {"title": words} for row in hour()]})
    assert reading.detail["question"] == f"{words} $74,000 or above"


def pages(*documents: object, night: Night = NIGHT) -> list[str]:
    return [request.url for request in kalshi.more([payload(document) for document in documents], night)]


def test_pages_on_with_the_cursor_until_it_is_empty() -> None:
    assert pages({"cursor": "Cgw+/=", "markets": []}) == [f"{kalshi.LIST}&cursor=Cgw%2B%2F%3D"]
    assert pages({"cursor": "", "markets": []}) == []
    assert pages({"markets": []}) == []
    assert pages([]) == []


def test_pages_end_at_the_limit() -> None:
    page = {"cursor": "more", "markets": []}
    assert len(pages(*[page] * 4)) == 1
    assert pages(*[page] * 5) == []
    assert pages(page, page, night=NIGHT.model_copy(update={"options": {"pages": 2}})) == []


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "sent an empty answer."),
        (b"<html><head></head></html>", "answered with a web page instead of data."),
        (b'{"cursor": "x", "markets": [', "sent JSON that stops in the middle (28 bytes)."),
        (b'{"markets": null}', "sent null where a list is due, at /markets."),
        (b'{"markets": [{}]}', "sent an answer without 'ticker' at /markets/0."),
        (b'{"error": {"code": "not_found", "message": "no series"}}', "answered with error not_found: no series."),
        (b"{}", "sent an answer without 'markets' at /."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value) == f"kalshi {sentence}"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"yes_bid_dollars": "1.2"}, "sent a price outside 0 to 1 at /markets/0."),
        ({"yes_bid_dollars": "12c"}, "sent '12c' where a number is due, at /markets/0/yes_bid_dollars."),
        ({"floor_strike": None}, "sent null where a number is due, at /markets/0/floor_strike."),
        ({"close_time": "soon"}, "sent 'soon' where a time is due, at /markets/0/close_time."),
    ],
)
def test_a_quote_that_makes_no_sense_is_refused_in_a_sentence(fields: dict[str, Any], sentence: str) -> None:
    rows = hour()
    rows[0] |= fields
    with pytest.raises(Refused) as refused:
        read({"markets": rows})
    assert str(refused.value) == f"kalshi {sentence}"
