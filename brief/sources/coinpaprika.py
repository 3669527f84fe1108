"""Prices, changes and caps of the watched coins, from CoinPaprika. Written from a recorded answer.

`GET https://api.coinpaprika.com/v1/tickers/ID?quotes=USD`, no key, one call a coin. Prices in US dollars, changes in
percent, `last_updated` ISO 8601 here and seconds in their `/global`. Any number may be null. Errors are
`{"error": "..."}`.
"""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._prices import is_amount, not_empty, optional, own_symbol, refuse_told, to_ask, watched

_CHANGES = {"change_24h": "percent_change_24h", "change_7d": "percent_change_7d", "change_30d": "percent_change_30d"}


def requests(night: Night) -> list[Request]:
    """One call a coin; `assets` in the entry maps our symbols to CoinPaprika's ids."""
    return [
        Request(url=f"https://api.coinpaprika.com/v1/tickers/{quote(name, safe='')}?quotes=USD", tag=symbol)
        for symbol, name in to_ask(night).items()
    ]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`prices.SYM.usd`, `.cap`, `.change_24h`, `.change_7d` and `.change_30d` of each coin that answered."""
    readings: list[Reading] = []
    for payload in payloads:
        answer = read_json(payload)
        refuse_told(answer.get("error"))
        asked = watched(night).get(payload.tag)
        if asked is not None and (sent := answer["id"].text()) != asked:
            raise Refused(f"{payload.source} sent {sent:.40} where {asked} was asked for.")
        if symbol := payload.tag or own_symbol(answer["symbol"]):
            readings += _coin(answer["quotes"]["USD"], symbol, answer["last_updated"].iso())
    return not_empty(readings, payloads[0])


def _coin(row: Place, symbol: str, as_of: datetime) -> list[Reading]:
    readings = []
    for name, place in (("usd", row["price"]), ("cap", optional(row, "market_cap"))):
        if place and not place.is_null and is_amount(place):
            readings.append(place.reading(f"prices.{symbol}.{name}", "usd", as_of))
    for name, key in _CHANGES.items():
        if change := optional(row, key):
            readings.append(change.reading(f"prices.{symbol}.{name}", "percent", as_of))
    return readings
