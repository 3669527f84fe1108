"""The venues that not every network reaches, on the specimen night: what Binance, Bybit, BitMEX and Coinalyze answered.

Invented. On bitcoin Binance's shorts pay its longs a little, while Bybit's longs pay its shorts: the venues are of two
minds. Open interest grew on both in bitcoin and solana, and shrank in ether on Binance alone.
"""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

AT = datetime(2001, 1, 2, 12, tzinfo=UTC)
PRICES = {"btc": "41250.5", "eth": "2310", "sol": "98.4"}
FUNDING = {
    "binance": {"btc": "-0.00001250", "eth": "0.00004100", "sol": "0.00010000"},
    "bybit": {"btc": "0.0000625", "eth": "0.0000512", "sol": "0.00005"},
}
INTEREST = {
    "binance": {"btc": ("98250.125", "95410.5"), "eth": ("1912400.75", "1930000"), "sol": ("8950000", "8120000")},
    "bybit": {"btc": ("41800.25", "40950.125"), "eth": ("702300.5", "699000"), "sol": ("3105000", "2990000")},
}
"""Coins, one side counted: at the night, and 24 hours before."""
LONG = {"btc": "0.5412", "eth": "0.6120", "sol": "0.7035"}
QUARTER = {"btc": "41730.25", "eth": "2341.12"}
LIQUIDATED = {"btc": (2_150_000.25, 9_480_000.5), "eth": (1_310_000, 640_000.75), "sol": (205_000.5, 1_120_000)}
"""US dollars of longs and of shorts on Binance, all in two hours; Bybit has a third of them."""


def bodies() -> dict[str, dict[str, bytes]]:
    """Every answer by source and by the tag of its request."""
    binance = {"intervals": _text([{"symbol": "LPTUSDT", "fundingIntervalHours": 4}])}
    bybit: dict[str, bytes] = {}
    for asset in PRICES:
        binance |= _binance(asset)
        bybit |= {asset: _text(_ticker(asset)), f"{asset}:interest": _text(_bybit_hours(asset))}
    return {
        "binance-futures": binance,
        "binance-basis": {asset: _text([_basis(asset)]) for asset in QUARTER},
        "bybit": bybit,
        "bitmex": {"btc": _text([_bitmex()])},
        "coinalyze-liquidations": {"": _text(_coinalyze())},
    }


def _text(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def _millis(hours_ago: float) -> int:
    return int((AT - timedelta(hours=hours_ago)).timestamp()) * 1000


def _symbol(asset: str) -> str:
    return f"{asset.upper()}USDT"


def _coins(venue: str, asset: str, ago: int) -> Decimal:
    """Open interest so many hours ago, on a straight line between the two ends."""
    now, before = map(Decimal, INTEREST[venue][asset])
    return now + (before - now) * ago / 24


def _binance(asset: str) -> dict[str, bytes]:
    symbol, price = _symbol(asset), PRICES[asset]
    premium = {
        "symbol": symbol,
        "markPrice": price,
        "indexPrice": price,
        "lastFundingRate": FUNDING["binance"][asset],
        "interestRate": "0.00010000",
        "nextFundingTime": _millis(-4),
        "time": _millis(0) - 3000,
    }
    hours = [
        {
            "symbol": symbol,
            "sumOpenInterest": f"{_coins('binance', asset, ago):.8f}",
            "sumOpenInterestValue": f"{_coins('binance', asset, ago) * Decimal(price):.8f}",
            "timestamp": _millis(ago),
        }
        for ago in range(24, -1, -1)
    ]
    long = Decimal(LONG[asset])
    share = {
        "symbol": symbol,
        "longAccount": LONG[asset],
        "longShortRatio": f"{long / (1 - long):.4f}",
        "shortAccount": str(1 - long),
        "timestamp": _millis(0),
    }
    return {asset: _text(premium), f"{asset}:interest": _text(hours), f"{asset}:accounts": _text([share])}


def _basis(asset: str) -> dict[str, Any]:
    future, index = Decimal(QUARTER[asset]), Decimal(PRICES[asset])
    return {
        "indexPrice": f"{index:.8f}",
        "contractType": "CURRENT_QUARTER",
        "basisRate": f"{future / index - 1:.4f}",
        "futuresPrice": QUARTER[asset],
        "annualizedBasisRate": "0.0499",
        "basis": f"{future - index:.8f}",
        "pair": _symbol(asset),
        "timestamp": _millis(0),
    }


def _envelope(result: dict[str, Any]) -> dict[str, Any]:
    return {"retCode": 0, "retMsg": "OK", "result": result, "retExtInfo": {}, "time": _millis(0) - 2000}


def _ticker(asset: str) -> dict[str, Any]:
    single = _coins("bybit", asset, 0)
    usd = single * Decimal(PRICES[asset])
    row = {
        "symbol": _symbol(asset),
        "lastPrice": PRICES[asset],
        "indexPrice": PRICES[asset],
        "markPrice": PRICES[asset],
        "openInterest": f"{single * 2:f}",
        "openInterestValue": f"{usd * 2:.2f}",
        "singleOpenInterest": f"{single:f}",
        "singleOpenInterestValue": f"{usd:.2f}",
        "fundingRate": FUNDING["bybit"][asset],
        "nextFundingTime": str(_millis(-4)),
        "deliveryTime": "0",
        "basis": "",
        "fundingIntervalHour": "8",
    }
    return _envelope({"category": "linear", "list": [row]})


def _bybit_hours(asset: str) -> dict[str, Any]:
    rows = []
    for ago in range(25):
        single = _coins("bybit", asset, ago)
        both = {"openInterest": f"{single * 2:.8f}", "singleOpenInterest": f"{single:.3f}"}
        rows.append(both | {"timestamp": str(_millis(ago))})
    return _envelope({"symbol": _symbol(asset), "category": "linear", "list": rows, "nextPageCursor": ""})


def _bitmex() -> dict[str, Any]:
    return {
        "symbol": "XBTUSD",
        "state": "Open",
        "quoteCurrency": "USD",
        "multiplier": -100000000,
        "settlCurrency": "XBt",
        "isInverse": True,
        "fundingTimestamp": "2001-01-02T20:00:00.000Z",
        "fundingInterval": "2000-01-01T08:00:00.000Z",
        "fundingRate": 0.000081,
        "indicativeFundingRate": 0.0001,
        "openInterest": 187_350_100,
        "markPrice": 41251.25,
        "timestamp": "2001-01-02T11:59:51.250Z",
    }


def _coinalyze() -> list[dict[str, Any]]:
    names = {1: "{}USDT_PERP.A", 3: "{}USDT.6"}
    return [
        {"symbol": name.format(asset.upper()), "history": _hours(*LIQUIDATED[asset], share)}
        for share, name in names.items()
        for asset in LIQUIDATED
    ]


def _hours(longs: float, shorts: float, share: int) -> list[dict[str, Any]]:
    return [
        {
            "t": _millis(ago) // 1000,
            "l": round(longs / share, 2) if ago == 17 else 0,
            "s": round(shorts / share, 2) if ago == 2 else 0,
        }
        for ago in range(24, 0, -1)
    ]
