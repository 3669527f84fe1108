"""Whole nights for tests: a site folder of their own, a replay, and a live run against a made-up internet."""

import asyncio
import functools
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx

from brief import night
from brief.collect.archive import Manifest, keep
from brief.collect.live import record, recorded, replay
from brief.collect.noting import Requests
from brief.collect.runner import Collected
from brief.config import Config, load
from brief.store import Store

REPOSITORY = Path(__file__).parents[1]
SPECIMEN = Path(__file__).parent / "specimen"
BUNDLED = date(2025, 11, 4)
KEYED = ("COINGECKO", "SOSOVALUE", "COINGLASS", "COINALYZE", "COINMARKETCAP")
KEYS = {f"{name}_API_KEY": "a-key-of-16-letters" for name in KEYED}
"""A key for every source that takes one, for nights against a made-up internet."""
EDITION = "2025-11-04-daily-crypto-market-brief"


def new_site(folder: Path) -> Store:
    """A site folder with our sources, templates, settings and shipped series, and the bundled night's archive.

    Nights of tests are small, so any figure is enough for one. Of what this checkout has written itself (its charts,
    once the README's first command ran) nothing comes along.
    """
    root = folder / "site"
    (root / "content" / "_raw").mkdir(parents=True)
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    sources = (REPOSITORY / "sources.yaml").read_text(encoding="utf-8")
    (root / "sources.yaml").write_text(re.sub(r"^floor: \d+ ", "floor: 1 ", sources, flags=re.MULTILINE), "utf-8")
    content = REPOSITORY / "content"
    for path in (content / "_config.yml", content / "_config.minima.yml", *content.glob("*.md")):
        shutil.copy(path, root / "content")
    shutil.copytree(content / "_series", root / "content" / "_series")
    shutil.copytree(content / "_data", root / "content" / "_data")
    shutil.copytree(content / "_minima", root / "content" / "_minima")
    shutil.copytree(content / "assets", root / "content" / "assets", ignore=shutil.ignore_patterns("charts"))
    shutil.copytree(content / "_raw" / "2025-11-04", root / "content" / "_raw" / "2025-11-04")
    return Store(root)


def short_site(folder: Path) -> Store:
    """The same with the last rows of each series only: a night of it is written and checked in half the time."""
    store = new_site(folder)
    for path in (store.content / "_series").glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([header, *rows[-250:]]), encoding="utf-8")
    return store


def specimen_site(folder: Path) -> Store:
    """A site folder with the specimen night and its invented series only."""
    store = new_site(folder)
    for part in ("_raw", "_series"):
        shutil.rmtree(store.content / part)
    for part in ("_raw", "_series", "_published", "_data"):
        shutil.copytree(SPECIMEN / part, store.content / part, dirs_exist_ok=True)
    return store


def configuration(store: Store, environ: Mapping[str, str] | None = None) -> Config:
    modules = frozenset(path.stem for path in (REPOSITORY / "brief" / "sources").glob("[!_]*.py"))
    text = store.sources_file().read_text(encoding="utf-8")
    return load(text, "sources.yaml", environ or {}, modules)


def run_replay(store: Store, day: date = BUNDLED, *, publish: bool = False) -> night.Outcome:
    """`brief nightly --replay DAY`, without a terminal."""
    config = configuration(store)
    manifest = Manifest.read(store.archive(day))
    collected = replay(config, store.archive(day), manifest, on_event=lambda *_: None)
    return _run(store, config, collected, day, manifest.as_of, manifest=manifest, publish=publish)


Answers = Callable[[httpx.Request, datetime], httpx.Response]


def run_live(
    store: Store,
    answers: Answers,
    *,
    at: datetime,
    step: timedelta = timedelta(0),
    environ: Mapping[str, str] | None = None,
    publish: bool = False,
    only: frozenset[str] = frozenset(),
    requests: Requests | None = None,
) -> night.Outcome:
    """`brief nightly` at an instant, against `answers`; the clock moves on by `step` with every answer.

    With `only`, as with --only: no other source is asked.
    """
    config, day = configuration(store, environ), at.astimezone(UTC).date()
    before = recorded(store.archive(day), day) if only else None
    when = before.as_of if before else at
    collected = collect_live(store, config, answers, at=at, step=step, when=when, only=only, requests=requests)
    kept = functools.partial(keep, store.archive(day))
    return _run(store, config, collected, day, when, manifest=None, publish=publish, only=only, on_kept=kept)


def collect_live(
    store: Store,
    config: Config,
    answers: Answers,
    *,
    at: datetime,
    step: timedelta = timedelta(0),
    when: datetime | None = None,
    only: frozenset[str] = frozenset(),
    requests: Requests | None = None,
) -> Collected:
    """The first half of that: what was answered is in the archive, and nothing has come of it yet.

    `when` is what the edition counts from, where it was begun earlier.
    """
    clock = _Clock(at)

    def answer(request: httpx.Request) -> httpx.Response:
        clock.time += step
        return answers(request, clock.time)

    return record(
        config,
        store.archive,
        day=at.astimezone(UTC).date(),
        at=when or at,
        now=clock.now,
        sleep=clock.sleep,
        random=lambda: 0.5,
        on_event=lambda *_: None,
        transport=httpx.MockTransport(answer),
        requests=requests,
        only=only,
    )


class _Clock:
    def __init__(self, at: datetime) -> None:
        self.time = at

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        """Those who sleep at the same time wake at the same time."""
        wake = self.time + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        self.time = max(self.time, wake)


def _run(
    store: Store,
    config: Config,
    collected: Collected,
    day: date,
    at: datetime,
    *,
    manifest: Manifest | None,
    publish: bool,
    only: frozenset[str] = frozenset(),
    on_kept: Callable[[], None] = lambda: None,
) -> night.Outcome:
    return night.run(
        store,
        config,
        collected,
        day=day,
        at=at,
        now=at,
        provenance=manifest.provenance if manifest else "recorded",
        assumption=manifest.assumption if manifest else "",
        publish=publish,
        only=only,
        on_kept=on_kept,
    )


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file and its bytes: what two runs must agree on. Not what a build leaves for the next,
    nor what a run writes down of itself: those hold times."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in found.items() if not name.startswith(("_build/", "content/_runs/", "_runs/"))}


def but_how_it_went(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same without the lock's file and what tells how the last night went, whatever came of it."""
    told = ("status/index.html", "health.json", ".brief.lock")
    return {name: data for name, data in files.items() if not name.endswith(told)}
