"""What must hold for every price and market source alike, whatever it is sent."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Reading

AT = datetime(2025, 11, 4, 12, 0, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT)
DAY = [[1762128000, 105300, 110800, 110600, 106500], [1762214400, 104000, 107500, 106500, 104900]]
PRICES = ["106500", "107500", "104000", "104900"]
GOOD: dict[str, Any] = {
    "coingecko": [
        {
            "id": "bitcoin",
            "symbol": "btc",
            "current_price": 104900.5,
            "market_cap": 2094000000000,
            "high_24h": 107500,
            "low_24h": 104000,
            "price_change_percentage_24h": -1.5,
            "price_change_percentage_7d_in_currency": -8.1,
            "last_updated": "2025-11-04T11:58:00Z",
        }
    ],
    "coingecko_global": {
        "data": {
            "total_market_cap": {"usd": 3500000000000},
            "total_volume": {"usd": 150000000000},
            "market_cap_percentage": {"btc": 59.5, "eth": 12.25},
            "market_cap_change_percentage_24h_usd": -2.5,
            "updated_at": 1762257480,
        }
    },
    "coinpaprika": {
        "id": "btc-bitcoin",
        "symbol": "BTC",
        "last_updated": "2025-11-04T11:58:00Z",
        "quotes": {"USD": {"price": 104900.5, "market_cap": 2094000000000, "percent_change_24h": -1.5}},
    },
    "coinpaprika_global": {
        "market_cap_usd": 3500000000000,
        "volume_24h_usd": 150000000000,
        "bitcoin_dominance_percentage": 58.25,
        "market_cap_change_24h": -2.5,
        "last_updated": 1762257480,
    },
    "coinbase": DAY,
    "coinbase_stats": {"open": "106500", "high": "107500", "low": "104000", "last": "104900"},
    "kraken": {"error": [], "result": {"XXBTZUSD": [[1762128000, *PRICES], [1762214400, *PRICES]], "last": 1}},
    "kraken_ticker": {
        "error": [],
        "result": {"XXBTZUSD": {"c": ["104900", "1"], "h": ["1", "107500"], "l": ["1", "104000"]}},
    },
    "binance": [
        {
            "symbol": "BTCUSDT",
            "priceChangePercent": "-1.25",
            "lastPrice": "104900",
            "highPrice": "107500",
            "lowPrice": "104000",
            "closeTime": 1762257480500,
        }
    ],
    "binance_klines": [[1762128000000, *PRICES], [1762214400000, *PRICES]],
}
EVIL = [None, True, "", "x", "NaN", "1e999999", "1e-999999", -1, 10**40, [], {}, [None], {"error": None}]


def read(module: str, body: object) -> list[Reading]:
    payload = answered("venue", body, AT)
    found: list[Reading] = import_module(f"brief.sources.{module}").parse([payload], NIGHT)
    return found


def spots(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value inside, containers included."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in below:
        yield (*way, key)
        yield from spots(item, (*way, key))


def replaced(body: Any, way: tuple[str | int, ...], value: object) -> Any:
    body = copy.deepcopy(body)
    place = body
    for key in way[:-1]:
        place = place[key]
    place[way[-1]] = value
    return body


@pytest.mark.parametrize("module", GOOD)
def test_every_value_stands_where_its_path_says(module: str) -> None:
    readings = read(module, GOOD[module])
    assert readings
    for reading in readings:
        place = GOOD[module]
        for step in reading.path.split("/")[1:]:
            place = place[int(step)] if isinstance(place, list) else place[step.replace("~1", "/")]
        if "{" not in reading.formula:
            assert reading.value == Decimal(str(place))


@pytest.mark.parametrize("module", GOOD)
def test_no_single_wrong_value_breaks_a_source_or_makes_a_zero(module: str) -> None:
    for way in spots(GOOD[module]):
        for evil in EVIL:
            try:
                readings = read(module, replaced(GOOD[module], way, evil))
            except BriefError as told:
                assert str(told).endswith(".")
                assert len(str(told)) < 300
            else:
                assert all(reading.value for reading in readings)


@pytest.mark.parametrize("module", GOOD)
def test_a_null_takes_figures_away_and_changes_none(module: str) -> None:
    full = {(r.figure, r.as_of): r.value for r in read(module, GOOD[module])}
    for way in spots(GOOD[module]):
        try:
            left = {(r.figure, r.as_of): r.value for r in read(module, replaced(GOOD[module], way, None))}
        except Refused:
            continue
        assert left.items() <= full.items()


@pytest.mark.parametrize("module", GOOD)
@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"", Refused, "an empty answer"),
        (b"<!DOCTYPE html><title>Blocked</title>", Refused, "a web page instead of data"),
        (b"<html><head><title>Just a moment...</title>", Unreachable, "a browser challenge"),
        (b"null", Refused, "due|without"),
        (b"7", Refused, "due|without"),
        (b'"prices"', Refused, "due|without"),
        (b"{}", Refused, "due|without"),
        (b"[]", Refused, "due|without|none of"),
        (b'[{"a": 1}]', Refused, "due|without"),
        (b"[[]]", Refused, "due|without"),
    ],
)
def test_what_is_no_answer_is_one_sentence(module: str, body: bytes, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words) as told:
        read(module, body)
    assert str(told.value).startswith("venue ")


@pytest.mark.parametrize("module", GOOD)
def test_an_answer_cut_off_anywhere_is_refused(module: str) -> None:
    body = json.dumps(GOOD[module]).encode()
    for end in range(1, len(body)):
        with pytest.raises(Refused):
            read(module, body[:end])
