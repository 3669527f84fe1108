"""Groups of coins, as a vendor sorts them."""

from datetime import date

from brief.models.base import Frozen
from brief.models.blocks.comparisons import Superlative
from brief.models.figures import Figure


class SectorRow(Frozen):
    name: str
    """The vendor's own name for it; text from outside."""
    cap: Figure
    change_24h: Figure | None = None
    week: Figure | None = None
    month: Figure | None = None
    """Percent, against the vendor's values of seven and thirty days before, as we kept them."""
    large: bool = False


class SectorBlock(Frozen):
    """The table, and what it shows. Categories overlap, so there is no sum of them."""

    vendor: str
    rows: tuple[SectorRow, ...]
    """By the change of 24 hours, the best first."""
    week_day: date | None = None
    month_day: date | None = None
    """The days that the last columns compare with."""
    best: SectorRow | None = None
    worst: SectorRow | None = None
    """Among the large ones; None where too few of them have a change, or all have the same."""
    memes: SectorRow | None = None
    memes_before: Figure | None = None
    """What memecoins were worth thirty days before."""
    memes_since: Superlative | None = None
