"""Kraken tells its funding in dollars: printed as a rate it would be 78,000 times what anybody pays."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import kraken_futures

AT = datetime(2026, 9, 9, 21, 54, tzinfo=UTC)
ASSETS = {"btc": "PF_XBTUSD", "eth": "PF_ETHUSD", "sol": "PF_SOLUSD"}
TICKERS = "market/kraken/futures_tickers.recorded-2026-09-09.trimmed.json"


def said(body: Any) -> Payload:
    return answered("kraken-futures", body, AT)


def read(body: Any, assets: dict[str, str] = ASSETS) -> list[Reading]:
    return kraken_futures.parse([said(body)], Night(day=AT.date(), at=AT, options={"assets": assets}))


def values(readings: list[Reading]) -> dict[str, str]:
    return {r.figure.removeprefix("derivatives."): f"{r.value.normalize():f}" for r in readings}


def ticker(symbol: str = "PF_XBTUSD", **fields: Any) -> dict[str, Any]:
    own = {"symbol": symbol, "tag": "perpetual", "lastTime": "2026-09-09T03:00:00Z", "suspended": False}
    return {**own, "markPrice": 80000, "openInterest": 2000, "fundingRate": 0.8, **fields}


def envelope(*rows: Any, **more: Any) -> dict[str, Any]:
    return {"result": "success", "tickers": list(rows), **more}


def test_asks_once_for_all_contracts() -> None:
    (asked,) = kraken_futures.requests(Night(day=AT.date(), at=AT, options={"assets": ASSETS}))
    assert (asked.method, asked.tag) == ("GET", "")
    assert asked.url == "https://futures.kraken.com/derivatives/api/v3/tickers"
    with pytest.raises(WrongUsage, match="names PI_XBTUSD, but of Kraken only"):  # it counts US dollars
        kraken_futures.requests(Night(day=AT.date(), at=AT, options={"assets": {"btc": "PI_XBTUSD"}}))


def test_the_recorded_answer_exactly(contracts: Path) -> None:
    readings = read((contracts / TICKERS).read_bytes())
    assert [(r.figure, f"{r.value.normalize():f}", r.unit, r.as_of, r.path, r.formula) for r in readings] == [
        ("derivatives.btc.oi.kraken", "2080.7149", "coin", AT, "/tickers/1/openInterest", ""),
        (
            "derivatives.btc.funding.kraken",
            # 0.24851358871905724 / 78,115.14704713407 = 0.0000031813... an hour, x 100 x 8
            "0.002545100130903995665180811924",
            "percent",
            AT,
            "/tickers/1/fundingRate",
            "value / {/tickers/1/markPrice} * 100 * 8 / 1; percent per 8 hours",
        ),
        (
            "derivatives.btc.oi_usd.kraken",
            "162535350.376662861746643",  # 2,080.7149 x 78,115.14704713407
            "usd",
            AT,
            "/tickers/1/openInterest",
            "value * {/tickers/1/markPrice}",
        ),
    ]
    assert readings[1].detail == {"venue": "Kraken", "hours": "1"}


def test_the_last_trade_is_not_the_time_of_the_figures(contracts: Path) -> None:
    recorded = json.loads((contracts / TICKERS).read_bytes())
    inverse, linear = recorded["tickers"]
    assert (inverse["lastTime"][11:16], linear["lastTime"][11:16]) == ("19:53", "21:53")
    assert abs(inverse["markPrice"] - linear["markPrice"]) < 0.5  # two hours apart they would not agree so well
    assert {r.as_of for r in read(recorded)} == {AT}
    told = read(recorded | {"serverTime": "2026-09-09T21:53:59.914Z"})
    assert {r.as_of for r in told} == {datetime(2026, 9, 9, 21, 53, 59, 914000, tzinfo=UTC)}


def test_inverse_contracts_and_those_that_end_are_not_read(contracts: Path) -> None:
    rows = [ticker("PI_XBTUSD", openInterest=2172854), ticker("FF_XBTUSD_260925"), ticker(), ticker("PF_XBTEUR")]
    found = {"btc.oi.kraken": "2000", "btc.funding.kraken": "0.008", "btc.oi_usd.kraken": "160000000"}
    assert values(read(envelope(*rows))) == found  # 0.8 / 80,000 x 100 x 8
    assert values(read(envelope(*rows), {})) == found
    recorded = json.loads((contracts / TICKERS).read_bytes())
    with pytest.raises(Refused, match="no open interest of a watched coin"):
        read(envelope(recorded["tickers"][0]))
    with pytest.raises(Refused, match="no open interest of a watched coin"):
        read(envelope(ticker("PI_XBTUSD")), {"btc": "PI_XBTUSD"})


def test_each_coin_gets_its_own_row_whatever_the_order() -> None:
    rows = [ticker(), ticker("PF_ETHUSD", markPrice=2300, openInterest=30000, fundingRate=-0.0115), ticker("PF_DOTUSD")]
    straight = values(read(envelope(*rows)))
    assert straight == values(read(envelope(*rows[::-1])))
    assert straight["eth.funding.kraken"] == "-0.004"  # -0.0115 / 2,300 = -0.000005 an hour, x 800
    assert not any(name.startswith("dot.") for name in straight)
    assert "dot.oi.kraken" in values(read(envelope(*rows), {}))


def test_a_coin_that_is_missing_or_suspended_costs_the_others_nothing() -> None:
    alone = values(read(envelope(ticker())))
    for odd in (
        ticker("PF_ETHUSD", suspended=True),
        ticker("PF_ETHUSD", openInterest=0),
        ticker("PF_ETHUSD", openInterest=None),
        {"symbol": "PF_ETHUSD"},
    ):
        assert values(read(envelope(odd, ticker()))) == alone
    without_rate = ticker("PF_SOLUSD", markPrice=100)
    del without_rate["fundingRate"]
    assert values(read(envelope(without_rate))) == {"sol.oi.kraken": "2000", "sol.oi_usd.kraken": "200000"}
    assert values(read(envelope(ticker(markPrice=None)))) == {"btc.oi.kraken": "2000"}


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"result": "error", "error": "apiLimitExceeded"}, Unreachable, "answered with error apiLimitExceeded"),
        ({"result": "error", "error": "Unavailable"}, Refused, "answered with error Unavailable"),
        ({"result": "error", "errors": [{"code": 1}]}, Refused, "with the result error"),
        (envelope(ticker(fundingRate=8001)), Refused, "a funding rate of 0.1000"),  # 8,001 / 80,000
        (envelope(ticker(openInterest=-1)), Refused, "an open interest of -1"),
        (envelope(ticker(markPrice=0)), Refused, "sent 0 where"),
        (envelope(ticker(openInterest="x")), Refused, "where a number is due"),
        (envelope(ticker(), serverTime="yesterday"), Refused, "where a time is due"),
        (envelope({"last": 1}), Refused, "without 'symbol'"),
        (envelope(), Refused, "no open interest of a watched coin"),
        ({"result": "success"}, Refused, "without 'tickers'"),
        ({"result": {"timestamp": []}, "errors": []}, Refused, "a dict where text is due"),
        ([], Refused, "without 'result'"),
        (b"<html>Forbidden</html>", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(body)
