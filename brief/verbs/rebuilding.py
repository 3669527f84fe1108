"""The verb that makes a past night again: to look at, or to compare with what is stored. Refuses to write over any."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from brief import night
from brief.collect import intact
from brief.collect.archive import MANIFEST, Manifest
from brief.collect.live import replay
from brief.config import Config
from brief.desk import proof, sums
from brief.desk.pages_again import PagesAgain
from brief.desk.record import read_snapshot
from brief.desk.sums import known_series
from brief.errors import DEGRADED, DONE, BriefError, ChecksFailed, Refused, Unknown, WrongUsage
from brief.models.proof import Difference, Proof
from brief.models.sums import Sums
from brief.report import rebuilding as report
from brief.store import Store
from brief.story import edition_id
from brief.tonight import Recalled
from brief.verbs.configuration import configuration
from brief.verbs.desk import Day, Desk


@click.argument("day", metavar="[DAY]", type=Day(), required=False)
@click.option("--verify", is_flag=True, help="Compare every byte with what is stored, and name each file that differs.")
@click.option("--all", "every", is_flag=True, help="Verify every night that is on record.")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Write what it comes to into this new folder."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def rebuild(desk: Desk, day: date | None, verify: bool, every: bool, into: Path | None, as_json: bool) -> int:
    """Make the night of DAY again, from its archive and what was known then, and say whether it is the same.

    Nothing that is stored is written to. Exit 20: a file differs.

    Example: brief rebuild 2025-11-04 --verify
    """
    if (day is None) != every:
        raise WrongUsage("Name one day, or verify all of them: `brief rebuild 2025-11-04 --verify`, or `--all`.")
    if into and (every or verify):
        raise WrongUsage("--into writes what one night comes to; leave --verify and --all out.")
    store = desk.store
    config = configuration(desk)
    with store.lock():
        if day and not verify:
            return _shown(store, config, day, into)
        days = [day] if day else store.recorded_days()
        if not days:
            raise Unknown(f"No night is on record in {store.content / '_snapshots'}; `brief nightly` makes one.")
        with report.verifying(len(days)) as done:
            proofs = [done(proved) for proved in _proofs(store, config, days)]
    report.proofs(proofs, as_json=as_json)
    if any(one.damaged for one in proofs):
        return ChecksFailed.exit_code
    return DEGRADED if any(one.outgrown for one in proofs) else DONE


class _Night(NamedTuple):
    """What is left of a night, before it is made again."""

    edition: str
    sums: Sums | None
    damaged: tuple[Difference, ...]
    """Files that it would be made from, or is compared by."""
    removed: tuple[intact.Removed, ...]


def _shown(store: Store, config: Config, day: date, into: Path | None) -> int:
    """What a night comes to now, compared with what is stored; in a folder of its own, if asked for."""
    made = _again(store, config, day, sums.read(store, edition_id(day)))
    if into:
        if into.exists() and any(into.iterdir()):
            raise WrongUsage(f"{into} holds something already; name a new folder.")
        for name, text in made.files.items():
            store.write(into / name, text)
    report.comparison(store, made, into)
    return DONE


def _again(store: Store, config: Config, day: date, known: Sums | None) -> night.Again:
    shelf = store.archive(day)
    intact.refuse_pruned(shelf, day)
    manifest = Manifest.read(shelf)
    collected = replay(config, shelf, manifest, on_event=lambda *_: None)
    return night.again(store, config, collected, Recalled(read_snapshot(store, day), known_series(store, known)))


def _proofs(store: Store, config: Config, days: list[date]) -> Iterator[Proof]:
    """Each night's proof; the site is gathered once for all of them."""
    pages: PagesAgain | None = None
    why = ""
    try:
        pages = PagesAgain(store, days)
    except BriefError as refusal:  # one damaged record stops a whole site; the night it belongs to names it
        why = f"the site cannot be made again: {refusal}"
    for day in days:
        yield _proof(store, config, day, pages, why, last=day == days[-1])


def _proof(store: Store, config: Config, day: date, pages: PagesAgain | None, why: str, *, last: bool) -> Proof:
    if not store.snapshot_path(day).is_file() and not store.generated_path(edition_id(day)).is_file():
        raise Unknown(f"No night of {day} is on record; `brief nightly --replay {day}` makes one of its archive.")
    found = _found(store, day)
    made, beyond, broken = _made(store, config, day, found)
    record = proof.Record(store, found.edition, found.sums, made and made.files)
    own = [*pages.of(found.edition), *(pages.feeds() if last else [])] if pages else []
    damaged = [
        *found.damaged,
        *record.damages(),
        *proof.journal_damages(store, found.edition),
        *proof.correction_damages(store, found.edition),
    ]
    if pages and not damaged:  # else a page that is as it was would be told to differ from a record that is not
        damaged += pages.damages(own)
    merged = proof.merged_again(store, found.edition, made.files) if made and not damaged else []
    hindered = broken if not damaged else ()
    return Proof(
        day=day,
        compared=record.count + len(own) + (len(found.sums.series) + len(found.sums.archive) if found.sums else 0),
        damaged=(*_each_once(damaged), *hindered),
        outgrown=record.outgrown,
        beyond=(*beyond, *merged, *([why] if why and not damaged else []), *_unsummed(found), *_unserved(pages)),
    )


def _found(store: Store, day: date) -> _Night:
    """A night's sums, and whether what it is made from is whole."""
    edition, shelf = edition_id(day), store.archive(day)
    damaged: list[Difference] = []
    known: Sums | None = None
    try:
        known = sums.read(store, edition)
    except Refused as refused:
        damaged.append(_named(store, store.sums_path(edition), str(refused)))
    removed: tuple[intact.Removed, ...] = ()
    try:
        manifest = Manifest.read(shelf)
        taken = intact.pruned(shelf)
        removed = taken.removed if taken else ()
        for file, why in intact.damages(shelf, manifest, known.archive if known else {}):
            damaged.append(_named(store, shelf.folder / file, why))
    except (Refused, Unknown) as refused:
        damaged.append(_named(store, shelf.folder / MANIFEST, str(refused)))
    damaged += proof.series_damages(store, known) if known else ()
    try:
        read_snapshot(store, day)
    except (BriefError, UnicodeDecodeError) as refused:
        damaged.append(_named(store, store.snapshot_path(day), str(refused)))
    return _Night(edition, known, tuple(damaged), removed)


def _made(
    store: Store, config: Config, day: date, found: _Night
) -> tuple[night.Again | None, list[str], tuple[Difference, ...]]:
    """The night made again; else why it cannot be, as what is beyond us or as what is broken."""
    if found.removed:
        sources = sorted({source for one in found.removed for source in one.sources})
        told = f"{len(found.removed)} of its answers were pruned ({', '.join(sources)})"
        return None, [f"{told}: its figures, text and charts cannot be made again, only compared with their sums"], ()
    if found.damaged:
        return None, [], ()
    try:
        return _again(store, config, day, found.sums), [], ()
    except BriefError as refusal:
        return None, [], (_named(store, store.snapshot_path(day), f"the night cannot be made again: {refusal}"),)


def _each_once(found: list[Difference]) -> Iterator[Difference]:
    """The first thing that is the matter with each file."""
    yield from {one.file: one for one in reversed(found)}.values()


def _unsummed(found: _Night) -> list[str]:
    if found.sums or found.damaged:
        return []
    return ["it was written without sums, so that a change in its series, or in its manifest, cannot be told"]


def _unserved(pages: PagesAgain | None) -> list[str]:
    return [] if pages is None or pages.is_there else ["no site is built, so that its pages are not compared"]


def _named(store: Store, path: Path, why: str) -> Difference:
    return Difference(file=store.named(path), why=why)
