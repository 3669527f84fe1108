"""A site folder at the start of a simulated past, and its nights: each runs as `brief nightly` does, source by source.

A night may have faults: for a source, what is answered in place of what it would send. A day without a call of `night`
is a missed one.
"""

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import httpx

from brief.collect.runner import find_module
from brief.config import Config
from brief.history import HEADER, read_rows, write_row
from brief.models import Night
from brief.night import Outcome
from brief.store import Store
from nights import collect_live, configuration, new_site, run_live
from simulated.answers import SENDS
from simulated.market import Market

LAST = date(2025, 11, 3)
"""The last day whose prices are shipped whole."""
HOUR = time(21, 15)
"""When the nights begin, UTC."""
Fault = Callable[[httpx.Request], httpx.Response]


def begin(folder: Path, first: date, *, sources: Sequence[str] = tuple(SENDS), rows: int = 100_000) -> Store:
    """A site folder as it was before the night of `first`: the series as they were known, and nothing written yet.

    Only `sources` are asked; the others are off. A night takes half the time where each series has few `rows`.
    """
    store = new_site(folder)
    shutil.rmtree(store.content / "_raw")
    for path in (store.content / "_series").glob("*.csv"):
        stored = read_rows(path.read_text(encoding="utf-8"), path.stem)
        known = [write_row(row) for row in stored if row.known < at(first) - timedelta(days=1)][-rows:]
        path.write_text("".join([f"{HEADER}\n", *known]), encoding="utf-8")
        if not known:
            path.unlink()
    path = store.sources_file()
    path.write_text(_only(path.read_text(encoding="utf-8"), sources), encoding="utf-8")
    return store


def at(day: date) -> datetime:
    """When the night of a day begins."""
    return datetime.combine(day, HOUR, UTC)


def days(count: int, last: date = LAST) -> list[date]:
    """So many days up to the last one."""
    return [last - timedelta(days=ago) for ago in range(count - 1, -1, -1)]


def night(
    store: Store,
    market: Market,
    day: date,
    *,
    faults: Mapping[str, Fault] | None = None,
    publish: bool = True,
) -> Outcome:
    """One night, its post published unless a check fails."""
    internet = Internet(market, configuration(store), day, faults or {})
    return run_live(store, internet, at=at(day), step=timedelta(milliseconds=200), publish=publish)


def cut_off(store: Store, market: Market, day: date, *, faults: Mapping[str, Fault] | None = None) -> None:
    """A night that collected and was cut off before it wrote anything."""
    config = configuration(store)
    internet = Internet(market, config, day, faults or {})
    collect_live(store, config, internet, at=at(day), step=timedelta(milliseconds=200))


class Internet:
    """The sources of one night, by what their modules ask."""

    def __init__(self, market: Market, config: Config, day: date, faults: Mapping[str, Fault]) -> None:
        self._market, self._faults = market, faults
        self._asking: dict[tuple[str, str], tuple[str, str]] = {}
        for source in config.sources:
            if not config.usable(source):
                of = Night(day=day, at=at(day), options=source.options)
                for request in find_module(source.module).requests(of):
                    self._asking[str(httpx.URL(request.url)), request.body] = source.id, request.tag

    def __call__(self, request: httpx.Request, now: datetime) -> httpx.Response:
        source, tag = self._asking.get((str(request.url), request.content.decode()), ("", ""))
        if fault := self._faults.get(source):
            return fault(request)
        body = SENDS[source](self._market, tag, now) if source in SENDS else None
        return httpx.Response(404, json={"error": "not here"}) if body is None else httpx.Response(200, content=body)


def _only(text: str, sources: Sequence[str]) -> str:
    """`sources.yaml` with every other source off."""
    head, below, entries = text.partition("\nsources:\n")
    parts = re.split(r"(?m)^(?=  [a-z][a-z0-9-]*:$)", entries)
    return head + below + "".join(part if _stays(part, sources) else _off(part) for part in parts)


def _stays(entry: str, sources: Sequence[str]) -> bool:
    name = re.match(r"  ([a-z][a-z0-9-]*):\n", entry)
    return name is None or name[1] in sources or "\n    enabled: false" in entry


def _off(entry: str) -> str:
    name, _, rest = entry.partition("\n")
    return f"{name}\n    enabled: false\n{rest}"
