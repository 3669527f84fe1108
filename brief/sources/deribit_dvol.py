"""Deribit's volatility index DVOL: the volatility that options of the next 30 days imply. Written from a recorded
answer for bitcoin; the one for ether has the same documented shape.

`GET https://www.deribit.com/api/v2/public/get_volatility_index_data?currency=BTC&start_timestamp=MS&end_timestamp=MS
&resolution=1D`, no key, one call an asset. Rows are `[day's first millisecond, open, high, low, close]`, oldest first,
in percent points a year (35.93); the last row is the running day, whose close is the latest value. The documented
sample counts in fractions (0.21) and by minutes: both are refused, for a volatility below one point is a unit misread.
The answer does not name its currency: the request's tag does. `continuation` is where older rows begin:
40 days of them are enough.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._deribit import PUBLIC, VENUE, read_result
from brief.sources._json import Place
from brief.sources._past import millis, stretches
from brief.sources._prices import to_ask

DAYS = 40
MOST = 500
"""Days that are asked for at once where the past is wanted."""
LOWEST, HIGHEST = Decimal(1), Decimal(1000)


def requests(night: Night) -> list[Request]:
    """One call an asset, for the days up to the night's."""
    start, end = (int(at.timestamp()) * 1000 for at in (night.at - timedelta(days=DAYS), night.at))
    return _between(night, start, end)


def history(night: Night) -> list[Request]:
    """One call an asset for every stretch of days; before there was an index the list is empty."""
    windows = [(millis(first), millis(last)) for first, last in stretches(night, MOST)]
    return [request for start, end in windows for request in _between(night, start, end)]


def _between(night: Night, start: int, end: int) -> list[Request]:
    window = f"start_timestamp={start}&end_timestamp={end}&resolution=1D"
    url = f"{PUBLIC}/get_volatility_index_data"
    return [Request(url=f"{url}?currency={name}&{window}", tag=symbol) for symbol, name in to_ask(night).items()]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.dvol` of every day, newest first; the running day's is its latest value."""
    readings: list[Reading] = []
    for payload in payloads:
        days: dict[date, Place] = {}
        for row in read_result(payload)["data"]:
            if (day := _day(row)) in days:
                raise Refused(f"{payload.source} sent two rows of {day}.")
            days[day] = _close(row)
        if not days and night.since is None:
            raise Refused(f"{payload.source} sent no day of its volatility index.")
        figure = f"derivatives.{payload.tag or 'btc'}.dvol"
        newest_first = sorted(days, reverse=True)
        readings += [days[day].reading(figure, "index", day, detail={"venue": VENUE}) for day in newest_first]
    return readings


def _day(row: Place) -> date:
    start = row[0].millis()
    if start.hour or start.minute or start.second or start.microsecond:
        raise Refused(f"{row.payload.source} sent a row that does not begin with a day, at {row.path}.")
    return start.date()


def _close(row: Place) -> Place:
    low, close, high = (row[column].decimal() for column in (3, 4, 2))
    if not LOWEST <= low <= high <= HIGHEST:
        raise Refused(f"{row.payload.source} sent a volatility of {low:f} to {high:f} percent, at {row.path}.")
    if not low <= close <= high:
        raise Refused(f"{row.payload.source} sent a close of {close:f} outside its day's range, at {row.path}.")
    return row[4]
