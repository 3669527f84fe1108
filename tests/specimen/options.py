"""Options, volatility and perpetuals of the specimen night: puts dearer than calls, futures above the index, and a
large expiry in three weeks. Invented, in the shapes that Deribit sends and documents."""

import json
import math
from datetime import UTC, date, datetime, timedelta
from statistics import NormalDist
from typing import Any, NamedTuple

AT = datetime(2001, 1, 2, 12, tzinfo=UTC)
ASKED = AT - timedelta(seconds=4)
"""When the venue made its answers."""


class Board(NamedTuple):
    """One asset's options: the index price, how far strikes lie apart, the volatility in percent, how that leans."""

    spot: float
    step: float
    volatility: float
    lean: float
    carry: float
    coins: float


BOARDS = {
    "BTC": Board(spot=41250.5, step=1500, volatility=52, lean=-3.7, carry=0.04, coins=2100),
    "ETH": Board(spot=2310, step=100, volatility=64, lean=-1.2, carry=0.031, coins=19000),
}
EXPIRIES = {date(2001, 1, 5): 0.06, date(2001, 1, 26): 0.44, date(2001, 3, 30): 0.34, date(2001, 6, 29): 0.16}
"""Each expiry with its share of what is open."""
SOON = {**EXPIRIES, date(2001, 1, 5): 0.44, date(2001, 1, 26): 0.06}
"""Ether's: the large one ends within three days."""
STRIKES = range(-7, 8)
CLOSES = (43.1, 42.7, 43.6, 44.2, 43.4, 43.9, 44.0, 44.9, 46.3, 45.8, 47.9, 49.2, 50.6, 52.1)
"""The volatility index of the last two weeks: 44 a week before the day, 52.1 so far."""


def bodies() -> dict[str, dict[str, bytes]]:
    """The answers by source and by the tag of their request."""
    return {
        "deribit-options": {name.lower(): _text(_answer(_board(name))) for name in BOARDS},
        "deribit-dvol": {"btc": _text(_dvol(0)), "eth": _text(_dvol(12.4))},
        "deribit-perpetual": {
            "btc": _text(_answer(_perpetual("BTC-PERPETUAL", 41262.75, 0.00011482, 803_412_570))),
            "eth": _text(_answer(_perpetual("ETH-PERPETUAL", 2309.4, -0.00002417, 412_870_311))),
        },
    }


def _text(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def _answer(result: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "result": result}


def _millis(at: datetime) -> int:
    return int(at.timestamp()) * 1000


def _name(day: date) -> str:
    return f"{day.day}{day:%b%y}".upper()


def _board(asset: str) -> list[dict[str, Any]]:
    """Every option, and two odd rows of the kind a venue sends: no volatility, and nobody who bids."""
    board = BOARDS[asset]
    middle = round(board.spot / board.step) * board.step
    rows = [
        _option(asset, day, middle + place * board.step, side, place)
        for day in EXPIRIES
        for place in STRIKES
        for side in "CP"
    ]
    rows[0]["mark_iv"] = None
    rows[3] |= {"bid_price": None, "mid_price": None, "high": None, "low": None, "last": None, "price_change": None}
    return rows


def _option(asset: str, day: date, strike: float, side: str, place: int) -> dict[str, Any]:
    board, expiry = BOARDS[asset], datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    years = (expiry - ASKED) / timedelta(days=365)
    forward = round(board.spot * (1 + board.carry * years), 2)
    deviation = board.volatility / 100 * math.sqrt(years)
    away = math.log(strike / forward) / deviation
    volatility = round(board.volatility + board.lean * away + 0.9 * away * away, 2)
    price = _black(forward, strike, volatility / 100 * math.sqrt(years), side)
    # Holders of calls sit above the market, those of puts below it.
    spread = math.exp(-(((place - (2 if side == "C" else -2)) / 3) ** 2))
    shares = SOON if asset == "ETH" else EXPIRIES
    held = round(board.coins * shares[day] * spread * (1 if side == "C" else 0.62), 1)
    name = f"{asset}-{_name(day)}"
    return {
        "high": round(price * 1.1, 4),
        "low": round(price * 0.9, 4),
        "last": round(price, 4),
        "instrument_name": f"{name}-{strike:.0f}-{side}",
        "bid_price": round(price * 0.98, 4),
        "ask_price": round(price * 1.02, 4),
        "open_interest": held,
        "mark_price": round(price, 8),
        "interest_rate": 0.0,
        "creation_timestamp": _millis(ASKED),
        "estimated_delivery_price": board.spot,
        "price_change": 0.0,
        "volume": 0.0,
        "mark_iv": volatility,
        "underlying_price": forward,
        "underlying_index": name,
        "base_currency": asset,
        "quote_currency": asset,
        "volume_usd": 0.0,
        "mid_price": round(price, 4),
    }


def _black(forward: float, strike: float, deviation: float, side: str) -> float:
    """An option's price in coin, by Black-76."""
    upper = math.log(forward / strike) / deviation + deviation / 2
    lower, normal = upper - deviation, NormalDist().cdf
    if side == "C":
        return normal(upper) - strike / forward * normal(lower)
    return strike / forward * normal(-lower) - normal(-upper)


def _dvol(higher: float) -> dict[str, Any]:
    rows = []
    for ago, close in zip(range(len(CLOSES) - 1, -1, -1), CLOSES, strict=True):
        day = datetime(2001, 1, 2, tzinfo=UTC) - timedelta(days=ago)
        opened, close = round(close + higher - 0.35, 2), round(close + higher, 2)
        rows.append([_millis(day), opened, round(close + 0.8, 2), round(opened - 0.6, 2), close])
    return {**_answer({"data": rows, "continuation": None}), "testnet": False}


def _perpetual(name: str, mark: float, funding: float, held: int) -> dict[str, Any]:
    return {
        "best_ask_amount": 50000,
        "best_ask_price": mark,
        "best_bid_amount": 4600,
        "best_bid_price": mark,
        "current_funding": 0,
        "estimated_delivery_price": mark,
        "funding_8h": funding,
        "index_price": mark,
        "instrument_name": name,
        "interest_value": 1.7,
        "last_price": mark,
        "mark_price": mark,
        "max_price": round(mark * 1.015, 2),
        "min_price": round(mark * 0.985, 2),
        "open_interest": held,
        "settlement_price": mark,
        "state": "open",
        "stats": {"high": mark, "low": mark, "price_change": 0.2, "volume": 7800.5, "volume_usd": 282615600},
        "timestamp": _millis(ASKED),
    }
