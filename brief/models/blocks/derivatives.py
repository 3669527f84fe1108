"""Funding, open interest, basis, options; and liquidations."""

from datetime import date, datetime

from brief.models.base import Frozen
from brief.models.blocks.comparisons import Superlative, Vendor
from brief.models.figures import Figure


class VenueFunding(Frozen):
    venue: str
    rate: Figure


class DerivativesRow(Frozen):
    """One asset's futures and options."""

    asset: str
    name: str
    funding: Figure | None = None
    """Percent per 8 hours, weighted by each venue's open interest."""
    funding_year: Figure | None = None
    negative: Figure | None = None
    """How many venues have a negative rate."""
    of: Figure | None = None
    """How many venues gave a rate."""
    lowest: VenueFunding | None = None
    highest: VenueFunding | None = None
    interest: Figure | None = None
    """Open interest in coin, one side, all venues that told."""
    interest_usd: Figure | None = None
    interest_change: Figure | None = None
    """Over 24 hours, in coin, of the venues with a history."""
    changed_on: tuple[str, ...] = ()
    basis: Figure | None = None
    basis_before: Figure | None = None
    basis_day: date | None = None
    basis_move: Figure | None = None
    dvol: Figure | None = None
    dvol_before: Figure | None = None
    dvol_day: date | None = None
    dvol_since: Superlative | None = None
    dvol_below: Figure | None = None
    """On how many of the days before it was lower, where that is on nearly all or hardly any."""
    dvol_days: Figure | None = None
    """Of how many."""
    skew: Figure | None = None
    long_shares: tuple[Vendor, ...] = ()
    say: tuple[str, ...] = ()
    """Which of these are unusual tonight."""


class ExpiryNote(Frozen):
    """The next large option expiry."""

    name: str
    venue: str
    at: datetime
    usd: Figure
    coin: Figure
    max_pain: Figure | None = None
    put_call: Figure | None = None


class DerivativesBlock(Frozen):
    rows: tuple[DerivativesRow, ...]
    venues: tuple[str, ...]
    """Whose funding and open interest are counted."""
    missing: tuple[str, ...] = ()
    """Venues that were asked and did not answer."""
    expiries: tuple[ExpiryNote, ...] = ()


class CoinLiquidations(Frozen):
    name: str
    total: Figure
    long_share: Figure | None = None


class LiquidationBlock(Frozen):
    """Liquidations of the last 24 hours: a vendor's market-wide count, and what we saw on venues ourselves."""

    total: Figure | None = None
    counted_by: str = ""
    long_share: Figure | None = None
    observed: Figure | None = None
    observed_long_share: Figure | None = None
    venues: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    """Venues whose answer does not cover the whole 24 hours."""
    largest: Figure | None = None
    coins: tuple[CoinLiquidations, ...] = ()
    """What was seen on the venues, by asset, largest first."""
    peak: Figure | None = None
    """The hour in which most was liquidated on the venues that tell of hours."""
    peak_share: Figure | None = None
    peak_venues: tuple[str, ...] = ()
    place: Figure | None = None
    """The rank of the total among the days in our record, where it is near the top."""
    days: Figure | None = None
    since: Superlative | None = None
