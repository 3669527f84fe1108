"""Bitcoin's network, and what its holders paid."""

from datetime import date, datetime
from typing import Literal

from brief.models.base import Frozen
from brief.models.figures import Figure


class CostNote(Frozen):
    """What a group of holders paid on average, as a vendor reckons it, and the price tonight against it."""

    whose: Literal["all", "short"]
    vendor: str
    cost: Figure
    distance: Figure | None = None
    """Percent of the cost by which tonight's price lies above it, or below."""
    late: bool = False
    """It is of some days ago, as the vendor gives it no sooner."""
    mvrv: Figure | None = None
    """Market value over cost of the cost's own day."""


class HolderNote(Frozen):
    """What long-term holders have, as a vendor sorts coins, and how it changed in thirty days."""

    vendor: str
    held: Figure
    share: Figure | None = None
    """Percent of all coins."""
    before: date | None = None
    change: Figure | None = None
    change_share: Figure | None = None
    pace: Figure | None = None
    """The change a day."""
    usd: Figure | None = None
    """The change at the average close of its days, and where those closes are from."""
    venue: str = ""


class OnchainBlock(Frozen):
    hash_rate: Figure | None = None
    """The average of seven whole days, or of the one day that is known."""
    hash_days: int = 1
    hash_last: date | None = None
    hash_change: Figure | None = None
    """Percent, against the average of the seven days that ended thirty days before."""
    hash_before: date | None = None
    """Their last day."""
    difficulty: Figure | None = None
    last_change: Figure | None = None
    next_change: Figure | None = None
    """Percent, at the pace of the blocks so far."""
    next_early: bool = False
    """So few blocks have come that their pace says little: only the day is told."""
    next_due: datetime | None = None
    vendors: tuple[str, ...] = ()
    """Whose figures of the network these are."""
    fee_next_block: Figure | None = None
    fee_hour: Figure | None = None
    costs: tuple[CostNote, ...] = ()
    holders: HolderNote | None = None
