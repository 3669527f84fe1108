"""`brief serve` for tests: the real command, edits on disk, the news that open pages get, real requests."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from brief.store import Store
from commands import is_sentence
from nights import REPOSITORY, new_site

SLUG = "2025-11-03-a-quiet-day"
PAGE = "/2025/11/03/a-quiet-day/"
SILENCES = 8
"""So often the server may say that it is still there, every 15 seconds, before the news is given up."""
PATIENCE = 120
"""Seconds after which an answer is given up; nothing waits for a clock."""


class Told(NamedTuple):
    """What an open page is told."""

    built: str
    notice: str


class Previewed:
    """A site that is previewed, as a browser has it."""

    def __init__(self, store: Store, address: str) -> None:
        self.store, self.address = store, address
        self._listening = self._connection()
        self._listening.request("GET", "/_brief/events")
        self._news = self._listening.getresponse()
        self.now = self.news()

    def close(self) -> None:
        self._news.close()
        self._listening.close()

    def _connection(self) -> HTTPConnection:
        return HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)

    def get(self, path: str, **headers: str) -> tuple[int, str, HTTPResponse]:
        with closing(self._connection()) as connection:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer

    def news(self) -> Told:
        """The next thing that an open page is told; a preview that has nothing to tell for long has missed a save."""
        silences = 0
        for line in self._news:
            if line.startswith(b"data: "):
                self.now = Told(**json.loads(line.removeprefix(b"data: ")))
                return self.now
            silences += line.startswith(b": ")
            assert silences < SILENCES, f"nothing was told after {self.now if hasattr(self, 'now') else 'the start'}"
        raise AssertionError("the server closed the news")

    def rebuilt(self) -> Told:
        """What it is told of the next build that changes something."""
        known = self.now.built
        while self.news().built == known:
            pass
        return self.now


def site_with_a_post(folder: Path) -> Store:
    """A site folder of its own with one draft."""
    store = new_site(folder)
    store.post_path(SLUG).parent.mkdir()
    write(store, "Nothing moved.")
    return store


def write(store: Store, text: str) -> None:
    """An editor saves the post."""
    front = '---\nlayout: post\ntitle: "A quiet day"\npublished: false\n---\n\n'
    store.post_path(SLUG).write_text(f"{front}{text}\n", encoding="utf-8")


@contextmanager
def serving(store: Store, *words: str) -> Iterator[Previewed]:
    """The command, until the end of the block, where Ctrl-C ends it as it ends every verb."""
    command = [sys.executable, "-m", "brief", "serve", "--root", str(store.root), "--port", "0", *words]
    environ = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        try:
            assert run.stdout is not None
            first = run.stdout.readline()
            assert is_sentence(first), first
            address = next(word for word in first.split() if word.startswith("http://"))
            with closing(Previewed(store, address)) as preview:
                yield preview
            run.send_signal(signal.SIGINT)
            _, told = run.communicate()
            assert run.returncode == 130
            assert told.endswith("Stopped.\n")
            assert "Traceback" not in told
        finally:
            run.kill()
