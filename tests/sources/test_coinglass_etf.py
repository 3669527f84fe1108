"""CoinGlass copies Farside early: an unpublished or half-copied session must not pass for a day of small flows."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Reading
from brief.sources import coinglass_etf

AT = datetime(2025, 11, 14, 12, tzinfo=UTC)
NOV_3, NOV_4, NOV_5 = 1762128000000, 1762214400000, 1762300800000


def row(millis: int, total: Any, **funds: Any) -> Mapping[str, Any]:
    """One session; a fund given as ... has no `flow_usd` at all."""
    flows = [{"etf_ticker": name} | ({} if flow is ... else {"flow_usd": flow}) for name, flow in funds.items()]
    return {"timestamp": millis, "flow_usd": total, "price_usd": 1.5, "etf_flows": flows}


def answer(*rows: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": "0", "msg": "success", "data": list(rows)}


def read(body: Any, **options: Any) -> list[Reading]:
    payload = answered("coinglass-etf-btc", body, AT)
    return coinglass_etf.parse([payload], Night(day=AT.date(), at=AT, options=options))


def nets(readings: list[Reading]) -> dict[date, Decimal]:
    return {r.as_of: r.value for r in readings if r.figure.endswith(".net")}


@pytest.mark.parametrize(("asset", "name"), [("btc", "bitcoin"), ("eth", "ethereum"), ("sol", "solana")])
def test_asks_for_the_entry_s_asset(asset: str, name: str) -> None:
    (asked,) = coinglass_etf.requests(Night(day=AT.date(), at=AT, options={"asset": asset}))
    assert (asked.url, asked.tag) == (f"https://open-api-v4.coinglass.com/api/etf/{name}/flow-history", asset)
    assert asked.headers == {}


def test_an_asset_it_does_not_have_is_a_mistake_in_the_entry() -> None:
    with pytest.raises(WrongUsage, match="btc, eth, sol only; xrp"):
        coinglass_etf.requests(Night(day=AT.date(), at=AT, options={"asset": "xrp"}))


def test_null_absent_and_zero_are_three_things() -> None:
    readings = read(answer(row(NOV_4, 12700000, BSOL=11700000, VSOL=None, FSOL=..., GSOL=0)))
    assert [(r.figure, r.value, r.unit, r.as_of, r.path) for r in readings] == [
        ("etf.sol.net", Decimal(12700000), "usd", date(2025, 11, 4), "/data/0/flow_usd"),
        ("etf.sol.funds.bsol", Decimal(11700000), "usd", date(2025, 11, 4), "/data/0/etf_flows/0/flow_usd"),
        ("etf.sol.funds.gsol", Decimal(0), "usd", date(2025, 11, 4), "/data/0/etf_flows/3/flow_usd"),
    ]


def test_the_open_day_and_a_half_copied_one_are_not_read() -> None:
    rows = [row(NOV_3, -186.5, IBIT=-186.5, FBTC=0), row(NOV_4, -356.6, FBTC=-356.6, IBIT=None)]
    assert nets(read(answer(*rows, row(NOV_5, 0.0, IBIT=None, FBTC=...)))) == {date(2025, 11, 3): Decimal("-186.5")}


def test_only_the_newest_days_are_read() -> None:
    body = answer(*[row(day, 1, IBIT=1) for day in (NOV_3, NOV_4, NOV_5)])
    assert list(nets(read(body, keep=2))) == [date(2025, 11, 4), date(2025, 11, 5)]


def test_recorded_bitcoin_flows_exactly(contracts: Path) -> None:
    body = (contracts / "flows/coinglass/etf_bitcoin_flow-history.recorded-2025-11-14.json").read_bytes()
    readings = read(body, asset="btc")
    assert {day.isoformat(): int(flow) for day, flow in nets(readings).items()} == {
        "2024-01-11": 655300000,
        "2024-01-12": 203000000,
        "2025-11-04": -566400000,
        "2025-11-05": -137000000,
        "2025-11-13": -866700000,
    }
    last = {r.figure: r.value for r in readings if r.as_of == date(2025, 11, 13)}
    assert last["etf.btc.funds.btc"] == -318200000
    assert len(last) == 12
    first = {r.figure for r in readings if r.as_of == date(2024, 1, 11)}
    assert "etf.btc.funds.btc" not in first


def test_recorded_ethereum_flows_exactly(contracts: Path) -> None:
    body = (contracts / "flows/coinglass/etf_ethereum_flow-history.recorded-2025-11-14.json").read_bytes()
    assert [int(flow) for flow in nets(read(body)).values()] == [
        106600000,
        -133300000,
        -219400000,
        -118500000,
        -259600000,
    ]


@pytest.mark.parametrize(
    ("name", "figure", "value"),
    [
        ("bitcoin", "etf.btc.funds.gbtc", -95100000),
        ("ethereum", "etf.eth.funds.feth", 71300000),
        ("solana", "etf.sol.funds.gsol", 1000000),
    ],
)
def test_documented_samples(contracts: Path, name: str, figure: str, value: int) -> None:
    body = (contracts / f"market/coinglass/etf_{name}_flow-history.docs-sample.json").read_bytes()
    assert {r.figure: r.value for r in read(body)}[figure] == value


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"code": "401", "msg": "API key missing."}, Refused, "error 401: API key missing"),
        ({"code": "429", "msg": "Too many"}, Unreachable, "error 429"),
        (answer(), Refused, "no session on which every fund has reported"),
        (answer(row(NOV_4, 0.0, IBIT=None)), Refused, "no session on which every fund has reported"),
        (answer(row(NOV_4, None, IBIT=1)), Refused, "null where a number is due"),
        (answer(row(NOV_4, 1, IBIT=1), row(NOV_4, 1, IBIT=1)), Refused, "2025-11-04 twice"),
        (answer(row(NOV_4, 1, **{"i/bit": 1})), Refused, "where a fund's ticker is due"),
        (answer(row(NOV_4, 1, AAAA=1)), Refused, "does not show which asset"),
        ({"code": "0"}, Refused, "without 'data'"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(body)


def test_flows_of_another_asset_are_refused() -> None:
    with pytest.raises(Refused, match="answered with btc flows where eth flows are due"):
        read(answer(row(NOV_4, 1, IBIT=1)), asset="eth")
