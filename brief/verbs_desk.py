"""The editor's verbs: log, undo, diff, check, publish, unpublish, correct. No logic: each calls the desk and prints.

Owns their words and options. Refuses the clock, the environment and paths: `cli` registers `VERBS`, adds `--root` to
each and hands over a `Desk`.
"""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from brief import report
from brief.config import Config
from brief.desk import journal, posts
from brief.desk.checks import Finding
from brief.desk.checks.explain import page
from brief.desk.compare import AGAINST, Against, other_text, shown
from brief.desk.compare import diff as compare
from brief.desk.inspect import inspect
from brief.desk.inspect import lint as lint_text
from brief.desk.placing import is_unrecorded
from brief.desk.publish import Done, publish_post, unpublish_post
from brief.desk.undo import undo as take_back
from brief.desk.whereabouts import edition_of, edition_on_record
from brief.errors import DEGRADED, DONE, ChecksFailed, Unknown, WrongUsage
from brief.store import Store
from brief.style import plural


class Desk(NamedTuple):
    """What a verb works with: the site folder, its configuration when asked for, and the instant it was typed."""

    store: Store
    config: Callable[[], Config]
    at: datetime


Verb = Callable[..., int]
VERBS: list[Verb] = []


def verb(function: Verb) -> Verb:
    """Make a function a verb of the command line; it is called with a `Desk` and its options."""
    VERBS.append(function)
    return function


class Day(click.DateTime):
    """A day like 2025-11-04, as a date."""

    name = "day"

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # type: ignore[override]
        return super().convert(value, param, ctx).date()


of_day = click.argument("day", metavar="DAY", type=Day())


@verb
@of_day
@click.option("--if-clean", is_flag=True, help="For cron: publish only what nobody need look at.")
@click.option("--reason", default="", metavar="TEXT", help="Why a published post says something else now, for readers.")
def publish(desk: Desk, day: date, if_clean: bool, reason: str) -> int:
    """Check the post of DAY, publish it and build the site; a post that is published already, as it was edited since.

    Example: brief publish 2025-11-04
    """
    with desk.store.lock():
        edition = edition_of(desk.store, day)
        done = publish_post(
            desk.store, desk.config(), edition, at=desk.at, reason=reason, ask=_asked, if_clean=if_clean
        )
    return _built(done)


def _built(done: Done) -> int:
    click.echo("\n".join([*done.left_out, *done.said[:-1], f"{done.said[-1]} The site is built."]))
    return DONE


def _asked(changes: str) -> str:
    """The reason for a correction from whoever sits at the terminal; cron is not asked."""
    if not sys.stdin.isatty():
        return ""
    click.echo(changes)
    answer: str = click.prompt("Readers see a correction. Why", default="", show_default=False)
    return answer


@verb
@of_day
def unpublish(desk: Desk, day: date) -> int:
    """Take the post of DAY back: readers no longer have it, and cron does not publish it again.

    Example: brief unpublish 2025-11-04
    """
    with desk.store.lock():
        return _built(unpublish_post(desk.store, edition_of(desk.store, day), at=desk.at))


@verb
@of_day
@click.argument("n", metavar="[N]", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def log(desk: Desk, day: date, n: int | None, as_json: bool) -> int:
    """List every write to the post of DAY, theirs as found and ours; with N, print the text of that entry.

    Example: brief log 2025-11-04
    """
    edition = edition_on_record(desk.store, day)
    entries = journal.entries(desk.store, edition)
    if n is None:
        report.journal(edition, entries, as_json=as_json)
        if not as_json and is_unrecorded(desk.store, edition, posts.read(desk.store, edition)):
            click.echo(f"{edition} was edited since; the next run, or `brief undo {day}`, puts that on record.")
        return DONE
    entry = next((entry for entry in entries if entry.n == n), None)
    if entry is None:
        raise Unknown(f"The journal of {edition} has no entry {n}; `brief log {day}` lists its {len(entries)}.")
    click.echo(entry.raw, nl=False)
    return DONE


@verb
@of_day
def undo(desk: Desk, day: date) -> int:
    """Take back the last write to the post of DAY, ours or an editor's; once more goes further back.

    Example: brief undo 2025-11-04
    """
    with desk.store.lock():
        done = take_back(desk.store, edition_on_record(desk.store, day), at=desk.at)
    built = ["The site is built."] if done.built else []
    click.echo("\n".join([*done.left_out, *done.said, *built]))
    return DEGRADED if done.left_out else DONE


@verb
@of_day
@click.option(
    "--against",
    type=click.Choice(AGAINST),
    default="generated",
    show_default=True,
    help="What to compare it with: what we wrote, the edition before, or what readers have.",
)
def diff(desk: Desk, day: date, against: Against) -> int:
    """Show what the post of DAY says that another text does not, line by line.

    Example: brief diff 2025-11-04 --against previous
    """
    edition = edition_on_record(desk.store, day)
    found = posts.read(desk.store, edition)
    if found is None:
        raise Unknown(f"{edition} has no file; `brief undo {day}` brings back its last text.")
    name, other = other_text(desk.store, edition, against)
    report.difference(compare(name, other, f"_posts/{edition}.md", shown(found)))
    return DONE


_layout = [
    click.option("--json", "layout", flag_value="json", help="Print JSON."),
    click.option("--github", "layout", flag_value="github", help="Print annotations for a pull request."),
]


def in_layout(function: Verb) -> Verb:
    """The options of a verb that prints findings."""
    for option in _layout:
        function = option(function)
    return function


@verb
@of_day
@in_layout
def check(desk: Desk, day: date, layout: str | None) -> int:
    """Say what is wrong with the post of DAY, each with its line and what to do.

    Example: brief check 2025-11-04
    """
    edition = edition_of(desk.store, day)
    path = desk.store.post_path(edition)
    found = inspect(desk.store, desk.config(), edition, desk.store.read_text(path, "post"))
    return _tell([(str(path), finding) for finding in found], layout, f"{edition}: nothing to mend.")


@verb
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--date", "day", type=Day(), help="The day the text is of.  [default: from its head or name]")
@click.option("--explain", is_flag=True, help="Print what each check finds, with an example.")
@in_layout
def lint(desk: Desk, files: tuple[Path, ...], day: date | None, layout: str | None, explain: bool) -> int:
    """Check any Markdown or text brief, a post of ours or not.

    Example: brief lint draft.md --date 2025-11-04
    """
    if explain:
        click.echo(page(), nl=False)
        return DONE
    if not files:
        raise WrongUsage("There is nothing to check; name a file: brief lint FILE.")
    found = [(str(path), finding) for path in files for finding in _linted(desk, path, day)]
    return _tell(found, layout, f"{plural(len(files), 'file')} checked: nothing to mend.")


def _linted(desk: Desk, path: Path, day: date | None) -> list[Finding]:
    """A post of this site with its night's evidence; any other text by its own words, and the series there are."""
    text = desk.store.read_text(path, "file")
    if desk.store.is_post(path):
        return inspect(desk.store, desk.config(), path.stem, text)
    config = desk.config() if desk.store.sources_file().is_file() else None
    return lint_text(text, path.name, day=day, store=desk.store, config=config)


def _tell(found: list[tuple[str, Finding]], layout: str | None, nothing: str) -> int:
    if found or layout:
        report.findings(found, layout=layout or "")
    else:
        click.echo(nothing)
    return ChecksFailed.exit_code if any(finding.severity == "fail" for _, finding in found) else DONE
