"""The last price and the past 24 hours on Binance. Written from recorded answers.

`GET https://data-api.binance.vision/api/v3/ticker/24hr?symbols=["BTCUSDT",...]`, no key, all symbols in one call.
Numbers are strings, the change is in percent, `closeTime` in milliseconds. Prices are in the stablecoin USDT: read as
US dollars, and said so in the formula. From the United States the API host answers 451 with `{"code": 0, "msg": ...}`:
here 0 is an error.
"""

import json
from collections.abc import Sequence
from urllib.parse import urlencode

from brief.errors import WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._prices import is_amount, not_empty, optional, to_ask, watched

QUOTE = "USDT"
AS_DOLLARS = "value; in USDT, read as US dollars"
_AMOUNTS = {"usd": "lastPrice", "binance.high_24h": "highPrice", "binance.low_24h": "lowPrice"}


def requests(night: Night) -> list[Request]:
    """All symbols in one call; `assets` in the entry maps our symbols to Binance's."""
    symbols = json.dumps(list(usdt_pairs(night).values()), separators=(",", ":"))
    return [Request(url=f"https://data-api.binance.vision/api/v3/ticker/24hr?{urlencode({'symbols': symbols})}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`prices.SYM.usd`, `.change_24h`, `.binance.high_24h` and `.binance.low_24h`.

    Without `assets` in the entry every USDT pair counts by its own name.
    """
    answer = read_json(payloads[0])
    refuse_answered_error(answer)
    asked = {name: symbol for symbol, name in watched(night).items()}
    readings: list[Reading] = []
    for row in answer:
        name = row["symbol"].text()
        own = name.removesuffix(QUOTE).lower() if name.endswith(QUOTE) else None
        if symbol := asked.get(name) if asked else own:
            readings += _pair(row, symbol)
    return not_empty(readings, answer.payload)


def _pair(row: Place, symbol: str) -> list[Reading]:
    """The readings of one pair; none where it did not trade."""
    if not is_amount(row["lastPrice"]):
        return []
    as_of = row["closeTime"].millis()
    readings = []
    for name, key in _AMOUNTS.items():
        if (place := optional(row, key)) and is_amount(place):
            readings.append(place.reading(f"prices.{symbol}.{name}", "usd", as_of, formula=AS_DOLLARS))
    if change := optional(row, "priceChangePercent"):
        readings.append(change.reading(f"prices.{symbol}.change_24h", "percent", as_of))
    return readings


def usdt_pairs(night: Night) -> dict[str, str]:
    """The symbols to ask for. USDT pairs only, so that the formula says what the price is."""
    pairs = to_ask(night)
    for name in pairs.values():
        if not name.endswith(QUOTE):
            raise WrongUsage(f"`assets:` in sources.yaml names {name}, but Binance is read in {QUOTE} pairs only.")
    return pairs


def refuse_answered_error(answer: Place) -> None:
    """Stop at `{"code", "msg"}`, whatever the code; two of them ask us to come back later."""
    refuse_error(answer, "code", "msg", fine=(), busy=("-1003", "-1008"))
