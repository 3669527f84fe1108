"""What a night left behind, for the operator."""

import click

from brief.night import Outcome


def told(done: Outcome) -> None:
    """The report of a night: title, what is missing, what was written."""
    click.echo(done.title)
    click.echo(f"{done.figures} figures printed, each with a receipt.")
    for gap in done.gaps:
        click.echo(f"Gap: {gap.why}")
    for note in done.notes:
        click.echo(f"Note: {note}")
    for line in done.said:
        click.echo(line)
