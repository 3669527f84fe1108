"""Deribit's perpetuals: dollars taken for coins would make it the largest venue of all."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import deribit_perpetual
from specimen.options import bodies

AT = datetime(2021, 6, 7, 10, tzinfo=UTC)
STAMP = datetime(2021, 6, 7, 9, 54, 41, 955000, tzinfo=UTC)
ASSETS = {"btc": "BTC-PERPETUAL", "eth": "ETH-PERPETUAL"}
TICKER = {
    "current_funding": 0,
    "funding_8h": 0.0001,
    "instrument_name": "BTC-PERPETUAL",
    "mark_price": 40000,
    "open_interest": 500_000_000,
    "state": "open",
    "timestamp": 1623059681955,
}


def said(body: Any = None, tag: str = "btc", **changed: Any) -> Payload:
    ticker = {"jsonrpc": "2.0", "result": TICKER | changed}
    return answered("deribit-perpetual", ticker if body is None else body, AT, tag=tag)


def read(*payloads: Payload) -> list[Reading]:
    return deribit_perpetual.parse(payloads, Night(day=AT.date(), at=AT, options={"assets": ASSETS}))


def test_asks_for_the_ticker_of_each_contract() -> None:
    base = "https://www.deribit.com/api/v2/public/ticker?instrument_name="
    asked = deribit_perpetual.requests(Night(day=AT.date(), at=AT, options={"assets": ASSETS}))
    assert [(r.tag, r.url) for r in asked] == [("btc", base + "BTC-PERPETUAL"), ("eth", base + "ETH-PERPETUAL")]


def test_dollars_become_coins_at_the_mark_price() -> None:
    """500,000,000 dollars at 40,000 are 12,500 coins; 0.0001 of the position is 0.01%."""
    funding, usd, coin = read(said())
    assert [(r.figure, r.value, r.unit) for r in (funding, usd, coin)] == [
        ("derivatives.btc.funding.deribit", Decimal("0.01"), "percent"),
        ("derivatives.btc.oi_usd.deribit", 500_000_000, "usd"),
        ("derivatives.btc.oi.deribit", 12_500, "coin"),
    ]
    assert [r.path for r in (funding, usd, coin)] == [
        "/result/funding_8h",
        "/result/open_interest",
        "/result/open_interest",
    ]
    assert coin.formula == "value / {/result/mark_price}; US dollars at the mark price"
    assert {r.as_of for r in (funding, usd, coin)} == {STAMP}
    assert {r.detail["venue"] for r in (funding, usd, coin)} == {"Deribit"}


def test_the_momentary_rate_is_not_the_funding() -> None:
    assert read(said(current_funding=0.05))[0].value == Decimal("0.01")
    assert read(said(funding_8h=-0.00002))[0].value == Decimal("-0.002")
    assert read(said(funding_8h=0))[0].value == 0  # a rate of zero is one


@pytest.mark.parametrize(
    ("changed", "places"),
    [
        (said(mark_price=40001), [2]),
        (said(open_interest=500_000_001), [1, 2]),
        (said(funding_8h=0.00010001), [0]),
    ],
)
def test_a_changed_digit_changes_what_is_made_of_it(changed: Payload, places: list[int]) -> None:
    pairs = zip(read(said()), read(changed), strict=True)
    assert [place for place, (before, after) in enumerate(pairs) if before.value != after.value] == places


def test_the_documented_sample_exactly(contracts: Path) -> None:
    """502,231,260 dollars at 36,288.31 are 13,840.0289 coins."""
    for tag in ("btc", ""):
        readings = read(said((contracts / "market/deribit/ticker.docs-sample.json").read_bytes(), tag))
        assert [(r.figure.removeprefix("derivatives.btc."), str(r.value)) for r in readings] == [
            ("funding.deribit", "0.00220300"),
            ("oi_usd.deribit", "502231260"),
            ("oi.deribit", "13840.02892391516717091537192"),
        ]


def test_the_specimen_s_contracts_keep_to_themselves() -> None:
    payloads = [said(body, tag) for tag, body in bodies()["deribit-perpetual"].items()]
    assert {r.figure.split(".")[1] for r in read(*payloads)} == {"btc", "eth"}


@pytest.mark.parametrize(
    ("payload", "error", "why"),
    [
        (said({"error": {"code": 10028, "message": "too_many_requests"}}), Unreachable, "error 10028"),
        (said({"error": {"code": 13020, "message": "not_found"}}), Refused, "error 13020: not_found"),
        (said({"result": TICKER, "testnet": True}), Refused, "test network"),
        (said(instrument_name="ETH-PERPETUAL"), Refused, "answered about ETH-PERPETUAL, not about BTC-PERPETUAL"),
        (said(tag="", instrument_name="BTC_USDC-PERPETUAL"), Refused, "no perpetual counted in US dollars"),
        (said(tag="", instrument_name="BTC-25SEP26"), Refused, "BTC-25SEP26, which is no perpetual"),
        (said(state="closed"), Refused, "BTC-PERPETUAL is closed, not open"),
        (said(open_interest=0), Refused, "an open interest of 0"),
        (said(open_interest=None), Refused, "null where a number is due, at /result/open_interest"),
        (said(mark_price=0), Refused, "0 where a price or a cap is due"),
        (said(funding_8h=None), Refused, "null where a number is due, at /result/funding_8h"),
        (said(funding_8h=0.2), Refused, r"a funding rate of 0\.2000"),
        (said({"jsonrpc": "2.0"}), Refused, "without 'result'"),
    ],
)
def test_what_is_no_answer_is_one_sentence(payload: Payload, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(payload)
