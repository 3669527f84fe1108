"""The one number of the whole market: halves that do not make a whole, or yesterday's largest order, end here."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import coinglass_liquidations

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)
MILLIS = int(AT.timestamp() * 1000)
HOUR = 3_600_000


def said(body: Any, tag: str = "", at: datetime = AT) -> Payload:
    return answered("coinglass-liquidations", body, at, tag=tag)


def read(*payloads: Payload) -> list[Reading]:
    return coinglass_liquidations.parse(payloads, Night(day=AT.date(), at=AT))


def total(**fields: Any) -> dict[str, Any]:
    rows = [{"exchange": "Bybit", "liquidation_usd": 1}, {"exchange": "All", "liquidation_usd": 1000} | fields]
    return {"code": "0", "msg": "success", "data": rows}


def order(usd: float, side: int = 2, age: int = HOUR) -> dict[str, Any]:
    return {"exchange_name": "HTX", "symbol": "BTCUSDT", "usd_value": usd, "side": side, "time": MILLIS - age}


def orders(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"code": "0", "data": list(rows)}


def values(readings: list[Reading]) -> dict[str, str]:
    return {r.figure: str(r.value) for r in readings}


def test_asks_the_total_and_only_the_orders_the_entry_names() -> None:
    base = "https://open-api-v4.coinglass.com/api/futures/liquidation"
    night = Night(day=AT.date(), at=AT)
    asked = coinglass_liquidations.requests(night)
    assert [(r.tag, r.url) for r in asked] == [("total", f"{base}/exchange-list?range=24h")]
    options = {"orders": [{"exchange": "Binance", "symbol": "BTC"}], "min_liquidation_amount": 500000}
    more = coinglass_liquidations.requests(night.model_copy(update={"options": options}))[1]
    assert more.tag == "order:Binance:BTC"
    assert more.url == f"{base}/order?exchange=Binance&symbol=BTC&min_liquidation_amount=500000"


@pytest.mark.parametrize(
    "names", [("long_liquidation_usd", "short_liquidation_usd"), ("longLiquidation_usd", "shortLiquidation_usd")]
)
def test_both_spellings_of_the_halves(names: tuple[str, str]) -> None:
    readings = read(said(total(**{names[0]: 800.5, names[1]: 199.5}), "total"))
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path) for r in readings] == [
        ("liquidations.total_24h", "1000", "usd", AT, "/data/1/liquidation_usd"),
        ("liquidations.long_24h", "800.5", "usd", AT, f"/data/1/{names[0]}"),
        ("liquidations.short_24h", "199.5", "usd", AT, f"/data/1/{names[1]}"),
    ]


def test_a_missing_half_is_no_reading_and_no_zero() -> None:
    assert values(read(said(total()))) == {"liquidations.total_24h": "1000"}
    half = total(long_liquidation_usd=800, short_liquidation_usd=None)
    assert values(read(said(half))) == {"liquidations.total_24h": "1000", "liquidations.long_24h": "800"}


def test_halves_that_do_not_make_the_whole_are_refused() -> None:
    close = total(long_liquidation_usd=800, short_liquidation_usd=209)
    assert len(read(said(close))) == 3
    with pytest.raises(Refused, match="1050 US dollars together and a total of 1000; nothing was read"):
        read(said(total(long_liquidation_usd=800, short_liquidation_usd=250)))


def test_the_largest_order_of_the_last_24_hours() -> None:
    rows = [order(47_870_000.004), order(90_000_000, age=24 * HOUR), order(5, side=1), order(99_000_000, age=-1)]
    (largest,) = read(said(orders(order(3)), "order:OKX:BTC"), said(orders(*rows), "order:HTX:BTC"))
    assert (largest.figure, str(largest.value), largest.path) == (
        "liquidations.largest",
        "47870000.004",
        "/data/0/usd_value",
    )
    assert largest.as_of == datetime(2025, 11, 4, 11, tzinfo=UTC)
    assert largest.detail == {"venue": "HTX", "pair": "BTCUSDT", "side": "long"}
    (short,) = read(said(orders(order(5, side=1))))
    assert short.detail["side"] == "short"


def test_without_an_order_there_is_no_largest() -> None:
    old = orders(order(9, age=25 * HOUR))
    assert values(read(said(total(), "total"), said(old, "order:HTX:BTC"), said(orders(), "order:OKX:BTC"))) == {
        "liquidations.total_24h": "1000"
    }


def test_recorded_totals_exactly(contracts: Path) -> None:
    file = contracts / "flows/coinglass/futures_liquidation_exchange-list_BTC.recorded-2025-11-14.json"
    assert values(read(said(file.read_bytes()))) == {
        "liquidations.total_24h": "159220969.67873043",
        "liquidations.long_24h": "134120774.28484142",
        "liquidations.short_24h": "25100195.393889",
    }


def test_documented_samples(contracts: Path) -> None:
    folder = contracts / "market/coinglass"
    totals = (folder / "futures_liquidation_exchange-list.docs-sample.json").read_bytes()
    large = (folder / "futures_liquidation_order.docs-sample.json").read_bytes()
    at = datetime(2025, 4, 21, 12, tzinfo=UTC)
    assert values(read(said(totals, at=at), said(large, at=at))) == {
        "liquidations.total_24h": "14673519.81739075",
        "liquidations.long_24h": "451394.17404598",
        "liquidations.short_24h": "14222125.64334477",
        "liquidations.largest": "205534.2932",
    }


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"code": "401", "msg": "Invalid key"}, Refused, "error 401: Invalid key"),
        ({"code": 429, "msg": "Too many"}, Unreachable, "error 429"),
        ({"code": "0", "data": []}, Refused, "no row for all venues"),
        ({"code": "0", "data": [{"exchange": "All", "liquidation_usd": None}]}, Refused, "null where a number is due"),
        (orders(order(1, side=3)), Refused, "an order of side 3, at /data/0"),
        (orders(order(-1)), Refused, "a liquidation of -1"),
        (orders(order(1e15)), Refused, "a liquidation of 1.000e"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(said(body))
