"""The verbs that decide what readers have: publish and unpublish."""

import sys
from datetime import date

import click

from brief.desk.publish import Done, publish_post, unpublish_post
from brief.desk.whereabouts import edition_of
from brief.errors import DONE
from brief.verbs.configuration import configuration
from brief.verbs.desk import Desk, of_day


@of_day
@click.option("--if-clean", is_flag=True, help="For cron: publish only what nobody need look at.")
@click.option("--reason", default="", metavar="TEXT", help="Why a published post says something else now, for readers.")
def publish(desk: Desk, day: date, if_clean: bool, reason: str) -> int:
    """Check the post of DAY, publish it and build the site; a post that is published already, as it was edited since.

    Example: brief publish 2025-11-04
    """
    with desk.store.lock():
        edition = edition_of(desk.store, day)
        done = publish_post(
            desk.store, configuration(desk), edition, at=desk.at, reason=reason, ask=_asked, if_clean=if_clean
        )
    return _built(done)


def _built(done: Done) -> int:
    click.echo("\n".join([*done.left_out, *done.said[:-1], f"{done.said[-1]} The site is built."]))
    return DONE


def _asked(changes: str) -> str:
    """The reason for a correction from whoever sits at the terminal; cron is not asked."""
    if not sys.stdin.isatty():
        return ""
    click.echo(changes)
    answer: str = click.prompt("Readers see a correction. Why", default="", show_default=False)
    return answer


@of_day
def unpublish(desk: Desk, day: date) -> int:
    """Take the post of DAY back: readers no longer have it, and cron does not publish it again.

    Example: brief unpublish 2025-11-04
    """
    with desk.store.lock():
        return _built(unpublish_post(desk.store, edition_of(desk.store, day), at=desk.at))
