"""Coins that funds hold: a futures fund, or another country's, in the sum would make every issuer's share too small."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Reading
from brief.sources import coinglass_holdings

AT = datetime(2025, 11, 14, 12, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT)


def fund(
    name: str, coins: Any = 100, day: Any = "2025-11-13", region: str = "us", kind: str = "Spot"
) -> dict[str, Any]:
    details = {"holding_quantity": coins, "update_date": day}
    return {"ticker": name, "region": region, "fund_type": kind, "asset_details": details}


def read(*rows: Any) -> list[Reading]:
    return parse({"code": "0", "msg": "success", "data": list(rows)})


def parse(body: Any) -> list[Reading]:
    return coinglass_holdings.parse([answered("coinglass-holdings", body, AT)], NIGHT)


def test_the_list_is_asked_once() -> None:
    (asked,) = coinglass_holdings.requests(NIGHT)
    assert asked.url == "https://open-api-v4.coinglass.com/api/etf/bitcoin/list"


def test_each_spot_fund_of_the_us_has_its_coins_and_the_day_they_were_counted() -> None:
    readings = read(
        *(fund("IBIT", 512.25), fund("BITO", kind="Futures"), fund("XBTC", region="hk")),
        fund("GBTC", "170763.1499", "2025-11-11"),
    )
    assert [(r.figure, r.value, r.unit, r.as_of, r.path) for r in readings] == [
        ("etf.btc.held.ibit", Decimal("512.25"), "coin", date(2025, 11, 13), "/data/0/asset_details/holding_quantity"),
        *[
            (
                "etf.btc.held.gbtc",
                Decimal("170763.1499"),
                "coin",
                date(2025, 11, 11),
                "/data/3/asset_details/holding_quantity",
            )
        ],
    ]


def test_no_count_is_no_zero() -> None:
    assert [r.figure for r in read(fund("IBIT", None), fund("FBTC"))] == ["etf.btc.held.fbtc"]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "lists no US spot fund with its coins"),
        ([fund("IBIT", None)], "lists no US spot fund with its coins"),
        ([fund("IBIT"), fund("IBIT", 7)], "lists IBIT twice, at /data/1"),
        ([fund("IBIT", 0)], "a fund that holds 0 coins, at /data/0/asset_details/holding_quantity"),
        ([fund("IBIT", day="11/13/2025")], "'11/13/2025' where a day is due"),
        ([fund("IBIT", day="2025-13-01")], "'2025-13-01' where a day is due"),
        ([{"ticker": "IBIT", "region": "us", "fund_type": "Spot"}], "without 'asset_details'"),
    ],
)
def test_what_is_no_list_is_one_sentence(rows: list[Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(*rows)


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"code": "401", "msg": "Upgrade plan"}, Refused, "error 401: Upgrade plan"),
        ({"code": "429", "msg": "Too many"}, Unreachable, "error 429"),
        (b"<html>Forbidden</html>", Refused, "web page instead of data"),
    ],
)
def test_an_error_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        parse(body)


def test_the_recorded_rows_exactly(contracts: Path) -> None:
    body = (contracts / "flows/coinglass/etf_bitcoin_list.recorded-2025-11-14.json").read_bytes()
    assert [(r.figure, str(r.value), r.as_of) for r in parse(body)] == [
        ("etf.btc.held.gbtc", "170763.1499", date(2025, 11, 11)),
        ("etf.btc.held.btc", "42100.4345", date(2025, 2, 13)),
    ]
