"""Who is long and who is short in CME's futures, by the CFTC's weekly count."""

from datetime import date

from brief.models.base import Frozen
from brief.models.figures import Figure


class Positions(Frozen):
    """Long less short, in contracts, of one asset's futures on the day of the report."""

    name: str
    day: date
    leveraged: Figure
    leveraged_before: Figure | None = None
    """A week before."""
    managers: Figure
    interest: Figure


class PositionsBlock(Frozen):
    rows: tuple[Positions, ...]
