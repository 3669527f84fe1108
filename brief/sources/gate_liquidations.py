"""Liquidations on Gate's USDT perpetuals over 24 hours. Written from a recorded answer (September 2026).

`GET https://api.gateio.ws/api/v4/futures/usdt/contract_stats?contract=BTC_USDT&interval=1h&limit=25`, no key, one call
a contract. One row an hour, oldest first; `time` is the start of the hour in seconds; `long_liq_usd` and
`short_liq_usd` are what was liquidated in it, in US dollars, numbers or strings, often truly zero. A row without any
taker trade (`lsr_taker` and both taker sizes 0) is a hole in the venue's own record: its zeros are not read. The rows
do not name their contract. The largest order would take 24 calls a contract of `liq_orders`, known from documentation
only, and is left out. Errors are `{label, message}`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request, as_of_text
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._orders import DAY, HOUR, SIDES, Order, Side, clock_hours, coin, hour_sum, total

CONTRACTS = ("BTC_USDT", "ETH_USDT", "SOL_USDT")
HOURS = 24
STATS = "https://api.gateio.ws/api/v4/futures/usdt/contract_stats"


def requests(night: Night) -> list[Request]:
    """The last 25 hours of every contract: 24 and the one that is running."""
    return [Request(url=f"{STATS}?contract={name}&interval=1h&limit=25", tag=name) for name in _contracts(night)]


@dataclass(frozen=True)
class _Contract:
    """One contract's hours of the window that are no holes: the two sides of each as an order that began with it."""

    name: str
    answer: Place
    hours: Mapping[datetime, Sequence[Order]]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`liquidations.gate.long_24h` and `.short_24h`, of all contracts and of every coin (`.COIN.long_24h`): all hours
    that began in the 24 hours before the night, the running one included; `hours` tells how many a contract has at
    least. And `liquidations.gate.hour_00` to `.hour_23`."""
    contracts = [_contract(payload, night) for payload in payloads]
    asked = _contracts(night)
    fewest = min(len(contract.hours) for contract in contracts)
    if not fewest:
        raise Refused(f"{payloads[0].source} sent no hour of the 24 before {as_of_text(night.at)}.")
    readings = _sides("liquidations.gate", contracts, len(asked), night)
    if not readings:
        raise Refused(f"{payloads[0].source} sent {fewest} of 24 hours, and no liquidation in them; that is no zero.")
    for name in dict.fromkeys(found for contract in contracts if (found := coin(contract.name))):
        own = [contract for contract in contracts if coin(contract.name) == name]
        due = sum(coin(contract) == name for contract in asked)
        readings += _sides(f"liquidations.gate.{name}", own, due, night)
    return readings + _each_hour(contracts, len(asked), night)


def _sides(prefix: str, contracts: Sequence[_Contract], asked: int, night: Night) -> list[Reading]:
    """What both sides lost on some contracts, of which `asked` were asked."""
    fewest = min(len(contract.hours) for contract in contracts)
    complete = fewest == HOURS and len(contracts) >= asked
    detail = {
        "from": as_of_text(max(min(contract.hours) for contract in contracts)),
        "complete": "yes" if complete else "no",
        "hours": str(fewest),
    }
    place = contracts[0].answer
    over = f"rows with {as_of_text(night.at - DAY)} <= time < {as_of_text(night.at)}"
    readings = []
    for side in SIDES:
        own = [o for contract in contracts for hour in contract.hours.values() for o in hour if o.side == side]
        name, as_of = f"{prefix}.{side}_24h", place.payload.fetched_at
        readings += total(name, own, over, as_of, place, detail | _named(contracts), known=complete)
    return readings


def _each_hour(contracts: Sequence[_Contract], asked: int, night: Night) -> list[Reading]:
    """Both sides of every clock hour; complete where each contract has it."""
    readings = []
    for hour in clock_hours(night.at):
        rows = [contract.hours[hour] for contract in contracts if hour in contract.hours]
        own, over = [order for row in rows for order in row], f"rows with time = {as_of_text(hour)}"
        detail = {"to": as_of_text(min(hour + HOUR, night.at))} | _named(contracts)
        complete = len(rows) == len(contracts) >= asked
        readings += hour_sum("liquidations.gate", hour, own, over, contracts[0].answer, detail, complete=complete)
    return readings


def _named(contracts: Sequence[_Contract]) -> dict[str, str]:
    names = [contract.name for contract in contracts if contract.name]
    return {"pairs": ", ".join(names)} if names else {}


def _contracts(night: Night) -> Sequence[str]:
    contracts: Sequence[str] = night.options.get("contracts", CONTRACTS)
    return contracts


def _contract(payload: Payload, night: Night) -> _Contract:
    answer = read_json(payload)
    refuse_error(answer, "label", "message", fine=(), busy=("TOO_MANY_REQUESTS",))
    rows = {row["time"].seconds(): row for row in answer}
    hours = {
        hour: [_order(row, hour, side, payload.tag) for side in SIDES]
        for hour, row in rows.items()
        if night.at - DAY <= hour < night.at and not _is_hole(row)
    }
    return _Contract(payload.tag, answer, hours)


def _is_hole(row: Place) -> bool:
    return all(not row[key].decimal() for key in ("lsr_taker", "long_taker_size", "short_taker_size"))


def _order(row: Place, hour: datetime, side: Side, pair: str) -> Order:
    key = f"{side}_liq_usd"
    return Order(hour, side, row[key].decimal(), pair, row[key], key)
