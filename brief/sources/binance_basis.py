"""The yearly premium of Binance's current quarterly future over its index. Written from recorded answers (2020, 2024).

`GET https://fapi.binance.com/futures/data/basis?pair=BTCUSDT&contractType=CURRENT_QUARTER&period=15m&limit=1`, no key,
one call a pair; from the United States the host answers 451. `futuresPrice` and `indexPrice` are strings, `timestamp`
is in milliseconds. The exchange's own yearly field is never read: it is worked out from `basisRate`, which is rounded
to four decimals, and explodes near the end (one day before it: -13 dollars became -10.16% a year). Ours is simple, not
compounded, over 365 days.

A row does not say when its contract ends: a quarterly ends on the last Friday of March, June, September or December at
08:00 UTC, and the next one becomes the current one there. A contract with less than a week to run is not read, because
a dollar then moves the yearly figure by whole percents; a night in that week has a gap. PERPETUAL rows have no end.
"""

from calendar import FRIDAY, monthrange
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._perpetuals import USDT_PAIR, asset_asked
from brief.sources._prices import due_amount, to_ask, watched
from brief.sources.binance import refuse_answered_error
from brief.sources.binance_futures import HOST, VENUE, newest_row

CONTRACT = "CURRENT_QUARTER"
SHORTEST = timedelta(days=7)
YEAR = 365 * 86_400_000
"""Milliseconds."""


def requests(night: Night) -> list[Request]:
    """One call a pair; `assets` in the entry maps our symbols to Binance's. Few pairs have quarterly contracts."""
    query = {"contractType": CONTRACT, "period": "15m", "limit": "1"}
    return [
        Request(url=f"{HOST}/futures/data/basis?{urlencode({'pair': pair, **query})}", tag=asset)
        for asset, pair in to_ask(night).items()
    ]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.basis`, in percent a year, of every pair whose contract has a week or more to run."""
    readings = []
    short = None
    for payload in payloads:
        answer = read_json(payload)
        refuse_answered_error(answer)
        row = newest_row(answer)
        asset, kind, at = (
            asset_asked(row["pair"], watched(night), USDT_PAIR),
            row["contractType"].text(),
            row["timestamp"].millis(),
        )
        if kind != CONTRACT:
            raise Refused(f"{payload.source} answered about a contract of type {kind:.20}, not {CONTRACT}.")
        end = quarter_end(at)
        if end - at < SHORTEST:
            short = end
        else:
            readings.append(_basis(row, asset, at, end))
    if short is not None and not readings:
        raise Refused(
            f"{payloads[0].source} quotes a contract that ends on {short:%Y-%m-%d}, in less than {SHORTEST.days} days; "
            "that is too near for a yearly figure."
        )
    return readings


def quarter_end(at: datetime) -> datetime:
    """When the quarterly contract that is current at this instant ends."""
    year, month = at.year, at.month + (-at.month % 3)
    while True:
        last = datetime(year, month, monthrange(year, month)[1], 8, tzinfo=UTC)
        end = last - timedelta(days=(last.weekday() - FRIDAY) % 7)
        if end > at:
            return end
        year, month = (year, month + 3) if month < 12 else (year + 1, 3)


def _basis(row: Place, asset: str, at: datetime, end: datetime) -> Reading:
    future, index, stamp = due_amount(row["futuresPrice"]), due_amount(row["indexPrice"]), row["timestamp"]
    end_millis = int(end.timestamp()) * 1000
    premium = future.decimal() / index.decimal() - 1
    return future.reading(
        f"derivatives.{asset}.basis",
        "percent",
        at,
        value=premium * 100 * YEAR / (Decimal(end_millis) - stamp.decimal()),
        formula=f"(value / {index.ref()} - 1) * 100 * {YEAR} / ({end_millis} - {stamp.ref()}); "
        "percent a year, simple, over the milliseconds left",
        detail={"venue": VENUE, "expiry": end.date().isoformat(), "days": str((end - at).days)},
    )
