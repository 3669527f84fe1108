"""What a verb of a site folder is handed, its option --root, and how a day is typed. Owns no verb."""

import functools
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from brief.store import Owner, Store


class Desk(NamedTuple):
    """What a verb works with: the site folder, the environment, the instant it was typed, and the clock."""

    store: Store
    environ: Mapping[str, str]
    at: datetime
    now: Callable[[], datetime]


Verb = Callable[..., int]
"""It is called with a `Desk` and its options, and returns the exit code."""


def in_site(verb: Verb, environ: Mapping[str, str], now: Callable[[], datetime]) -> Verb:
    """The verb with the option that every verb has which reads a site folder; it is handed a desk in that folder."""

    @functools.wraps(verb)
    def run(root: Path, **given: Any) -> int:
        at = now().replace(microsecond=0)
        owner = Owner(verb.__name__.replace("_", "-"), at)
        return verb(Desk(Store(root, owner=owner), environ, at, now), **given)

    return click.option(
        "--root",
        envvar="BRIEF_ROOT",
        default=".",
        show_default="the current folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The site folder: sources.yaml, templates/, content/, _site/.",
    )(run)


class Day(click.DateTime):
    """A day like 2025-11-04, as a date."""

    name = "day"

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # type: ignore[override]
        return super().convert(value, param, ctx).date()


of_day = click.argument("day", metavar="DAY", type=Day())
