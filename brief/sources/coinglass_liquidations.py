"""Liquidations of all venues over 24 hours, from CoinGlass. Written from values recorded in November 2025 and docs.

`GET https://open-api-v4.coinglass.com/api/futures/liquidation/exchange-list?range=24h`, paid key in the header
`CG-API-KEY`; row `All` is the sum of the venues. With `&symbol=BTC` it is about one coin, asked for each of the entry's
`symbols`; the rows do not say which. Its documentation says that `symbol` is not mandatory; that the answer without it
is about the whole market is unproven, the recording is of BTC alone: it is refused where the coins asked beside it make
up more. `long_liquidation_usd` was recorded as `longLiquidation_usd`. The largest order needs a dearer plan and one
call a venue and coin, `/liquidation/order`, so it is asked only for what the entry's `orders` name; `side` there is the
order's: 2, a sell, liquidates a long. `code` is the string "0", errors reuse HTTP numbers. Nothing of it may be
published but a cited figure.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._orders import DAY, Order, Side, largest

LIQUIDATION = "https://open-api-v4.coinglass.com/api/futures/liquidation"
SPELLINGS = {side: (f"{side}_liquidation_usd", f"{side}Liquidation_usd") for side in ("long", "short")}
ROUNDING = Decimal("0.01")
"""How far long and short together may be from the total, or coins above the whole market, as a part of it."""
SIDES: dict[Decimal, Side] = {Decimal(1): "short", Decimal(2): "long"}


def requests(night: Night) -> list[Request]:
    """The totals of 24 hours, those of each coin in `symbols`, and the large orders of each venue and coin in the
    entry's `orders`."""
    least = night.options.get("min_liquidation_amount", 1_000_000)
    total = f"{LIQUIDATION}/exchange-list?range=24h"
    asked = [Request(url=total, tag="total")]
    asked += [Request(url=f"{total}&symbol={coin}", tag=f"total:{coin}") for coin in night.options.get("symbols", [])]
    for order in night.options.get("orders", []):
        venue, coin = order["exchange"], order["symbol"]
        url = f"{LIQUIDATION}/order?exchange={venue}&symbol={coin}&min_liquidation_amount={least}"
        asked.append(Request(url=url, tag=f"order:{venue}:{coin}"))
    return asked


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`liquidations.total_24h`, `.long_24h`, `.short_24h`; the same of a coin as `liquidations.coinglass.COIN.*`; and
    `liquidations.largest` where orders were asked."""
    totals: dict[str, list[Reading]] = {}
    orders: list[tuple[str, Order]] = []
    for payload in payloads:
        answer = read_json(payload)
        refuse_error(answer, "code", "msg", busy=("429",))
        if _is_orders(answer):
            orders += [(row["exchange_name"].text(), _order(row)) for row in answer["data"]]
        else:
            name = payload.tag.partition(":")[2].lower()
            totals[name] = _totals(answer["data"], f"liquidations.coinglass.{name}" if name else "liquidations")
    _refuse_a_part_for_the_whole(totals)
    readings = [reading for own in totals.values() for reading in own]
    recent = [(venue, order) for venue, order in orders if _is_recent(order)]
    if recent:
        venue, order = min(recent, key=lambda found: (-found[1].usd, found[1].at))
        readings += largest("liquidations.largest", venue, [order], {})
    return readings


def _refuse_a_part_for_the_whole(totals: Mapping[str, list[Reading]]) -> None:
    coins = sum((own[0].value for name, own in totals.items() if name), Decimal(0))
    whole = totals.get("")
    if whole and coins > whole[0].value * (1 + ROUNDING):
        raise Refused(
            f"{whole[0].source} sent {whole[0].value:.0f} US dollars for the whole market and {coins:.0f} for "
            f"{', '.join(name.upper() for name in totals if name)} alone; nothing was read."
        )


def _is_orders(answer: Place) -> bool:
    if answer.payload.tag:
        return answer.payload.tag.startswith("order:")
    first = answer["data"].get(0)
    return first is not None and first.get("usd_value") is not None


def _totals(data: Place, prefix: str) -> list[Reading]:
    row = next((row for row in data if row["exchange"].value == "All"), None)
    if row is None:
        raise Refused(f"{data.payload.source} sent no row for all venues, only for single ones.")
    as_of = data.payload.fetched_at
    total = row["liquidation_usd"]
    sides = {side: place for side, names in SPELLINGS.items() if (place := _given(row, names)) is not None}
    if len(sides) == len(SPELLINGS):
        added = sum((place.decimal() for place in sides.values()), Decimal(0))
        if abs(added - total.decimal()) > total.decimal() * ROUNDING:
            raise Refused(
                f"{data.payload.source} sent long and short liquidations of {added:.0f} US dollars together "
                f"and a total of {total.decimal():.0f}; nothing was read."
            )
    readings = [total.reading(f"{prefix}.total_24h", "usd", as_of)]
    return readings + [place.reading(f"{prefix}.{side}_24h", "usd", as_of) for side, place in sides.items()]


def _given(row: Place, names: Sequence[str]) -> Place | None:
    found = (row.get(name) for name in names)
    return next((place for place in found if place is not None and not place.is_null), None)


def _order(row: Place) -> Order:
    side = SIDES.get(row["side"].decimal())
    if side is None:
        raise Refused(f"{row.payload.source} sent an order of side {row['side'].value!s:.20}, at {row.path}.")
    usd = row["usd_value"]
    return Order(row["time"].millis(), side, usd.decimal(), row["symbol"].text(), usd, "usd_value")


def _is_recent(order: Order) -> bool:
    asked = order.place.payload.fetched_at
    return asked - DAY < order.at <= asked
