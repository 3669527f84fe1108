"""One bad source must cost its own figures only, and say so; and the night must not depend on who answers first."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

import pytest
from collect_tools import AT, DAY, FakeClock, MadeUp, MemoryShelf, Server, asking, reply, serving, settings
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from brief.collect.archive import MANIFEST, Manifest, Recorder, Replay, keep
from brief.collect.reconcile import reconcile
from brief.collect.runner import Collected, Fetcher, SourceModule, collect, find_module
from brief.config import Config, Source
from brief.errors import DiskRefused, Unreachable
from brief.models import Night, Payload, Published, Reading, Request
from brief.models.figures import ArchiveProvenance


def price(value: str, coin: str = "btc") -> bytes:
    return json.dumps({f"prices.{coin}.usd": value}).encode()


async def live(config: Config, modules: Sequence[SourceModule], shelf: MemoryShelf) -> Collected:
    found = iter(modules)
    async with asking(config) as client:
        recorder = Recorder(client, shelf, config, day=DAY, at=AT)
        got = await collect(config, day=DAY, at=AT, fetcher=recorder, find=lambda name: next(found))
        recorder.finish()
        keep(shelf)
        return got


def run_live(replies: dict[str, list[bytes | None]], *paths: list[str], shelf: MemoryShelf | None = None) -> Collected:
    """Sources alpha, beta... asking these paths of a real server."""

    async def night() -> Collected:
        config = settings(*("alpha", "beta", "gamma", "delta")[: len(paths)])
        async with serving(replies) as server:
            modules = [MadeUp([server.url(path) for path in asked]) for asked in paths]
            return await live(config, modules, shelf or MemoryShelf())

    return asyncio.run(night())


def test_a_normal_night_gives_readings_origins_and_no_gap() -> None:
    got = run_live({"/a": [reply(body=price("100"))], "/b": [reply(body=price("101"))]}, ["/a"], ["/b"])
    assert [(it.source, str(it.value)) for it in got.readings] == [("alpha", "100"), ("beta", "101")]
    assert (got.gaps, got.report) == ((), ())
    origin = got.origins["beta"]
    assert (origin.cite, origin.page, origin.fetched_at) == ("Made Up", "https://example.org/beta", AT)
    assert (origin.provenance, origin.sha256) == ("recorded", got.readings[1].sha256)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (reply(body=b"<!DOCTYPE html><html>Welcome"), "alpha answered with a web page instead of data."),
        (reply(body=b"[]"), "alpha sent a list where an object is due, at /."),
        (reply(body=b'{"prices.btc.usd": null}'), "alpha sent null where a number is due, at /prices.btc.usd."),
        (reply(body=b'{"prices.btc.usd": "1'), "alpha sent JSON that stops in the middle (21 bytes)."),
        (reply(body=b""), "alpha sent an empty answer."),
        (reply(403, b'{"msg":"no"}'), "alpha refused us (HTTP 403): no; try from another network or country, "),
        (reply(503, b""), "alpha failed (HTTP 503); try again later."),
        (reply(body=b"{}", content_length="99"), "alpha broke off before its answer was complete; try again later."),
    ],
)
def test_a_bad_answer_costs_its_own_source_and_is_archived(answer: bytes, why: str) -> None:
    shelf = MemoryShelf()
    got = run_live({"/a": [answer], "/b": [reply(body=price("101"))]}, ["/a"], ["/b"], shelf=shelf)
    assert [it.source for it in got.readings] == ["beta"]
    assert [(gap.source, gap.fills) for gap in got.gaps] == [("alpha", "prices.*")]
    assert got.gaps[0].why.startswith(why)
    assert [entry.source for entry in Manifest.read(shelf).requests] == ["alpha", "beta"]


def test_what_arrived_is_read_and_what_did_not_is_one_gap() -> None:
    replies: dict[str, list[bytes | None]] = {
        "/a": [reply(body=price("100"))],
        "/b": [reply(404)],
        "/c": [reply(451)],
    }
    got = run_live(replies, ["/b", "/a", "/c"])
    assert [str(it.value) for it in got.readings] == ["100"]
    assert [gap.why for gap in got.gaps] == [
        (
            "2 of 3 answers are missing: alpha refused us (HTTP 404); "
            "the address is gone, brief/sources/made_up.py needs a look."
        )
    ]


def test_a_replay_gives_the_same_night_byte_for_byte() -> None:
    shelf = MemoryShelf()

    async def night() -> tuple[Config, list[MadeUp], Collected]:
        config = settings("alpha", "beta", "gamma")
        replies = {"/a": [reply(body=price("100"))], "/b": [reply(500)], "/c": [reply(body=price("1", "eth"))]}
        async with serving(replies) as server:
            modules = [MadeUp([server.url("/a"), server.url("/b")]), MadeUp([server.url("/c")])]
            modules.append(MadeUp([server.url("/a").replace(str(server.port), "1")]))  # nobody listens there
            return config, modules, await live(config, modules, shelf)

    config, modules, got = asyncio.run(night())
    found = iter(modules)
    replay = Replay(Manifest.read(shelf), shelf)
    again = asyncio.run(collect(config, day=DAY, at=AT, fetcher=replay, find=lambda name: next(found)))
    assert len(got.gaps) == 2
    assert again == got
    assert again.model_dump_json() == got.model_dump_json()


def test_a_source_that_is_off_is_one_line_and_no_gap_and_a_replay_needs_no_key() -> None:
    config = settings("alpha", entry="key: {env: ALPHA_KEY, header: X-Key}")
    shelf = MemoryShelf()
    got = asyncio.run(live(config, [], shelf))
    assert got.gaps == ()
    assert got.report == (
        "alpha: off, ALPHA_KEY is not set; put the key into that environment variable to ask this source.",
    )
    keyed = settings("alpha", entry="key: {env: ALPHA_KEY, header: X-Key}", environ={"ALPHA_KEY": "long-enough-key"})

    async def night() -> Collected:
        async with serving({"/a": [reply(body=price("100"))]}) as server:
            module = MadeUp([server.url("/a")])
            await live(keyed, [module], shelf)
            assert server.seen[0].headers["x-key"] == "long-enough-key"
            replay = Replay(Manifest.read(shelf), shelf)
            return await collect(config, day=DAY, at=AT, fetcher=replay, find=lambda name: module)

    assert len(asyncio.run(night()).readings) == 1


@dataclass
class Broken:
    """A parser that stumbles."""

    stumble: Exception
    urls: Sequence[str]

    def requests(self, night: Night) -> list[Request]:
        return [Request(url=url) for url in self.urls]

    def parse(self, payloads: Sequence[Payload], night: Night) -> list[Reading]:
        raise self.stumble


def broken_night(stumble: Exception) -> Collected:
    async def night() -> Collected:
        async with serving({"/a": [reply()]}) as server:
            return await live(settings("alpha"), [Broken(stumble, [server.url("/a")])], MemoryShelf())

    return asyncio.run(night())


@pytest.mark.parametrize(
    "stumble",
    [
        *(KeyError("price"), ValueError("price"), ZeroDivisionError("price"), TypeError("price")),
        *(AttributeError("price"), RuntimeError("price"), RecursionError("price"), AssertionError("price")),
    ],
)
def test_a_stumble_of_the_parser_is_the_source_s_gap(stumble: Exception) -> None:
    why = broken_night(stumble).gaps[0].why
    assert why.startswith(f"alpha sent an answer we could not read ({type(stumble).__name__}: ")


class FullDisk(MemoryShelf):
    def put(self, name: str, data: bytes) -> None:
        raise DiskRefused("The disk is full.")


def test_a_disk_that_refuses_stops_the_night_before_anything_is_read() -> None:
    with pytest.raises(DiskRefused, match=r"^The disk is full\.$"):
        run_live({"/a": [reply()]}, ["/a"], shelf=FullDisk())


@dataclass
class Pages(MadeUp):
    """A provider that pages: each answer names the next."""

    server: Server = field(default_factory=lambda: Server({}))

    def more(self, payloads: Sequence[Payload], night: Night) -> list[Request]:
        page = str(json.loads(payloads[-1].body)["next"])
        return [Request(url=self.server.url(f"/{page}"), tag=page)]

    def parse(self, payloads: Sequence[Payload], night: Night) -> list[Reading]:
        return [payloads[0].reading("prices.btc.usd", Decimal(len(payloads)), "usd", night.at, "/next")]


def paged(following: Sequence[int]) -> tuple[Collected, Server]:
    """A night with a provider whose page number N names page `following[N]` as the next."""
    replies = {f"/{page}": [reply(body=json.dumps({"next": after}).encode())] for page, after in enumerate(following)}

    async def night() -> tuple[Collected, Server]:
        async with serving(replies) as server:
            module = Pages([server.url("/0")], server)
            return await live(settings("alpha"), [module], MemoryShelf()), server

    return asyncio.run(night())


def test_pages_are_asked_until_one_leads_back() -> None:
    got, server = paged([1, 2, 0])
    assert [seen.path for seen in server.seen] == ["/0", "/1", "/2"]
    assert (str(got.readings[0].value), got.gaps) == ("3", ())


@pytest.mark.slow
def test_pages_without_end_are_cut_off_with_a_gap() -> None:
    got, server = paged(range(1, 301))
    assert len(server.seen) == 200
    assert got.gaps[0].why.endswith("alpha wants more than 200 answers; the rest was not asked.")


@dataclass
class Unhurried:
    """Answers from memory, each after as many turns of the loop as it is told."""

    delays: dict[str, int]
    provenance: ArchiveProvenance = "specimen"

    def chosen(self, config: Config) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        return config.sources, ()

    def published(self, source: Source) -> tuple[Published, ...]:
        return ()

    def unread(self, config: Config) -> tuple[str, ...]:
        return ()

    async def ask(self, source: Source, request: Request) -> Payload | None:
        for _ in range(self.delays[request.url]):
            await asyncio.sleep(0)
        if request.url == "beta/1":
            raise Unreachable("beta is away.")
        value = str(100 + len(request.url) + "abg".index(request.url[0]))
        return Payload(source=source.id, url=request.url, body=price(value), fetched_at=AT, tag=request.tag)


@trials(deadline=None)
@given(st.permutations(range(6)))
def test_who_answers_first_changes_nothing(turns: list[int]) -> None:
    config = settings("alpha", "beta", "gamma")
    urls = [f"{source.id}/{number}" for source in config.sources for number in range(2)]

    def night(fetcher: Fetcher) -> Collected:
        found = iter([MadeUp(urls[place : place + 2]) for place in (0, 2, 4)])
        return asyncio.run(collect(config, day=DAY, at=AT, fetcher=fetcher, find=lambda name: next(found)))

    straight = night(Unhurried(dict.fromkeys(urls, 0)))
    shuffled = night(Unhurried(dict(zip(urls, turns, strict=True))))
    assert shuffled.model_dump_json() == straight.model_dump_json()
    assert reconcile(shuffled.readings, config) == reconcile(straight.readings, config)
    assert [it.source for it in straight.readings] == ["alpha", "alpha", "beta", "gamma", "gamma"]


def test_the_manifest_stands_in_the_order_of_sources_yaml() -> None:
    shelf, clock = MemoryShelf(), FakeClock()
    config = settings("alpha", "beta")

    async def night() -> None:
        async with serving({"/a": [reply()], "/b": [reply()], "/c": [reply()]}) as server, asking(config, clock) as it:
            recorder = Recorder(it, shelf, config, day=DAY, at=AT)
            for source, path in ((1, "/a"), (0, "/b"), (1, "/c")):
                await recorder.ask(config.sources[source], Request(url=server.url(path)))
            recorder.finish()
            keep(shelf)

    asyncio.run(night())
    asked = [(it["source"], it["url"][-1]) for it in json.loads(shelf.files[MANIFEST])["requests"]]
    assert asked == [("alpha", "b"), ("beta", "a"), ("beta", "c")]


def test_the_night_s_instant_is_the_one_the_manifest_keeps() -> None:
    class Timed(MadeUp):
        def requests(self, night: Night) -> list[Request]:
            assert night.at == AT
            return []

    late = AT.replace(microsecond=5)
    fetcher = Unhurried({})
    asyncio.run(collect(settings("alpha"), day=DAY, at=late, fetcher=fetcher, find=lambda name: Timed([])))


def test_a_module_is_found_by_its_name_in_sources_yaml() -> None:
    module = find_module("alternative_me")
    assert module.requests(Night(day=DAY, at=AT))[0].url == "https://api.alternative.me/fng/?limit=30"


def test_a_source_is_known_until_its_last_answer() -> None:
    """The rows of a second page would be later than the night they belong to, and missing from its comparisons."""

    class Later(Unhurried):
        async def ask(self, source: Source, request: Request) -> Payload | None:
            got = await super().ask(source, request)
            late = timedelta(seconds=5) if request.url.endswith("/1") else timedelta(0)
            return got.model_copy(update={"fetched_at": AT + late}) if got else None

    urls = ["alpha/0", "alpha/1"]
    fetcher = Later(dict.fromkeys(urls, 0))
    got = asyncio.run(collect(settings("alpha"), day=DAY, at=AT, fetcher=fetcher, find=lambda _: MadeUp(urls)))
    assert got.origins["alpha"].fetched_at == AT + timedelta(seconds=5)
