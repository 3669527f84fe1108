"""The daily open, high, low and close on Binance. Written from recorded answers.

`GET https://data-api.binance.vision/api/v3/klines?symbol=BTCUSDT&interval=1d&limit=11`, no key, one call a symbol. Rows
are `[start ms, open, high, low, close, volume, end ms, ...]`, prices as strings, oldest first; the last row is the
running day and is left out. Prices are in the stablecoin USDT: read as US dollars, and said so in the formula. The
answer does not say which symbol it is about: the request's tag does.

The past is asked for in stretches of a thousand days, the most that one call gives (`startTime` and `endTime` in
milliseconds, as documented); before a pair was listed the list is empty.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._candles import DAYS, Columns, closed_days, read_candles
from brief.sources._json import Place, read_json
from brief.sources._past import millis, stretches
from brief.sources.binance import AS_DOLLARS, refuse_answered_error, usdt_pairs

COLUMNS = Columns(open=1, high=2, low=3, close=4)
KLINES = "https://data-api.binance.vision/api/v3/klines"
MOST = 1000


def requests(night: Night) -> list[Request]:
    """One call a symbol: the newest closed days (`days` in the entry) and the running one."""
    return ask(night, "1d", night.options.get("days", DAYS) + 1)


def ask(night: Night, interval: str, limit: int) -> list[Request]:
    """One call a symbol: the newest `limit` candles of an interval, the running one included."""
    return [
        Request(
            url=f"{KLINES}?{urlencode({'symbol': name, 'interval': interval, 'limit': limit})}",
            tag=symbol,
        )
        for symbol, name in usdt_pairs(night).items()
    ]


def history(night: Night) -> list[Request]:
    """Every stretch of days of every symbol."""
    asked = []
    for symbol, name in usdt_pairs(night).items():
        for first, last in stretches(night, MOST):
            window = {"startTime": millis(first), "endTime": millis(last), "limit": MOST}
            asked.append(Request(url=f"{KLINES}?{urlencode({'symbol': name, 'interval': '1d', **window})}", tag=symbol))
    return asked


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`prices.SYM.binance.open`, `.high`, `.low` and `.close` of every closed day, newest first."""
    readings: list[Reading] = []
    for payload in payloads:
        answer = read_json(payload)
        refuse_answered_error(answer)
        candles = read_candles(answer, COLUMNS, Place.millis, may_be_none=night.since is not None)
        days = closed_days(candles, payload.fetched_at)
        if candles and not days:
            raise Refused(f"{payload.source} sent candles without one closed day among them.")
        for candle in days:
            for name, place in zip(candle._fields[1:], candle[1:], strict=True):
                figure = f"prices.{payload.tag or 'btc'}.binance.{name}"
                readings.append(place.reading(figure, "usd", candle.start.date(), formula=AS_DOLLARS))
    return readings
