"""BitMEX counts contracts of one dollar: read as coin, 412 million dollars would be twenty times all there is."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import bitmex

AT = datetime(2024, 11, 24, 23, 34, tzinfo=UTC)
RECORDED = "market/bitmex/instrument_XBTUSD.recorded-2024-11-24.json"


def said(body: Any, tag: str = "") -> Payload:
    return answered("bitmex", body, AT, tag=tag)


def read(payload: Payload, assets: dict[str, str] | None = None) -> list[Reading]:
    return bitmex.parse([payload], Night(day=AT.date(), at=AT, options={"assets": assets or {"btc": "XBTUSD"}}))


def instrument(**fields: Any) -> dict[str, Any]:
    kind = {"quoteCurrency": "USD", "settlCurrency": "XBt", "isInverse": True, "multiplier": -100000000}
    rate = {"fundingRate": 0.0001, "fundingInterval": "2000-01-01T08:00:00.000Z", "indicativeFundingRate": 0.5}
    own = {"symbol": "XBTUSD", "openInterest": 1000, "markPrice": 250, "timestamp": "2024-11-24T23:33:19.034Z"}
    return {**kind, **rate, **own, **fields}


def test_asks_one_instrument() -> None:
    (asked,) = bitmex.requests(Night(day=AT.date(), at=AT))
    assert (asked.tag, asked.url) == ("btc", "https://www.bitmex.com/api/v1/instrument?symbol=XBTUSD")


EXACTLY = [
    ("derivatives.btc.funding.bitmex", "0.01100", "percent", "value * 100 * 8 / 8; percent per 8 hours"),
    ("derivatives.btc.oi_usd.bitmex", "411647400", "usd", "value; contracts of one US dollar"),
    # 411647400 / 97849.76
    ("derivatives.btc.oi.bitmex", "4206.933159570345394817524335", "coin", None),
]


@pytest.mark.parametrize("as_list", [False, True])
def test_the_recorded_instrument_exactly(contracts: Path, as_list: bool) -> None:
    body = (contracts / RECORDED).read_bytes()
    readings = read(said(b"[" + body + b"]" if as_list else body, "btc"))
    above = "/0" if as_list else ""
    assert [r.path for r in readings] == [f"{above}/fundingRate", f"{above}/openInterest", f"{above}/openInterest"]
    formula = f"value / {{{above}/markPrice}}; contracts of one US dollar"
    assert [(r.figure, str(r.value), r.unit, r.formula) for r in readings] == [
        (figure, value, unit, told or formula) for figure, value, unit, told in EXACTLY
    ]
    assert {r.as_of for r in readings} == {datetime(2024, 11, 24, 23, 33, 19, 34000, tzinfo=UTC)}
    assert [r.detail for r in readings] == [{"venue": "BitMEX", "hours": "8"}, *[{"venue": "BitMEX"}] * 2]


def test_the_recorded_value_in_bitcoin_agrees(contracts: Path) -> None:
    """`openValue`, 420,691,293,378 hundred-millionths, is 4,206.913 bitcoin: the contracts are dollars indeed."""
    body = (contracts / RECORDED).read_bytes()
    coins = read(said(body, "btc"))[2].value
    assert abs(coins / (Decimal(json.loads(body)["openValue"]) / 10**8) - 1) < Decimal("0.00001")


def test_an_hourly_rate_is_paid_eight_times_in_eight_hours() -> None:
    found = read(said([instrument(fundingInterval="2000-01-01T01:00:00.000Z")], "btc"))
    assert (f"{found[0].value.normalize():f}", found[0].detail["hours"]) == ("0.08", "1")
    daily = read(said([instrument(fundingInterval="2000-01-02T00:00:00.000Z")], "btc"))
    assert daily[0].formula == "value * 100 * 8 / 24; percent per 8 hours"


def test_a_contract_with_an_end_pays_no_funding_and_not_zero() -> None:
    dated = instrument(fundingRate=None, fundingInterval=None)
    assert [r.figure for r in read(said([dated], "btc"))] == [
        "derivatives.btc.oi_usd.bitmex",
        "derivatives.btc.oi.bitmex",
    ]


@pytest.mark.parametrize(
    ("place", "error", "why"),
    [
        (0, Unreachable, "an error: Rate limit exceeded, retry in 1 seconds"),
        (1, Unreachable, "an error: The system is currently overloaded"),
        (2, Refused, "an error: Not Found"),
    ],
)
def test_recorded_errors(contracts: Path, place: int, error: type[BriefError], why: str) -> None:
    recorded = json.loads((contracts / "market/bitmex/errors.recorded-2018_2019.json").read_bytes())
    with pytest.raises(error, match=why):
        read(said(recorded[place]["body"], "btc"))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ([instrument(symbol="ETHUSD")], "about ETHUSD, which was not asked"),
        ([instrument(isInverse=False)], "sent False where True is due, at /0/isInverse"),
        ([instrument(quoteCurrency="USDT")], "sent 'USDT' where 'USD' is due"),
        ([instrument(multiplier=100)], "sent 100 where -100000000 is due"),
        ([], "sent 0 instruments where one was asked"),
        ([instrument(), instrument()], "sent 2 instruments where one was asked"),
        ([instrument(openInterest=0)], "an open interest of 0"),
        ([instrument(markPrice=0)], "sent 0 where a price or a cap is due"),
        ([instrument(markPrice=None)], "null where a number is due"),
        ([instrument(fundingInterval="2000-01-01T07:00:00.000Z")], "a funding interval of 7 hours"),
        ([instrument(fundingRate=0.2)], "a funding rate of 0.2"),
        ({"error": {"message": "odd"}}, "an error: odd"),
        (b"<html>blocked</html>", "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(said(body, "btc"))


def test_an_answer_to_another_request_is_refused() -> None:
    """Each of two contracts must be told by the answer to its own question."""
    both = {"btc": "XBTUSD", "eth": "ETHUSD"}
    with pytest.raises(Refused, match="about XBTUSD, which was not asked"):
        read(said([instrument()], "eth"), both)
