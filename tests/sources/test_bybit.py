"""Bybit counts both sides of every contract: taken as it stands, it would be the largest venue and is not."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import bybit

AT = datetime(2026, 9, 8, 23, 15, tzinfo=UTC)
TIME = 1788909273627  # 2026-09-08 23:14:33.627 UTC
NEWEST, HOUR = 1788908400000, 3_600_000
ASSETS = {"btc": "BTCUSDT", "eth": "ETHUSDT"}
TICKER = "market/bybit/market_tickers_linear_BTCUSDT.recorded-2026-09-08.json"
HISTORY = "market/bybit/market_open-interest_linear_BTCUSDT_1h.recorded-2026-09-08.json"


def said(body: Any, tag: str = "") -> Payload:
    return answered("bybit", body, AT, tag=tag)


def read(*payloads: Payload, assets: dict[str, str] = ASSETS) -> list[Reading]:
    return bybit.parse(payloads, Night(day=AT.date(), at=AT, options={"assets": assets}))


def values(readings: list[Reading]) -> dict[str, str]:
    return {r.figure: f"{r.value.normalize():f}" for r in readings}


def envelope(rows: list[Any], category: str = "linear", **result: Any) -> dict[str, Any]:
    return {"retCode": 0, "retMsg": "OK", "result": {"category": category, "list": rows, **result}, "time": TIME}


def ticker(**fields: Any) -> dict[str, Any]:
    own = {"symbol": "BTCUSDT", "fundingRate": "0.0001", "fundingIntervalHour": "8", "deliveryTime": "0"}
    counted = {"openInterest": "50", "openInterestValue": "4000000"}
    return {**own, **counted, **fields}


def hour(ago: int, both: str, single: str | None = None) -> dict[str, str]:
    row = {"openInterest": both, "timestamp": str(NEWEST - ago * HOUR)}
    return row if single is None else row | {"singleOpenInterest": single}


def test_asks_the_ticker_and_25_hours_of_every_symbol() -> None:
    asked = bybit.requests(Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTCUSDT"}}))
    base, of = "https://api.bybit.com/v5/market", "category=linear&symbol=BTCUSDT"
    assert [(r.tag, r.url) for r in asked] == [
        ("btc", f"{base}/tickers?{of}"),
        ("btc:interest", f"{base}/open-interest?{of}&intervalTime=1h&limit=25"),
    ]


def test_the_recorded_answers_exactly(contracts: Path) -> None:
    readings = read(
        said((contracts / TICKER).read_bytes(), "btc"), said((contracts / HISTORY).read_bytes(), "btc:interest")
    )
    now = datetime(2026, 9, 8, 23, 14, 33, 627000, tzinfo=UTC)
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path, r.formula) for r in readings] == [
        (
            "derivatives.btc.funding.bybit",
            "0.0052300",  # 0.0000523 x 100, every 8 hours
            "percent",
            now,
            "/result/list/0/fundingRate",
            "value * 100 * 8 / 8; percent per 8 hours",
        ),
        ("derivatives.btc.oi.bybit", "28199.912", "coin", now, "/result/list/0/singleOpenInterest", ""),
        (
            "derivatives.btc.oi_usd.bybit",
            "2212915902.43",
            "usd",
            now,
            "/result/list/0/singleOpenInterestValue",
            "value; in USDT, read as US dollars",
        ),
        (
            "derivatives.btc.oi_before.bybit",
            "27234.55",
            "coin",
            datetime(2026, 9, 7, 23, tzinfo=UTC),
            "/result/list/24/singleOpenInterest",
            "",
        ),
    ]
    assert [r.detail for r in readings] == [{"venue": "Bybit", "hours": "8"}, *[{"venue": "Bybit"}] * 3]


def test_without_the_single_side_half_of_both_is_taken(contracts: Path) -> None:
    """The recordings as they were before June 2026: 56399.823 / 2 = 28199.9115, 4425831726.38 / 2 = 2212915863.19, and
    in the history, which counts both sides too, 54469.1 / 2 = 27234.55."""
    older = [
        said((contracts / file).read_bytes().replace(b'"singleOpenInterest', b'"gone'), tag)
        for file, tag in ((TICKER, "btc"), (HISTORY, "btc:interest"))
    ]
    _, coin, usd, before = read(*older)
    assert (str(coin.value), coin.path, coin.formula) == (
        "28199.9115",
        "/result/list/0/openInterest",
        "value / 2; both sides were counted",
    )
    assert (str(usd.value), usd.path, usd.formula) == (
        "2212915863.19",
        "/result/list/0/openInterestValue",
        "value / 2; both sides were counted, in USDT, read as US dollars",
    )
    assert (str(before.value), before.path, before.formula) == (
        "27234.55000000",
        "/result/list/24/openInterest",
        "value / 2; both sides were counted",
    )


def test_both_and_single_are_two_to_one_in_every_recorded_row(contracts: Path) -> None:
    """What the halving rests on: 56404.953 is 2 x 28202.477 but for the rounding, and so in all 25 hours."""
    rows = json.loads((contracts / HISTORY).read_bytes())["result"]["list"]
    apart = [abs(Decimal(row["openInterest"]) / 2 - Decimal(row["singleOpenInterest"])) for row in rows]
    assert len(apart) == 25
    assert max(apart) == Decimal("0.0005")


@pytest.mark.parametrize(("hours", "percent"), [("8", "0.01"), ("4", "0.02"), ("1", "0.08")])
def test_every_interval_is_brought_to_eight_hours(hours: str, percent: str) -> None:
    found = read(said(envelope([ticker(fundingIntervalHour=hours)]), "btc"))
    assert values(found)["derivatives.btc.funding.bybit"] == percent
    assert found[0].formula == f"value * 100 * 8 / {hours}; percent per 8 hours"


def test_without_an_interval_no_funding_is_guessed() -> None:
    row = ticker()
    del row["fundingIntervalHour"]
    assert values(read(said(envelope([row]), "btc"))) == {
        "derivatives.btc.oi.bybit": "25",
        "derivatives.btc.oi_usd.bybit": "2000000",
    }


def test_a_contract_with_an_end_is_no_perpetual() -> None:
    dated = ticker(fundingRate="", fundingIntervalHour="", deliveryTime=str(TIME), basisRate="0.01")
    with pytest.raises(Refused, match="no perpetual with an open interest"):
        read(said(envelope([dated]), "btc"))


def test_yesterday_is_24_hours_before_the_newest_row_and_not_the_oldest() -> None:
    rows = [hour(0, "10"), hour(23, "20"), hour(24, "30"), hour(25, "40")]
    (before,) = read(said(envelope(rows, symbol="BTCUSDT"), "btc:interest"))
    assert (str(before.value), before.as_of) == ("15", datetime(2026, 9, 7, 23, tzinfo=UTC))
    (same,) = read(said(envelope(rows[::-1], symbol="BTCUSDT"), "btc:interest"))
    assert same.value == before.value
    with pytest.raises(Refused, match="no perpetual with an open interest"):
        read(said(envelope([rows[0], rows[1], rows[3]], symbol="BTCUSDT"), "btc:interest"))


@pytest.mark.parametrize("kind", ["inverse", "option", "spot"])
def test_documented_samples_of_other_categories(contracts: Path, kind: str) -> None:
    """An inverse contract counts US dollars where a linear one counts coin."""
    file = contracts / f"market/bybit/market_tickers_{kind}.docs-sample.json"
    with pytest.raises(Refused, match=f"of category {kind}, not linear"):
        read(said(file.read_bytes(), "btc"))


def test_the_documented_inverse_history(contracts: Path) -> None:
    file = contracts / "market/bybit/market_open-interest_inverse.docs-sample-2026-06.json"
    with pytest.raises(Refused, match="of category inverse"):
        read(said(file.read_bytes(), "btc:interest"))


def error(code: int, words: str) -> dict[str, Any]:
    return {"retCode": code, "retMsg": words, "result": {}, "retExtInfo": {}, "time": TIME}


@pytest.mark.parametrize(
    ("body", "tag", "kind", "why"),
    [
        (error(10001, "params error: symbol invalid"), "btc", Refused, "error 10001: params error: symbol invalid"),
        (error(10006, "Too many visits!"), "btc", Unreachable, "error 10006: Too many visits"),
        (error(10016, "Server error."), "btc", Unreachable, "error 10016"),
        (error(10018, "Exceeded the IP rate limit"), "btc", Unreachable, "error 10018"),
        (envelope([ticker(symbol="ETHUSDT")]), "btc", Refused, "about ETHUSDT, which was not asked"),
        (envelope([hour(0, "1")], symbol="ETHUSDT"), "btc:interest", Refused, "about ETHUSDT, which was not asked"),
        (envelope([ticker(symbol="SOLUSDT")]), "", Refused, "about SOLUSDT, which was not asked"),
        (envelope([]), "btc", Refused, "an empty list"),
        (envelope([ticker(fundingIntervalHour="3")]), "btc", Refused, "a funding interval of 3 hours"),
        (envelope([ticker(openInterest="0")]), "btc", Refused, "an open interest of 0"),
        (envelope([ticker(openInterest=None)]), "btc", Refused, "null where a number is due"),
        ({"retCode": 0, "retMsg": "OK"}, "btc", Refused, "without 'result'"),
        (b"<html><h1>403 ERROR</h1></html>", "btc", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, tag: str, kind: type[BriefError], why: str) -> None:
    with pytest.raises(kind, match=why):
        read(said(body, tag))


def test_without_assets_a_symbol_is_taken_by_its_own_name() -> None:
    found = read(said(envelope([ticker(symbol="XRPUSDT")])), assets={})
    assert found[0].figure == "derivatives.xrp.funding.bybit"
    with pytest.raises(Refused, match="BTC-26DEC25, which was not asked"):
        read(said(envelope([ticker(symbol="BTC-26DEC25")])), assets={})
