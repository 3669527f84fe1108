"""The verb that writes missed editions, as far as their archives hold what they would have said."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import click

from brief import night
from brief.collect.archive import MANIFEST, TRIED, Manifest
from brief.collect.late import compile_late
from brief.collect.live import replay
from brief.config import Config
from brief.desk import catching
from brief.desk.building import build_site
from brief.errors import DEGRADED, DONE, ChecksFailed, NoSource, Refused, Unknown, Unreachable
from brief.models import day_of
from brief.report.nights import told
from brief.store import Store
from brief.verbs.configuration import configuration
from brief.verbs.desk import Day, Desk


@click.option("--since", type=Day(), help="Look from this day on.  [default: the day after the last edition]")
@click.option("--publish", is_flag=True, help="Publish each post if no check fails.")
def catchup(desk: Desk, since: date | None, publish: bool) -> int:
    """Write the editions that are missing before today, from what their nights had collected.

    Sources are not asked: they answer for now. A day of which too little is known gets a reason in the archive.

    Example: brief catchup --since 2025-11-01
    """
    store, now = desk.store, desk.at
    config = configuration(desk)
    with store.lock():
        days = catching.missed(store, day_of(now), since)
        if not days:
            click.echo("No edition is missing.")
            return DONE
        reasons: dict[date, str] = {}
        amiss = False
        for day in days:
            late = _late(store, config, day, now, publish=publish)
            amiss = amiss or late.amiss
            if late.why_not:
                reasons[day] = late.why_not
        catching.tell(store, reasons)
        notes = build_site(store) if reasons else []
    _say(reasons, notes)
    return DEGRADED if reasons or notes or amiss else DONE


class _Late(NamedTuple):
    """What came of a missed day."""

    why_not: str = ""
    """Why it has no edition, in a sentence for readers; empty where it has one."""
    amiss: bool = False


def _late(store: Store, config: Config, day: date, now: datetime, *, publish: bool) -> _Late:
    """Write a late edition from what its night had collected."""
    shelf = store.archive(day)
    manifest = _manifest(store, day)
    if manifest is None:
        return _Late(catching.NO_NIGHT)
    late = compile_late(config, manifest, now)
    contents = late.text().encode()
    collected = replay(config, shelf, late, contents=contents, on_event=lambda *_: None)
    try:
        done = night.run(
            store,
            config,
            collected,
            day=day,
            at=late.as_of,
            now=now,
            provenance=late.provenance,
            assumption=late.assumption,
            compiled=late.compiled,
            on_kept=lambda: shelf.put(MANIFEST, contents),
            publish=publish,
        )
    except (NoSource, Unreachable) as too_little:
        click.echo(f"{day}: {too_little}")
        return _Late(catching.TOO_LITTLE)
    except ChecksFailed as failed:
        click.echo(f"{day}: its post is written, and not published. {failed}")
        return _Late(amiss=True)
    told(done)
    return _Late(amiss=done.degraded)


def _manifest(store: Store, day: date) -> Manifest | None:
    """What was collected for a day: by the night that was kept, else by the last one that was tried."""
    for name in (MANIFEST, TRIED):
        try:
            found = Manifest.read(store.archive(day), name)
        except Unknown:
            continue
        except Refused as damaged:
            raise Refused(f"{day}: {damaged}") from None
        if found.day == day:
            return found
    return None


def _say(reasons: dict[date, str], notes: Sequence[str]) -> None:
    """The days that stay without an edition, neighbours of one reason together."""
    for first, last, why in _runs(reasons):
        days = f"{first}" if first == last else f"{first} to {last}"
        click.echo(f"{days}: no edition. {why}")
    for note in notes:
        click.echo(note)


def _runs(reasons: dict[date, str]) -> list[tuple[date, date, str]]:
    runs: list[tuple[date, date, str]] = []
    for day, why in sorted(reasons.items()):
        if runs and runs[-1][2] == why and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day, why)
        else:
            runs.append((day, day, why))
    return runs
