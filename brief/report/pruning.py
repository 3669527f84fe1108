"""How large the archive is, by year and by source, and how large it is once pruned."""

from collections.abc import Sequence

import click
from rich.table import Table

from brief.collect.pruning import Day
from brief.report.console import console
from brief.style import plural

_STEPS = ("B", "kB", "MB", "GB", "TB")
_STEP = 1000


def sizes(days: Sequence[Day], *, keep: int, dry_run: bool) -> None:
    """Before and after; plain columns where it is not a terminal."""
    files = sum(len(day.goes) for day in days)
    pruned = sum(bool(day.goes) for day in days)
    done = "would be removed" if dry_run else "removed"
    click.echo(f"{plural(files, 'answer')} of {plural(pruned, 'night')} {done}; {keep} days stay full.")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("", "nights", "before", "after"):
        table.add_column(column, justify="left" if not column else "right", no_wrap=True)
    for year in sorted({day.day.year for day in days}):
        _row(table, str(year), [day for day in days if day.day.year == year])
    for source in sorted({source for day in days for source in day.sizes}):
        _row(table, source, [day for day in days if source in day.sizes], source)
    _row(table, "all", list(days))
    console().print(table)


def _row(table: Table, name: str, days: Sequence[Day], source: str = "") -> None:
    before = sum(day.of(source) if source else day.total for day in days)
    after = before - sum(day.freed(source) for day in days)
    table.add_row(name, f"{len(days):,}", size(before), size(after))


def size(count: int) -> str:
    """Bytes as a person reads them: 812 B, 1.4 MB."""
    amount, step = float(count), 0
    while amount >= _STEP and step < len(_STEPS) - 1:
        amount, step = amount / _STEP, step + 1
    return f"{amount:.1f} {_STEPS[step]}" if step else f"{count} B"
