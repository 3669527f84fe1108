"""Liquidations: a vendor's market-wide count, and what is told of single venues, which is always a lower bound.

A venue's sums by asset and by hour are parts of its total and are never added to it.
"""

from decimal import Decimal
from typing import Any

from brief.history import rank, unbroken
from brief.models import Figure, day_of
from brief.models.assets import name_of
from brief.models.blocks import CoinLiquidations, LiquidationBlock
from brief.story.ledger import Ledger, stretch
from brief.story.superlatives import newsworthy

PREFIX = "liquidations."
VENUES = {
    "okx": "OKX",
    "gate": "Gate",
    "bitfinex": "Bitfinex",
    "htx": "HTX",
    "binance": "Binance",
    "bybit": "Bybit",
}
COINS = 3
PEAK_SHARE = Decimal(20)
"""An hour with so many percent of the day is told: five times the average."""
TOP, RECORD_DAYS = 5, 60
"""A place among the largest is told of a record of so many days."""
SINCE_SESSIONS = 30


def liquidation_block(ledger: Ledger) -> LiquidationBlock | None:
    """The liquidations of the last 24 hours, or None where nobody counted them."""
    total = ledger.figure("liquidations.total_24h")
    venues = [venue for venue in VENUES if _sides(ledger, venue)]
    if total is None and not venues:
        return None
    observed, long_share = _observed(ledger, venues)
    return LiquidationBlock(
        total=total,
        counted_by=ledger.counted_by(total.sources[0], total.name) if total else "",
        long_share=_share(ledger, "liquidations.long_share", ledger.figure("liquidations.long_24h"), total),
        observed=observed,
        observed_long_share=long_share,
        venues=tuple(VENUES[venue] for venue in venues),
        partial=tuple(VENUES[venue] for venue in venues if _partial(ledger, venue)),
        largest=_largest(ledger, venues),
        coins=_coins(ledger, venues),
        **_peak(ledger, venues),
        **_past(ledger, total),
    )


def _sides(ledger: Ledger, venue: str) -> list[Figure]:
    sides = (ledger.figure(f"{PREFIX}{venue}.{side}_24h") for side in ("long", "short"))
    return [side for side in sides if side]


def _partial(ledger: Ledger, venue: str) -> bool:
    return any(side.detail.get("complete") == "no" for side in _sides(ledger, venue))


def _observed(ledger: Ledger, venues: list[str]) -> tuple[Figure | None, Figure | None]:
    sides = [side for venue in venues for side in _sides(ledger, venue)]
    if not sides:
        return None, None
    longs = [side for side in sides if side.name.endswith("long_24h")]
    total = ledger.total("liquidations.observed_24h", sides)
    if len(longs) * 2 != len(sides):  # a venue that showed one side only says nothing of the split
        return total, None
    long = ledger.total("liquidations.observed_long_24h", longs)
    return total, _share(ledger, "liquidations.observed_long_share", long, total)


def _share(ledger: Ledger, name: str, part: Figure | None, whole: Figure | None) -> Figure | None:
    if part is None or whole is None or whole.value <= 0:
        return None
    return ledger.derive(
        name,
        part.value / whole.value * 100,
        "percent",
        whole.as_of,
        formula=f"{part.name} / {whole.name} * 100",
        inputs=(part.name, whole.name),
        sources=whole.sources,
    )


def _largest(ledger: Ledger, venues: list[str]) -> Figure | None:
    """The largest single order anyone told us of."""
    names = ["liquidations.largest", *(f"{PREFIX}{venue}.largest" for venue in venues)]
    found = (ledger.figure(name) for name in names)
    return max((figure for figure in found if figure), key=lambda figure: figure.value, default=None)


def _coins(ledger: Ledger, venues: list[str]) -> tuple[CoinLiquidations, ...]:
    """What was seen on the venues by asset, the largest first."""
    names = {rest.partition(".")[0] for venue in venues for rest in ledger.under(f"{PREFIX}{venue}.") if "." in rest}
    found = []
    for coin in sorted(names):
        sides = [
            figure
            for venue in venues
            for side in ("long", "short")
            if (figure := ledger.figure(f"{PREFIX}{venue}.{coin}.{side}_24h"))
        ]
        longs = [side for side in sides if side.name.endswith("long_24h")]
        total = ledger.total(f"{PREFIX}observed.{coin}_24h", sides)
        if not total.value:
            continue
        share = None
        if len(longs) * 2 == len(sides):
            long = ledger.total(f"{PREFIX}observed.{coin}_long_24h", longs)
            share = _share(ledger, f"{PREFIX}observed.{coin}_long_share", long, total)
        found.append(CoinLiquidations(name=name_of(coin), total=total, long_share=share))
    return tuple(sorted(found, key=lambda coin: (-coin.total.value, coin.name))[:COINS])


def _peak(ledger: Ledger, venues: list[str]) -> dict[str, Any]:
    """The hour in which most was liquidated, of the venues that tell of every hour; only where it stands out."""
    hours: dict[str, list[Figure]] = {}
    counted = []
    for venue in venues:
        own = {name: figure for name, figure in ledger.under(f"{PREFIX}{venue}.").items() if name.startswith("hour_")}
        if len(own) == 24:
            counted.append(venue)
            for name, figure in own.items():
                hours.setdefault(name, []).append(figure)
    if not hours:
        return {}
    sums = {name: ledger.total(f"{PREFIX}observed.{name}", parts) for name, parts in sorted(hours.items())}
    whole = ledger.total(f"{PREFIX}observed.hours", list(sums.values()))
    peak = max(sums.values(), key=lambda hour: (hour.value, hour.as_of))
    share = _share(ledger, f"{PREFIX}observed.peak_share", peak, whole)
    if share is None or share.value < PEAK_SHARE:
        return {}
    return {"peak": peak, "peak_share": share, "peak_venues": tuple(VENUES[venue] for venue in counted)}


def _past(ledger: Ledger, total: Figure | None) -> dict[str, Any]:
    """The vendor's count among the days in our record: its place where it is near the top, and since when."""
    series = ledger.own_series(total) if total else None
    if total is None or series is None:
        return {}
    day = day_of(total.as_of)
    found: dict[str, Any] = {"since": newsworthy(ledger, series, day, "highest", SINCE_SESSIONS)}
    days = unbroken(series, day)
    placed = rank(series, day, "highest", days) if days >= RECORD_DAYS else None
    if placed is None or placed.rank > TOP:
        return found
    ledger.rest_on(series)
    points, inputs = stretch(series, placed.first, day), ledger.inputs_between(series, placed.first, day)

    def told(name: str, value: int, formula: str) -> Figure:
        return ledger.derive(
            f"liquidations.{name}",
            Decimal(value),
            "count",
            total.as_of,
            formula=formula,
            inputs=inputs,
            sources=total.sources[:1],
        )

    place = told("place", placed.rank, f"rank_highest({points})")
    return found | {"place": place, "days": told("days", placed.of, f"count({points})")}
