"""What an operator sees: progress and a report on a terminal, plain lines in a log, JSON where it was asked for.

Owns the layout of output. Refuses to decide anything: it prints what it is given.
"""

import json
from collections.abc import Iterable
from types import TracebackType
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from brief import style
from brief.config import Config
from brief.models import Reading, Receipt, as_of_text
from brief.night import Outcome

_MARKS = {"asking": "…", "read": "✓", "gap": "✗", "off": "–"}


class Progress:
    """The collecting as it happens: one moving line a source on a terminal, one plain line an event in a log."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bar = Bar(
            SpinnerColumn(finished_text=" "),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> "Progress":
        if self._console.is_terminal:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def event(self, source: str, state: str, detail: str) -> None:
        """What a source is doing: asking, read, gap or off."""
        line = f"{_MARKS.get(state, ' ')} {source:<24} {detail.removeprefix(f'{source}: ').removeprefix(f'{source} ')}"
        if not self._console.is_terminal:
            if state != "asking":
                self._console.print(line, markup=False, soft_wrap=True)
            return
        if source not in self._tasks:
            self._tasks[source] = self._bar.add_task(line, total=1)
        self._bar.update(self._tasks[source], description=line, completed=0 if state == "asking" else 1)


def night(done: Outcome) -> None:
    """The report of a night: title, what is missing, what was written."""
    click.echo(done.title)
    click.echo(f"{done.figures} figures printed, each with a receipt.")
    for gap in done.gaps:
        click.echo(f"Gap: {gap.why}")
    for note in done.notes:
        click.echo(f"Note: {note}")
    for line in done.said:
        click.echo(line)


def readings(source: str, found: Iterable[Reading], *, as_json: bool) -> None:
    """One source's readings."""
    rows = [_reading(reading) for reading in found]
    if as_json:
        click.echo(json.dumps({"source": source, "readings": rows}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        extra = "".join(f"  {key}: {value}" for key, value in row.get("detail", {}).items())
        click.echo(f"{row['figure']:<36} {row['value']:>24} {row['unit']:<8} {row['as_of']:<21} {row['path']}{extra}")


def _reading(reading: Reading) -> dict[str, Any]:
    row: dict[str, Any] = {
        "figure": reading.figure,
        "value": f"{reading.value:f}",
        "unit": reading.unit,
        "as_of": as_of_text(reading.as_of),
        "sha256": reading.sha256,
        "path": reading.path,
    }
    return {**row, "detail": reading.detail} if reading.detail else row


def receipt(found: Receipt, *, as_json: bool) -> None:
    """Everything behind one figure."""
    if as_json:
        told = found.model_dump(mode="json", exclude={"printed"})
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    click.echo(f"{found.figure} = {found.value:f} {found.unit}, as of {as_of_text(found.as_of)} ({found.provenance})")
    if found.formula:
        click.echo(f"  formula  {found.formula}")
    for name in found.inputs:
        click.echo(f"  input    {name}")
    if found.agreement.checked:
        agreement = found.agreement
        click.echo(f"  checked  by {agreement.checked}, {agreement.within} within {agreement.tolerance}")
    for reading in found.readings:
        click.echo(f"  reading  {reading.source}: {reading.value:f} as of {as_of_text(reading.as_of)}")
        click.echo(f"           {reading.url}")
        click.echo(f"           fetched {as_of_text(reading.fetched_at)}, place {reading.path}")
        click.echo(f"           sha256 {reading.sha256}")
        for fact in reading.published:
            when = f", {style.full_day(fact.day)}" if fact.day else ""
            click.echo(f"           published by {fact.publication}{when}: {fact.url}")


def sources(config: Config) -> None:
    """The sources as a table; plain columns where it is not a terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("source", "fills", "proof", "publish", "tonight"):
        table.add_column(column, overflow="fold", no_wrap=column == "source")
    for source in config.sources:
        state = config.usable(source)
        table.add_row(
            source.id, " ".join(source.fills), source.proof, source.publish, f"off: {state}" if state else "on"
        )
    Console(highlight=False, width=None if Console().is_terminal else 160).print(table)
