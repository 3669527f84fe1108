"""Every comparison against a slow second opinion, on the days of the real series: each tenth, in the slow run each.

The second opinion knows nothing of the package: its own list of exchange holidays, its own loops over plain
dictionaries. What is claimed of a real day is what a patient reader of the table would say, or nothing.
"""

import csv
import json
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from brief.history import (
    change,
    differences,
    from_high,
    highest_since,
    lowest_since,
    mean,
    new_rows,
    rank,
    rolling_sums,
    streak,
)
from brief.models.series import Point, Series, Sessions

CLOSED = {
    2024: {(1, 15), (2, 19), (3, 29), (5, 27), (6, 19), (7, 4), (9, 2), (11, 28), (12, 25)},
    2025: {(1, 1), (1, 9), (1, 20), (2, 17), (4, 18), (5, 26), (6, 19), (7, 4), (9, 1), (11, 27), (12, 25)},
    2026: {(1, 1), (1, 19), (2, 16)},
}
ONE = timedelta(days=1)


def closed(day: date) -> bool:
    return day.weekday() >= 5 or (day.month, day.day) in CLOSED[day.year]


@dataclass(frozen=True)
class Real:
    """A real series twice: as the package reads it, and as a table with the days on which it should have values."""

    series: Series
    table: dict[date, Decimal]
    due: list[date]
    birth: bool
    every: int = 1

    @property
    def asked(self) -> list[date]:
        """The days that are tested: all of them, or every fifth."""
        return self.due[-1 :: -self.every]


def real(table: dict[date, Decimal], kind: Sessions, *, birth: bool) -> Real:
    first, last = min(table), max(table)
    days = [first + ONE * n for n in range((last - first).days + 1)]
    due = [day for day in days if kind == "calendar" or not closed(day)]
    points = tuple(
        Point(day=day, value=value, source="test", known=datetime.combine(day + ONE, time(), UTC))
        for day, value in table.items()
    )
    series = Series(name="real", points=points, sessions=kind, since_birth=birth)
    return Real(series=series, table=table, due=due, birth=birth)


def column(path: Path, header: str) -> dict[date, Decimal]:
    """One column; a row without any fund's cell is a holiday, an empty cell is no value."""
    with path.open(newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if any(v for k, v in row.items() if k not in ("date", "Total"))]
    return {date.fromisoformat(row["date"]): Decimal(row[header]) for row in rows if row[header]}


SERIES: dict[str, tuple[str, str, Sessions, bool]] = {
    "btc flows": ("etf_btc_flows_farside_usdm.csv", "Total", "nyse", True),
    "eth flows": ("etf_eth_flows_farside_usdm.csv", "Total", "nyse", True),
    "sol flows": ("etf_sol_flows_farside_usdm.csv", "Total", "nyse", True),
    "btc mini trust, one day never reported": ("etf_btc_flows_farside_usdm.csv", "BTC", "nyse", True),
    "ethe, one day never reported": ("etf_eth_flows_farside_usdm.csv", "ETHE", "nyse", True),
    "ezet, mostly zeros": ("etf_eth_flows_farside_usdm.csv", "EZET", "nyse", True),
    "fear and greed, four days missing": ("fear_greed_alternative_me.csv", "value", "calendar", True),
    "btc highs": ("ohlc_binance_btcusdt_1d.csv", "high", "calendar", False),
    "sol closes": ("ohlc_binance_solusdt_1d.csv", "close", "calendar", False),
    "eth closes, two days missing": ("close_coinbase_ethusd.csv", "close_usd", "calendar", True),
}


EACH = [
    *(pytest.param((name, 10), id=name) for name in SERIES),
    *(pytest.param((name, 1), id=f"{name}, all days", marks=pytest.mark.slow) for name in SERIES),
]


@pytest.fixture(scope="module", params=EACH)
def subject(request: pytest.FixtureRequest, real_history: Path) -> Real:
    name, every = request.param
    file, header, kind, birth = SERIES[name]
    table = column(real_history / file, header) if file.startswith("etf") else plain(real_history / file, header)
    return replace(real(table, kind, birth=birth), every=every)


def plain(path: Path, header: str) -> dict[date, Decimal]:
    with path.open(newline="") as lines:
        return {date.fromisoformat(row["date"]): Decimal(row[header]) for row in csv.DictReader(lines)}


def slow_since(it: Real, day: date, side: str, k: int) -> date | str | None:
    """The day found, "record", or None."""
    met = 0
    for earlier in reversed(it.due[: it.due.index(day)]):
        if earlier not in it.table:
            return None
        here, today = it.table[earlier], it.table[day]
        met += here <= today if side == "lowest" else here >= today
        if met == k:
            return earlier
    return "record" if it.birth else None


def fast_since(it: Real, day: date, side: str, k: int) -> date | str | None:
    since = (lowest_since if side == "lowest" else highest_since)(it.series, day, k)
    if since is None:
        return None
    assert (since.side, since.day, since.value, since.k) == (side, day, it.table[day], k)
    assert since.found_value == (it.table[since.found] if since.found else None)
    assert since.first == (since.found or it.due[0])
    assert since.n == it.due.index(day) - it.due.index(since.first) + 1
    assert since.record is (since.found is None)
    return since.found or "record"


@pytest.mark.parametrize("k", [1, 3])
@pytest.mark.parametrize("side", ["lowest", "highest"])
def test_since_on_every_day(subject: Real, side: str, k: int) -> None:
    for day in subject.asked:
        expected = slow_since(subject, day, side, k) if day in subject.table else None
        assert fast_since(subject, day, side, k) == expected, day


def slow_window(it: Real, day: date, n: int) -> list[Decimal] | None:
    last = it.due.index(day) + 1
    days = it.due[last - n : last] if n <= last else []
    return [it.table[due] for due in days] if days and all(due in it.table for due in days) else None


@pytest.mark.parametrize("window", [4, 30, 365])
def test_rank_on_every_day(subject: Real, window: int) -> None:
    for day in subject.asked:
        values = slow_window(subject, day, window)
        lowest, highest = rank(subject.series, day, "lowest", window), rank(subject.series, day, "highest", window)
        if values is None:
            assert (lowest, highest) == (None, None), day
            continue
        assert lowest is not None
        assert highest is not None
        placed = sorted(values)
        assert lowest.rank == bisect_right(placed, values[-1]), day
        assert highest.rank == window - bisect_left(placed, values[-1]), day
        assert lowest.of == highest.of == window
        assert lowest.first == highest.first == subject.due[subject.due.index(day) - window + 1]


def test_rank_of_all_ever(subject: Real) -> None:
    whole = True
    for count, day in enumerate(subject.due, start=1):
        whole = whole and day in subject.table
        ever = rank(subject.series, day, "highest", None) if count % 7 == 0 else None
        if count % 7:
            continue
        if not (whole and subject.birth):
            assert ever is None, day
            continue
        assert ever is not None
        values = [subject.table[due] for due in subject.due[:count]]
        assert (ever.rank, ever.of) == (sum(value >= values[-1] for value in values), count), day


def sign_letter(it: Real, day: date) -> str:
    return "?" if day not in it.table else "+" if it.table[day] > 0 else "-" if it.table[day] < 0 else "0"


def slow_streak(it: Real, day: date) -> tuple[int, Decimal] | None:
    """Length and total, from the signs written as a word."""
    word = "".join(sign_letter(it, due) for due in it.due[: it.due.index(day) + 1])
    run = re.search(r"(\++|-+)$", word)
    if run is None or word[: run.start()].endswith("?") or (run.start() == 0 and not it.birth):
        return None
    return len(run[0]), sum((it.table[due] for due in it.due[run.start() : run.end()]), Decimal(0))


def test_streak_on_every_day(subject: Real) -> None:
    """Prices and the index never turn: their streak is the whole series or not proven."""
    days = subject.asked if subject.series.sessions == "nyse" else subject.due[::97]
    for day in days:
        found = streak(subject.series, day)
        assert (None if found is None else (found.length, found.total)) == slow_streak(subject, day), day
        if found is not None:
            assert list(found.days) == subject.due[: subject.due.index(day) + 1][-found.length :]


@pytest.mark.parametrize("n", [1, 7, 30])
def test_change_and_mean_on_every_day(subject: Real, n: int) -> None:
    for day in subject.asked:
        moved, averaged = change(subject.series, day, n), mean(subject.series, day, n)
        values = slow_window(subject, day, n + 1)
        if values is None:
            assert moved is None, day
        else:
            assert moved is not None
            assert (moved.base, moved.value, moved.absolute) == (values[0], values[-1], values[-1] - values[0]), day
            assert moved.base_day == subject.due[subject.due.index(day) - n]
            assert (moved.percent is None) is (values[0] <= 0)
            if moved.percent is not None:
                assert abs(moved.percent - (values[-1] / values[0] - 1) * 100) < Decimal("1e-20")
        values = slow_window(subject, day, n)
        assert (averaged and averaged.value) == (values and sum(values) / n), day


def test_from_high_on_every_day(subject: Real) -> None:
    for day in subject.asked:
        price = subject.table.get(day, Decimal(1)) * Decimal("0.9")
        found, values = from_high(subject.series, day, price), slow_window(subject, day, 365)
        high = max(values) if values else Decimal(0)
        if values is None or price >= high:
            assert found is None, day
            continue
        assert found is not None
        days = subject.due[subject.due.index(day) - 364 : subject.due.index(day) + 1]
        assert found.high == high
        assert found.high_day == max(due for due, value in zip(days, values, strict=True) if value == high)
        assert abs(found.percent - (price / high - 1) * 100) < Decimal("1e-20")


@pytest.mark.parametrize("n", [2, 4])
def test_sums_and_differences_compared_on_every_day(subject: Real, n: int) -> None:
    """Derived here by hand, then compared by hand: "most in four sessions since" is such a claim."""
    sums = {day: sum(values, Decimal(0)) for day in subject.due if (values := slow_window(subject, day, n))}
    moves = {day: pair[1] - pair[0] for day in subject.due if (pair := slow_window(subject, day, 2))}
    for table, derived, start in (
        (sums, rolling_sums(subject.series, n), n - 1),
        (moves, differences(subject.series), 1),
    ):
        assert {point.day: point.value for point in derived.points} == table
        it = Real(series=derived, table=table, due=subject.due[start:], birth=subject.birth, every=subject.every)
        assert derived.since_birth is (subject.birth and subject.due[start] in table)
        for day in it.asked:
            expected = slow_since(it, day, "lowest", 1) if day in table else None
            assert fast_since(it, day, "lowest", 1) == expected, day


@pytest.mark.sampled(1)
@pytest.mark.parametrize("asset", ["btc", "eth", "sol"])
def test_every_observed_instant_sees_its_own_table(real_history: Path, asset: str) -> None:
    """Rows half filled at night, filled by day, revised weeks later: each instant has the latest state then."""
    observed = []
    for line in (real_history / f"etf_{asset}_flows_farside_vintages.jsonl").read_text().splitlines():
        state = json.loads(line)
        if any(cell for name, cell in state["cells"].items() if name != "Total"):
            seen = datetime.fromisoformat(state["seen_at"])
            observed.append((seen, date.fromisoformat(state["date"]), Decimal(state["cells"]["Total"])))
    observed.sort()
    final = column(real_history / f"etf_{asset}_flows_farside_usdm.csv", "Total")
    latest = {day: value for day, value in final.items() if day < observed[0][1]}
    rows = [Point(day=day, value=value, source="a", known=observed[0][0] - ONE) for day, value in latest.items()]
    told = rows + [Point(day=day, value=value, source="a", known=seen) for seen, day, value in observed]
    kept = rows + new_rows(rows, reversed(told[len(rows) :]))
    assert len(kept) < len(told)
    for seen in sorted({instant for instant, _, _ in observed}):
        latest.update({day: value for instant, day, value in observed if instant == seen})
        told_then, view = (
            Series.known_at("flows", file, day=seen.date(), known=seen, sessions="nyse", since_birth=True)
            for file in (told, kept)
        )
        assert {point.day: point.value for point in told_then.points} == latest, seen
        assert {point.day: point.value for point in view.points} == latest, seen
        state_then = real(dict(sorted(latest.items())), "nyse", birth=True)
        it, last = replace(state_then, series=view), view.points[-1].day
        found = streak(view, last)
        assert (None if found is None else (found.length, found.total)) == slow_streak(it, last), seen
        assert fast_since(it, last, "lowest", 1) == slow_since(it, last, "lowest", 1), seen
