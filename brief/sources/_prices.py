"""What the price sources share: the watch list, errors told in words, and what counts as an amount.

Refuses to turn nothing into zero: an absent, null or zero amount gives no reading, because venues send 0 for "nothing
traded" and "not known" (Kraken's AIR/USD) and no watched coin is worth nothing.
"""

import re
from decimal import Decimal

from brief.errors import Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources._json import Place

_BUSY = ("rate limit", "too many requests", "eservice:unavailable", "eservice:busy")
_LEAST, _MOST = Decimal("1e-15"), Decimal("1e18")
_SYMBOL = re.compile(r"[a-z0-9]+")


def watched(night: Night) -> dict[str, str]:
    """Our symbol -> the vendor's name, as `assets` in the entry lists them; empty where it lists none."""
    assets = night.options.get("assets", {})
    if not isinstance(assets, dict) or not all(isinstance(text, str) for pair in assets.items() for text in pair):
        raise WrongUsage("`assets:` in sources.yaml must map our symbols to the vendor's names, like btc: bitcoin.")
    return assets


def to_ask(night: Night) -> dict[str, str]:
    """The watch list, where there is nothing to ask without one."""
    if not (assets := watched(night)):
        raise WrongUsage("`assets:` in sources.yaml names no asset; list at least one, or turn the source off.")
    return assets


def own_symbol(place: Place) -> str | None:
    """The vendor's symbol as one of ours; None where it cannot be a part of a figure's name."""
    symbol = place.text().lower()
    return symbol if _SYMBOL.fullmatch(symbol) else None


def refuse_told(place: Place | None) -> None:
    """Stop at an error told in words, or at a list of them; words that ask for patience are `Unreachable`."""
    if place is None or not place.value:
        return
    told = "; ".join(map(str, place.value)) if isinstance(place.value, list) else str(place.value)
    words = " ".join(told.split())[:160].rstrip(".")
    payload = place.payload
    about = f" about {payload.tag}" if payload.tag else ""
    kind = Unreachable if any(mark in words.lower() for mark in _BUSY) else Refused
    raise kind(f"{payload.source} answered with an error{about}: {words}.")


def optional(row: Place, key: str) -> Place | None:
    """The spot below, or None where it is absent or null."""
    found = row.get(key)
    return None if found is None or found.is_null else found


def is_amount(place: Place) -> bool:
    """Whether a price or a cap stands here. Zero is none; what no asset was ever worth is refused."""
    number = place.decimal()
    if number and not _LEAST < number < _MOST:
        raise Refused(f"{place.payload.source} sent {number:.6g} where a price or a cap is due, at {place.path}.")
    return bool(number)


def due_amount(place: Place) -> Place:
    """The spot, where an answer is worth nothing without its price or cap."""
    if not is_amount(place):
        raise Refused(f"{place.payload.source} sent 0 where a price or a cap is due, at {place.path}.")
    return place


def not_empty(readings: list[Reading], payload: Payload) -> list[Reading]:
    """The readings, or `Refused` where the whole answer held none."""
    if not readings:
        raise Refused(f"{payload.source} sent an answer without one price of a watched coin.")
    return readings
