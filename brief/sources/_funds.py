"""What the sources of fund flows share: which asset, which tickers, and when a session's flows are final.

Refuses half-filled sessions: their total is a partial sum that looks like a small flow.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload
from brief.sources._due import EASTERN

NAMES = {"btc": "bitcoin", "eth": "ethereum", "sol": "solana"}
_FLAGSHIPS = {"IBIT": "btc", "ETHA": "eth", "BSOL": "sol"}
_CLOSE = time(16)
_TICKER = re.compile(r"[A-Z][A-Z0-9]{1,7}", re.ASCII)


def wanted_asset(night: Night) -> str:
    """The asset the entry asks about; an entry that does not say it cannot be asked."""
    asset = night.options.get("asset", "")
    if not re.fullmatch(r"[a-z0-9]{2,10}", str(asset), re.ASCII):
        raise WrongUsage("The entry of a fund-flow source needs options: {asset: btc} in sources.yaml.")
    return str(asset)


def asset_of(night: Night, payload: Payload, tickers: Iterable[str], told: str = "") -> str:
    """The asset the flows are of: what the answer itself shows (`told`, or a fund we know), else what the entry says.

    An answer about another asset than the entry's is `Refused`: its flows would be printed under a wrong name.
    """
    shown = told or next((_FLAGSHIPS[ticker] for ticker in tickers if ticker in _FLAGSHIPS), "")
    wanted = str(night.options.get("asset", "")) or shown
    if not wanted:
        raise Refused(f"{payload.source} does not show which asset its flows are of; add options: {{asset: ...}}.")
    if shown and shown != wanted:
        raise Refused(f"{payload.source} answered with {shown} flows where {wanted} flows are due.")
    return wanted


def is_over(session: date, at: datetime) -> bool:
    """Whether New York had closed: until then nobody can know what flowed."""
    return datetime.combine(session, _CLOSE, EASTERN) <= at


def is_ticker(text: str) -> bool:
    return _TICKER.fullmatch(text) is not None


def ticker(payload: Payload, text: str, path: str) -> str:
    """`text` as a fund's ticker; anything else is `Refused`, since it becomes part of a figure's name."""
    if not is_ticker(text):
        raise Refused(f"{payload.source} has {text!r:.40} where a fund's ticker is due, at {path}.")
    return text


def final_days(reported: Mapping[date, set[str]]) -> list[date]:
    """The days whose flows are complete, oldest first, from which funds reported on each.

    A fund that reported on an earlier day and not on this one has not reported yet, so the day is open. A fund that
    never reported up to this day is not launched. A day on which nobody reported is a holiday, or has not begun.
    """
    launched: set[str] = set()
    final = []
    for day in sorted(reported):
        if reported[day] and launched <= reported[day]:
            final.append(day)
        launched |= reported[day]
    return final
