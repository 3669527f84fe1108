"""The verbs of a whole night: nightly makes one, correct brings what one comes to now into its published post."""

from datetime import date

import click

from brief import night
from brief.desk.building import build_site
from brief.errors import DEGRADED, DONE, WrongUsage
from brief.report.nights import told
from brief.verbs.aftermath import followed_up
from brief.verbs.answers import archived, asked, edition_day
from brief.verbs.configuration import configuration
from brief.verbs.desk import Day, Desk, of_day


@click.option("--replay", "again", type=Day(), help="Run on this day's archived answers.")
@click.option("--date", "day", type=Day(), help="The edition's day.  [default: today in UTC]")
@click.option("--publish", is_flag=True, help="Publish the post if no check fails.")
@followed_up
def nightly(desk: Desk, again: date | None, day: date | None, publish: bool) -> int:
    """Collect, write, check and build one night.

    Example: brief nightly --publish
    """
    if again and day:
        raise WrongUsage("--replay names its day already; leave --date out.")
    store, now = desk.store, desk.at
    config = configuration(desk)
    with store.lock():
        edition = again or edition_day(now, day, f"use `brief nightly --replay {day}`.")
        if not again and (reason := night.left_alone(store, edition)):
            notes = build_site(store)
            click.echo("\n".join([f"{reason} No source was asked.", *notes, "The site is built."]))
            return DEGRADED if notes else DONE
        found = archived(store, config, edition) if again else asked(desk, config, edition)
        done = found.go_into(night.run, store, config, edition, now, publish=publish)
    told(done)
    return DEGRADED if done.degraded else DONE


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
