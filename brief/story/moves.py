"""How large a move is for the thing that moved, and so which verb it earns. The same ladder up and down."""

from datetime import date

from brief.history import z_score
from brief.models import Figure, Series
from brief.story.ledger import Ledger, stretch
from brief.style import move_verb

VOLATILITY_DAYS = 90


def move(ledger: Ledger, name: str, change: Figure | None, series: Series | None, day: date) -> Figure | None:
    """A percent change of `day` in standard deviations of the series' own 90 days before; None where those are not
    whole, or where the change is none."""
    if change is None or series is None:
        return None
    found = z_score(series, day, change.value, VOLATILITY_DAYS)
    if found is None:
        return None
    points = stretch(series, found.first, found.last)
    return ledger.derive(
        name,
        found.value,
        "ratio",
        change.as_of,
        formula=f"{change.name} / (stdev(returns({points})) * 100); the move in standard deviations of 90 daily ones",
        inputs=[change.name, *ledger.inputs_between(series, found.first, found.last)],
        sources=[*change.sources[:1], series.points[-1].source],
    )


def verb_of(z: Figure | None) -> str:
    """The house verb for a move of that size; "" where the size is not known."""
    return move_verb(z.value) if z else ""
