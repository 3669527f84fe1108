"""An internet of our own: a TLS server that is every host, behind a proxy that takes CONNECT, in a thread.

Who asks reaches it as behind any firewall: by HTTPS_PROXY and SSL_CERT_FILE. Owns the wire, and what may happen to it;
what a host answers is the business of whoever makes one. It can be asked from any process of this machine.
"""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal, NamedTuple

import trustme

PIECE = 1 << 16
DRIP = 0.03
"""Seconds between two bytes of an answer that drips."""

Wire = Literal["", "refused", "no such name", "dropped", "silent", "dripping", "no TLS"]
"""What becomes of every connection to a host: a proxy says 502 where it finds nobody, 504 where it knows no address."""


class Asked(NamedTuple):
    """One request, as it arrived behind TLS."""

    method: str
    host: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def url(self) -> str:
        return f"https://{self.host}{self.target}"


class Reply(NamedTuple):
    """What is sent back. `promised` is the length it tells, where that is not the body's; -1: none, and no end."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    times: int = 1
    """How often the body is sent, one behind the other."""
    promised: int | None = None
    pace: Literal["", "never", "dripping"] = ""


Answers = Callable[[Asked], Reply]


class Internet:
    """The server while it runs. `answers` and `wires` may be changed between two nights."""

    def __init__(self, folder: Path, answers: Answers) -> None:
        self.answers = answers
        self.wires: dict[str, Wire] = {}
        self.asked: list[Asked] = []
        self._authority = trustme.CA()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._certificates = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self._certificates))
        self.port = self._behind = 0

    @property
    def environ(self) -> dict[str, str]:
        """What sends a program here that looks for its proxy and its authorities as most do."""
        proxy = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), f"http://127.0.0.1:{self.port}")
        return {**proxy, "SSL_CERT_FILE": str(self._certificates), "NO_PROXY": "", "no_proxy": ""}

    async def open(self) -> list[asyncio.Server]:
        tls = self._context("localhost")
        tls.sni_callback = self._by_name
        behind = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=tls, limit=1 << 20, backlog=1000)
        before = await asyncio.start_server(self._tunnel, "127.0.0.1", 0, backlog=1000)
        self._behind, self.port = (server.sockets[0].getsockname()[1] for server in (behind, before))
        return [behind, before]

    def _context(self, host: str) -> ssl.SSLContext:
        if host not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._authority.issue_cert(host).configure_cert(context)
            self._contexts[host] = context
        return self._contexts[host]

    def _by_name(self, wrapped: ssl.SSLObject | ssl.SSLSocket, host: str | None, _: ssl.SSLContext) -> None:
        """Each host shows a certificate of its own."""
        wrapped.context = self._context(host or "localhost")

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The proxy: what comes after CONNECT goes through, unread."""
        with _until_it_ends(writer):
            first = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            host = first.split()[1].partition(":")[0]
            wire = self.wires.get(host, "")
            if wire in ("refused", "no such name"):
                status = "502 Bad Gateway" if wire == "refused" else "504 Gateway Timeout"
                writer.write(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n".encode())
                await writer.drain()
            elif wire == "silent":
                await reader.read()
            elif wire != "dropped":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await (_say_nonsense(reader, writer) if wire == "no TLS" else self._through(reader, writer))

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._behind)
        with _until_it_ends(back):
            await asyncio.gather(_pump(reader, back), _pump(there, writer))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of one host, request after request."""
        with _until_it_ends(writer):
            while asked := await _read(reader):
                self.asked.append(asked)
                reply = self.answers(asked)
                if self.wires.get(asked.host) == "dripping":
                    reply = reply._replace(pace="dripping")
                await _send(reader, writer, reply)


@contextmanager
def internet(folder: Path, answers: Answers) -> Iterator[Internet]:
    """The internet, until the end of the block."""
    net, loop, ready = Internet(folder, answers), asyncio.new_event_loop(), threading.Event()
    loop.set_exception_handler(lambda *_: None)  # whoever asks may hang up at any moment: that is what is tried here

    async def run() -> None:
        servers = await net.open()
        ready.set()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*(server.serve_forever() for server in servers))
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    running = loop.create_task(run())
    thread = threading.Thread(target=loop.run_until_complete, args=(running,), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield net
    finally:
        loop.call_soon_threadsafe(running.cancel)
        thread.join()
        loop.close()


@contextmanager
def _until_it_ends(writer: asyncio.StreamWriter) -> Iterator[None]:
    try:
        with suppress(OSError, EOFError, asyncio.CancelledError):
            yield
    finally:
        with suppress(RuntimeError):  # the loop may be gone already
            writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on what comes until no more comes; then the other side may hang up as well."""
    try:
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    finally:
        writer.close()


async def _say_nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(PIECE)
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\nThis is no TLS.")
    await writer.drain()


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    """The next request; None where there is none."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, headers["host"].partition(":")[0], target, headers, body)


async def _send(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, reply: Reply) -> None:
    """The answer, at its pace; whoever tells of another length than the body's hangs up behind it."""
    if reply.pace == "never":
        await reader.read()
    told = len(reply.body) * reply.times if reply.promised is None else reply.promised
    length = {"content-length": str(told)} if told >= 0 else {"connection": "close"}
    lines = [f"HTTP/1.1 {reply.status} .", *(f"{name}: {text}" for name, text in {**reply.headers, **length}.items())]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
    if reply.pace == "dripping":
        for place in range(len(reply.body)):
            if writer.is_closing():
                return
            writer.write(reply.body[place : place + 1])
            await writer.drain()
            with suppress(TimeoutError):
                await asyncio.wait_for(reader.read(), DRIP)
                return
    else:
        for _ in range(reply.times):
            if writer.is_closing():  # nobody is there any more; writing on would only fill a log, for ever
                raise EOFError
            writer.write(reply.body)
            await writer.drain()
            await asyncio.sleep(0)  # a drain that need not wait lets nobody tell us that the other side has gone
    if told != len(reply.body) * reply.times:
        raise EOFError
