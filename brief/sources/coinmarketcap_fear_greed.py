"""The Fear and Greed Index of CoinMarketCap. Written from recorded answers; needs a key.

`GET https://pro-api.coinmarketcap.com/v3/fear-and-greed/historical?limit=N`. Newest first. The versions disagree on
kinds: `timestamp` (seconds, 00:00 UTC) is a string or a number, `status.error_code` "0" or 0. Another vendor's index
under the same figure as alternative.me's, with other values: compared by name, never averaged.
"""

from collections.abc import Sequence

from brief.models import Night, Payload, Reading, Request
from brief.sources._index import index_days
from brief.sources._json import read_json, refuse_error
from brief.sources._past import days_wanted

HISTORICAL = "https://pro-api.coinmarketcap.com/v3/fear-and-greed/historical"
MOST = 500
"""What one call gives. What its `start` counts is documented in two ways, so there is no second page."""


def requests(night: Night) -> list[Request]:
    """The last days of the index; `days` in the entry says how many."""
    days = night.options.get("days", 30)
    return [Request(url=f"{HISTORICAL}?limit={days}")]


def history(night: Night) -> list[Request]:
    """The index from the first day wanted, as far as one call goes."""
    return [Request(url=f"{HISTORICAL}?limit={min(days_wanted(night), MOST)}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """One reading a day: `sentiment.fear_greed`, an index from 0 to 100, with the vendor's own label."""
    answer = read_json(payloads[0])
    refuse_error(answer["status"], "error_code", "error_message", busy=("429", "1008"))
    return index_days(answer["data"])
