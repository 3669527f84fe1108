"""The truth of a simulated night: what every coin cost, what every fund took in, how the mood was, at any instant.

Daily prices, fund flows and the index are the real ones that this repository ships; within a day a price goes from the
open by way of both extremes to the close. Coins without a stored past move with one that has one. What nobody shipped
(stocks, market caps, positions) is made up from these, the same every time. A revision is said in `revise`: from its
instant on the vendor tells another number.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from brief.history import is_session, read_rows

SERIES = Path(__file__).parents[2] / "content" / "_series"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ALIKE: Mapping[str, tuple[str, Decimal]] = {
    "ada": ("eth", Decimal("0.0001654")),
    "ton": ("sol", Decimal("0.01312")),
    "link": ("eth", Decimal("0.004713")),
    "avax": ("sol", Decimal("0.1287")),
}
"""Coins without a stored past: which one each moves with, and how much of its price it costs."""
ASSETS = ("btc", "eth", "sol", "bnb", "xrp", "doge", *ALIKE)
COINS: Mapping[str, int] = {
    "btc": 19_940_000,
    "eth": 120_700_000,
    "sol": 550_000_000,
    "bnb": 138_000_000,
    "xrp": 60_000_000_000,
    "doge": 151_000_000_000,
    "ada": 36_500_000_000,
    "ton": 2_560_000_000,
    "link": 697_000_000,
    "avax": 427_000_000,
}
REPORTED = timedelta(hours=28, minutes=30)
"""How long after the start of a session its last fund has reported."""


class Candle(NamedTuple):
    """What a day or an hour cost."""

    start: datetime
    open: Decimal
    high: Decimal
    low: Decimal
    close: Decimal


class Revision(NamedTuple):
    """A fund's flow of a session as its vendor tells it from an instant on."""

    fund: str
    session: date
    since: datetime
    value: Decimal


class Market:
    """All that can be known. The same arguments give the same market."""

    def __init__(self) -> None:
        self._revisions: list[Revision] = []

    def revise(self, fund: str, session: date, value: Decimal, *, since: datetime) -> None:
        """From `since` on, a vendor has another number for a fund (`btc.ibit`) and a session."""
        self._revisions.append(Revision(fund, session, since, value))

    def price(self, asset: str, at: datetime) -> Decimal:
        """The price at an instant."""
        if asset in ALIKE:
            like, share = ALIKE[asset]
            return _rounded(self.price(like, at) * share)
        points = _path(asset, at.date())
        since = Decimal((at - points[0][0]) / HOUR)
        for (start, before), (end, after) in pairwise(points):
            first, last = Decimal((start - points[0][0]) / HOUR), Decimal((end - points[0][0]) / HOUR)
            if first <= since <= last:
                return _rounded(before + (after - before) * (since - first) / (last - first))
        raise AssertionError(f"{at} is no instant of its day")

    def change(self, asset: str, at: datetime, days: int = 1) -> Decimal:
        """The change of so many days in percent, to two decimals."""
        before = self.price(asset, at - days * DAY)
        return ((self.price(asset, at) / before - 1) * 100).quantize(Decimal("0.01"))

    def candles(self, asset: str, end: datetime, step: timedelta, count: int) -> list[Candle]:
        """The last `count` days or hours, oldest first, with the one that is running at `end`, as far as it is."""
        first = datetime.combine(end.date(), time(end.hour if step == HOUR else 0), UTC)
        return [self._candle(asset, first - ago * step, step, end) for ago in range(count - 1, -1, -1)]

    def high(self, asset: str, at: datetime) -> Decimal:
        """The highest price of the 24 hours before."""
        return max(self._day_before(asset, at))

    def low(self, asset: str, at: datetime) -> Decimal:
        return min(self._day_before(asset, at))

    def sessions(self, asset: str, at: datetime) -> list[date]:
        """The sessions of an asset's funds that have opened by an instant, oldest first."""
        return [day for day in _stored(f"etf.{asset}.net") if _start(day) + timedelta(hours=12) <= at]

    def funds(self, asset: str) -> list[str]:
        """An asset's funds, as they stand in a table."""
        prefix = f"etf.{asset}.funds."
        return sorted(path.stem.removeprefix(prefix) for path in SERIES.glob(f"{prefix}*.csv"))

    def flow(self, asset: str, fund: str, session: date, at: datetime) -> Decimal | None:
        """A fund's flow of a session in US dollars, as its vendor told it at an instant; None where it has not yet."""
        if at < _start(session) + REPORTED:
            return None
        told = [one for one in self._revisions if one[:2] == (f"{asset}.{fund}", session) and one.since <= at]
        return told[-1].value if told else _stored(f"etf.{asset}.funds.{fund}").get(session)

    def net(self, asset: str, session: date, at: datetime) -> Decimal | None:
        """All of a session's funds; None where one has not reported."""
        flows = [self.flow(asset, fund, session, at) for fund in self.funds(asset)]
        told = [flow for flow in flows if flow is not None]
        return sum(told, Decimal(0)) if told else None

    def index(self, day: date) -> int | None:
        """Fear & Greed of a day."""
        value = _stored("sentiment.fear_greed").get(day)
        return None if value is None else int(value)

    def cap(self, at: datetime) -> int:
        """What all coins are worth: bitcoin is 58 percent of it, and a little more or less."""
        share = 58 + math.sin(_start(at.date()).timestamp() / 86_400 / 13) * 1.5
        return round(float(self.price("btc", at)) * COINS["btc"] / share * 100)

    def share(self, asset: str, at: datetime) -> float:
        """An asset's share of that in percent."""
        return round(float(self.price(asset, at)) * COINS[asset] / self.cap(at) * 100, 2)

    def stocks(self, level: str, share: float, day: date) -> Decimal | None:
        """An index that leans on bitcoin's closes; None on a day without trading."""
        if not is_session("nyse", day):
            return None
        leaning = float(_stored("prices.btc.binance.close")[day]) / 100_000 - 1
        move = 1 + share * leaning + 0.01 * math.sin(day.toordinal() / 1.7)
        return (Decimal(level) * Decimal(repr(round(move, 6)))).quantize(Decimal(level))

    def _day_before(self, asset: str, at: datetime) -> Iterator[Decimal]:
        """The prices at the ends and at the turns of the 24 hours before; between them they go straight."""
        for day in (at.date() - DAY, at.date()):
            for hour in range(24):
                if at - DAY <= (turn := _start(day) + hour * HOUR) <= at:
                    yield self.price(asset, turn)
        yield from (self.price(asset, at - DAY), self.price(asset, at))

    def _candle(self, asset: str, start: datetime, step: timedelta, until: datetime) -> Candle:
        if start + step <= until and step == DAY:
            return _day(asset, start.date())
        end = min(start + step, until)
        turns = [start + hour * HOUR for hour in range(int((end - start) / HOUR) + 1)]
        met = [self.price(asset, turn) for turn in turns if turn < start + step]
        last = self._close(asset, start.date()) if end == _start(start.date()) + DAY else self.price(asset, end)
        return Candle(start, met[0], max(*met, last), min(*met, last), last)

    def _close(self, asset: str, day: date) -> Decimal:
        return _day(asset, day).close


@cache
def _stored(name: str) -> Mapping[date, Decimal]:
    """A shipped series, by day; of a day that was told twice the last number."""
    rows = read_rows((SERIES / f"{name}.csv").read_text(encoding="utf-8"), name)
    return {row.day: row.value for row in rows}


@cache
def _day(asset: str, day: date) -> Candle:
    """A day that is over."""
    like, share = ALIKE.get(asset, (asset, Decimal(1)))
    stored = (_stored(f"prices.{like}.binance.{name}")[day] for name in Candle._fields[1:])
    return Candle(_start(day), *(_rounded(price * share) for price in stored))


@cache
def _path(asset: str, day: date) -> list[tuple[datetime, Decimal]]:
    """The turns of a day: it ends where it closed, and meets its extremes at six in the morning and at four."""
    opened, high, low, closed = (
        _stored(f"prices.{asset}.binance.{name}")[day] for name in ("open", "high", "low", "close")
    )
    first, second = (low, high) if closed >= opened else (high, low)
    hours = ((0, opened), (6, first), (16, second), (24, closed))
    return [(_start(day) + hour * HOUR, price) for hour, price in hours]


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _rounded(price: Decimal) -> Decimal:
    return price.quantize(Decimal("0.01") if price >= 10 else Decimal("0.00001"))
