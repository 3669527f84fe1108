"""Liquidation orders of one venue: which fall in the night's 24 hours, what they add up to, which is the largest.

Owns the window and the sums. Refuses to call anything zero that was not looked at: a venue whose answers do not reach
back over the whole window says so (`complete` "no", and since when), and without a single order says nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from brief.errors import Refused
from brief.models import Payload, Reading, as_of_text
from brief.sources._json import Place

Side = Literal["long", "short"]
DAY = timedelta(hours=24)
CENT = Decimal("0.01")
IMPOSSIBLE = Decimal(10) ** 12
"""No order, and no hour of a venue, is worth a trillion US dollars: a unit was misread."""


@dataclass(frozen=True)
class Order:
    """One liquidation: when, whose position (not the order's direction), how large in US dollars, and its place.

    `usd` follows from what stands at `place` by `formula`.
    """

    at: datetime
    side: Side
    usd: Decimal
    pair: str
    place: Place
    formula: str

    def __post_init__(self) -> None:
        refuse_impossible(self.usd, self.place)


@dataclass(frozen=True)
class Coverage:
    """How much of the 24 hours before `end` the answers show: from `since` on, of everything asked or not."""

    end: datetime
    since: datetime
    complete: bool

    def detail(self) -> dict[str, str]:
        return {"from": as_of_text(self.since), "complete": "yes" if self.complete else "no"}


def refuse_impossible(usd: Decimal, place: Place) -> None:
    """Stop at an amount that no liquidation can have."""
    if not 0 <= usd < IMPOSSIBLE:
        raise Refused(f"{place.payload.source} sent a liquidation of {usd:.3e} US dollars, at {place.path}.")


def pairs_asked(payloads: Iterable[Payload]) -> dict[str, str]:
    """What the answers are about, for the detail of a reading, as far as they are tagged."""
    tags = [payload.tag for payload in payloads if payload.tag]
    return {"pairs": ", ".join(tags)} if tags else {}


def coverage(end: datetime, answers: Iterable[tuple[Sequence[Order], bool]], *, answered: bool = True) -> Coverage:
    """The coverage of several questions together, that of the one that reaches back least.

    Each answer is its orders and whether the venue said that there are no more; an order older than the window says
    the same. `answered` is whether every question has an answer.
    """
    start = end - DAY
    since = start
    for orders, ended in answers:
        oldest = min((order.at for order in orders), default=end)
        if not ended and oldest > start:
            since = max(since, min(oldest, end))
    return Coverage(end=end, since=since, complete=answered and since == start)


def readings(
    venue: str, orders: Iterable[Order], covered: Coverage, answer: Place, detail: dict[str, str]
) -> list[Reading]:
    """`liquidations.VENUE.long_24h`, `.short_24h` and `.largest`, from orders of any time.

    The sums stand at `answer`, a place of the venue's first payload, and take its time; the largest has its own. A side
    without an order is zero only where the whole window is covered.
    """
    inside = [order for order in orders if covered.end - DAY < order.at <= covered.end]
    if not inside and not covered.complete:
        raise Refused(
            f"{answer.payload.source} sent no order of the 24 hours before {as_of_text(covered.end)}, and its answers "
            "do not cover all of them; that is no zero."
        )
    prefix = f"liquidations.{venue.lower()}"
    told = covered.detail() | detail
    result = []
    for side in ("long", "short"):
        own = [order for order in inside if order.side == side]
        if not own and not covered.complete:
            continue  # nothing seen in a part of the window is no zero
        total = sum((order.usd for order in own), Decimal(0)).quantize(CENT)
        terms = " and ".join(dict.fromkeys(order.formula for order in own))
        formula = f"sum over orders (n = {len(own)}) of {terms}" if own else "no order in the window"
        as_of = answer.payload.fetched_at
        result.append(answer.reading(f"{prefix}.{side}_24h", "usd", as_of, value=total, formula=formula, detail=told))
    return result + largest(f"{prefix}.largest", venue, inside, told)


def largest(figure: str, venue: str, orders: Iterable[Order], detail: dict[str, str]) -> list[Reading]:
    """The largest of the orders, the earliest among equals; nothing where there is none."""
    found = min(orders, key=lambda order: (-order.usd, order.at), default=None)
    if found is None:
        return []
    told = {"venue": venue, "pair": found.pair, "side": found.side} | detail
    value = found.usd.quantize(CENT)
    return [found.place.reading(figure, "usd", found.at, value=value, formula=found.formula, detail=told)]
