"""Liquidations on Gate's USDT perpetuals over 24 hours. Written from a recorded answer (September 2026).

`GET https://api.gateio.ws/api/v4/futures/usdt/contract_stats?contract=BTC_USDT&interval=1h&limit=25`, no key, one call
a contract. One row an hour, oldest first; `time` is the start of the hour in seconds; `long_liq_usd` and
`short_liq_usd` are what was liquidated in it, in US dollars, numbers or strings, often truly zero. A row without any
taker trade (`lsr_taker` and both taker sizes 0) is a hole in the venue's own record: its zeros are not read. The rows
do not name their contract. The largest order would take 24 calls a contract of `liq_orders`, known from documentation
only, and is left out. Errors are `{label, message}`.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request, as_of_text
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._orders import CENT, DAY, pairs_asked, refuse_impossible

CONTRACTS = ("BTC_USDT", "ETH_USDT", "SOL_USDT")
HOURS = 24
STATS = "https://api.gateio.ws/api/v4/futures/usdt/contract_stats"


def requests(night: Night) -> list[Request]:
    """The last 25 hours of every contract: 24 and the one that is running."""
    return [Request(url=f"{STATS}?contract={name}&interval=1h&limit=25", tag=name) for name in _contracts(night)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`liquidations.gate.long_24h` and `.short_24h`: all hours that began in the 24 hours before the night, the running
    one included; `hours` tells how many a contract has at least."""
    answers = [read_json(payload) for payload in payloads]
    for answer in answers:
        refuse_error(answer, "label", "message", fine=(), busy=("TOO_MANY_REQUESTS",))
    hours = [_hours(answer, night) for answer in answers]
    fewest = min(len(own) for own in hours)
    if not fewest:
        raise Refused(f"{payloads[0].source} sent no hour of the 24 before {as_of_text(night.at)}.")
    complete = fewest == HOURS and len(answers) == len(_contracts(night))
    detail = {
        "from": as_of_text(max(min(own) for own in hours)),
        "complete": "yes" if complete else "no",
        "hours": str(fewest),
    }
    rows = [row for own in hours for row in own.values()]
    readings = []
    for side in ("long", "short"):
        total = sum((_usd(row[f"{side}_liq_usd"]) for row in rows), Decimal(0)).quantize(CENT)
        if not total and not complete:
            continue  # nothing seen in a part of the window is no zero
        formula = f"sum of {side}_liq_usd over rows (n = {len(rows)})"
        figure, as_of = f"liquidations.gate.{side}_24h", payloads[0].fetched_at
        told = detail | pairs_asked(payloads)
        readings.append(answers[0].reading(figure, "usd", as_of, value=total, formula=formula, detail=told))
    if not readings:
        raise Refused(f"{payloads[0].source} sent {fewest} of 24 hours, and no liquidation in them; that is no zero.")
    return readings


def _contracts(night: Night) -> Sequence[str]:
    contracts: Sequence[str] = night.options.get("contracts", CONTRACTS)
    return contracts


def _hours(answer: Place, night: Night) -> dict[datetime, Place]:
    """The rows of the window that are no holes, by the hour they began."""
    hours = {row["time"].seconds(): row for row in answer}
    return {hour: row for hour, row in hours.items() if night.at - DAY <= hour < night.at and not _is_hole(row)}


def _is_hole(row: Place) -> bool:
    return all(not row[key].decimal() for key in ("lsr_taker", "long_taker_size", "short_taker_size"))


def _usd(place: Place) -> Decimal:
    usd = place.decimal()
    refuse_impossible(usd, place)
    return usd
