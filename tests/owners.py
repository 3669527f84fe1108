"""Real runs of `brief` in processes of their own that hold a site's lock until they are let go, for tests."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60
"""Seconds for another process to get somewhere; on a busy machine it takes a few."""


@contextmanager
def hanging_proxy() -> Iterator[socket.socket]:
    """A proxy on this machine that takes every connection and never answers: `accept` returns when one came."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE)
        yield server


@contextmanager
def night_at_work(root: Path, proxy: socket.socket, *words: str) -> Iterator[subprocess.Popen[str]]:
    """`brief nightly` that is collecting, and waits for answers that do not come."""
    port = proxy.getsockname()[1]
    environ = environment(root) | {"HTTPS_PROXY": f"http://127.0.0.1:{port}"}
    command = [sys.executable, "-m", "brief", "nightly", *words]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as night:
        try:
            connection, _ = proxy.accept()
            with connection:
                yield night
        finally:
            night.kill()


def environment(root: Path) -> dict[str, str]:
    """This process's, without keys and proxies, for `brief` in a site folder."""
    private = re.compile(r"_API_KEY$|_proxy$", re.IGNORECASE)
    return {name: value for name, value in os.environ.items() if not private.search(name)} | {"BRIEF_ROOT": str(root)}
