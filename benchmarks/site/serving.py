"""How long after an editor saves a post its page is served with the edit, by `brief serve`."""

import os
import re
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.site.posts import edited

EDITS = 5
PATIENCE = 120.0
LOOK = 0.002


def shown_after_edit(
    command: Sequence[str], environ: Mapping[str, str], root: Path, post: Path, page: str
) -> float | None:
    """The median of several edits, in seconds; None where the program serves nothing, or not as it is asked to here.

    It is asked for `serve --root DIR --port PORT`, and `page` is the path of the post's page.
    """
    env = {**os.environ, **environ}
    if subprocess.run([*command, "serve", "--help"], env=env, capture_output=True, check=False).returncode:
        return None
    port = _free_port()
    served = subprocess.Popen(
        [*command, "serve", "--root", str(root), "--port", str(port)],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    text = post.read_text(encoding="utf-8")
    address = f"http://127.0.0.1:{port}{page}"
    try:
        if _wait_for(address, "An editor added", served, absent=True) is None:
            return None
        took = [_saved(post, edited(text, number), address, served, number) for number in range(1, EDITS + 1)]
    finally:
        served.terminate()
        served.wait()
        post.write_text(text, encoding="utf-8")
    return statistics.median(each for each in took if each is not None) if any(took) else None


def _saved(post: Path, text: str, address: str, served: subprocess.Popen[bytes], number: int) -> float | None:
    start = time.perf_counter()
    post.write_text(text, encoding="utf-8")
    shown = _wait_for(address, f"An editor added sentence {number} here.", served)
    return None if shown is None else shown - start


def _wait_for(address: str, words: str, served: subprocess.Popen[bytes], *, absent: bool = False) -> float | None:
    """When the page first has the words (or, `absent`, is there at all); None where it never comes."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end and served.poll() is None:
        page = _page(address)
        if page is not None and (absent or words in re.sub(r"<[^>]+>", "", page)):
            return time.perf_counter()
        time.sleep(LOOK)
    return None


def _page(address: str) -> str | None:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server on this machine
            return bytes(answer.read()).decode()
    except (urllib.error.URLError, OSError):
        return None


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port
