"""Fund flows over stretches of sessions: against the stored series, and the longer stretch against the shorter one.

Owns which sessions a window means. Refuses a verdict where the series has a hole, ends too early, or nothing says which
sessions are meant. Vendors differ by a few percent: only more than that is wrong, but truncating is always.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import ToldFlow, told_flows
from brief.history import calendar
from brief.models import Point, Series
from brief.prose import spans, subjects
from brief.prose.windows import Window
from brief.style import full_day, money

VENDORS_DIFFER = Decimal("0.03")
CLOSE = Decimal("0.1")
"""Up to here off, somebody else may count so: worth a look, not a failure."""
STALE = timedelta(days=4)
"""A series that ends longer before the text says nothing of "the last four sessions"."""
LONGEST_RUN = 15


class Stretch(NamedTuple):
    """The points of the sessions that a window means, oldest first, and their sum."""

    points: tuple[Point, ...]

    @property
    def total(self) -> Decimal:
        return sum((point.value for point in self.points), Decimal(0))

    @property
    def told(self) -> str:
        first, last = self.points[0].day, self.points[-1].day
        if first == last:
            return f"on {full_day(last)}"
        return f"in the {len(self.points)} sessions {full_day(first)} to {full_day(last)}"


def flow_window(case: Case) -> Iterator[Found]:
    """A fund flow over a day or so many sessions is not what the stored series sums to.

    Example: "six-day cumulative: $500 million", where six sessions sum to −$119.6 million, four to −$499.5 million.
    """
    if case.day is None:
        return
    for told in told_flows(case):
        series = case.evidence.series.get(subjects.series_of(told.flow.subject))
        if series is None or not series.points:
            continue
        stretch = stretch_of(told, series, case.day)
        if stretch and (found := _departs(told, stretch, series)):
            yield found


def stretch_of(told: ToldFlow, series: Series, edition: date) -> Stretch | None:
    """The sessions a flow is told of, all of them in the series; None where that is not sure."""
    named = [window.days(edition) for window in told.flow.when if window.first]
    dated = next((ends for ends in named if ends), None)
    if dated:
        return _between(series, *dated)
    run = next((window for window in told.flow.when if window.kind == "run"), None)
    if run:
        return _run(series, _anchor(told, series, edition), run.sessions)
    week = next((window for window in told.flow.when if window.kind == "week"), None)
    return _week(series, week, edition) if week else None


def _between(series: Series, first: date, last: date) -> Stretch | None:
    if first < series.points[0].day or last > series.points[-1].day:
        return None
    due = calendar.sessions(series.sessions, first, last)
    points = tuple(point for day in due if (point := series.on(day)))
    return Stretch(points) if due and len(points) == len(due) else None


def _anchor(told: ToldFlow, series: Series, edition: date) -> date | None:
    """The session a run ends with: the last day its sentence names, else the series' last."""
    from_words = [ends[1] for window in told.windows if window.first and (ends := window.days(edition))]
    anchor = max((day for day in from_words if series.on(day)), default=series.points[-1].day)
    return anchor if edition - anchor <= STALE else None


def _run(series: Series, anchor: date | None, count: int) -> Stretch | None:
    position = None if anchor is None else series.position(anchor)
    if position is None or anchor is None or position + 1 < count:
        return None
    first = calendar.back(series.sessions, anchor, count - 1)
    return _between(series, first, anchor)


def _week(series: Series, week: Window, edition: date) -> Stretch | None:
    """The week before the edition's, Monday to Friday; "this week" and "the whole week" may be any."""
    if week.which != "last":
        return None
    monday = edition - timedelta(days=edition.weekday() + 7)
    return _between(series, monday, monday + timedelta(days=4))


def _departs(told: ToldFlow, stretch: Stretch, series: Series) -> Found | None:
    number, total = told.flow.number, stretch.total
    same_way = told.flow.out == (total < 0) and bool(total)
    if same_way and spans.prints(number, total):
        return None
    off = abs(abs(number.value) - abs(total)) / max(abs(number.value), abs(total)) if same_way else Decimal(1)
    truncated = same_way and abs(total) // number.step * number.step == abs(number.value)
    if off <= VENDORS_DIFFER and not truncated:
        return None
    says = f"{subjects.name_of(told.flow.subject)} {'lost' if total < 0 else 'took in'} {money(total)} {stretch.told}"
    way = "cut off instead of rounded" if truncated else "not what the series has"
    hint = "" if truncated else _hint(told, stretch, series)
    return Found(
        line=told.sentence.line,
        sentence=told.sentence.text,
        figure=series.name,
        severity="warn" if off <= CLOSE else "fail",
        message=f"{number.text} is {way}: {says} ({series.points[-1].source}).{hint}",
        fix="Write the series' sum, rounded half up, with its sessions; or name the vendor who counts differently.",
    )


def _hint(told: ToldFlow, stretch: Stretch, series: Series) -> str:
    """Which other sessions near by have that number."""
    printed = spans.of(told.flow.number)
    for other in _others(stretch, series):
        same_way = told.flow.out == (other.total < 0)
        if same_way and printed.meets(spans.exactly(other.total)):
            return f" It is what flowed {other.told}."
    return ""


def _others(stretch: Stretch, series: Series) -> Iterator[Stretch]:
    """Stretches moved by up to three sessions, then runs of another length with the same end."""
    start, end = (series.position(stretch.points[i].day) or 0 for i in (0, -1))
    for by in (-1, 1, -2, 2, -3, 3):
        if start + by >= 0 and end + by < len(series.points):
            yield Stretch(tuple(series.points[start + by : end + by + 1]))
    for length in range(1, LONGEST_RUN + 1):
        if end + 1 >= length:
            yield Stretch(tuple(series.points[end + 1 - length : end + 1]))


def longer_window(case: Case) -> Iterator[Found]:
    """A flow over a longer stretch is smaller than the flow over a shorter one inside it.

    Example: "$799 million from October 28 to November 3" beside "$1.34 billion from October 29 to November 3".
    """
    if case.day is None:
        return
    dated = [(told, ends) for told in told_flows(case) if (ends := _ends(told, case.day))]
    for longer, (first, last) in dated:
        for shorter, (start, end) in dated:
            inside = first <= start and end <= last and (first, last) != (start, end)
            if not inside or not _alike(longer, shorter) or _is_proven(longer, case):
                continue
            extra = spans.of(shorter.flow.number).low - spans.of(longer.flow.number).high
            if extra > 0:
                yield _smaller(longer, shorter, extra, end - start, last - first)
                break


def _ends(told: ToldFlow, edition: date) -> tuple[date, date] | None:
    return next((ends for window in told.flow.when if window.first and (ends := window.days(edition))), None)


def _alike(longer: ToldFlow, shorter: ToldFlow) -> bool:
    return (longer.flow.subject, longer.flow.out) == (shorter.flow.subject, shorter.flow.out)


def _is_proven(told: ToldFlow, case: Case) -> bool:
    """Whether the stored series has this very sum: then money did flow the other way on the days between."""
    series = case.evidence.series.get(subjects.series_of(told.flow.subject))
    stretch = stretch_of(told, series, case.day) if series and series.points and case.day else None
    return stretch is not None and spans.of(told.flow.number).meets(spans.exactly(stretch.total))


def _smaller(longer: ToldFlow, shorter: ToldFlow, extra: Decimal, short: timedelta, long: timedelta) -> Found:
    way, other = ("outflow", "in") if longer.flow.out else ("inflow", "out")
    return Found(
        line=longer.sentence.line,
        sentence=longer.sentence.text,
        severity="warn",
        message=(
            f"The {way} of {longer.flow.number.text} over {long.days + 1} days is smaller than that of "
            f"{shorter.flow.number.text} over {short.days + 1} of them (line {shorter.sentence.line}): at least "
            f"{money(extra)} would have flowed {other} on the others."
        ),
        fix="Look up which days each sum stands for; one of them has the wrong dates or the wrong number.",
    )
