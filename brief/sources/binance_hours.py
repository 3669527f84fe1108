"""When the past 24 hours were highest and lowest on Binance. Written from recorded answers.

`GET https://data-api.binance.vision/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=25`, no key, one call a symbol: 24
hours and the one that began before them or with the night. Rows as in `binance_klines`, an hour each, oldest first; the
last hour is running. Prices are in the stablecoin USDT: read as US dollars, and said so in the formula.

A candle says that its high was reached within the hour, not when: `hour` in the detail is the hour's start, UTC. Of
equal hours the earliest counts. Binance leaves out hours in which it stood still: `hours` tells how many of the 24 are
there, and with fewer `complete` is "no", for the true high may be in the others. Refuses candles that are not hours.
"""

from collections.abc import Sequence
from datetime import timedelta

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request, as_of_text
from brief.sources._candles import DAY, Candle, read_candles, spacing
from brief.sources._json import Place, read_json
from brief.sources._prices import watched
from brief.sources.binance import AS_DOLLARS, refuse_answered_error
from brief.sources.binance_klines import COLUMNS, ask

HOUR = timedelta(hours=1)
HOURS = 24


def requests(night: Night) -> list[Request]:
    """The last 25 hours of every symbol."""
    return ask(night, "1h", HOURS + 1)


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`prices.SYM.binance.hour_high` and `.hour_low`: the highest high and the lowest low of the hours that began in
    the 24 hours before the night, the running one included, each as of the start of its hour."""
    readings: list[Reading] = []
    for payload in payloads:
        hours = _hours(payload, night)
        detail = {"venue": "Binance", "hours": str(len(hours)), "complete": "yes" if len(hours) == HOURS else "no"}
        if pair := watched(night).get(payload.tag):
            detail["pair"] = pair
        highest = max(hours, key=lambda hour: hour.high.decimal())
        lowest = min(hours, key=lambda hour: hour.low.decimal())
        for name, hour, place in (("high", highest, highest.high), ("low", lowest, lowest.low)):
            figure, told = f"prices.{payload.tag or 'btc'}.binance.hour_{name}", f"{hour.start:%H:%M}"
            formula = AS_DOLLARS
            readings.append(place.reading(figure, "usd", hour.start, formula=formula, detail={"hour": told} | detail))
    return readings


def _hours(payload: Payload, night: Night) -> list[Candle]:
    """The hours of the window, oldest first."""
    answer = read_json(payload)
    refuse_answered_error(answer)
    candles = read_candles(answer, COLUMNS, Place.millis)
    if spacing(candles) != HOUR:
        raise Refused(f"{payload.source} sent candles that are not hours.")
    hours = [candle for candle in candles if night.at - DAY <= candle.start < night.at]
    if not hours:
        raise Refused(f"{payload.source} sent no hour of the 24 before {as_of_text(night.at)}.")
    return hours
