"""The last price and the daily closes on Kraken. Written from a recorded answer (of minute candles, which have the
shape of daily ones).

`GET https://api.kraken.com/0/public/OHLC?pair=XBTUSD&interval=1440`, no key, one call a pair. `result` holds the
candles under a name that is not the one asked for (ask XBTUSD, get XXBTZUSD) and `last` beside it. Rows are `[seconds,
open, high, low, close, vwap, volume, count]`, prices as strings, oldest first; the last row is the running day. Errors
come with status 200, in the list `error`. Kraken calls Bitcoin XBT and Dogecoin XDG. An answer has the newest 720 days
at most, whatever is asked for: that is all the past there is.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._candles import DAYS, Columns, price_and_closes, read_candles, whole_past
from brief.sources._json import Place, read_json
from brief.sources._prices import refuse_told, to_ask, watched

_COLUMNS = Columns(open=1, high=2, low=3, close=4)
_OLD_PAIR = re.compile(r"X(?P<base>[A-Z]{3})Z(?P<quote>USD)")
_PAIR = re.compile(r"(?P<base>[A-Z0-9]+?)/?(?P<quote>USDT|USDC|USD)")
_OURS = {"xbt": "btc", "xdg": "doge"}


class Pair(NamedTuple):
    symbol: str
    quote: str

    @property
    def formula(self) -> str:
        """What must be said of a price that is not in US dollars proper."""
        return "" if self.quote == "USD" else f"value; in {self.quote}, read as US dollars"


def dollar_pair(name: str) -> Pair | None:
    """XXBTZUSD, XBTUSD, XBTUSDT and BTC/USD all price btc; None for a pair that is not in dollars."""
    if not (found := _OLD_PAIR.fullmatch(name) or _PAIR.fullmatch(name)):
        return None
    base = found["base"].lower()
    return Pair(_OURS.get(base, base), found["quote"])


def requests(night: Night) -> list[Request]:
    """One call a pair; `assets` in the entry maps our symbols to Kraken's pairs."""
    return [
        Request(url=f"https://api.kraken.com/0/public/OHLC?{urlencode({'pair': pair, 'interval': 1440})}", tag=symbol)
        for symbol, pair in to_ask(night).items()
    ]


def history(night: Night) -> list[Request]:
    """The same calls: the days that a night leaves aside are the past."""
    return requests(night)


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`prices.SYM.usd`, and `prices.SYM.kraken.close` of the newest closed days (`days` in the entry)."""
    readings: list[Reading] = []
    for payload in payloads:
        answer = read_json(payload)
        refuse_told(answer.get("error"))
        rows, pair = _only_pair(answer["result"])
        asked = dollar_pair(watched(night).get(payload.tag, ""))
        if asked and asked.symbol != pair.symbol:
            raise Refused(f"{payload.source} sent a pair of {pair.symbol} where {payload.tag} was asked for.")
        candles, symbol = read_candles(rows, _COLUMNS), payload.tag or pair.symbol
        if night.since is not None:
            readings += whole_past(candles, symbol, "kraken", pair.formula)
        else:
            readings += price_and_closes(candles, symbol, "kraken", night.options.get("days", DAYS), pair.formula)
    return readings


def _only_pair(result: Place) -> tuple[Place, Pair]:
    """The candles and what they price, by the name that came with them."""
    source = result.payload.source
    names = [name for name in result.keys() if name != "last"]  # noqa: SIM118 - keys of a Place, not of a dict
    if len(names) != 1:
        raise Refused(f"{source} sent {len(names)} pairs where one is due, at {result.path}.")
    if not (pair := dollar_pair(names[0])):
        raise Refused(f"{source} sent the pair {names[0]:.40}, which is not in dollars.")
    return result[names[0]], pair
