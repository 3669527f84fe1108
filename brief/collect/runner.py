"""All sources of one night: ask, read, accept; whatever goes wrong with one becomes its gap and touches no other.

Owns the contract with `brief/sources/*.py` and the one place where a parser's stumble becomes a sentence. Results stand
in the order of sources.yaml, never in the order of arrival.
"""

import asyncio
import importlib
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Literal, Protocol, TypeVar, cast

from brief.collect.accept import accept, accept_items
from brief.collect.redact import scrub
from brief.config import Config, Source
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Drift, Gap, Item, Night, Origin, Payload, Published, Reading, Request
from brief.models.base import Frozen
from brief.models.figures import ArchiveProvenance

MOST_REQUESTS = 200
"""What one source may ask in one night, pages included."""

_MOST_SAID = 400

State = Literal["asking", "read", "gap", "off"]
OnEvent = Callable[[str, State, str], None]
T = TypeVar("T")


class Fetcher(Protocol):
    """Where answers come from: a live night that is recorded, or the replay of one."""

    @property
    def provenance(self) -> ArchiveProvenance: ...
    def chosen(self, config: Config) -> tuple[tuple[Source, ...], tuple[str, ...]]: ...
    def published(self, source: Source) -> tuple[Published, ...]: ...
    def unread(self, config: Config) -> tuple[str, ...]: ...
    async def ask(self, source: Source, request: Request) -> Payload | None: ...


class SourceModule(Protocol):
    """What every file in `brief/sources/` offers.

    Besides, `parse(payloads, night)` gives readings, `items(payloads, night)` what was published, a module has one of
    them or both; `more(payloads, night)` is for providers that page.
    """

    def requests(self, night: Night) -> list[Request]: ...


class Collected(Frozen):
    """What the night got, before sources are compared. `report` is for the operator, one line each."""

    readings: tuple[Reading, ...]
    items: tuple[Item, ...] = ()
    gaps: tuple[Gap, ...]
    origins: dict[str, Origin]
    report: tuple[str, ...]
    asked: dict[str, frozenset[str]] = {}
    """The sources that were asked, each with what (by the tags of its requests) it was not asked about after all."""
    archive: dict[str, str] = {}
    """The sums of the files of its archive, by name."""


def read(module: SourceModule, payloads: Sequence[Payload], night: Night) -> tuple[list[Reading], list[Item]]:
    """What a module reads in its answers."""
    parse: Callable[..., list[Reading]] | None = getattr(module, "parse", None)
    items: Callable[..., list[Item]] | None = getattr(module, "items", None)
    return parse(payloads, night) if parse else [], items(payloads, night) if items else []


def stumble(broken: Exception) -> str:
    """What a module stumbled over, in a few words for whoever mends it."""
    return " ".join(f"{type(broken).__name__}: {broken}".split())[:200]


def find_module(name: str) -> SourceModule:
    return cast("SourceModule", importlib.import_module(f"brief.sources.{name}"))


async def collect(
    config: Config,
    *,
    day: date,
    at: datetime,
    fetcher: Fetcher,
    on_event: OnEvent = lambda source, state, detail: None,
    find: Callable[[str], SourceModule] = find_module,
) -> Collected:
    """Every source's readings for the edition of `day`, asked at the instant `at`."""
    at = at.replace(microsecond=0)  # as the manifest keeps it, so that a replay asks the same questions
    chosen, lines = fetcher.chosen(config)
    for line in lines:
        on_event(line.partition(":")[0], "off", line)
    visits = [
        _Visit(source, Night(day=day, at=at, options=source.options), fetcher, find(source.module), config, on_event)
        for source in chosen
    ]
    await together(visit.run() for visit in visits)
    secrets = config.secrets()
    report = (*lines, *(note for visit in visits for note in visit.notes), *fetcher.unread(config))
    return Collected(
        readings=tuple(reading for visit in visits for reading in visit.readings),
        items=tuple(item for visit in visits for item in visit.items),
        gaps=tuple(gap for visit in visits for gap in visit.gaps),
        origins={visit.source.id: visit.origin() for visit in visits if visit.payloads},
        report=tuple(scrub(line, secrets) for line in report),
        asked={visit.source.id: visit.unasked for visit in visits if visit.asked},
    )


class _Visit:
    """One source's part of the night."""

    def __init__(
        self,
        source: Source,
        night: Night,
        fetcher: Fetcher,
        module: SourceModule,
        config: Config,
        on_event: OnEvent,
    ) -> None:
        self.source, self._night, self._fetcher, self._module = source, night, fetcher, module
        self._on_event, self._secrets = on_event, config.secrets()
        self._asked: list[Request] = []
        self._failures: list[str] = []
        self._not_asked: set[str] = set()
        self.payloads: list[Payload] = []
        self.readings: tuple[Reading, ...] = ()
        self.items: tuple[Item, ...] = ()
        self.gaps: list[Gap] = []
        self.notes: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether any question went out: a replay asks only what its archive has."""
        return bool(self.payloads or self._failures)

    @property
    def unasked(self) -> frozenset[str]:
        """The tags of the requests that a replay has no answer to, because nobody asked them."""
        return frozenset(self._not_asked)

    async def run(self) -> None:
        """Ask all there is to ask, then read what came. A gap for what did not."""
        try:
            await self._ask_everything()
            self._read()
        except (Refused, Unreachable) as failed:
            self._gap(str(failed))
        else:
            if self._failures:
                missing = f"{len(self._failures)} of {len(self._asked)} answers are missing: " if self.payloads else ""
                self._gap(missing + self._failures[0])
        if not self.gaps and self.payloads:
            self._on_event(self.source.id, "read", self._count())

    def _count(self) -> str:
        told = [f"{len(self.readings)} readings"] if self.readings or not self.items else []
        return ", ".join([*told, *([f"{len(self.items)} items"] if self.items else [])])

    async def _ask_everything(self) -> None:
        with self._in_words("could not be asked, its options in sources.yaml need a look"):
            wanted = self._module.requests(self._night)
        await self._ask(wanted)
        more = getattr(self._module, "more", None)
        while more is not None and self.payloads:
            with self._in_words("sent an answer we could not read"):
                wanted = more(self.payloads, self._night)
            if not await self._ask(wanted):
                return

    async def _ask(self, wanted: Iterable[Request]) -> bool:
        """Ask what was not asked before, and say whether there was any of it."""
        new: list[Request] = []
        for request in wanted:
            if request not in self._asked and request not in new:
                new.append(request)
        room = MOST_REQUESTS - len(self._asked)
        if len(new) > room:
            self._failures.append(f"{self.source.id} wants more than {MOST_REQUESTS} answers; the rest was not asked.")
            new = new[:room]
        if not new:
            return False
        self._on_event(self.source.id, "asking", new[0].url if len(new) == 1 else f"{len(new)} requests")
        self._asked += new
        answers = await together(self._answer(request) for request in new)
        for request, answer in zip(new, answers, strict=True):
            if isinstance(answer, Payload):
                self.payloads.append(answer)
            elif answer is not None:
                self._failures.append(answer)
            else:
                self._not_asked.add(request.tag)
        return True

    async def _answer(self, request: Request) -> Payload | str | None:
        try:
            return await self._fetcher.ask(self.source, request)
        except (Refused, Unreachable) as failed:
            return str(failed)

    def _read(self) -> None:
        if not self.payloads:
            return
        with self._in_words("sent an answer we could not read"):
            readings, items = read(self._module, self.payloads, self._night)
        self._compare({reading.figure for reading in readings})
        accepted, published = accept(readings, self.source, self._night), accept_items(items, self.source, self._night)
        self.readings, self.items = accepted.readings, published.items
        self.notes += accepted.notes + published.notes
        for gap in accepted.gaps + published.gaps:
            self._gap(gap.why, gap.fills, gap.stale)

    def _compare(self, figures: set[str]) -> None:
        """What was read although its answers are not what they were: a note, and a gap where it cost a figure."""
        drifts = [payload.drift for payload in self.payloads if payload.drift is not None]
        if sure := [Drift(changes=drift.changes) for drift in drifts if drift.changes]:
            self.notes += (f"{self.source.id}: its answer has changed, and was read: {_said(sure)}.",)
        known = {name for drift in drifts for name in drift.figures if self.source.fills_figure(name)}
        lost = sorted(known - figures)
        if lost and not self._failures:
            more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
            why = f"{self.source.id} no longer gives {', '.join(lost[:3])}{more}: in its answer {_said(drifts)}."
            self._gap(why, ", ".join(lost))

    def _changed(self) -> str:
        """How its answers differ from those before, to say with a refusal; empty where nobody knows of anything."""
        return _said([payload.drift for payload in self.payloads if payload.drift is not None])

    @contextmanager
    def _in_words(self, did: str) -> Iterator[None]:
        """Whatever a module stumbles over is its source's refusal: a mistake in one costs no night the others."""
        try:
            yield
        except Refused as refused:
            if changed := self._changed():
                raise Refused(f"{refused} Its answer is not what it was: {changed}.") from refused
            raise
        except BriefError:
            raise
        except Exception as broken:
            said = self._changed() or stumble(broken)
            raise Refused(f"{self.source.id} {did} ({said}).") from broken

    def _gap(self, why: str, fills: str = "", stale: int = 0) -> None:
        why, fills = scrub(why, self._secrets), fills or ", ".join(self.source.fills)
        gap = Gap(source=self.source.id, fills=fills, why=why, name=self.source.name, stale=stale)
        self.gaps.append(gap)
        self._on_event(self.source.id, "gap", why)

    def origin(self) -> Origin:
        first = self.payloads[0]
        return Origin(
            source=self.source.id,
            cite=self.source.cite,
            title=self.source.title,
            page=self.source.page,
            credit=self.source.credit,
            fetched_at=max(payload.fetched_at for payload in self.payloads),
            url=first.url,
            sha256=first.sha256,
            provenance=self._fetcher.provenance,
            published=self._fetcher.published(self.source),
            unchanged={it.sha256: it.unchanged_since for it in self.payloads if it.unchanged_since},
            fills=self.source.fills,
        )


def _said(drifts: Iterable[Drift]) -> str:
    """What has changed, each thing once."""
    return ", ".join(dict.fromkeys(drift.said for drift in drifts))[:_MOST_SAID]


async def together(coroutines: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """All results in order. The first exception flies as it is, and no task is left behind it."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
