"""Coins sent to exchanges and withdrawn from them in a day, as Coin Metrics counts them.

`GET https://community-api.coinmetrics.io/v4/timeseries/asset-metrics?assets=btc,eth&metrics=FlowInExNtv,FlowOutExNtv`
with `frequency=1d`, no key, all assets in one call. **Licence CC BY-NC 4.0: not for a commercial site.** Written from
the recorded and documented rows of that address; of the two flows one recorded row of bitcoin is known, quoted without
its `asset` and with a shortened `time`. For ether nothing was recorded.

A row an asset and day; values are strings, in coin; `time` is 00:00 UTC of the day, with nine decimals. A name that is
absent is not offered for that asset; null is not known yet, never zero (`null_as_zero=false` asks for that).
`<metric>-status` comes beside each value: day D appears about 02:00 to 03:00 UTC of D+1 as `flash` and may be revised
until and after it is `reviewed`; without a key, others found nothing but `flash`. So every status is read and told in
the detail, and the last `days` are read every night.

What is an exchange's is Coin Metrics' own list of addresses, and moves between exchanges are left out: no other
vendor's count is comparable, so the definition goes with every figure. The answer of one page is read: so few days fit
into it, and were the newest missing, the figures would be too old.
"""

from collections.abc import Sequence
from datetime import date

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._coinmetrics import ask, rows, status
from brief.sources._json import Place
from brief.sources._prices import optional

IN, OUT = "FlowInExNtv", "FlowOutExNtv"
DEFINITIONS = {  # in the vendor's words; those for deposits as a reseller of its data repeats them
    IN: "The amount of the asset sent to exchanges that interval, excluding exchange to exchange activity.",
    OUT: "The sum in native units withdrawn from exchanges that interval, excluding exchange to exchange activity.",
}


def requests(night: Night) -> list[Request]:
    """The last `days` of all assets in one call."""
    return [ask(night, IN, OUT)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """For every day of a watched asset `flows.ASSET.exchange_in`, `.exchange_out` and, where both are known,
    `.exchange_net`: what arrived less what left."""
    readings = [one for row in rows(payloads, night) for one in _row(*row)]
    if not readings:
        raise Refused(f"{payloads[0].source} sent no exchange flow of a watched asset.")
    return readings


def _row(row: Place, symbol: str, day: date) -> list[Reading]:
    """One asset's day; a flow that is null or absent gives nothing, and neither does the net."""
    arrived, left = optional(row, IN), optional(row, OUT)
    readings = []
    for name, metric, flow in (("in", IN, arrived), ("out", OUT, left)):
        if flow is not None:
            detail = {"definition": DEFINITIONS[metric], **status(row, metric)}
            readings.append(flow.reading(f"flows.{symbol}.exchange_{name}", "coin", day, detail=detail))
    if arrived is not None and left is not None:
        detail = {"definition": f"{IN} - {OUT}. {' '.join(DEFINITIONS.values())}", **status(row, IN, OUT)}
        value, formula = arrived.decimal() - left.decimal(), f"value - {left.ref()}"
        net = arrived.reading(f"flows.{symbol}.exchange_net", "coin", day, value=value, formula=formula, detail=detail)
        readings.append(net)
    return readings
