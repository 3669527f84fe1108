"""Liquidations on OKX perpetual swaps over 24 hours. Written from recorded answers (September 2026).

`GET https://www.okx.com/api/v5/public/liquidation-orders?instType=SWAP&uly=BTC-USDT&state=filled&limit=100`, no key;
older pages with `after=<oldest ts>`. One page can cover minutes, so it is paged back until 24 hours are covered or
`pages` of an underlying are read; orders of one millisecond that straddle two pages may be missed. Strings throughout.
`sz` counts contracts: their size is `ctVal` of `/api/v5/public/instruments?instType=SWAP`, asked along, and for an
instrument missing there the entry's own. `bkPx` is the bankruptcy price of the position, not the fill, and the only
price given. `posSide` is the position that was liquidated; in a `net` account a sell order closes a long. Stablecoins
are read as US dollars. An error (`code` not "0"; 51155: country block) is never "no liquidations", an empty list is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request, as_of_text
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._orders import DAY, Market, Order, Side, coin, readings, since

PUBLIC = "https://www.okx.com/api/v5/public"
UNDERLYINGS = {"BTC-USDT": "0.01", "ETH-USDT": "0.1", "SOL-USDT": "1"}
"""What is asked without `underlyings` in the entry, each with its contract size in coin."""
PAGES = 40
STOPPED = timedelta(days=3)
"""In none of its pairs a day has been seen without one; a list that ends so long ago is an old copy."""
BANKRUPTCY = "sz contracts * ctVal * bkPx, the bankruptcy price, in a stablecoin read as US dollars"
SIDES: Mapping[tuple[str, str], Side] = {
    ("long", "sell"): "long",
    ("short", "buy"): "short",
    ("net", "sell"): "long",
    ("net", "buy"): "short",
}


def requests(night: Night) -> list[Request]:
    """The newest page of every underlying, and the sizes of all contracts."""
    pages = [Request(url=_url(underlying), tag=underlying) for underlying in _underlyings(night)]
    return [*pages, Request(url=f"{PUBLIC}/instruments?instType=SWAP", tag="instruments")]


def more(payloads: Sequence[Payload], night: Night) -> list[Request]:
    """The next older page of every underlying whose pages do not yet reach back over the 24 hours."""
    asked = []
    for underlying in _underlyings(night):
        pages = [payload for payload in payloads if payload.tag == underlying]
        if not pages or len(pages) >= int(night.options.get("pages", PAGES)):
            continue
        oldest = _oldest(pages[-1])
        if oldest is None or oldest.millis() <= night.at - DAY:
            continue
        before = _oldest(pages[-2]) if len(pages) > 1 else None
        if before is None or oldest.decimal() < before.decimal():  # else the venue ignores `after`
            asked.append(Request(url=f"{_url(underlying)}&after={int(oldest.decimal())}", tag=underlying))
    return asked


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`liquidations.okx.long_24h`, `.short_24h`, `.largest`, both sides of every coin and every clock hour, over the 24
    hours before the night."""
    answers = [_data(payload) for payload in payloads]
    instruments = {row["instId"].text(): row for data in answers if _is_instruments(data) for row in data}
    lists = [data for data in answers if not _is_instruments(data)]
    if not lists:
        raise Refused(f"{payloads[0].source} answered nothing about liquidations, only about its contracts.")
    pages: dict[str, list[Place]] = {}
    for data in lists:
        pages.setdefault(_underlying(data), []).append(data)
    markets = [_market(name, own, instruments, night) for name, own in pages.items()]
    newest = max((order.at for market in markets for order in market.orders), default=night.at)
    if newest < night.at - STOPPED:
        raise Refused(
            f"the newest liquidation of {payloads[0].source} is of {as_of_text(newest)}, so its list may have stopped; "
            "that is no zero."
        )
    coins = dict.fromkeys(name for market in markets if (name := coin(market.pair)))
    return readings("OKX", markets, night.at, asked=_underlyings(night), coins=coins)


def _market(name: str, pages: Sequence[Place], instruments: Mapping[str, Place], night: Night) -> Market:
    """All pages of one underlying; an empty page is the end of the list."""
    found = [[order for row in data for order in _orders(row, instruments, night)] for data in pages]
    orders = _once(found)
    return Market(name, pages[0], orders, since(night.at, orders, ended=[] in found))


def _url(underlying: str) -> str:
    return f"{PUBLIC}/liquidation-orders?instType=SWAP&uly={underlying}&state=filled&limit=100"


def _underlyings(night: Night) -> Mapping[str, object]:
    asked: Mapping[str, object] = night.options.get("underlyings", UNDERLYINGS)
    return asked


def _data(payload: Payload) -> Place:
    answer = read_json(payload)
    refuse_error(answer, "code", "msg", busy=("50011",))
    return answer["data"]


def _is_instruments(data: Place) -> bool:
    first = data.get(0)
    return data.payload.tag == "instruments" if first is None else first.get("ctVal") is not None


def _underlying(data: Place) -> str:
    """What a list is about: as it says itself, or where it is empty, as it was asked."""
    first = data.get(0)
    return data.payload.tag if first is None else first["uly"].text()


def _oldest(payload: Payload) -> Place | None:
    times = [order["ts"] for row in _data(payload) for order in row["details"]]
    return min(times, key=Place.decimal, default=None)


@dataclass(frozen=True)
class _Contract:
    """How large one contract is, how a formula says so, and whether that is in US dollars (inverse) and not in coin."""

    size: Decimal
    how: str
    inverse: bool = False


def _orders(row: Place, instruments: Mapping[str, Place], night: Night) -> list[Order]:
    contract, pair = _contract(row, instruments, night), row["instId"].text().removesuffix("-SWAP")
    orders = []
    for order in row["details"]:
        sides = order["posSide"].text(), order["side"].text()
        if sides not in SIDES:
            raise Refused(f"{row.payload.source} sent a {sides[1]:.20} of a {sides[0]:.20} position, at {order.path}.")
        usd, term = order["sz"].decimal() * contract.size, f"sz * {contract.size:f}"
        formula = f"value * {contract.how}; sz contracts of ctVal US dollars"
        if not contract.inverse:
            usd, term = usd * order["bkPx"].decimal(), f"{term} * bkPx"
            formula = f"value * {contract.how} * {order['bkPx'].ref()}; {BANKRUPTCY}"
        orders.append(Order(order["ts"].millis(), SIDES[sides], usd, pair, order["sz"], term, formula))
    return orders


def _contract(row: Place, instruments: Mapping[str, Place], night: Night) -> _Contract:
    name, underlying = row["instId"].text(), row["uly"].text()
    if name in instruments:
        kind, size = instruments[name]["ctType"].text(), instruments[name]["ctVal"]
        if kind not in ("linear", "inverse"):
            raise Refused(f"{row.payload.source} lists {name} as a contract of type {kind!r:.20}.")
        return _Contract(size.decimal(), size.ref(beside=row), inverse=kind == "inverse")
    told = _underlyings(night).get(underlying)
    if told is None or name != f"{underlying}-SWAP" or underlying.endswith("-USD"):
        raise Refused(f"{row.payload.source} sent orders of {name}, whose contract size we do not know.")
    try:
        number = Decimal(str(told))
    except InvalidOperation:
        raise WrongUsage(
            f"The contract size of {underlying} in sources.yaml is {told!r}, which is no number."
        ) from None
    return _Contract(number, f"{number:f}")


def _once(pages: Sequence[Sequence[Order]]) -> list[Order]:
    """All orders, those that stand at the end of one page and the start of the next once. Twins on one page are two."""
    kept: list[Order] = []
    seen: Counter[tuple[object, ...]] = Counter()
    for page in pages:
        here: Counter[tuple[object, ...]] = Counter()
        for order in page:
            key = (order.pair, order.at, order.side, order.usd)
            here[key] += 1
            if here[key] > seen[key]:
                kept.append(order)
        seen |= here
    return kept
