"""Liquidations on HTX's USDT contracts over 24 hours. Unproven: from its documentation and a push of 2020.

`GET https://api.hbdm.com/linear-swap-api/v3/swap_liquidation_orders?contract=BTC-USDT&trade_type=0`, no key; the names
of the parameters are unverified. `code` is 200 when all is well, other answers carry `status: error, err_code,
err_msg`. `trade_turnover` is in USDT, read as US dollars; `created_at` in milliseconds. A sell that closes is a long
liquidated. An answer holds the newest few dozen orders: only one that reaches back over 24 hours is called complete,
and an empty one is not called zero. Since the parameters are unverified, an order of another coin than the one asked
refuses the answer: it would count for every contract.
"""

from collections.abc import Mapping, Sequence

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._orders import Market, Order, Side, coin, readings, since

ORDERS = "https://api.hbdm.com/linear-swap-api/v3/swap_liquidation_orders"
CONTRACTS = ("BTC-USDT", "ETH-USDT", "SOL-USDT")
SIDES: Mapping[tuple[str, str], Side] = {("sell", "close"): "long", ("buy", "close"): "short"}


def requests(night: Night) -> list[Request]:
    """The newest liquidations of every contract in the entry's `contracts`."""
    return [Request(url=f"{ORDERS}?contract={name}&trade_type=0", tag=name) for name in _contracts(night)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`liquidations.htx.long_24h`, `.short_24h`, `.largest`, both sides of every coin and every clock hour, over the 24
    hours before the night."""
    markets = [_market(_data(payload), night) for payload in payloads]
    coins = dict.fromkeys(name for market in markets if (name := coin(market.pair)))
    return readings("HTX", markets, night.at, asked=_contracts(night), coins=coins)


def _market(data: Place, night: Night) -> Market:
    """The orders of one contract, as it was asked, or as its first order names it."""
    orders = [_order(row) for row in data]
    pair = data.payload.tag or next((order.pair for order in orders), "")
    for order in orders:
        if coin(order.pair) != coin(pair):
            raise Refused(f"{data.payload.source} sent an order of {order.pair:.40} where {pair} was asked.")
    return Market(pair, data, orders, since(night.at, orders, ended=False))


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
        raise Refused(
            f"{row.payload.source} sent a liquidation that is a {sides[0]:.20} to {sides[1]:.20}, at {row.path}."
        )
    turnover, pair = row["trade_turnover"], row["contract_code"].text()
    usd, formula = turnover.decimal(), "value; USDT read as US dollars"
    return Order(row["created_at"].millis(), SIDES[sides], usd, pair, turnover, "trade_turnover", formula)
