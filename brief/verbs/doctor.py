"""The verb that looks at the sources: how each stands now, and what to do about it. Writes nothing into `content/`."""

import asyncio
import random
from datetime import datetime
from pathlib import Path

import click

from brief.collect.checkup import Looked, look
from brief.errors import DEGRADED, DONE, Unreachable, WrongUsage
from brief.models import day_of
from brief.models.checkup import Checkup
from brief.report import doctor as report
from brief.report.progress import Progress
from brief.store import Store
from brief.verbs.configuration import configuration
from brief.verbs.desk import Desk
from brief.verbs.drifting import shapes_before
from brief.verbs.sources import source_named


@click.argument("source", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--record",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Lay what they answered down in DIR/SOURCE/TIME/, for `brief try --from`.",
)
def doctor(desk: Desk, source: tuple[str, ...], as_json: bool, folder: Path | None) -> int:
    """Ask every SOURCE now, all of them by default, and say how each stands and what to do about it.

    Example: brief doctor coinbase farside-btc --record seen
    """
    config = configuration(desk)
    if folder is not None and desk.store.content.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise WrongUsage(f"{folder} is in the site's content, where recordings do not belong; name another folder.")
    if source:
        chosen = {name: source_named(config, name) for name in source}
        config = config.model_copy(update={"sources": tuple(chosen.values())})
    shapes = shapes_before(desk.store, day_of(desk.at))
    with Progress() as screen:
        looked = look(
            config,
            shapes,
            named=bool(source),
            now=desk.now,
            sleep=asyncio.sleep,
            random=random.random,
            on_event=screen.event,
        )
    recorded = _record(desk.store, folder, looked, desk.at) if folder is not None else {}
    report.checkups(looked.checkups, desk.at, recorded, as_json=as_json)
    return _code(looked.checkups)


def _record(store: Store, folder: Path, looked: Looked, at: datetime) -> dict[str, str]:
    """Write each source's answers into a folder of their own; where each lies."""
    found = {}
    for source, files in looked.fixtures.items():
        place = folder / source / f"{at:%Y-%m-%dT%H%M%SZ}"
        for name, data in files.items():
            store.write(place / name, data)
        found[source] = str(place)
    return found


def _code(found: tuple[Checkup, ...]) -> int:
    asked = [one for one in found if one.asked]
    if asked and not any(one.reached for one in asked):
        return Unreachable.exit_code
    return DEGRADED if any(one.state == "look" for one in found) else DONE
