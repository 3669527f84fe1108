"""Numbers that traders read off a series: strength, volatility, correlation, seasons, the size of a move.

Owns their definitions, each stated where it is computed, each proven from stored points or not given. Refuses a value
across a hole, and one that would depend on where the series happens to begin. There are Decimals only, roots to 28
digits; returns are simple ones, later / earlier - 1, and there is none from a value that is not above zero.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median

from brief.history.calendar import previous, sessions
from brief.history.walk import stretch
from brief.models.base import Frozen
from brief.models.series import Point, Series, Sessions

RSI_SESSIONS = 250
"""How many closes an RSI is worked out from. Wilder's average never forgets, so where it begins would change it; after
so many sessions the beginning weighs less than a millionth, and everybody who takes this stretch gets this value."""
YEAR: dict[Sessions, int] = {"calendar": 365, "nyse": 252, "bonds": 250, "wednesdays": 52}
"""Sessions in a year, by which volatility is made a yearly one."""
MILLIONTH = Decimal("0.000001")


class Rsi(Frozen):
    """Wilder's relative strength index, 0 to 100, over `n` sessions, from the closes of `first` to `last`."""

    value: Decimal
    n: int
    sessions: int
    first: date
    last: date


class Volatility(Frozen):
    """The deviation of `n` daily returns, in percent a year. `first` is the day the first return is counted from."""

    value: Decimal
    n: int
    first: date
    last: date


class Correlation(Frozen):
    """Pearson's correlation of `n` pairs of returns, -1 to 1, to six decimals, from day `first` to day `last`."""

    value: Decimal
    n: int
    first: date
    last: date


class Season(Frozen):
    """How one month went in the `n` years in a row from `first` on: it ended higher than it began in `ups` of them."""

    month: int
    ups: int
    n: int
    first: int
    median: Decimal
    years: tuple[tuple[int, Decimal], ...]
    """Each year with the month's change in percent, oldest first."""


class ZScore(Frozen):
    """A change as so many standard deviations (`value`) of the `n` daily changes from day `first` to day `last`."""

    value: Decimal
    change: Decimal
    deviation: Decimal
    n: int
    first: date
    last: date


def rsi(series: Series, day: date, n: int = 14, *, over: int = RSI_SESSIONS) -> Rsi | None:
    """Wilder's RSI from the last `over` closes: mean gain and mean loss of the first `n` changes, then each next change
    taken in as one part of `n`. None where the closes never moved."""
    if not 2 <= n < over:
        raise ValueError(f"an RSI of {n} sessions is none over {over} closes")
    points = stretch(series, day, over)
    if points is None:
        return None
    moves = [later.value - earlier.value for earlier, later in pairwise(points)]
    gain = sum((max(move, Decimal(0)) for move in moves[:n]), Decimal(0)) / n
    loss = sum((max(-move, Decimal(0)) for move in moves[:n]), Decimal(0)) / n
    for move in moves[n:]:
        gain = (gain * (n - 1) + max(move, Decimal(0))) / n
        loss = (loss * (n - 1) + max(-move, Decimal(0))) / n
    if not gain + loss:
        return None
    return Rsi(value=100 * gain / (gain + loss), n=n, sessions=over, first=points[0].day, last=day)


def volatility(series: Series, day: date, n: int = 30) -> Volatility | None:
    """The standard deviation (over n - 1) of the last `n` daily returns, times the root of the sessions in a year."""
    returns = _returns(stretch(series, day, _enough(n) + 1))
    if returns is None:
        return None
    value = _deviation(returns) * Decimal(YEAR[series.sessions]).sqrt() * 100
    return Volatility(value=value, n=n, first=_back(series, day, n), last=day)


def correlation(a: Series, b: Series, day: date, n: int = 30) -> Correlation | None:
    """Pearson's correlation of the last `n` returns from one common day to the next, up to `day`.

    A common day is one on which both have a point: of a coin and a stock index the sessions of the exchange, the coin's
    weekend then being a part of Monday's return. None where one of those sessions is missing from either, or where one
    of the two did not move.
    """
    _enough(n)
    common = sorted(found for found in _days(a) & _days(b) if found <= day)
    days = common[-n - 1 :]
    due: Sessions = "nyse" if "nyse" in (a.sessions, b.sessions) else "calendar"
    if len(days) <= n or days != sessions(due, days[0], days[-1]):
        return None
    one, other = (_returns([point for found in days if (point := series.on(found))]) for series in (a, b))
    value = None if one is None or other is None else _pearson(one, other)
    return None if value is None else Correlation(value=value, n=n, first=days[0], last=days[-1])


def _days(series: Series) -> set[date]:
    return {series.day(position) for position in range(len(series.points))}


def _pearson(one: Sequence[Decimal], other: Sequence[Decimal]) -> Decimal | None:
    if len(set(one)) == 1 or len(set(other)) == 1:
        return None  # a mean that is rounded would make a tiny deviation out of none
    from_mean, others_from_mean = _from_mean(one), _from_mean(other)
    together = sum((x * y for x, y in zip(from_mean, others_from_mean, strict=True)), Decimal(0))
    apart = sum((x * x for x in from_mean), Decimal(0)) * sum((y * y for y in others_from_mean), Decimal(0))
    return (together / apart.sqrt()).quantize(MILLIONTH)


def season(series: Series, month: int, before: date) -> Season | None:
    """How the month went in the years before that of `before`, from its previous month's last close to its own last.

    Only years whose two closes are stored, back to the first that has not both: a year left out in between would make
    "in five of the last seven years" untrue.
    """
    years: list[tuple[int, Decimal]] = []
    for year in range(before.year - 1, date.min.year, -1):
        percent = _month(series, year, month)
        if percent is None:
            break
        years.append((year, percent))
    if not years:
        return None
    percents = [percent for _, percent in years]
    return Season(
        month=month,
        ups=sum(percent > 0 for percent in percents),
        n=len(years),
        first=years[-1][0],
        median=median(percents),
        years=tuple(reversed(years)),
    )


def _month(series: Series, year: int, month: int) -> Decimal | None:
    """The month's change in percent, by the last sessions of two months."""
    begins = date(year, month, 1)
    last_close = previous(series.sessions, (begins + timedelta(days=31)).replace(day=1))
    base, close = series.on(previous(series.sessions, begins)), series.on(last_close)
    return None if base is None or close is None or base.value <= 0 else (close.value / base.value - 1) * 100


def z_score(series: Series, day: date, change_percent: Decimal, n: int = 90) -> ZScore | None:
    """How large a change of `day` is beside the `n` daily changes up to the session before it: change / deviation.

    The mean is not taken off: a change of zero is no move, whatever the days before it did. None where nothing moved.
    """
    last = previous(series.sessions, day)
    returns = _returns(stretch(series, last, _enough(n) + 1))
    deviation = None if returns is None else _deviation([move * 100 for move in returns])
    if not deviation:
        return None
    return ZScore(
        value=change_percent / deviation,
        change=change_percent,
        deviation=deviation,
        n=n,
        first=_back(series, last, n),
        last=last,
    )


def _enough(n: int) -> int:
    if n < 2:
        raise ValueError(f"nothing deviates among {n} returns")
    return n


def _back(series: Series, day: date, n: int) -> date:
    """The day `n` points before `day`."""
    return series.day((series.position(day) or 0) - n)


def _returns(points: Sequence[Point] | None) -> list[Decimal] | None:
    """Later / earlier - 1 of each two neighbours; None where there is no such thing."""
    if points is None or any(point.value <= 0 for point in points):
        return None
    return [later.value / earlier.value - 1 for earlier, later in pairwise(points)]


def _from_mean(values: Sequence[Decimal]) -> list[Decimal]:
    mean = sum(values, Decimal(0)) / len(values)
    return [value - mean for value in values]


def _deviation(values: Sequence[Decimal]) -> Decimal:
    """The standard deviation of a sample: over one less than there are."""
    if len(set(values)) == 1:
        return Decimal(0)
    return (sum((far**2 for far in _from_mean(values)), Decimal(0)) / (len(values) - 1)).sqrt()
