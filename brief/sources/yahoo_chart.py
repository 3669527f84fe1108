"""Gold, from the chart that Yahoo Finance draws for its own pages. Written from recorded answers (2025 and 2026).

`GET https://query2.finance.yahoo.com/v8/finance/chart/GC%3DF?interval=1d&range=1y`, no key. Unofficial: nobody promises
that it stays or answers (its twin query1 refused every request from a build machine), so the entry is off by default.

`chart.result[0]` holds two lists side by side, `timestamp` (seconds) and `indicators.quote[0].close`, nulls where a day
was not traded; closes carry the noise of a 32-bit float (216.16000366210938) and are copied as they are. GC=F is the
front month of the COMEX gold future, in US dollars per troy ounce: its price steps when the month rolls, and is not the
spot price. The adjusted closes beside it are not read.

A row is stamped with the exchange's midnight (futures) or opening (stocks). `meta.gmtoffset` is today's offset, so rows
of the other half of the year stand an hour off, and midnight would fall on the day before (GC=F's own firstTradeDate,
04:00 UTC of a summer day, beside an offset of -5 hours): hence `SLACK`. The session of `currentTradingPeriod` is left
out until its `regular.end`; for a future that is the end of the calendar day. After the close Yahoo may repeat the last
day as a live row: it must say the same. Errors come as `chart.error` {code, description}.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import quote

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request, Unit
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._prices import is_amount, watched

CHART = "https://query2.finance.yahoo.com/v8/finance/chart/"
ASSETS = {"gold": "GC=F"}
UNITS: dict[str, Unit] = {"FUTURE": "usd", "INDEX": "index"}
SLACK = timedelta(hours=2)
"""Moves a stamp that stands an hour before or behind midnight into its own day."""


def requests(night: Night) -> list[Request]:
    """One call an asset: a year of days."""
    return [
        Request(url=f"{CHART}{quote(symbol, safe='')}?interval=1d&range=1y", tag=name)
        for name, symbol in _assets(night).items()
    ]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`macro.NAME`, the close of every day that is over, newest first, by the exchange's own date."""
    readings: list[Reading] = []
    for payload in payloads:
        chart = read_json(payload)["chart"]
        if (error := chart.get("error")) is not None:
            refuse_error(error, "code", "description", fine=(), busy=("Too Many Requests",))
        result = chart["result"][0]
        names = {symbol: name for name, symbol in _assets(night).items() if payload.tag in ("", name)}
        unit = _unit(result["meta"], names)
        symbol = result["meta"]["symbol"].text()
        detail = {"symbol": symbol} | ({"contract": "front-month futures"} if unit == "usd" else {})
        for day, close in sorted(_closes(result).items(), reverse=True):
            readings.append(close.reading(f"macro.{names[symbol]}", unit, day, detail=detail))
    return readings


def _assets(night: Night) -> dict[str, str]:
    return watched(night) or ASSETS


def _unit(meta: Place, names: dict[str, str]) -> Unit:
    """What the closes are in, of an answer about the asset and the days that were asked for."""
    source = meta.payload.source
    symbol, kind, step = (meta[key].text() for key in ("symbol", "instrumentType", "dataGranularity"))
    if symbol not in names:
        raise Refused(f"{source} answered about {symbol!r:.20} where {' or '.join(names)} was asked for.")
    if kind not in UNITS or meta["currency"].text() != "USD" or step != "1d":
        raise Refused(f"{source} sent {symbol} as a {kind!r:.20} by {step!r:.10}, not daily in US dollars.")
    return UNITS[kind]


def _closes(result: Place) -> dict[date, Place]:
    """The close of every day that was over when the answer came."""
    meta, source = result["meta"], result.payload.source
    offset = _offset(meta["gmtoffset"])
    session = meta["currentTradingPeriod"]["regular"]
    last = _local_day(session["start"].seconds(), offset)
    if result.payload.fetched_at < session["end"].seconds():
        last -= timedelta(days=1)
    stamps, closes = list(result["timestamp"]), list(result["indicators"]["quote"][0]["close"])
    if len(stamps) != len(closes):
        raise Refused(f"{source} sent {len(closes)} closes beside {len(stamps)} days.")
    days: dict[date, Place] = {}
    for stamp, close in zip(stamps, closes, strict=True):
        day = _local_day(stamp.seconds(), offset)
        if day > last or close.is_null or not is_amount(close):
            continue
        if days.setdefault(day, close).decimal() != close.decimal():
            raise Refused(f"{source} sent two closes of {day}, {days[day].value} and {close.value}.")
    if not days:
        raise Refused(f"{source} sent no close of a day that is over.")
    return days


def _offset(place: Place) -> timedelta:
    """How far the exchange's clock is ahead of UTC."""
    if abs(place.decimal()) > 86_400:
        raise Refused(f"{place.payload.source} sent {place.value!r:.20} where an offset is due, at {place.path}.")
    return timedelta(seconds=int(place.decimal()))


def _local_day(instant: datetime, offset: timedelta) -> date:
    return (instant + offset + SLACK).date()
