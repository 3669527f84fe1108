"""What Polymarket's answers share: events with their markets, and the odds of one question. Written from recordings.

Owns what is open, and the two figures of a question: the price of "Yes" in percent, and what was traded on it.
`outcomes` and `outcomePrices` are JSON strings of arrays of strings; old closed markets have the prices "0","0".
Refuses prices that are none, or that do not add up to one.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from brief.errors import Refused
from brief.models import Reading
from brief.sources._json import Place, read_json, short

SLACK = Decimal("0.05")


def events(answer: Place) -> Iterator[tuple[Place, list[Place]]]:
    """Every event of an answer with its markets: a page, a search, a bare list of either, one event or one market."""
    if (told := answer.get("error")) and not told.is_null:
        raise Refused(f"{answer.payload.source} answered with an error: {short(str(told.value))}.")
    for row in _rows(answer):
        if row.get("question"):
            yield from ((event, [row]) for event in row.get("events") or ())
        elif row.get("title"):
            yield row, list(row.get("markets") or ())


def _rows(answer: Place) -> list[Place]:
    if isinstance(answer.value, list):
        return list(answer)
    if answer.get("question") or answer.get("title"):
        return [answer]
    return list(answer.get("markets") or answer["events"])


def is_open(place: Place) -> bool:
    closed = place.get("closed")
    return closed is not None and closed.value is False


def odds(market: Place, figure: str, ends: datetime) -> list[Reading]:
    """The odds of one open question, and what was traded on it, where that is told; nothing where it has no price."""
    if not is_open(market) or (price := _yes(market)) is None:
        return []
    detail = {"venue": "Polymarket", "question": market["question"].text(), "ends": ends.date().isoformat()}
    spot, as_of = market["outcomePrices"], market.payload.fetched_at
    yes = [name.text() for name in _array(market, "outcomes") or ()].index("Yes")
    how = f'item(value, {yes}) * 100; value is a list of prices, that of "Yes" is its item {yes}, counted from 0'
    readings = [spot.reading(figure, "percent", as_of, value=price * 100, formula=how, detail=detail)]
    if (volume := market.get("volume")) and not volume.is_null:
        readings.append(volume.reading(f"{figure}.volume", "usd", as_of))
    return readings


def _yes(market: Place) -> Decimal | None:
    """The price of "Yes", from 0 to 1; None where the market has no prices or is not a question of yes or no."""
    outcomes, prices = _array(market, "outcomes"), _array(market, "outcomePrices")
    if outcomes is None or prices is None:
        return None
    who, where = market.payload.source, market.path or "/"
    if len(outcomes) != len(prices):
        raise Refused(f"{who} sent {len(prices)} prices for {len(outcomes)} outcomes at {where}.")
    quotes = {name.text(): price.decimal() for name, price in zip(outcomes, prices, strict=True)}
    if any(not 0 <= price <= 1 for price in quotes.values()):
        raise Refused(f"{who} sent a price outside 0 to 1 at {where}.")
    if abs((total := sum(quotes.values(), Decimal(0))) - 1) > SLACK:
        raise Refused(f"{who} sent prices that add up to {total} instead of 1 at {where}.")
    return quotes.get("Yes")


def _array(market: Place, key: str) -> list[Place] | None:
    """The array that stands as JSON text under `key`; its items are placed where the text is, the nearest pointer."""
    text = market.get(key)
    if text is None or text.is_null:
        return None
    inside = market.payload.model_copy(update={"body": text.text().encode("utf-8", "replace")})
    return [Place(market.payload, item.value, text.path) for item in read_json(inside)]
