"""Odds on the Fed's next rate decision from Polymarket: "Fed Decision in July?", one market an outcome.

`GET https://gamma-api.polymarket.com/public-search?q=...`, no key: an object with `events`, each with its `markets`.
The shape of a search was recorded, and a market of this event ("No change", July 2026) in a list of markets; what the
search answers to our question was not. An event is taken by its title, whatever else is found. `groupItemTitle` is the
outcome in words, `endDate` the day of the decision, at midnight. Of several open events the one that ends next is read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._gamma import events, is_open, odds
from brief.sources._json import Place, read_json

SEARCH = "https://gamma-api.polymarket.com/public-search?q=Fed+decision"
TITLE = re.compile(r"Fed decision in [a-z]+( \d{4})?\?", re.IGNORECASE)
DAY = timedelta(days=1)


def requests(night: Night) -> list[Request]:
    """One search."""
    return [Request(url=SEARCH)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """Percents such as `odds.fed_no_change_2026_07`, with `.volume`: one for each open outcome of the next decision."""
    found = [(event, markets) for payload in payloads for event, markets in events(read_json(payload))]
    ends = [event["endDate"].iso() for event, _ in found if _is_decision(event)]
    coming = [end for end in ends if end + DAY > night.at]
    if not coming:
        raise Refused(f'{payloads[0].source} found no open event of the form "Fed Decision in July?".')
    readings: list[Reading] = []
    for event, markets in found:
        if _is_decision(event) and event["endDate"].iso() == min(coming):
            readings += [one for market in markets for one in odds(market, _figure(market, event), min(coming))]
    if not readings:
        raise Refused(f"{payloads[0].source} gives no price for any outcome of the Fed's next decision.")
    names = Counter(reading.figure for reading in readings)
    if twice := [name for name, times in names.items() if times > 1]:
        raise Refused(f"{payloads[0].source} lists two open markets for one outcome, {twice[0]}.")
    return readings


def _is_decision(event: Place) -> bool:
    return bool(TITLE.fullmatch(event["title"].text())) and is_open(event)


def _figure(market: Place, event: Place) -> str:
    outcome = re.sub(r"[^a-z0-9]+", "_", market["groupItemTitle"].text().lower()).strip("_")
    if not outcome or len(outcome) > 40:
        raise Refused(f"{market.payload.source} sent an outcome without a name, at {market.path}.")
    return f"odds.fed_{outcome}_{event['endDate'].iso():%Y_%m}"
