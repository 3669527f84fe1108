"""A doctor that is wrong about a source sends somebody to the wrong place; against a real server on the loopback."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

from collect_tools import AT, FakeClock, MadeUp, asking, reply, serving, settings

from brief.collect.checkup import Looked, look_at
from brief.collect.drift import Known, Shapes
from brief.collect.fixture import META, read_fixture
from brief.collect.runner import collect
from brief.config import Config
from brief.models import Night, Payload, Reading
from brief.models.checkup import Checkup

GOOD = reply(body=b'{"prices.btc.usd": "104500.5"}')
KEY = "k3y-of-a-decent-length"
KEYED = "key: {env: SOME_KEY, header: X-Key}"


class Old(MadeUp):
    """Its figures are of last year."""

    def parse(self, payloads: Sequence[Payload], night: Night) -> list[Reading]:
        old = AT - timedelta(days=400)
        return [one.model_copy(update={"as_of": old}) for one in super().parse(payloads, night)]


def looked(
    replies: Mapping[str, Sequence[bytes | None]],
    *,
    config: Config | None = None,
    shapes: Shapes | None = None,
    module: type[MadeUp] = MadeUp,
    named: bool = False,
    port: int = 0,
) -> tuple[Looked, FakeClock, list[str]]:
    """What is seen of one source that asks all of `replies`; with `port`, of a server that is not there."""

    async def look() -> tuple[Looked, FakeClock, list[str]]:
        clock, found = FakeClock(), config or settings("alpha")
        async with serving(replies) as server, asking(found, clock) as client:
            host = f"http://127.0.0.1:{port}" if port else server.url("")
            asks = module([f"{host}{path}" for path in replies])
            seen = await look_at(
                client, found, shapes or Shapes({}, AT.date()), named=named, at=AT, find=lambda _: asks
            )
            return seen, clock, [f"{one.path} {one.headers.get('x-key', '')}".strip() for one in server.seen]

    return asyncio.run(look())


def only(seen: tuple[Looked, FakeClock, list[str]]) -> Checkup:
    (found,) = seen[0].checkups
    return found


def test_a_source_that_is_well_is_told_so_with_its_age_and_figures() -> None:
    found = only(looked({"/a": [GOOD]}))
    assert (found.state, found.statuses, found.figures, found.newest) == ("well", (200,), 1, AT)
    assert (found.reached, found.compared, found.drift, found.advice) == (True, False, (), "Nothing to do.")


def test_what_a_status_means_and_what_to_do_is_said() -> None:
    found = only(looked({"/a": [reply(403, b"<html>no")]}))
    assert (found.state, found.statuses, found.reached) == ("look", (403,), True)
    assert found.advice == (
        "alpha refused us (HTTP 403); try from another network or country, or set `enabled: false` in sources.yaml."
    )
    busy = only(looked({"/a": [reply(429, retry_after="7")]}))
    assert (busy.state, busy.statuses) == ("look", (429,))
    assert "it asks us to wait 7 s" in busy.advice


def test_one_of_two_answers_that_is_missing_is_seen() -> None:
    found = only(looked({"/a": [GOOD], "/b": [reply(404, b"gone")]}))
    assert (found.state, found.statuses, found.figures) == ("look", (200, 404), 1)
    assert found.advice.startswith("1 of 2 answers are missing: ")


def test_a_server_that_is_not_there_is_not_reached() -> None:
    found = only(looked({"/a": [GOOD]}, port=9))
    assert (found.state, found.statuses, found.reached, found.asked) == ("look", (), False, True)
    assert found.advice.startswith("alpha cannot be reached")


def test_an_answer_that_cannot_be_read_says_how_to_keep_it() -> None:
    found = only(looked({"/a": [reply(body=b'{"prices.btc.usd": "word"}')]}))
    assert found.state == "look"
    assert "where a number is due, at /prices.btc.usd." in found.advice
    assert "`brief doctor alpha --record DIR`" in found.advice


def test_an_answer_without_a_figure_is_not_well() -> None:
    found = only(looked({"/a": [reply(body=b"{}")]}))
    assert (found.state, found.figures) == ("look", 0)
    assert found.advice.startswith("It answered and gave no figure; see https://example.org/alpha")


def test_old_data_is_told_by_its_age() -> None:
    found = only(looked({"/a": [GOOD]}, module=Old))
    assert (found.state, found.statuses) == ("look", (200,))
    assert found.newest == AT - timedelta(days=400)
    assert found.advice == (
        "the newest prices.btc.usd of alpha is of 2024-09-30T00:06:00Z, older than the 5d that sources.yaml allows."
    )


def known_answers(times: int) -> Shapes:
    """What is known after so many nights of the good answer with one more field."""
    replies = {"/a": [reply(body=b'{"prices.btc.usd": "1", "prices.eth.usd": "2"}')]}
    known: dict[str, Known] = {}

    async def night(number: int) -> None:
        clock, config = FakeClock(), settings("alpha")
        day = AT + timedelta(days=number - times)
        async with serving(replies) as server, asking(config, clock) as client:
            asks = MadeUp([server.url("/a")])
            shapes = Shapes(known, day.date())
            from collect_tools import MemoryShelf

            from brief.collect.archive import Recorder

            recorder = Recorder(client, MemoryShelf(), config, day=day.date(), at=AT, shapes=shapes)
            collected = await collect(config, day=AT.date(), at=AT, fetcher=recorder, find=lambda _: asks)
            known.update(shapes.learned(collected))

    for number in range(times):
        asyncio.run(night(number))
    return Shapes(known, AT.date())


def test_drift_is_named_with_its_place() -> None:
    found = only(looked({"/a": [GOOD]}, shapes=known_answers(3)))
    assert (found.state, found.compared) == ("look", True)
    assert found.drift == ("/prices.eth.usd is gone",)
    assert found.advice.startswith("alpha no longer gives prices.eth.usd: in its answer /prices.eth.usd is gone.")
    same = only(
        looked({"/a": [reply(body=b'{"prices.btc.usd": "3", "prices.eth.usd": "4"}')]}, shapes=known_answers(3))
    )
    assert (same.state, same.drift, same.compared) == ("well", (), True)


def test_a_source_without_its_key_is_not_asked_and_only_who_names_it_is_told_to_look() -> None:
    config = settings("alpha", entry=KEYED)
    for named, state in ((False, "off"), (True, "look")):
        seen = looked({"/a": [GOOD]}, config=config, named=named)
        found = only(seen)
        assert (found.state, found.asked, found.key) == (state, False, "missing")
        assert found.advice.startswith("Not asked: SOME_KEY is not set")
        assert seen[2] == []


def test_a_source_that_is_off_is_asked_where_it_is_named() -> None:
    config = settings("alpha", entry="enabled: false")
    assert only(looked({"/a": [GOOD]}, config=config)).state == "off"
    assert only(looked({"/a": [GOOD]}, config=config, named=True)).state == "well"


def test_a_key_that_a_source_sends_back_is_in_nothing_we_say_or_lay_down() -> None:
    config = settings("alpha", entry=KEYED, environ={"SOME_KEY": KEY})
    for answer in (reply(body=json.dumps({KEY: KEY}).encode(), etag=f'"{KEY}"'), reply(401, f"bad key {KEY}".encode())):
        seen = looked({f"/?api_key={KEY}/a": [answer]}, config=config)
        assert seen[2] == [f"/?api_key={KEY}/a {KEY}"]
        assert only(seen).key == "set"
        written = b"".join(data for files in seen[0].fixtures.values() for data in files.values())
        assert written
        assert KEY.encode() not in written
        assert KEY not in repr(seen[0])


def test_a_host_is_asked_as_slowly_as_in_a_night() -> None:
    config = settings("alpha", hosts="{default: {concurrency: 1, pause: 6, timeout: 20}}")
    _, clock, asked = looked({"/a": [GOOD], "/b": [reply(body=b'{"prices.eth.usd": "1"}')]}, config=config)
    assert (sorted(asked), clock.slept) == (["/a", "/b"], [6.0])


def test_what_was_seen_is_laid_down_and_read_again() -> None:
    seen = looked({"/a": [GOOD], "/b": [reply(500, b"oops")]})
    files = seen[0].fixtures["alpha"]
    assert sorted(files) == ["answer-1.json", "answer-2.txt", META]
    fixture = read_fixture(files[META].decode(), META)
    assert [(laid.status, laid.tag, laid.file) for laid in fixture.answers] == [
        (200, "a", "answer-1.json"),
        (500, "b", "answer-2.txt"),
    ]
    payloads = fixture.payloads(files)
    assert [(payload.tag, payload.body) for payload in payloads] == [("a", b'{"prices.btc.usd": "104500.5"}')]
