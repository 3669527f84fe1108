"""Sectors: what groups of coins are worth and how they moved, the best and the worst of the large ones, memecoins.

Owns when a sector is large enough to be the best or worst. Refuses to add sectors up: a coin may stand in several.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from brief.models import Figure, Series, day_of
from brief.models.blocks import SectorBlock, SectorRow
from brief.story.ledger import Ledger
from brief.story.superlatives import newsworthy, side_of

LARGE = Decimal(1_000_000_000)
"""US dollars from which a sector may be the best or worst; the template says "a billion dollars or more"."""
ENOUGH = 3
"""Of fewer large sectors none is called the best or worst."""
BEFORE = {"week": timedelta(days=7), "month": timedelta(days=30)}
MEMES = "memes"


def sector_block(ledger: Ledger) -> SectorBlock | None:
    """The section, or None where nobody told the value of a sector."""
    caps = {name.removesuffix(".cap"): cap for name, cap in ledger.under("sectors.").items() if name.endswith(".cap")}
    if not caps:
        return None
    found = {name: _row(ledger, name, cap) for name, cap in caps.items()}
    rows = sorted(found.values(), key=_best_first)
    first, today = rows[0].cap, ledger.snapshot.day
    extremes = _extremes(rows)
    return SectorBlock(
        vendor=ledger.counted_by(first.sources[0], first.name),
        rows=tuple(rows),
        week_day=today - BEFORE["week"] if any(row.week for row in rows) else None,
        month_day=today - BEFORE["month"] if any(row.month for row in rows) else None,
        best=extremes[0] if extremes else None,
        worst=extremes[-1] if extremes else None,
    ).model_copy(update=_memes(ledger, found.get(MEMES)))


def _best_first(row: SectorRow) -> tuple[bool, Decimal, str]:
    """By the change of 24 hours; those without one stand last."""
    return row.change_24h is None, -row.change_24h.value if row.change_24h else Decimal(0), row.cap.name


def _row(ledger: Ledger, name: str, cap: Figure) -> SectorRow:
    row = SectorRow(
        name=cap.detail.get("category") or name,
        cap=cap,
        change_24h=ledger.figure(f"sectors.{name}.change_24h"),
        large=cap.value >= LARGE,
    )
    series = _own(ledger, cap)
    if series is None:
        return row
    changes = {what: _against(ledger, cap, series, ledger.snapshot.day - ago, what) for what, ago in BEFORE.items()}
    return row.model_copy(update=changes)


def _own(ledger: Ledger, cap: Figure) -> Series | None:
    """The sector's past by the same vendor, where its value is tonight's."""
    return ledger.own_series_of_day(cap) if day_of(cap.as_of) == ledger.snapshot.day else None


def _against(ledger: Ledger, cap: Figure, series: Series, base: date, what: str) -> Figure | None:
    then = series.on(base)
    if then is None or then.value <= 0:
        return None
    return ledger.growth(f"{cap.name}.{what}", cap, series, base)


def _extremes(rows: Sequence[SectorRow]) -> list[SectorRow]:
    """The large sectors with a change, the best first; none where there are few, or where best and worst are alike."""
    told = [row for row in rows if row.large and row.change_24h]
    values = {row.change_24h.value for row in told if row.change_24h}
    return told if len(told) >= ENOUGH and len(values) > 1 else []


def _memes(ledger: Ledger, row: SectorRow | None) -> dict[str, object]:
    """Memecoins against their own past."""
    if row is None:
        return {}
    series, base = _own(ledger, row.cap), ledger.snapshot.day - BEFORE["month"]
    if series is None:
        return {"memes": row}
    found: dict[str, object] = {"memes": row}
    if row.month:
        found["memes_before"] = ledger.stored(f"{row.cap.name}.before", series, base, "usd")
    if row.change_24h and series.points[-1].value == row.cap.value:
        found["memes_since"] = newsworthy(ledger, series, ledger.snapshot.day, side_of(row.change_24h.value))
    return found
