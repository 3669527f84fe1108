"""Sectors: another category's value under a name of ours, or a category that is not known as one worth nothing."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Reading
from brief.sources import coingecko_categories

AT = datetime(2026, 5, 26, 12, tzinfo=UTC)
CATEGORIES = {"layer1": "layer-1", "memes": "meme-token", "defi": "decentralized-finance-defi"}
FOLDER = "market/coingecko/"


def night(categories: Any = CATEGORIES) -> Night:
    return Night(day=AT.date(), at=AT, options={} if categories is None else {"categories": categories})


def read(body: Any, categories: Mapping[str, str] = CATEGORIES) -> list[Reading]:
    return coingecko_categories.parse([answered("coingecko-categories", body, AT)], night(categories))


def row(id_: str = "meme-token", **changed: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "name": "Meme",
        "market_cap": 39_400_000_000.5,
        "market_cap_change_24h": -3.25,
        "volume_24h": 4_000_000_000,
        "updated_at": "2026-05-26T11:58:02.100Z",
    } | changed


def plain(readings: list[Reading]) -> list[tuple[str, str]]:
    return [(reading.figure, f"{reading.value}") for reading in readings]


def test_one_call_asks_for_every_category() -> None:
    (asked,) = coingecko_categories.requests(night())
    assert asked.url == "https://api.coingecko.com/api/v3/coins/categories?order=market_cap_desc"


def test_the_recorded_categories_exactly(contracts: Path) -> None:
    body = (contracts / FOLDER / "coins_categories.recorded-2021-05-16.trimmed.json").read_bytes()
    readings = read(body, CATEGORIES | {"exchanges": "exchange-based-tokens", "stable": "stablecoins"})
    assert [(r.figure, str(r.value), r.unit, r.path) for r in readings] == [
        ("sectors.defi.cap", "136820578041.49733", "usd", "/1/market_cap"),
        ("sectors.defi.volume_24h", "14287923081.250826", "usd", "/1/volume_24h"),
        ("sectors.defi.change_24h", "-0.9466181422841903", "percent", "/1/market_cap_change_24h"),
        ("sectors.exchanges.cap", "169371736001.31586", "usd", "/0/market_cap"),
        ("sectors.exchanges.volume_24h", "15951052818.441586", "usd", "/0/volume_24h"),
        ("sectors.exchanges.change_24h", "-0.0922414270544203", "percent", "/0/market_cap_change_24h"),
        ("sectors.stable.cap", "97325984356.89694", "usd", "/4/market_cap"),
        ("sectors.stable.volume_24h", "200476835791.99164", "usd", "/4/volume_24h"),
        ("sectors.stable.change_24h", "-0.0875726509433792", "percent", "/4/market_cap_change_24h"),
    ]
    assert {r.as_of for r in readings[:3]} == {datetime(2021, 5, 16, 8, 20, 20, 877000, tzinfo=UTC)}
    assert readings[0].detail == {"category": "Decentralized Finance (DeFi)"}


def test_the_documented_categories_exactly(contracts: Path) -> None:
    body = (contracts / FOLDER / "coins_categories.docs-sample-2026-06.json").read_bytes()
    assert plain(read(body)) == [
        ("sectors.layer1.cap", "2152576804747.1516"),
        ("sectors.layer1.volume_24h", "44289945362.19749"),
        ("sectors.layer1.change_24h", "-0.538526079299288"),
    ]


def test_what_is_not_known_gives_nothing_and_is_never_zero() -> None:
    rows = [
        row(market_cap=None, volume_24h=None),
        row("layer-1", market_cap_change_24h=None, volume_24h=0),
        row("decentralized-finance-defi", updated_at=None),
    ]
    assert plain(read(rows)) == [("sectors.layer1.cap", "39400000000.5"), ("sectors.memes.change_24h", "-3.25")]


def test_a_category_is_known_by_its_id_whatever_it_is_called() -> None:
    rows = [row("memes-of-somebody", name="Meme"), row(name="Memecoins & more")]
    cap, *_ = read(rows)
    assert (cap.path, cap.detail) == ("/1/market_cap", {"category": "Memecoins & more"})


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([], "none of the categories that sources.yaml lists"),
        ([row("gaming")], "none of the categories that sources.yaml lists"),
        ([row(), row()], "lists the category meme-token twice, at /1"),
        ([row(market_cap="much")], "'much' where a number is due, at /0/market_cap"),
        ([row(market_cap=1e30)], "where a price or a cap is due, at /0/market_cap"),
        ([row(updated_at="yesterday")], "where a time is due, at /0/updated_at"),
        ([{"name": "Meme"}], "without 'id' at /0"),
        ({"error": "coin not found"}, "error: coin not found"),
        ("<html>", "where a list is due"),
    ],
)
def test_what_cannot_be_right_is_refused(body: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(body)


def test_a_busy_answer_asks_for_patience(contracts: Path) -> None:
    told = json.loads((contracts / FOLDER / "error_429.recorded-2022_2023.json").read_bytes())
    with pytest.raises(Unreachable, match="429"):
        read(told)


@pytest.mark.parametrize("listed", [None, {}, ["meme-token"], {"memes": 5}])
def test_an_entry_that_lists_no_category_says_so(listed: Any) -> None:
    with pytest.raises(WrongUsage, match="must map our names to CoinGecko's ids"):
        coingecko_categories.requests(night(listed))


def test_no_damaged_byte_breaks_the_reader() -> None:
    body = json.dumps([row()]).encode()
    for place in range(len(body)):
        for evil in (b"", b'"', b",", b"\x00", b"\xff", b"9"):
            try:
                assert read(body[:place] + evil + body[place + 1 :])
            except BriefError as told:
                assert str(told).endswith(".")


def test_the_value_is_in_dollars_and_the_change_in_percent() -> None:
    cap, volume, change = read([row()])
    assert [(one.value, one.unit) for one in (cap, volume, change)] == [
        (Decimal("39400000000.5"), "usd"),
        (Decimal(4_000_000_000), "usd"),
        (Decimal("-3.25"), "percent"),
    ]
