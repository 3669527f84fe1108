"""What one source answered."""

import json
from collections.abc import Iterable
from typing import Any

import click

from brief.models import Item, Reading, as_of_text


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
