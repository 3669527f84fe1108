"""A night made again, for the operator: what it comes to, and which files are not as they were."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from brief.models.proof import Proof
from brief.night import Again
from brief.store import Store
from brief.style import plural

FEW = 5
"""Of so many nights no bar is drawn."""


@contextmanager
def verifying(of: int) -> Iterator[Callable[[Proof], Proof]]:
    """Be handed each night that is done; a bar on a terminal, where there are many."""
    if of <= FEW or not sys.stderr.isatty():
        yield lambda proof: proof
        return
    from rich.console import Console  # here, since mostly one night is verified, or nobody looks on
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Verifying nights"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=of)

        def done(proof: Proof) -> Proof:
            progress.advance(task)
            return proof

        yield done


def proofs(found: Sequence[Proof], *, as_json: bool) -> None:
    """What came of verifying: each file that differs, and what could not be compared."""
    if as_json:
        told = {"nights": [one.model_dump(mode="json") for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for one in found:
        state = "damaged" if one.damaged else "outgrown" if one.outgrown else "the same"
        click.echo(f"{one.day}: {state}, {plural(one.compared, 'file')} compared.")
        for difference in one.damaged:
            click.echo(f"  {difference.file}: {difference.why.rstrip('.')}.")
        for line in (*one.outgrown, *one.beyond):
            click.echo(f"  {line.rstrip('.')}.")
    if len(found) > 1:
        whole = sum(not one.damaged for one in found)
        click.echo(f"{whole} of {plural(len(found), 'night')} are whole.")


def comparison(store: Store, made: Again, into: object) -> None:
    """What a night comes to, file by file, beside what is stored."""
    click.echo(made.title)
    for line in made.told:
        click.echo(f"Note: {line}")
    for name, text in sorted(made.files.items()):
        stored = store.bytes_if_there(store.content / name)
        state = "is not stored" if stored is None else "the same" if stored == text.encode() else "differs"
        click.echo(f"{state:<14} content/{name}")
    click.echo(f"Written into {into}." if into else "Nothing was written; --into DIR writes it into a new folder.")
