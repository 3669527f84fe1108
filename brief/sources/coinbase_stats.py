"""The last price and the past 24 hours on Coinbase Exchange. Written from a recorded answer.

`GET https://api.exchange.coinbase.com/products/BTC-USD/stats`, no key, one call a product. Strings, in the product's
quote currency: ask for USD products. `open` is the price 24 hours ago, so last / open - 1 is the change. The answer
holds no time and no product: the time is when we asked, the product is the request's tag. Errors are
`{"message": "..."}`; a User-Agent is demanded.
"""

from collections.abc import Sequence

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._prices import due_amount, is_amount, optional, refuse_told
from brief.sources.coinbase import of_each_product

_MOST = 1000


def requests(night: Night) -> list[Request]:
    """One call a product, for its statistics."""
    return of_each_product(night, "stats")


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`prices.SYM.usd`, `.change_24h`, `.coinbase.high_24h` and `.coinbase.low_24h` of each product that answered."""
    readings: list[Reading] = []
    for payload in payloads:
        answer = read_json(payload)
        refuse_told(answer.get("message"))
        readings += _product(answer, payload.tag or "btc")
    return readings


def _product(answer: Place, symbol: str) -> list[Reading]:
    as_of, last = answer.payload.fetched_at, due_amount(answer["last"])
    readings = [last.reading(f"prices.{symbol}.usd", "usd", as_of)]
    if (before := optional(answer, "open")) and is_amount(before):
        if (times := last.decimal() / before.decimal()) > _MOST:
            raise Refused(f"{answer.payload.source} sent a price of {symbol} {times:.0f} times that of a day before.")
        name, how = f"prices.{symbol}.change_24h", f"(value / {before.ref()} - 1) * 100"
        readings.append(last.reading(name, "percent", as_of, value=(times - 1) * 100, formula=how))
    for name, key in (("high_24h", "high"), ("low_24h", "low")):
        if (place := optional(answer, key)) and is_amount(place):
            readings.append(place.reading(f"prices.{symbol}.coinbase.{name}", "usd", as_of))
    return readings
