"""The verbs of a whole night: nightly makes one, correct brings what one comes to now into its published post."""

from datetime import date
from typing import NamedTuple

import click

from brief import night
from brief.collect.live import recorded as archive_of
from brief.collect.partly import meant
from brief.collect.plan import plan
from brief.desk.building import build_site
from brief.errors import DEGRADED, DONE, WrongUsage
from brief.report.nights import told
from brief.report.plan import planned
from brief.verbs.aftermath import followed_up
from brief.verbs.answers import archived, asked, edition_day, offline
from brief.verbs.configuration import configuration
from brief.verbs.desk import Day, Desk, of_day
from brief.verbs.recording import Record, recorded
from brief.verbs.stopping import Alarm, stoppable


@click.option("--replay", "again", type=Day(), help="Run on this day's archived answers.")
@click.option("--date", "day", type=Day(), help="The edition's day.  [default: today in UTC]")
@click.option("--publish", is_flag=True, help="Publish the post if no check fails.")
@click.option(
    "--only",
    "words",
    multiple=True,
    metavar="WHAT",
    help="Ask only this source, section or figures whose names begin so; again for more. The rest is as archived.",
)
@click.option("--offline", is_flag=True, help="Ask nobody: work with what the day's archive has.")
@click.option("--dry-run", "dry", is_flag=True, help="Print what would be asked, and do nothing.")
@followed_up
def nightly(
    desk: Desk, again: date | None, day: date | None, publish: bool, words: tuple[str, ...], offline: bool, dry: bool
) -> int:
    """Collect, write, check and build one night.

    Example: brief nightly --publish
    """
    if again and day:
        raise WrongUsage("--replay names its day already; leave --date out.")
    if sum(map(bool, (again, words, offline))) > 1 or (dry and (again or offline)):
        raise WrongUsage("--replay and --offline ask nobody, so neither goes with --only, --dry-run or the other.")
    edition = again or edition_day(desk.at, day, f"use `brief nightly --replay {day}`.")
    if dry:
        return _planned(desk, edition, words)
    how = Manner(replayed=bool(again), offline=offline, words=words, publish=publish)
    with desk.store.lock():
        record = Record(desk, edition, replayed=how.replayed or offline)
        with recorded(record), stoppable("nightly") as alarm:
            record.code = _night(desk, edition, how, record, alarm)
    return record.code


class Manner(NamedTuple):
    """How a night is run."""

    replayed: bool
    offline: bool
    words: tuple[str, ...]
    publish: bool


def _night(desk: Desk, edition: date, how: Manner, record: Record, alarm: Alarm) -> int:
    store, config = desk.store, configuration(desk)
    record.configured(config)
    alarm.set(config.night)
    only = meant(config, how.words)
    if not how.replayed and (reason := night.left_alone(store, edition)):
        record.asked_nobody = True
        record.step("build")
        notes = build_site(store)
        click.echo("\n".join([f"{reason} No source was asked.", *notes, "The site is built."]))
        return DEGRADED if notes else DONE
    record.step("collect")
    if how.replayed:
        found = archived(store, config, edition, record.requests)
    elif how.offline:
        found = offline(store, config, edition, record.requests)
    else:
        found = asked(desk, config, edition, requests=record.requests, only=only)
    record.collected = found.collected
    done = found.go_into(
        night.run, store, config, edition, desk.at, publish=how.publish, only=only, on_step=record.step
    )
    record.outcome = done
    told(done)
    return DEGRADED if done.degraded else DONE


def _planned(desk: Desk, edition: date, words: tuple[str, ...]) -> int:
    """Print what a night would ask."""
    config = configuration(desk)
    only = meant(config, words)
    if reason := night.left_alone(desk.store, edition):
        click.echo(f"{reason} No source would be asked.")
        return DONE
    before = archive_of(desk.store.archive(edition), edition) if only else None
    planned(plan(config, day=edition, at=before.as_of if before else desk.at, only=only))
    return DONE


@of_day
@click.option("--reason", default="", metavar="TEXT", help="Why the post says something else now; readers see it.")
@click.option("--live", is_flag=True, help="Ask the sources again; only for today and yesterday.")
def correct(desk: Desk, day: date, reason: str, live: bool) -> int:
    """Bring what the night of DAY comes to now into its published post, as a correction.

    Example: brief correct 2025-11-04 --reason "Farside revised its flows."
    """
    store, now = desk.store, desk.at
    config = configuration(desk)
    with store.lock():
        if live:
            edition_day(now, day, "run it without --live, on that day's archive.")
        night.refuse_correction(store, day, reason)
        found = asked(desk, config, day) if live else archived(store, config, day)
        done = found.go_into(night.correct, store, config, day, now, reason=reason)
    told(done)
    return DEGRADED if done.degraded else DONE
