"""Where a night's answers come from: its archive, or the sources themselves. Owns which days a live night may be of."""

import asyncio
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from brief import night
from brief.collect.archive import Manifest, keep
from brief.collect.intact import refuse_pruned
from brief.collect.live import record, replay
from brief.collect.runner import Collected
from brief.config import Config
from brief.errors import Refused, WrongUsage
from brief.models import day_of
from brief.models.figures import ArchiveProvenance
from brief.report.progress import Progress
from brief.store import Store
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


def archived(store: Store, config: Config, day: date) -> Answers:
    """The answers that were stored for `day`."""
    shelf = store.archive(day)
    manifest = Manifest.read(shelf)
    refuse_pruned(shelf, day)
    if manifest.day != day:
        raise Refused(f"The archive in {shelf.folder} is of {manifest.day}, not of {day}; move it to its own day.")
    with Progress() as screen:
        collected = replay(config, shelf, manifest, on_event=screen.event)
    return Answers(collected, manifest.as_of, manifest.provenance, manifest.assumption, manifest.compiled)


def asked(desk: Desk, config: Config, day: date) -> Answers:
    """What the sources answer now, stored as they answer."""
    store = desk.store
    with Progress() as screen:
        collected = record(
            config,
            store.archive,
            day=day,
            at=desk.at,
            now=desk.now,
            sleep=asyncio.sleep,
            random=random.random,
            on_event=screen.event,
        )
    return Answers(collected, desk.at, "recorded", on_kept=lambda: keep(store.archive(day)))
