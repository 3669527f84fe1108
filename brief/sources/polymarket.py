"""Odds on this month's prices from Polymarket: "What price will Bitcoin hit in February?". Written from recordings.

`GET https://gamma-api.polymarket.com/events/keyset`, no key; `next_cursor` goes back as `after_cursor`, at most 100
events a page. Without `closed=false` only closed markets come. Slugs are irregular, so an event is found by tag and
title. `outcomes` and `outcomePrices` are JSON strings of arrays of strings; old closed markets have the prices
"0","0". `endDate` is midnight in New York after the month's last day. Refuses to read a closed market, or one that
does not ask for a single price.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json

# By volume, because the tag also holds hundreds of five-minute events and the monthly ones are among the largest.
LIST = (
    "https://gamma-api.polymarket.com/events/keyset"
    "?tag_slug=crypto-prices&closed=false&limit=100&order=volume24hr&ascending=false"
)
PAGES = 5
COINS = {"Bitcoin": "btc", "Ethereum": "eth", "Solana": "sol"}
# A month is a word: "in 2026?" is the yearly event.
TITLE = re.compile(r"What price will (Bitcoin|Ethereum|Solana) hit in ([A-Z][a-z]+)( \d{4})?\?")
AMOUNT = re.compile(
    r"\$([0-9][0-9,]{0,14}(?:\.[0-9]{1,3})?)(?![0-9.,]*[0-9])\s?(k|m|thousand|million)?\b", re.IGNORECASE
)
SCALE = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
DIP = re.compile(r"\b(dip|drop|fall)\b", re.IGNORECASE)
SLACK = Decimal("0.05")


class Ladder(NamedTuple):
    """One coin's event of one month, with its markets by id."""

    coin: str
    ends: datetime
    markets: dict[str, Place]

    @property
    def month(self) -> str:
        return (self.ends - timedelta(days=1)).strftime("%Y_%m")


def requests(night: Night) -> list[Request]:
    """The first page of the open crypto price events, the largest by the day's volume first."""
    return [Request(url=LIST)]


def more(payloads: Sequence[Payload], night: Night) -> list[Request]:
    """The next page, until each coin's event of this month is found; `pages` in the entry says how many at most."""
    cursor = read_json(payloads[-1]).get("next_cursor")
    if cursor is None or cursor.is_null or len(payloads) >= night.options.get("pages", PAGES):
        return []
    this_month = [ladder for ladder in _nearest(payloads, night) if ladder.month == night.at.strftime("%Y_%m")]
    if len(this_month) == len(COINS):
        return []
    return [Request(url=f"{LIST}&after_cursor={quote(cursor.text(), safe='')}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """Percents such as `odds.btc_150k_2026_02`: one for each open market of each coin's next event to end."""
    ladders = _nearest(payloads, night)
    source = payloads[0].source
    if not ladders:
        raise Refused(f'{source} lists no open event of the form "What price will Bitcoin hit in February?".')
    readings = [reading for ladder in ladders for reading in _readings(ladder)]
    if not readings:
        raise Refused(f"{source} gives no price for any open market of this month's price events.")
    names = Counter(reading.figure for reading in readings)
    if twice := [name for name, times in names.items() if times > 1]:
        raise Refused(f"{source} lists two open markets for one question, {twice[0]}.")
    return readings


def _nearest(payloads: Sequence[Payload], night: Night) -> list[Ladder]:
    """For each coin the open event that ends next, whichever pages its markets came on."""
    found: dict[str, Ladder] = {}
    for payload in payloads:
        for event, markets in _events(read_json(payload)):
            title = TITLE.fullmatch(event["title"].text())
            if title is None or not _is_open(event):
                continue
            ends, coin = event["endDate"].iso(), COINS[title[1]]
            known = found.get(coin)
            if ends <= night.at or (known and known.ends < ends):
                continue
            if known is None or ends < known.ends:
                known = found[coin] = Ladder(coin, ends, {})
            known.markets.update({str(market["id"].value): market for market in markets})
    return [found[coin] for coin in COINS.values() if coin in found]


def _events(answer: Place) -> Iterator[tuple[Place, list[Place]]]:
    """Every event of an answer with its markets: a page, a search, a bare list of either, one event or one market."""
    if (told := answer.get("error")) and not told.is_null:
        raise Refused(f"{answer.payload.source} answered with an error: {str(told.value)[:160]}.")
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


def _is_open(place: Place) -> bool:
    closed = place.get("closed")
    return closed is not None and closed.value is False


def _readings(ladder: Ladder) -> list[Reading]:
    # A closed market still says which way its level was asked, so that a name means the same all month.
    asked = [(market, level) for market in ladder.markets.values() if (level := _level(market["question"].text()))]
    ways: dict[str, set[str]] = {}
    for market, level in asked:
        ways.setdefault(level, set()).add(_way(market))
    readings = []
    for market, level in asked:
        price = _yes(market) if _is_open(market) else None
        if price is not None:
            name = f"{level}_{_way(market)}" if len(ways[level]) > 1 else level
            readings += _market(market, price, f"odds.{ladder.coin}_{name}_{ladder.month}", ladder.ends)
    return readings


def _market(market: Place, price: Decimal, figure: str, ends: datetime) -> list[Reading]:
    """The odds of one question, and what was traded on it, where that is told."""
    detail = {"venue": "Polymarket", "question": market["question"].text(), "ends": ends.date().isoformat()}
    spot, as_of = market["outcomePrices"], market.payload.fetched_at
    yes = [name.text() for name in _array(market, "outcomes") or ()].index("Yes")
    how = f'item(value, {yes}) * 100; value is a list of prices, that of "Yes" is its item {yes}, counted from 0'
    readings = [spot.reading(figure, "percent", as_of, value=price * 100, formula=how, detail=detail)]
    if (volume := market.get("volume")) and not volume.is_null:
        readings.append(volume.reading(f"{figure}.volume", "usd", as_of))
    return readings


def _level(question: str) -> str:
    """The one price a question asks about: `150k`, `1m`, `3500`; empty where there is none, or several."""
    amounts = AMOUNT.findall(question)
    if len(amounts) != 1:
        return ""
    digits, unit = amounts[0]
    dollars = Decimal(digits.replace(",", "")) * SCALE[unit.lower()]
    if dollars != int(dollars) or not dollars:
        return ""
    whole = int(dollars)
    for size, letter in ((1_000_000, "m"), (1_000, "k")):
        if whole % size == 0:
            return f"{whole // size}{letter}"
    return str(whole)


def _way(market: Place) -> str:
    return "dip" if DIP.search(market["question"].text()) else "reach"


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
