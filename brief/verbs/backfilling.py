"""The verb that fills the stored series with the past."""

import asyncio
import random
from collections.abc import Sequence
from datetime import date

import click

from brief.collect.backfill import Filled, offers_past
from brief.collect.backfill import backfill as ask
from brief.config import Config, Source
from brief.desk import backfilling
from brief.desk.backfilling import Grown
from brief.desk.building import build_site
from brief.errors import DEGRADED, DONE, KeyMissing, Refused, Unreachable, WrongUsage
from brief.models import day_of
from brief.report import series as report
from brief.report.filling import Filling
from brief.store import Store
from brief.verbs.configuration import configuration
from brief.verbs.desk import Day, Desk
from brief.verbs.sources import source_named
from brief.verbs.stopping import stoppable


@click.argument("source", nargs=-1)
@click.option("--from", "since", type=Day(), required=True, metavar="DAY", help="The first day wanted.")
def backfill(desk: Desk, source: tuple[str, ...], since: date) -> int:
    """Fill the stored series with the past, back to a day, from each SOURCE that gives it; by default from all.

    A run that was cut off goes on where it was, if it is run again with the same words within a day.

    Example: brief backfill --from 2020-01-01
    """
    if since >= day_of(desk.at):
        raise WrongUsage(f"--from {since} leaves no day that is over; name an earlier one.")
    store, config = desk.store, configuration(desk)
    chosen = _chosen(config, source)
    with store.lock():
        run, resumed = backfilling.begun(store, since, [one.id for one in chosen], desk.at)
        if resumed:
            click.echo(f"The run of {run.at:%Y-%m-%d %H:%M} UTC was not done; it goes on.", err=True)
        with stoppable("backfill", "what it was answered is kept. Run it again: it goes on where it was."):
            filled = _Filling(store, config, run)
            with Filling() as screen:
                ask(
                    config,
                    [one for one in chosen if one.id in run.left],
                    since=run.since,
                    at=run.at,
                    shelf=store.backfilled,
                    now=desk.now,
                    sleep=asyncio.sleep,
                    random=random.random,
                    on_event=screen.event,
                    on_answer=screen.answered,
                    on_filled=filled.take,
                )
            # One that was cut off may have added rows and built nothing.
            notes = build_site(store) if resumed or any(one.added for one in filled.grown) else []
            if not any(one.later for one in filled.came):
                backfilling.finished(store)
    report.grown(sorted(filled.grown, key=lambda one: one.survey.name))
    report.lines([*filled.said, *notes])
    return filled.code(notes)


class _Filling:
    """Takes in each source's past as it comes."""

    def __init__(self, store: Store, config: Config, run: backfilling.Unfinished) -> None:
        self._store, self._config, self._run = store, config, run
        self.came: list[Filled] = []
        self.grown: list[Grown] = []

    def take(self, filled: Filled) -> None:
        """Its rows go into their series; it is done with unless some of it may be had later."""
        self.came.append(filled)
        self.grown += backfilling.grow(self._store, self._config, filled.readings)
        if not filled.later:
            self._run = backfilling.done_with(self._store, self._run, filled.source)

    @property
    def said(self) -> list[str]:
        """What went wrong and what was left out, in the order of sources.yaml."""
        order = [one.id for one in self._config.sources]
        return [
            line
            for one in sorted(self.came, key=lambda it: order.index(it.source))
            for line in (*one.amiss, *one.left_out, *(["Run it again later for the rest."] if one.later else []))
        ]

    def code(self, notes: Sequence[str]) -> int:
        amiss = [one for one in self.came if one.amiss]
        if amiss and not self.grown:
            later = any(one.later for one in amiss)
            return Unreachable.exit_code if later else Refused.exit_code
        return DEGRADED if amiss or notes or any(one.left_out for one in self.came) else DONE


def _chosen(config: Config, named: Sequence[str]) -> list[Source]:
    """The sources to ask: those that are named, or all that may be asked, give their past and own a series."""
    if not named:
        found = [one for one in config.sources if not _why_not(config, one)]
        if not found:
            raise WrongUsage("No source of sources.yaml that may be asked gives its past.")
        return found
    chosen = {name: source_named(config, name) for name in named}
    for one in chosen.values():
        if one.key and not one.key.optional and one.enabled and not config.key_of(one):
            raise KeyMissing(f"{one.id}: {config.usable(one)}.")
        if reason := _why_not(config, one):
            able = ", ".join(each.id for each in config.sources if not _why_not(config, each))
            raise WrongUsage(f"{one.id} is not asked for its past: {reason}. Those that are: {able}.")
    return [one for one in config.sources if one.id in chosen]


def _why_not(config: Config, source: Source) -> str:
    """Why a source is not asked for its past; empty where it is."""
    if not offers_past(source):
        return "it says how things stand, and gives no days long gone"
    if reason := config.usable(source):
        return reason
    return "" if backfilling.keeps_rows(config, source) else "each series it fills belongs to another source"
