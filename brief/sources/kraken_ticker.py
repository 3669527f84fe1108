"""The last price and the past 24 hours on Kraken. Written from recorded answers.

`GET https://api.kraken.com/0/public/Ticker?pair=XBTUSD,ETHUSD`, no key, all pairs in one call. Strings. `c` is the last
trade, `h` and `l` are `[today, last 24 hours]`, and `o` is today's 00:00 UTC open: there is no 24-hour change in here.
Names differ from those asked for (XXBTZUSD, or BTC/USD with assetVersion=1). A pair that never traded sends zeros. The
answer holds no time: it is when we asked. Errors come with status 200, in the list `error`.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._prices import is_amount, not_empty, refuse_told, to_ask, watched
from brief.sources.kraken import Pair, dollar_pair

_FIELDS = (("usd", "c", 0), ("kraken.high_24h", "h", 1), ("kraken.low_24h", "l", 1))


def requests(night: Night) -> list[Request]:
    """All pairs in one call; `assets` in the entry maps our symbols to Kraken's pairs."""
    query = urlencode({"pair": ",".join(to_ask(night).values())}, safe=",")
    return [Request(url=f"https://api.kraken.com/0/public/Ticker?{query}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`prices.SYM.usd`, `prices.SYM.kraken.high_24h` and `.low_24h`.

    Without `assets` in the entry every dollar pair counts, and one in US dollars goes before one in a stablecoin.
    """
    answer = read_json(payloads[0])
    refuse_told(answer.get("error"))
    asked = {dollar_pair(name): symbol for symbol, name in watched(night).items()}
    found: dict[str, tuple[Place, Pair]] = {}
    for name in answer["result"].keys():  # noqa: SIM118 - keys of a Place, not of a dict
        pair = dollar_pair(name)
        symbol = (asked.get(pair) if asked else pair.symbol) if pair else None
        if pair and symbol and (symbol not in found or pair.quote == "USD"):
            found[symbol] = (answer["result"][name], pair)
    readings = [reading for symbol, (row, pair) in found.items() for reading in _pair(row, symbol, pair)]
    return not_empty(readings, answer.payload)


def _pair(row: Place, symbol: str, pair: Pair) -> list[Reading]:
    as_of = row.payload.fetched_at
    places = [(f"prices.{symbol}.{name}", row[key][index]) for name, key, index in _FIELDS]
    return [place.reading(figure, "usd", as_of, formula=pair.formula) for figure, place in places if is_amount(place)]
