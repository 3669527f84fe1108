"""Perpetual swaps of the specimen night: longs pay on two venues and are paid on two others for bitcoin, pay everywhere
for ether; positions are smaller than a day before. Invented, in the shapes that the venues send."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

AT = datetime(2001, 1, 2, 12, tzinfo=UTC)
TOP = AT - timedelta(hours=1)
"""The start of the newest hour in a history."""
DUE = AT + timedelta(hours=4)
"""When OKX and Gate pay next, as every eight hours from midnight on."""
SHRUNK = Decimal("1.06")
"""How much larger positions were 24 hours before."""


class Market(NamedTuple):
    """One asset's perpetuals: the mark price and, a venue each, the rate as it is sent and the coins that are open."""

    price: str
    okx: tuple[str, int]
    gate: tuple[str, int]
    hyperliquid: tuple[str, int]
    kraken: tuple[str, int]
    per_contract: tuple[str, str]
    """The coins in one contract of OKX and in one of Gate."""
    longs: float
    """Long accounts per short one, on Gate."""


MARKETS = {
    "btc": Market(
        price="41262.5",
        okx=("0.0000412", 28_043),
        gate=("0.000058", 32_117),
        hyperliquid=("-0.0000021", 34_208),
        kraken=("-0.0514", 2_036),
        per_contract=("0.01", "0.0001"),
        longs=1.38,
    ),
    "eth": Market(
        price="2310.4",
        okx=("0.0000733", 812_450),
        gate=("0.000081", 903_120),
        hyperliquid=("0.0000125", 604_300),
        kraken=("0.0172", 31_240),
        per_contract=("0.1", "0.01"),
        longs=1.91,
    ),
    "sol": Market(
        price="98.42",
        okx=("0.0001", 4_120_600),
        gate=("0.000094", 5_214_000),
        hyperliquid=("0.0000125", 3_987_100),
        kraken=("-0.00031", 148_200),
        per_contract=("1", "1"),
        longs=2.64,
    ),
}
KRAKEN = {"btc": "XBT", "eth": "ETH", "sol": "SOL"}


def bodies() -> dict[str, dict[str, bytes]]:
    """The answers by source and by the tag of their request."""
    okx: dict[str, bytes] = {}
    gate: dict[str, bytes] = {}
    liquidated: dict[str, bytes] = {}
    for asset, market in MARKETS.items():
        swap, contract = f"{asset.upper()}-USDT-SWAP", f"{asset.upper()}_USDT"
        okx[f"{asset}:funding"] = _text(_envelope(_okx_rate(swap, market)))
        okx[f"{asset}:oi"] = _text(_envelope(_okx_interest(swap, market)))
        okx[f"{asset}:history"] = _text(_envelope(*_okx_hours(market)))
        gate[f"{asset}:contract"] = _text(_gate_contract(contract, market))
        gate[f"{asset}:stats"] = liquidated[contract] = _text(_gate_hours(market))
    return {
        "okx-derivatives": okx,
        "gate-contracts": gate,
        "gate-liquidations": liquidated,
        "hyperliquid": {"": _text(_hyperliquid())},
        "kraken-futures": {"": _text(_kraken())},
    }


def _text(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def _millis(at: datetime) -> str:
    return f"{int(at.timestamp()) * 1000}"


def _ago(hours: int, coins: int) -> Decimal:
    """The coins that were open so many hours ago: all the way from 6 percent more, evenly."""
    return (coins * (1 + (SHRUNK - 1) * hours / 24)).quantize(Decimal(1))


def _envelope(*rows: Any) -> dict[str, Any]:
    return {"code": "0", "data": list(rows), "msg": ""}


def _okx_rate(swap: str, market: Market) -> dict[str, str]:
    return {
        "fundingRate": market.okx[0],
        "fundingTime": _millis(DUE),
        "instId": swap,
        "instType": "SWAP",
        "method": "current_period",
        "nextFundingRate": "",
        "nextFundingTime": _millis(DUE + timedelta(hours=8)),
        "prevFundingTime": _millis(DUE - timedelta(hours=8)),
        "settFundingRate": "0.0000377",
        "settState": "settled",
        "ts": _millis(AT - timedelta(seconds=20)),
    }


def _okx_interest(swap: str, market: Market) -> dict[str, str]:
    contracts, coins, usd = _okx_amounts(Decimal(market.okx[1]), market)
    ts = _millis(AT - timedelta(seconds=20))
    return {"instId": swap, "instType": "SWAP", "oi": contracts, "oiCcy": coins, "oiUsd": usd, "ts": ts}


def _okx_amounts(coins: Decimal, market: Market) -> tuple[str, str, str]:
    contracts = coins / Decimal(market.per_contract[0])
    return f"{contracts:f}", f"{coins:f}", f"{coins * Decimal(market.price):f}"


def _okx_hours(market: Market) -> list[list[str]]:
    return [[_millis(TOP - timedelta(hours=ago)), *_okx_amounts(_ago(ago, market.okx[1]), market)] for ago in range(25)]


def _gate_contract(name: str, market: Market) -> dict[str, Any]:
    return {
        "name": name,
        "type": "direct",
        "funding_rate": market.gate[0],
        "funding_rate_indicative": market.gate[0],
        "funding_interval": 28800,
        "funding_next_apply": int(DUE.timestamp()),
        "quanto_multiplier": market.per_contract[1],
        "mark_price": market.price,
        "index_price": market.price,
        "position_size": int(market.gate[1] / Decimal(market.per_contract[1])),
        "in_delisting": False,
        "status": "trading",
    }


def _gate_hours(market: Market) -> list[dict[str, Any]]:
    return [_gate_hour(ago, market) for ago in reversed(range(25))]


def _gate_hour(ago: int, market: Market) -> dict[str, Any]:
    coins = _ago(ago, market.gate[1])
    return {
        "time": int((TOP - timedelta(hours=ago)).timestamp()),
        "lsr_taker": 0.97,
        "lsr_account": market.longs,
        "open_interest": int(2 * coins / Decimal(market.per_contract[1])),
        "open_interest_usd": float(2 * coins * Decimal(market.price)),
        "mark_price": float(market.price),
        "long_taker_size": 970,
        "short_taker_size": 1000,
        "long_liq_usd": "1500.5" if ago == 2 else 0,
        "short_liq_usd": 90_000.25 if ago == 0 else 0,
    }


def _hyperliquid() -> list[Any]:
    delisted = {"funding": "0.0", "openInterest": "0.0", "premium": None, "markPx": "8.447", "midPx": None}
    rows = [_hyperliquid_row(market) for market in MARKETS.values()]
    names = [*(asset.upper() for asset in MARKETS), "EXAMPLE"]
    return [{"universe": [{"szDecimals": 2, "name": name, "maxLeverage": 20} for name in names]}, [*rows, delisted]]


def _hyperliquid_row(market: Market) -> dict[str, Any]:
    rate, coins = market.hyperliquid
    price = market.price
    return {"funding": rate, "openInterest": f"{coins}.5", "markPx": price, "oraclePx": price, "midPx": price}


def _kraken() -> dict[str, Any]:
    inverse = _kraken_row("PI_XBTUSD", MARKETS["btc"]) | {"openInterest": 2_172_854, "fundingRate": 1.87e-10}
    rows = [_kraken_row(f"PF_{KRAKEN[asset]}USD", market) for asset, market in MARKETS.items()]
    return {"result": "success", "tickers": [inverse, *rows], "serverTime": "2001-01-02T11:59:40.000Z"}


def _kraken_row(symbol: str, market: Market) -> dict[str, Any]:
    return {
        "symbol": symbol,
        "last": float(market.price),
        "lastTime": "2001-01-02T11:41:07.314709Z",
        "tag": "perpetual",
        "markPrice": float(market.price),
        "openInterest": float(market.kraken[1]),
        "fundingRate": float(market.kraken[0]),
        "suspended": False,
    }
