"""What a night would ask, for whoever wants to see it first."""

from collections.abc import Sequence

import click

from brief.collect.plan import Planned
from brief.style import plural


def planned(plan: Sequence[Planned]) -> None:
    """One block a source, in the order of sources.yaml."""
    for one in plan:
        if one.why_not:
            click.echo(f"{one.source}: not asked, {one.why_not}.")
            continue
        more = ", more may follow from the answers" if one.more else ""
        click.echo(f"{one.source}: {plural(len(one.first), 'first request')}{more}")
        for line in one.first:
            click.echo(f"  {line}")
    asked = [one for one in plan if not one.why_not]
    first = sum(len(one.first) for one in asked)
    click.echo(
        f"{len(asked)} of {plural(len(plan), 'source')} would be asked, with {plural(first, 'first request')}. "
        "Nothing was asked or written."
    )
