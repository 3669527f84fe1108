"""What bitcoin's holders paid on average, by Coin Metrics: MVRV, and the realized price that follows from it.

`GET https://community-api.coinmetrics.io/v4/timeseries/asset-metrics?assets=btc&metrics=PriceUSD,CapMVRVCur` with
`frequency=1d`, no key. **Licence CC BY-NC 4.0: not for a commercial site.** Written from recorded and documented rows
of that address, none of which has CapMVRVCur; that it is free and has the shape of the others is told by others.

CapMVRVCur is the market value of all coins divided by their value at the prices they last moved at; the latter itself,
CapRealUSD, is not free (403), so the realized price is PriceUSD / CapMVRVCur of the same day. Traps of
the rows: see `_coinmetrics` and `coinmetrics_flows`; day D appears about 02:00 to 03:00 UTC of D+1 and may be revised.
"""

from collections.abc import Sequence
from datetime import date

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._coinmetrics import ask, rows, status
from brief.sources._json import Place
from brief.sources._prices import is_amount, optional

PRICE, MVRV = "PriceUSD", "CapMVRVCur"


def requests(night: Night) -> list[Request]:
    """The last `days` of all assets in one call."""
    return [ask(night, PRICE, MVRV)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """For every day of a watched asset `onchain.ASSET.mvrv` and, where the day's price is known, `.realized_price`."""
    readings = [one for row in rows(payloads, night) for one in _row(*row)]
    if not readings:
        raise Refused(f"{payloads[0].source} sent no MVRV of a watched asset.")
    return readings


def _row(row: Place, symbol: str, day: date) -> list[Reading]:
    """One asset's day; without its MVRV it gives nothing."""
    ratio, price = optional(row, MVRV), optional(row, PRICE)
    if ratio is None:
        return []
    if ratio.decimal() <= 0:
        raise Refused(f"{row.payload.source} sent an MVRV of {ratio.decimal():f}, at {ratio.path}.")
    readings = [ratio.reading(f"onchain.{symbol}.mvrv", "ratio", day, detail=dict(status(row, MVRV)))]
    if price and is_amount(price):
        cost, formula = price.decimal() / ratio.decimal(), f"value / {ratio.ref()}"
        detail = dict(status(row, PRICE, MVRV))
        name = f"onchain.{symbol}.realized_price"
        readings.append(price.reading(name, "usd", day, value=cost, formula=formula, detail=detail))
    return readings
