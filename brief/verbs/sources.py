"""The verbs about sources: what there is, and what one of them answers."""

import asyncio
import json
import random
from datetime import UTC, datetime
from pathlib import Path

import click

from brief.collect.fixture import META, read_fixture
from brief.collect.trial import Tried, try_files, try_live, try_payloads
from brief.config import Config, Source
from brief.errors import DONE, BriefError, WrongUsage
from brief.models import Night, day_of
from brief.report import answers, tables
from brief.verbs.configuration import configuration
from brief.verbs.desk import Desk


@click.option("--figures", is_flag=True, help="List the kinds of figures instead, with who gives each.")
def sources(desk: Desk, figures: bool) -> int:
    """List the sources: what they fill, how well they are proven, and whether they may be asked.

    Example: brief sources --figures
    """
    config = configuration(desk)
    (tables.kinds if figures else tables.sources)(config)
    return DONE


@click.argument("source")
@click.argument("files", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "bodies",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read these files instead of asking, one for each request, in order; or the meta.json of recorded answers.",
)
@click.option("--at", help="The instant the files were fetched, like 2025-11-04T12:00:00Z.  [default: now]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def try_source(
    desk: Desk, source: str, files: tuple[Path, ...], bodies: tuple[Path, ...], at: str | None, as_json: bool
) -> int:
    """Ask one source, or read FILES as its answers, and print the readings and what was published.

    Example: brief try farside-btc --from page.html
    """
    config = configuration(desk)
    entry = source_named(config, source)
    when = _instant(at) if at is not None else desk.now()
    try:
        paths = (*bodies, *files)
        if len(paths) == 1 and paths[0].name == META:
            found = _recorded(desk, entry, paths[0])
        elif paths:
            given = [desk.store.read_bytes(path, "file") for path in paths]
            found = try_files(entry, given, at=when)
        else:
            found = asyncio.run(try_live(config, entry, now=desk.now, sleep=asyncio.sleep, random=random.random))
    except BriefError as refused:
        if as_json:
            click.echo(json.dumps({"source": source, "gap": str(refused)}, ensure_ascii=False, indent=1))
            return refused.exit_code
        raise
    answers.tried(source, found.readings, found.items, as_json=as_json)
    return DONE


def _recorded(desk: Desk, source: Source, path: Path) -> Tried:
    """What the source's module reads in answers that were laid down, each taken for what it was asked and when."""
    fixture = read_fixture(desk.store.read_text(path, "file", wrong=WrongUsage), str(path))
    if fixture.source != source.id:
        raise WrongUsage(f"{path} has answers of {fixture.source}, not of {source.id}; name that source.")
    names = [laid.file for laid in fixture.answers if laid.file]
    bodies = {name: desk.store.read_bytes(path.parent / name, "recorded answer") for name in names}
    night = Night(day=day_of(fixture.at), at=fixture.at, options=source.options)
    return try_payloads(source, fixture.payloads(bodies), night)


def source_named(config: Config, name: str) -> Source:
    found = next((source for source in config.sources if source.id == name), None)
    if found is None:
        raise WrongUsage(f"There is no source {name}. There is {', '.join(source.id for source in config.sources)}.")
    return found


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise WrongUsage(f"--at {text} has no time zone; write it like 2025-11-04T12:00:00Z.")
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise WrongUsage(f"--at {text} is no instant; write it like 2025-11-04T12:00:00Z.") from None
