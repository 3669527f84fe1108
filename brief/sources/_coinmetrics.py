"""What the sources of Coin Metrics share: the question, and the rows of an answer, an asset and day each.

Owns which day a row is of, whose asset it is, and how far the vendor says it has checked a value. Refuses a day of an
asset that is sent twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Night, Payload, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._prices import optional, own_symbol, to_ask, watched

METRICS = "https://community-api.coinmetrics.io/v4/timeseries/asset-metrics"
DAYS = 10


class Row(NamedTuple):
    """One asset's day."""

    place: Place
    symbol: str
    day: date


def ask(night: Night, *metrics: str) -> Request:
    """The last `days` of all assets in one call; `assets` in the entry maps our symbols to the vendor's."""
    query = {
        "assets": ",".join(to_ask(night).values()),
        "metrics": ",".join(metrics),
        "frequency": "1d",
        "start_time": (night.day - timedelta(days=night.options.get("days", DAYS))).isoformat(),
        "page_size": "10000",
        "null_as_zero": "false",
    }
    return Request(url=f"{METRICS}?{urlencode(query, safe=',')}")


def rows(payloads: Sequence[Payload], night: Night) -> Iterator[Row]:
    """The rows of watched assets; without `assets` in the entry every asset counts."""
    answer = read_json(payloads[0])
    if error := optional(answer, "error"):
        refuse_error(error, "type", "message")
    ours = {name: symbol for symbol, name in watched(night).items()}
    seen: set[tuple[str, date]] = set()
    for row in answer["data"]:
        symbol = ours.get(row["asset"].text()) if ours else own_symbol(row["asset"])
        if symbol is None:
            continue
        day = _day(row)
        if (symbol, day) in seen:
            raise Refused(f"{row.payload.source} sent {symbol} of {day.isoformat()} twice, at {row.path}.")
        seen.add((symbol, day))
        yield Row(row, symbol, day)


def _day(row: Place) -> date:
    start = row["time"].iso()
    if start.time() != time():
        raise Refused(f"{row.payload.source} sent {row['time'].value!r:.40} where a day is due, at {row['time'].path}.")
    return start.date()


def status(row: Place, *metrics: str) -> Mapping[str, str]:
    """How far the vendor has checked these values, in its own words."""
    told = {status.text() for metric in metrics if (status := optional(row, f"{metric}-status"))}
    return {"status": ", ".join(sorted(told))} if told else {}
