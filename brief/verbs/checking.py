"""The verbs that check a text: check a post of ours, lint any text."""

from datetime import date
from pathlib import Path

import click

from brief.desk.checks import Finding
from brief.desk.checks.explain import page
from brief.desk.inspect import inspect
from brief.desk.inspect import lint as lint_text
from brief.desk.whereabouts import edition_of
from brief.errors import DONE, ChecksFailed, WrongUsage
from brief.report.findings import findings
from brief.style import plural
from brief.verbs.configuration import configuration
from brief.verbs.desk import Day, Desk, Verb, of_day

_layout = [
    click.option("--json", "layout", flag_value="json", help="Print JSON."),
    click.option("--github", "layout", flag_value="github", help="Print annotations for a pull request."),
]


def in_layout(function: Verb) -> Verb:
    """The options of a verb that prints findings."""
    for option in _layout:
        function = option(function)
    return function


@of_day
@in_layout
def check(desk: Desk, day: date, layout: str | None) -> int:
    """Say what is wrong with the post of DAY, each with its line and what to do.

    Example: brief check 2025-11-04
    """
    edition = edition_of(desk.store, day)
    path = desk.store.post_path(edition)
    found = inspect(desk.store, configuration(desk), edition, desk.store.read_text(path, "post"))
    return _tell([(str(path), finding) for finding in found], layout, f"{edition}: nothing to mend.")


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
        return inspect(desk.store, configuration(desk), path.stem, text)
    config = configuration(desk) if desk.store.sources_file().is_file() else None
    return lint_text(text, path.name, day=day, store=desk.store, config=config)


def _tell(found: list[tuple[str, Finding]], layout: str | None, nothing: str) -> int:
    if found or layout:
        findings(found, layout=layout or "")
    else:
        click.echo(nothing)
    return ChecksFailed.exit_code if any(finding.severity == "fail" for _, finding in found) else DONE
