"""How a session of fund flows compares: its streak, its place among all sessions, its week and its month.

Owns which of that is news. Sums and places are given only where every session they speak of is stored.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from brief.history import Streak, previous, rank, rolling_sums, sessions, streak
from brief.models import Figure, Series, day_of
from brief.models.blocks import FundBlock, FundRow, Superlative
from brief.story.ledger import Ledger, stretch
from brief.story.superlatives import newsworthy, side_of

STREAK = 3
"""Two sessions in one direction are no streak."""
YOUNG_FUNDS = 30
LEADER_SHARE = Decimal("0.5")
TOP, SESSIONS_ENOUGH = 10, 60
"""A place among so many largest is told of funds with so many sessions."""
TOP_MONTHS, MONTHS_ENOUGH = 3, 6
MONTH_NEWS_SESSIONS = 3
"""A month is told of in the first sessions of the next."""


def compared(ledger: Ledger, block: FundBlock, series: Series, funds: Sequence[FundRow]) -> FundBlock:
    """The block with what its past proves."""
    net = block.net
    since = newsworthy(ledger, series, day_of(net.as_of), side_of(net.value))
    young = series.since_birth and len(series.points) <= YOUNG_FUNDS
    update: dict[str, object] = {
        "since": since,
        "launched": series.points[0].day if young else None,
        "sessions": len(series.points),
        "best_since_launch": bool(young and since and since.found is None),
        **_place(ledger, block, series),
        **_week(ledger, block, series),
        **_last_month(ledger, block, series),
        **(_fund_extreme(ledger, block, funds) if since is None else {}),
    }
    return _with_streak(ledger, block.model_copy(update=update), series, funds)


def sum_of(ledger: Ledger, name: str, series: Series, first: date, last: date, flow: Figure) -> Figure | None:
    """The sum of every session from `first` to `last`; None where one of them is not stored."""
    due = sessions(series.sessions, first, last)
    points = [point for point in series.points if first <= point.day <= last]
    if not due or [point.day for point in points] != due:
        return None
    ledger.rest_on(series)
    return ledger.derive(
        name,
        sum((point.value for point in points), Decimal(0)),
        "usd",
        last,
        formula=f"sum({stretch(series, due[0], due[-1])})",
        inputs=[*([flow.name] if flow.as_of == last else []), *ledger.inputs(series, due)],
        sources=flow.sources[:1],
    )


def _count(ledger: Ledger, name: str, value: int, formula: str, inputs: Sequence[str], flow: Figure) -> Figure:
    return ledger.derive(
        name, Decimal(value), "count", flow.as_of, formula=formula, inputs=inputs, sources=flow.sources[:1]
    )


def _place(ledger: Ledger, block: FundBlock, series: Series) -> dict[str, object]:
    """The session's place among all since launch, where it is one of the largest of its direction."""
    day, side = day_of(block.net.as_of), side_of(block.net.value)
    placed = rank(series, day, side, None)
    if placed is None or placed.of < SESSIONS_ENOUGH or placed.rank > TOP:
        return {}
    ledger.rest_on(series)
    points, inputs = stretch(series, placed.first, day), ledger.inputs_between(series, placed.first, day)
    name = f"etf.{block.asset}"
    return {
        "rank": _count(ledger, f"{name}.rank", placed.rank, f"rank_{side}({points})", inputs, block.net),
        "of": _count(ledger, f"{name}.sessions", placed.of, f"count({points})", inputs, block.net),
    }


def _week(ledger: Ledger, block: FundBlock, series: Series) -> dict[str, object]:
    """The week that ended with this session, or the one before where this one begins a week."""
    day = day_of(block.net.as_of)
    monday = day - timedelta(days=day.weekday())
    if not _later(series, day, monday + timedelta(days=4)):
        first, last = monday, day
    elif previous(series.sessions, day) < monday:
        first, last = monday - timedelta(days=7), previous(series.sessions, day)
    else:
        return {}
    days = sessions(series.sessions, first, last)
    if len(days) < 2:
        return {}
    week = sum_of(ledger, f"etf.{block.asset}.week", series, days[0], days[-1], block.net)
    return {"week": week, "week_first": days[0], "week_last": days[-1]} if week else {}


def _later(series: Series, day: date, last: date) -> list[date]:
    """The sessions after `day` up to `last`."""
    return [found for found in sessions(series.sessions, day, last) if found > day]


def _last_month(ledger: Ledger, block: FundBlock, series: Series) -> dict[str, object]:
    """The month that has just ended, and its place among all whole months since launch."""
    day = day_of(block.net.as_of)
    begins = day.replace(day=1)
    if len(sessions(series.sessions, begins, day)) > MONTH_NEWS_SESSIONS:
        return {}
    last = begins - timedelta(days=1)
    total = sum_of(ledger, f"etf.{block.asset}.last_month", series, last.replace(day=1), last, block.net)
    if total is None:
        return {}
    found: dict[str, object] = {"month_past": total, "month_day": last}
    sums = _whole_months(series, last)
    side = side_of(total.value)
    place = sum(value <= total.value if side == "lowest" else value >= total.value for value in sums)
    if not series.since_birth or len(sums) < MONTHS_ENOUGH or place > TOP_MONTHS:
        return found
    points = stretch(series, series.points[0].day, previous(series.sessions, begins))
    inputs = ledger.inputs_between(series, series.points[0].day, last)
    name = f"etf.{block.asset}.last_month"
    return found | {
        "month_rank": _count(ledger, f"{name}.rank", place, f"rank_{side}(months({points}))", inputs, block.net),
        "months": _count(ledger, f"{name}.of", len(sums), f"count(months({points}))", inputs, block.net),
    }


def _whole_months(series: Series, last: date) -> list[Decimal]:
    """The sums of the calendar months up to `last`, the launch's own included; none across a missing session."""
    points = [point for point in series.points if point.day <= last]
    if not points or [p.day for p in points] != sessions(series.sessions, points[0].day, last):
        return []
    sums: dict[tuple[int, int], Decimal] = {}
    for point in points:
        month = point.day.year, point.day.month
        sums[month] = sums.get(month, Decimal(0)) + point.value
    return list(sums.values())


def _fund_extreme(ledger: Ledger, block: FundBlock, funds: Sequence[FundRow]) -> dict[str, object]:
    """The largest flow of one fund where it is news by itself, while that of all funds together is none."""
    if not funds or not funds[0].flow.value:
        return {}
    series = ledger.own_series(funds[0].flow)
    since = series and newsworthy(ledger, series, block.session, side_of(funds[0].flow.value))
    return {"fund_extreme": funds[0], "fund_since": since} if since and since.found else {}


def _with_streak(ledger: Ledger, block: FundBlock, series: Series, funds: Sequence[FundRow]) -> FundBlock:
    run = streak(series, block.session)
    if run is None or run.length < STREAK:
        return block
    before = [point.day for point in series.points if point.day < run.first][-1:]
    inputs = [series.name, *ledger.inputs(series, [*before, *run.days])]
    points = stretch(series, (before or [run.first])[0], run.last)
    length = _count(
        ledger, f"etf.{block.asset}.streak", run.length, f"streak({points}); of one sign", inputs, block.net
    )
    total = sum_of(ledger, f"etf.{block.asset}.streak_sum", series, run.first, run.last, block.net)
    sizes = [abs(point.value) for point in series.points if point.day in set(run.days)]
    today = abs(block.net.value)
    alone = sizes.count(today) == 1  # a tie is neither
    place = "smallest" if alone and today == min(sizes) else "largest" if alone and today == max(sizes) else ""
    sums = rolling_sums(series, run.length)
    return block.model_copy(
        update={
            "streak": length,
            "streak_sum": total,
            "streak_place": place,
            "streak_since": _since_launch(newsworthy(ledger, sums, block.session, side_of(run.total)), series),
            "streak_leader": _leader(ledger, funds, run),
            "whole_life": bool(block.launched) and run.length == block.sessions,
        }
    )


def _since_launch(superlative: Superlative | None, series: Series) -> Superlative | None:
    """A series of sums begins later than its funds; a record of it goes back to the launch all the same."""
    return superlative and superlative.model_copy(update={"first": series.points[0].day})


def _leader(ledger: Ledger, funds: Sequence[FundRow], run: Streak) -> FundRow | None:
    """The fund that made at least half of the streak's total, and not more than all of it."""
    for row in funds:
        series = ledger.own_series(row.flow)
        if series is None:
            continue
        values = [point.value for point in series.points if run.first <= point.day <= run.last]
        total = sum(values, Decimal(0))
        if total * run.total <= 0 or not abs(run.total) * LEADER_SHARE <= abs(total) <= abs(run.total):
            continue
        figure = sum_of(ledger, f"{row.flow.name}.streak_sum", series, run.first, run.last, row.flow)
        if figure:
            return FundRow(label=row.label, flow=figure)
    return None
