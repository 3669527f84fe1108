"""Liquidations on HTX's USDT contracts over 24 hours. Unproven: from its documentation and a push of 2020.

`GET https://api.hbdm.com/linear-swap-api/v3/swap_liquidation_orders?contract=BTC-USDT&trade_type=0`, no key; the names
of the parameters are unverified. `code` is 200 when all is well, other answers carry `status: error, err_code,
err_msg`. `trade_turnover` is in USDT, read as US dollars; `created_at` in milliseconds. A sell that closes is a long
liquidated. An answer holds the newest few dozen orders: only one that reaches back over 24 hours is called complete,
and an empty one is not called zero.
"""

from collections.abc import Mapping, Sequence
from itertools import chain

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._orders import Order, Side, coverage, pairs_asked, readings

ORDERS = "https://api.hbdm.com/linear-swap-api/v3/swap_liquidation_orders"
CONTRACTS = ("BTC-USDT", "ETH-USDT", "SOL-USDT")
SIDES: Mapping[tuple[str, str], Side] = {("sell", "close"): "long", ("buy", "close"): "short"}


def requests(night: Night) -> list[Request]:
    """The newest liquidations of every contract in the entry's `contracts`."""
    return [Request(url=f"{ORDERS}?contract={name}&trade_type=0", tag=name) for name in _contracts(night)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`liquidations.htx.long_24h`, `.short_24h` and `.largest`, over the 24 hours before the night."""
    answers = [_data(payload) for payload in payloads]
    orders = [[_order(row) for row in data] for data in answers]
    answered = len(payloads) == len(_contracts(night))
    covered = coverage(night.at, [(own, False) for own in orders], answered=answered)
    return readings("HTX", chain.from_iterable(orders), covered, answers[0], pairs_asked(payloads))


def _contracts(night: Night) -> Sequence[str]:
    contracts: Sequence[str] = night.options.get("contracts", CONTRACTS)
    return contracts


def _data(payload: Payload) -> Place:
    answer = read_json(payload)
    refuse_error(answer, "err_code", "err_msg", fine=())
    refuse_error(answer, "code", "msg", fine=("200",))
    return answer["data"]


def _order(row: Place) -> Order:
    sides = row["direction"].text(), row["offset"].text()
    if sides not in SIDES:
        raise Refused(f"{row.payload.source} sent a liquidation that is a {sides[0]} to {sides[1]}, at {row.path}.")
    turnover = row["trade_turnover"]
    formula = "trade_turnover (USDT read as US dollars)"
    return Order(
        row["created_at"].millis(), SIDES[sides], turnover.decimal(), row["contract_code"].text(), turnover, formula
    )
