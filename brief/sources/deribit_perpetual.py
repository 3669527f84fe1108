"""Funding and open interest of Deribit's perpetuals. Written from the documented answer only.

`GET https://www.deribit.com/api/v2/public/ticker?instrument_name=BTC-PERPETUAL`, no key, one call a contract. Numbers
are numbers. `funding_8h` is the funding of the last eight hours, a fraction of the position (0.00002203);
`current_funding` is the momentary rate and often 0. `open_interest` of these inverse contracts is in US dollars: in
coin it is divided by `mark_price`. Contracts settled in a stablecoin (`BTC_USDC-PERPETUAL`) count in coin and are
refused. `timestamp` is in milliseconds. One side of the contracts is counted.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources import _perpetuals
from brief.sources._deribit import PUBLIC, VENUE, read_result
from brief.sources._json import Place
from brief.sources._prices import due_amount, to_ask, watched

_INVERSE = re.compile(r"([A-Z]+)-PERPETUAL")


def requests(night: Night) -> list[Request]:
    """One call a contract, for its ticker."""
    return [
        Request(url=f"{PUBLIC}/ticker?instrument_name={name}", tag=symbol) for symbol, name in to_ask(night).items()
    ]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.funding.deribit`, `.oi_usd.deribit` and `.oi.deribit` of each contract."""
    readings: list[Reading] = []
    for payload in payloads:
        ticker = read_result(payload)
        asset = _asset(ticker, watched(night).get(payload.tag, ""))
        asset, at = payload.tag or asset, ticker["timestamp"].millis()
        usd, mark = ticker["open_interest"], due_amount(ticker["mark_price"])
        coin, how = usd.decimal() / mark.decimal(), f"value / {mark.ref()}; US dollars at the mark price"
        readings += [
            _perpetuals.funding(ticker["funding_8h"], asset, VENUE, at, hours=Decimal(8)),
            _perpetuals.open_interest(usd, asset, VENUE, at, what="oi_usd", unit="usd"),
            _perpetuals.open_interest(usd, asset, VENUE, at, value=coin, how=how),
        ]
    return readings


def _asset(ticker: Place, asked: str) -> str:
    """Which coin a contract is on, by its name. Refuses another contract than the one asked for, and a closed one."""
    name, state = ticker["instrument_name"].text(), ticker["state"].text()
    found = _INVERSE.fullmatch(name)
    if asked and name != asked:
        raise Refused(f"{ticker.payload.source} answered about {name:.40}, not about {asked}.")
    if found is None:
        raise Refused(f"{ticker.payload.source} sent {name:.40}, which is no perpetual counted in US dollars.")
    if state != "open":
        raise Refused(f"{ticker.payload.source} says that {name} is {state:.20}, not open.")
    return found[1].lower()
