"""Mood and odds."""

from datetime import date, datetime

from brief.models.base import Frozen
from brief.models.blocks.comparisons import Superlative, Vendor
from brief.models.figures import Figure


class OddsLine(Frozen):
    venue: str
    question: str
    closes: datetime | None = None
    """When an hourly market is decided; a monthly question says so itself."""
    probability: Figure
    before: Figure | None = None
    before_day: date | None = None
    edition: bool = False
    """Whether the last edition is of that day and knew these odds."""
    volume: Figure | None = None
    contracts: Figure | None = None
    """What was traded, where the venue counts contracts and not dollars."""


class SentimentBlock(Frozen):
    index: Figure | None = None
    label: str = ""
    vendor: str = ""
    before: Figure | None = None
    verb: str = ""
    """How the day's move is called, by its size against the index's own last 90 days."""
    since: Superlative | None = None
    move_since: Superlative | None = None
    """The one-day move, against all one-day moves in the series."""
    others: tuple[Vendor, ...] = ()
    odds: tuple[OddsLine, ...] = ()
