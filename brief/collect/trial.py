"""Trying one source: ask it once, or read given bodies as its answers. Leaves no archive and no snapshot behind."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from brief.collect.answer import refuse_status
from brief.collect.client import Client, open_client
from brief.collect.redact import redact
from brief.collect.runner import collect, find_module, read, stumble
from brief.config import Config, Source
from brief.errors import BriefError, KeyMissing, Refused, Unreachable
from brief.models import Item, Night, Payload, Published, Reading, Request, day_of
from brief.models.figures import ArchiveProvenance


class Tried(NamedTuple):
    """What one source gave."""

    readings: tuple[Reading, ...]
    items: tuple[Item, ...]


def try_files(source: Source, bodies: Sequence[bytes], *, at: datetime) -> Tried:
    """What the source's module reads in these bodies, taken as the answers to its requests, in order.

    A body about something the entry's options do not name (another coin, another pair) is read once more without
    them, by what it says of itself.
    """
    try:
        return _parsed(source, bodies, at, as_asked=True)
    except Refused as first:
        try:
            return _parsed(source, bodies, at, as_asked=False)
        except BriefError:
            raise first from None


def _parsed(source: Source, bodies: Sequence[bytes], at: datetime, *, as_asked: bool) -> Tried:
    module = find_module(source.module)
    night = Night(day=day_of(at), at=at, options=source.options)
    asked: list[Request] = module.requests(night)
    if not as_asked:
        night = Night(day=day_of(at), at=at)
    payloads = []
    for number, body in enumerate(bodies):
        request = asked[number] if number < len(asked) else Request(url=asked[-1].url)
        tag = request.tag if as_asked else ""
        url = redact(request.url, ())
        payloads.append(Payload(source=source.id, url=url, body=body, fetched_at=at, tag=tag))
    return try_payloads(source, payloads, night)


def try_payloads(source: Source, payloads: Sequence[Payload], night: Night) -> Tried:
    """What the source's module reads in these answers."""
    module = find_module(source.module)
    try:
        readings, items = read(module, payloads, night)
    except BriefError:
        raise
    except Exception as broken:
        raise Refused(f"{source.id} sent an answer we could not read ({stumble(broken)}).") from broken
    if not readings and not hasattr(module, "items"):
        raise Refused(f"{source.id} sent an answer without a single figure we take.")
    return Tried(tuple(readings), tuple(items))


async def try_live(
    config: Config,
    source: Source,
    *,
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]],
    random: Callable[[], float],
) -> Tried:
    """Ask the source for real, once, as a night would."""
    if source.key and not source.key.optional and (reason := config.usable(source)) and not config.key_of(source):
        raise KeyMissing(f"{source.id}: {reason}.")
    at = now()
    async with open_client(config, now=now, sleep=sleep, random=random) as client:
        fetcher = _Once(client, source)
        collected = await collect(config, day=day_of(at), at=at, fetcher=fetcher)
    if not collected.readings and collected.gaps:
        raise (fetcher.failed or Refused)(collected.gaps[0].why)
    if not collected.readings and not hasattr(find_module(source.module), "items"):
        raise Refused(f"{source.id} gave no figure.")
    return Tried(collected.readings, collected.items)


class _Once:
    """Asks one source through the client and keeps nothing; remembers how a failure was meant, for the exit code."""

    provenance: ArchiveProvenance = "recorded"

    def __init__(self, client: Client, source: Source) -> None:
        self._client, self._source = client, source
        self.failed: type[BriefError] | None = None

    def chosen(self, config: Config) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        return (self._source,), ()

    def published(self, source: Source) -> tuple[Published, ...]:
        return ()

    def unread(self, config: Config) -> tuple[str, ...]:
        return ()

    async def ask(self, source: Source, request: Request) -> Payload:
        try:
            answer = await self._client.fetch(source, request)
            refuse_status(source, answer)
        except (Refused, Unreachable) as failed:
            self.failed = type(failed)
            raise
        url = redact(request.url, ())
        return Payload(
            source=source.id,
            url=url,
            body=answer.body,
            fetched_at=answer.fetched_at,
            tag=request.tag,
            headers=answer.headers,
        )
