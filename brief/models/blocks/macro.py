"""Stocks, yields, the dollar, gold."""

from datetime import date

from brief.models.base import Frozen
from brief.models.figures import Figure, Spelling


class MacroRow(Frozen):
    name: str
    value: Figure
    before: Figure | None = None
    change: Figure | None = None
    """From the observation before: percent, for a yield points."""
    month: Figure | None = None
    year: Figure | None = None
    correlation: Figure | None = None
    verb: str = ""
    z: Figure | None = None
    is_rate: bool = False

    @property
    def spelled(self) -> Spelling:
        """How its value is spelled."""
        return "rate" if self.is_rate else "price" if self.value.unit == "usd" else "level"


class CorrelationNote(Frozen):
    name: str
    value: Figure
    n: Figure
    first: date
    last: date


class CurveNote(Frozen):
    """How much more the 10-year Treasury yields than the 2-year, in points; less, where it is below zero."""

    spread: Figure
    before: Figure | None = None
    """The observation before, of the same day for both."""


class MacroBlock(Frozen):
    rows: tuple[MacroRow, ...]
    correlation: CorrelationNote | None = None
    """How bitcoin goes with the index it goes with most, where that is close."""
    curve: CurveNote | None = None
    notable: tuple[MacroRow, ...] = ()
    """The rows whose last move is unusual for them."""
