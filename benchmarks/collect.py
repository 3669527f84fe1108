"""How near collecting comes to its slowest chain of requests: a ratio of one run, so that machines can be compared.

    python benchmarks/collect.py

The specimen's answers from a server of this machine that takes 300 ms for each, asked with the real pauses between two
requests to a host. The chain of a host is its requests one after another, as its pauses and its own answers allow; no
night can be faster than the slowest of them. At most 1.5 times that is the aim. Takes about ten seconds.
"""

import asyncio
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from brief.collect.archive import Manifest, unpack
from brief.collect.live import record
from brief.collect.runner import Collected
from brief.config import Config
from brief.store import Store
from nights import KEYS, configuration, specimen_site
from specimen.make import DAY

LATENCY = 0.3
AT = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
ADDRESS = "x-asked-address"


class Here(httpx.AsyncBaseTransport):
    """Takes every request to the server of this machine, and counts them by the host that was meant."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: Counter[str] = Counter()
        self._network = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=None))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked[request.url.host] += 1
        request.headers[ADDRESS] = str(request.url)
        request.url = httpx.URL(f"http://127.0.0.1:{self.port}/")
        return await self._network.handle_async_request(request)

    async def aclose(self) -> None:
        await self._network.aclose()


@contextmanager
def serving(bodies: dict[tuple[str, str], bytes]) -> Iterator[int]:
    """A server that answers with the bodies, by address and what was posted, each after the latency; gives its port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            posted = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            body = bodies.get((self.headers[ADDRESS], posted))
            time.sleep(LATENCY)
            self.send_response(200 if body is not None else 404)
            self.send_header("content-length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Nothing: the benchmark prints its ratio alone."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()


def chain(config: Config, host: str, requests: int) -> float:
    """The seconds that so many requests to a host take at least, one after another or as many at once as it allows."""
    rule = config.host(host)
    return (requests - 1) * max(rule.pause, LATENCY / rule.concurrency) + LATENCY


def collected(store: Store, config: Config, transport: Here) -> Collected:
    return record(
        config,
        store.archive,
        day=DAY,
        at=AT,
        now=lambda: datetime.now(UTC),
        sleep=asyncio.sleep,
        random=random.random,
        on_event=lambda *_: None,
        transport=transport,
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = specimen_site(Path(folder))
        shelf = store.archive(DAY)
        bodies = {(entry.url, entry.body): unpack(entry, shelf) for entry in Manifest.read(shelf).requests}
        for file in (store.content / "_raw" / DAY.isoformat()).iterdir():
            file.unlink()
        config = configuration(store, KEYS)
        with serving(bodies) as port:
            here = Here(port)
            start = time.perf_counter()
            found = collected(store, config, here)
            took = time.perf_counter() - start
    chains = {host: chain(config, host, count) for host, count in here.asked.items()}
    slowest = max(chains, key=chains.__getitem__)
    print(f"{sum(here.asked.values())} requests to {len(chains)} hosts, {len(found.readings)} readings, {took:.1f} s")
    print(f"slowest chain: {here.asked[slowest]} requests to {slowest}, {chains[slowest]:.1f} s at least")
    print(f"collecting takes {took / chains[slowest]:.2f} times the slowest chain")


if __name__ == "__main__":
    main()
