"""Money markets and the Treasury: overnight rates by their target range, what lies at the Fed, the Treasury's cash.

Owns which range a rate is held against (that of its own day, or none), and what is worth a comparison. Refuses to hold
a rate against the range of another day, and to compare what an earlier edition gave.
"""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from brief.history import differences
from brief.models import Figure, Series, day_of
from brief.models.blocks import Superlative
from brief.models.blocks.money import AmountLine, CashLine, MoneyBlock, Place, RateLine, TargetRange
from brief.models.counted import Count
from brief.story.counts import count_lines
from brief.story.ledger import Ledger
from brief.story.superlatives import newsworthy, side_of

LONGEST_REST = timedelta(days=6)
"""Money markets rest no longer; an older observation is no base for the next."""
JUMP = Decimal("0.05")
"""A rate that moved by less, in points, is not compared with other moves."""
MONTHS = 3
NEAR = timedelta(days=4)
"""How far from the day three months ago its balance may lie: over a long weekend, or to the next weekly average."""
WEEKS = 20
"""Of weekly averages, a high must be as old to be news."""


def money_block(ledger: Ledger, counts: tuple[Count, ...]) -> MoneyBlock | None:
    """The section, or None where nothing was observed and nothing is counted."""
    block = MoneyBlock(
        sofr=_rate(ledger, "sofr"),
        funds=_rate(ledger, "effr"),
        reverse=_amount(ledger, "macro.reverse_repo"),
        standing=_amount(ledger, "macro.standing_repo"),
        cash=_cash(ledger),
        counts=count_lines(ledger, counts),
    )
    return block if block != MoneyBlock() else None


def _rate(ledger: Ledger, name: str) -> RateLine | None:
    value = ledger.figure(f"macro.{name}")
    if value is None:
        return None
    line = RateLine(value=value)
    if ledger.is_carried(value):
        return line
    found: dict[str, object] = {"volume": _of_day(ledger, f"macro.{name}_volume", day_of(value.as_of))}
    if span := _range(ledger, day_of(value.as_of)):
        found |= {"range": span, **_by_range(ledger, value, span)}
    series = ledger.own_series(value)
    if series and (change := _change(ledger, value, series)):
        found |= {"change": change, "jump": _jump(ledger, series, change)}
    return line.model_copy(update=found)


def _of_day(ledger: Ledger, name: str, day: date) -> Figure | None:
    """A figure of the night, where it is of that very day."""
    figure = ledger.figure(name)
    return figure if figure and day_of(figure.as_of) == day and not ledger.is_carried(figure) else None


def _range(ledger: Ledger, day: date) -> TargetRange | None:
    """The target range of a day; where tonight's is already another day's, that of our series."""
    low, high = (_bound(ledger, f"macro.target_{side}", day) for side in ("low", "high"))
    return TargetRange(low=low, high=high) if low and high and low.value <= high.value else None


def _bound(ledger: Ledger, name: str, day: date) -> Figure | None:
    if figure := _of_day(ledger, name, day):
        return figure
    series = ledger.series(name)
    return ledger.stored(f"{name}.then", series, day, "percent") if series and series.on(day) else None


class _Lies(NamedTuple):
    place: Place
    more: Figure
    less: Figure


def _by_range(ledger: Ledger, value: Figure, span: TargetRange) -> dict[str, object]:
    """Where the rate lies by the range, and how far from the bound that is named."""
    if value.value > span.high.value:
        lies = _Lies("above the top", value, span.high)
    elif value.value < span.low.value:
        lies = _Lies("below the bottom", span.low, value)
    elif value.value == span.high.value:
        return {"place": "at the top"}
    else:
        lies = _Lies("below the top", span.high, value)
    bound = span.low if lies.place == "below the bottom" else span.high
    gap = ledger.derive(
        f"{value.name}.gap",
        lies.more.value - lies.less.value,
        "points",
        value.as_of,
        formula=f"{lies.more.name} - {lies.less.name}",
        inputs=[value.name, bound.name],
        sources=[*value.sources[:1], *bound.sources[:1]],
    )
    return {"place": lies.place, "gap": gap}


def _change(ledger: Ledger, value: Figure, series: Series) -> Figure | None:
    """From the observation before, where the two lie a rest apart at the most."""
    day, earlier = day_of(value.as_of), series.points[-2:-1]
    if not earlier or day - earlier[0].day > LONGEST_REST:
        return None
    return ledger.difference(f"{value.name}.change", value, series, earlier[0].day, "points")


def _jump(ledger: Ledger, series: Series, change: Figure) -> Superlative | None:
    moves, day = differences(series), day_of(change.as_of)
    if abs(change.value) < JUMP or not moves.points or moves.points[-1].day != day:
        return None
    return newsworthy(ledger, moves, day, side_of(change.value))


def _amount(ledger: Ledger, name: str) -> AmountLine | None:
    """What was lent or taken on a day, and on the business day before."""
    value = ledger.figure(name)
    if value is None:
        return None
    series = ledger.own_series(value)
    if series is None:
        return AmountLine(value=value)
    day, earlier = day_of(value.as_of), series.points[-2:-1]
    near = earlier and day - earlier[0].day <= LONGEST_REST
    before = ledger.stored(f"{name}.before", series, earlier[0].day, "usd") if near else None
    return AmountLine(value=value, before=before, since=_most(ledger, series, value))


def _most(ledger: Ledger, series: Series, value: Figure) -> Superlative | None:
    """Since when there was no more, where that is news; of nothing there is no most."""
    return newsworthy(ledger, series, day_of(value.as_of), "highest") if value.value > 0 else None


def _cash(ledger: Ledger) -> CashLine | None:
    """The balance of a day; where nobody gave one tonight, the week's average."""
    tonight = [figure for name in ("macro.tga", "macro.tga_week") if (figure := ledger.figure(name))]
    given = [figure for figure in tonight if not ledger.is_carried(figure)] or tonight
    if not given:
        return None
    value = given[0]
    line = CashLine(value=value, weekly=value.name == "macro.tga_week")
    series = ledger.own_series(value)
    if series is None:
        return line
    found: dict[str, object] = {"since": newsworthy(ledger, series, day_of(value.as_of), "highest", WEEKS)}
    due = _months_before(day_of(value.as_of), MONTHS)
    base = min(series.points, key=lambda point: (abs(point.day - due), point.day))
    if abs(base.day - due) <= NEAR:
        change = ledger.difference(f"{value.name}.quarter", value, series, base.day, "usd")
        found |= {"base": base.day, "change": change}
    return line.model_copy(update=found)


def _months_before(day: date, months: int) -> date:
    """The same day so many months before; where that month is shorter, its last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
