"""Where Kalshi's hourly market sees bitcoin's price: the strike it is least sure about. Written from recordings.

`GET https://api.elections.kalshi.com/trade-api/v2/markets`, no key, `cursor` paging. Prices are strings of dollars
(`yes_bid_dollars` "0.1200"). Series KXBTCD is hourly; "$74,300 or above" has the strike 74299.99 in `floor_strike`.
Lists without a series are full of combination markets, so every other series is passed over. A side nobody quotes is
a bid of 0 or an ask of 1; where nothing was ever quoted the ask can be 0 as well. `updated_time` tells when the terms
changed, not the quote, so a quote is as of the time it was fetched. `volume_fp` counts contracts, each of which pays a
dollar or nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request, as_of_text
from brief.sources._json import Place, read_json, refuse_error

SERIES = "KXBTCD"
# The service takes no filter on the closing time together with `status=open`.
LIST = f"https://api.elections.kalshi.com/trade-api/v2/markets?series_ticker={SERIES}&status=open&limit=200"
PAGES = 5
HORIZON = timedelta(hours=24)
STRIKES = 5
# A quote of 1 against 99 has its middle at 50 and says nothing.
WIDEST = Decimal("0.20")


class Quote(NamedTuple):
    """One strike that somebody quotes, in dollars of a one-dollar claim."""

    market: Place
    closes: datetime
    strike: Decimal
    bid: Decimal
    ask: Decimal

    @property
    def middle(self) -> Decimal:
        return (self.bid + self.ask) / 2

    @property
    def is_firm(self) -> bool:
        """Both sides are quoted, and close enough that their middle means something."""
        return 0 < self.bid <= self.ask < 1 and self.ask - self.bid <= WIDEST


def requests(night: Night) -> list[Request]:
    """The first page of the open hourly bitcoin markets."""
    return [Request(url=LIST)]


def more(payloads: Sequence[Payload], night: Night) -> list[Request]:
    """The next page while there is one; `pages` in the entry says how many at most."""
    cursor = read_json(payloads[-1]).get("cursor")
    if cursor is None or cursor.is_null or len(payloads) >= night.options.get("pages", PAGES):
        return []
    return [Request(url=f"{LIST}&cursor={quote(cursor.text(), safe='')}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`odds.kalshi_btc_above`, in percent, with the `.contracts` traded: the strike nearest to even, in the last hour
    quoted within a day."""
    hours: dict[str, dict[str, Quote]] = {}
    for payload in payloads:
        for ticker, event, found in _quotes(read_json(payload)):
            if night.at < found.closes <= night.at + HORIZON:
                hours.setdefault(event, {})[ticker] = found
    quoted = [list(hour.values()) for hour in hours.values() if len(hour) >= STRIKES]
    usable = [hour for hour in quoted if any(strike.is_firm for strike in hour)]
    if not usable:
        raise Refused(
            f"{payloads[0].source} quotes no bitcoin hour that closes within a day at {STRIKES} strikes or more; "
            "nothing was read."
        )
    last = max(usable, key=lambda hour: hour[0].closes)
    firm = [strike for strike in last if strike.is_firm]
    return _readings(min(firm, key=lambda strike: (abs(strike.middle - Decimal("0.5")), strike.strike)))


def _readings(chosen: Quote) -> list[Reading]:
    market = chosen.market
    odds = market.reading(
        "odds.kalshi_btc_above",
        "percent",
        market.payload.fetched_at,
        value=chosen.middle * 100,
        formula=f"({market['yes_bid_dollars'].ref()} + {market['yes_ask_dollars'].ref()}) / 2 * 100",
        detail={
            "venue": "Kalshi",
            "question": f"{market['title'].text()} {market['subtitle'].text()}",
            "strike": format(chosen.strike, "f"),
            "closes": as_of_text(chosen.closes),
        },
    )
    traded = market.get("volume_fp")
    if traded is None or traded.is_null:
        return [odds]
    return [odds, traded.reading(f"{odds.figure}.contracts", "count", odds.as_of)]


def _quotes(answer: Place) -> Iterator[tuple[str, str, Quote]]:
    """Ticker, event and quote of every open hourly bitcoin market that has one."""
    for market in _markets(answer):
        ticker = market["ticker"].text()
        if not ticker.startswith(f"{SERIES}-") or market["status"].text() != "active":
            continue
        sides = [market["yes_bid_dollars"], market["yes_ask_dollars"]]
        if any(side.is_null for side in sides):
            continue
        bid, ask = (side.decimal() for side in sides)
        if not (0 <= bid <= 1 and 0 <= ask <= 1):
            raise Refused(f"{market.payload.source} sent a price outside 0 to 1 at {market.path}.")
        if bid > 0 or 0 < ask < 1:
            strike = market["floor_strike"].decimal()
            yield ticker, market["event_ticker"].text(), Quote(market, market["close_time"].iso(), strike, bid, ask)


def _markets(answer: Place) -> Iterator[Place]:
    """The markets of an answer: a page of them, a page of events that hold them, or a bare list."""
    if told := answer.get("error"):
        refuse_error(told, "code", "message")
    rows = answer if isinstance(answer.value, list) else answer.get("events") or answer["markets"]
    for row in rows:
        yield from row.get("markets") or (row,)
