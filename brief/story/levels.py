"""Round prices near the market, and the day's range. Owns what a round price is and when one is news.

A level is a multiple of the smallest 1, 2 or 5 with zeros that is at least a twentieth of the price. It always lies on
the side of the price it is said to be on, because it is found from the price. It is news where the price last stood
beyond it a month or more ago.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from brief.models import Figure, Point, Series, day_of
from brief.models.blocks import DayRange, LevelNote, PriceRow, Side
from brief.story.closes import closes, venue_of
from brief.story.ledger import Ledger
from brief.story.superlatives import newsworthy

APART = Decimal("0.05")
"""Levels are at least this share of the price apart."""
NEAR = Decimal(4)
"""A level is approached within so many percent."""
NEWS_SESSIONS = 30
ROWS = 2


def step_of(price: Decimal) -> Decimal:
    """How far levels are apart around a price: 10,000 at 103,849, 0.05 at 0.52."""
    least = price * APART
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least)


def level_notes(ledger: Ledger, rows: Sequence[PriceRow]) -> tuple[LevelNote, ...]:
    """For each of the first assets the level it broke since its last close, else the one it is near, where that is
    news."""
    return tuple(found for row in rows[:ROWS] if (found := _note(ledger, row)))


def _note(ledger: Ledger, row: PriceRow) -> LevelNote | None:
    price, series = row.price, closes(ledger, row.asset)
    if price is None or price.agreement.disagrees or series is None:
        return None
    if series.points[-1].day != day_of(price.as_of) - timedelta(days=1):
        return None
    last, step = series.points[-1].value, step_of(price.value)
    falling = price.value < last
    floor, ceiling = ((price.value / step).to_integral_value(how) * step for how in (ROUND_FLOOR, ROUND_CEILING))
    crossed = ceiling if falling else floor
    if crossed != price.value and (price.value < crossed <= last or last <= crossed < price.value):
        return _told(ledger, row, price, series, crossed, broken=True)
    ahead = floor if falling else ceiling
    if ahead == price.value or abs(ahead / price.value - 1) * 100 > NEAR:
        return None
    return _told(ledger, row, price, series, ahead, broken=False)


def _told(
    ledger: Ledger, row: PriceRow, price: Figure, series: Series, value: Decimal, *, broken: bool
) -> LevelNote | None:
    below = value < price.value
    level = ledger.derive(
        f"prices.{row.asset}.level",
        value.normalize() + 0,
        "usd",
        price.as_of,
        formula=f"level_{'below' if below else 'above'}({price.name}); a multiple of {step_of(price.value):f}",
        inputs=(price.name,),
        sources=price.sources[:1],
    )
    side: Side = "lowest" if below != broken else "highest"
    extremes = ledger.series(series.name.removesuffix("close") + ("low" if side == "lowest" else "high"))
    past = _past(ledger, level, {"traded": extremes, "closed": series}, side)
    if ("traded" if extremes else "closed") not in past:
        return None
    told: dict[str, object] = {}
    for what, (line, found) in past.items():
        told |= {what: ledger.stored(f"{level.name}_{what}", line, found, "usd"), f"{what}_day": found}
    distance = _distance(ledger, level, price, broken=broken)
    note = LevelNote(name=row.name, level=level, below=below, broken=broken, distance=distance, venue=venue_of(series))
    return note.model_copy(update=told)


def _past(
    ledger: Ledger, level: Figure, lines: Mapping[str, Series | None], side: Side
) -> dict[str, tuple[Series, date]]:
    """When the market last stood beyond the level, in each of the series in which that is proven and news."""
    day, past = day_of(level.as_of), dict[str, tuple[Series, date]]()
    for what, line in lines.items():
        if line is None or line.points[-1].day != day - timedelta(days=1):
            continue
        supposed, name = _supposing(line, level), f"{level.name}.{what}_since"
        since = newsworthy(ledger, supposed, day, side, NEWS_SESSIONS, supposed=level.name, name=name)
        if since and since.found:
            past[what] = (line, since.found)
    return past


def _distance(ledger: Ledger, level: Figure, price: Figure, *, broken: bool) -> Figure:
    """How far the price has gone past a level it broke, in percent of the level; else how far it has to go."""
    over, under = (price, level) if broken else (level, price)
    return ledger.derive(
        f"{level.name}_distance",
        abs(over.value / under.value - 1) * 100,
        "percent",
        price.as_of,
        formula=f"abs({over.name} / {under.name} - 1) * 100",
        inputs=(level.name, price.name),
        sources=price.sources[:1],
    )


def _supposing(series: Series, level: Figure) -> Series:
    """The series as if the day had just touched the level."""
    last = series.points[-1]
    point = Point(day=last.day + timedelta(days=1), value=level.value, source=last.source, known=last.known)
    return series.model_copy(update={"points": (*series.points, point)})


def day_ranges(ledger: Ledger, rows: Sequence[PriceRow]) -> tuple[DayRange, ...]:
    """The past 24 hours of the first asset, where a venue gave both ends with their hours."""
    found = []
    for row in rows[:1]:
        high, low = (ledger.figure(f"prices.{row.asset}.binance.hour_{end}") for end in ("high", "low"))
        if high and low:
            full = all(figure.detail.get("complete") == "yes" for figure in (high, low))
            found.append(DayRange(name=row.name, venue="Binance", high=high, low=low, full=full))
    return tuple(found)
