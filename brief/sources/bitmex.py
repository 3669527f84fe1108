"""Funding and open interest of BitMEX's bitcoin perpetual XBTUSD. Written from a recorded answer (November 2024).

`GET https://www.bitmex.com/api/v1/instrument?symbol=XBTUSD`, no key. Documented as a list of instruments and
recorded as the one object in it: both are read. Numbers are numbers, times ISO 8601.

* `fundingRate` is a fraction per `fundingInterval`, fixed when the interval begins and paid at `fundingTimestamp`;
  `indicativeFundingRate` is the estimate for the interval after it and not read. `fundingInterval` is a length written
  as a date: `2000-01-01T08:00:00.000Z` is 8 hours.
* `openInterest` counts contracts of ONE US DOLLAR, one side: 411,647,400 is 412 million dollars and not bitcoin. In
  coin it is that by `markPrice`; `openValue` (in hundred-millionths of a bitcoin) agrees with it in five digits.

Only an inverse contract of one dollar settled in bitcoin is read, any other counts its contracts otherwise. Errors are
`{"error": {"message", "name"}}`. There is no history of open interest to ask without paging, so no `oi_before`; the
list of liquidations holds only orders still open (api-connectors#241) and is not asked.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from brief.errors import Refused, Unreachable
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._perpetuals import funding, open_interest
from brief.sources._prices import due_amount, optional, watched

INSTRUMENT = "https://www.bitmex.com/api/v1/instrument"
VENUE = "BitMEX"
ASSETS = {"btc": "XBTUSD"}
"""What is asked without `assets` in the entry."""
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
ONE_DOLLAR = {"quoteCurrency": "USD", "settlCurrency": "XBt", "isInverse": True, "multiplier": -100_000_000}
"""A contract of one US dollar, settled in bitcoin."""


def requests(night: Night) -> list[Request]:
    """One call a contract."""
    return [
        Request(url=f"{INSTRUMENT}?{urlencode({'symbol': symbol})}", tag=asset)
        for asset, symbol in _assets(night).items()
    ]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.funding.bitmex`, `.oi_usd.bitmex` and `.oi.bitmex`."""
    readings: list[Reading] = []
    for payload in payloads:
        answer = read_json(payload)
        _refuse_told(answer)
        row = answer.get(0) or answer
        if isinstance(answer.value, list) and len(answer.value) != 1:
            raise Refused(f"{payload.source} sent {len(answer.value)} instruments where one was asked.")
        readings += _instrument(row, _asset(row["symbol"], night))
    return readings


def _assets(night: Night) -> Mapping[str, str]:
    return watched(night) or ASSETS


def _refuse_told(answer: Place) -> None:
    error = answer.get("error")
    if error is None or error.is_null:
        return
    message = error.get("message")
    told = " ".join(str(message.value).split())[:160].rstrip(".") if message else "an error it does not explain"
    name = error.get("name")
    busy = name is not None and (name.value == "RateLimitError" or "overloaded" in told)
    raise (Unreachable if busy else Refused)(f"{answer.payload.source} answered with an error: {told}.")


def _asset(name: Place, night: Night) -> str:
    asked = {symbol: asset for asset, symbol in _assets(night).items()}
    asset = asked.get(name.text())
    if asset is None or name.payload.tag not in ("", asset):
        raise Refused(f"{name.payload.source} answered about {name.text():.40}, which was not asked, at {name.path}.")
    return asset


def _instrument(row: Place, asset: str) -> list[Reading]:
    for key, due in ONE_DOLLAR.items():
        if (found := row[key]).value != due:
            raise Refused(f"{row.payload.source} sent {found.value!r:.20} where {due!r} is due, at {found.path}.")
    at, contracts, mark = row["timestamp"].iso(), row["openInterest"], due_amount(row["markPrice"])
    readings = []
    if rate := optional(row, "fundingRate"):
        hours = Decimal((row["fundingInterval"].iso() - NO_TIME) // timedelta(minutes=1)) / 60
        readings.append(funding(rate, asset, VENUE, at, hours=hours))
    coins, how = contracts.decimal() / mark.decimal(), f"value / {mark.ref()}; contracts of one US dollar"
    return [
        *readings,
        open_interest(contracts, asset, VENUE, at, what="oi_usd", unit="usd", how="value; contracts of one US dollar"),
        open_interest(contracts, asset, VENUE, at, value=coins, how=how),
    ]
