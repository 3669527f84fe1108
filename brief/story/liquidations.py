"""Liquidations: a vendor's market-wide count, and what the venues told us themselves, which is always a lower bound."""

from decimal import Decimal

from brief.models import Figure
from brief.models.blocks import LiquidationBlock
from brief.story.ledger import Ledger

PREFIX = "liquidations."
VENUES = {"okx": "OKX", "gate": "Gate", "bitfinex": "Bitfinex", "htx": "HTX"}


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
    total = _sum(ledger, "liquidations.observed_24h", sides)
    if len(longs) * 2 != len(sides):  # a venue that showed one side only says nothing of the split
        return total, None
    long = _sum(ledger, "liquidations.observed_long_24h", longs)
    return total, _share(ledger, "liquidations.observed_long_share", long, total)


def _sum(ledger: Ledger, name: str, parts: list[Figure]) -> Figure:
    return ledger.derive(
        name,
        sum((part.value for part in parts), Decimal(0)),
        "usd",
        min(part.as_of for part in parts),
        formula=" + ".join(part.name for part in parts),
        inputs=(part.name for part in parts),
        sources=(source for part in parts for source in part.sources),
    )


def _share(ledger: Ledger, name: str, part: Figure | None, whole: Figure | None) -> Figure | None:
    if part is None or whole is None or whole.value <= 0:
        return None
    return ledger.derive(
        name,
        part.value / whole.value * 100,
        "percent",
        whole.as_of,
        formula=f"{part.name} / {whole.name}",
        inputs=(part.name, whole.name),
        sources=whole.sources,
    )


def _largest(ledger: Ledger, venues: list[str]) -> Figure | None:
    """The largest single order anyone told us of."""
    names = ["liquidations.largest", *(f"{PREFIX}{venue}.largest" for venue in venues)]
    found = (ledger.figure(name) for name in names)
    return max((figure for figure in found if figure), key=lambda figure: figure.value, default=None)
