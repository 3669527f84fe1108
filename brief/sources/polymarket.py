"""Odds on this month's prices from Polymarket: "What price will Bitcoin hit in February?". Written from recordings.

`GET https://gamma-api.polymarket.com/events/keyset`, no key; `next_cursor` goes back as `after_cursor`, at most 100
events a page. Without `closed=false` only closed markets come. Slugs are irregular, so an event is found by tag and
title. `endDate` is midnight in New York after the month's last day. Refuses to read a closed market, or one that
does not ask for a single price.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._gamma import events, is_open, odds
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
        for event, markets in events(read_json(payload)):
            title = TITLE.fullmatch(event["title"].text())
            if title is None or not is_open(event):
                continue
            ends, coin = event["endDate"].iso(), COINS[title[1]]
            known = found.get(coin)
            if ends <= night.at or (known and known.ends < ends):
                continue
            if known is None or ends < known.ends:
                known = found[coin] = Ladder(coin, ends, {})
            known.markets.update({str(market["id"].value): market for market in markets})
    return [found[coin] for coin in COINS.values() if coin in found]


def _readings(ladder: Ladder) -> list[Reading]:
    # A closed market still says which way its level was asked, so that a name means the same all month.
    asked = [(market, level) for market in ladder.markets.values() if (level := _level(market["question"].text()))]
    ways: dict[str, set[str]] = {}
    for market, level in asked:
        ways.setdefault(level, set()).add(_way(market))
    readings = []
    for market, level in asked:
        name = f"{level}_{_way(market)}" if len(ways[level]) > 1 else level
        readings += odds(market, f"odds.{ladder.coin}_{name}_{ladder.month}", ladder.ends)
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
