"""The verbs, the clock and the exit codes. No logic: each verb calls one room and prints what it says."""

import asyncio
import functools
import json
import os
import pkgutil
import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeVar

import click
import jinja2

from brief import night, report
from brief import sources as sources_package
from brief.collect.archive import Manifest, keep
from brief.collect.live import record, replay
from brief.collect.runner import Collected
from brief.collect.trial import try_files, try_live
from brief.config import Config, Source, load
from brief.desk.publish import build_site
from brief.errors import DEGRADED, DONE, BriefError, Refused, WrongUsage
from brief.models import day_of
from brief.models.figures import ArchiveProvenance
from brief.store import Store
from brief.verbs_desk import VERBS, Desk, Verb
from brief.verbs_why import WHY

F = TypeVar("F", bound=Callable[..., Any])


def main() -> NoReturn:
    """Run a verb. Every error a user can meet is a sentence on standard error and an exit code."""
    try:
        code = commands(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(WrongUsage.exit_code)
    except BriefError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except jinja2.TemplateError as broken:
        place = f"{broken.name}, line {broken.lineno}: " if isinstance(broken, jinja2.TemplateSyntaxError) else ""
        click.echo(f"A template cannot be rendered: {place}{broken.message}. Correct it in templates/.", err=True)
        sys.exit(WrongUsage.exit_code)
    sys.exit(code or DONE)


def in_site(verb: F) -> F:
    """The option every verb that reads a site folder has."""
    return click.option(
        "--root",
        envvar="BRIEF_ROOT",
        default=".",
        show_default="the current folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The site folder: sources.yaml, templates/, content/, _site/.",
    )(verb)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="market-brief")
def commands() -> None:
    """A nightly market brief: public sources in, a footnoted post and a static site out.

    Example: brief nightly --replay 2025-11-04 --publish
    """


@commands.command()
@in_site
@click.option("--replay", "again", type=click.DateTime(["%Y-%m-%d"]), help="Run on this day's archived answers.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The edition's day.  [default: today in UTC]")
@click.option("--publish", is_flag=True, help="Publish the post if no check fails.")
def nightly(root: Path, again: datetime | None, day: datetime | None, publish: bool) -> int:
    """Collect, write, check and build one night.

    Example: brief nightly --publish
    """
    if again and day:
        raise WrongUsage("--replay names its day already; leave --date out.")
    store = Store(root)
    config = _config(store)
    with store.lock():
        now = _now().replace(microsecond=0)
        edition = (
            again.date()
            if again
            else _edition_day(now, day and day.date(), f"use `brief nightly --replay {day:%Y-%m-%d}`." if day else "")
        )
        if not again and (reason := night.left_alone(store, edition)):
            notes = build_site(store)
            click.echo("\n".join([f"{reason} No source was asked.", *notes, "The site is built."]))
            return DEGRADED if notes else DONE
        found = _archived(store, config, edition) if again else _asked(store, config, edition, now)
        done = found.go_into(night.run, store, config, edition, now, publish=publish)
    report.night(done)
    return DEGRADED if done.degraded else DONE


def _edition_day(at: datetime, chosen: date | None, instead: str) -> date:
    """The day a live night is of: today in UTC, or yesterday where an editor says so; sources answer for now only."""
    today = day_of(at)
    if chosen and chosen not in (today, today - timedelta(days=1)):
        raise WrongUsage(f"Sources answer for now, not for {chosen}; {instead}")
    return chosen or today


class _Answers(NamedTuple):
    """What the sources answered, of which moment, and what makes of it the archive of the night."""

    collected: Collected
    at: datetime
    provenance: ArchiveProvenance
    assumption: str = ""
    on_kept: Callable[[], None] = lambda: None

    def go_into(
        self, night_of: Callable[..., night.Outcome], store: Store, config: Config, day: date, now: datetime, **how: Any
    ) -> night.Outcome:
        """Make a night of them, or a correction of one."""
        return night_of(
            store,
            config,
            self.collected,
            day=day,
            at=self.at,
            now=now,
            provenance=self.provenance,
            assumption=self.assumption,
            on_kept=self.on_kept,
            **how,
        )


def _archived(store: Store, config: Config, day: date) -> _Answers:
    shelf = store.archive(day)
    manifest = Manifest.read(shelf)
    if manifest.day != day:
        raise Refused(f"The archive in {shelf.folder} is of {manifest.day}, not of {day}; move it to its own day.")
    with report.Progress() as screen:
        collected = replay(config, shelf, manifest, on_event=screen.event)
    return _Answers(collected, manifest.as_of, manifest.provenance, manifest.assumption)


def _asked(store: Store, config: Config, day: date, at: datetime) -> _Answers:
    with report.Progress() as screen:
        collected = record(
            config,
            store.archive,
            day=day,
            at=at,
            now=_now,
            sleep=asyncio.sleep,
            random=random.random,
            on_event=screen.event,
        )
    return _Answers(collected, at, "recorded", on_kept=lambda: keep(store.archive(day)))


@commands.command()
@click.argument("day", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]))
@in_site
@click.option("--reason", default="", metavar="TEXT", help="Why the post says something else now; readers see it.")
@click.option("--live", is_flag=True, help="Ask the sources again; only for today and yesterday.")
def correct(day: datetime, root: Path, reason: str, live: bool) -> int:
    """Bring what the night of DAY comes to now into its published post, as a correction.

    Example: brief correct 2025-11-04 --reason "Farside revised its flows."
    """
    store = Store(root)
    config = _config(store)
    with store.lock():
        now = _now().replace(microsecond=0)
        if live:
            _edition_day(now, day.date(), "run it without --live, on that day's archive.")
        edition = day.date()
        night.refuse_correction(store, edition, reason)
        found = _asked(store, config, edition, now) if live else _archived(store, config, edition)
        done = found.go_into(night.correct, store, config, edition, now, reason=reason)
    report.night(done)
    return DEGRADED if done.degraded else DONE


@commands.command()
@in_site
@click.option("--drafts", is_flag=True, help="Build unpublished posts as well, into _preview/.")
def build(root: Path, drafts: bool) -> int:
    """Build the site from the posts.

    Example: brief build --drafts
    """
    store = Store(root)
    with store.lock():
        notes = build_site(store, drafts=drafts)
    place = store.preview if drafts else store.site
    click.echo("\n".join([*notes, f"The {'preview' if drafts else 'site'} is built in {place}."]))
    return DEGRADED if notes else DONE


@commands.command("try")
@click.argument("source")
@click.argument("files", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@in_site
@click.option(
    "--from",
    "bodies",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read these files instead of asking, one for each request, in order.",
)
@click.option("--at", help="The instant the files were fetched, like 2025-11-04T12:00:00Z.  [default: now]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def try_source(
    source: str, files: tuple[Path, ...], root: Path, bodies: tuple[Path, ...], at: str | None, as_json: bool
) -> int:
    """Ask one source, or read FILES as its answers, and print the readings and what was published.

    Example: brief try farside-btc --from page.html
    """
    store = Store(root)
    config = _config(store)
    entry = _source(config, source)
    when = _at(at)
    try:
        if bodies or files:
            answers = [store.read_bytes(path, "file") for path in (*bodies, *files)]
            found = try_files(entry, answers, at=when)
        else:
            found = asyncio.run(try_live(config, entry, now=_now, sleep=asyncio.sleep, random=random.random))
    except BriefError as refused:
        if as_json:
            click.echo(json.dumps({"source": source, "gap": str(refused)}, ensure_ascii=False, indent=1))
            return refused.exit_code
        raise
    report.tried(source, found.readings, found.items, as_json=as_json)
    return DONE


@commands.command()
@in_site
@click.option("--figures", is_flag=True, help="List the kinds of figures instead, with who gives each.")
def sources(root: Path, figures: bool) -> int:
    """List the sources: what they fill, how well they are proven, and whether they may be asked.

    Example: brief sources --figures
    """
    config = _config(Store(root))
    (report.kinds if figures else report.sources)(config)
    return DONE


def _at_the_desk(verb: Verb) -> None:
    """Register a verb of the desk: with --root, and called with what only this module may have."""

    @functools.wraps(verb)
    def run(root: Path, **given: Any) -> int:
        store = Store(root)
        return verb(Desk(store, functools.partial(_config, store), _now().replace(microsecond=0)), **given)

    commands.command()(in_site(run))


for _verb in (*VERBS, *WHY):
    _at_the_desk(_verb)


def _config(store: Store) -> Config:
    path = store.sources_file()
    text = store.read_text(path, "sources.yaml (--root must name a site folder)", wrong=WrongUsage)
    modules = (module.name for module in pkgutil.iter_modules(sources_package.__path__))
    return load(text, str(path), os.environ, frozenset(name for name in modules if not name.startswith("_")))


def _source(config: Config, name: str) -> Source:
    found = next((source for source in config.sources if source.id == name), None)
    if found is None:
        raise WrongUsage(f"There is no source {name}. There is {', '.join(source.id for source in config.sources)}.")
    return found


def _now() -> datetime:
    return datetime.now(UTC)


def _at(text: str | None) -> datetime:
    if text is None:
        return _now()
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise WrongUsage(f"--at {text} has no time zone; write it like 2025-11-04T12:00:00Z.")
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise WrongUsage(f"--at {text} is no instant; write it like 2025-11-04T12:00:00Z.") from None
