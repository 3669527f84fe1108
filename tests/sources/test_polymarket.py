"""Odds are quoted with their question: a closed market, another month or another event would be a false quotation."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused
from brief.models import Night, Payload, Reading
from brief.sources import polymarket

NIGHT = Night(day=date(2026, 2, 27), at=datetime(2026, 2, 27, 12, tzinfo=UTC))
FETCHED = datetime(2026, 2, 27, 12, 3, tzinfo=UTC)


def payload(document: object) -> Payload:
    return answered("polymarket", document, FETCHED, url=polymarket.LIST)


def read(*documents: object, night: Night = NIGHT) -> list[Reading]:
    """The odds; what was traded on each question stands beside them and is asked for by `traded_on`."""
    readings = polymarket.parse([payload(document) for document in documents], night)
    return [reading for reading in readings if not reading.figure.endswith(".volume")]


def traded_on(document: object) -> list[Reading]:
    readings = polymarket.parse([payload(document)], NIGHT)
    return [reading for reading in readings if reading.figure.endswith(".volume")]


def odds(readings: Sequence[Reading]) -> dict[str, Decimal]:
    return {reading.figure: reading.value for reading in readings}


def market(question: str, yes: str = "0.0005", no: str = "0.9995", **fields: Any) -> dict[str, Any]:
    return {
        "id": question,
        "question": question,
        "outcomes": '["Yes", "No"]',
        "outcomePrices": json.dumps([yes, no]),
        "volume": "28317613.96917",
        "closed": False,
    } | fields


def event(
    *markets: dict[str, Any],
    title: str = "What price will Bitcoin hit in February?",
    ends: str = "2026-03-01T05:00:00Z",
    **fields: Any,
) -> dict[str, Any]:
    return {"id": title + ends, "title": title, "endDate": ends, "closed": False, "markets": list(markets)} | fields


REACH = market("Will Bitcoin reach $150,000 in February?")


def test_asks_for_open_events_only_as_closed_ones_are_the_default() -> None:
    (request,) = polymarket.requests(NIGHT)
    assert request.url.startswith("https://gamma-api.polymarket.com/events/keyset?tag_slug=crypto-prices&closed=false")


def test_reading_quotes_the_question_with_its_venue_end_and_volume() -> None:
    (reading,) = read({"events": [event(REACH)], "next_cursor": None})
    assert (reading.figure, reading.value, reading.unit) == ("odds.btc_150k_2026_02", Decimal("0.05"), "percent")
    assert reading.as_of == FETCHED
    assert reading.path == "/events/0/markets/0/outcomePrices"
    assert reading.formula.startswith("item(value, 0) * 100; ")
    assert reading.detail == {
        "venue": "Polymarket",
        "question": "Will Bitcoin reach $150,000 in February?",
        "ends": "2026-03-01",
    }
    (traded,) = traded_on({"events": [event(REACH)], "next_cursor": None})
    assert (traded.figure, traded.value, traded.unit) == (
        "odds.btc_150k_2026_02.volume",
        Decimal("28317613.96917"),
        "usd",
    )
    assert traded.path == "/events/0/markets/0/volume"


def test_recorded_bitcoin_event(contracts: Path) -> None:
    name = "flows/polymarket/what-price-will-bitcoin-hit.recorded-2026-02-27.fragment.json"
    fragment = json.loads((contracts / name).read_bytes())
    whole = fragment["event"] | {"closed": False, "markets": [fragment["market"] | {"closed": False}]}
    for shape in ({"events": [whole], "next_cursor": ""}, [whole], whole):
        (reading,) = read(shape)
        assert (reading.figure, reading.value) == ("odds.btc_150k_2026_02", Decimal("0.05"))
        assert [traded.value for traded in traded_on(shape)] == [Decimal("28317613.96917")]
    with pytest.raises(Refused, match="without 'events'"):
        read(fragment)


@pytest.mark.parametrize(
    ("shape", "place"),
    [
        ([event(REACH)], "/0/markets/0/outcomePrices"),
        (event(REACH), "/markets/0/outcomePrices"),
        ({"events": [event(REACH)], "pagination": {"hasMore": False}}, "/events/0/markets/0/outcomePrices"),
        ([REACH | {"events": [event()]}], "/0/outcomePrices"),
        ({"markets": [REACH | {"events": [event()]}]}, "/markets/0/outcomePrices"),
        (REACH | {"events": [event()]}, "/outcomePrices"),
    ],
)
def test_every_shape_of_an_answer_gives_the_same_odds(shape: object, place: str) -> None:
    (reading,) = read(shape)
    assert (reading.figure, reading.value, reading.path) == ("odds.btc_150k_2026_02", Decimal("0.05"), place)


@pytest.mark.parametrize(
    "name",
    [
        "events_list.recorded-2026-07-25",
        "gamma_event.recorded-2026-03",
        "gamma_market.recorded-2026-03",
        "gamma_market_closed_binary_accepting_false.recorded-2026-03",
        "gamma_market_closed_nonbinary_legacy.recorded-2026-03",
        "gamma_market_closed_zero_zero_legacy.recorded-2026-03",
        "gamma_tags.recorded-2026-03",
        "markets_list.recorded-2026-07-25",
        "search_response.recorded-2026-03",
    ],
)
def test_a_recording_of_other_questions_is_one_sentence(contracts: Path, name: str) -> None:
    body = (contracts / f"flows/polymarket/{name}.json").read_bytes()
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value) == (
        'polymarket lists no open event of the form "What price will Bitcoin hit in February?".'
    )


def test_recorded_error_body(contracts: Path) -> None:
    recorded = json.loads((contracts / "flows/polymarket/errors.recorded.json").read_bytes())
    with pytest.raises(Refused, match=r"answered with an error: offset too large, use /markets/keyset for deeper"):
        read(recorded["422 offset too large"])
    with pytest.raises(Refused, match="without 'events'"):
        read(recorded)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Will Bitcoin reach $150,000 in February?", "btc_150k"),
        ("Will Bitcoin dip to $80,000 in March?", "btc_80k"),
        ("Will Bitcoin reach $1,000,000 in February?", "btc_1m"),
        ("Will Bitcoin reach $1m in February?", "btc_1m"),
        ("Will Bitcoin reach $150k by February 28?", "btc_150k"),
        ("Will Bitcoin dip to $67.5k in February?", "btc_67500"),
        ("Will Bitcoin dip to $57,500 in February?", "btc_57500"),
        ("Will Bitcoin reach $3,500 in February?", "btc_3500"),
        ("Will Bitcoin reach $120 in February 2026?", "btc_120"),
    ],
)
def test_level_is_named_after_the_price_in_the_question(question: str, name: str) -> None:
    assert list(odds(read([event(market(question))]))) == [f"odds.{name}_2026_02"]


@pytest.mark.parametrize(
    "question",
    [
        "Will Bitcoin reach a new high in February?",
        "Will Bitcoin trade between $80,000 and $90,000 in February?",
        "Will Bitcoin reach $0 in February?",
        "Will Bitcoin reach $80,000.55 in February?",
        "Will Bitcoin reach $123,456,789,012,345,678,901 in February?",
        "Will Bitcoin reach $１５０ in February?",
    ],
)
def test_question_without_one_whole_price_gives_no_reading(question: str) -> None:
    assert list(odds(read([event(REACH, market(question))]))) == ["odds.btc_150k_2026_02"]


def test_three_coins_each_of_their_own_event() -> None:
    ether = event(market("Will Ethereum reach $4,000 in February?"), title="What price will Ethereum hit in February?")
    solana = event(market("Will Solana dip to $120 in February?"), title="What price will Solana hit in February 2026?")
    assert list(odds(read({"events": [solana, ether, event(REACH)]}))) == [
        "odds.btc_150k_2026_02",
        "odds.eth_4k_2026_02",
        "odds.sol_120_2026_02",
    ]


def test_reach_and_dip_of_one_level_do_not_share_a_name() -> None:
    up, down = (
        market("Will Bitcoin reach $90,000 in February?", "0.3", "0.7"),
        market("Will Bitcoin dip to $90,000 in February?", "0.6", "0.4"),
    )
    assert odds(read([event(up, down, REACH)])) == {
        "odds.btc_90k_reach_2026_02": Decimal(30),
        "odds.btc_90k_dip_2026_02": Decimal(60),
        "odds.btc_150k_2026_02": Decimal("0.05"),
    }
    settled = down | {"closed": True, "outcomePrices": '["1", "0"]'}
    assert odds(read([event(up, settled)])) == {"odds.btc_90k_reach_2026_02": Decimal(30)}


def test_one_question_listed_twice_is_refused() -> None:
    with pytest.raises(Refused, match=r"lists two open markets for one question, odds\.btc_150k_2026_02\.$"):
        read([event(REACH, REACH | {"id": "another"})])


def test_a_market_seen_on_two_pages_counts_once() -> None:
    assert len(read({"events": [event(REACH)]}, {"events": [event(REACH)]})) == 1


def test_closed_unpriced_and_unopened_markets_give_no_reading() -> None:
    legacy = market("Will Bitcoin reach $200,000 in February?", "0", "0", closed=True)
    nulled = market("Will Bitcoin reach $210,000 in February?", outcomePrices=None)
    absent = {k: v for k, v in market("Will Bitcoin reach $220,000 in February?").items() if k != "outcomePrices"}
    unstated = {k: v for k, v in market("Will Bitcoin reach $230,000 in February?").items() if k != "closed"}
    longs = market("Will Bitcoin reach $240,000 in February?", outcomes='["Long", "Short"]')
    assert list(odds(read([event(legacy, nulled, absent, unstated, longs, REACH)]))) == ["odds.btc_150k_2026_02"]
    with pytest.raises(Refused, match="gives no price for any open market of this month's price events"):
        read([event(legacy, nulled, absent, unstated, longs)])


def test_yes_is_found_by_name_not_by_position() -> None:
    turned = market("Will Bitcoin reach $90,000 in February?", "0.7", "0.3", outcomes='["No", "Yes"]')
    assert odds(read([event(turned)])) == {"odds.btc_90k_2026_02": Decimal(30)}


def test_certainty_is_a_price_too() -> None:
    sure = market("Will Bitcoin reach $90,000 in February?", "1", "0")
    never = market("Will Bitcoin reach $91,000 in February?", "0", "1")
    assert odds(read([event(sure, never)])) == {"odds.btc_90k_2026_02": 100, "odds.btc_91k_2026_02": 0}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"outcomePrices": '["0", "0"]'}, "sent prices that add up to 0 instead of 1 at /0/markets/0."),
        ({"outcomePrices": '["0.5", "0.56"]'}, "sent prices that add up to 1.06 instead of 1 at /0/markets/0."),
        ({"outcomePrices": '["1.2", "-0.2"]'}, "sent a price outside 0 to 1 at /0/markets/0."),
        ({"outcomePrices": '["0.5"]'}, "sent 1 prices for 2 outcomes at /0/markets/0."),
        ({"outcomePrices": '["0.5", null]'}, "sent null where a number is due, at /0/markets/0/outcomePrices."),
        ({"outcomePrices": '{"Yes": "0.5"}'}, "sent a dict where a list is due, at /."),
        ({"outcomePrices": ["0.5", "0.5"]}, "sent a list where text is due, at /0/markets/0/outcomePrices."),
        ({"outcomePrices": '["0.5"'}, "sent JSON that stops in the middle (6 bytes)."),
        ({"volume": "much"}, "sent 'much' where a number is due, at /0/markets/0/volume."),
    ],
)
def test_prices_that_make_no_sense_are_refused_in_a_sentence(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read([event(REACH | fields)])
    assert str(refused.value) == f"polymarket {sentence}"


def test_prices_may_miss_one_by_the_spread() -> None:
    loose = market("Will Bitcoin reach $90,000 in February?", "0.52", "0.53")
    assert odds(read([event(loose)])) == {"odds.btc_90k_2026_02": Decimal(52)}


def test_unknown_volume_is_left_out_and_not_zero() -> None:
    shape = [event(REACH | {"volume": None})]
    assert len(read(shape)) == 1
    assert traded_on(shape) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"closed": True},
        {"title": "What price will Bitcoin hit in 2026?"},
        {"title": "What price will Bitcoin hit February 23-March 1?"},
        {"title": "What price will Gold hit in February?"},
        {"title": "Bitcoin above ___ on March 1?"},
        {"ends": "2026-02-27T12:00:00Z"},
    ],
)
def test_other_closed_and_past_events_are_not_ours(fields: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="lists no open event"):
        read([event(REACH, **fields)])


def test_the_event_that_ends_next_is_read_and_the_month_is_the_one_it_asks_about() -> None:
    march = event(
        market("Will Bitcoin reach $150,000 in March?"),
        title="What price will Bitcoin hit in March?",
        ends="2026-04-01T04:00:00Z",
    )
    assert list(odds(read([march, event(REACH)]))) == ["odds.btc_150k_2026_02"]
    later = NIGHT.model_copy(update={"at": datetime(2026, 3, 1, 6, tzinfo=UTC)})
    assert list(odds(read([march, event(REACH)], night=later))) == ["odds.btc_150k_2026_03"]


def test_december_ends_in_january() -> None:
    december = event(
        market("Will Bitcoin reach $150,000 in December?"),
        title="What price will Bitcoin hit in December?",
        ends="2026-01-01T05:00:00Z",
    )
    night = Night(day=date(2025, 12, 31), at=datetime(2025, 12, 31, 12, tzinfo=UTC))
    assert list(odds(read([december], night=night))) == ["odds.btc_150k_2025_12"]


def test_hostile_question_is_kept_as_it_came() -> None:
    words = "Will Bitcoin reach $150,000 in February? {{ site }} <script>alert(1)</script> [^1]"
    (reading,) = read([event(market(words))])
    assert reading.detail["question"] == words


def pages(*documents: object, night: Night = NIGHT) -> list[str]:
    return [request.url for request in polymarket.more([payload(document) for document in documents], night)]


def test_pages_on_with_the_cursor_until_every_coin_is_found() -> None:
    first = {"events": [event(REACH)], "next_cursor": "a b=&c"}
    assert pages(first) == [f"{polymarket.LIST}&after_cursor=a%20b%3D%26c"]
    others = [
        event(REACH, title="What price will Ethereum hit in February?"),
        event(REACH, title="What price will Solana hit in February?"),
    ]
    assert pages(first, {"events": others, "next_cursor": "d"}) == []


def test_next_months_event_does_not_end_the_search_for_this_months() -> None:
    march = [
        event(REACH, title=f"What price will {coin} hit in March?", ends="2026-04-01T04:00:00Z")
        for coin in polymarket.COINS
    ]
    assert len(pages({"events": march, "next_cursor": "more"})) == 1


@pytest.mark.parametrize(
    "last", [{"events": []}, {"events": [], "next_cursor": None}, {"events": [], "next_cursor": ""}, []]
)
def test_pages_end_where_there_is_no_cursor(last: object) -> None:
    assert pages(last) == []


def test_pages_end_at_the_limit() -> None:
    page = {"events": [], "next_cursor": "more"}
    assert len(pages(*[page] * 4)) == 1
    assert pages(*[page] * 5) == []
    assert pages(page, night=NIGHT.model_copy(update={"options": {"pages": 1}})) == []


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "sent an empty answer."),
        (b"<!doctype html><title>502</title>", "answered with a web page instead of data."),
        (b'{"events": [{"title":', "sent JSON that stops in the middle (21 bytes)."),
        (b'{"type": "validation error", "error": "bad"}', "answered with an error: bad."),
        (b'{"events": null}', "sent null where a list is due, at /events."),
        (b"{}", "sent an answer without 'events' at /."),
        (b"7", "sent an answer without 'events' at /."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value) == f"polymarket {sentence}"
