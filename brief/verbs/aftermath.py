"""What a night does beyond its own work: it renews the status page, and tells a monitor and a person how it went.

Owns when that happens, before and after the lock is held, and what counts as news. Refuses to change how the night
ends: its exit code and its sentence stand whatever becomes of the telling, which has a line on standard error where it
failed.
"""

import functools
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import click

from brief.errors import DEGRADED, DONE, BriefError, Locked, Unknown, WrongUsage
from brief.models import Gap, day_of
from brief.models.run import Run
from brief.story import edition_id
from brief.verbs.desk import Desk, Verb
from brief.verbs.mistakes import code_of, sentence_of

HEARTBEAT, WEBHOOK = "BRIEF_HEARTBEAT", "BRIEF_WEBHOOK"
_NOT_LIVE = ("again", "dry", "offline", "words")
"""Options with which no night is run that anybody waits for."""
_NEVER_BEGAN = (WrongUsage.exit_code, Unknown.exit_code)
"""With a mistake in the command or the settings no night was run, and the page could not be built either."""
_BUG = "The program itself made a mistake; its log has more."


def followed_up(verb: Verb) -> Verb:
    """The verb of a night, with what it does beyond its own work."""

    @functools.wraps(verb)
    def run(desk: Desk, **given: Any) -> int:
        if given.get("dry"):  # it writes nothing, the status page neither
            return verb(desk, **given)
        tell = _Teller(desk.environ) if not any(given.get(name) for name in _NOT_LIVE) else None
        if tell:
            tell.beat("start")
        try:
            code = verb(desk, **given)
        except Exception as error:
            _after(desk, tell, _day(desk, given), code_of(error), sentence_of(error) or _BUG)
            raise
        _after(desk, tell, _day(desk, given), code, "")
        return code

    return run


class Told(NamedTuple):
    """How a night ended."""

    edition: str
    exit: int
    sentence: str
    gaps: tuple[Gap, ...]
    news: bool
    """Whether it is worth waking somebody: it failed, or something is missing that was there the night before."""


class _Teller:
    """The monitor and the person that the environment names, if any."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._heartbeat = environ.get(HEARTBEAT, "").strip()
        self._webhook = environ.get(WEBHOOK, "").strip()

    def beat(self, step: str) -> None:
        """One ping: `start`, nothing at all for a night that went well, or the exit code."""
        if self._heartbeat:
            from brief.collect.outgoing import below, send  # here, since most nights tell nobody

            _try(lambda: send(HEARTBEAT, below(self._heartbeat, step)))

    def over(self, told: Told) -> None:
        self.beat(str(told.exit) if told.news else "")
        if self._webhook and told.news:
            from brief.collect.outgoing import send

            _try(lambda: send(WEBHOOK, self._webhook, _payload(told)))


def _after(desk: Desk, tell: _Teller | None, day: date, code: int, sentence: str) -> None:
    if code == Locked.exit_code:  # the run that holds the lock tells of itself
        return
    if code not in _NEVER_BEGAN:
        _try(lambda: _renew(desk))
    if tell:
        _try(lambda: tell.over(_told(desk, day, code, sentence)))


def _try(step: Callable[[], object]) -> None:
    """Do it, or say in one line why not. Nothing here may end a night otherwise than it ended."""
    try:
        step()
    except Locked:  # another run is at it
        pass
    except Exception as failed:
        line = sentence_of(failed) or f"Something went wrong behind the night ({type(failed).__name__})."
        click.echo(line, err=True)


def _renew(desk: Desk) -> None:
    from brief.desk.renewing import renew

    try:
        with desk.store.lock():
            renew(desk.store)
    except Locked:
        raise
    except BriefError as refused:
        raise type(refused)(f"The status page was not renewed: {refused}") from refused


def _told(desk: Desk, day: date, code: int, sentence: str) -> Told:
    run = _run(desk, day, since=desk.at)
    gaps = run.gaps if run else ()
    news = code not in (DONE, DEGRADED) or (code == DEGRADED and _is_news(run, _run(desk, day - timedelta(days=1))))
    said = sentence or (run.said if run else "") or _summary(code, gaps)
    return Told(edition_id(day), code, said, gaps, news)


def _is_news(run: Run | None, before: Run | None) -> bool:
    """Whether a source is silent that was not the night before, or the night is short of something else."""
    if run is None:
        return True
    unexpected = {one.source for one in run.sources if one.heard == "gap" and not one.acknowledged}
    old = {one.source for one in before.sources if one.heard == "gap"} if before else set()
    return not unexpected or bool(unexpected - old)


def _summary(code: int, gaps: tuple[Gap, ...]) -> str:
    if code == DONE:
        return "The night is done."
    names = ", ".join(dict.fromkeys(gap.name or gap.source for gap in gaps))
    return f"The night is done, with something missing{f': {names}' if names else ''}."


def _payload(told: Told) -> str:
    gaps = [{"source": gap.source, "fills": gap.fills, "why": gap.why} for gap in told.gaps]
    text = f"{told.edition} ended with exit {told.exit}. {told.sentence}"
    whole = {"edition": told.edition, "exit": told.exit, "sentence": told.sentence, "gaps": gaps, "text": text}
    return json.dumps(whole, ensure_ascii=False)


def _run(desk: Desk, day: date, since: datetime | None = None) -> Run | None:
    """The run of a day that is on record; with `since` only one that began no earlier. None where it cannot be read."""
    from brief.desk.runs import read_run

    try:
        run = read_run(desk.store, day)
    except BriefError:
        return None
    return run if run and (since is None or run.began >= since) else None


def _day(desk: Desk, given: Mapping[str, Any]) -> date:
    day: date | None = given.get("again") or given.get("day")
    return day or day_of(desk.at)
