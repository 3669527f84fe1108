"""What an operator sees: progress and a report on a terminal, plain lines in a log, JSON where it was asked for.

Owns the layout of output. Refuses to decide anything: it prints what it is given.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from brief import style
from brief.config import Config
from brief.desk.checks import Finding
from brief.desk.compare import Line, size
from brief.desk.journal import Entry
from brief.kinds import KINDS, standing
from brief.models import Item, Reading, Receipt, ReceiptReading, ReceiptTree, as_of_text
from brief.models.blocks.news import Fate, Headline
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


def tried(source: str, readings: Iterable[Reading], published: Iterable[Item], *, as_json: bool) -> None:
    """One source's readings, and the items it published."""
    rows, items = [_reading(reading) for reading in readings], [_item(item) for item in published]
    if as_json:
        told = {"source": source, "readings": rows, **({"items": items} if items or not rows else {})}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for row in rows:
        extra = "".join(f"  {key}: {value}" for key, value in row.get("detail", {}).items())
        click.echo(f"{row['figure']:<36} {row['value']:>24} {row['unit']:<8} {row['as_of']:<21} {row['path']}{extra}")

    for item in items:
        click.echo(f"{item['at']:<21} {item['title']}  {item['outlet']} {item['link']}".rstrip())
    if not rows and not items:
        click.echo("It answered, and there is nothing new in it.")


def _item(item: Item) -> dict[str, Any]:
    row: dict[str, Any] = {
        "topic": item.topic,
        "title": item.title,
        "outlet": item.outlet,
        "link": item.link,
        "at": as_of_text(item.at),
        "sha256": item.sha256,
        "path": item.path,
    }
    amounts = [f"{amount.value:f}" for amount in item.amounts]
    return {**row, **({"amounts": amounts} if amounts else {}), **({"detail": item.detail} if item.detail else {})}


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


def headline(found: Headline, number: int, *, as_json: bool) -> None:
    """Why a story is the headline it is: rule, outlets, amounts, rank."""
    if as_json:
        click.echo(json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=1))
        return
    title = found.item.title if found.item else f"{found.kind} {found.figure.name if found.figure else ''}"
    click.echo(f"headlines.{number}: {title} [{found.severity}]")
    click.echo(f"  id       {found.id}")
    click.echo(f"  rule     {found.rule}" + (f', by the words "{found.words}"' if found.words else ""))
    if found.figure:
        click.echo(f"  figure   {found.figure.name} = {found.figure.value:f} {found.figure.unit}")
    for item in found.items:
        click.echo(f"  outlet   {item.outlet}, {as_of_text(item.at)}: {item.title}")
        click.echo(f"           {item.link or 'no link'}")
        click.echo(f"           {item.source}, place {item.path}, sha256 {item.sha256}")
    for said in found.said:
        click.echo(f"  amount   {said.outlet}: {said.bound} {said.amount.value:f} usd".replace(":  ", ": "))
    click.echo(f"  rank     {found.score} = " + " + ".join(f"{part.points} {part.what}" for part in found.rank))
    click.echo(f"  why      {found.why or 'no sentence'}" + (f", for {found.reason}" if found.reason else ""))


def fates(found: Iterable[tuple[Item, Fate]]) -> None:
    """Where each item stands in the post, or why nowhere."""
    for item, fate in found:
        click.echo(f"{item.outlet}, {as_of_text(item.at)}: {item.title}")
        click.echo(f"  {f'printed, {fate.place}' if fate.place else 'left out'}: {fate.why}.")


def receipt(found: Receipt) -> None:
    """Everything behind one figure, as JSON."""
    click.echo(json.dumps(found.model_dump(mode="json", exclude={"printed"}), ensure_ascii=False, indent=1))


def receipt_tree(found: ReceiptTree, indent: str = "") -> None:
    """A figure, how it was computed, and the same of each figure it was computed from, one step further in."""
    for line in _receipt_lines(found.receipt, {each.receipt.figure for each in found.below}):
        click.echo(indent + line)
    for each in found.below:
        receipt_tree(each, indent + "    ")


def _receipt_lines(found: Receipt, below: set[str]) -> Iterator[str]:
    yield f"{found.figure} = {found.value:f} {found.unit}, as of {as_of_text(found.as_of)} ({found.provenance})"
    if found.formula:
        yield f"  formula  {found.formula}"
    for name in found.inputs:
        if name not in below:
            yield f"  input    {name}"
    agreement = found.agreement
    if agreement.asked:
        silent = [source for source in agreement.asked if source not in agreement.answered]
        yield f"  asked    {', '.join(agreement.asked)}{'; no answer from ' if silent else ''}{', '.join(silent)}"
    if agreement.checked:
        apart = "" if agreement.spread is None else f", {agreement.spread.normalize():f} apart"
        yield f"  checked  by {agreement.checked}, {agreement.within} within {agreement.tolerance}{apart}"
    for reading in found.readings:
        yield f"  reading  {reading.source}: {reading.value:f} as of {as_of_text(reading.as_of)}"
        if reading.formula:
            yield f"           {reading.formula}"
        yield f"           {reading.url}"
        yield f"           {_fetched(reading)}, place {reading.path}"
        yield f"           sha256 {reading.sha256}"
        for fact in reading.published:
            when = f", {style.full_day(fact.day)}" if fact.day else ""
            yield f"           published by {fact.publication}{when}: {fact.url}"


def _fetched(reading: ReceiptReading) -> str:
    at, night = as_of_text(reading.fetched_at), reading.unchanged_since
    return f"fetched for the edition of {night}, unchanged {at}" if night else f"fetched {at}"


def findings(found: Iterable[tuple[str, Finding]], *, layout: str) -> None:
    """What the checks found, each with its file: for people, as `json`, or as `github` annotations."""
    rows = list(found)
    if layout == "json":
        told = [{**finding.model_dump(exclude={"line"}), "file": file, "line": finding.line} for file, finding in rows]
        order = ("check", "severity", "file", "line", "sentence", "figure", "message", "fix")
        click.echo(
            json.dumps({"findings": [{key: one[key] for key in order} for one in told]}, ensure_ascii=False, indent=1)
        )
        return
    for file, finding in rows:
        if layout == "github":
            click.echo(_annotation(file, finding))
        else:
            click.echo(f"{file}:{finding.line}: {finding.severity} ({finding.check}): {finding.message}")
            if finding.sentence:
                click.echo(f"    {finding.sentence}")
            click.echo(f"    {finding.fix}")


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
    _console().print(table)


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
        _console().print(text, soft_wrap=True)


def _console() -> Console:
    """Where output goes: coloured on a terminal, plain and wide elsewhere."""
    return Console(highlight=False, width=None if Console().is_terminal else 160)


def _annotation(file: str, finding: Finding) -> str:
    """A workflow command that puts the finding beside its line in a pull request."""
    level = {"fail": "error", "warn": "warning", "note": "notice"}[finding.severity]
    where = ",".join(
        f"{key}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in (("file", file), ("line", finding.line), ("title", finding.check))
    )
    return f"::{level} {where}::{_escaped(f'{finding.message} {finding.fix}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def kinds(config: Config) -> None:
    """Every kind of figure with where it stands; plain columns where it is not a terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("kind", "what", "tonight"):
        table.add_column(column, overflow="fold", no_wrap=column == "kind")
    for kind in KINDS:
        table.add_row(kind.id, kind.what, standing(kind, config))
    _console().print(table)


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
    _console().print(table)
