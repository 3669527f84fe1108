"""The whole market, from CoinGecko: cap, volume and dominance. Written from a recorded answer.

`GET https://api.coingecko.com/api/v3/global`, no key needed. Cap and volume are maps by currency (we take `usd`),
dominance is a map by symbol in percent (top ten only), changes are percent, `updated_at` is in seconds, unlike the ISO
times of CoinGecko's coins. The change of the volume came later and may be absent. Its cap and dominance follow a method
of their own: they stand beside another vendor's, never in one average.
"""

from collections.abc import Sequence

from brief.models import Night, Payload, Reading, Request
from brief.sources._json import read_json
from brief.sources._prices import due_amount, is_amount, optional
from brief.sources.coingecko import refuse_answered_error


def requests(night: Night) -> list[Request]:
    """One call, whatever the night."""
    return [Request(url="https://api.coingecko.com/api/v3/global")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`market.cap`, `market.volume_24h`, their changes, and `market.dominance.btc` and `.eth`; null gives none."""
    answer = read_json(payloads[0])
    refuse_answered_error(answer)
    data = answer["data"]
    as_of = data["updated_at"].seconds()
    readings = [due_amount(data["total_market_cap"]["usd"]).reading("market.cap", "usd", as_of)]
    if (volume := optional(data["total_volume"], "usd")) and is_amount(volume):
        readings.append(volume.reading("market.volume_24h", "usd", as_of))
    percents = {
        "cap_change_24h": optional(data, "market_cap_change_percentage_24h_usd"),
        "volume_change_24h": optional(data, "volume_change_percentage_24h_usd"),
        "dominance.btc": optional(data["market_cap_percentage"], "btc"),
        "dominance.eth": optional(data["market_cap_percentage"], "eth"),
    }
    for name, place in percents.items():
        if place:
            readings.append(place.reading(f"market.{name}", "percent", as_of))
    return readings
