"""What a night left behind, for the operator."""

from collections import Counter

import click

from brief.night import Outcome
from brief.style import plural


def told(done: Outcome) -> None:
    """The report of a night: title, what is missing, what was written."""
    click.echo(done.title)
    click.echo(f"{done.figures} figures printed, each with a receipt.")
    for gap in done.gaps:
        known = done.acknowledged.get(gap.source, "")
        click.echo(f"Gap, expected ({known.rstrip('.')}): {gap.why}" if known else f"Gap: {gap.why}")
    for source, count in Counter(one.source for one in done.carried).items():
        click.echo(f"Carried from the last edition: {plural(count, 'figure')} of {source}.")
    for note in done.notes:
        click.echo(f"Note: {note}")
    for line in done.said:
        click.echo(line)
