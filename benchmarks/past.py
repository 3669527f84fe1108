"""What a long past costs a night: loading all stored series, and every comparison that is made of one.

    python benchmarks/past.py

Two hundred invented series of ten years, half of them closes of every day, half of them flows of New York's sessions,
a row in a hundred told otherwise later; each is asked everything of `brief.history` that its kind is asked in a night.
Prints seconds of the processor, memory and, against a tenth of the past, a ratio; each size in a process of its own.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from brief import memory
from brief.config import Config, load
from brief.history import (
    HEADER,
    change,
    differences,
    from_high,
    highest_since,
    is_session,
    lowest_since,
    mean,
    rank,
    rolling_sums,
    rsi,
    season,
    streak,
    unbroken,
    volatility,
    z_score,
)
from brief.models import Series

SERIES, YEARS = 200, 10
ANSWERS = 20
"""What one answer tells is known at one instant; so many come in a night."""
TOTALS = 3
"""Of so many flows the sum of a streak is dated too, and of so many levels the day's change."""
FIRST = date(2015, 1, 1)
SETTINGS = """
figures:
  "flows.*": {series: nyse, unit: usd}
  "*": {series: calendar, unit: usd}
sources:
  alpha: {module: made_up, cite: A, title: Invented, page: "https://a.example/", proof: unproven, fills: ["*"],
    fresh: 5d}
"""


def texts(days: int) -> dict[str, str]:
    """The files of all series."""
    chance = random.Random(1)
    return {
        f"{'flows' if number % 2 else 'prices'}.made_up.{number}": "".join(
            _lines(chance, days, flows=bool(number % 2), second=number % ANSWERS)
        )
        for number in range(SERIES)
    }


def _lines(chance: random.Random, days: int, *, flows: bool, second: int) -> Iterator[str]:
    yield f"{HEADER}\n"
    close, later = Decimal(1000), list[str]()
    for day in (FIRST + timedelta(days=number) for number in range(days)):
        if flows and not is_session("nyse", day):
            continue
        close = max(close * (1 + Decimal(chance.randint(-300, 300)) / 10_000), Decimal(1)).quantize(Decimal("0.0001"))
        value = Decimal(chance.randint(-9000, 9000)) * 100_000 if flows else close
        yield f"{day},{value},alpha,{day + timedelta(days=1)}T06:00:{second:02}Z\n"
        if chance.random() < 0.01:
            later.append(f"{day},{value + 1},alpha,{FIRST + timedelta(days=days + 1)}T06:00:{second:02}Z\n")
    yield from later


def compare(series: Series) -> int:
    """Everything that a night may ask about the last day of one series; how many questions that were."""
    day = series.day(len(series.points) - 1)
    last = series.points[-1].value
    asked: list[Callable[[], object]] = [
        lambda: lowest_since(series, day),
        lambda: highest_since(series, day),
        lambda: rank(series, day, "lowest", 365),
        lambda: rank(series, day, "highest", 365),
        lambda: change(series, day, 1),
        lambda: change(series, day, 7),
        lambda: change(series, day, 30),
        lambda: unbroken(series, day),
    ]
    if series.sessions == "nyse":
        asked.append(lambda: streak(series, day))
    else:
        asked += [
            lambda: mean(series, day, 50),
            lambda: mean(series, day, 200),
            lambda: from_high(series, day, last / 2),
            lambda: rsi(series, day),
            lambda: volatility(series, day),
            lambda: season(series, day.month, day),
            lambda: z_score(series, day, Decimal(3)),
        ]
    for question in asked:
        question()
    return len(asked)


def compare_made(series: Series, made: Series) -> int:
    """What is asked of the changes, or the sums, of a series."""
    day = series.day(len(series.points) - 1)
    lowest_since(made, day)
    highest_since(made, day)
    return 2


def measure(days: int) -> None:
    """Print processor seconds of loading and of comparing, the questions, and megabytes."""
    files = texts(days)
    config: Config = load(SETTINGS, "sources.yaml", {}, frozenset({"made_up"}))
    is_session("nyse", FIRST + timedelta(days=days))
    before, start = _megabytes(), time.process_time()
    rows = memory.stored_rows(files)
    end = FIRST + timedelta(days=days + 2)
    seen = memory.view(rows, config, day=end, known=datetime(end.year, end.month, end.day, tzinfo=UTC))
    loaded = time.process_time()
    questions = sum(map(compare, seen.values()))
    prices, flows = (list(seen.values())[first : first + 2 * TOTALS : 2] for first in range(2))
    questions += sum(compare_made(series, differences(series)) for series in prices)
    questions += sum(compare_made(series, rolling_sums(series, 4)) for series in flows)
    done = time.process_time()
    print(f"{loaded - start:.3f} {done - loaded:.3f} {questions} {_megabytes() - before:.0f}")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    totals = {}
    for days in (365, 365 * YEARS):
        runs = [
            subprocess.run(
                [sys.executable, __file__, str(days)], capture_output=True, text=True, check=True
            ).stdout.split()
            for _ in range(3)
        ]
        loading, comparing, questions, megabytes = min(runs, key=lambda run: float(run[0]) + float(run[1]))
        totals[days] = float(loading) + float(comparing)
        print(
            f"{SERIES} series of {days} days: {totals[days]:.2f} s, of it {loading} s loading and {comparing} s for "
            f"{questions} comparisons; {megabytes} MB"
        )
    small, large = totals.values()
    print(f"{YEARS} times the days cost {large / small:.1f} times as much")


if __name__ == "__main__":
    main()
