"""A long build while it goes on: a bar on a terminal, nothing elsewhere, and nothing for one that is over at once."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONG = 200
"""From so many pages on it takes long enough to be looked at."""


@contextmanager
def building() -> Iterator[Callable[[int, int], None]]:
    """Be told of each page that is made, and of how many there are to make."""
    shown: list[_Bar] = []

    def watch(done: int, of: int) -> None:
        if not shown and of > LONG and sys.stderr.isatty():
            shown.append(_Bar(of))
        for bar in shown:
            bar.at(done)

    try:
        yield watch
    finally:
        for bar in shown:
            bar.end()


class _Bar:
    """The bar. It is drawn when a page is done, by whoever says so: a thread of its own would be there at a fork."""

    def __init__(self, of: int) -> None:
        from rich.console import Console  # here, since nearly every build is over before it could be imported
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("Making pages"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
        self._task = self._progress.add_task("", total=of)
        self._progress.start()
        self._every = max(1, of // 200)

    def at(self, done: int) -> None:
        self._progress.update(self._task, completed=done, refresh=done % self._every == 0)

    def end(self) -> None:
        self._progress.stop()
