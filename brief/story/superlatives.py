"""When a proven "lowest since" is news. Owns the thresholds; the proof is `brief.history`'s."""

from datetime import date

from brief.history import highest_since, lowest_since
from brief.models import Series
from brief.models.story import Side, Superlative
from brief.story.ledger import Ledger

NEWS_SESSIONS = 20
"""A low that is less than a month of sessions old is not news."""
YOUNG_RECORD = 3
"""A record over fewer sessions than this says nothing."""


def newsworthy(ledger: Ledger, series: Series, day: date, side: Side, least: int = NEWS_SESSIONS) -> Superlative | None:
    """The lowest or highest since when, if it is proven and at least `least` sessions old."""
    ask = lowest_since if side == "lowest" else highest_since
    since = ask(series, day)
    if since is None or since.n < (YOUNG_RECORD if since.record else least):
        return None
    ledger.rest_on(series)
    return Superlative(side=side, found=since.found, first=since.first, sessions=since.n)


def side_of(value: object) -> Side:
    """Which superlative a signed value can claim."""
    return "lowest" if str(value).startswith("-") else "highest"
