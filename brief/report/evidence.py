"""What stands behind a figure or a headline, and what became of an item."""

import json
from collections.abc import Iterable, Iterator

import click

from brief import style
from brief.models import Item, Receipt, ReceiptReading, ReceiptTree, as_of_text
from brief.models.blocks.news import Fate, Headline


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
    at, night, carried = as_of_text(reading.fetched_at), reading.unchanged_since, reading.carried_from
    told = f"fetched for the edition of {night}, unchanged {at}" if night else f"fetched {at}"
    return told + (f", carried on; its bytes are in the archive of {carried}" if carried else "")
