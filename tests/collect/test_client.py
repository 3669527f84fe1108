"""A client that pushes loses a free source; one that follows anything gives a key away; one that waits is late."""

import asyncio
import gzip
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest
from collect_tools import AT, FakeClock, asking, reply, serving, settings

from brief.errors import Refused, Unreachable, WrongUsage
from brief.models import Request

KEYED = "key: {env: SOME_KEY, header: X-Key}"
SENT_KEY = "k3y-of-a-decent-length"


def test_a_busy_source_is_asked_again_when_it_said_and_nobody_asks_its_host_before() -> None:
    async def night() -> None:
        clock, config = FakeClock(), settings("alpha", "beta")
        busy = reply(429, b'{"error":"slow down"}', retry_after="7")
        replies = {"/a": [busy, reply(body=b'{"a":1}')], "/b": [reply()]}
        async with serving(replies) as server, asking(config, clock) as client:
            first = asyncio.create_task(client.fetch(config.sources[0], Request(url=server.url("/a"))))
            while not server.asked("/a") or not clock.slept:
                await asyncio.sleep(0)
            await client.fetch(config.sources[1], Request(url=server.url("/b")))
            answer = await first
        assert (answer.status, answer.body, clock.slept) == (200, b'{"a":1}', [7.0, 7.0])
        assert sorted(seen.path for seen in server.seen) == ["/a", "/a", "/b"]

    asyncio.run(night())


def test_a_retry_after_may_be_a_date() -> None:
    async def night() -> None:
        clock, config = FakeClock(), settings("alpha")
        when = format_datetime(AT + timedelta(seconds=30), usegmt=True)
        async with serving({"/": [reply(503, retry_after=when), reply()]}) as server, asking(config, clock) as client:
            await client.fetch(config.sources[0], Request(url=server.url("/")))
        assert clock.slept == [30.0]

    asyncio.run(night())


def test_a_source_that_asks_for_an_hour_is_left_alone_for_the_night() -> None:
    async def night() -> None:
        clock, config = FakeClock(), settings("alpha")
        replies = {"/": [reply(429, retry_after="3600")], "/b": [reply()]}
        async with serving(replies) as server, asking(config, clock) as client:
            answer = await client.fetch(config.sources[0], Request(url=server.url("/")))
            with pytest.raises(Unreachable) as held:
                await client.fetch(config.sources[0], Request(url=server.url("/b")))
        assert (answer.status, clock.slept, len(server.seen)) == (429, [], 1)
        assert str(held.value) == (
            "alpha was not asked: the night's deadline of 240 s passes before 127.0.0.1 may be asked again."
        )

    asyncio.run(night())


def test_a_failing_server_is_tried_again_with_growing_pauses() -> None:
    async def night() -> None:
        clock, config = FakeClock(), settings("alpha")
        replies = {"/": [reply(500), reply(502), reply(body=b"fine")], "/dead": [reply(503, b"down")]}
        async with serving(replies) as server, asking(config, clock) as client:
            answer = await client.fetch(config.sources[0], Request(url=server.url("/")))
            assert (answer.body, clock.slept) == (b"fine", [1.0, 2.0])
            dead = await client.fetch(config.sources[0], Request(url=server.url("/dead")))
            assert (dead.status, dead.body, server.asked("/dead")) == (503, b"down", 4)

    asyncio.run(night())


@pytest.mark.parametrize("status", [400, 401, 403, 404, 418, 451])
def test_a_refusal_is_not_argued_with(status: int) -> None:
    async def night() -> None:
        clock, config = FakeClock(), settings("alpha")
        async with serving({"/": [reply(status, b"no")]}) as server, asking(config, clock) as client:
            answer = await client.fetch(config.sources[0], Request(url=server.url("/")))
        assert (answer.status, len(server.seen), clock.slept) == (status, 1, [])

    asyncio.run(night())


def test_an_answer_that_does_not_come_is_given_up_after_its_timeout_four_times() -> None:
    async def night() -> None:
        clock, config = FakeClock(), settings("alpha", hosts="{default: {timeout: 0.02, pause: 0}}")
        async with serving({"/": [None]}) as server, asking(config, clock) as client:
            with pytest.raises(Unreachable) as late:
                await client.fetch(config.sources[0], Request(url=server.url("/")))
        assert str(late.value) == "alpha did not answer within 0.02 s; try again later."
        assert clock.slept == [1.0, 2.0, 4.0]

    asyncio.run(night())


def test_a_slow_body_ends_with_the_night() -> None:
    async def night() -> None:
        config = settings("alpha", top="deadline: 0.05")
        slow = reply(body=b"[1, 2", content_length="100", x_stalls="yes")
        async with serving({"/": [slow]}) as server, asking(config) as client:
            with pytest.raises(Unreachable) as late:
                await client.fetch(config.sources[0], Request(url=server.url("/")))
        assert str(late.value) == "alpha was not done when the night's deadline of 0.05 s passed."

    asyncio.run(night())


def test_an_endless_answer_is_stopped_early() -> None:
    async def night() -> None:
        config = settings("alpha")
        endless = {"/": [reply(body=b"x" * 30_000_000)]}
        async with serving(endless) as server, asking(config, largest=2_000_000) as client:
            with pytest.raises(Refused) as large:
                await client.fetch(config.sources[0], Request(url=server.url("/")))
        assert str(large.value) == "alpha sent more than 2 MB; nothing was read."
        assert server.sent < 20_000_000

    asyncio.run(night())


def test_an_answer_that_unpacks_to_fifty_megabytes_is_stopped() -> None:
    bomb = gzip.compress(bytes(50_000_000), mtime=0)
    assert len(bomb) < 100_000

    async def night() -> None:
        config = settings("alpha")
        replies = {"/": [reply(body=bomb, content_encoding="gzip")]}
        async with serving(replies) as server, asking(config, largest=1_000_000) as client:
            with pytest.raises(Refused, match="sent more than 1 MB; nothing was read"):
                await client.fetch(config.sources[0], Request(url=server.url("/")))

    asyncio.run(night())


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    async def night() -> None:
        config = settings("alpha")
        async with serving({"/": [reply(body=b"[1, 2", content_length="100")]}) as server, asking(config) as client:
            with pytest.raises(Unreachable) as cut:
                await client.fetch(config.sources[0], Request(url=server.url("/")))
        assert str(cut.value) == "alpha broke off before its answer was complete; try again later."
        assert len(server.seen) == 4

    asyncio.run(night())


def test_a_closed_door_is_said_in_words() -> None:
    async def night() -> None:
        config = settings("alpha")
        async with serving({}) as server:
            url = server.url("/")
        async with asking(config) as client:
            with pytest.raises(Unreachable, match=r"^alpha cannot be reached \(.*\); try again later\.$"):
                await client.fetch(config.sources[0], Request(url=url))

    asyncio.run(night())


def test_a_key_follows_a_redirect_on_its_host_and_never_to_another() -> None:
    async def night() -> None:
        config = settings("alpha", entry=KEYED, environ={"SOME_KEY": SENT_KEY})
        replies = {"/a": [reply(301, location="/b")], "/b": [b""], "/c": [reply(body=b"there")]}
        async with serving(replies) as server, asking(config) as client:
            server.replies = {**replies, "/b": [reply(302, location=server.url("/c", host="localhost"))]}
            request = Request(url=server.url("/a"), headers={"X-Own": "1", "User-Agent": "someone else"})
            answer = await client.fetch(config.sources[0], request)
        assert answer.body == b"there"
        assert [(seen.path, seen.headers.get("x-key"), seen.headers.get("x-own")) for seen in server.seen] == [
            ("/a", SENT_KEY, "1"),
            ("/b", SENT_KEY, "1"),
            ("/c", None, None),
        ]
        assert {seen.headers["user-agent"] for seen in server.seen} == {"market-brief/0.1.0"}

    asyncio.run(night())


@pytest.mark.parametrize(
    "target", ["http://example.org/x?key=abc", "file:///etc/passwd", "//example.org/x", "ftp://a/"]
)
def test_a_redirect_to_plain_http_or_worse_is_not_followed(target: str) -> None:
    async def night() -> None:
        config = settings("alpha")
        async with serving({"/": [reply(302, location=target)]}) as server, asking(config) as client:
            with pytest.raises(Refused, match=r"^alpha leads to \S+; only https is asked\.$") as refused:
                await client.fetch(config.sources[0], Request(url=server.url("/")))
        assert "abc" not in str(refused.value)
        assert len(server.seen) == 1

    asyncio.run(night())


def test_an_https_page_cannot_send_us_to_the_loopback() -> None:
    async def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "http://127.0.0.1/admin"})

    async def night() -> None:
        config = settings("alpha")
        async with asking(config, handler=handler) as client:
            with pytest.raises(Refused, match="only https is asked"):
                await client.fetch(config.sources[0], Request(url="https://example.org/"))

    asyncio.run(night())


def test_redirects_that_never_end_do() -> None:
    async def night() -> None:
        config = settings("alpha")
        async with serving({"/": [reply(302, location="/")]}) as server, asking(config) as client:
            with pytest.raises(Refused, match="more than 5 times"):
                await client.fetch(config.sources[0], Request(url=server.url("/")))
        assert len(server.seen) == 6

    asyncio.run(night())


def test_we_say_who_asks_and_carry_no_cookie() -> None:
    async def night() -> None:
        config = settings("alpha", top="contact: https://example.org/about")
        async with serving({"/": [reply(set_cookie="seen=1; Path=/")]}) as server, asking(config) as client:
            for _ in range(2):
                await client.fetch(config.sources[0], Request(url=server.url("/")))
        assert [seen.headers.get("cookie") for seen in server.seen] == [None, None]
        assert server.seen[0].headers["user-agent"] == "market-brief/0.1.0 (+https://example.org/about)"

    asyncio.run(night())


def test_each_host_has_its_own_pace_and_its_own_queue() -> None:
    clock = FakeClock()
    starts: dict[str, list[float]] = {}
    busy: dict[str, int] = {}
    most: dict[str, int] = {}

    async def handler(request: httpx.Request) -> httpx.Response:
        host = request.url.host
        starts.setdefault(host, []).append(clock.passed)
        busy[host] = busy.get(host, 0) + 1
        most[host] = max(most.get(host, 0), busy[host])
        await clock.sleep(5)
        busy[host] -= 1
        return httpx.Response(200)

    async def night() -> None:
        config = settings(
            "alpha", hosts="{default: {concurrency: 2, pause: 1}, slow.example: {concurrency: 1, pause: 6}}"
        )
        async with asking(config, clock, handler) as client:
            hosts = ["slow.example", "fast.example"] * 3
            requests = [Request(url=f"https://{host}/{number}") for number, host in enumerate(hosts)]
            await asyncio.gather(*(client.fetch(config.sources[0], request) for request in requests))

    asyncio.run(night())
    assert starts == {"slow.example": [0, 6, 12], "fast.example": [0, 1, 5]}
    assert most == {"slow.example": 1, "fast.example": 2}


def test_a_queue_longer_than_the_night_is_not_begun() -> None:
    async def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200)

    async def night() -> list[object]:
        config = settings("alpha", top="deadline: 10", hosts="{default: {concurrency: 1, pause: 6}}")
        async with asking(config, handler=handler) as client:
            asks = (client.fetch(config.sources[0], Request(url=f"https://a.example/{n}")) for n in range(4))
            return list(await asyncio.gather(*asks, return_exceptions=True))

    kinds = [type(result).__name__ for result in asyncio.run(night())]
    assert kinds == ["Answer", "Answer", "Unreachable", "Unreachable"]


def test_a_broken_proxy_setting_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://user:password@host")

    async def night() -> None:
        async with asking(settings("alpha")):
            pass

    with pytest.raises(WrongUsage, match="HTTPS_PROXY") as wrong:
        asyncio.run(night())
    assert "password" not in str(wrong.value)


def test_a_proxy_that_is_set_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async def night() -> None:
        async with serving({"example.org:443": [reply(403)]}) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url(""))
            config = settings("alpha")
            async with asking(config) as client:
                with pytest.raises(Unreachable, match="alpha cannot be reached"):
                    await client.fetch(config.sources[0], Request(url="https://example.org/"))
        assert {seen.method for seen in proxy.seen} == {"CONNECT"}

    asyncio.run(night())
