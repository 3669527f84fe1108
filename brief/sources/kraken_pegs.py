"""What a stablecoin costs in dollars on Kraken, and between what bounds in the past 24 hours.

`GET https://api.kraken.com/0/public/Ticker?pair=USDTUSD,USDCUSD&assetVersion=1`, no key, all pairs in one call. Written
from a recorded answer (June 2026, of USDT/USD; that of USDC was not kept). Strings. `c` is the last trade, `l` and `h`
are `[today, last 24 hours]`. With `assetVersion=1` a pair has its plain name (USDT/USD); other names that it may come
under (USDTUSD, USDTZUSD) are read as well. A pair that never traded sends zeros. The answer holds no time: it is when
we asked.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from brief.models import Night, Payload, Reading, Request
from brief.sources._json import read_json
from brief.sources._prices import is_amount, not_empty, refuse_told, to_ask, watched

_PAIR = re.compile(r"([A-Z0-9]+?)(?:/|Z)?USD")
_FIELDS = (("price", "c", 0), ("kraken.low_24h", "l", 1), ("kraken.high_24h", "h", 1))


def requests(night: Night) -> list[Request]:
    """All pairs in one call; `assets` in the entry maps our symbols to Kraken's pairs."""
    query = urlencode({"pair": ",".join(to_ask(night).values()), "assetVersion": 1}, safe=",")
    return [Request(url=f"https://api.kraken.com/0/public/Ticker?{query}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`stablecoins.SYM.price`, and `stablecoins.SYM.kraken.low_24h` and `.high_24h`, of each coin in `assets`."""
    answer = read_json(payloads[0])
    refuse_told(answer.get("error"))
    readings = []
    for name in answer["result"].keys():  # noqa: SIM118 - keys of a Place, not of a dict
        pair = _PAIR.fullmatch(name)
        symbol = pair[1].lower() if pair else ""
        if symbol not in watched(night):
            continue
        places = [(field, answer["result"][name][key][index]) for field, key, index in _FIELDS]
        readings += [
            place.reading(f"stablecoins.{symbol}.{field}", "usd", answer.payload.fetched_at)
            for field, place in places
            if is_amount(place)
        ]
    return not_empty(readings, answer.payload)
