"""CoinGecko's whole market: the wrong currency of the map, or a null read as zero, would be printed as the market."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from brief.errors import Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import coingecko_global

AT = datetime(2026, 9, 12, 18, 0, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT)
DATA: dict[str, Any] = {
    "total_market_cap": {"btc": 33000000.5, "usd": 3500000000000.25},
    "total_volume": {"btc": 1200000.5, "usd": 150000000000},
    "market_cap_percentage": {"btc": 59.5, "eth": 12.25, "usdt": 5},
    "market_cap_change_percentage_24h_usd": -2.5,
    "volume_change_percentage_24h_usd": 33.5,
    "updated_at": 1762257480,
}


def read(body: bytes | str | dict[str, Any]) -> list[Reading]:
    told = json.dumps({"data": body}) if isinstance(body, dict) else body
    raw = told.encode() if isinstance(told, str) else told
    payload = Payload(source="coingecko-global", url="https://example.org", body=raw, fetched_at=AT)
    return coingecko_global.parse([payload], NIGHT)


def test_one_call() -> None:
    assert [r.url for r in coingecko_global.requests(NIGHT)] == ["https://api.coingecko.com/api/v3/global"]


def test_the_documented_answer_gives_six_figures_in_place() -> None:
    readings = read(DATA)
    assert [(r.figure, str(r.value), r.unit, r.path) for r in readings] == [
        ("market.cap", "3500000000000.25", "usd", "/data/total_market_cap/usd"),
        ("market.volume_24h", "150000000000", "usd", "/data/total_volume/usd"),
        ("market.cap_change_24h", "-2.5", "percent", "/data/market_cap_change_percentage_24h_usd"),
        ("market.volume_change_24h", "33.5", "percent", "/data/volume_change_percentage_24h_usd"),
        ("market.dominance.btc", "59.5", "percent", "/data/market_cap_percentage/btc"),
        ("market.dominance.eth", "12.25", "percent", "/data/market_cap_percentage/eth"),
    ]
    assert {r.as_of for r in readings} == {datetime(2025, 11, 4, 11, 58, tzinfo=UTC)}


def test_a_null_or_absent_change_is_not_zero() -> None:
    nulls = DATA | {"market_cap_change_percentage_24h_usd": None, "market_cap_percentage": {"btc": 59.5, "eth": None}}
    del nulls["volume_change_percentage_24h_usd"]
    assert [r.figure for r in read(nulls)] == ["market.cap", "market.volume_24h", "market.dominance.btc"]


@pytest.mark.parametrize("cap", [None, 0, -5, "?"])
def test_without_a_cap_nothing_is_read(cap: object) -> None:
    with pytest.raises(Refused, match="is due, at /data/total_market_cap/usd"):
        read(DATA | {"total_market_cap": {"usd": cap}})


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ('{"status":{"error_code":429,"error_message":"Slow down"}}', Unreachable, "error 429: Slow down"),
        ('{"error":"not found"}', Refused, "an error: not found"),
        ('{"data":{}}', Refused, "without 'updated_at' at /data"),
        ("[]", Refused, "without 'data' at /"),
    ],
)
def test_what_is_no_market_is_one_sentence(body: str, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        read(body)


def test_the_recording_of_2026(contracts: Path) -> None:
    readings = read((contracts / "market/coingecko/global.recorded-2026-09-12.json").read_bytes())
    assert {r.figure: str(r.value) for r in readings} == {
        "market.cap": "2658993478160.9897",
        "market.volume_24h": "56806772013.82851",
        "market.cap_change_24h": "-3.5456058512332365",
        "market.volume_change_24h": "-46.75811319032361",
        "market.dominance.btc": "58.17938979734104",
        "market.dominance.eth": "11.569683291071984",
    }
    assert {r.as_of for r in readings} == {datetime(2026, 9, 12, 17, 57, 17, tzinfo=UTC)}


def test_the_documented_sample(contracts: Path) -> None:
    readings = read((contracts / "market/coingecko/global.docs-sample-2026-06.json").read_bytes())
    assert len(readings) == 6
    assert readings[0].value == Decimal("2621040321355.0405")
