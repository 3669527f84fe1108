"""HTX liquidations: the newest few orders are not a day, and a sell is a long that ended."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from answers import answered, hours, liquidated
from brief.errors import BriefError, Refused
from brief.models import Night, Payload, Reading
from brief.sources import htx_liquidations

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)


def order(hours_ago: float, usd: float, direction: str = "sell", offset: str = "close") -> dict[str, Any]:
    millis = int((AT - timedelta(hours=hours_ago)).timestamp() * 1000)
    sides = {"direction": direction, "offset": offset}
    return {"contract_code": "BTC-USDT", "created_at": millis, "trade_turnover": usd, "price": 1} | sides


def said(*orders: dict[str, Any], tag: str = "BTC-USDT") -> Payload:
    return sent({"code": 200, "msg": "", "data": list(orders), "ts": 1}, tag)


def sent(body: Any, tag: str = "") -> Payload:
    return answered("htx-liquidations", body, AT, tag=tag)


def read(*payloads: Payload, at: datetime = AT, contracts: tuple[str, ...] = ("BTC-USDT",)) -> list[Reading]:
    return htx_liquidations.parse(payloads, Night(day=at.date(), at=at, options={"contracts": contracts}))


def values(readings: list[Reading]) -> dict[str, str]:
    return liquidated(readings, "liquidations.htx")


def test_asks_every_contract() -> None:
    base = "https://api.hbdm.com/linear-swap-api/v3/swap_liquidation_orders"
    asked = htx_liquidations.requests(Night(day=AT.date(), at=AT))
    assert [r.url for r in asked] == [f"{base}?contract={coin}-USDT&trade_type=0" for coin in ("BTC", "ETH", "SOL")]


def test_sides_sums_and_the_largest() -> None:
    readings = read(said(order(1, 47_870_000.004), order(2, 100, "buy"), order(3, 50), order(25, 900)))
    assert values(readings) == {"long_24h": "47870050.004", "short_24h": "100", "largest": "47870000.004"}
    largest = readings[2]
    assert (largest.path, largest.as_of) == ("/data/0/trade_turnover", AT - timedelta(hours=1))
    assert largest.detail == {
        "venue": "HTX",
        "pair": "BTC-USDT",
        "side": "long",
        "from": "2025-11-03T12:00:00Z",
        "complete": "yes",
        "pairs": "BTC-USDT",
    }


def test_the_newest_few_orders_are_no_whole_day() -> None:
    readings = read(said(order(1, 100), order(2, 50)))
    assert values(readings) == {"long_24h": "150", "largest": "100"}
    assert (readings[0].detail["from"], readings[0].detail["complete"]) == ("2025-11-04T10:00:00Z", "no")
    with pytest.raises(Refused, match="that is no zero"):
        read(said())


def test_a_contract_without_an_answer_makes_the_day_incomplete() -> None:
    readings = read(said(order(1, 100), order(25, 1)), contracts=("BTC-USDT", "ETH-USDT"))
    assert (values(readings), readings[0].detail["complete"]) == ({"long_24h": "100", "largest": "100"}, "no")


def test_the_documented_sample_and_the_stored_push(contracts: Path) -> None:
    sample = (contracts / "market/htx/swap_liquidation_orders_v3.docs-sample.json").read_bytes()
    readings = read(sent(sample), at=datetime(2021, 12, 4, 18, tzinfo=UTC))
    assert values(readings) == {"long_24h": "24640.5743", "largest": "24640.5743"}
    assert liquidated(readings, "liquidations.htx.btc") == {"long_24h": "24640.5743"}
    assert hours(readings, "liquidations.htx") == {"04 04:00": "24640.5743"}  # created_at 1638593647864, 04:54:07
    assert readings[1].detail["pair"] == "BTC-USDT-211210"
    push = (contracts / "market/htx/ws_liquidation_orders_BTC-USDT.recorded-tardis-2020-12-17.json").read_bytes()
    readings = read(sent(push), at=datetime(2020, 12, 17, 18, tzinfo=UTC))
    assert values(readings) == {"long_24h": "5300.5635", "largest": "5300.5635"}
    assert hours(readings, "liquidations.htx") == {"17 17:00": "5300.5635"}


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"status": "error", "err_code": 1030, "err_msg": "Invalid input."}, Refused, "error 1030: Invalid input"),
        ({"code": 1067, "msg": "wrong contract", "data": None}, Refused, "error 1067: wrong contract"),
        ({"code": 200, "msg": "", "data": None}, Refused, "null where a list is due"),
        ({"code": 200, "data": [order(1, 1, offset="open")]}, Refused, "a sell to open, at /data/0"),
        ({"code": 200, "data": [order(1, -1)]}, Refused, "a liquidation of -1"),
        (b"<html></html>", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(sent(body))
