"""Liquidation orders of one venue: which fall in the night's 24 hours, what they add up to, by coin and by clock hour,
and which is the largest.

Owns the window, the hours and the sums. Refuses to call anything zero that was not looked at: a venue whose answers do
not reach back over the whole window says so (`complete` "no", and since when), and without a single order says nothing.
Nothing is rounded: a sum holds every digit of every order.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from brief.errors import Refused
from brief.models import Reading, as_of_text
from brief.sources._json import Place

Side = Literal["long", "short"]
SIDES: tuple[Side, Side] = ("long", "short")
DAY = timedelta(hours=24)
HOUR = timedelta(hours=1)
IMPOSSIBLE = Decimal(10) ** 12
"""No order, and no hour of a venue, is worth a trillion US dollars: a unit was misread."""
_COIN = re.compile(r"([A-Z0-9]{1,15})[-_]", re.ASCII)


@dataclass(frozen=True)
class Order:
    """One liquidation: when, whose position (not the order's direction), how large in US dollars, and its place.

    `usd` follows from what stands at `place` by `formula` (empty: it stands there), and is called `term` in a sum's.
    """

    at: datetime
    side: Side
    usd: Decimal
    pair: str
    place: Place
    term: str
    formula: str = ""

    def __post_init__(self) -> None:
        refuse_impossible(self.usd, self.place)


@dataclass(frozen=True)
class Market:
    """What a venue answered about one pair: the orders of any time, which from `since` on are all there were."""

    pair: str
    place: Place
    orders: Sequence[Order]
    since: datetime


@dataclass(frozen=True)
class Coverage:
    """How much of the 24 hours before `end` the answers show: from `since` on, of everything asked or not."""

    end: datetime
    since: datetime
    answered: bool

    @property
    def complete(self) -> bool:
        return self.answered and self.since <= self.end - DAY

    def detail(self) -> dict[str, str]:
        return {"from": as_of_text(self.since), "complete": "yes" if self.complete else "no"}


def coin(pair: str) -> str:
    """The coin of a pair, `btc` of `BTC-USDT`; empty where its name cannot be a part of a figure's."""
    found = _COIN.match(pair)
    return found[1].lower() if found else ""


def refuse_impossible(usd: Decimal, place: Place) -> None:
    """Stop at an amount that no liquidation can have."""
    if not 0 <= usd < IMPOSSIBLE:
        raise Refused(f"{place.payload.source} sent a liquidation of {usd:.3e} US dollars, at {place.path}.")


def since(end: datetime, orders: Iterable[Order], *, ended: bool) -> datetime:
    """From when on an answer shows all orders: the whole window where the venue said that there are no more (`ended`)
    or an order is older than the window, else from its oldest order on."""
    start = end - DAY
    oldest = min((order.at for order in orders), default=end)
    return start if ended else max(start, min(oldest, end))


def coverage(end: datetime, markets: Iterable[Market], *, answered: bool = True) -> Coverage:
    """The coverage of several markets together, that of the one that reaches back least; `answered` is whether every
    question has an answer."""
    return Coverage(end=end, since=max((market.since for market in markets), default=end), answered=answered)


def clock_hours(end: datetime) -> list[datetime]:
    """The 24 clock hours that began in the 24 hours before `end`, oldest first; the last one may still be running. The
    hour at the old edge, of which only a part is in the window, is none of them."""
    running = end.replace(minute=0, second=0, microsecond=0)
    last = running if running < end else running - HOUR
    return [last - ago * HOUR for ago in range(23, -1, -1)]


def readings(
    venue: str,
    markets: Sequence[Market],
    end: datetime,
    *,
    asked: Collection[str] = (),
    coins: Iterable[str] = (),
    detail: Mapping[str, str] = MappingProxyType({}),
) -> list[Reading]:
    """`liquidations.VENUE.long_24h`, `.short_24h` and `.largest`, the two sides once more for every one of `coins`
    (`.COIN.long_24h`), and `.hour_00` to `.hour_23`.

    `asked` names the pairs that were asked one by one. The sums stand at the place of their first market and take the
    time of its answer; the largest order and the hours have their own.
    """
    pairs = {market.pair for market in markets}
    covered = coverage(end, markets, answered=set(asked) <= pairs)
    orders = [order for market in markets for order in market.orders]
    inside = [order for order in orders if end - DAY < order.at <= end]
    place, prefix = markets[0].place, f"liquidations.{venue.lower()}"
    if not inside and not covered.complete:
        raise Refused(
            f"{place.payload.source} sent no order of the 24 hours before {as_of_text(end)}, and its answers "
            "do not cover all of them; that is no zero."
        )
    named = {"pairs": ", ".join(market.pair for market in markets)} if asked else {}
    told = covered.detail() | named | dict(detail)
    result = _sides(prefix, "", inside, covered, place, told) + largest(f"{prefix}.largest", venue, inside, told)
    for name in coins:
        own = [market for market in markets if coin(market.pair) == name]
        of_coin = coverage(end, own, answered={pair for pair in asked if coin(pair) == name} <= pairs)
        theirs = [order for order in inside if coin(order.pair) == name]
        shown = of_coin.detail() | {"pairs": ", ".join(market.pair for market in own)}
        result += _sides(f"{prefix}.{name}", f"{name} ", theirs, of_coin, own[0].place, shown)
    return result + _hours(prefix, orders, covered, place, named)


def _hours(
    prefix: str, orders: Sequence[Order], covered: Coverage, place: Place, detail: dict[str, str]
) -> list[Reading]:
    result = []
    for hour in clock_hours(covered.end):
        to = min(hour + HOUR, covered.end)
        over = f"orders with {as_of_text(hour)} <= time {'<=' if to < hour + HOUR else '<'} {as_of_text(to)}"
        own = [order for order in orders if hour <= order.at < hour + HOUR and order.at <= covered.end]
        complete = covered.answered and covered.since <= hour
        result += hour_sum(prefix, hour, own, over, place, {"to": as_of_text(to)} | detail, complete=complete)
    return result


def _sides(
    prefix: str, which: str, orders: Sequence[Order], covered: Coverage, place: Place, detail: dict[str, str]
) -> list[Reading]:
    """What both sides lost; a side without an order is zero only where the whole window is covered."""
    window = f"{as_of_text(covered.end - DAY)} < time <= {as_of_text(covered.end)}"
    result = []
    for side in SIDES:
        own = [order for order in orders if order.side == side]
        over, as_of = f"{side} {which}orders with {window}", place.payload.fetched_at
        result += total(f"{prefix}.{side}_24h", own, over, as_of, place, detail, known=covered.complete)
    return result


def hour_sum(
    prefix: str,
    hour: datetime,
    orders: Sequence[Order],
    over: str,
    place: Place,
    detail: dict[str, str],
    *,
    complete: bool,
) -> list[Reading]:
    """`PREFIX.hour_HH`, both sides of a clock hour together; `complete` says that all of its orders are there, up to
    the night where the hour is still running."""
    told = detail | {"complete": "yes" if complete else "no"}
    return total(f"{prefix}.hour_{hour:%H}", orders, over, hour, place, told, known=complete)


def total(
    figure: str,
    orders: Sequence[Order],
    over: str,
    as_of: datetime,
    place: Place,
    detail: dict[str, str],
    *,
    known: bool,
) -> list[Reading]:
    """The sum of the orders; without any it is zero where that is `known`, else nothing: a part of the window in which
    nothing was seen is no zero."""
    usd = sum((order.usd for order in orders), Decimal(0))
    if not usd and not known:
        return []
    terms = " and ".join(dict.fromkeys(order.term for order in orders))
    formula = f"sum({over}{': ' + terms if terms else ''}); n = {len(orders)}"
    return [place.reading(figure, "usd", as_of, value=usd, formula=formula, detail=detail)]


def largest(figure: str, venue: str, orders: Iterable[Order], detail: dict[str, str]) -> list[Reading]:
    """The largest of the orders, the earliest among equals; nothing where there is none."""
    found = min(orders, key=lambda order: (-order.usd, order.at), default=None)
    if found is None:
        return []
    told = {"venue": venue, "pair": found.pair, "side": found.side} | detail
    return [found.place.reading(figure, "usd", found.at, value=found.usd, formula=found.formula, detail=told)]
