"""The site while it is worked on: built after each save, with what went wrong in the last build, if anything did.

Owns which state of it is served, by a name that open pages compare with their own. Refuses to end because of a mistake
in a file: the site stays as it was, and the mistake is told until it is corrected.
"""

import secrets
import threading
from collections.abc import Callable
from typing import NamedTuple

from brief.desk.building import Watch, put_together, show, unwatched
from brief.desk.framing import site_settings
from brief.desk.overrides import unused
from brief.desk.remembered import Remembered
from brief.errors import Locked
from brief.store import Store

RETRY = 0.2
"""Seconds after which a lock that somebody holds is tried again."""
WAITS = "Another run is at work in this folder; the preview goes on when it has ended."


class State(NamedTuple):
    """What open pages are told."""

    built: str
    """The site that is served, by a name of its own."""
    notice: str = ""
    """What is wrong in it, or why it is not newer."""


class Preview:
    """A site folder's site, to be built again and again by one thread and read by others."""

    def __init__(
        self, store: Store, *, drafts: bool, sentence: Callable[[Exception], str], tell: Callable[[str], None]
    ) -> None:
        """`sentence` says what is wrong in words, nothing of what is no mistake of an editor's; `tell` shows it."""
        self._store, self._drafts, self._sentence, self._tell = store, drafts, sentence, tell
        self._run, self._builds = secrets.token_hex(4), 0
        self._remembered = Remembered()
        self._news = threading.Condition()
        self.state = State(self._run)
        self.baseurl = ""
        self.served = store.served(drafts=drafts)

    def build(self, watch: Watch = unwatched) -> bool:
        """Build what was saved; False where another run is at work, so that it has to be tried again."""
        try:
            changed, notice = self._built(watch)
        except Locked:
            self._becomes(self.state.built, WAITS)
            return False
        except Exception as error:
            if not (notice := self._sentence(error)):
                raise
            changed = False
        if changed:
            self._builds += 1
        self._becomes(f"{self._run}-{self._builds}", notice)
        return True

    def other_than(self, known: State | None, seconds: float) -> State | None:
        """The state, once it is another than the known one; None where it is not within so many seconds."""
        with self._news:
            found = self._news.wait_for(lambda: self.state != known, timeout=seconds)
            return self.state if found else None

    def _built(self, watch: Watch) -> tuple[bool, str]:
        store = self._store
        with store.lock():
            with put_together(store, drafts=self._drafts, watch=watch, remembered=self._remembered) as made:
                show(store, made)
            self.baseurl = site_settings(store).baseurl.rstrip("/")
            notes = [*unused(store), *made.notes]
        return bool(made.changed or made.gone), "\n".join(notes)

    def _becomes(self, built: str, notice: str) -> None:
        """Tell everybody, once."""
        if notice and notice != self.state.notice:
            self._tell(notice)
        elif self.state.notice and not notice:
            self._tell("That is mended; the site is built.")
        with self._news:
            self.state = State(built, notice)
            self._news.notify_all()
