"""A page that has not changed need not be sent again; one that has must be; and a price is never of another night."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from collect_tools import AT, DAY, FakeClock, MadeUp, MemoryShelf, Server, Shelves, asking, reply, serving, settings
from hypothesis import example, given
from hypothesis import strategies as st

from brief.collect.archive import MANIFEST, Entry, Manifest, Recorder, Replay, keep, pack
from brief.collect.conditional import NIGHTS, Conditional, conditions
from brief.collect.runner import Collected, SourceModule, collect
from brief.config import Config
from brief.errors import Refused, Unreachable
from brief.models import Item, Night, Payload, Request

NEWS = settings("alpha", fills="[news.alpha]")
BEFORE = DAY - timedelta(days=1)
OLD, NEW = b'["Monday"]', b'["Tuesday", "Monday"]'
LAST = "Wed, 01 Oct 2025 21:00:00 GMT"
LATER = "Mon, 03 Nov 2025 21:00:00 GMT"
ASKED = ("if-none-match", "if-modified-since")
UNASKED = "alpha says that nothing has changed (HTTP 304), which nobody asked; nothing was read."


@dataclass
class Told:
    """A source module of published things: reads a list of titles."""

    urls: Sequence[str] = ()

    def requests(self, night: Night) -> list[Request]:
        return [Request(url=url, headers={"Accept": "application/json"}) for url in self.urls]

    def items(self, payloads: Sequence[Payload], night: Night) -> list[Item]:
        return [
            payload.item("news.alpha", title, "Alpha", BEFORE, f"/{place}")
            for payload in payloads
            for place, title in enumerate(json.loads(payload.body))
        ]


@dataclass
class World:
    """One server, one archive, and nights that follow each other."""

    server: Server
    shelves: Shelves = field(default_factory=Shelves)
    config: Config = NEWS
    module: SourceModule = field(default_factory=Told)
    answers: list[Payload | str] = field(default_factory=list)
    """What all nights were answered, or told instead."""

    async def night(self, day: date, *requests: Request) -> None:
        async def ask(recorder: Recorder) -> None:
            for request in requests:
                try:
                    self.answers.append(await recorder.ask(self.config.sources[0], request))
                except (Refused, Unreachable) as failed:
                    self.answers.append(str(failed))

        await self.recorded(day, ask)

    async def recorded(self, day: date, ask: Callable[[Recorder], Any]) -> None:
        clock = FakeClock()
        clock.time = AT + (day - DAY)
        async with asking(self.config, clock) as client:
            conditional = Conditional(client, self.shelves, day=day, find=lambda _: self.module)
            recorder = Recorder(conditional, self.shelves(day), self.config, day=day, at=clock.time)
            await ask(recorder)
            recorder.finish()
            keep(self.shelves(day))

    def entry(self, day: date = DAY) -> Entry:
        (found,) = Manifest.read(self.shelves(day)).requests
        return found

    def change(self, night: date, **changes: object) -> None:
        """Another manifest of a night; `requests` changes its only entry."""
        shelf = self.shelves(night)
        manifest = json.loads(shelf.files[MANIFEST])
        manifest["requests"][0] |= changes.pop("requests", {})
        shelf.put(MANIFEST, json.dumps(manifest | changes).encode())

    def asked(self) -> list[tuple[str | None, ...]]:
        """The validators that came with each question."""
        return [tuple(seen.headers.get(name) for name in ASKED) for seen in self.server.seen]


def in_world(replies: dict[str, list[bytes | None]], nights: Callable[[World], Any], **of: Any) -> World:
    async def run() -> World:
        async with serving(replies) as server:
            world = World(server, **of)
            await nights(world)
            return world

    return asyncio.run(run())


def first(etag: str = '"v1"', body: bytes = OLD) -> bytes:
    return reply(body=body, etag=etag, last_modified=LAST)


def unchanged(**headers: str) -> bytes:
    return reply(304, body=b"", **headers)


def second_night(*replies: bytes, between: Callable[[World], object] = lambda _: None, **of: Any) -> World:
    """A night that was answered with the first reply, what happened to its archive, and the night after."""

    async def nights(world: World) -> None:
        await world.night(BEFORE, Request(url=world.server.url("/a")))
        between(world)
        await world.night(DAY, Request(url=world.server.url("/a")))

    return in_world({"/a": list(replies)}, nights, **of)


def bodies(world: World) -> list[tuple[bytes, date | None]]:
    """What each night read, and since when it had not changed."""
    return [(it.body, it.unchanged_since) for it in world.answers if isinstance(it, Payload)]


@pytest.mark.parametrize("etag", ['"v1"', 'W/"v1"'])
def test_what_has_not_changed_is_not_sent_again_and_stands_in_tonight_s_archive(etag: str) -> None:
    """The bytes keep their own content type: a 304 says nothing of it, or of itself."""
    world = second_night(first(etag), unchanged(etag='"v1"', content_type="text/html", date="Tue, 04 Nov 2025"))
    assert world.asked() == [(None, None), (etag, LAST)]
    sha256, file, packed = pack(OLD)
    assert json.loads(world.shelves(DAY).files[MANIFEST])["requests"] == [
        {
            "source": "alpha",
            "method": "GET",
            "url": world.server.url("/a"),
            "status": 304,
            "headers": {
                "content-type": "application/json",
                "etag": etag,
                "last-modified": LAST,
                "date": "Tue, 04 Nov 2025",
            },
            "fetched_at": "2025-11-04T00:06:00Z",
            "sha256": sha256,
            "file": file,
            "origin": None,
            "unchanged_since": "2025-11-03",
        }
    ]
    assert world.shelves(DAY).files[file] == packed
    assert bodies(world) == [(OLD, None), (OLD, BEFORE)]
    assert [it.fetched_at for it in world.answers if isinstance(it, Payload)] == [AT - timedelta(days=1), AT]


def test_what_has_changed_is_tonight_s_and_the_next_night_asks_about_it() -> None:
    async def nights(world: World) -> None:
        page = Request(url=world.server.url("/a"))
        for back in (2, 1, 0):
            await world.night(DAY - timedelta(days=back), page)

    world = in_world({"/a": [first(), first('"v2"', NEW), unchanged(etag='"v2"')]}, nights)
    assert bodies(world) == [(OLD, None), (NEW, None), (NEW, BEFORE)]
    assert [tag for tag, _ in world.asked()] == [None, '"v1"', '"v2"']


def test_a_replay_of_such_a_night_needs_neither_the_night_before_nor_the_network() -> None:
    module, got = Told(), list[Collected]()

    async def nights(world: World) -> None:
        module.urls = [world.server.url("/a")]
        for day in (BEFORE, DAY):
            at = AT + (day - DAY)

            async def ask(recorder: Recorder, day: date = day, at: Any = at) -> None:
                got.append(await collect(NEWS, day=day, at=at, fetcher=recorder, find=lambda _: module))

            await world.recorded(day, ask)

    world = in_world({"/a": [first(), unchanged()]}, nights, module=module)
    del world.shelves[BEFORE]
    replay = Replay(Manifest.read(world.shelves(DAY)), world.shelves(DAY))
    again = asyncio.run(collect(NEWS, day=DAY, at=AT, fetcher=replay, find=lambda _: module))
    assert again.model_dump_json() == got[1].model_dump_json()
    assert [(it.title, it.fetched_at) for it in again.items] == [("Monday", AT)]
    assert again.origins["alpha"].unchanged == {pack(OLD)[0]: BEFORE}
    assert got[0].origins["alpha"].unchanged == {}


def test_nothing_has_changed_is_no_answer_to_who_did_not_ask() -> None:
    async def nights(world: World) -> None:
        await world.night(DAY, Request(url=world.server.url("/a")))

    world = in_world({"/a": [unchanged(etag='"v1"')]}, nights)
    assert world.answers == [UNASKED]
    assert (world.entry().status, world.entry().unchanged_since) == (304, None)
    replay = Replay(Manifest.read(world.shelves(DAY)), world.shelves(DAY))
    with pytest.raises(Refused) as refused:
        asyncio.run(replay.ask(NEWS.sources[0], Request(url=world.server.url("/a"))))
    assert str(refused.value) == UNASKED


def test_nor_is_it_where_the_night_before_left_nothing_to_ask_with() -> None:
    world = second_night(reply(body=OLD), unchanged())
    assert world.asked() == [(None, None)] * 2
    assert world.answers[1] == UNASKED


@pytest.mark.parametrize("named", [{"etag": '"v2"'}, {"etag": 'W/"v2"'}, {"etag": '"v1"', "last_modified": LATER}])
def test_a_server_that_means_another_version_is_asked_for_all_of_it(named: dict[str, str]) -> None:
    world = second_night(first(), unchanged(**named), first('"v2"', NEW))
    assert world.asked() == [(None, None), ('"v1"', LAST), (None, None)]
    assert bodies(world) == [(OLD, None), (NEW, None)]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_validator_follows_no_redirect_and_nobody_there_may_say_304(host: str) -> None:
    async def nights(world: World) -> None:
        moved = reply(302, location=world.server.url("/b", host=host))
        world.server.replies = {"/a": [first(), moved], "/b": [unchanged(etag='"v1"'), first(body=NEW)]}
        page = Request(url=world.server.url("/a"))
        for back in (2, 1, 0):
            await world.night(DAY - timedelta(days=back), page)

    world = in_world({}, nights)
    paths = [seen.path for seen in world.server.seen]
    assert list(zip(paths, world.asked(), strict=True)) == [
        ("/a", (None, None)),
        ("/a", ('"v1"', LAST)),
        ("/b", (None, None)),
        ("/a", ('"v1"', LAST)),
        ("/b", (None, None)),
    ]
    assert world.answers[1] == UNASKED
    assert bodies(world) == [(OLD, None), (NEW, None)]
    assert world.entry().landed == world.server.url("/b", host=host)


def test_an_address_that_is_led_back_to_itself_was_asked_in_full_the_second_time() -> None:
    async def nights(world: World) -> None:
        there, back = reply(302, location="/b"), reply(302, location="/a")
        world.server.replies = {"/a": [first(), there, unchanged(etag='"v1"')], "/b": [back]}
        for day in (BEFORE, DAY):
            await world.night(day, Request(url=world.server.url("/a")))

    world = in_world({}, nights)
    assert world.asked() == [(None, None), ('"v1"', LAST), (None, None), (None, None)]
    assert world.answers[1] == UNASKED


def test_what_came_from_another_address_is_nothing_to_ask_this_one_about() -> None:
    async def nights(world: World) -> None:
        world.server.replies = {"/a": [reply(302, location="/b"), first(body=NEW)], "/b": [first()]}
        page = Request(url=world.server.url("/a"))
        await world.night(BEFORE, page)
        await world.night(DAY, page)

    world = in_world({}, nights)
    assert world.asked() == [(None, None)] * 3
    assert (world.entry(BEFORE).landed, world.entry().landed) == (world.server.url("/b"), "")


def test_only_what_is_got_is_asked_about() -> None:
    async def nights(world: World) -> None:
        for day in (BEFORE, DAY):
            await world.night(day, Request(url=world.server.url("/a"), method="POST", body="{}"))

    assert in_world({"/a": [first()]}, nights).asked() == [(None, None)] * 2


@pytest.mark.parametrize(
    ("config", "module"),
    [
        (settings("alpha"), MadeUp([])),
        (settings("alpha", fills="[status.alpha]"), Told()),
        (settings("alpha", fills="[calendar.alpha, status.alpha]"), Told()),
        (
            settings("alpha", fills="[news.alpha]", entry="key: {env: A_KEY, header: X-Key, optional: true}"),
            Told(),
        ),
    ],
    ids=["figures", "status", "status among others", "a key"],
)
def test_how_things_stand_now_is_always_sent_in_full(config: Config, module: SourceModule) -> None:
    world = second_night(first(), first(body=NEW), config=config, module=module)
    assert world.asked() == [(None, None)] * 2


def spoiled(world: World) -> None:
    world.shelves(BEFORE).put(pack(OLD)[1], pack(NEW)[2])


def lost(world: World) -> None:
    del world.shelves(BEFORE).files[pack(OLD)[1]]


def unreadable(world: World) -> None:
    world.shelves(BEFORE).put(MANIFEST, b"{")


def of_another_address(world: World) -> None:
    world.change(BEFORE, requests={"url": world.server.url("/b")})


def of_another_source(world: World) -> None:
    world.change(BEFORE, requests={"source": "beta"})


def of_another_day(world: World) -> None:
    """A folder that was copied: its manifest names a night that had nothing of the kind to say."""
    world.change(BEFORE, day="2025-11-02")
    world.shelves(BEFORE - timedelta(days=1)).put(*pack(OLD)[1:])


def twice(world: World) -> None:
    """As where one address was asked for two languages: which answer is meant, nobody knows."""
    entries = [world.entry(BEFORE).model_dump(mode="json")] * 2
    world.change(BEFORE)
    manifest = json.loads(world.shelves(BEFORE).files[MANIFEST]) | {"requests": entries}
    world.shelves(BEFORE).put(MANIFEST, json.dumps(manifest).encode())


@pytest.mark.parametrize(
    "between",
    [
        spoiled,
        lost,
        unreadable,
        of_another_address,
        of_another_source,
        twice,
        lambda world: world.change(BEFORE, provenance="reconstructed"),
        lambda world: world.change(BEFORE, provenance="specimen"),
        of_another_day,
        lambda world: world.change(BEFORE, requests={"status": 304}),
        lambda world: world.change(BEFORE, requests={"headers": {}}),
        lambda world: world.change(BEFORE, requests={"headers": {"etag": '"v1"\r\nX-Key: 1'}}),
    ],
    ids=[
        *("spoiled", "lost", "unreadable", "another address", "another source", "twice", "reconstructed", "specimen"),
        *("another day", "a refusal", "no validator", "two lines"),
    ],
)
def test_what_cannot_be_relied_upon_is_not_offered(between: Callable[[World], None]) -> None:
    world = second_night(first(), first(body=NEW), between=between)
    assert world.asked() == [(None, None)] * 2
    assert bodies(world) == [(OLD, None), (NEW, None)]


def test_a_manifest_from_before_this_was_kept_is_as_good() -> None:
    """It has the headers and neither of the new keys."""
    world = second_night(first(), unchanged())
    assert not {"landed", "unchanged_since"} & set(json.loads(world.shelves(BEFORE).files[MANIFEST])["requests"][0])
    assert world.entry().unchanged_since == BEFORE


def test_the_newest_full_answer_counts_and_none_behind_it() -> None:
    async def nights(world: World) -> None:
        for back in range(5, -1, -1):
            await world.night(DAY - timedelta(days=back), Request(url=world.server.url("/a")))

    replies: list[bytes | None] = [first(), unchanged(), reply(404), unchanged(), reply(body=NEW), first(body=NEW)]
    world = in_world({"/a": replies}, nights)
    assert [tag for tag, _ in world.asked()] == [None, '"v1"', '"v1"', '"v1"', '"v1"', None]
    assert world.entry(DAY - timedelta(days=2)).unchanged_since == DAY - timedelta(days=5)


def test_a_page_is_read_in_full_once_in_so_many_nights() -> None:
    async def nights(world: World) -> None:
        for number in range(NIGHTS + 2):
            await world.night(DAY + timedelta(days=number), Request(url=world.server.url("/a")))

    world = in_world({"/a": [first(), *[unchanged()] * NIGHTS, first()]}, nights)
    assert [tag for tag, _ in world.asked()] == [None, *['"v1"'] * NIGHTS, None]


def test_an_address_with_a_key_in_it_is_not_asked_about() -> None:
    """It is kept without the key, and two keys may be answered differently."""

    async def nights(world: World) -> None:
        for day, key in ((BEFORE, "one"), (DAY, "two")):
            await world.night(day, Request(url=world.server.url(f"/a?token={key}")))

    world = in_world({"/a?token=one": [first()], "/a?token=two": [first(body=NEW)]}, nights)
    assert world.asked() == [(None, None)] * 2


def test_each_night_s_manifest_is_read_once() -> None:
    class Counted(MemoryShelf):
        def get(self, name: str) -> bytes:
            reads.append(name)
            return super().get(name)

    async def nights(world: World) -> None:
        world.shelves[BEFORE] = Counted()
        pages = [Request(url=world.server.url(path)) for path in ("/a", "/b")]
        await world.night(BEFORE, *pages)
        reads.clear()
        await world.night(DAY, *pages)

    reads: list[str] = []
    in_world({"/a": [first(), unchanged()], "/b": [first(), unchanged()]}, nights)
    assert reads.count(MANIFEST) == 1


@pytest.mark.parametrize(
    ("etag", "modified", "sent"),
    [
        ('"a"', "", {"if-none-match": '"a"'}),
        ('W/"a"', "", {"if-none-match": 'W/"a"'}),
        ('"' + "a" * 200 + '"', "", {"if-none-match": '"' + "a" * 200 + '"'}),
        ('"' + "a" * 201 + '"', "", {}),
        ("*", "", {}),
        ("", "", {}),
        ('""', "", {}),
        ("unquoted", "", {}),
        ('w/"a"', "", {}),
        ('"a", "b"', "", {}),
        ('"a"\n', "", {}),
        ('"a\x7f"', "", {}),
        ('"ä"', "", {}),
        ("", LAST, {"if-modified-since": LAST}),
        ("*", LAST, {"if-modified-since": LAST}),
        ("", "Tue, 04 Nov 2025 00:05:00 GMT", {"if-modified-since": "Tue, 04 Nov 2025 00:05:00 GMT"}),
        ("", "Tue, 04 Nov 2025 00:05:01 GMT", {}),
        ("", "Tue, 19 Jan 2038 03:14:07 GMT", {}),
        ("", "Sun, 02 Nov 2025 21:00:00 +0000", {}),
        ("", "Sun, 99 Nov 2025 21:00:00 GMT", {}),
        ("", LAST + "\r\nX-Key: 1", {}),
        ("", "yesterday", {}),
    ],
)
def test_a_validator_goes_out_as_it_came_in_or_not_at_all(etag: str, modified: str, sent: dict[str, str]) -> None:
    assert conditions({"etag": etag, "last-modified": modified}, AT) == sent


@given(
    st.text(st.characters(max_codepoint=0x17F), max_size=220), st.sampled_from(['"', 'W/"', ""]), st.text(max_size=3)
)
@example('a"\r\nX-Key: 1', '"', "")
@example("a" * 200, 'W/"', "")
@example("a", '"', "\n")
def test_no_header_we_send_can_hold_a_second_one(inside: str, opened: str, behind: str) -> None:
    etag = f'{opened}{inside}"{behind}'
    sent = conditions({"etag": etag, "last-modified": LAST + behind}, AT)
    assert sent.get("if-none-match") in (None, etag)
    assert sent.get("if-modified-since") in (None, LAST)
    for value in sent.values():
        assert len(value) <= 204
        assert value.isascii()
        assert value.isprintable()
        assert httpx.Headers({"x": value})["x"] == value
    plain = inside and all("!" <= letter <= "~" and letter != '"' for letter in inside) and len(inside) <= 200
    assert ("if-none-match" in sent) == bool(plain and opened and not behind)
