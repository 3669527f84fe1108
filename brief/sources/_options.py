"""Options on one asset: their names, their deltas, and what a board of open positions says. Pure arithmetic.

Owns the parsing of names like `BTC-25SEP26-79000-C`, the choice among expiries, the Black-76 delta, the weights of a
25-delta point, and max pain. Refuses a name that is no option's, and a 25-delta point that its neighbours do not hold
between them: nothing is extrapolated. All of it is in Decimals but `_normal_d1`, which says why.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import NormalDist
from typing import NamedTuple

from brief.errors import Refused
from brief.sources._json import Place

QUARTER = Decimal("0.25")
WIDEST = Decimal("0.2")
"""Neighbours whose deltas lie further apart hold nothing between them: strikes are missing there."""
YEAR = Decimal(365)
EXPIRES = 8
"""The hour, UTC, at which options expire and are settled."""
_NAME = re.compile(r"([A-Z]+)-([1-9]\d?)([A-Z]{3})(\d\d)-([1-9]\d{0,8})-([CP])")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_AS_FINE_AS_A_FLOAT = Decimal("1e-15")


class Option(NamedTuple):
    """What an option's name says: a call or a put, on what, until when, at which price in US dollars."""

    asset: str
    expiry: datetime
    strike: Decimal
    is_call: bool


def read_name(place: Place) -> Option:
    """The option whose name stands here."""
    name = place.text()
    found = _NAME.fullmatch(name)
    if found is None or found[3] not in _MONTHS:
        raise Refused(f"{place.payload.source} sent {name!r:.40} where an option's name is due, at {place.path}.")
    day, month, year = int(found[2]), _MONTHS.index(found[3]) + 1, 2000 + int(found[4])
    try:
        expiry = datetime(year, month, day, EXPIRES, tzinfo=UTC)
    except ValueError:
        raise Refused(
            f"{place.payload.source} sent an option that expires on no day, {name:.40}, at {place.path}."
        ) from None
    return Option(found[1], expiry, Decimal(found[5]), found[6] == "C")


def is_last_friday(expiry: datetime) -> bool:
    """Whether a day is the last Friday of its month, on which monthly and quarterly contracts end."""
    return expiry.weekday() == 4 and (expiry + timedelta(days=7)).month != expiry.month


def nearest_expiry(
    expiries: Iterable[datetime], at: datetime, *, days: int, within: tuple[int, int]
) -> datetime | None:
    """The expiry nearest to so many days from `at`, among those `within` the days given; the earlier of equals."""
    least, most = (timedelta(days=limit) for limit in within)
    found = (expiry for expiry in expiries if least <= expiry - at <= most)
    return min(found, key=lambda expiry: (abs(expiry - at - timedelta(days=days)), expiry), default=None)


def first_large_expiry(
    interest: Mapping[datetime, Decimal], at: datetime, *, days: int, share: Decimal
) -> datetime | None:
    """The first expiry of the next days that has at least this share of all open interest."""
    due = share * sum(interest.values(), Decimal(0))
    soon = (expiry for expiry in sorted(interest) if at < expiry <= at + timedelta(days=days))
    return next((expiry for expiry in soon if interest[expiry] >= due and interest[expiry] > 0), None)


def delta(option: Option, *, forward: Decimal, iv: Decimal, at: datetime) -> Decimal:
    """The forward delta by Black-76, not discounted: N(d1) of a call, N(d1) - 1 of a put.

    `iv` is in percent a year, `forward` the price of a future of the same expiry.
    """
    days = Decimal((option.expiry - at) // timedelta(microseconds=1)) / Decimal(86_400_000_000)
    of_call = _normal_d1(forward / option.strike, iv / 100, days / YEAR)
    return of_call if option.is_call else of_call - 1


def _normal_d1(moneyness: Decimal, sigma: Decimal, years: Decimal) -> Decimal:
    """N(d1), d1 = ln(F / K) / (sigma sqrt t) + (sigma sqrt t) / 2. The one place that is computed in floats: a normal
    distribution has no exact decimals, and no delta is quoted to the fifteenth digit."""
    deviation = float(sigma) * math.sqrt(float(years))
    return Decimal(repr(NormalDist().cdf(math.log(float(moneyness)) / deviation + deviation / 2)))


class Quote(NamedTuple):
    """One option out of the money: its delta without sign, and the place of its implied volatility."""

    delta: Decimal
    iv: Place


def quarter_delta(wing: Sequence[Quote]) -> tuple[tuple[Decimal, Quote], ...]:
    """The two neighbours that hold the 25-delta point between them, each with its weight; empty where none do.

    `wing` is one side of the board from the money outwards. The weights are those of a straight line in delta; their
    sum is one.
    """
    for near, far in pairwise(wing):
        if near.delta >= QUARTER > far.delta:
            if near.delta - far.delta > WIDEST:
                return ()
            weight = ((QUARTER - far.delta) / (near.delta - far.delta)).quantize(_AS_FINE_AS_A_FLOAT)
            return (weight, near), (1 - weight, far)
    return ()


def max_pain(interest: Mapping[Option, Decimal]) -> Decimal:
    """The listed strike at which a settlement would pay the holders of these options least, in US dollars; the lowest
    of equals."""
    strikes = sorted({option.strike for option in interest})
    return min(strikes, key=lambda price: (paid_out(interest, price), price))


def paid_out(interest: Mapping[Option, Decimal], price: Decimal) -> Decimal:
    """What a settlement at `price` pays the holders, in US dollars."""
    worth = (
        amount * max(Decimal(0), price - option.strike if option.is_call else option.strike - price)
        for option, amount in interest.items()
    )
    return sum(worth, Decimal(0))
