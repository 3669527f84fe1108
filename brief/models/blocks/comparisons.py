"""What a section's figure is held against: its own past, and another vendor's count."""

from datetime import date
from typing import Literal

from brief.models.base import Frozen
from brief.models.figures import Figure

Side = Literal["lowest", "highest"]


class Superlative(Frozen):
    """A figure is the lowest or highest since `found`, or in its whole record (`found` is None).

    `first` is the first day that was looked at; the value of `proof` is how many were.
    """

    side: Side
    found: date | None
    first: date
    proof: Figure
    """The comparison as a figure of its own, so that it has a receipt."""


class Vendor(Frozen):
    """One vendor's own value of a figure that vendors measure differently: named, never averaged."""

    name: str
    figure: Figure
