"""The verb that keeps the archive small, and says how large it is."""

from datetime import date, timedelta

import click

from brief.collect.conditional import NIGHTS
from brief.collect.pruning import Day, prune, survey
from brief.desk.resting import doubtful, named_bodies
from brief.errors import DEGRADED, DONE
from brief.models import day_of
from brief.report import pruning as report
from brief.store import Store
from brief.verbs.desk import Desk

KEEP = 90


@click.option(
    "--keep",
    default=KEEP,
    show_default=True,
    type=click.IntRange(min=NIGHTS + 1),
    metavar="DAYS",
    help="Of so many days everything stays.",
)
@click.option("--dry-run", is_flag=True, help="Remove nothing; say how large the archive is and would be.")
def prune_archive(desk: Desk, keep: int, dry_run: bool) -> int:
    """Remove from the archive what no printed figure rests on, of nights that are long past; say how large it is.

    What a receipt names stays for ever, and so does every manifest.

    Example: brief prune --keep 90 --dry-run
    """
    store = desk.store
    with store.lock():
        named = named_bodies(store)
        full_from = day_of(desk.at) - timedelta(days=keep)
        doubts = {day: why for day in store.archived_days() if day < full_from and (why := doubtful(store, day))}
        days = [_surveyed(store, day, named, day >= full_from or day in doubts) for day in store.archived_days()]
        for found in days if not dry_run else ():
            prune(store.archive(found.day), found)
    report.sizes(days, keep=keep, dry_run=dry_run)
    for day, why in doubts.items():
        click.echo(f"{day} stays as it is: {why}.")
    return DEGRADED if doubts else DONE


def _surveyed(store: Store, day: date, named: frozenset[str], full: bool) -> Day:
    return survey(store.archive(day), day, named, full=full)
