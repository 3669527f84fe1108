"""What overnight money costs, where it lies, what the Treasury has, and days that are counted on."""

from datetime import date
from typing import Literal

from brief.models.base import Frozen
from brief.models.blocks.comparisons import Superlative
from brief.models.figures import Figure, Origin

Place = Literal["above the top", "at the top", "below the top", "below the bottom"]
"""Where a rate lies by the target range; inside it is below its top."""


class TargetRange(Frozen):
    """The bounds between which the Federal Reserve wants overnight rates."""

    low: Figure
    high: Figure


class RateLine(Frozen):
    """An overnight rate on its day."""

    value: Figure
    change: Figure | None = None
    """From the business day before, in points."""
    volume: Figure | None = None
    range: TargetRange | None = None
    """As it was on the rate's own day."""
    place: Place | None = None
    gap: Figure | None = None
    """How far from that bound, in points; none where it lies on it."""
    jump: Superlative | None = None
    """Since when it has not moved so far in a day, where that is news."""


class AmountLine(Frozen):
    """An amount on its day, beside the one before or that of three months before."""

    value: Figure
    before: Figure | None = None
    since: Superlative | None = None


class CashLine(Frozen):
    """The Treasury's cash: the balance of a day, or the average of the week that ends on it."""

    value: Figure
    weekly: bool
    change: Figure | None = None
    """From three months before."""
    base: date | None = None
    """The day that `change` counts from."""
    since: Superlative | None = None


class CountLine(Frozen):
    """Which day of something a day is, beside the longest of its kind before."""

    name: str
    what: str
    on: date
    """The day in New York when the edition was made."""
    since: date
    day: Figure
    longest: Figure | None = None
    ended: date | None = None
    """The last day of that one."""
    origin: Origin


class MoneyBlock(Frozen):
    sofr: RateLine | None = None
    funds: RateLine | None = None
    """The effective federal funds rate."""
    reverse: AmountLine | None = None
    standing: AmountLine | None = None
    cash: CashLine | None = None
    counts: tuple[CountLine, ...] = ()

    @property
    def observed(self) -> bool:
        """Whether a source gave any of it; what is counted is not read from one."""
        return any((self.sofr, self.funds, self.reverse, self.standing, self.cash))

    @property
    def origins(self) -> dict[str, Origin]:
        """Those of what is counted by hand, by the footnotes they need."""
        return {line.origin.source: line.origin for line in self.counts}
