"""The specimen night's stocks, yield, dollar and gold, and its 24 hours on Binance: invented, in their sources' shapes.

Stocks lean on bitcoin's invented closes (the wave of `make.py`, written here once more), so that the two go together;
every odd row that FRED and Yahoo send stands somewhere: a holiday in both spellings, the old header, a day without a
close, the day that is running.
"""

import json
import math
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from brief.history import is_session, sessions

DAY = date(2001, 1, 2)
AT = datetime(2001, 1, 2, 12, tzinfo=UTC)
LAST = date(2000, 12, 29)
"""The last New York session before the day: Jan. 1 is a holiday."""
LATER = ("ten_year", "two_year", "vix")
"""What FRED has on the business day after only: at 12:00 UTC on Jan. 2 that of Dec. 29 is not there yet."""
BACK = 400
PRICES = {"btc": "41250.5", "eth": "2310", "sol": "98.4"}

Level = tuple[str, str, str, float, float]
LEVELS: dict[str, Level] = {
    # FRED's id, the level, its smallest step, the share of bitcoin's wave in it, and of its own
    "sp500": ("SP500", "1325.40", "0.01", 0.5, 0.005),
    "nasdaq": ("NASDAQCOM", "2480.150", "0.001", 0.9, 0.007),
    "nasdaq100": ("NASDAQ100", "2360.300", "0.001", 1.0, 0.009),
    "ten_year": ("DGS10", "5.15", "0.01", -0.2, 0.02),
    "dollar": ("DTWEXBGS", "104.2500", "0.0001", -0.1, 0.004),
    "nikkei": ("NIKKEI225", "13800.55", "0.01", 0.3, 0.01),
    "two_year": ("DGS2", "5.04", "0.01", -0.2, 0.015),
    "vix": ("VIXCLS", "24.90", "0.01", -1.5, 0.06),
}


def bodies() -> dict[str, dict[str, bytes]]:
    """Every answer by its source and by the tag of its request."""
    return {
        "fred": {name: _fred(name, level) for name, level in LEVELS.items()},
        "yahoo-chart": {"gold": _text(_gold())},
        "binance-hours": {asset: _text(_hours(asset)) for asset in PRICES},
    }


def _text(value: Any) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()


def _bitcoin(day: date) -> float:
    """Bitcoin's invented level of a day, as `make.py` has it."""
    ago = (DAY - day).days
    return 1 + math.sin(ago / 9) * 0.03 + math.sin(ago / 2.3) * 0.012


def _fred(name: str, level: Level) -> bytes:
    """The weekdays of the last 400 days up to the last session; holidays are empty, in the old spelling a point."""
    series, base, step, share, own = level
    old = name == "ten_year"
    rows = [f"{'DATE' if old else 'observation_date'},{series}"]
    for day in (DAY - timedelta(days=ago) for ago in range(BACK, 0, -1)):
        if day.weekday() >= 5 or day > (LAST - timedelta(days=1) if name in LATER else LAST):
            continue
        move = 1 + share * (_bitcoin(day) - 1) + own * math.sin((DAY - day).days / 1.7 + len(series))
        value = (Decimal(base) * Decimal(repr(round(move, 6)))).quantize(Decimal(step))
        rows.append(f"{day},{value if is_session('nyse', day) else '.' if old else ''}")
    return ("\n".join(rows) + "\n").encode()


def _gold() -> dict[str, Any]:
    """A year of days stamped with New York's midnight; one was not traded, the last one is running."""
    days = [*sessions("nyse", date(2000, 1, 3), LAST), DAY]
    closes = [round(272.5 * (1 + 0.03 * math.sin((DAY - day).days / 40)), 1) for day in days]
    told: list[float | None] = [
        None if day == date(2000, 11, 24) else close for day, close in zip(days, closes, strict=True)
    ]
    start = _midnight(DAY)
    period = {"timezone": "EST", "start": start, "end": start + 86_340, "gmtoffset": -18_000}
    meta = {
        "currency": "USD",
        "symbol": "GC=F",
        "exchangeName": "CMX",
        "fullExchangeName": "COMEX",
        "instrumentType": "FUTURE",
        "regularMarketTime": int(AT.timestamp()) - 600,
        "gmtoffset": -18_000,
        "timezone": "EST",
        "exchangeTimezoneName": "America/New_York",
        "regularMarketPrice": closes[-1],
        "shortName": "Gold Feb 01",
        "currentTradingPeriod": {"regular": period},
        "dataGranularity": "1d",
        "range": "1y",
    }
    quote = {"close": told}
    result = {"meta": meta, "timestamp": [_midnight(day) for day in days], "indicators": {"quote": [quote]}}
    return {"chart": {"result": [result], "error": None}}


def _midnight(day: date) -> int:
    """New York's, four hours behind from the first Sunday of April to the last of October, five in winter."""
    summer = date(2000, 4, 2) <= day < date(2000, 10, 29)
    return int(datetime(day.year, day.month, day.day, 4 if summer else 5, tzinfo=UTC).timestamp())


def _hours(asset: str) -> Iterable[list[Any]]:
    """25 hours, the last one running, that climb to tonight's price: lowest at 17:00 and highest at 09:00.

    The extremes are those of the venue's own 24 hours in `make.py`: 3% below tonight's price and 2% above it.
    """
    price = Decimal(PRICES[asset])
    levels = [(price * (975 + hour)) / 1000 for hour in range(26)]
    rows = []
    for hour, (opened, closed) in enumerate(pairwise(levels)):
        start = int((AT - timedelta(hours=24 - hour)).timestamp()) * 1000
        high = price * Decimal("1.02") if hour == 21 else closed * Decimal("1.0005")
        low = price * Decimal("0.97") if hour == 5 else opened * Decimal("0.9995")
        cells = [f"{cell:.8f}" for cell in (opened, high, low, closed)]
        rows.append([start, *cells, "1.0", start + 3_599_999, "1.0", 5, "1.0", "1.0", "0"])
    return rows
