"""Reading candles: rows of a start and four prices, in whatever column order and direction the venue has.

Owns which days are closed and what a venue's newest candle says. Refuses rows whose low and high do not enclose open
and close (columns read in the wrong order), two candles of one start, and an empty list.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from brief.errors import Refused
from brief.models import Reading
from brief.sources._json import Place
from brief.sources._prices import is_amount

DAY = timedelta(days=1)
DAYS = 10
"""How many closed days a source gives where its entry does not say `days:`, so that missed nights are caught up."""


class Columns(NamedTuple):
    """Where the four prices stand in a row."""

    open: int
    high: int
    low: int
    close: int


class Candle(NamedTuple):
    start: datetime
    open: Place
    high: Place
    low: Place
    close: Place


def read_candles(
    rows: Place, columns: Columns, start: Callable[[Place], datetime] = Place.seconds, *, may_be_none: bool = False
) -> list[Candle]:
    """The candles, oldest first whatever the order sent. The first column is the start.

    An empty list is an answer only where `may_be_none`: of days before a venue had the pair.
    """
    candles = sorted((_candle(row, columns, start) for row in rows), key=lambda candle: candle.start)
    if not candles and not may_be_none:
        raise Refused(f"{rows.payload.source} sent an empty list where candles are due.")
    for older, newer in pairwise(candles):
        if older.start == newer.start:
            raise Refused(f"{rows.payload.source} sent two candles that start at {newer.start:%Y-%m-%d %H:%M} UTC.")
    return candles


def _candle(row: Place, columns: Columns, start: Callable[[Place], datetime]) -> Candle:
    candle = Candle(start(row[0]), *(row[column] for column in columns))
    low, high = candle.low.decimal(), candle.high.decimal()
    if not is_amount(candle.low) or not all(low <= place.decimal() <= high for place in (candle.open, candle.close)):
        raise Refused(f"{row.payload.source} sent a candle whose prices lie outside its low and high, at {row.path}.")
    return candle


def spacing(candles: list[Candle]) -> timedelta:
    """How far apart the candles are: the shortest step, as venues leave out a candle without a trade.

    A candle that is alone is taken for the day that was asked for.
    """
    return min((newer.start - older.start for older, newer in pairwise(candles)), default=DAY)


def closed_days(candles: list[Candle], at: datetime) -> list[Candle]:
    """The UTC days that were over at `at`, newest first; none where the candles are not days."""
    if spacing(candles) != DAY:
        return []
    return [candle for candle in reversed(candles) if candle.start.time() == time.min and candle.start + DAY <= at]


def price_and_closes(candles: list[Candle], symbol: str, venue: str, days: int, formula: str = "") -> list[Reading]:
    """The newest close as the price, and the closes of the newest `days` closed days."""
    newest = candles[-1]
    as_of = min(newest.start + spacing(candles), newest.close.payload.fetched_at)
    price = newest.close.reading(f"prices.{symbol}.usd", "usd", as_of, formula=formula)
    return [price, *past_closes(candles, symbol, venue, formula)[:days]]


def whole_past(candles: list[Candle], symbol: str, venue: str, formula: str = "") -> list[Reading]:
    """The closes of all closed days of an answer about the past, which holds days or nothing."""
    if candles and not (readings := past_closes(candles, symbol, venue, formula)):
        raise Refused(f"{candles[0].close.payload.source} sent candles without one closed day among them.")
    return readings if candles else []


def past_closes(candles: list[Candle], symbol: str, venue: str, formula: str = "") -> list[Reading]:
    """The closes of all closed days, newest first; of another spacing than days there are none."""
    days = closed_days(candles, candles[0].close.payload.fetched_at)
    figure = f"prices.{symbol}.{venue}.close"
    return [day.close.reading(figure, "usd", day.start.date(), formula=formula) for day in days]
