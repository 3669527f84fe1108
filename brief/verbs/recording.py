"""The record of one run while it goes on, written down however the run ends.

Owns what is known of a run and when each step took place; the clock is the desk's. Refuses to hide how a run ended: a
disk that takes no record is told only where nothing worse is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import click

from brief import __version__
from brief.collect.noting import Requests
from brief.collect.redact import scrub
from brief.collect.runner import Collected
from brief.config import Config
from brief.desk import posts, run_record
from brief.errors import DONE, BriefError, DiskRefused
from brief.models.run import Run
from brief.night import Outcome
from brief.story import edition_id
from brief.verbs.desk import Desk
from brief.verbs.mistakes import sentence_of


class Record:
    """What is known so far of a run."""

    def __init__(self, desk: Desk, day: date, *, replayed: bool) -> None:
        self._desk, self.day, self._replayed = desk, day, replayed
        self._config: Config | None = None
        self._steps: dict[str, int] = {}
        self._step, self._since = "", desk.now()
        self.requests = Requests(desk.at, desk.now, ())
        self.collected: Collected | None = None
        self.outcome: Outcome | None = None
        self.asked_nobody = False
        self.code = DONE
        """What the run ended with, where it came to its end."""

    def configured(self, config: Config) -> None:
        self._config = config
        self.requests = Requests(self._desk.at, self._desk.now, config.secrets())

    def step(self, name: str) -> None:
        """The next step begins, and the one before is over."""
        now = self._desk.now()
        if self._step:
            ms = max(0, round((now - self._since).total_seconds() * 1000))
            self._steps[self._step] = self._steps.get(self._step, 0) + ms
        self._step, self._since = name, now

    def keep(self, code: int, said: str) -> None:
        """Write it down. A run that asked nobody, as readers have the post, leaves the record of the one that did."""
        store = self._desk.store
        if self.asked_nobody and run_record.is_there(store, self.day):
            return
        self.step("")
        secrets = self._config.secrets() if self._config else ()
        run_record.keep(store, self._run(code, said), self.requests.lines, lambda text: scrub(text, secrets))

    def _run(self, code: int, said: str) -> Run:
        edition, store, done = edition_id(self.day), self._desk.store, self.outcome
        found = self.collected
        gaps = done.gaps if done else found.gaps if found else ()
        off = {source.id: self._config.usable(source) for source in self._config.sources} if self._config else {}
        return Run(
            edition=edition,
            day=self.day,
            began=self._desk.at,
            ended=self._desk.now().replace(microsecond=0),
            exit=code,
            said=said,
            version=__version__,
            replayed=self._replayed,
            published=posts.is_published(edition, posts.read(store, edition)),
            figures=done.figures if done else 0,
            sources=run_record.of_sources(
                off,
                self.requests.lines,
                found.readings if found else (),
                found.items if found else (),
                gaps,
                done.acknowledged if done else {},
            ),
            gaps=gaps,
            carried=done.carried if done else (),
            steps=self._steps,
        )


@contextmanager
def recorded(record: Record) -> Iterator[None]:
    """The block is a run: what became of it is written down, also where it ends with an error."""
    try:
        yield
    except Exception as error:
        said = sentence_of(error) or f"A fault of the program: {type(error).__name__}."
        try:
            record.keep(error.exit_code if isinstance(error, BriefError) else 1, said)
        except DiskRefused as refused:
            if str(refused) != said:
                click.echo(f"The record of this run was not written. {refused}", err=True)
        raise
    record.keep(record.code, "")
