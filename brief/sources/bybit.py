"""Funding and open interest on Bybit's USDT perpetuals. Written from recorded answers (September 2026).

`GET https://api.bybit.com/v5/market/tickers?category=linear&symbol=BTCUSDT` and
`/v5/market/open-interest?category=linear&symbol=BTCUSDT&intervalTime=1h&limit=25`, no key, two calls a symbol; from the
United States the host answers 403 with a page. Numbers are strings, "" means "does not apply".

* `fundingRate` is a fraction per `fundingIntervalHour` hours, for the interval that ends at `nextFundingTime`. An older
  answer without `fundingIntervalHour` gives no funding. A contract without a rate has an end: nothing of it is read.
* `openInterest` and `openInterestValue` count BOTH sides of every contract, in the ticker and in the history: the
  recordings give exactly twice `singleOpenInterest` (but for its rounding), which came in June 2026 and is what other
  venues publish. Where it is missing, half of the other is taken, and the formula says so.
* The history is newest first; its newest row is up to an hour older than the ticker. `oi_before` is its row exactly 24
  hours older than that.

Values of `category` linear are in coin and USDT, of inverse in US dollars and coin: any other category is refused, and
so is another symbol than the one asked for. An error is `retCode` other than 0 in a 200; 10006 and 10018 (too many
questions) and 10016 (their server) pass.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request, Unit
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._perpetuals import USDT_PAIR, asset_asked, funding, open_interest
from brief.sources._prices import optional, to_ask, watched

MARKET = "https://api.bybit.com/v5/market"
VENUE = "Bybit"
QUOTE = "USDT"
AS_DOLLARS = "in USDT, read as US dollars"
CATEGORY = "linear"
BUSY = ("10006", "10016", "10018")
DAY = timedelta(hours=24)


def requests(night: Night) -> list[Request]:
    """The ticker and the last 25 hours of every symbol; `assets` in the entry maps our symbols to Bybit's."""
    asked = []
    for asset, symbol in to_ask(night).items():
        query = {"category": CATEGORY, "symbol": symbol}
        hours = {**query, "intervalTime": "1h", "limit": "25"}
        asked += [
            Request(url=f"{MARKET}/tickers?{urlencode(query)}", tag=asset),
            Request(url=f"{MARKET}/open-interest?{urlencode(hours)}", tag=f"{asset}:interest"),
        ]
    return asked


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.funding.bybit`, `.oi.bybit`, `.oi_usd.bybit` and `.oi_before.bybit`."""
    readings: list[Reading] = []
    for payload in payloads:
        answer = read_json(payload)
        refuse_error(answer, "retCode", "retMsg", busy=BUSY)
        result = answer["result"]
        if (category := result["category"].text()) != CATEGORY:
            raise Refused(f"{payload.source} answered about contracts of category {category:.20}, not {CATEGORY}.")
        if result["list"].get(0) is None:
            raise Refused(f"{payload.source} sent an empty list.")
        if symbol := result.get("symbol"):
            readings += _day_before(result["list"], asset_asked(symbol, watched(night), USDT_PAIR))
        else:
            for row in result["list"]:
                readings += _ticker(row, asset_asked(row["symbol"], watched(night), USDT_PAIR), answer["time"].millis())
    if not readings:
        raise Refused(f"{payloads[0].source} sent no perpetual with an open interest.")
    return readings


def _ticker(row: Place, asset: str, at: datetime) -> list[Reading]:
    rate = optional(row, "fundingRate")
    if rate is None:
        return []  # a contract with an end
    readings = []
    if interval := optional(row, "fundingIntervalHour"):
        readings.append(funding(rate, asset, VENUE, at, hours=interval.decimal()))
    return [
        *readings,
        _one_side(row, asset, at, "oi", "coin", ("singleOpenInterest", "openInterest")),
        _one_side(row, asset, at, "oi_usd", "usd", ("singleOpenInterestValue", "openInterestValue"), AS_DOLLARS),
    ]


def _day_before(rows: Place, asset: str) -> list[Reading]:
    newest = max(row["timestamp"].millis() for row in rows)
    before = next((row for row in rows if row["timestamp"].millis() == newest - DAY), None)
    if before is None:
        return []
    return [_one_side(before, asset, newest - DAY, "oi_before", "coin", ("singleOpenInterest", "openInterest"))]


def _one_side(
    row: Place, asset: str, at: datetime, what: str, unit: Unit, keys: tuple[str, str], told: str = ""
) -> Reading:
    """The open interest with one side counted: as sent, or half of what counts both."""
    single = optional(row, keys[0])
    if single is not None:
        how = f"value; {told}" if told else "value"
        return open_interest(single, asset, VENUE, at, what=what, unit=unit, how=how)
    both = row[keys[1]]
    how = "value / 2; both sides were counted" + (f", {told}" if told else "")
    return open_interest(both, asset, VENUE, at, what=what, unit=unit, value=both.decimal() / 2, how=how)
