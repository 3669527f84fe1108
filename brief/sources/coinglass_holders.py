"""How many bitcoin long-term and short-term holders have, by CoinGlass. Written from the documented answers.

`GET https://open-api-v4.coinglass.com/api/index/bitcoin-long-term-holder-supply`, the same with `short`, paid key (the
Startup plan) in the header `CG-API-KEY`; no parameters, every day since 2011, oldest first. `timestamp` in milliseconds
at 00:00 UTC, `long_term_holder_supply` or `short_term_holder_supply` in coin, `price` in dollars (not read). `code` is
the string "0". The documented days of the two add up to all coins there were, so together they are the whole; after how
many days a holder is a long-term one is not documented. Only the last `days` are read. A supply that is null is not
known. Nothing of it may be published but a cited figure.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._prices import optional

INDEX = "https://open-api-v4.coinglass.com/api/index"
KINDS = {"lth": "long", "sth": "short"}
DAYS = 40


def requests(night: Night) -> list[Request]:
    """One call for each kind of holder."""
    return [Request(url=f"{INDEX}/bitcoin-{kind}-term-holder-supply", tag=name) for name, kind in KINDS.items()]


def history(night: Night) -> list[Request]:
    """The same calls: each has every day there is."""
    return requests(night)


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`onchain.btc.lth_supply` and `.sth_supply`, in coin, of the last days, newest first; each answer is known by the
    name of its supply."""
    readings: list[Reading] = []
    for payload in payloads:
        answer = read_json(payload)
        if answer.get("code"):
            refuse_error(answer, "code", "msg", busy=("429",))
        readings += _supplies(answer["data"], night)
    return readings


def _supplies(rows: Place, night: Night) -> list[Reading]:
    name, kind = next(
        ((name, kind) for name, kind in KINDS.items() for row in rows if row.get(f"{kind}_term_holder_supply")),
        ("", ""),
    )
    first = night.since or night.day - timedelta(days=night.options.get("days", DAYS))
    days = dict[date, Place]()
    for row in rows if name else ():
        day, supply = _day(row["timestamp"]), optional(row, f"{kind}_term_holder_supply")
        if supply is None or day < first:
            continue
        if day in days:
            raise Refused(f"{row.payload.source} sent two supplies of {day}, at {row.path}.")
        if supply.decimal() <= 0:
            raise Refused(f"{row.payload.source} sent a supply of {supply.decimal():f}, at {supply.path}.")
        days[day] = supply
    if not days:
        raise Refused(f"{rows.payload.source} sent no holders' supply of the days since {first}.")
    return [days[day].reading(f"onchain.btc.{name}_supply", "coin", day) for day in sorted(days, reverse=True)]


def _day(place: Place) -> date:
    start = place.millis()
    if (start.hour, start.minute, start.second) != (0, 0, 0):
        raise Refused(f"{place.payload.source} sent {place.value!r:.40} where a day is due, at {place.path}.")
    return start.date()
