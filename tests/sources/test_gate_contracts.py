"""Gate counts some positions on both sides and some on one: mixed up, a market halves or doubles overnight."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import gate_contracts

AT = datetime(2026, 9, 9, 21, 54, tzinfo=UTC)
TOP = 1788987600  # 2026-09-09 21:00 UTC
ASSETS = {"btc": "BTC_USDT", "eth": "ETH_USDT"}
CONTRACT = "market/gate/futures_usdt_contracts_BTC_USDT.recorded-2026-09-09.json"
STATS = "market/gate/futures_usdt_contract_stats_BTC_USDT_1h.recorded-2026-09-09.trimmed.json"
UNKNOWN = {"label": "CONTRACT_NOT_FOUND", "message": "no such contract"}
BUSY = {"label": "TOO_MANY_REQUESTS", "message": "slow down"}


def said(body: Any, tag: str = "") -> Payload:
    return answered("gate-contracts", body, AT, tag=tag)


def read(*payloads: Payload, assets: dict[str, str] = ASSETS) -> list[Reading]:
    return gate_contracts.parse(payloads, Night(day=AT.date(), at=AT, options={"assets": assets}))


def values(readings: list[Reading]) -> dict[str, str]:
    return {r.figure.removeprefix("derivatives."): f"{r.value.normalize():f}" for r in readings}


def contract(name: str = "BTC_USDT", **fields: Any) -> dict[str, Any]:
    own = {"name": name, "funding_rate": "0.0001", "funding_interval": 28800, "funding_rate_indicative": "0.0005"}
    counted = {"position_size": 320_000_000, "quanto_multiplier": "0.0001", "mark_price": "80000"}
    return {**own, **counted, **fields}


def hour(ago: int, both: Any = 640_000_000, ratio: Any = 1.25, **fields: Any) -> dict[str, Any]:
    return {"time": TOP - ago * 3600, "open_interest": both, "lsr_account": ratio, **fields}


def day(last: Any = 680_000_000, **fields: Any) -> list[dict[str, Any]]:
    """Oldest first, as Gate sends them: 25 rows, the first of which is exactly a day older than the last."""
    return [hour(24, last, **fields), *(hour(ago, 650_000_000, 1.1) for ago in range(23, 0, -1)), hour(0)]


def test_asks_the_contract_and_25_hours_of_each() -> None:
    asked = gate_contracts.requests(Night(day=AT.date(), at=AT, options={"assets": ASSETS}))
    base = "https://api.gateio.ws/api/v4/futures/usdt"
    assert [(r.tag, r.url) for r in asked[:2]] == [
        ("btc:contract", f"{base}/contracts/BTC_USDT"),
        ("btc:stats", f"{base}/contract_stats?contract=BTC_USDT&interval=1h&limit=25"),
    ]
    assert [r.tag for r in asked[2:]] == ["eth:contract", "eth:stats"]
    with pytest.raises(WrongUsage, match="BTC_USD, but Gate is read in contracts like BTC_USDT only"):
        gate_contracts.requests(Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTC_USD"}}))


def test_the_recorded_answers_exactly(contracts: Path) -> None:
    bodies = [(contracts / name).read_bytes() for name in (CONTRACT, STATS)]
    readings = read(said(bodies[0], "btc:contract"), said(bodies[1], "btc:stats"))
    newest = datetime(2026, 9, 9, 20, tzinfo=UTC)
    assert [(r.figure, f"{r.value.normalize():f}", r.unit, r.as_of, r.path, r.formula) for r in readings] == [
        (
            "derivatives.btc.funding.gate",
            "0.0037",  # 0.000037 x 100, every 28,800 seconds, which is 8 hours
            "percent",
            AT,
            "/funding_rate",
            "value * 100 * 8 / 8; percent per 8 hours",
        ),
        (
            "derivatives.btc.oi.gate",
            "31996.8666",  # 319,968,666 contracts of 0.0001 coin; the ticker's total_size, 639,937,332, is twice that
            "coin",
            AT,
            "/position_size",
            "value * {/quanto_multiplier}",
        ),
        (
            "derivatives.btc.oi_usd.gate",
            "2498366539.11456",  # 31,996.8666 x 78,081.6
            "usd",
            AT,
            "/position_size",
            "value * {/quanto_multiplier} * {/mark_price}; in USDT, read as US dollars",
        ),
        (
            "derivatives.btc.long_share.gate",
            "56.33286318758815218433320535",  # 1.2900516795865633 / 2.2900516795865633
            "percent",
            newest,
            "/5/lsr_account",
            "value / (1 + value) * 100; percent of the accounts with a position",
        ),
    ]  # no oi_before: the row of 20:00 the day before was trimmed away
    assert abs(readings[3].value - Decimal(17973) / (17973 + 13932) * 100) < Decimal("1e-14")  # long_users, short_users
    assert all(r.detail["venue"] == "Gate" for r in readings)
    assert values(read(*map(said, bodies))) == values(readings)


def test_the_recorded_hours_agree_with_the_recorded_contract_when_half_of_them_is_taken(contracts: Path) -> None:
    rows = json.loads((contracts / STATS).read_bytes())
    rows[0]["time"] = rows[-1]["time"] - 86400
    payload = said((contracts / CONTRACT).read_bytes(), "btc:contract")
    before = read(payload, said(rows, "btc:stats"))[-1]
    assert (before.figure, before.path) == ("derivatives.btc.oi_before.gate", "/0/open_interest")
    assert str(before.value) == "32284.4733"  # 645,689,466 / 2 x 0.0001
    assert before.formula == f"value / 2 * {{/quanto_multiplier@{payload.sha256[:8]}}}; both sides were counted"


def test_the_day_before_is_half_of_the_row_exactly_24_hours_older_whatever_the_order() -> None:
    for rows in (day(), day()[::-1]):
        found = read(said(rows, "btc:stats"), said(contract(), "btc:contract"))
        # 680,000,000 / 2 x 0.0001 = 34,000; 1.25 / 2.25 = 55.56%; 320,000,000 x 0.0001 = 32,000
        assert [(r.figure.removeprefix("derivatives.btc."), f"{r.value:.4f}") for r in found] == [
            ("funding.gate", "0.0100"),
            ("oi.gate", "32000.0000"),
            ("oi_usd.gate", "2560000000.0000"),
            ("long_share.gate", "55.5556"),
            ("oi_before.gate", "34000.0000"),
        ]
        assert [r.as_of for r in found[3:]] == [
            datetime(2026, 9, 9, 21, tzinfo=UTC),
            datetime(2026, 9, 8, 21, tzinfo=UTC),
        ]
    late = [hour(25, 680_000_000), *day()[1:]]
    assert "btc.oi_before.gate" not in values(read(said(late, "btc:stats"), said(contract(), "btc:contract")))


@pytest.mark.parametrize(("multiplier", "coin"), [("0.01", "9000"), ("1", "900000"), ("10", "9000000")])
def test_each_contract_has_its_own_size(multiplier: str, coin: str) -> None:
    body = contract("ETH_USDT", position_size="900000", quanto_multiplier=multiplier)
    hours = [hour(24, "1800000", open_interest_usd=Decimal(coin) * 2 * 2300, mark_price="2300"), hour(0)]
    found = values(read(said(body, "eth:contract"), said(as_sent(hours), "eth:stats")))
    assert (found["eth.oi.gate"], found["eth.oi_before.gate"]) == (coin, coin)


def as_sent(hours: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: float(value) if isinstance(value, Decimal) else value for key, value in row.items()} for row in hours]


def test_hours_of_another_contract_are_no_day_before() -> None:
    bitcoin = said(contract(), "btc:contract")
    own = day(open_interest_usd=5_440_000_000, mark_price=80_000)  # 680,000,000 x 0.0001 x 80,000
    assert values(read(bitcoin, said(own, "btc:stats")))["btc.oi_before.gate"] == "34000"
    ether = day(open_interest_usd=15_640_000_000, mark_price=2300)  # 680,000,000 x 0.01 x 2,300
    with pytest.raises(Refused, match="15640000000 dollars of btc where 156400000 follow from the contract"):
        read(bitcoin, said(ether, "btc:stats"))
    with pytest.raises(Refused, match="do not say of which contract they are"):
        read(said(day()))
    with pytest.raises(Refused, match="do not say of which contract they are"):
        read(said(contract()), said(contract("ETH_USDT")), said(day()))


def test_without_its_contract_no_size_is_guessed() -> None:
    assert set(values(read(said(day(), "btc:stats")))) == {"btc.long_share.gate"}
    found = read(said(day(), "btc:stats"), said(contract("ETH_USDT", quanto_multiplier="0.01"), "eth:contract"))
    assert "btc.oi_before.gate" not in values(found)


def test_one_contracts_error_costs_the_others_nothing() -> None:
    good = [said(contract(), "btc:contract"), said(day(), "btc:stats")]
    whole = values(read(*good))
    assert values(read(said(UNKNOWN, "eth:contract"), said(BUSY, "eth:stats"), *good)) == whole
    assert values(read(said([], "eth:stats"), *good)) == whole
    assert len(whole) == 5


def test_a_hole_in_the_record_is_no_figure() -> None:
    rows = [hour(24, 0), *day()[1:-1], hour(0, 0, 0)]
    assert set(values(read(said(contract(), "btc:contract"), said(rows, "btc:stats")))) == {
        "btc.funding.gate",
        "btc.oi.gate",
        "btc.oi_usd.gate",
    }
    nulls = contract(funding_rate=None, mark_price="", position_size="320000000")
    assert values(read(said(nulls, "btc:contract"))) == {"btc.oi.gate": "32000"}


def test_a_contract_that_pays_oftener_is_told_per_8_hours() -> None:
    body = contract(funding_rate="-0.0001", funding_interval="14400", position_size=None)
    assert values(read(said(body, "btc:contract"))) == {"btc.funding.gate": "-0.02"}  # -0.0001 x 100 x 8 / 4
    with pytest.raises(Refused, match="funding interval of 8000 hours"):
        read(said(contract(funding_interval=28_800_000), "btc:contract"))  # milliseconds


def test_a_contract_that_was_not_asked_is_refused() -> None:
    with pytest.raises(Refused, match="about ETH_USDT, which was not asked, at /name"):
        read(said(contract("ETH_USDT"), "btc:contract"))
    with pytest.raises(Refused, match="about DOT_USDT, which was not asked"):
        read(said(contract("DOT_USDT")))
    assert "dot.oi.gate" in values(read(said(contract("DOT_USDT")), assets={}))


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        (UNKNOWN, Refused, "error CONTRACT_NOT_FOUND: no such contract"),
        (BUSY, Unreachable, "error TOO_MANY_REQUESTS: slow down"),
        ([], Refused, "neither funding nor open interest"),
        ({}, Refused, "without 'name'"),
        (contract(quanto_multiplier="0"), Refused, "sent 0 where"),
        (contract(position_size=0), Refused, "an open interest of 0"),
        (contract(position_size=-5), Refused, "an open interest of -"),
        (contract(funding_rate="0.5"), Refused, "a funding rate of 0.5000"),
        ([hour(0, ratio=-2)], Refused, "-2 long accounts per short one"),
        ([{"time": TOP, "contract": "BTC_USDT", "size": 600}], Refused, "hours without open interest or accounts"),
        (b"<html>Forbidden</html>", Refused, "web page instead of data"),
        (b"null", Refused, "null where a list is due"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(said(body, "btc:contract"))
