"""A clock that only moves when everyone waits, a real server on the loopback, and a night's worth of small things."""

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import httpx

from brief.collect.client import Client, open_client
from brief.config import Config, load
from brief.errors import Unknown
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import read_json

DAY = date(2025, 11, 4)
AT = datetime(2025, 11, 4, 0, 6, tzinfo=UTC)


class FakeClock:
    """Time passes only in `sleep`, and only once nobody else has anything to do."""

    def __init__(self) -> None:
        self.time = AT
        self.slept: list[float] = []
        self._waiting: list[datetime] = []

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        wake = self.time + timedelta(seconds=seconds)
        heapq.heappush(self._waiting, wake)
        quiet = 0
        while quiet < 30 or self._waiting[0] != wake:
            before = self.slept[-1], self.time, len(self._waiting)
            await asyncio.sleep(0)
            quiet = quiet + 1 if before == (self.slept[-1], self.time, len(self._waiting)) else 0
        heapq.heappop(self._waiting)
        self.time = max(self.time, wake)

    @property
    def passed(self) -> float:
        return (self.time - AT).total_seconds()


def reply(status: int = 200, body: bytes = b"{}", **headers: str) -> bytes:
    """A whole HTTP response; `content_length` may lie."""
    names = {"content-length": str(len(body)), "content-type": "application/json", "connection": "close"}
    names |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in names.items())
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + body


@dataclass
class Seen:
    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Server:
    """Answers each path with its replies in turn, the last one again and again; None says nothing, ever.

    A reply with the header `x-stalls` stops where it ends and keeps the line open.
    """

    replies: Mapping[str, Sequence[bytes | None]]
    seen: list[Seen] = field(default_factory=list)
    port: int = 0
    sent: int = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> int:
        return sum(seen.path == path for seen in self.seen)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.strip().split("\r\n")
            method, path, _ = first.split(" ")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
            self.seen.append(Seen(method, path, headers))
            replies = self.replies[path]
            answer = replies[min(self.asked(path), len(replies)) - 1]
            if answer is None:
                await reader.read()  # until the client gives up
                return
            for start in range(0, len(answer), 65536):
                writer.write(answer[start : start + 65536])
                await writer.drain()
                self.sent += len(answer[start : start + 65536])
            if b"x-stalls" in answer:
                await reader.read()
        except ConnectionError:
            return
        finally:
            writer.close()


@asynccontextmanager
async def serving(replies: Mapping[str, Sequence[bytes | None]]) -> AsyncIterator[Server]:
    found = Server(replies)
    server = await asyncio.start_server(found._serve, "127.0.0.1", 0)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()
        await server.wait_closed()
        for _ in range(20):
            await asyncio.sleep(0)


ENTRY = """
  {id}:
    module: made_up
    cite: Made Up
    title: Invented prices
    page: https://example.org/{id}
    proof: unproven
    fills: {fills}
    fresh: 5d
"""


def settings(
    *ids: str,
    top: str = "",
    entry: str = "",
    environ: Mapping[str, str] | None = None,
    hosts: str = "{default: {concurrency: 2, pause: 0, timeout: 20}}",
    fills: str = '["prices.*"]',
) -> Config:
    """A small sources.yaml: `ids` in order, `entry` lines added to each, `top` before them."""
    more = "".join(f"    {line}\n" for line in entry.splitlines())
    entries = "".join(ENTRY.format(id=name, fills=fills) + more for name in ids)
    text = f"{top}\nhosts: {hosts}\nsources:{entries}"
    return load(text, "sources.yaml", environ or {}, frozenset({"made_up"}))


@asynccontextmanager
async def asking(
    config: Config,
    clock: FakeClock | None = None,
    handler: Callable[[httpx.Request], Coroutine[None, None, httpx.Response]] | None = None,
    largest: int = 1_000_000,
) -> AsyncIterator[Client]:
    """A client on a fake clock; on the real network stack unless a `handler` stands in for it."""
    clock = clock or FakeClock()
    async with open_client(
        config,
        now=clock.now,
        sleep=clock.sleep,
        random=lambda: 0.5,
        transport=httpx.MockTransport(handler) if handler else None,
        allow_loopback_http=True,
        largest=largest,
    ) as client:
        yield client


class MemoryShelf:
    """An archive folder in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, name: str, data: bytes) -> None:
        self.files[name] = data

    def get(self, name: str) -> bytes:
        if name not in self.files:
            raise Unknown(f"There is no {name}.")
        return self.files[name]


class Shelves(dict[date, MemoryShelf]):
    """The folders of all nights in memory."""

    def __call__(self, day: date) -> MemoryShelf:
        return self.setdefault(day, MemoryShelf())


@dataclass
class MadeUp:
    """A source module: asks the URLs, reads `{"prices.btc.usd": "1.5"}` as readings of the answer's time."""

    urls: Sequence[str]

    def requests(self, night: Night) -> list[Request]:
        return [Request(url=url, tag=url.rpartition("/")[2]) for url in self.urls]

    def parse(self, payloads: Sequence[Payload], night: Night) -> list[Reading]:
        readings = []
        for payload in payloads:
            answer = read_json(payload)
            readings += [answer[name].reading(name, "usd", payload.fetched_at) for name in answer.keys()]  # noqa: SIM118
        return readings


def reading(
    source: str, value: str, as_of: date = AT, figure: str = "prices.btc.usd", unit: str = "usd", place: str = "/0"
) -> Reading:
    return Reading.model_validate(
        {
            "figure": figure,
            "value": Decimal(value),
            "unit": unit,
            "as_of": as_of,
            "source": source,
            "url": "https://example.org/",
            "fetched_at": AT,
            "sha256": "0" * 64,
            "path": place,
        }
    )
