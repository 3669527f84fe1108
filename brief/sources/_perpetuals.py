"""Perpetual swaps, in units in which all venues can be compared: funding in percent per 8 hours, open interest in coin.

Owns the names and units of `derivatives.ASSET.*.VENUE`. Refuses a funding interval that no venue has, and an open
interest that is none: zero of a listed contract is a hole in the answer, not a market without a position.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from brief.errors import Refused
from brief.models import Reading, Unit
from brief.sources._json import Place

EIGHT = Decimal(8)
INTERVALS = frozenset(map(Decimal, (1, 2, 4, 8, 24)))
"""The hours between two fundings that venues use."""
HIGHEST = Decimal("0.1")
"""No venue lets a position pay a tenth of itself at once."""


USDT_PAIR = re.compile(r"([A-Z0-9]+)USDT", re.ASCII)


def asset_asked(name: Place, assets: Mapping[str, str], spelling: re.Pattern[str]) -> str:
    """Our symbol of the contract that an answer names. Refuses another one than its request asked for.

    `assets` maps our symbols to the venue's names. An answer without a tag, or an entry without `assets`, is taken by
    what it says of itself: the first group of `spelling` is the coin.
    """
    contract, tag = name.text(), name.payload.tag.partition(":")[0]
    if tag and assets:
        found = tag if assets.get(tag) == contract else None
    elif assets:
        found = next((asset for asset, asked in assets.items() if asked == contract), None)
    else:
        own = spelling.fullmatch(contract)
        found = own[1].lower() if own else None
    if found is None:
        raise Refused(f"{name.payload.source} answered about {contract:.40}, which was not asked, at {name.path}.")
    return found


def funding(
    rate: Place,
    asset: str,
    venue: str,
    as_of: datetime,
    *,
    hours: Decimal,
    fraction: Decimal | None = None,
    how: str = "value",
    detail: Mapping[str, str] | None = None,
) -> Reading:
    """`derivatives.ASSET.funding.VENUE`: what longs pay shorts, in percent of the position per 8 hours.

    `fraction` is the rate per `hours`, which follows by the formula `how` where it is not the number here itself.
    """
    if hours not in INTERVALS:
        raise Refused(f"{rate.payload.source} sent a funding interval of {hours:f} hours, at {rate.path}.")
    per_interval = rate.decimal() if fraction is None else fraction
    if abs(per_interval) > HIGHEST:
        raise Refused(f"{rate.payload.source} sent a funding rate of {per_interval:.4f}, at {rate.path}.")
    return rate.reading(
        f"derivatives.{asset}.funding.{venue.lower()}",
        "percent",
        as_of,
        value=per_interval * 100 * EIGHT / hours,
        formula=f"{how} * 100 * 8 / {hours.normalize():f}; percent per 8 hours",
        detail={"venue": venue, "hours": f"{hours.normalize():f}", **(detail or {})},
    )


def open_interest(
    amount: Place,
    asset: str,
    venue: str,
    as_of: datetime,
    *,
    what: str = "oi",
    unit: Unit = "coin",
    value: Decimal | None = None,
    how: str = "value",
    detail: Mapping[str, str] | None = None,
) -> Reading:
    """`derivatives.ASSET.WHAT.VENUE`, one side of the contracts counted: `oi` in coin, `oi_usd` in US dollars,
    `oi_before` in coin a day earlier. `value` follows from the number here by the formula `how`."""
    number = amount.decimal() if value is None else value
    if number <= 0:
        raise Refused(f"{amount.payload.source} sent an open interest of {number:f}, at {amount.path}.")
    return amount.reading(
        f"derivatives.{asset}.{what}.{venue.lower()}",
        unit,
        as_of,
        value=number,
        formula="" if how == "value" else how,
        detail={"venue": venue, **(detail or {})},
    )
