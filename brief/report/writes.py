"""What was written to a post, and how two of its texts differ."""

import json
from collections.abc import Sequence

import click
from rich.table import Table
from rich.text import Text

from brief import style
from brief.desk.compare import Line, size
from brief.desk.journal import Entry
from brief.models import as_of_text
from brief.report.console import console


def journal(edition: str, entries: Sequence[Entry], *, as_json: bool) -> None:
    """Every write to a post: a table, or JSON without the texts."""
    taken_back = {entry.undoes: entry.n for entry in entries if entry.undoes is not None}
    rows = [
        (entry, size(before.text if before else "", entry.text), taken_back.get(entry.n))
        for before, entry in zip([None, *entries[:-1]], entries, strict=True)
    ]
    if as_json:
        told = [
            {
                **entry.model_dump(exclude={"text"}),
                "undone_by": undone_by,
                "added": change.added,
                "removed": change.removed,
            }
            for entry, change, undone_by in rows
        ]
        click.echo(json.dumps({"edition": edition, "entries": told}, ensure_ascii=False, indent=1))
        return
    table = Table("n", "when", "who", "what", "lines", "reason", box=None, pad_edge=False, header_style="bold")
    for entry, change, undone_by in rows:
        lines = f"+{change.added} {style.MINUS}{change.removed}"
        notes = [entry.reason, f"undone by {undone_by}" if undone_by else ""]
        table.add_row(
            str(entry.n), as_of_text(entry.at), entry.by, entry.did, lines, Text("; ".join(filter(None, notes)))
        )
    console().print(table)


def difference(lines: Sequence[Line]) -> None:
    """What changed between two texts: as patches have it; on a terminal with the words that differ set off."""
    if not lines:
        click.echo("There is no difference.")
        return
    for line in lines:
        colour = {"-": "red", "+": "green", "@@": "cyan"}.get(line.mark, "")
        text = Text(line.head, style=colour)
        for piece, changed in line.pieces:
            text.append(piece, style=f"{colour} reverse" if changed else colour)
        console().print(text, soft_wrap=True)
