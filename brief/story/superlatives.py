"""When a proven "lowest since" is news. Owns the thresholds; the proof is `brief.history`'s."""

from datetime import date
from decimal import Decimal

from brief.history import Since, highest_since, lowest_since
from brief.models import Series
from brief.models.blocks import Side, Superlative
from brief.story.ledger import Ledger, stretch

NEWS_SESSIONS = 20
"""A low that is less than a month of sessions old is not news."""
YOUNG_RECORD = 3
"""A record over fewer sessions than this says nothing."""


def newsworthy(
    ledger: Ledger,
    series: Series,
    day: date,
    side: Side,
    least: int = NEWS_SESSIONS,
    *,
    supposed: str = "",
    name: str = "",
) -> Superlative | None:
    """The lowest or highest since when, if it is proven and at least `least` sessions old.

    `supposed` names the figure of tonight that stands in `series` on `day` where nothing is stored yet; `name` is the
    proof's where it is not about the series' own last value.
    """
    ask = lowest_since if side == "lowest" else highest_since
    since = ask(series, day)
    if since is None or since.n < (YOUNG_RECORD if since.record else least):
        return None
    ledger.rest_on(series)
    proof = ledger.derive(
        name or f"{series.name}.{side}_since",
        Decimal(since.n),
        "count",
        day,
        formula=_formula(since, series, supposed),
        inputs=_inputs(ledger, since, series, supposed),
        sources=[series.points[-1].source],
    )
    return Superlative(side=side, found=since.found, first=since.first, proof=proof)


def _inputs(ledger: Ledger, since: Since, series: Series, supposed: str) -> list[str]:
    """Every stored point that was looked at, and the figure that stands for the newest one."""
    last = _last_stored(series, since, supposed)
    return [*ledger.inputs_between(series, since.first, last), *([supposed] if supposed else [])]


def _formula(since: Since, series: Series, supposed: str) -> str:
    """What was looked at, so that a reader can look as well."""
    points = stretch(series, since.first, _last_stored(series, since, supposed)) + (f", {supposed}" if supposed else "")
    stands = f"; {supposed} stands for {since.day.isoformat()}" if supposed else ""
    if since.found is None:
        return f"{since.side}_of({points}){stands}; how many sessions, and the last is the {since.side}"
    return (
        f"{since.side}_since({points}){stands}; how many sessions from the last one at or beyond it, both included, "
        f"in a series from {series.points[0].day.isoformat()}"
    )


def _last_stored(series: Series, since: Since, supposed: str) -> date:
    return series.points[-2].day if supposed else since.day


def side_of(value: Decimal) -> Side:
    """Which superlative a signed value can claim."""
    return "lowest" if value < 0 else "highest"
