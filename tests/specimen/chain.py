"""The specimen night's network and holders: invented, in the shapes of mempool.space, blockchain.com and others.

Two vendors agree on the hash rate; a day of it is not known to the first. Fees are low. The next adjustment is a week
away. What short-term holders paid is eight days old, as it comes late. Coins leave the long-term holders.
"""

import json
import math
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

DAY = date(2001, 1, 2)
AT = datetime(2001, 1, 2, 12, tzinfo=UTC)
DIFFICULTY = 21_430_000_000_000.5
HASHES = 153_000_000_000_000_000_000
UNKNOWN = date(2000, 11, 3)
"""A day of which the first vendor has 0, for its node did not answer."""


def bodies() -> dict[str, dict[str, bytes]]:
    """Every answer by its source and the tag of its request."""
    return {
        "mempool-space": {
            "hashrate": _text(_hash_rates()),
            "adjustment": _text(_adjustment()),
            "fees": _text(
                {"fastestFee": 2.417, "halfHourFee": 1.2, "hourFee": 0.85, "economyFee": 0.2, "minimumFee": 0.1}
            ),
        },
        "blockchain-com": {"": _text(_chart())},
        "coinmetrics-cost": {"": _text({"data": [_costs(ago) for ago in range(3, 0, -1)]})},
        "coinglass-holders": {
            "lth": _text({"code": "0", "data": _supplies("long", 14_480_000, 405_000)}),
            "sth": _text({"code": "0", "data": _supplies("short", 5_451_000, -418_000)}),
        },
        "bgeometrics": {"": _text({"d": "2000-12-25", "unixTs": "977702400", "sthRealizedPrice": "39120.55"})},
    }


def _text(value: Any) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()


def _hashes(day: date) -> int:
    """A day's hash rate: it grows, and blocks come by chance."""
    ago = (DAY - day).days
    return round(HASHES * (1 - ago / 900 + 0.05 * math.sin(ago * 2.1)))


def _hash_rates() -> dict[str, Any]:
    """Ninety days, each with the midnight at its end."""
    days = [DAY - timedelta(days=ago) for ago in range(90, 0, -1)]
    rows = [
        {"timestamp": _seconds(day + timedelta(days=1)), "avgHashrate": 0 if day == UNKNOWN else _hashes(day)}
        for day in days
    ]
    last = {"timestamp": _seconds(date(2000, 12, 27)) + 40_210, "difficulty": DIFFICULTY, "height": 860_000}
    return {
        "hashrates": rows,
        "difficulty": [last],
        "currentHashrate": HASHES,
        "currentDifficulty": DIFFICULTY,
    }


def _adjustment() -> dict[str, Any]:
    due = AT + timedelta(days=7, hours=5)
    return {
        "progressPercent": 46.4,
        "difficultyChange": 2.331,
        "estimatedRetargetDate": int(due.timestamp()) * 1000,
        "remainingBlocks": 1080,
        "remainingTime": 622_800_000,
        "previousRetarget": -4.075,
        "previousTime": _seconds(date(2000, 12, 27)) + 40_210,
        "nextRetargetHeight": 862_016,
        "timeAvg": 577_000,
    }


def _chart() -> dict[str, Any]:
    """Terahashes, a little off the first vendor's; the last point is of the day that is running."""
    days = [DAY - timedelta(days=ago) for ago in range(9, -1, -1)]
    points = [{"x": _seconds(day), "y": round(_hashes(day) / 1e12 * 1.004, 4)} for day in days]
    return {"status": "ok", "name": "Hash Rate", "unit": "Hash Rate TH/s", "period": "day", "values": points}


def _costs(ago: int) -> dict[str, Any]:
    day, price = DAY - timedelta(days=ago), Decimal("39871.25") - 40 * ago
    return {
        "asset": "btc",
        "time": f"{day}T00:00:00.000000000Z",
        "PriceUSD": str(price),
        "CapMVRVCur": str(Decimal("1.6125") - Decimal("0.002") * ago),
        "CapMVRVCur-status": "flash",
    }


def _supplies(kind: str, now: int, before: int) -> list[dict[str, Any]]:
    """Sixty days to Jan. 1 on a straight line; thirty days ago it was `before` more."""
    days = [DAY - timedelta(days=ago) for ago in range(60, 0, -1)]
    return [
        {
            "price": 39_800.5,
            f"{kind}_term_holder_supply": now + before * (DAY - day).days // 30 - before // 30,
            "timestamp": _seconds(day) * 1000,
        }
        for day in days
    ]


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
