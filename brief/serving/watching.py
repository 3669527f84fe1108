"""What is saved below a site folder is noticed: in content/, in templates/, and sources.yaml.

Owns which of it counts. Refuses to look at what was saved: that something was is all there is to know.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from watchfiles import BaseFilter, watch

from brief.errors import BriefError, DiskRefused
from brief.store import Store

_QUIET = 8
"""Milliseconds without another save, after which one counts: an editor writes, renames and sets times in a row."""
_LONGEST = 50
"""Milliseconds after which it counts though more is being saved."""
_IDLE = 100
"""Milliseconds after which a watch says that nothing was saved."""


class Saved:
    """Whether something was saved since somebody last asked."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._refused: BriefError | None = None

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for a save, at most so long; a watch that broke down is raised here."""
        found = self._event.wait(seconds)
        self._event.clear()
        if self._refused:
            raise self._refused
        return found

    def tell(self, refused: BriefError | None = None) -> None:
        self._refused = refused or self._refused
        self._event.set()


@contextmanager
def watching(store: Store) -> Iterator[Saved]:
    """Notice what is saved until the end of the block, from its first line on."""
    watched = _Watch(store)
    threads = [threading.Thread(target=each, daemon=True) for each in (watched.top, watched.folders)]
    for thread in threads:
        thread.start()
    try:
        for each in watched.ready:
            each.wait()
        yield watched.saved
    finally:
        watched.end()
        for thread in threads:
            thread.join()


class _Watch:
    """Two threads: one for the folder itself, where one of those that are watched may come or go, one for them."""

    def __init__(self, store: Store) -> None:
        self.saved, self.ready = Saved(), (threading.Event(), threading.Event())
        self._root = store.root.resolve()
        self._folders = (self._root / store.content.name, self._root / store.overrides.name)
        self._tops = set(map(str, self._folders))
        self._top = {*self._tops, str(self._root / store.sources_file().name)}
        self._over, self._again = threading.Event(), threading.Event()

    def top(self) -> None:
        for changed in self._changes((str(self._root),), self._over, recursive=False):
            self.ready[0].set()
            if changed & self._tops:
                self._again.set()
            elif changed & self._top:
                self.saved.tell()

    def folders(self) -> None:
        while True:
            self._again.clear()
            if self._over.is_set():
                return
            there = tuple(str(folder) for folder in self._folders if folder.is_dir())
            anew = self.ready[1].is_set()
            for changed in self._changes(there or (str(self._root),), self._again, recursive=bool(there)):
                self.ready[1].set()
                if changed or anew:
                    self.saved.tell()
                anew = False

    def end(self) -> None:
        self._over.set()
        self._again.set()

    def _changes(self, places: tuple[str, ...], until: threading.Event, *, recursive: bool) -> Iterator[set[str]]:
        """What changed, again and again; a first time as soon as it is watched, and nothing where nothing did."""
        try:
            for found in watch(
                *places,
                watch_filter=_Counts(),
                debounce=_LONGEST,
                step=_QUIET,
                stop_event=until,
                recursive=recursive,
                raise_interrupt=False,
                rust_timeout=_IDLE,
                yield_on_timeout=True,
            ):
                yield {path for _, path in found}
        except OSError as refusal:
            why = refusal.strerror or str(refusal)
            self.saved.tell(
                DiskRefused(
                    f"The system refused to watch {places[0]}: {why}. Raise its limit (on Linux "
                    "fs.inotify.max_user_watches), or set WATCHFILES_FORCE_POLLING=1, and start again."
                )
            )
            self.end()
            for each in self.ready:
                each.set()


class _Counts(BaseFilter):
    """No file that begins with a dot, and none that editors leave beside what they save."""

    ignore_entity_patterns = (r"^\.", r"~$", r"\.sw.$", r"^#.*#$", r"^4913$", r"___jb_\w+___$")
