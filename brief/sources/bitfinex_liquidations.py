"""Liquidations on Bitfinex perpetuals over 24 hours. Unproven: from its documentation and stored pushes of 2020.

`GET https://api-pub.bitfinex.com/v2/liquidations/hist?start=MS&end=MS&limit=500&sort=-1`, no key, newest first. Each
item holds rows `["pos", id, ms, null, symbol, amount, base_price, null, is_match, is_market_sold, null,
price_acquired]`. One liquidation is several rows of one id: a trigger (`is_match` 0, mostly without a price acquired)
and its execution (`is_match` 1), sometimes twice. Our rule: one order an id and symbol, its largest execution; without
an execution its largest row with a price acquired; without that its trigger at `base_price`. Nothing is counted twice,
pieces of one position may be counted too low. Only what is quoted in UST is read, as US dollars; the rest is counted
in `skipped`. That a positive amount is a long position is by common account, not by the documentation.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._orders import DAY, Market, Order, readings, since

HIST = "https://api-pub.bitfinex.com/v2/liquidations/hist"
LIMIT = 500
PAGES = 10
COINS = ("btc", "eth", "sol")
"""The coins whose sides are told one by one without `coins` in the entry; the answer is about all pairs at once."""
ID, TIME, SYMBOL, AMOUNT, BASE_PRICE, IS_MATCH, PRICE_ACQUIRED = 1, 2, 4, 5, 6, 8, 11
QUOTE = ":USTF0"


def requests(night: Night) -> list[Request]:
    """The newest rows of the 24 hours."""
    return [Request(url=_url(night, _millis(night.at)))]


def more(payloads: Sequence[Payload], night: Night) -> list[Request]:
    """The next older rows, while an answer is full; `pages` in the entry ends it."""
    rows = _rows(payloads[-1])
    if len(rows) < LIMIT or len(payloads) >= int(night.options.get("pages", PAGES)):
        return []
    oldest = min(int(row[TIME].decimal()) for row in rows)
    newest = max(int(row[TIME].decimal()) for row in rows)
    return [Request(url=_url(night, oldest))] if oldest < newest else []


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`liquidations.bitfinex.long_24h`, `.short_24h`, `.largest`, both sides of some coins and every clock hour, over
    the 24 hours before the night."""
    pages = [_rows(payload) for payload in payloads]
    positions: dict[tuple[str, str], list[Place]] = {}
    for row in (row for page in pages for row in page):
        positions.setdefault((row[SYMBOL].text(), str(row[ID].decimal())), []).append(row)
    orders = [_order(own) for (symbol, _), own in positions.items() if symbol.endswith(QUOTE)]
    skipped = len(positions) - len(orders)
    reach = since(night.at, orders, ended=len(pages[-1]) < LIMIT)
    coins = night.options.get("coins", COINS)
    pairs = dict.fromkeys([f"{name.upper()}-UST" for name in coins] + [order.pair for order in orders])
    top = read_json(payloads[0])
    markets = [Market(pair, top, [order for order in orders if order.pair == pair], reach) for pair in pairs]
    return readings("Bitfinex", markets, night.at, coins=coins, detail={"skipped": str(skipped)})


def _url(night: Night, end: int) -> str:
    return f"{HIST}?start={_millis(night.at - DAY)}&end={end}&limit={LIMIT}&sort=-1"


def _millis(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)


def _rows(payload: Payload) -> list[Place]:
    """All rows of an answer; an error is `["error", code, message]`."""
    answer = read_json(payload)
    if (first := answer.get(0)) is not None and first.value == "error":
        told = Place(payload, {"code": answer[1].value, "message": answer[2].value})
        refuse_error(told, "code", "message", fine=(), busy=("11010",))
    rows = [row for item in answer for row in item]
    for row in rows:
        if row[0].value != "pos":
            raise Refused(f"{payload.source} sent {row[0].value!r:.20} where a position is due, at {row.path}.")
    return rows


def _order(rows: Iterable[Place]) -> Order:
    """The one order that the rows of a position stand for."""
    row = max(rows, key=lambda row: (row[IS_MATCH].value == 1, _has_price(row), abs(row[AMOUNT].decimal())))
    price, name = (PRICE_ACQUIRED, "price_acquired") if _has_price(row) else (BASE_PRICE, "base_price")
    amount = row[AMOUNT].decimal()
    size = "value" if amount > 0 else "(0 - value)"
    return Order(
        at=row[TIME].millis(),
        side="long" if amount > 0 else "short",
        usd=abs(amount) * row[price].decimal(),
        pair=row[SYMBOL].text().removeprefix("t").removesuffix(QUOTE).removesuffix("F0") + "-UST",
        place=row[AMOUNT],
        term=f"|amount| * {name}",
        formula=f"{size} * {row[price].ref()}; the position's amount * its {name}, UST read as US dollars",
    )


def _has_price(row: Place) -> bool:
    price = row.get(PRICE_ACQUIRED)
    return price is not None and not price.is_null
