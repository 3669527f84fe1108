"""A real server on the loopback that keeps what it was sent, for tests of what we tell others."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Heard(NamedTuple):
    """One request."""

    method: str
    path: str
    body: str


class Monitor:
    """It answers everything with `status`; where it `hangs`, with nothing until the end of the test."""

    def __init__(self, port: int, status: int, *, hangs: bool) -> None:
        self.status, self.hangs = status, hangs
        self.address = f"http://127.0.0.1:{port}"
        self.heard: list[Heard] = []
        self.over = threading.Event()


@contextmanager
def listening(status: int = 200, *, hangs: bool = False, location: str = "") -> Iterator[Monitor]:
    """A monitor until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            size = int(self.headers.get("content-length", 0))
            monitor.heard.append(Heard(self.command, self.path, self.rfile.read(size).decode()))
            if monitor.hangs:
                monitor.over.wait()
                return
            self.send_response(monitor.status)
            self.send_header("content-length", "0")
            if location:
                self.send_header("location", location)
            self.end_headers()

        do_GET = do_POST = _answer  # noqa: N815 - http.server's names

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    monitor = Monitor(server.server_address[1], status, hangs=hangs)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield monitor
    finally:
        monitor.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
