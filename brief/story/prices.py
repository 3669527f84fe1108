"""Prices: a row an asset, how unusual each move is, and what the market as a whole did."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from brief.history import from_high
from brief.models import Figure, Point, Series, day_of
from brief.models.story import PriceBlock, PriceRow, Side, Vendor
from brief.story.ledger import Ledger
from brief.story.superlatives import newsworthy
from brief.style import move_verb

NAMES = {
    "btc": "Bitcoin",
    "eth": "Ethereum",
    "sol": "Solana",
    "bnb": "BNB",
    "xrp": "XRP",
    "doge": "Dogecoin",
    "ada": "Cardano",
    "ton": "Toncoin",
    "link": "Chainlink",
    "avax": "Avalanche",
}
VENUES = {"binance": "Binance", "coinbase": "Coinbase", "kraken": "Kraken"}
"""Where closes and highs are kept, in order of preference."""
VOLATILITY_DAYS = 90
MARKET = 3
"""Two assets are no market."""
STILL = Decimal("0.05")
"""A change that prints as 0.0% is none."""
CLOSE_NEWS_SESSIONS = 30


def name_of(asset: str) -> str:
    return NAMES.get(asset, asset.upper())


def price_block(ledger: Ledger, watch: Iterable[str]) -> PriceBlock | None:
    """The price section, or None where no asset of the watch list has a figure."""
    rows = tuple(row for row in (_row(ledger, asset) for asset in watch) if row)
    caps, cap_change, dominance = _market(ledger)
    if not rows and not caps:
        return None
    moves = [(row, *_bounds(row.change_24h)) for row in rows if row.change_24h]
    fell = [row for row, _, high in moves if high < 0]
    rose = [row for row, low, _ in moves if low > 0]
    return PriceBlock(
        rows=rows,
        moved=len(moves) if len(moves) >= MARKET else 0,
        fell=len(fell),
        rose=len(rose),
        crowd="fell" if len(fell) > len(rose) else "rose" if len(rose) > len(fell) else "split",
        dashes=_has_dashes(rows),
        extreme=_extreme(fell if len(fell) > len(rose) else rose),
        caps=caps,
        cap_change=cap_change,
        dominance=dominance,
    )


def _has_dashes(rows: tuple[PriceRow, ...]) -> bool:
    """A column that no row fills is not printed and leaves no dash."""
    columns = [[row.change_7d for row in rows], [row.from_high for row in rows]]
    always = [cell for row in rows for cell in (row.price, row.change_24h)]
    return not all(always) or any(any(column) and not all(column) for column in columns)


def _bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """The lowest and the highest of what the sources say."""
    low, high = figure.agreement.low, figure.agreement.high
    return (figure.value, figure.value) if low is None or high is None else (low, high)


def _extreme(rows: list[PriceRow]) -> PriceRow | None:
    """The asset that moved most whichever source is right; None where that is open."""
    sizes = [(row, sorted(map(abs, _bounds(row.change_24h)))) for row in rows if row.change_24h]
    for row, (least, most) in sizes:
        if least == most and all(least > others[-1] for other, others in sizes if other is not row):
            return row
    return None


def _row(ledger: Ledger, asset: str) -> PriceRow | None:
    price = ledger.figure(f"prices.{asset}.usd")
    change_24h = ledger.figure(f"prices.{asset}.change_24h")
    change_7d = ledger.figure(f"prices.{asset}.change_7d")
    if not (price or change_24h or change_7d):
        return None
    closes = _closes(ledger, asset)
    verb = _verb(change_24h, closes)
    row = PriceRow(
        asset=asset,
        name=name_of(asset),
        price=price,
        change_24h=change_24h,
        change_7d=change_7d,
        still=_is_still(change_24h, verb),
        verb=verb,
    )
    if price is None:
        return row
    if price.agreement.disagrees:
        return row.model_copy(update={"spread": _spread(ledger, price)})
    return row.model_copy(
        update={
            **_close_since(ledger, asset, price, change_24h, closes),
            **_high(ledger, asset, price),
        }
    )


def _is_still(change: Figure | None, verb: str) -> bool:
    return change is not None and (verb == "little changed" or max(map(abs, _bounds(change))) < STILL)


def _closes(ledger: Ledger, asset: str) -> Series | None:
    """The closes of the venue that is most up to date; the preferred one among equals."""
    stored = [series for venue in VENUES if (series := ledger.series(f"prices.{asset}.{venue}.close"))]
    return max(stored, key=lambda series: series.points[-1].day, default=None)


def _verb(change: Figure | None, closes: Series | None) -> str:
    """The house verb for the move's size, or "" where there is no change or no whole history to judge it by."""
    if change is None or closes is None or len(closes.points) <= VOLATILITY_DAYS:
        return ""
    last = closes.points[-VOLATILITY_DAYS - 1 :]
    whole = last[-1].day - last[0].day == timedelta(days=VOLATILITY_DAYS)
    if not whole or last[-1].day < day_of(change.as_of) - timedelta(days=1):
        return ""
    moves = [(now.value / before.value - 1) * 100 for before, now in pairwise(last)]
    mean = sum(moves, Decimal(0)) / len(moves)
    deviation = (sum(((move - mean) ** 2 for move in moves), Decimal(0)) / (len(moves) - 1)).sqrt()
    return move_verb(change.value / deviation) if deviation else ""


def _spread(ledger: Ledger, price: Figure) -> Figure | None:
    low, high = price.agreement.low, price.agreement.high
    if low is None or high is None or low <= 0:
        return None
    return ledger.derive(
        f"{price.name}.spread",
        (high / low - 1) * 100,
        "percent",
        price.as_of,
        formula="highest / lowest - 1",
        inputs=(price.name,),
        sources=price.sources,
    )


def _high(ledger: Ledger, asset: str, price: Figure) -> dict[str, object]:
    """The dated high of the last year and how far below it the price stands."""
    for venue, venue_name in VENUES.items():
        series = ledger.series(f"prices.{asset}.{venue}.high")
        if series is None or series.points[-1].day < day_of(price.as_of) - timedelta(days=1):
            continue
        found = from_high(series, series.points[-1].day, price.value)
        if found is None or _topped_today(ledger, asset, found.high):
            continue
        high = ledger.stored(f"prices.{asset}.high", series, found.high_day, "usd")
        distance = ledger.derive(
            f"prices.{asset}.from_high",
            found.percent,
            "percent",
            price.as_of,
            formula="price / high - 1, the highest daily high of the last 365 days",
            inputs=(price.name, *high.inputs),
            sources=(*price.sources[:1], *high.sources),
        )
        return {"from_high": distance, "high": high, "high_day": found.high_day, "high_venue": venue_name}
    return {}


def _topped_today(ledger: Ledger, asset: str, high: Decimal) -> bool:
    """Whether any source saw a higher price in the last 24 hours than the stored high, which ends yesterday."""
    names = [f"prices.{asset}.high_24h", *(f"prices.{asset}.{venue}.high_24h" for venue in VENUES)]
    return any(figure.value > high for name in names if (figure := ledger.figure(name)))


def _close_since(
    ledger: Ledger, asset: str, price: Figure, change: Figure | None, closes: Series | None
) -> dict[str, object]:
    """What the price would be as today's close, on a series that reaches yesterday and moved the same way."""
    day = day_of(price.as_of)
    if closes is None or closes.points[-1].day != day - timedelta(days=1):
        return {}
    last = closes.points[-1]
    supposed = (*closes.points, Point(day=day, value=price.value, source=last.source, known=last.known))
    side: Side = "lowest" if price.value < last.value else "highest"
    if change and change.value * (price.value - last.value) < 0:
        return {}
    series = closes.model_copy(update={"points": supposed})
    since = newsworthy(ledger, series, day, side, CLOSE_NEWS_SESSIONS, supposed=price.name)
    if since is None:
        return {}
    return {"close_since": since, "last_close": ledger.stored(f"prices.{asset}.last_close", closes, last.day, "usd")}


def _market(ledger: Ledger) -> tuple[tuple[Vendor, ...], Figure | None, Figure | None]:
    """The whole market by each vendor's own method, with the first vendor's change and bitcoin share."""
    cap = ledger.figure("market.cap")
    if cap is None:
        return (), None, None
    first = Vendor(name=ledger.counted_by(cap.sources[0], cap.name), figure=cap)
    others = ledger.vendors(cap) if cap.agreement.disagrees else ()
    beside = (ledger.figure("market.cap_change_24h"), ledger.figure("market.dominance.btc"))
    change, share = (figure if figure and figure.sources[0] == cap.sources[0] else None for figure in beside)
    return (first, *others), change, share
