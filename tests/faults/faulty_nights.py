"""The specimen night against a real server that plays every host of `sources.yaml`, and what such a night comes to.

Owns the site, the plan of who is disturbed by what, and the night's run through the real client. Refuses to judge: what
must hold is in the tests.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from fault_kinds import ANSWERS, HOSTS, PATIENCE, Fault
from real_internet import Asked, Internet, Reply, internet

from brief import night
from brief.collect.archive import Manifest, keep, unpack
from brief.collect.live import record
from brief.collect.reconcile import reconcile
from brief.collect.runner import Collected
from brief.config import Config
from brief.errors import BriefError
from brief.models import Item, Reading
from brief.store import Store
from nights import KEYED, SPECIMEN, configuration, specimen_site
from specimen.make import DAY

AT = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
SECRETS = {f"{name}_API_KEY": f"never-show-{name.lower()}-0123456789" for name in KEYED}
CONTACT = "https://example.org/who-asks"
_CONTENT_TYPES = {"[": "application/json", "{": "application/json", "B": "text/calendar", "<": "text/xml"}

Question = tuple[str, str, str]
"""Method, address and body."""


class Archived:
    """The specimen's answers, as its hosts give them; the sources that are disturbed get theirs changed."""

    def __init__(self) -> None:
        store = Store(SPECIMEN.parent / "specimen")
        shelf = _Shelf(store)
        self.replies: dict[Question, Reply] = {}
        self.askers: dict[Question, set[str]] = {}
        self.hosts: dict[str, set[str]] = {}
        for entry in Manifest.read(shelf).requests:
            question = (entry.method, entry.url, entry.body)
            body = unpack(entry, shelf)
            kind = _CONTENT_TYPES.get(body.decode("utf-8-sig").lstrip()[:1], "text/csv")
            kind = "text/html" if b"<html" in body[:200] else kind
            self.replies[question] = Reply(body, entry.status, {"content-type": f"{kind}; charset=utf-8"})
            self.askers.setdefault(question, set()).add(entry.source)
            self.hosts.setdefault(urlsplit(entry.url).netloc, set()).add(entry.source)
        self.disturbed: Mapping[str, Sequence[Fault]] = {}
        self.times: dict[Question, int] = {}

    def disturb(self, disturbed: Mapping[str, Sequence[Fault]]) -> None:
        """From now on these sources' answers go wrong: the first attempt by the first fault, the others by the last."""
        self.disturbed, self.times = disturbed, {}

    def __call__(self, asked: Asked) -> Reply:
        question = (asked.method, asked.url, asked.body.decode())
        reply = self.replies.get(question)
        if reply is None:
            return Reply(b'{"error": "not here"}', 404, {"content-type": "application/json"})
        for source in sorted(self.askers[question] & self.disturbed.keys()):
            faults = self.disturbed[source]
            at = self.times[question] = self.times.get(question, -1) + 1
            return faults[min(at, len(faults) - 1)].change(reply, asked)
        return reply

    def touched(self, source: str) -> set[str]:
        """The sources that ask one of the questions that this one asks."""
        return {one for question, ids in self.askers.items() if source in ids for one in ids}


class _Shelf:
    """The specimen's own archive folder."""

    def __init__(self, store: Store) -> None:
        self._folder = store.root / "_raw" / DAY.isoformat()

    def put(self, name: str, data: bytes) -> None:
        raise AssertionError("nobody writes to the specimen")

    def get(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()


class Plan(NamedTuple):
    """Who is disturbed in a night, by what: the faults of each source, first to last attempt."""

    name: str
    answers: Mapping[str, Sequence[Fault]] = {}
    hosts: Mapping[str, Fault] = {}


class Night(NamedTuple):
    """A night that was run: what was collected, and how it ended."""

    store: Store
    config: Config
    collected: Collected
    kept: tuple[Reading, ...]
    """The readings that may stand."""
    code: int
    said: str
    """All that its operator reads."""


class World:
    """The internet, and the night that nobody disturbs."""

    def __init__(self, net: Internet, archived: Archived, folder: Path) -> None:
        self.net, self.archived = net, archived
        self.calm = self.night(folder, Plan("calm"))
        self.usable = [one.id for one in self.calm.config.sources if not self.calm.config.usable(one)]

    def night(self, folder: Path, plan: Plan) -> Night:
        """A live night of the specimen's day under this plan."""
        self.archived.disturb(plan.answers)
        self.net.wires = {host: fault.wire for host, fault in plan.hosts.items()}
        store = live_site(folder, [host for host, fault in plan.hosts.items() if fault.slow])
        config = configuration(store, SECRETS)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.net.environ.items():
                patch.setenv(name, value)
            collected = collect(store, config)
        kept = reconcile(collected.readings, config, collected.asked).readings
        code, said = _finish(store, config, collected)
        return Night(store, config, collected, kept, code, said)

    def disturbed(self, plan: Plan) -> dict[str, Fault]:
        """Every source that a plan touches, with the fault that its operator is told of."""
        last = {source: faults[-1] for source, faults in plan.answers.items()}
        through_host = {source: fault for host, fault in plan.hosts.items() for source in self.archived.hosts[host]}
        return {source: fault for source, fault in {**last, **through_host}.items() if source in self.usable}


@contextmanager
def world(folder: Path) -> Iterator[World]:
    archived = Archived()
    with internet(folder, archived) as net:
        yield World(net, archived, folder / "calm")


def live_site(folder: Path, impatient: Sequence[str] = ()) -> Store:
    """The specimen's site before its night: nothing is archived, we say who asks, no host wants a pause."""
    folder.mkdir(parents=True, exist_ok=True)
    store = specimen_site(folder)
    for file in (store.content / "_raw" / DAY.isoformat()).iterdir():
        file.unlink()
    hurry(store, impatient)
    return store


def hurry(store: Store, impatient: Sequence[str] = ()) -> None:
    """Let a site's nights be quick: no pause before a host, and little patience with those that will not answer."""
    text = store.sources_file().read_text(encoding="utf-8")
    hosts = [f"  {host}: {{timeout: {PATIENCE}}}\n" for host in impatient]
    rules = "".join(["hosts:\n", "  default: {concurrency: 8, pause: 0, timeout: 30}\n", *hosts])
    text = re.sub(r"(?m)^hosts:\n(?:[ #].*\n)+", rules, text, count=1)
    text = text.replace('contact: ""', f'contact: "{CONTACT}"', 1)
    store.sources_file().write_text(text, encoding="utf-8")


def collect(store: Store, config: Config) -> Collected:
    async def at_once(seconds: float) -> None:
        """The clock stands still, so whoever waits for it need not."""

    return record(
        config,
        store.archive,
        day=DAY,
        at=AT,
        now=lambda: AT,
        sleep=at_once,
        random=lambda: 0.5,
        on_event=lambda *_: None,
    )


def _finish(store: Store, config: Config, collected: Collected) -> tuple[int, str]:
    """The exit code of the night, and every sentence of it."""
    heard = "\n".join((*(gap.why for gap in collected.gaps), *collected.report))
    try:
        done = night.run(
            store,
            config,
            collected,
            day=DAY,
            at=AT,
            now=AT,
            provenance="recorded",
            on_kept=lambda: keep(store.archive(DAY)),
        )
    except BriefError as error:
        return error.exit_code, f"{heard}\n{error}"
    return 10 if done.degraded else 0, "\n".join((heard, *(gap.why for gap in done.gaps), *done.notes, *done.said))


def measured(readings: Sequence[Reading], source: str) -> set[tuple[Any, ...]]:
    """What a source said, without where in which bytes it stood."""
    return {(it.figure, it.value, it.unit, it.as_of) for it in readings if it.source == source}


def published(items: Sequence[Item], source: str) -> set[tuple[Any, ...]]:
    return {(it.topic, it.title, it.outlet, it.at, it.link) for it in items if it.source == source}


def plans(world: World) -> list[Plan]:
    """Every usable source under every fault of an answer, and every host under every fault of a connection.

    Half of all are disturbed in a night, each by another fault, so that the other half makes a brief. Sources that ask
    the same question are never disturbed at once.
    """
    hosts = sorted(world.archived.hosts)
    found = []
    for turn in range(len(HOSTS)):
        for half in (0, 1):
            some = {
                host: HOSTS[(place // 2 + turn) % len(HOSTS)] for place, host in enumerate(hosts) if place % 2 == half
            }
            found.append(Plan(f"hosts {turn}.{half}", hosts=some))
    for turn in range(len(ANSWERS)):
        for half in (0, 1):
            chosen = [one for place, one in enumerate(world.usable) if place % 2 == half]
            by = {one: [ANSWERS[(place + turn) % len(ANSWERS)]] for place, one in enumerate(chosen)}
            found.append(Plan(f"answers {turn}.{half}", answers=_apart(world, by)))
    return found


def pairs(world: World, count: int) -> list[Plan]:
    """Nights in which a random third of the sources stumbles twice: over one thing, and, asked again, over another."""
    first = [fault for fault in ANSWERS if fault.passes]
    found = []
    for seed in range(count):
        chance = random.Random(seed)
        some = chance.sample(world.usable, len(world.usable) // 3)
        by = {one: [chance.choice(first), chance.choice(ANSWERS)] for one in some}
        found.append(Plan(f"pairs {seed}", answers=_apart(world, by)))
    return found


def _apart(world: World, by: Mapping[str, list[Fault]]) -> dict[str, list[Fault]]:
    """Without those whose question another one that is disturbed asks, too."""
    kept: dict[str, list[Fault]] = {}
    for source, faults in by.items():
        if not world.archived.touched(source) & kept.keys():
            kept[source] = faults
    return kept
