"""OKX's swaps: contracts printed as coins would be a market a hundred times its size."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import okx_derivatives

AT = datetime(2026, 9, 29, 8, 10, tzinfo=UTC)
TS = 1790669400000  # 2026-09-29 08:10 UTC
HOUR = 3_600_000
TOP = 1790668800000  # 08:00 UTC
ASSETS = {"btc": "BTC-USDT-SWAP", "eth": "ETH-USDT-SWAP"}
OKX = "market/okx/"
FUNDING = OKX + "public_funding-rate_BTC-USDT-SWAP.recorded-2026-09-29.json"
INTEREST = OKX + "public_open-interest_BTC-USDT-SWAP.recorded-2026-09-29.json"
HISTORY = OKX + "rubik_contracts_open-interest-history_BTC-USDT-SWAP_1D.recorded-2026-09-29.json"
BLOCKED = {"code": "51155", "msg": "Local compliance restrictions", "data": []}
UNKNOWN = {"code": "51001", "msg": "Instrument ID does not exist", "data": []}
BUSY = {"code": "50011", "msg": "Too Many Requests", "data": []}


def said(body: Any, tag: str = "") -> Payload:
    return answered("okx-derivatives", body, AT, tag=tag)


def read(*payloads: Payload, assets: dict[str, str] = ASSETS) -> list[Reading]:
    return okx_derivatives.parse(payloads, Night(day=AT.date(), at=AT, options={"assets": assets}))


def values(readings: list[Reading]) -> dict[str, str]:
    return {r.figure.removeprefix("derivatives."): f"{r.value.normalize():f}" for r in readings}


def envelope(*rows: Any) -> dict[str, Any]:
    return {"code": "0", "data": list(rows), "msg": ""}


def rate(swap: str = "BTC-USDT-SWAP", hours: int = 8, **fields: Any) -> dict[str, Any]:
    due = TS + HOUR
    times = {"fundingTime": str(due), "nextFundingTime": str(due + hours * HOUR), "ts": str(TS)}
    return envelope({"instId": swap, "fundingRate": "0.0001", "settFundingRate": "0.0009", **times, **fields})


def interest(swap: str = "BTC-USDT-SWAP", **fields: Any) -> dict[str, Any]:
    counted = {"oi": "2800000", "oiCcy": "28000", "oiUsd": "2350000000", "ts": str(TS)}
    return envelope({"instId": swap, "instType": "SWAP", **counted, **fields})


def hour(ago: int, coin: str, contracts: str | None = None) -> list[str]:
    return [str(TOP - ago * HOUR), contracts or f"{coin}00", coin, "2350000000"]


def day(first: str = "28000", last: str = "29800") -> list[list[str]]:
    """Newest first, as OKX sends them: 25 rows, the last of which is exactly a day older than the first."""
    return [hour(0, first), *(hour(ago, "28500") for ago in range(1, 24)), hour(24, last)]


def test_asks_three_questions_about_every_swap() -> None:
    asked = okx_derivatives.requests(Night(day=AT.date(), at=AT, options={"assets": ASSETS}))
    base = "https://www.okx.com/api/v5"
    assert [(r.tag, r.url) for r in asked[:3]] == [
        ("btc:funding", f"{base}/public/funding-rate?instId=BTC-USDT-SWAP"),
        ("btc:oi", f"{base}/public/open-interest?instType=SWAP&instId=BTC-USDT-SWAP"),
        (
            "btc:history",
            f"{base}/rubik/stat/contracts/open-interest-history?instId=BTC-USDT-SWAP&period=1H&limit=25",
        ),
    ]
    assert [r.tag for r in asked[3:]] == ["eth:funding", "eth:oi", "eth:history"]
    with pytest.raises(WrongUsage, match="BTC-USD-SWAP, but OKX is read in swaps like BTC-USDT-SWAP only"):
        okx_derivatives.requests(Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTC-USD-SWAP"}}))


def test_the_recorded_answers_exactly(contracts: Path) -> None:
    bodies = [(contracts / name).read_bytes() for name in (FUNDING, INTEREST, HISTORY)]
    readings = read(
        *(said(body, f"btc:{what}") for body, what in zip(bodies, ("funding", "oi", "history"), strict=True))
    )
    # 0.0000254522348410 x 100 = 0.00254522348410 percent a period; of 1790697600000 to 1790726400000, which is
    # 28,800,000 ms or 8 hours, so x 8 / 8
    of_rate = datetime(2026, 9, 29, 8, 9, 27, 927000, tzinfo=UTC)
    of_interest = datetime(2026, 9, 29, 8, 9, 55, 968000, tzinfo=UTC)
    a_day_before = datetime(2026, 9, 27, 16, tzinfo=UTC)  # the newest row, of 28 September, is still running
    assert [(r.figure, f"{r.value.normalize():f}", r.unit, r.as_of, r.path, r.formula) for r in readings] == [
        (
            "derivatives.btc.funding.okx",
            "0.0025452234841",
            "percent",
            of_rate,
            "/data/0/fundingRate",
            "value * 100 * 8 / 8; percent per 8 hours",
        ),
        ("derivatives.btc.oi.okx", "28009.1882000000916", "coin", of_interest, "/data/0/oiCcy", ""),
        ("derivatives.btc.oi_usd.okx", "2351802690.88828769123064", "usd", of_interest, "/data/0/oiUsd", ""),
        ("derivatives.btc.oi_before.okx", "28984.0074000000657", "coin", a_day_before, "/data/1/2", ""),
    ]
    assert readings[0].detail == {"venue": "OKX", "hours": "8"}
    assert all(r.detail["venue"] == "OKX" for r in readings)
    assert [r.sha256[:8] for r in readings] == [said(bodies[n]).sha256[:8] for n in (0, 1, 1, 2)]
    untagged = read(*map(said, bodies))
    assert [(r.figure, r.value, r.as_of) for r in untagged] == [(r.figure, r.value, r.as_of) for r in readings]


def test_the_recorded_swap_of_another_coin_is_read_by_its_own_name_or_refused(contracts: Path) -> None:
    body = (contracts / OKX / "public_open-interest_DOT-USDT-SWAP.recorded-2026-09-20.json").read_bytes()
    assert values(read(said(body), assets={})) == {"dot.oi.okx": "7563381", "dot.oi_usd.okx": "8697131.8119"}
    for tag in ("btc:oi", ""):
        with pytest.raises(Refused, match="about DOT-USDT-SWAP, which was not asked, at /data/0/instId"):
            read(said(body, tag))


def test_coins_are_printed_and_never_contracts() -> None:
    body = interest("ETH-USDT-SWAP", oi="8200000", oiCcy="820000", oiUsd="1900000000")
    assert values(read(said(body, "eth:oi"))) == {"eth.oi.okx": "820000", "eth.oi_usd.okx": "1900000000"}
    old = interest()
    del old["data"][0]["oiUsd"]
    assert values(read(said(old, "btc:oi"))) == {"btc.oi.okx": "28000"}
    with pytest.raises(Refused, match="neither funding nor open interest"):
        read(said(interest(oiCcy="", oiUsd=""), "btc:oi"))


@pytest.mark.parametrize(("hours", "percent"), [(1, "0.08"), (2, "0.04"), (4, "0.02"), (8, "0.01"), (24, "0.00333333")])
def test_a_rate_of_another_period_is_told_per_8_hours(hours: int, percent: str) -> None:
    (reading,) = read(said(rate(hours=hours), "btc:funding"))
    assert f"{reading.value:f}".startswith(percent)  # 0.0001 x 100 x 8 / hours
    assert reading.formula == f"value * 100 * 8 / {hours}; percent per 8 hours"


def test_the_estimate_for_the_running_period_is_read_and_its_zero_is_a_rate() -> None:
    assert values(read(said(rate(fundingRate="-0.0000125", settFundingRate="0.0002")))) == {
        "btc.funding.okx": "-0.00125"
    }
    (nothing,) = read(said(rate(fundingRate="0.0000000000000000")))
    assert not nothing.value
    with pytest.raises(Refused, match="neither funding"):
        read(said(rate(fundingRate="")))
    with pytest.raises(Refused, match="neither funding"):  # without its period it could be of an hour or of a day
        read(said(rate(nextFundingTime="")))
    with pytest.raises(Refused, match="funding interval of 3 hours"):
        read(said(rate(hours=3)))


def test_the_day_before_is_the_row_exactly_24_hours_older_whatever_the_order() -> None:
    for rows in (day(), day()[::-1]):
        (reading,) = read(said(envelope(*rows), "btc:history"))
        assert (reading.figure, str(reading.value)) == ("derivatives.btc.oi_before.okx", "29800")
        assert reading.as_of == datetime(2026, 9, 28, 8, tzinfo=UTC)
    rows = [*day()[:24], hour(25, "31000")]
    assert values(read(said(rate(), "btc:funding"), said(envelope(*rows), "btc:history"))) == {
        "btc.funding.okx": "0.01"
    }


def test_a_history_of_another_swap_is_no_day_before() -> None:
    ours = said(interest(), "btc:oi")
    assert values(read(ours, said(envelope(*day()), "btc:history")))["btc.oi_before.okx"] == "29800"
    ether = [[row[0], f"{row[2]}0", row[2], row[3]] for row in day()]  # 0.1 coin a contract, not 0.01
    with pytest.raises(Refused, match="a coin of btc is 10 contracts, and not 100; it is of another swap"):
        read(ours, said(envelope(*ether), "btc:history"))
    with pytest.raises(Refused, match="does not say of which swap"):
        read(said(envelope(*day())))
    with pytest.raises(Refused, match="does not say of which swap"):
        read(said(interest()), said(interest("ETH-USDT-SWAP")), said(envelope(*day())))


def test_one_coins_error_costs_the_others_nothing() -> None:
    good = [said(rate(), "btc:funding"), said(interest(), "btc:oi"), said(envelope(*day()), "btc:history")]
    bad = [said(UNKNOWN, "eth:funding"), said(BUSY, "eth:oi"), said(envelope(), "eth:history")]
    kept = {"btc.funding.okx", "btc.oi.okx", "btc.oi_usd.okx", "btc.oi_before.okx"}
    assert set(values(read(*bad, *good))) == kept == set(values(read(*good)))
    assert set(values(read(good[2], bad[0], good[0]))) == {"btc.funding.okx", "btc.oi_before.okx"}


def test_errors_alone_are_a_refusal_and_never_an_empty_market() -> None:
    with pytest.raises(Refused, match="okx-derivatives answered with error 51155: Local compliance restrictions"):
        read(said(BLOCKED, "btc:funding"), said(BLOCKED, "btc:oi"), said(BUSY, "btc:history"))
    with pytest.raises(Unreachable, match="error 50011: Too Many Requests"):
        read(said(BUSY, "btc:funding"))


def test_the_recorded_errors(contracts: Path) -> None:
    for body, code in zip(
        json.loads((contracts / OKX / "errors.from-tests.json").read_bytes()), (51001, 51155), strict=True
    ):
        with pytest.raises(Refused, match=f"error {code}: "):
            read(said(body, "btc:funding"))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (rate("ETH-USDT-SWAP"), "about ETH-USDT-SWAP, which was not asked"),
        (interest("BTC-USD-SWAP"), "about BTC-USD-SWAP, which was not asked"),
        (rate(fundingRate="0.2"), "a funding rate of 0.2000"),
        (rate(fundingRate=None), "neither funding"),
        (interest(oiCcy="0"), "an open interest of 0"),
        (interest(oiCcy="-5"), "an open interest of -5"),
        (interest(oiCcy="NaN"), "where a number is due"),
        (envelope({"instId": "BTC-USDT-SWAP", "last": "84000"}), "nothing about funding or open interest"),
        (envelope(["1790625600000", "3060890723.7218", "300865735.8587"]), "not a time, contracts, coin and dollars"),
        (envelope(), "neither funding nor open interest"),
        ({"code": "0", "data": {}}, "a dict where a list is due"),
        ({"data": []}, "without 'code'"),
        ([], "without 'code'"),
        (b"<html>Forbidden</html>", "web page instead of data"),
        (b'{"code":"0","data":[', "stops in the middle"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, why: str) -> None:
    with pytest.raises(BriefError, match=why):
        read(said(body, "btc:funding"))
