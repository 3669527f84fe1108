"""Prices, trends, levels, ranges and the whole market."""

from datetime import date
from typing import Literal

from brief.models.base import Frozen
from brief.models.blocks.comparisons import Superlative, Vendor
from brief.models.figures import Figure


class PriceRow(Frozen):
    """One asset of the watch list; what has no figure tonight is None."""

    asset: str
    name: str
    price: Figure | None = None
    change_24h: Figure | None = None
    change_7d: Figure | None = None
    change_30d: Figure | None = None
    month: Figure | None = None
    """Since the last close of the month before, on the venue the closes are kept of."""
    year: Figure | None = None
    """Since the last close of the year before."""
    from_high: Figure | None = None
    high: Figure | None = None
    high_day: date | None = None
    high_venue: str = ""
    still: bool = False
    """The 24-hour move is too small for a verb."""
    verb: str = ""
    """How the 24-hour move is called, by its size against the asset's own last 90 days."""
    z: Figure | None = None
    """That size, in standard deviations."""
    close_since: Superlative | None = None
    """Set where the price, were it the day's close, would be the lowest or highest close in a month or more."""
    last_close: Figure | None = None
    """The last close of the series that claim rests on."""
    spread: Figure | None = None
    """How far the sources' prices lie apart, where that is beyond the tolerance."""


class TrendRow(Frozen):
    """Where an asset's closes stand: all of it from one venue's stored days."""

    name: str
    day: date
    """The last close it is computed from."""
    venue: str
    rsi: Figure | None = None
    stretched: Literal["", "oversold", "overbought"] = ""
    from_50: Figure | None = None
    mean_50: Figure | None = None
    from_200: Figure | None = None
    mean_200: Figure | None = None
    crossed: Literal["", "above", "below"] = ""
    """The price crossed its 200-day average since the last close."""
    volatility: Figure | None = None


class LevelNote(Frozen):
    """A round price near the market: approached, or broken since the last close."""

    name: str
    level: Figure
    below: bool
    """The level lies below the price."""
    broken: bool = False
    distance: Figure
    venue: str
    traded: Figure | None = None
    """The day's low (high) on the last day it traded beyond the level."""
    traded_day: date | None = None
    closed_day: date | None = None
    closed: Figure | None = None
    """The last close beyond the level."""


class DayRange(Frozen):
    """The highest and lowest price of the past 24 hours on one venue, each with the hour it was seen in."""

    name: str
    venue: str
    high: Figure
    low: Figure
    full: bool
    """Whether all 24 hours were seen."""


class SeasonNote(Frozen):
    """How the month went in the years before."""

    name: str
    venue: str
    month: int
    ups: Figure
    years: Figure
    first: int
    median: Figure


class RatioNote(Frozen):
    """One asset's price in units of another."""

    name: str
    ratio: Figure
    change: Figure | None = None


class CapChange(Frozen):
    """The total market value against an earlier reading of the same vendor."""

    change: Figure
    amount: Figure
    since: date
    kind: Literal["month", "peak"]


class PriceBlock(Frozen):
    rows: tuple[PriceRow, ...]
    moved: int = 0
    """How many assets have a 24-hour change; 0 where they are too few to speak of a market."""
    fell: int = 0
    rose: int = 0
    crowd: Literal["fell", "rose", "split"] = "split"
    """What most of them did."""
    dashes: bool = False
    """Whether a cell of the table is empty."""
    extreme: PriceRow | None = None
    """The asset that moved most, in the direction of the majority."""
    contrary: PriceRow | None = None
    """The asset at the other end."""
    trends: tuple[TrendRow, ...] = ()
    ranges: tuple[DayRange, ...] = ()
    levels: tuple[LevelNote, ...] = ()
    ratio: RatioNote | None = None
    season: SeasonNote | None = None
    caps: tuple[Vendor, ...] = ()
    cap_change: Figure | None = None
    cap_past: tuple[CapChange, ...] = ()
    dominance: Figure | None = None
