"""Looking at sources without making a night of it: each is asked as a night would ask, and what it answers is judged.

Owns what is said of a source by `brief doctor`, and what there is to do about it. Refuses to keep anything: the archive
of these answers is in memory, and goes to disk only where somebody wants it recorded.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from brief.collect.answer import Answer
from brief.collect.archive import Asks, Entry, Recorder, unpack
from brief.collect.client import open_client
from brief.collect.drift import Shapes
from brief.collect.fixture import META, laid_down, read_fixture
from brief.collect.redact import scrub
from brief.collect.runner import Collected, OnEvent, SourceModule, collect, find_module, read
from brief.config import Config, Source
from brief.errors import Unknown
from brief.models import Gap, Item, Night, Request, day_of, instant_of
from brief.models.checkup import Checkup, KeyState, State


class Looked(NamedTuple):
    """What came of looking: a checkup for each source, and the files of its answers by name."""

    checkups: tuple[Checkup, ...]
    fixtures: dict[str, dict[str, bytes]]


def look(
    config: Config,
    shapes: Shapes,
    *,
    named: bool,
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]],
    random: Callable[[], float],
    on_event: OnEvent,
) -> Looked:
    """Ask the sources of `config` for real, side by side, as politely as a night; where `named`, those off as well."""

    async def ask() -> Looked:
        async with open_client(config, now=now, sleep=sleep, random=random) as client:
            return await look_at(client, config, shapes, named=named, at=now(), on_event=on_event)

    return asyncio.run(ask())


async def look_at(
    client: Asks,
    config: Config,
    shapes: Shapes,
    *,
    named: bool,
    at: datetime,
    on_event: OnEvent = lambda source, state, detail: None,
    find: Callable[[str], SourceModule] = find_module,
) -> Looked:
    """The same with a client that is open already."""
    on = [source.model_copy(update={"enabled": source.enabled or named}) for source in config.sources]
    config = config.model_copy(update={"sources": tuple(on)})
    timed, shelf = _Timed(client), _InMemory()
    recorder = Recorder(timed, shelf, config, day=day_of(at), at=at.replace(microsecond=0), shapes=shapes)
    collected = await collect(config, day=day_of(at), at=at, fetcher=recorder, on_event=on_event, find=find)
    entries: dict[str, list[Entry]] = {source.id: [] for source in config.sources}
    for entry in recorder.finish().requests:
        entries[entry.source].append(entry)
    secrets = config.secrets()
    checkups, fixtures = [], {}
    for source in config.sources:
        asked = entries[source.id]
        bodies = {entry.sha256: unpack(entry, shelf) for entry in asked if entry.file}
        files = laid_down(source.id, asked, bodies, at.replace(microsecond=0))
        if bodies:
            fixtures[source.id] = files
        seen = _Seen(source, find(source.module), files, asked, collected)
        found = _off(config, source, named=named) or seen.checkup(shapes, timed.slowest, _key(config, source))
        checkups.append(found.model_copy(update={"advice": scrub(found.advice, secrets)}))
    return Looked(tuple(checkups), fixtures)


def _off(config: Config, source: Source, *, named: bool) -> Checkup | None:
    """One that may not be asked; who asked for it by name wants to know why."""
    if not (reason := config.usable(source)):
        return None
    state: State = "look" if named else "off"
    return Checkup(source=source.id, state=state, key=_key(config, source), advice=f"Not asked: {reason}.")


def _key(config: Config, source: Source) -> KeyState:
    if source.key is None:
        return ""
    return "set" if config.key_of(source) else "optional" if source.key.optional else "missing"


class _Seen(NamedTuple):
    """What there is to judge a source by that was asked."""

    source: Source
    module: SourceModule
    files: dict[str, bytes]
    entries: Sequence[Entry]
    collected: Collected

    def checkup(self, shapes: Shapes, slowest: Mapping[str, float], key: KeyState) -> Checkup:
        readings = [reading for reading in self.collected.readings if reading.source == self.source.id]
        items = [item for item in self.collected.items if item.source == self.source.id]
        advice = self._advice(silent=not readings and not items)
        return Checkup(
            source=self.source.id,
            state="look" if advice else "well",
            asked=True,
            reached=bool(self._statuses()),
            statuses=self._statuses(),
            seconds=slowest.get(self.source.id, 0),
            newest=_newest([*(reading.as_of for reading in readings), *map(_published, items)]) or self._stale(),
            figures=len({reading.figure for reading in readings}),
            items=len(items),
            drift=self._drift(),
            compared=shapes.knows(self.source.id),
            key=key,
            advice=advice or "Nothing to do.",
        )

    def _statuses(self) -> tuple[int, ...]:
        return tuple(sorted({entry.status for entry in self.entries if entry.status}))

    def _drift(self) -> tuple[str, ...]:
        drifts = (entry.drift for entry in self.entries if entry.drift is not None)
        return tuple(dict.fromkeys(said for drift in drifts for said in drift.changes))

    def _gaps(self) -> list[Gap]:
        return [gap for gap in self.collected.gaps if gap.source == self.source.id]

    def _advice(self, *, silent: bool) -> str:
        """What is the matter and what to do; empty where nothing is."""
        module = f"brief/sources/{self.source.module}.py"
        record = f"`brief doctor {self.source.id} --record DIR` lays its answers down for {module}."
        if gaps := self._gaps():
            more = f" And {len(gaps) - 1} more of it." if len(gaps) > 1 else ""
            unread = self._statuses() == (200,) and not any(gap.stale for gap in gaps)
            return f"{gaps[0].why}{more}" + (f" {record}" if unread else "")
        if drift := self._drift():
            return f"It was read, but its answer has changed: {', '.join(drift[:3])}; {record}"
        if silent and hasattr(self.module, "parse"):
            return f"It answered and gave no figure; see {self.source.page}, and then {module}."
        return ""

    def _stale(self) -> date | None:
        """Of when its newest figure is that was left out as too old: the age that somebody wants to see."""
        if not any(gap.stale for gap in self._gaps()):
            return None
        fixture = read_fixture(self.files[META].decode(), META)
        night = Night(day=day_of(fixture.at), at=fixture.at, options=self.source.options)
        readings, items = read(self.module, fixture.payloads(self.files), night)
        return _newest([*(reading.as_of for reading in readings), *map(_published, items)])


def _published(item: Item) -> date | None:
    """When it came out; what is due on a day to come tells no age."""
    return None if item.topic.partition(".")[0] == "calendar" else item.at


def _newest(times: Sequence[date | None]) -> date | None:
    return max((time for time in times if time is not None), key=instant_of, default=None)


class _Timed:
    """Stands before the client and remembers how long each source took at worst."""

    def __init__(self, client: Asks) -> None:
        self._client = client
        self.slowest: dict[str, float] = {}

    async def fetch(self, source: Source, request: Request) -> Answer:
        answer = await self._client.fetch(source, request)
        self.slowest[source.id] = max(self.slowest.get(source.id, 0), answer.took)
        return answer


class _InMemory:
    """An archive that is gone with the process."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def put(self, name: str, data: bytes) -> None:
        self._files[name] = data

    def get(self, name: str) -> bytes:
        if name not in self._files:
            raise Unknown(f"There is no {name}.")
        return self._files[name]
