"""Sources that have a past: whole years of days, each a function of its date, given in stretches as the real ones do.

Owns the truth and what became of it: a day that was revised, a host that is down. Everything else that a night asks for
is answered by `test_live_nights.Internet`.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import yaml
from small_site import small_site

from brief.store import Store
from test_live_nights import Internet

DAY = timedelta(days=1)
FIRST = date(2018, 2, 1)
"""Before it there is nothing."""
SOURCES = ("coingecko", "coinbase", "binance-klines", "farside-btc", "alternative-me")
PAST = ("coinbase", "binance-klines", "alternative-me")
COINS = ("btc", "eth")
LOW, LOW_DAY = 17, date(2024, 8, 5)


def index_of(day: date) -> int:
    """Fear & Greed of a day: never below 30 but once, and 20 on the day of the night."""
    return {LOW_DAY: LOW, date(2025, 11, 6): 20}.get(day, 30 + day.toordinal() * 7919 % 41)


def close_of(symbol: str, day: date) -> str:
    """The close of a day, to the cent."""
    number = day.toordinal() * 104_729 % 20_000
    return f"{(60_000 if symbol == 'btc' else 3_000) + number / 100:.2f}"


class PastInternet(Internet):
    """Hosts with a past, at any instant."""

    def __init__(self) -> None:
        super().__init__()
        self.revised: dict[tuple[str, date], str] = {}
        """What a host says of a day since it was revised, by source."""
        self.busy = False
        """Whether Coinbase asks for patience, in an answer that looks like one."""

    def __call__(self, request: httpx.Request, at: datetime) -> httpx.Response:
        host, path = request.url.host, request.url.path
        asked = {name: value for name, (value,) in parse_qs(request.url.query.decode()).items()}
        if host in self.down:
            return httpx.Response(503, text="down for maintenance")
        if host == "api.alternative.me":
            return httpx.Response(200, json=self.indices(int(asked["limit"]), at))
        if host == "farside.co.uk":
            return httpx.Response(200, html=self.farside(at))
        if host == "data-api.binance.vision" and path.endswith("/klines"):
            return httpx.Response(200, json=list(self.klines(asked, at)))
        if host == "api.exchange.coinbase.com" and self.busy:
            return httpx.Response(200, json={"message": "Public rate limit exceeded"})
        if host == "api.exchange.coinbase.com" and path.endswith("/candles"):
            return httpx.Response(200, json=list(self.candles(path.split("/")[2], asked, at)))
        return super().__call__(request, at)

    def indices(self, limit: int, at: datetime) -> dict[str, Any]:
        days = [at.date() - DAY * n for n in range(limit) if at.date() - DAY * n >= FIRST]
        rows = [
            {
                "value": self.revised.get(("alternative-me", day), str(index_of(day))),
                "value_classification": "Fear",
                "timestamp": str(seconds(day)),
            }
            for day in days
        ]
        return {"name": "Fear and Greed Index", "data": rows, "metadata": {"error": None}}

    def klines(self, asked: dict[str, str], at: datetime) -> Iterator[list[Any]]:
        symbol = asked["symbol"].removesuffix("USDT").lower()
        first, last = at.date() - DAY * (int(asked["limit"]) - 1), at.date()
        if "startTime" in asked:
            first, last = (day_of_seconds(int(asked[name]) // 1000) for name in ("startTime", "endTime"))
        for day in _days(first, min(last, at.date()), int(asked["limit"])):
            close = self.revised.get(("binance-klines", day), close_of(symbol, day))
            yield [seconds(day) * 1000, close, "99999.00", "1.00", close, "1", seconds(day) * 1000 + 86_399_999]

    def candles(self, product: str, asked: dict[str, str], at: datetime) -> Iterator[list[Any]]:
        symbol = product.removesuffix("-USD").lower()
        first, last = at.date() - DAY * 299, at.date()
        if "start" in asked:
            first, last = (datetime.fromisoformat(asked[name]).date() for name in ("start", "end"))
        assert (last - first).days < 300, "the venue refuses more"
        for day in reversed(list(_days(first, min(last, at.date()), 300))):
            close = float(close_of(symbol, day)) + 1
            yield [seconds(day), 1.0, 99999.0, close, close, 1.0]


def _days(first: date, last: date, most: int) -> list[date]:
    first = max(first, FIRST)
    return [first + DAY * n for n in range(min((last - first).days + 1, most))]


def seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def day_of_seconds(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()


def past_site(folder: Path) -> Store:
    """A site on its first day: sources, and nothing stored."""
    store = small_site(folder)
    for path in (store.content / "_series").glob("*.csv"):
        path.unlink()
    file = yaml.safe_load(store.sources_file().read_text(encoding="utf-8"))
    whole = yaml.safe_load((Path(__file__).parents[2] / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    file["sources"] = {name: whole[name] for name in SOURCES}
    for name in ("coinbase", "binance-klines"):
        assets = file["sources"][name]["options"]["assets"]
        file["sources"][name]["options"]["assets"] = {coin: assets[coin] for coin in COINS}
    file["watch"] = list(COINS)
    store.sources_file().write_text(yaml.safe_dump(file, sort_keys=False), encoding="utf-8")
    return store


def stored(store: Store, name: str) -> list[tuple[str, str, str, str]]:
    """The rows of a series, cell by cell."""
    header, *lines = store.series_path(name).read_text(encoding="utf-8").splitlines()
    assert header == "day,value,source,known"
    rows = [line.split(",") for line in lines]
    return [(day, value, source, known) for day, value, source, known in rows]


def asked_of(net: Any, host: str) -> list[str]:
    """What a host was asked, so far."""
    return [one.target for one in net.asked if one.host == host]


def unfinished(store: Store) -> dict[str, Any] | None:
    path = store.backfill_path()
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def sentences(said: str, pattern: str) -> list[str]:
    return [line for line in said.splitlines() if re.search(pattern, line)]
