"""The specimen night's stablecoins and DeFi: invented, in the shapes of DefiLlama and of Kraken's ticker.

One coin is off its peg and one supply shrank in December after months of growth; a chain has no past, a protocol lost a
third of what was locked in it, and each odd thing that those answers hold stands somewhere: a day that nobody counted
(`{}`), a price that is null, the point of the running hour, dates as numbers and as strings.
"""

import json
import math
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

DAY = date(2001, 1, 2)
LAST = date(2001, 1, 1)
"""The last whole day before the night; tonight's points are of the running hour."""
CHART_DAYS = 70
STORED_DAYS = 400

COINS = {
    # DefiLlama's number, its name, the level in billions, its growth in a day in millions, the price
    "usdt": ("1", "Tether", 152.4, 90.0, 0.9998),
    "usdc": ("2", "USD Coin", 61.3, -55.0, 1.0001),
    "usde": ("146", "Ethena USDe", 9.7, 22.0, 0.9871),
    "dai": ("5", "Dai", 4.9, 1.5, None),
}
CHAINS = {
    "ethereum": ("Ethereum", 51.2, 0.10),
    "solana": ("Solana", 8.9, -0.20),
    "bsc": ("BSC", 6.1, 0.05),
    "bitcoin": ("Bitcoin", 5.8, 0.15),
    "tron": ("Tron", 4.7, -0.05),
    "base": ("Base", 3.9, 0.30),
    "arbitrum": ("Arbitrum", 2.4, 0.02),
}
OTHER_CHAINS = 11.4


def text(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def supply(symbol: str, day: date) -> float:
    """A coin's supply when a day begins, in coins: steady growth, or the contrary, and a wave."""
    _, _, level, growth, _ = COINS[symbol]
    back = (LAST - day).days
    return round(level * 1e9 - growth * 1e6 * back + 8e7 * math.sin(back / 9), 2)


def total(day: date) -> float:
    """All coins' worth: shrinking in 1999, growing in 2000 until December, which took some away."""
    december = max(0, (min(day, LAST) - date(2000, 12, 1)).days)
    grown = abs((day - date(2000, 1, 1)).days) - december
    return round(2.18e11 + 7.1e7 * grown - 4.6e7 * december + 3e7 * math.sin((LAST - day).days / 5), 2)


def locked(name: str, day: date) -> float:
    """What a chain has locked: growing since November, when it fell."""
    _, level, swing = CHAINS[name]
    back = (LAST - day).days
    before = 1.2 if day < date(2000, 11, 6) else 1
    return round(level * 1e9 * before * (1 - 0.003 * back / (1 + back / 60) + swing * math.sin(back / 7) / 20), 2)


def all_locked(day: date) -> float:
    return round(sum(locked(name, day) for name in CHAINS) + OTHER_CHAINS * 1e9, 2)


def days(back: int, last: date = LAST) -> Iterable[date]:
    return (last - timedelta(days=ago) for ago in range(back - 1, -1, -1))


def _supply_chart(symbol: str) -> list[dict[str, Any]]:
    """One coin's chart; the day that nobody counted lies before what tonight is compared with."""
    price = COINS[symbol][4] or 1
    rows = []
    for day in (*days(CHART_DAYS), DAY):
        amount = supply(symbol, day)
        known = symbol != "usde" or day != LAST - timedelta(days=50)
        coins, worth = ({"peggedUSD": amount}, {"peggedUSD": round(amount * price, 2)}) if known else ({}, {})
        rows.append({"date": str(seconds(day)), "totalCirculating": coins, "totalCirculatingUSD": worth})
    return rows


def _total_chart() -> list[dict[str, Any]]:
    return [
        {
            "date": str(seconds(day)),
            "totalCirculating": {"peggedUSD": total(day) + 2.1e8, "peggedEUR": 4.1e8},
            "totalUnreleased": {"peggedUSD": 0, "peggedEUR": 0},
            "totalCirculatingUSD": {"peggedUSD": total(day), "peggedEUR": 4.6e8},
            "totalMintedUSD": {"peggedUSD": 0, "peggedEUR": 0},
            "totalBridgedToUSD": {"peggedUSD": 0, "peggedEUR": 0},
        }
        for day in (*days(CHART_DAYS), DAY)
    ]


def _assets() -> dict[str, Any]:
    names = {"usde": "USDe"}
    rows = [
        {
            "id": number,
            "name": name,
            "symbol": names.get(symbol, symbol.upper()),
            "gecko_id": None,
            "pegType": "peggedUSD",
            "priceSource": "defillama",
            "pegMechanism": "fiat-backed",
            "circulating": {"peggedUSD": round(supply(symbol, DAY) * (price or 1), 2)},
            "circulatingPrevDay": {"peggedUSD": round(supply(symbol, LAST) * (price or 1), 2)},
            "circulatingPrevWeek": {},
            "circulatingPrevMonth": {},
            "chains": ["Tron", "Ethereum"],
            "price": price,
        }
        for symbol, (number, name, _, _, price) in COINS.items()
    ]
    euro = {"id": "50", "name": "Euro Example", "symbol": "EURX", "pegType": "peggedEUR"}
    return {"peggedAssets": [*rows, euro | {"circulating": {"peggedEUR": 4.1e8}, "price": 1.12}]}


def _chains() -> list[dict[str, Any]]:
    rows = [
        {
            "gecko_id": None,
            "tvl": locked(name, DAY),
            "tokenSymbol": None,
            "cmcId": None,
            "name": theirs,
            "chainId": None,
        }
        for name, (theirs, _, _) in CHAINS.items()
    ]
    return [*rows, {**rows[0], "tvl": OTHER_CHAINS * 1e9, "name": "Example Chain", "cmcId": "3945", "chainId": 7}]


def _locked_chart(name: str) -> list[dict[str, Any]]:
    """A chain's chart; that of Arbitrum begins three weeks before the night."""
    back = 21 if name == "arbitrum" else CHART_DAYS
    return [{"date": seconds(day), "tvl": locked(name, day)} for day in (*days(back), DAY)]


def _all_locked_chart() -> list[dict[str, Any]]:
    return [{"date": seconds(day), "tvl": all_locked(day)} for day in (*days(CHART_DAYS), DAY)]


def _protocol(name: str, slug: str, tvl: float | None, day: float | None) -> dict[str, Any]:
    row = {"id": "1", "name": name, "symbol": "-", "category": "Dexes", "chains": ["Ethereum"], "slug": slug}
    return {**row, "tvl": tvl, "change_1h": 0.08, "change_1d": day, "change_7d": 1.2, "mcap": None}


def _protocols() -> list[dict[str, Any]]:
    return [
        _protocol("Lido", "lido", 21_400_000_000.5, 1.9),
        _protocol("Aave V3", "aave-v3", 14_900_000_000, 0.4),
        _protocol("Balancer V2", "balancer-v2", 412_500_000.25, -33.4),
        _protocol("Curve DEX", "curve-dex", 1_900_000_000, None),
        _protocol("Example Swap", "example-swap", 310_000_000, -91.0),
    ]


def _overview(day: float, week: float, month: float, before: tuple[float, float, float]) -> dict[str, Any]:
    return {
        "totalDataChart": [],
        "totalDataChartBreakdown": [],
        "protocols": [],
        "allChains": ["Ethereum", "Solana"],
        "chain": None,
        "total24h": day,
        "total48hto24h": before[0],
        "total7d": week,
        "total14dto7d": before[1],
        "total30d": month,
        "total60dto30d": before[2],
        "total1y": None,
        "average1y": None,
    }


def bodies() -> dict[str, dict[str, bytes]]:
    ticker = {"USDT/USD": ("0.99981", "0.99962", "1.00011"), "USDC/USD": ("1.00008", "0.99990", "1.00013")}
    result = {
        pair: {"c": [last, "1"], "l": [low, low], "h": [high, high], "o": last}
        for pair, (last, low, high) in ticker.items()
    }
    volume = _overview(6.21e9, 39.4e9, 171.8e9, (5.02e9, 31.7e9, 180.2e9))
    fees = _overview(4.1e7, 2.71e8, 1.13e9, (3.9e7, 2.9e8, 1.08e9))
    return {
        "defillama-stablecoins": {
            "list": text(_assets()),
            "all": text(_total_chart()),
            **{symbol: text(_supply_chart(symbol)) for symbol in COINS},
        },
        "kraken-pegs": {"": text({"error": [], "result": result})},
        "defillama-tvl": {
            "list": text(_chains()),
            "all": text(_all_locked_chart()),
            **{name: text(_locked_chart(name)) for name in CHAINS},
        },
        "defillama-protocols": {"": text(_protocols())},
        "defillama-dexs": {"": text(volume)},
        "defillama-fees": {"": text(fees)},
    }


def past() -> dict[str, tuple[str, list[tuple[date, float]]]]:
    """The stored days before the charts of tonight begin, by series, with whose they are."""
    earlier = list(days(STORED_DAYS, LAST - timedelta(days=CHART_DAYS)))
    return {
        "stablecoins.total.supply": ("defillama-stablecoins", [(day, total(day)) for day in earlier]),
        "defi.tvl": ("defillama-tvl", [(day, all_locked(day)) for day in earlier]),
    }
