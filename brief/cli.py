"""The command line: which verbs there are, the clock, the environment, and what becomes of an error.

A verb's module is imported when the verb is asked for; `brief.verbs.listing` has the words for the list of them.
Refuses logic: each verb calls one room and prints what it says.
"""

import contextlib
import functools
import gc
import importlib
import os
import sys
from datetime import UTC, datetime
from typing import NoReturn

import click

from brief.errors import DONE, WrongUsage
from brief.verbs.listing import VERBS
from brief.verbs.mistakes import code_of, sentence_of

_GARBAGE = (50_000, 20, 50)
"""How often Python looks for garbage: to look through all that was imported and read takes a tenth of a build."""


def main() -> NoReturn:
    """Run a verb. Every error a user can meet is a sentence on standard error and an exit code."""
    gc.set_threshold(*_GARBAGE)
    try:
        code = commands(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(WrongUsage.exit_code)
    except Exception as error:
        if not (sentence := sentence_of(error)):
            raise
        with contextlib.suppress(OSError):  # where nothing can be printed, the exit code is left
            click.echo(sentence, err=True)
        sys.exit(code_of(error))
    sys.exit(code or DONE)


class _Verbs(click.Group):
    """Verbs of which the name and the short help are known; the one that is asked for is imported."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, listed, rest = super().resolve_command(ctx, args)
        return name, _imported(listed.name) if listed and listed.name else None, rest


@click.group(
    cls=_Verbs,
    commands={name: click.Command(name, help=listed.help) for name, listed in VERBS.items()},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="market-brief")
def commands() -> None:
    """A nightly market brief: public sources in, a footnoted post and a static site out.

    Example: brief nightly --replay 2025-11-04 --publish
    """


@functools.cache  # click keeps a verb's options on its function, where --root would be added once more
def _imported(name: str) -> click.Command:
    """The verb of this name; one that works in a site folder gets what only this module may have."""
    listed = VERBS[name]
    verb = getattr(importlib.import_module(f"brief.verbs.{listed.module}"), listed.function)
    if listed.in_site:
        from brief.verbs.desk import in_site  # here, since the list of verbs touches no disk

        verb = in_site(verb, os.environ, lambda: datetime.now(UTC))
    return click.command(name)(verb)
