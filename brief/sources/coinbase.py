"""The last price and the daily closes on Coinbase Exchange. Written from recorded answers (of minute candles, which
have the shape of daily ones).

`GET https://api.exchange.coinbase.com/products/BTC-USD/candles?granularity=86400`, no key, one call a product. Rows are
`[seconds, low, high, open, close, volume]` in numbers: low before high, open fourth; newest first; the first row is the
running day. A row without a trade is left out. The answer does not say which product it is about: the request's tag
does. Errors are `{"message": "..."}`; a User-Agent is demanded.

The past is asked for in stretches of 300 days, the most that one call gives (`start` and `end`, as documented); some
candles may come from before a stretch, and before a product was listed the list is empty.
"""

from collections.abc import Sequence
from urllib.parse import quote

from brief.models import Night, Payload, Reading, Request
from brief.sources._candles import DAYS, Columns, price_and_closes, read_candles, whole_past
from brief.sources._json import read_json
from brief.sources._past import midnight, stretches
from brief.sources._prices import refuse_told, to_ask

_COLUMNS = Columns(low=1, high=2, open=3, close=4)
_DAILY = "candles?granularity=86400"
MOST = 300


def requests(night: Night) -> list[Request]:
    """One call a product, for its daily candles."""
    return of_each_product(night, _DAILY)


def history(night: Night) -> list[Request]:
    """Every stretch of days of every product."""
    return [
        request
        for first, last in stretches(night, MOST)
        for request in of_each_product(
            night, f"{_DAILY}&start={midnight(first):%Y-%m-%dT%H:%M:%SZ}&end={midnight(last):%Y-%m-%dT%H:%M:%SZ}"
        )
    ]


def of_each_product(night: Night, what: str) -> list[Request]:
    """One call a product for its `what`; `assets` in the entry maps our symbols to Coinbase's."""
    base = "https://api.exchange.coinbase.com/products"
    return [
        Request(url=f"{base}/{quote(product, safe='')}/{what}", tag=symbol) for symbol, product in to_ask(night).items()
    ]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`prices.SYM.usd`, and `prices.SYM.coinbase.close` of the newest closed days (`days` in the entry)."""
    readings: list[Reading] = []
    for payload in payloads:
        answer = read_json(payload)
        refuse_told(answer.get("message"))
        candles, symbol = read_candles(answer, _COLUMNS, may_be_none=night.since is not None), payload.tag or "btc"
        if night.since is not None:
            readings += whole_past(candles, symbol, "coinbase")
        else:
            readings += price_and_closes(candles, symbol, "coinbase", night.options.get("days", DAYS))
    return readings
