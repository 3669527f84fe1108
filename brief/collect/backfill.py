"""Asking for the past: every stretch of days that a source gives, each answer kept before anyone reads it.

Owns which answers an interrupted run has already, and what of them may stand: whole days that are over, from the first
one wanted, on days of the series, within the bounds of `sources.yaml`. Refuses to know what a series holds. A source
offers its past by `history(night)`, requests as data; `parse` reads the answers, one at a time, since each is of other
days and one that cannot be read must not take the others with it. Only where an answer proves what another one is of
(`TOGETHER` in the module) are they read at once, or not at all.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol, cast

from brief.collect.answer import refuse_status
from brief.collect.archive import MANIFEST, Asks, Entry, Manifest, Shelf, entry_of, pack, unpack
from brief.collect.client import open_client
from brief.collect.redact import redact, scrub
from brief.collect.runner import OnEvent, SourceModule, find_module, read, stumble, together
from brief.config import Config, FigureRule, Source
from brief.errors import BriefError, Refused, Unreachable
from brief.history import is_session
from brief.models import Night, Payload, Reading, Request, day_of
from brief.models.base import Frozen

BOUND = 3600.0
"""Seconds for a whole run. What was not asked by then is asked by the next one."""
MOST_ANSWERS = 1000
"""What one source may be asked in one run: three hundred days at a time, that is ten coins since there are any."""


OnAnswer = Callable[[str, int, int], None]


class Watch(NamedTuple):
    """Who looks on."""

    on_event: OnEvent
    on_answer: OnAnswer


class PastModule(SourceModule, Protocol):
    """A file in `brief/sources/` that offers its past: `night.since` is the first day wanted."""

    def history(self, night: Night) -> list[Request]: ...


class Shelved(Shelf, Protocol):
    """A source's folder of answers."""

    def sizes(self) -> dict[str, int]: ...
    def remove(self, name: str) -> None: ...


class Filled(Frozen):
    """What one source's past came to."""

    source: str
    readings: tuple[Reading, ...]
    answers: int
    amiss: tuple[str, ...] = ()
    """What went wrong, a sentence each."""
    later: bool = False
    """Some of it may be had later: the next run asks for what is missing."""
    left_out: tuple[str, ...] = ()
    """What was read and may not stand."""


def offers_past(source: Source, find: Callable[[str], SourceModule] = find_module) -> bool:
    """Whether a source can be asked for days long gone."""
    return hasattr(find(source.module), "history")


def backfill(
    config: Config,
    sources: Iterable[Source],
    *,
    since: date,
    at: datetime,
    shelf: Callable[[str], Shelved],
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]],
    random: Callable[[], float],
    on_event: OnEvent,
    on_answer: OnAnswer,
    on_filled: Callable[[Filled], None],
) -> None:
    """Ask the sources side by side, as politely as a night; `on_filled` gets each as soon as it is done.

    `at` is when the run was begun, be it by one that was cut off: what that one was answered is not asked again.
    `on_answer` is told how many of a source's answers are there.
    """
    patient = config.model_copy(update={"deadline": BOUND})

    async def ask() -> None:
        async with open_client(patient, now=now, sleep=sleep, random=random, whose="the backfill") as client:
            visits = [
                _Past(source, config, client, shelf(source.id), Watch(on_event, on_answer), since, at)
                for source in sources
            ]
            await together(_told(visit, on_filled) for visit in visits)

    asyncio.run(ask())


async def _told(visit: "_Past", on_filled: Callable[[Filled], None]) -> None:
    on_filled(await visit.run())


class _Past:
    """One source's part of a run."""

    def __init__(
        self, source: Source, config: Config, client: Asks, shelf: Shelved, watch: "Watch", since: date, at: datetime
    ) -> None:
        self._source, self._config, self._client, self._shelf = source, config, client, shelf
        self._night = Night(day=day_of(at), at=at, options=source.options, since=since)
        self._module = cast("PastModule", find_module(source.module))
        self._watch, self._secrets = watch, config.secrets()
        self._kept: dict[int, Entry] = {}
        self._amiss: list[str] = []
        self._later = False

    async def run(self) -> Filled:
        """Ask what is not there yet, then read all of it."""
        try:
            wanted = self._wanted()
            self._kept = self._answered_before(wanted)
            missing = [place for place in range(len(wanted)) if place not in self._kept]
            self._say(wanted)
            await together(self._ask(wanted, place) for place in missing)
            readings = [reading for places in self._read_at_once(wanted) for reading in self._read(wanted, places)]
        except (Refused, Unreachable) as failed:
            readings = []
            self._fail(failed)
        self._tidy()
        may_stand, left_out = acceptable(readings, self._source, self._config, self._night)
        if self._amiss:
            self._watch.on_event(self._source.id, "gap", self._amiss[0])
        else:
            self._watch.on_event(self._source.id, "read", f"{len(self._kept)} answers, {len(may_stand):,} readings")
        return Filled(
            source=self._source.id,
            readings=tuple(may_stand),
            answers=len(self._kept),
            amiss=tuple(dict.fromkeys(self._amiss)),
            later=self._later,
            left_out=tuple(left_out),
        )

    def _wanted(self) -> list[Request]:
        try:
            wanted = {request.model_dump_json(): request for request in self._module.history(self._night)}
        except BriefError:
            raise
        except Exception as broken:
            why = f"its options in sources.yaml need a look ({stumble(broken)})"
            raise Refused(f"{self._source.id} could not be asked, {why}.") from broken
        if len(wanted) > MOST_ANSWERS:
            raise Refused(
                f"{self._source.id} would be asked {len(wanted)} questions; begin with a later day than "
                f"{self._night.since}, or with fewer assets in sources.yaml."
            )
        return list(wanted.values())

    def _answered_before(self, wanted: Sequence[Request]) -> dict[int, Entry]:
        """What the run that was cut off was answered, as far as the bytes are there and whole."""
        try:
            manifest = Manifest.read(self._shelf)
        except BriefError:
            return {}
        if manifest.as_of != self._night.at:
            return {}
        found = {}
        for place, request in enumerate(wanted):
            for entry in manifest.requests:
                if entry.answers(self._source, request) and self._is_whole(entry):
                    found[place] = entry
        return found

    def _is_whole(self, entry: Entry) -> bool:
        try:
            unpack(entry, self._shelf)
        except Refused:
            return False
        return True

    async def _ask(self, wanted: Sequence[Request], place: int) -> None:
        """One answer, kept: first its bytes, then the list that names them."""
        request = wanted[place]
        try:
            answer = await self._client.fetch(self._source, request)
            refuse_status(self._source, answer)
        except (Refused, Unreachable) as failed:
            self._fail(failed)
            return
        sha256, file, packed = pack(answer.body)
        self._shelf.put(file, packed)
        self._kept[place] = entry_of(
            self._source,
            request,
            self._secrets,
            status=answer.status,
            headers=answer.headers,
            fetched_at=answer.fetched_at,
            sha256=sha256,
            file=file,
            landed=answer.landed,
        )
        self._shelf.put(MANIFEST, self._manifest().text().encode())
        self._say(wanted)

    def _manifest(self) -> Manifest:
        entries = tuple(self._kept[place] for place in sorted(self._kept))
        return Manifest(day=self._night.day, as_of=self._night.at, provenance="recorded", requests=entries)

    def _tidy(self) -> None:
        """Remove what an earlier run left, now that this one has its own."""
        if self._kept:
            named = {entry.file for entry in self._kept.values()} | {MANIFEST}
            for name in sorted(self._shelf.sizes().keys() - named):
                self._shelf.remove(name)

    def _read_at_once(self, wanted: Sequence[Request]) -> list[list[int]]:
        """Which answers are read at once."""
        if not getattr(self._module, "TOGETHER", False):
            return [[place] for place in sorted(self._kept)]
        return [sorted(self._kept)] if len(self._kept) == len(wanted) else []

    def _payload(self, wanted: Sequence[Request], place: int) -> Payload:
        entry = self._kept[place]
        return Payload(
            source=self._source.id,
            url=redact(wanted[place].url, ()),
            body=unpack(entry, self._shelf),
            fetched_at=entry.fetched_at,
            tag=wanted[place].tag,
            headers=entry.headers,
        )

    def _read(self, wanted: Sequence[Request], places: Sequence[int]) -> list[Reading]:
        """What is read in these answers; one that says to come back later is asked for again by the next run."""
        try:
            return read(self._module, [self._payload(wanted, place) for place in places], self._night)[0]
        except Refused as failed:
            self._fail(failed)
        except Unreachable as failed:
            self._fail(failed)
            for place in places:
                del self._kept[place]
            self._shelf.put(MANIFEST, self._manifest().text().encode())
        except BriefError:
            raise
        except Exception as broken:
            self._fail(Refused(f"{self._source.id} sent an answer we could not read ({stumble(broken)})."))
        return []

    def _fail(self, failed: BriefError) -> None:
        self._amiss.append(scrub(str(failed), self._secrets))
        self._later = self._later or isinstance(failed, Unreachable)

    def _say(self, wanted: Sequence[Request]) -> None:
        self._watch.on_answer(self._source.id, len(self._kept), len(wanted))


def acceptable(
    readings: Iterable[Reading], source: Source, config: Config, night: Night
) -> tuple[list[Reading], list[str]]:
    """What may become rows, oldest day first, and a sentence on what may not. The running day is the night's."""
    kept: list[Reading] = []
    impossible: dict[str, Reading] = {}
    strange: dict[str, None] = {}
    for reading in sorted(readings, key=lambda it: (it.figure, day_of(it.as_of))):
        rule, day = config.rule(reading.figure), day_of(reading.as_of)
        if not source.fills_figure(reading.figure):
            strange[reading.figure] = None
        elif not config.omits(reading.figure) and _is_wanted(day, night, rule):
            if rule.impossible.outside(reading.value):
                impossible[reading.figure] = reading
            else:
                kept.append(reading)
    told = [f"{source.id} gave {name}, which its `fills` in sources.yaml does not list; left out." for name in strange]
    told += [
        f"{source.id} gave {name} as {it.value} {it.unit} ({it.as_of}), which is impossible "
        f"({config.rule(name).impossible.outside(it.value)}); left out."
        for name, it in impossible.items()
    ]
    return kept, told


def _is_wanted(day: date, night: Night, rule: FigureRule) -> bool:
    """Whether a day is over, not before the first one wanted or the first there can be, and one of a series."""
    first = max(night.since or night.day, rule.birth or date.min)
    return rule.series is not None and first <= day < night.day and is_session(rule.series, day)
