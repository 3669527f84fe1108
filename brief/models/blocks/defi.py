"""Decentralized finance: what is locked in it, what its exchanges trade, what its users pay."""

from brief.models.base import Frozen
from brief.models.blocks.comparisons import Superlative
from brief.models.figures import Figure


class LockedRow(Frozen):
    """What all chains, or one, have locked, against one, seven and thirty days before."""

    name: str
    value: Figure
    day: Figure | None = None
    week: Figure | None = None
    month: Figure | None = None
    share: Figure | None = None
    """Of all chains."""


class ProtocolNote(Frozen):
    """A protocol that lost a large part of what was locked in it, within a day."""

    name: str
    change: Figure
    left: Figure | None = None
    by: str = ""
    """Whose count it is; empty where several reports told it."""


class Turnover(Frozen):
    """What passed in 24 hours, seven and thirty days, and against the windows before."""

    day: Figure
    week: Figure | None = None
    week_change: Figure | None = None
    month: Figure | None = None
    month_change: Figure | None = None
    by: str


class DefiBlock(Frozen):
    locked: LockedRow | None = None
    chains: tuple[LockedRow, ...] = ()
    since: Superlative | None = None
    moved: bool = False
    """Whether the week moved the whole by so much that it is said."""
    falls: tuple[ProtocolNote, ...] = ()
    volume: Turnover | None = None
    fees: Turnover | None = None
    dashes: bool = False
    """Whether a cell of the table has no figure."""
