"""CoinGecko's prices: a wrong unit, a namesake coin or a null read as zero would be the headline."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from brief.errors import Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import coingecko

AT = datetime(2026, 9, 12, 18, 0, tzinfo=UTC)
COINS = {"btc": "bitcoin", "eth": "ethereum", "bnb": "binancecoin", "sol": "solana", "doge": "dogecoin"}
OURS: dict[str, Any] = {
    "id": "bitcoin",
    "symbol": "btc",
    "current_price": 105000.5,
    "market_cap": 2094000000000,
    "high_24h": 108000,
    "low_24h": 104000.25,
    "price_change_percentage_24h": -1.25,
    "last_updated": "2025-11-04T11:58:10.000Z",
    "price_change_percentage_24h_in_currency": -1.2504,
    "price_change_percentage_7d_in_currency": -8.1,
    "price_change_percentage_30d_in_currency": 2.5,
}


def read(body: bytes | str | list[Any], coins: dict[str, str] | None = None) -> list[Reading]:
    told = json.dumps(body) if isinstance(body, list) else body
    raw = told.encode() if isinstance(told, str) else told
    payload = Payload(source="coingecko", url="https://example.org", body=raw, fetched_at=AT)
    return coingecko.parse([payload], Night(day=AT.date(), at=AT, options={"assets": coins} if coins else {}))


def values(readings: list[Reading]) -> dict[str, Decimal]:
    assert len({reading.figure for reading in readings}) == len(readings)
    return {reading.figure: reading.value for reading in readings}


def test_one_call_asks_for_every_coin_and_every_change() -> None:
    night = Night(day=AT.date(), at=AT, options={"assets": {"btc": "bitcoin", "eth": "ethereum"}})
    (asked,) = coingecko.requests(night)
    assert asked.url == (
        "https://api.coingecko.com/api/v3/coins/markets"
        "?vs_currency=usd&ids=bitcoin,ethereum&price_change_percentage=24h,7d,30d"
    )


@pytest.mark.parametrize("options", [{}, {"assets": {}}, {"assets": ["btc"]}, {"assets": {"btc": 1}}])
def test_an_entry_without_a_usable_watch_list_asks_nothing(options: dict[str, Any]) -> None:
    with pytest.raises(WrongUsage, match=r"`assets:` in sources\.yaml"):
        coingecko.requests(Night(day=AT.date(), at=AT, options=options))


def test_the_documented_row_gives_seven_figures_in_place() -> None:
    readings = read([OURS], {"btc": "bitcoin"})
    assert {(r.figure, str(r.value), r.unit, r.path) for r in readings} == {
        ("prices.btc.usd", "105000.5", "usd", "/0/current_price"),
        ("prices.btc.high_24h", "108000", "usd", "/0/high_24h"),
        ("prices.btc.low_24h", "104000.25", "usd", "/0/low_24h"),
        ("prices.btc.cap", "2094000000000", "usd", "/0/market_cap"),
        ("prices.btc.change_24h", "-1.2504", "percent", "/0/price_change_percentage_24h_in_currency"),
        ("prices.btc.change_7d", "-8.1", "percent", "/0/price_change_percentage_7d_in_currency"),
        ("prices.btc.change_30d", "2.5", "percent", "/0/price_change_percentage_30d_in_currency"),
    }
    assert {r.as_of for r in readings} == {datetime(2025, 11, 4, 11, 58, 10, tzinfo=UTC)}


@pytest.mark.parametrize("missing", [{"price_change_percentage_24h_in_currency": None}, {}])
def test_the_plain_day_change_stands_in_where_the_other_is_null_or_absent(missing: dict[str, Any]) -> None:
    row = {key: value for key, value in OURS.items() if key != "price_change_percentage_24h_in_currency"} | missing
    change = next(r for r in read([row], {"btc": "bitcoin"}) if r.figure == "prices.btc.change_24h")
    assert (change.value, change.path) == (Decimal("-1.25"), "/0/price_change_percentage_24h")


@pytest.mark.parametrize("key", [key for key in OURS if key.startswith(("market", "high", "low", "price"))])
def test_a_null_or_an_absent_field_gives_no_figure_and_no_zero(key: str) -> None:
    full = values(read([OURS], {"btc": "bitcoin"}))
    for row in (OURS | {key: None}, {k: v for k, v in OURS.items() if k != key}):
        left = values(read([row], {"btc": "bitcoin"}))
        assert Decimal(0) not in left.values()
        assert set(full) - set(left) <= {"prices.btc." + name for name in ("cap", "high_24h", "low_24h")} | {
            "prices.btc.change_7d",
            "prices.btc.change_30d",
        }


def test_a_coin_without_a_price_has_none_and_the_others_keep_theirs() -> None:
    other = OURS | {"id": "ethereum", "symbol": "eth", "current_price": 3600}
    prices = values(read([OURS | {"current_price": None}, other], {"btc": "bitcoin", "eth": "ethereum"}))
    assert "prices.btc.usd" not in prices
    assert prices["prices.eth.usd"] == 3600


def test_a_price_without_a_time_is_not_read() -> None:
    assert read([OURS | {"last_updated": None}], {"btc": "bitcoin"}) == []


def test_a_zero_cap_is_an_unknown_cap() -> None:
    assert "prices.btc.cap" not in values(read([OURS | {"market_cap": 0}], {"btc": "bitcoin"}))


def test_only_ids_decide_which_coin_a_row_is() -> None:
    namesake = OURS | {"id": "bitcoin-the-joke", "current_price": 0.02}
    assert values(read([namesake, OURS], {"btc": "bitcoin"}))["prices.btc.usd"] == Decimal("105000.5")
    with pytest.raises(Refused, match="none of our coins"):
        read([namesake], {"btc": "bitcoin"})


def test_without_a_watch_list_the_first_of_a_symbol_wins_and_odd_symbols_make_no_names() -> None:
    namesake = OURS | {"id": "bitcoin-the-joke", "current_price": 0.02}
    dotted = OURS | {"id": "bridged", "symbol": "USDC.e"}
    prices = values(read([dotted, OURS, namesake]))
    assert prices["prices.btc.usd"] == Decimal("105000.5")
    assert {name.split(".")[1] for name in prices} == {"btc"}


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(Refused, match="none of our coins"):
        read([], {"btc": "bitcoin"})


@pytest.mark.parametrize("price", [-1, 1e30])
def test_an_impossible_price_is_refused(price: float) -> None:
    with pytest.raises(Refused, match="where a price or a cap is due, at /0/current_price"):
        read([OURS | {"current_price": price}], {"btc": "bitcoin"})


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ('{"status":{"error_code":429,"error_message":"Slow down"}}', Unreachable, "error 429: Slow down."),
        ('{"status":{"error_code":10002,"error_message":"API Key Missing"}}', Refused, "error 10002: API Key Missing."),
        ('{"error":{"status":{"error_code":10012,"error_message":"365 days"}}}', Refused, "error 10012: 365 days."),
        ('{"error":"coin not found"}', Refused, "an error: coin not found."),
        ('{"assets": []}', Refused, "a dict where a list is due"),
        ('[{"symbol": "btc"}]', Refused, "without 'id' at /0"),
        ('[{"id": "bitcoin", "last_updated": "2025-11-04T11:58:00Z"}]', Refused, "without 'current_price' at /0"),
    ],
)
def test_what_is_no_list_of_coins_is_one_sentence(body: str, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words) as told:
        read(body, COINS)
    assert str(told.value).startswith("coingecko ")
    assert str(told.value).count(". ") == 0


def test_the_recording_of_2026(contracts: Path) -> None:
    body = (contracts / "market/coingecko/coins_markets_1h24h7d.recorded-2026-09-12.trimmed.json").read_bytes()
    readings = read(body, COINS)
    assert len(readings) == 4 * 6
    assert {r.as_of for r in readings} == {datetime(2026, 9, 12, 17, 56, 10, tzinfo=UTC)}
    prices = values(readings)
    assert {name: str(value) for name, value in prices.items() if ".eth." in name or ".doge." in name} == {
        "prices.eth.usd": "2525.34",
        "prices.eth.high_24h": "2566.64",
        "prices.eth.low_24h": "2508.19",
        "prices.eth.cap": "308201876780",
        "prices.eth.change_24h": "-1.65422",
        "prices.eth.change_7d": "2.9",
        "prices.doge.usd": "0.084976",
        "prices.doge.high_24h": "0.085325",
        "prices.doge.low_24h": "0.08368",
        "prices.doge.cap": "13246698502",
        "prices.doge.change_24h": "-0.07902",
        "prices.doge.change_7d": "-2.9",
    }
    assert (prices["prices.bnb.usd"], prices["prices.sol.usd"]) == (Decimal("730.7"), Decimal("101.97"))
    assert next(r.path for r in readings if r.figure == "prices.sol.usd") == "/2/current_price"
    foreign = values(read(body))
    assert foreign == prices | {name: value for name, value in foreign.items() if ".dot." in name}
    assert foreign["prices.dot.usd"] == Decimal("1.034")


def test_the_recording_with_odd_rows(contracts: Path) -> None:
    body = (contracts / "market/coingecko/coins_markets_odd_rows.recorded-2023-07-28.trimmed.json").read_bytes()
    readings = read(body)
    prices = values(readings)
    assert len(prices) == 7 * 5 + 2
    assert {name: str(value) for name, value in prices.items() if ".gfarm2." in name or ".btc." in name} == {
        "prices.btc.usd": "29309",
        "prices.btc.high_24h": "29507",
        "prices.btc.low_24h": "29119",
        "prices.btc.cap": "569778313238",
        "prices.btc.change_24h": "0.49325",
        "prices.gfarm2.usd": "4538.9",
        "prices.gfarm2.cap": "162645872",
    }
    assert readings[0].as_of == datetime(2023, 7, 28, 20, 3, 29, 93000, tzinfo=UTC)
    assert len(read(body, {"gains": "gains-farm"})) == 2


def test_the_documented_sample_with_thirty_days(contracts: Path) -> None:
    body = (contracts / "market/coingecko/coins_markets.docs-sample-2026-06.json").read_bytes()
    assert {name: str(value) for name, value in values(read(body, COINS)).items()} == {
        "prices.btc.usd": "77671",
        "prices.btc.high_24h": "78419",
        "prices.btc.low_24h": "76696",
        "prices.btc.cap": "1555886872303",
        "prices.btc.change_24h": "-0.9530164743774191",
        "prices.btc.change_7d": "-4.042267423689584",
        "prices.btc.change_30d": "1.9453890367549207",
    }


def test_the_recorded_refusals(contracts: Path) -> None:
    folder = contracts / "market/coingecko"
    with pytest.raises(Unreachable, match=r"^coingecko answered with error 429: You've exceeded the Rate Limit\. "):
        read((folder / "error_429.recorded-2022_2023.json").read_bytes(), COINS)
    for told in json.loads((folder / "errors_4xx.recorded-2021-07-19.json").read_bytes()):
        with pytest.raises(Refused, match=r"^coingecko answered with an error: Missing parameter vs_currency\.$"):
            read(told["body_raw"], COINS)
