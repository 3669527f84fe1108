"""Hyperliquid pays by the hour and names its coins in another list: its rate is easily an eighth, or a neighbour's."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import hyperliquid

AT = datetime(2026, 9, 8, 23, 15, tzinfo=UTC)
ASSETS = {"btc": "BTC", "eth": "ETH", "sol": "SOL"}
FOLDER = "market/hyperliquid/"
MAINNET = FOLDER + "metaAndAssetCtxs_mainnet_BTC_only.recorded-2026-09-08.trimmed.json"
TESTNET = FOLDER + "metaAndAssetCtxs_testnet_with_nulls.recorded-2024-12-22.trimmed.json"
DELISTED = {"funding": "0.0", "openInterest": "0.0", "markPx": "8.447", "premium": None, "midPx": None}


def said(body: Any) -> Payload:
    return answered("hyperliquid", body, AT)


def read(body: Any, assets: dict[str, str] = ASSETS) -> list[Reading]:
    return hyperliquid.parse([said(body)], Night(day=AT.date(), at=AT, options={"assets": assets}))


def values(readings: list[Reading]) -> dict[str, str]:
    return {r.figure.removeprefix("derivatives."): f"{r.value.normalize():f}" for r in readings}


def context(**fields: Any) -> dict[str, Any]:
    return {"funding": "0.0000125", "openInterest": "34000", "markPx": "80000.0", **fields}


def both(**contexts: Any) -> list[Any]:
    return [{"universe": [{"name": name} for name in contexts]}, list(contexts.values())]


def test_asks_once_for_all_coins() -> None:
    (asked,) = hyperliquid.requests(Night(day=AT.date(), at=AT, options={"assets": ASSETS}))
    assert (asked.method, asked.url, asked.tag) == ("POST", "https://api.hyperliquid.xyz/info", "")
    assert (asked.body, asked.headers) == ('{"type":"metaAndAssetCtxs"}', {"content-type": "application/json"})
    with pytest.raises(WrongUsage, match="names no asset"):
        hyperliquid.requests(Night(day=AT.date(), at=AT))


def test_the_recorded_answer_exactly(contracts: Path) -> None:
    readings = read((contracts / MAINNET).read_bytes())
    assert [(r.figure, f"{r.value.normalize():f}", r.unit, r.as_of, r.path, r.formula) for r in readings] == [
        ("derivatives.btc.oi.hyperliquid", "33997.0627", "coin", AT, "/1/0/openInterest", ""),
        (
            "derivatives.btc.funding.hyperliquid",
            "0.00806688",  # 0.0000100836 an hour, x 100 x 8
            "percent",
            AT,
            "/1/0/funding",
            "value * 100 * 8 / 1; percent per 8 hours",
        ),
        (
            "derivatives.btc.oi_usd.hyperliquid",
            "2664825762.6768",  # 33,997.0627 x 78,384.0
            "usd",
            AT,
            "/1/0/openInterest",
            "value * {/1/0/markPx}; in USDC, read as US dollars",
        ),
    ]
    assert readings[1].detail == {"venue": "Hyperliquid", "hours": "1"}


def test_the_recorded_test_network_exactly_and_its_dead_coins_not_at_all(contracts: Path) -> None:
    body = (contracts / TESTNET).read_bytes()
    found = {
        "sol.oi.hyperliquid": "7029.78",
        "sol.funding.hyperliquid": "0.01",  # 0.0000125 x 800
        "sol.oi_usd.hyperliquid": "1416430.3722",  # 7,029.78 x 201.49
        "btc.oi.hyperliquid": "1769.9173",
        "btc.funding.hyperliquid": "-0.444136",  # -0.00055517 x 800
        "btc.oi_usd.hyperliquid": "175450132.0317",  # 1,769.9173 x 99,129
        "eth.oi.hyperliquid": "2013.937",
        "eth.funding.hyperliquid": "0.276808",  # 0.00034601 x 800
        "eth.oi_usd.hyperliquid": "7171831.0507",  # 2,013.937 x 3,561.1
    }
    assert values(read(body)) == found
    assert values(read(body, {})) == found  # of nine coins five are delisted, and kPEPE counts in thousands
    with pytest.raises(Refused, match="no open interest of a watched coin"):
        read(body, {"matic": "MATIC", "rndr": "RNDR"})


def test_each_coin_gets_its_own_row_whatever_the_order() -> None:
    rows = {
        "BTC": context(),
        "ETH": context(openInterest="600000", markPx="2300"),
        "SOL": context(openInterest="4000000"),
    }
    straight, turned = both(**rows), both(**dict(reversed(rows.items())))
    assert values(read(straight)) == values(read(turned))
    assert values(read(turned))["eth.oi_usd.hyperliquid"] == "1380000000"
    assert read(turned)[0].path == "/1/0/openInterest"


def test_two_lists_that_do_not_fit_are_refused() -> None:
    body = both(BTC=context(), ETH=context())
    with pytest.raises(Refused, match="sent 1 rows for 2 coins"):
        read([body[0], body[1][:1]])
    with pytest.raises(Refused, match="sent 2 rows for 1 coins"):
        read([{"universe": body[0]["universe"][:1]}, body[1]])
    with pytest.raises(Refused, match="2 coins, 1 of them different"):
        read([{"universe": [{"name": "BTC"}, {"name": "BTC"}]}, body[1]])


def test_a_coin_that_is_missing_or_dead_costs_the_others_nothing() -> None:
    alone = values(read(both(BTC=context())))
    assert set(alone) == {"btc.oi.hyperliquid", "btc.funding.hyperliquid", "btc.oi_usd.hyperliquid"}
    for dead in (DELISTED, None, {}, context(openInterest=None)):
        assert values(read(both(ETH=dead, BTC=context()))) == alone
    flagged = both(ETH=context(), BTC=context())
    flagged[0]["universe"][0]["isDelisted"] = True
    assert values(read(flagged)) == alone
    assert values(read(both(BTC=context(funding=None, markPx=None)))) == {"btc.oi.hyperliquid": "34000"}


def test_other_answers_of_the_venue_are_refused(contracts: Path) -> None:
    for name in ("info_fundingHistory_BTC.recorded-2023-05", "ws_allDexsAssetCtxs_mainnet.recorded-2026"):
        with pytest.raises(Refused, match="without 0 at /"):
            read((contracts / FOLDER / f"{name}.trimmed.json").read_bytes())
    history = json.loads((contracts / FOLDER / "info_fundingHistory_BTC.recorded-2023-05.trimmed.json").read_bytes())
    with pytest.raises(Refused, match="without 'universe' at /0"):
        read(history["response_body"])


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (both(BTC=context(funding="0.2")), "a funding rate of 0.2000"),
        (both(BTC=context(openInterest="-3")), "an open interest of -3"),
        (both(BTC=context(openInterest="many")), "where a number is due"),
        (both(BTC=context(markPx="0")), "sent 0 where"),
        (both(), "no open interest of a watched coin"),
        (both(xBTC=context()), "no open interest of a watched coin"),
        ([{"universe": []}], "without 1 at /"),
        (b"null", "without 0 at /"),
        (b"Failed to deserialize the JSON body", "broken JSON"),
        (b"<html>Forbidden</html>", "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, why: str) -> None:
    with pytest.raises(BriefError, match=why):
        read(body)
