"""A live night's collecting, and its replay: the same runner, with the network or with the archive behind it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime

import httpx

from brief.collect.archive import MANIFEST, TRIED, Manifest, Recorder, Replay, Shelf
from brief.collect.client import open_client
from brief.collect.conditional import Conditional
from brief.collect.intact import sums
from brief.collect.late import not_recoverable
from brief.collect.runner import Collected, OnEvent, collect
from brief.config import Config
from brief.errors import Unknown, WrongUsage


def record(
    config: Config,
    archive: Callable[[date], Shelf],
    *,
    day: date,
    at: datetime,
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]],
    random: Callable[[], float],
    on_event: OnEvent,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Collected:
    """Ask every usable source and archive what it answers. Refuses to write over an archive that was not recorded.

    `archive` gives a day's folder: tonight's to write to, and those before it to see what need not be sent again.
    """
    shelf = archive(day)
    _refuse_other_provenance(shelf, day)

    async def ask() -> Collected:
        async with open_client(config, now=now, sleep=sleep, random=random, transport=transport) as client:
            asking = Conditional(client, archive, day=day)
            recorder = Recorder(asking, shelf, config, day=day, at=at)
            collected = await collect(config, day=day, at=at, fetcher=recorder, on_event=on_event)
            return _summed(collected, sums(shelf, recorder.finish(), shelf.get(TRIED)))

    return asyncio.run(ask())


def replay(
    config: Config, shelf: Shelf, manifest: Manifest, *, on_event: OnEvent, contents: bytes | None = None
) -> Collected:
    """Read the archived answers again, as the sources read them now.

    `contents` are the bytes of a manifest that is not the archive's yet.
    """
    fetcher = Replay(manifest, shelf)
    found = asyncio.run(collect(config, day=manifest.day, at=manifest.as_of, fetcher=fetcher, on_event=on_event))
    summed = _summed(found, sums(shelf, manifest, shelf.get(MANIFEST) if contents is None else contents))
    return not_recoverable(manifest, summed) if manifest.compiled else summed


def _summed(collected: Collected, archive: dict[str, str]) -> Collected:
    return collected.model_copy(update={"archive": archive})


def _refuse_other_provenance(shelf: Shelf, day: date) -> None:
    try:
        kept = Manifest.read(shelf)
    except Unknown:
        return
    if kept.provenance != "recorded":
        raise WrongUsage(f"The archive of {day} was not recorded live; use `brief nightly --replay {day}`.")
