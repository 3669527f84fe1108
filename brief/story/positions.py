"""CME's bitcoin and ether futures in the CFTC's weekly report: how far two groups lean, beside the week before.

Refuses figures that are not all of one report.
"""

from collections.abc import Sequence
from datetime import timedelta

from brief.models import Figure, day_of
from brief.models.assets import name_of
from brief.models.blocks.positions import Positions, PositionsBlock
from brief.story.ledger import Ledger

WEEK = timedelta(days=9)
"""The report before is not older: a report may be of a Monday."""


def positions_block(ledger: Ledger, watch: Sequence[str]) -> PositionsBlock | None:
    """A row for each watched asset with a whole report, or None where none has one."""
    rows = tuple(row for row in (_row(ledger, asset) for asset in watch) if row)
    return PositionsBlock(rows=rows) if rows else None


def _row(ledger: Ledger, asset: str) -> Positions | None:
    leveraged, managers, interest = (
        ledger.figure(f"derivatives.{asset}.cme.{part}") for part in ("leveraged", "managers", "interest")
    )
    if leveraged is None or managers is None or interest is None:
        return None
    if not leveraged.as_of == managers.as_of == interest.as_of:
        return None
    return Positions(
        name=name_of(asset),
        day=day_of(leveraged.as_of),
        leveraged=leveraged,
        leveraged_before=_before(ledger, leveraged),
        managers=managers,
        interest=interest,
    )


def _before(ledger: Ledger, figure: Figure) -> Figure | None:
    series, day = ledger.own_series(figure), day_of(figure.as_of)
    earlier = series.points[-2].day if series and len(series.points) > 1 else None
    if series is None or earlier is None or day - earlier > WEEK:
        return None
    return ledger.stored(f"{figure.name}.before", series, earlier, "count")
