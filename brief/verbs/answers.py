"""Where a night's answers come from: its archive, or the sources themselves. Owns which days a live night may be of."""

import asyncio
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from brief import night
from brief.collect.archive import TRIED, Manifest, keep
from brief.collect.intact import refuse_pruned
from brief.collect.live import record, recorded, replay
from brief.collect.noting import Requests
from brief.collect.runner import Collected
from brief.config import Config
from brief.errors import Refused, Unknown, Unreachable, WrongUsage
from brief.models import day_of
from brief.models.figures import ArchiveProvenance
from brief.report.progress import Progress
from brief.store import Store
from brief.verbs import drifting
from brief.verbs.desk import Desk


class Answers(NamedTuple):
    """What the sources answered, of which moment, and what makes of it the archive of the night."""

    collected: Collected
    at: datetime
    provenance: ArchiveProvenance
    assumption: str = ""
    compiled: datetime | None = None
    on_kept: Callable[[], None] = lambda: None

    def go_into(
        self, night_of: Callable[..., night.Outcome], store: Store, config: Config, day: date, now: datetime, **how: Any
    ) -> night.Outcome:
        """Make a night of them, or a correction of one."""
        return night_of(
            store,
            config,
            self.collected,
            day=day,
            at=self.at,
            now=now,
            provenance=self.provenance,
            assumption=self.assumption,
            compiled=self.compiled,
            on_kept=self.on_kept,
            **how,
        )


def edition_day(at: datetime, chosen: date | None, instead: str) -> date:
    """The day a live night is of: today in UTC, or yesterday where an editor says so; sources answer for now only."""
    today = day_of(at)
    if chosen and chosen not in (today, today - timedelta(days=1)):
        raise WrongUsage(f"Sources answer for now, not for {chosen}; {instead}")
    return chosen or today


def archived(store: Store, config: Config, day: date, requests: Requests | None = None) -> Answers:
    """The answers that were stored for `day`."""
    return _again(store, config, day, Manifest.read(store.archive(day)), requests)


def offline(store: Store, config: Config, day: date, requests: Requests) -> Answers:
    """The answers that were stored for `day`, be it by a night of which nothing came; nobody is asked."""
    shelf = store.archive(day)
    try:
        return _again(store, config, day, Manifest.read(shelf), requests)
    except Unknown:
        pass
    try:
        tried = Manifest.read(shelf, TRIED)
    except Unknown:
        raise Unreachable(
            f"Nothing was archived for {day}, and --offline asks nobody; run `brief nightly` with a network first."
        ) from None
    return _again(store, config, day, tried, requests, shelf.get(TRIED))._replace(on_kept=lambda: keep(shelf))


def _again(
    store: Store,
    config: Config,
    day: date,
    manifest: Manifest,
    requests: Requests | None,
    contents: bytes | None = None,
) -> Answers:
    shelf = store.archive(day)
    refuse_pruned(shelf, day)
    if manifest.day != day:
        raise Refused(f"The archive in {shelf.folder} is of {manifest.day}, not of {day}; move it to its own day.")
    with Progress() as screen:
        collected = replay(config, shelf, manifest, on_event=screen.event, requests=requests, contents=contents)
    return Answers(collected, manifest.as_of, manifest.provenance, manifest.assumption, manifest.compiled)


def asked(
    desk: Desk, config: Config, day: date, *, requests: Requests | None = None, only: frozenset[str] = frozenset()
) -> Answers:
    """What the sources answer now, stored as they answer; with `only`, the others as the day's archive has them."""
    store = desk.store
    before = recorded(store.archive(day), day) if only else None
    at = before.as_of if before else desk.at
    shapes = drifting.shapes_before(store, day)
    with Progress() as screen:
        collected = record(
            config,
            store.archive,
            day=day,
            at=at,
            now=desk.now,
            sleep=asyncio.sleep,
            random=random.random,
            on_event=screen.event,
            requests=requests,
            only=only,
            shapes=shapes,
        )
    drifting.keep_changed(store, shapes, collected, day, desk.at)

    def on_kept() -> None:
        keep(store.archive(day))
        drifting.learn(store, shapes, collected)

    return Answers(collected, at, "recorded", on_kept=on_kept)
