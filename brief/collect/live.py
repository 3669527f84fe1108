"""A live night's collecting, and its replay: the same runner, with the network or with the archive behind it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime

import httpx

from brief.collect.archive import MANIFEST, TRIED, Compares, Manifest, Recorder, Replay, Shelf
from brief.collect.client import open_client
from brief.collect.conditional import Conditional
from brief.collect.intact import sums
from brief.collect.late import not_recoverable
from brief.collect.noting import Requests
from brief.collect.partly import Partly, of_the_others
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
    requests: Requests | None = None,
    only: frozenset[str] = frozenset(),
    shapes: Compares | None = None,
) -> Collected:
    """Ask every usable source and archive what it answers. Refuses to write over an archive that was not recorded.

    `archive` gives a day's folder: tonight's to write to, and those before it to see what need not be sent again.
    `requests` is told of every one. With `only`, no other source is asked, and theirs is what the day's archive has.
    `shapes` sees each answer and says how it differs from those before.
    """
    shelf = archive(day)
    before = recorded(shelf, day)
    noted = requests or Requests(at, now, config.secrets())

    async def ask() -> Collected:
        asking = open_client(config, now=now, sleep=sleep, random=random, transport=transport, on_try=noted.tried)
        async with asking as client:
            fetching = noted.around(Conditional(client, archive, day=day))
            recorder = Recorder(fetching, shelf, config, day=day, at=at, shapes=shapes)
            again = Replay(before, shelf) if before and only else None
            fetcher = Partly(recorder, again, only) if only else recorder
            collected = await collect(config, day=day, at=at, fetcher=fetcher, on_event=on_event)
            manifest = recorder.finish(of_the_others(before, only) if only else ())
            for entry, size in again.given if again else ():
                noted.archived(entry, size)
            return _summed(collected, sums(shelf, manifest, shelf.get(TRIED)))

    return asyncio.run(ask())


def replay(
    config: Config,
    shelf: Shelf,
    manifest: Manifest,
    *,
    on_event: OnEvent,
    requests: Requests | None = None,
    contents: bytes | None = None,
) -> Collected:
    """Read the archived answers again, as the sources read them now.

    `contents` are the bytes of a manifest that is not the archive's yet.
    """
    fetcher = Replay(manifest, shelf)
    found = asyncio.run(collect(config, day=manifest.day, at=manifest.as_of, fetcher=fetcher, on_event=on_event))
    for entry, size in fetcher.given:
        if requests:
            requests.archived(entry, size)
    summed = _summed(found, sums(shelf, manifest, shelf.get(MANIFEST) if contents is None else contents))
    return not_recoverable(manifest, summed) if manifest.compiled else summed


def _summed(collected: Collected, archive: dict[str, str]) -> Collected:
    return collected.model_copy(update={"archive": archive})


def recorded(shelf: Shelf, day: date) -> Manifest | None:
    """The archive that a live night of this day finds; None where there is none yet."""
    try:
        kept = Manifest.read(shelf)
    except Unknown:
        return None
    if kept.provenance != "recorded":
        raise WrongUsage(f"The archive of {day} was not recorded live; use `brief nightly --replay {day}`.")
    return kept
