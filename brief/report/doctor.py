"""How the sources stand: a table, or JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from brief.models import as_of_text, instant_of
from brief.models.checkup import Checkup
from brief.report.console import console

COLUMNS = ("source", "state", "HTTP", "took", "age", "answer", "key", "what to do")


def checkups(found: Sequence[Checkup], at: datetime, recorded: Mapping[str, str], *, as_json: bool) -> None:
    """Every source with what was seen of it; `recorded` says where its answers lie."""
    if as_json:
        rows = [_row(one, at, recorded.get(one.source, "")) for one in found]
        click.echo(json.dumps({"at": as_of_text(at), "sources": rows}, ensure_ascii=False, indent=1))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in COLUMNS:
        table.add_column(column, overflow="fold", no_wrap=column == "source")
    for one in found:
        statuses = " ".join(map(str, one.statuses)) or ("none" if one.asked else "")
        took = f"{one.seconds:.1f} s" if one.reached else ""
        cells = (one.source, one.state, statuses, took, _age(one, at), _drift(one), one.key, one.advice)
        table.add_row(*map(escape, cells))
    console().print(table)
    for source, folder in recorded.items():
        click.echo(f"The answers of {source} are in {folder}.")


def _age(one: Checkup, at: datetime) -> str:
    """How old its newest is, in the largest whole unit."""
    if one.newest is None:
        return ""
    age = max(at - instant_of(one.newest), timedelta())
    for unit, name in ((86_400, "d"), (3600, "h"), (60, "min")):
        if age.total_seconds() >= unit:
            return f"{age.total_seconds() // unit:.0f} {name}"
    return f"{age.total_seconds():.0f} s"


def _drift(one: Checkup) -> str:
    if one.drift:
        return "changed"
    return "" if not one.reached else "as before" if one.compared else "first seen"


def _row(one: Checkup, at: datetime, recorded: str) -> dict[str, Any]:
    newest = as_of_text(one.newest) if one.newest is not None else None
    age = int((at - instant_of(one.newest)).total_seconds()) if one.newest is not None else None
    return {
        "source": one.source,
        "state": one.state,
        "asked": one.asked,
        "reached": one.reached,
        "statuses": list(one.statuses),
        "seconds": round(one.seconds, 3),
        "newest": newest,
        "age_seconds": age,
        "figures": one.figures,
        "items": one.items,
        "compared": one.compared,
        "drift": list(one.drift),
        "key": one.key,
        "advice": one.advice,
        **({"recorded": recorded} if recorded else {}),
    }
