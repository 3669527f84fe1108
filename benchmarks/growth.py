"""How the brief grows with its past: each line is a ratio of two timings of one run, so that machines can be compared.

    python benchmarks/growth.py

A comparison over ten times the days, and a site of ten times the posts, should cost about ten times as much, not a
hundred. Prints ratios only; nothing here is a test.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import jinja2

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "site"))

from whole_site import build

from brief.history import lowest_since, rolling_sums
from brief.models import Point, Post, Series, SiteSettings
from brief.site.templates import environment

FIRST = date(2010, 1, 1)
RUNS = 5


def fastest(work: Callable[[], object]) -> float:
    """The least of several timings: what the work costs when nothing else is in the way."""
    timings = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        timings.append(time.perf_counter() - start)
    return min(timings)


def series(days: int) -> Series:
    """A series whose last value is its lowest, so that a comparison has to look at all of it."""
    points = []
    for n in range(days):
        known = datetime(2010, 1, 2, tzinfo=UTC) + timedelta(days=n)
        points.append(Point(day=FIRST + timedelta(days=n), value=Decimal(days - n), source="benchmark", known=known))
    return Series(name="benchmark", points=tuple(points), since_birth=True)


def posts(count: int) -> list[Post]:
    body = (
        "### Market Overview\n\n" + "Bitcoin fell 3.2% to \\$103,849.[^a]\n" * 40 + "\n[^a]: <https://example.org/>\n"
    )
    days = [FIRST + timedelta(days=n) for n in range(count)]
    return [
        Post(id=f"{day}-brief", slug="brief", day=day, title=f"Brief of {day}", published=True, body=body)
        for day in days
    ]


def main() -> None:
    short, long = series(300), series(3000)
    last = {id(one): one.points[-1].day for one in (short, long)}
    since = [fastest(lambda one=one: lowest_since(one, last[id(one)])) for one in (short, long)]
    sums = [fastest(lambda one=one: rolling_sums(one, 5)) for one in (short, long)]
    folder = Path(__file__).parents[1] / "templates" / "site"
    look = environment(jinja2.FileSystemLoader(folder))
    settings = SiteSettings(title="Benchmark", url="https://example.org")
    sites = [fastest(lambda n=n: build(posts(n), settings, look, {}, {})) for n in (20, 200)]
    for name, (small, large) in {"lowest since": since, "rolling sums": sums, "site": sites}.items():
        print(f"{name:<14} ten times the input costs {large / small:5.1f} times as much")


if __name__ == "__main__":
    main()
