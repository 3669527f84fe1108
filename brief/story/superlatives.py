"""When a proven "lowest since" is news. Owns the thresholds; the proof is `brief.history`'s."""

from datetime import date
from decimal import Decimal

from brief.history import Since, highest_since, lowest_since
from brief.models import Series
from brief.models.story import Side, Superlative
from brief.story.ledger import Ledger

NEWS_SESSIONS = 20
"""A low that is less than a month of sessions old is not news."""
YOUNG_RECORD = 3
"""A record over fewer sessions than this says nothing."""


def newsworthy(
    ledger: Ledger, series: Series, day: date, side: Side, least: int = NEWS_SESSIONS, *, supposed: str = ""
) -> Superlative | None:
    """The lowest or highest since when, if it is proven and at least `least` sessions old.

    `supposed` names the figure of tonight that stands in `series` on `day` where nothing is stored yet.
    """
    ask = lowest_since if side == "lowest" else highest_since
    since = ask(series, day)
    if since is None or since.n < (YOUNG_RECORD if since.record else least):
        return None
    ledger.rest_on(series)
    proof = ledger.derive(
        f"{series.name}.{side}_since",
        Decimal(since.n),
        "count",
        day,
        formula=_formula(since, series) + (f"; {supposed} stands for {day.isoformat()}" if supposed else ""),
        inputs=_inputs(ledger, since, series, supposed),
        sources=[series.points[-1].source],
    )
    return Superlative(side=side, found=since.found, first=since.first, proof=proof)


def _inputs(ledger: Ledger, since: Since, series: Series, supposed: str) -> list[str]:
    """The stored points at both ends, or the figure that stands for the newer one."""
    found = ledger.inputs(series, [since.found] if since.found else [])
    return [*found, *([supposed] if supposed else ledger.inputs(series, [since.day]))]


def _formula(since: Since, series: Series) -> str:
    """What was looked at, so that a reader can look as well."""
    if since.found is None:
        return f"the {since.side} of all {since.n} sessions since the first one, {since.first.isoformat()}"
    return (
        f"sessions from the last one at or beyond it, both included, {since.found.isoformat()}; "
        f"the {since.side} of those after it, in a series from {series.points[0].day.isoformat()}"
    )


def side_of(value: Decimal) -> Side:
    """Which superlative a signed value can claim."""
    return "lowest" if value < 0 else "highest"
