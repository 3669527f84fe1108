"""What each source would send at an instant, in the shape of its recorded or documented answers.

`SENDS` has a function for every source that is simulated: it is given the market, the tag of the request and the
instant, and gives a body, or None where there is no such page yet. To add a source, add its function.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from simulated.market import ALIKE, ASSETS, COINS, DAY, HOUR, Market
from specimen.make import NAMES as GECKO

Send = Callable[[Market, str, datetime], bytes | None]
PAPRIKA = {
    "btc": "btc-bitcoin",
    "eth": "eth-ethereum",
    "sol": "sol-solana",
    "bnb": "bnb-binance-coin",
    "xrp": "xrp-xrp",
    "doge": "doge-dogecoin",
    "ada": "ada-cardano",
    "ton": "ton-toncoin",
    "link": "link-chainlink",
    "avax": "avax-avalanche",
}
APART = {"coingecko": "1.0001", "coinpaprika": "1.0004", "coinbase": "1.0002", "kraken": "0.9998"}
"""How far each of them quotes from Binance."""
KEPT_SESSIONS = 40
"""Rows of a page of fund flows."""
LABELS = ((25, "Extreme Fear"), (46, "Fear"), (55, "Neutral"), (76, "Greed"), (101, "Extreme Greed"))
STOCKS = {
    "sp500": ("SP500", "6500.25", 0.3),
    "nasdaq": ("NASDAQCOM", "22100.50", 0.5),
    "nasdaq100": ("NASDAQ100", "24200.75", 0.5),
    "ten_year": ("DGS10", "4.15", -0.2),
    "dollar": ("DTWEXBGS", "120.5000", -0.05),
    "nikkei": ("NIKKEI225", "45100.50", 0.4),
    "two_year": ("DGS2", "3.85", -0.2),
    "vix": ("VIXCLS", "17.25", -0.9),
}
TITLES = (
    "Example bridge pauses withdrawals after a reported exploit of ${} million",
    "Example Capital closes a ${} million fund for digital assets",
    "Bitcoin trades sideways as traders look at ${} million of options",
    "Example Exchange to list tokens worth ${} million",
)
"""Titles of invented news, each with an amount of the day."""


def _json(value: Any) -> bytes:
    return (json.dumps(value, default=float, ensure_ascii=False) + "\n").encode()


def _quote(market: Market, venue: str, asset: str, at: datetime) -> Decimal:
    price = market.price(asset, at)
    return (price * Decimal(APART.get(venue, "1"))).quantize(price)


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _coingecko(market: Market, _: str, at: datetime) -> bytes:
    seen = at - timedelta(seconds=40)
    rows = []
    for asset, name in GECKO.items():
        price = _quote(market, "coingecko", asset, seen)
        row: dict[str, Any] = {"id": name, "symbol": asset, "name": name.title(), "current_price": price}
        row |= {"market_cap": int(price * COINS[asset]), "high_24h": market.high(asset, seen)}
        row |= {"low_24h": market.low(asset, seen), "last_updated": _iso(seen)}
        for days in (1, 7, 30):
            label = "24h" if days == 1 else f"{days}d"
            row[f"price_change_percentage_{label}_in_currency"] = market.change(asset, seen, days)
        rows.append(row)
    return _json(rows)


def _coingecko_global(market: Market, _: str, at: datetime) -> bytes:
    cap = market.cap(at)
    data = {
        "total_market_cap": {"usd": cap},
        "total_volume": {"usd": cap // 25},
        "market_cap_percentage": {"btc": market.share("btc", at), "eth": market.share("eth", at)},
        "market_cap_change_percentage_24h_usd": round((cap / market.cap(at - DAY) - 1) * 100, 3),
        "updated_at": _seconds(at) - 60,
    }
    return _json({"data": data})


def _paprika(market: Market, asset: str, at: datetime) -> bytes:
    price = _quote(market, "coinpaprika", asset, at)
    usd: dict[str, Any] = {"price": price, "market_cap": int(price * COINS[asset])}
    usd |= {f"percent_change_{name}": market.change(asset, at, n) for name, n in (("24h", 1), ("7d", 7), ("30d", 30))}
    row = {"id": PAPRIKA[asset], "name": asset.upper(), "symbol": asset.upper()}
    return _json({**row, "last_updated": _iso(at - timedelta(minutes=2)), "quotes": {"USD": usd}})


def _paprika_global(market: Market, _: str, at: datetime) -> bytes:
    cap = int(market.cap(at) * 1.02)
    told = {"market_cap_usd": cap, "volume_24h_usd": cap // 20, "last_updated": _seconds(at) - 90}
    change = round((market.cap(at) / market.cap(at - DAY) - 1) * 100, 2)
    share = round(market.share("btc", at) - 0.4, 2)
    return _json({**told, "bitcoin_dominance_percentage": share, "market_cap_change_24h": change})


def _coinbase(market: Market, asset: str, at: datetime) -> bytes:
    times = Decimal(APART["coinbase"])
    rows = []
    for start, opened, high, low, close in market.candles(asset, at, DAY, 30):
        cells = [(cell * times).quantize(Decimal("0.01")) for cell in (low, high, opened, close)]
        rows.append([_seconds(start), *cells, 100.5])
    return _json(rows[::-1])


def _coinbase_stats(market: Market, asset: str, at: datetime) -> bytes:
    instants = {"open": at - DAY, "last": at}
    told = {name: str(_quote(market, "coinbase", asset, then)) for name, then in instants.items()}
    return _json({**told, "high": str(market.high(asset, at)), "low": str(market.low(asset, at)), "volume": "100"})


def _kraken(market: Market, asset: str, at: datetime) -> bytes:
    pair = {"btc": "XXBTZUSD", "eth": "XETHZUSD", "sol": "SOLUSD"}[asset]
    rows: list[list[Any]] = []
    for start, *prices in market.candles(asset, at, DAY, 30):
        opened, high, low, close = (str((p * Decimal(APART["kraken"])).quantize(Decimal("0.01"))) for p in prices)
        rows.append([_seconds(start), opened, high, low, close, close, "10.5", 7])
    return _json({"error": [], "result": {pair: rows, "last": _seconds(at)}})


def _kraken_ticker(market: Market, _: str, at: datetime) -> bytes:
    pairs = {"XXBTZUSD": "btc", "XETHZUSD": "eth", "SOLUSD": "sol", "XXRPZUSD": "xrp", "XDGUSD": "doge"}
    found = {}
    for pair, asset in pairs.items():
        low, high = str(market.low(asset, at)), str(market.high(asset, at))
        last = str(_quote(market, "kraken", asset, at))
        found[pair] = {"c": [last, "1"], "l": [low, low], "h": [high, high], "o": last}
    return _json({"error": [], "result": found})


def _binance(market: Market, _: str, at: datetime) -> bytes:
    rows = [
        {
            "symbol": f"{asset.upper()}USDT",
            "priceChangePercent": str(market.change(asset, at)),
            "lastPrice": str(market.price(asset, at)),
            "highPrice": str(market.high(asset, at)),
            "lowPrice": str(market.low(asset, at)),
            "closeTime": _seconds(at) * 1000 - 500,
        }
        for asset in ASSETS
    ]
    return _json(rows)


def _binance_candles(market: Market, asset: str, at: datetime, step: timedelta, count: int) -> bytes:
    rows: list[list[Any]] = []
    for start, *prices in market.candles(asset, at, step, count):
        first = _seconds(start) * 1000
        end = first + int(step.total_seconds()) * 1000 - 1
        rows.append([first, *map(str, prices), "1.0", end, "1.0", 5, "1.0", "1.0", "0"])
    return _json(rows)


def _klines(market: Market, asset: str, at: datetime) -> bytes:
    return _binance_candles(market, asset, at, DAY, 401 if asset not in ALIKE else 61)


def _hours(market: Market, asset: str, at: datetime) -> bytes:
    return _binance_candles(market, asset, at, HOUR, 25)


def _farside(market: Market, asset: str, at: datetime) -> bytes | None:
    """The page of an asset's funds; none before its first session."""
    funds, sessions = market.funds(asset), market.sessions(asset, at)[-KEPT_SESSIONS:]
    if not any(market.net(asset, session, at) is not None for session in sessions):
        return None
    rows = []
    for session in sessions:
        flows = [market.flow(asset, fund, session, at) for fund in funds]
        net = market.net(asset, session, at) or Decimal(0)
        rows.append(_row(f"{session:%d %b %Y}", [_millions(flow) for flow in flows], _millions(net)))
    name = {"btc": "Bitcoin", "eth": "Ethereum", "sol": "Solana"}[asset]
    head = _row("", ["" for _ in funds], "Total", "th") + _row("", [fund.upper() for fund in funds], "", "th")
    page = f'<table class="etf"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'
    return f"<html><head><title>{name} ETF Flow (US$m)</title></head><body>{page}</body></html>\n".encode()


def _millions(flow: Decimal | None) -> str:
    if flow is None:
        return "-"
    told = flow / 1_000_000
    return f'<span class="redFont">({-told:,.1f})</span>' if told < 0 else f"{told:,.1f}"


def _row(label: str, cells: list[str], total: str, kind: str = "td") -> str:
    spans = "".join(f'<{kind}><span class="tabletext">{cell}</span></{kind}>' for cell in (label, *cells, total))
    return f"<tr>{spans}</tr>\n"


def _fear(market: Market, _: str, at: datetime) -> bytes:
    days = [at.date() - timedelta(days=ago) for ago in range(30)]
    rows = []
    for day in days:
        value = market.index(day)
        if value is not None:
            label = next(label for below, label in LABELS if value < below)
            stamp = str(_seconds(datetime.combine(day, time(), UTC)))
            rows.append({"value": str(value), "value_classification": label, "timestamp": stamp})
    return _json({"name": "Fear and Greed Index", "data": rows, "metadata": {"error": None}})


def _fred(market: Market, name: str, at: datetime) -> bytes:
    """Weekdays up to the last session that is told: a business day later, in the evening; the dollar once a week."""
    series, level, share = STOCKS[name]
    last = (at - timedelta(hours=22 if name != "dollar" else 24 * (at.weekday() + 3))).date() - DAY
    rows = [f"observation_date,{series}"]
    for day in (at.date() - timedelta(days=ago) for ago in range(200, 0, -1)):
        if day <= last and day.weekday() < 5:
            value = market.stocks(level, share, day)
            rows.append(f"{day},{'' if value is None else value}")
    return ("\n".join(rows) + "\n").encode()


def _feed(source: str, step: int) -> Send:
    """A feed of invented titles, one every few hours; the same entry every time it is asked for."""

    def send(_: Market, __: str, at: datetime) -> bytes:
        newest = int(at.timestamp()) // 3600 // step
        entries = "".join(_entry(source, number, number * step) for number in range(newest, newest - 12, -1))
        head = f"<title>Invented: {source}</title><link>https://example.org/{source}</link>"
        channel = f'<rss version="2.0"><channel>{head}\n{entries}</channel></rss>'
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{channel}\n'.encode()

    return send


def _entry(source: str, number: int, hour: int) -> str:
    when = datetime.fromtimestamp(hour * 3600, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    title = TITLES[number % len(TITLES)].format(5 + number % 140)
    link = f"https://example.org/{source}/{number}"
    return (
        f"<item><title>{escape(title)}</title><link>{link}</link>"
        f'<guid isPermaLink="false">{source}-{number}</guid><pubDate>{when}</pubDate></item>\n'
    )


SENDS: Mapping[str, Send] = {
    "coingecko": _coingecko,
    "coingecko-global": _coingecko_global,
    "coinpaprika": _paprika,
    "coinpaprika-global": _paprika_global,
    "coinbase": _coinbase,
    "coinbase-stats": _coinbase_stats,
    "kraken": _kraken,
    "kraken-ticker": _kraken_ticker,
    "binance": _binance,
    "binance-klines": _klines,
    "binance-hours": _hours,
    "farside-btc": _farside,
    "farside-eth": _farside,
    "farside-sol": _farside,
    "fred": _fred,
    "alternative-me": _fear,
    "coindesk": _feed("coindesk", 7),
    "cointelegraph": _feed("cointelegraph", 11),
    "the-block": _feed("the-block", 13),
    "fed-press": _feed("fed-press", 90),
}
