"""What DefiLlama's daily charts share: a list of points, a day each, of which the last is of the running hour.

As the published code of its server has it, it keeps the first count of a day (UTC) as that day's, so a point says what
there was when its day began: USDC's fall of March 11, 2023 stands under March 12, that of Ethereum on Oct. 10, 2025
under Oct. 11. The newest one stands under today's date, is the count of this hour, and is another number tomorrow: the
day of the night is left out. Days that nobody counted are filled with the value before them, which the answer does not
tell.

`date` is a number of seconds in some charts and a string of them in others. Refuses days that do not ascend, a chart
without one day before the night, and an amount below zero.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

from brief.errors import Refused
from brief.models import Night
from brief.sources._json import Place

DAYS = 400
"""So many of the last days are read, where the entry says nothing else: a year and what a month's change needs."""


def day_points(chart: Place, night: Night, amount: Callable[[Place], Place | None]) -> list[tuple[date, Place]]:
    """The last `days` before the night, newest first, each with the place of its amount; a day without one is left out.

    Where the past is asked for, all days from the first one wanted. `amount` finds it in a point.
    """
    days = [(point["date"].seconds().date(), point) for point in chart]
    whole = [(day, point) for day, point in days if day < night.day]
    for (earlier, _), (later, _) in pairwise(whole):
        if earlier >= later:
            raise Refused(f"{chart.payload.source} sent {later} after {earlier}, where days must ascend.")
    since = night.since
    wanted = [at for at in whole if at[0] >= since] if since else whole[-night.options.get("days", DAYS) :]
    found = [(day, place) for day, point in reversed(wanted) if (place := amount(point)) is not None]
    if not found:
        about = f" of {chart.payload.tag}" if chart.payload.tag else ""
        raise Refused(f"{chart.payload.source} sent a chart{about} without one amount before {night.day}.")
    for _, place in found:
        at_least_nothing(place)
    return found


def at_least_nothing(place: Place) -> Decimal:
    """The amount here, in dollars or coins."""
    number = place.decimal()
    if number < 0:
        raise Refused(f"{place.payload.source} sent {number} where an amount is due, at {place.path}.")
    return number


def refuse_another(newest: Place, listed: Decimal, what: str, apart: Decimal) -> None:
    """Stop where a chart ends far from what the list of the same answer has: charts do not say what they are of.

    `apart` is the share of the listed amount that a day or so may move it by.
    """
    number = newest.decimal()
    if abs(number - listed) > listed * apart:
        raise Refused(
            f"{newest.payload.source} sent a chart of {what} that ends at {number:,.0f}, where its list has "
            f"{listed:,.0f}: it may be of something else."
        )
