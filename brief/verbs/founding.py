"""The verb that makes a new site folder. It needs none to be there, so it has no --root."""

import shlex
from pathlib import Path

import click

from brief.desk.founding import found_site
from brief.errors import DONE
from brief.store import Store

_NAMED = 6


@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", default="", metavar="TEXT", help="The name of the site.  [default: Daily Crypto Market Brief]")
@click.option("--url", default="", metavar="URL", help="Where readers will find it.  [default: left empty]")
@click.option("--templates", is_flag=True, help="Copy all templates and the style sheet, to change them all.")
def init(folder: Path, title: str, url: str, templates: bool) -> int:
    """Make DIR a new site folder that works at once, with the bundled night to begin with.

    Example: brief init my-brief --title "Morning Brief" --url https://brief.example.org
    """
    done = found_site(Store(folder), title=title, url=url, templates=templates)
    click.echo(f"A new site is in {folder.resolve()}: {done.written} files.")
    if done.left:
        more = f" and {len(done.left) - _NAMED} more" if len(done.left) > _NAMED else ""
        click.echo(f"Left as they were: {', '.join(done.left[:_NAMED])}{more}.")
    if not url and "content/_config.yml" not in done.left:
        click.echo("It has no address yet: set url: in content/_config.yml before the first live night.")
    where = "" if folder.resolve() == Path.cwd() else f" --root {shlex.quote(str(folder))}"
    click.echo(f"Next:\n  brief nightly --replay 2025-11-04 --publish{where}\n  brief build{where}")
    return DONE
