"""Decentralized finance: value locked with its changes, protocols that lost much of it, volume and fees.

Owns how large a protocol's fall must be to be told, and that a window is only held against the one before it.
"""

from collections.abc import Mapping
from decimal import Decimal

from brief.history import change
from brief.models import Figure, day_of
from brief.models.blocks.comparisons import Superlative
from brief.models.blocks.defi import DefiBlock, LockedRow, ProtocolNote, Turnover
from brief.story.ledger import Ledger
from brief.story.superlatives import newsworthy, side_of

PROTOCOL_FALL = Decimal(-20)
"""Percent within a day from which on a protocol's fall is told; prices alone seldom move it so far."""
TOLD_FALLS = 3
"""More falls than these are the market's."""
SINCE_DAYS = 30
WEEK_MOVE = Decimal(5)
"""Percent in seven days from which on the whole of DeFi is more than a row of the table."""
WINDOWS = {"day": 1, "week": 7, "month": 30}
CHAINS = {
    "ethereum": "Ethereum",
    "solana": "Solana",
    "bsc": "BNB Chain",
    "bitcoin": "Bitcoin",
    "tron": "Tron",
    "base": "Base",
    "arbitrum": "Arbitrum",
}


def defi_block(ledger: Ledger) -> DefiBlock | None:
    """The section, or None where nobody counted."""
    total = ledger.figure("defi.tvl")
    chains = _chains(ledger, total)
    locked = _row(ledger, "All chains", total, None) if total else None
    block = DefiBlock(
        locked=locked,
        chains=chains,
        since=_since(ledger, total) if total else None,
        moved=bool(locked and locked.week and abs(locked.week.value) >= WEEK_MOVE),
        falls=_falls(ledger),
        volume=_turnover(ledger, "defi.dex.volume"),
        fees=_turnover(ledger, "defi.fees"),
        dashes=_has_dashes(chains),
    )
    return block if block.locked or block.chains or block.falls or block.volume or block.fees else None


def _chains(ledger: Ledger, total: Figure | None) -> tuple[LockedRow, ...]:
    found = {name.removesuffix(".tvl"): figure for name, figure in ledger.under("defi.chains.").items()}
    rows = [_row(ledger, CHAINS.get(name, name.title()), figure, total) for name, figure in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row.value.value, row.name)))


def _row(ledger: Ledger, name: str, value: Figure, total: Figure | None) -> LockedRow:
    changes = {what: _change(ledger, value, days) for what, days in WINDOWS.items()}
    return LockedRow.model_validate({"name": name, "value": value, **changes, "share": _share(ledger, value, total)})


def _change(ledger: Ledger, value: Figure, days: int) -> Figure | None:
    """Against `days` before, in percent; None where a day in between is missing."""
    series = ledger.own_series(value)
    found = change(series, day_of(value.as_of), days) if series else None
    if series is None or found is None or found.percent is None:
        return None
    return ledger.growth(f"{value.name}.change_{days}d", value, series, found.base_day)


def _share(ledger: Ledger, value: Figure, total: Figure | None) -> Figure | None:
    """Of what all chains have locked, where both are of one day."""
    if total is None or not total.value or total.as_of != value.as_of:
        return None
    return ledger.derive(
        value.name.removesuffix(".tvl") + ".share",
        value.value / total.value * 100,
        "percent",
        value.as_of,
        formula=f"{value.name} / {total.name} * 100",
        inputs=[value.name, total.name],
        sources=value.sources[:1],
    )


def _since(ledger: Ledger, total: Figure) -> Superlative | None:
    """Since when it has not been so low, or so high, where the week went that way and it is news."""
    series = ledger.own_series(total)
    found = change(series, day_of(total.as_of), WINDOWS["week"]) if series else None
    if series is None or found is None or not found.absolute:
        return None
    since = newsworthy(ledger, series, day_of(total.as_of), side_of(found.absolute), SINCE_DAYS)
    return since if since and since.found else None


def _falls(ledger: Ledger) -> tuple[ProtocolNote, ...]:
    """The watched protocols that lost most, the worst first."""
    found = ledger.under("defi.protocols.")
    falls = [
        (figure, found.get(name.removesuffix("change_1d") + "tvl"))
        for name, figure in found.items()
        if name.endswith(".change_1d") and figure.value <= PROTOCOL_FALL
    ]
    return tuple(
        ProtocolNote(name=figure.detail["protocol"], change=figure, left=left, by=_who(ledger, figure))
        for figure, left in sorted(falls, key=lambda pair: (pair[0].value, pair[0].name))[:TOLD_FALLS]
    )


def _who(ledger: Ledger, figure: Figure) -> str:
    """Whose count it is; empty where more than one report told it, for which of them has it is not known."""
    published = ledger.snapshot.origins[figure.sources[0]].published
    told = [fact for fact in published if fact.gave(figure.name) and not fact.by_source]
    return "" if len(told) > 1 else ledger.counted_by(figure.sources[0], figure.name)


def _turnover(ledger: Ledger, name: str) -> Turnover | None:
    day = ledger.figure(name)
    if day is None:
        return None
    windows = {what: ledger.figure(f"{name}_{days}d") for what, days in (("week", 7), ("month", 30))}
    changes = {f"{what}_change": _against_before(ledger, figure) for what, figure in windows.items()}
    found: Mapping[str, Figure | None] = {**windows, **changes}
    return Turnover.model_validate({"day": day, **found, "by": ledger.counted_by(day.sources[0], day.name)})


def _against_before(ledger: Ledger, window: Figure | None) -> Figure | None:
    """A window against the one of the same length before it, by the same answer."""
    before = ledger.figure(f"{window.name}_before") if window else None
    if window is None or before is None or before.value <= 0:
        return None
    return ledger.derive(
        f"{window.name}.change",
        (window.value / before.value - 1) * 100,
        "percent",
        window.as_of,
        formula=f"({window.name} / {before.name} - 1) * 100",
        inputs=[window.name, before.name],
        sources=window.sources[:1],
    )


def _has_dashes(chains: tuple[LockedRow, ...]) -> bool:
    """A column that no row fills is not printed and leaves no dash."""
    columns = [[getattr(row, what) for row in chains] for what in ("day", "week", "month", "share")]
    return any(any(column) and not all(column) for column in columns)
