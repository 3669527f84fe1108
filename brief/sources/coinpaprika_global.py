"""The whole market, from CoinPaprika: cap, volume and Bitcoin's dominance. Written from a recorded answer.

`GET https://api.coinpaprika.com/v1/global`, no key. US dollars and percent; `last_updated` is in seconds, unlike in
their tickers. Its cap and dominance follow a method of their own: they stand beside another vendor's, never in one
average. Errors are `{"error": "..."}`.
"""

from collections.abc import Sequence

from brief.models import Night, Payload, Reading, Request, Unit
from brief.sources._json import read_json
from brief.sources._prices import due_amount, optional, refuse_told

_FIELDS: tuple[tuple[str, str, Unit], ...] = (
    ("market.volume_24h", "volume_24h_usd", "usd"),
    ("market.cap_change_24h", "market_cap_change_24h", "percent"),
    ("market.dominance.btc", "bitcoin_dominance_percentage", "percent"),
)


def requests(night: Night) -> list[Request]:
    """One call, whatever the night."""
    return [Request(url="https://api.coinpaprika.com/v1/global")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`market.cap`, `market.volume_24h`, `market.cap_change_24h` and `market.dominance.btc`; null gives none."""
    answer = read_json(payloads[0])
    refuse_told(answer.get("error"))
    as_of = answer["last_updated"].seconds()
    readings = [due_amount(answer["market_cap_usd"]).reading("market.cap", "usd", as_of)]
    for name, key, unit in _FIELDS:
        if place := optional(answer, key):
            readings.append(place.reading(name, unit, as_of))
    return readings
