"""Stablecoins: how many there are, how that changed, and how near a dollar they are."""

from datetime import date

from brief.models.base import Frozen
from brief.models.blocks.comparisons import Superlative
from brief.models.figures import Figure


class SupplyChange(Frozen):
    """A supply against that of some days before, in percent and in dollars."""

    percent: Figure
    amount: Figure


class MonthNote(Frozen):
    """What the whole month that ended last brought."""

    month: date
    """Its first day."""
    change: SupplyChange
    run: Figure | None = None
    """How many months in a row, itself the last of them, went that way, where the one before them is known; where it
    `ended` a run, how many months of growth that was."""
    ended: date | None = None
    """Of a contraction after months of growth: the last month before them that was one."""


class StablecoinRow(Frozen):
    """One coin, or all pegged to the dollar (`symbol` is then empty)."""

    symbol: str
    supply: Figure | None = None
    week: SupplyChange | None = None
    month: SupplyChange | None = None
    price: Figure | None = None
    deviation: Figure | None = None
    """How far from a dollar, in percentage points; None where the sources disagree on the price."""
    furthest: Figure | None = None
    """How far at most in the past 24 hours, on one venue."""
    venue: str = ""
    off: bool = False
    """Whether it is so far from a dollar that it must be said."""


class ImpliedPeg(Frozen):
    """What one coin's closes in dollars and in a stablecoin say of the stablecoin, where nobody priced it tonight."""

    symbol: str
    asset: str
    """Its name."""
    day: date
    price: Figure
    deviation: Figure


class StablecoinBlock(Frozen):
    by: str = ""
    """Whose count the total is."""
    total: StablecoinRow | None = None
    coins: tuple[StablecoinRow, ...] = ()
    lowest: Superlative | None = None
    """Since when there have not been so few, where that is news."""
    months: MonthNote | None = None
    implied: ImpliedPeg | None = None
    dashes: bool = False
    """Whether a cell of the table has no figure."""
