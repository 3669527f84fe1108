"""CoinPaprika's prices and market: a coin under another's name, or seconds read as a date text, would mislead."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import coinpaprika, coinpaprika_global

AT = datetime(2026, 9, 28, 16, 0, tzinfo=UTC)
COINS = {"btc": "btc-bitcoin", "eth": "eth-ethereum"}
USD: dict[str, Any] = {
    "price": 105000.5,
    "market_cap": 2094000000000,
    "percent_change_24h": -1.25,
    "percent_change_7d": -8.5,
    "percent_change_30d": 2.5,
}
MARKET: dict[str, Any] = {
    "market_cap_usd": 3500000000000,
    "volume_24h_usd": 150000000000,
    "bitcoin_dominance_percentage": 58.25,
    "market_cap_change_24h": -2.5,
    "last_updated": 1762257480,
}


def ticker(coin: str = "btc", name: str = "btc-bitcoin", **usd: Any) -> bytes:
    told = {"id": name, "symbol": coin.upper(), "last_updated": "2025-11-04T11:58:00Z", "quotes": {"USD": USD | usd}}
    return json.dumps(told).encode()


def said(body: bytes | dict[str, Any], tag: str = "") -> Payload:
    return answered("coinpaprika", body, AT, tag=tag)


def read(*payloads: Payload, coins: dict[str, str] | None = None) -> list[Reading]:
    return coinpaprika.parse(payloads, Night(day=AT.date(), at=AT, options={"assets": coins} if coins else {}))


def market(body: bytes | dict[str, Any]) -> list[Reading]:
    return coinpaprika_global.parse([said(body)], Night(day=AT.date(), at=AT))


def test_one_call_a_coin() -> None:
    asked = coinpaprika.requests(Night(day=AT.date(), at=AT, options={"assets": COINS}))
    assert [(request.tag, request.url) for request in asked] == [
        ("btc", "https://api.coinpaprika.com/v1/tickers/btc-bitcoin?quotes=USD"),
        ("eth", "https://api.coinpaprika.com/v1/tickers/eth-ethereum?quotes=USD"),
    ]
    (whole,) = coinpaprika_global.requests(Night(day=AT.date(), at=AT))
    assert whole.url == "https://api.coinpaprika.com/v1/global"


def test_each_coin_that_answered_is_read_under_its_own_name() -> None:
    readings = read(said(ticker("eth", "eth-ethereum", price=3600.5), "eth"), coins=COINS)
    assert [(r.figure, str(r.value), r.unit, r.path) for r in readings] == [
        ("prices.eth.usd", "3600.5", "usd", "/quotes/USD/price"),
        ("prices.eth.cap", "2094000000000", "usd", "/quotes/USD/market_cap"),
        ("prices.eth.change_24h", "-1.25", "percent", "/quotes/USD/percent_change_24h"),
        ("prices.eth.change_7d", "-8.5", "percent", "/quotes/USD/percent_change_7d"),
        ("prices.eth.change_30d", "2.5", "percent", "/quotes/USD/percent_change_30d"),
    ]
    assert {r.as_of for r in readings} == {datetime(2025, 11, 4, 11, 58, tzinfo=UTC)}


def test_two_answers_are_two_coins() -> None:
    readings = read(said(ticker(), "btc"), said(ticker("eth", "eth-ethereum", price=3600), "eth"), coins=COINS)
    assert {r.figure: r.value for r in readings if r.figure.endswith(".usd")} == {
        "prices.btc.usd": Decimal("105000.5"),
        "prices.eth.usd": Decimal(3600),
    }
    assert len({r.sha256 for r in readings}) == 2


def test_an_answer_about_another_coin_is_refused() -> None:
    with pytest.raises(Refused, match=r"^coinpaprika sent eth-ethereum where btc-bitcoin was asked for\.$"):
        read(said(ticker("eth", "eth-ethereum"), "btc"), coins=COINS)


def test_null_is_not_zero_and_nothing_at_all_is_refused() -> None:
    left = read(said(ticker(price=None, market_cap=0, percent_change_7d=None), "btc"), coins=COINS)
    assert [r.figure for r in left] == ["prices.btc.change_24h", "prices.btc.change_30d"]
    with pytest.raises(Refused, match="without one price of a watched coin"):
        read(said(ticker("btc", "btc-bitcoin", **dict.fromkeys(USD)), "btc"), coins=COINS)


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b'{"error":"id not found"}', Refused, r"^coinpaprika answered with an error about btc: id not found\.$"),
        (b'{"error":"too many requests"}', Unreachable, "too many requests"),
        (b"[]", Refused, "without 'id' at /"),
        (b'{"id":"btc-bitcoin","symbol":"BTC"}', Refused, "without 'quotes' at /"),
    ],
)
def test_what_is_no_ticker_is_one_sentence(body: bytes, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        read(said(body, "btc"), coins=COINS)


def test_the_market_in_the_documented_shape() -> None:
    readings = market(MARKET)
    assert [(r.figure, str(r.value), r.unit, r.path) for r in readings] == [
        ("market.cap", "3500000000000", "usd", "/market_cap_usd"),
        ("market.volume_24h", "150000000000", "usd", "/volume_24h_usd"),
        ("market.cap_change_24h", "-2.5", "percent", "/market_cap_change_24h"),
        ("market.dominance.btc", "58.25", "percent", "/bitcoin_dominance_percentage"),
    ]
    assert {r.as_of for r in readings} == {datetime(2025, 11, 4, 11, 58, tzinfo=UTC)}


def test_a_market_without_a_cap_is_refused_and_without_a_change_has_none() -> None:
    with pytest.raises(Refused, match="at /market_cap_usd"):
        market(MARKET | {"market_cap_usd": None})
    assert [r.figure for r in market(MARKET | {"market_cap_change_24h": None, "volume_24h_usd": None})] == [
        "market.cap",
        "market.dominance.btc",
    ]
    with pytest.raises(Refused, match="an error: invalid parameters"):
        market({"error": "invalid parameters"})


def test_the_recorded_ticker(contracts: Path) -> None:
    body = (contracts / "market/coinpaprika/tickers_btc-bitcoin_USD.recorded-2022-04-19.json").read_bytes()
    for readings in (read(said(body)), read(said(body, "btc"), coins=COINS)):
        assert {r.figure: str(r.value) for r in readings} == {
            "prices.btc.usd": "41389.57931641128",
            "prices.btc.cap": "787066061422",
            "prices.btc.change_24h": "5.25",
            "prices.btc.change_7d": "3.22",
            "prices.btc.change_30d": "1.15",
        }
        assert {r.as_of for r in readings} == {datetime(2022, 4, 19, 15, 43, 22, tzinfo=UTC)}


def test_the_recorded_market(contracts: Path) -> None:
    readings = market((contracts / "market/coinpaprika/global.recorded-2026-09-28.json").read_bytes())
    assert {r.figure: str(r.value) for r in readings} == {
        "market.cap": "2986790605018",
        "market.volume_24h": "165732784382",
        "market.cap_change_24h": "-1.35",
        "market.dominance.btc": "55.99",
    }
    assert {r.as_of for r in readings} == {datetime(2026, 9, 28, 15, 57, 24, tzinfo=UTC)}
