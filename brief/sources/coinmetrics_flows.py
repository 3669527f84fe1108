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

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._prices import optional, own_symbol, to_ask, watched

METRICS = "https://community-api.coinmetrics.io/v4/timeseries/asset-metrics"
DAYS = 10
IN, OUT = "FlowInExNtv", "FlowOutExNtv"
DEFINITIONS = {  # in the vendor's words; those for deposits as a reseller of its data repeats them
    IN: "The amount of the asset sent to exchanges that interval, excluding exchange to exchange activity.",
    OUT: "The sum in native units withdrawn from exchanges that interval, excluding exchange to exchange activity.",
}


def requests(night: Night) -> list[Request]:
    """The last `days` of all assets in one call; `assets` in the entry maps our symbols to the vendor's."""
    query = {
        "assets": ",".join(to_ask(night).values()),
        "metrics": f"{IN},{OUT}",
        "frequency": "1d",
        "start_time": (night.day - timedelta(days=night.options.get("days", DAYS))).isoformat(),
        "page_size": "10000",
        "null_as_zero": "false",
    }
    return [Request(url=f"{METRICS}?{urlencode(query, safe=',')}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """For every day of a watched asset `flows.ASSET.exchange_in`, `.exchange_out` and, where both are known,
    `.exchange_net`: what arrived less what left. Without `assets` in the entry every asset counts."""
    answer = read_json(payloads[0])
    if error := optional(answer, "error"):
        refuse_error(error, "type", "message")
    ours = {name: symbol for symbol, name in watched(night).items()}
    seen: set[tuple[str, date]] = set()
    readings: list[Reading] = []
    for row in answer["data"]:
        symbol = ours.get(row["asset"].text()) if ours else own_symbol(row["asset"])
        if symbol is None:
            continue
        day = _day(row)
        if (symbol, day) in seen:
            raise Refused(f"{row.payload.source} sent {symbol} of {day.isoformat()} twice, at {row.path}.")
        seen.add((symbol, day))
        readings += _row(row, symbol, day)
    if not readings:
        raise Refused(f"{answer.payload.source} sent no exchange flow of a watched asset.")
    return readings


def _day(row: Place) -> date:
    start = row["time"].iso()
    if start.time() != time():
        raise Refused(f"{row.payload.source} sent {row['time'].value!r:.40} where a day is due, at {row['time'].path}.")
    return start.date()


def _row(row: Place, symbol: str, day: date) -> list[Reading]:
    """One asset's day; a flow that is null or absent gives nothing, and neither does the net."""
    arrived, left = optional(row, IN), optional(row, OUT)
    readings = []
    for name, metric, flow in (("in", IN, arrived), ("out", OUT, left)):
        if flow is not None:
            detail = {"definition": DEFINITIONS[metric], **_status(row, metric)}
            readings.append(flow.reading(f"flows.{symbol}.exchange_{name}", "coin", day, detail=detail))
    if arrived is not None and left is not None:
        detail = {"definition": f"{IN} - {OUT}. {' '.join(DEFINITIONS.values())}", **_status(row, IN, OUT)}
        value, formula = arrived.decimal() - left.decimal(), f"value - {left.ref()}"
        net = arrived.reading(f"flows.{symbol}.exchange_net", "coin", day, value=value, formula=formula, detail=detail)
        readings.append(net)
    return readings


def _status(row: Place, *metrics: str) -> Mapping[str, str]:
    """How far the vendor has checked these values, in its own words."""
    told = {status.text() for metric in metrics if (status := optional(row, f"{metric}-status"))}
    return {"status": ", ".join(sorted(told))} if told else {}
