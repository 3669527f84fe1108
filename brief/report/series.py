"""The stored series as tables, as JSON, and what was added to them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click
from rich.table import Table

from brief.desk.backfilling import Grown
from brief.desk.series import Imported
from brief.models import as_of_text
from brief.models.survey import Hole, Revision, Survey
from brief.report.console import console

SHOWN = 10
"""Days, holes and revisions that are shown of one series; JSON has all of them."""


def listed(found: Sequence[Survey], broken: Mapping[str, str], *, as_json: bool) -> None:
    """Every series in a line, and each that cannot be read with the reason."""
    if as_json:
        rows = [_described(one) for one in found]
        click.echo(json.dumps({"series": rows, "broken": dict(broken)}, ensure_ascii=False, indent=1))
        return
    table = _table("series", "unit", "first day", "last day", "rows", "holes", "revisions", "source")
    for one in found:
        counted = (f"{one.rows:,}", _holes(one), _many(len(one.revisions)))
        table.add_row(one.name, one.unit or "", *_ends(one), *counted, " ".join(one.sources))
    console().print(table)
    lines(list(broken.values()), err=True)


def one(found: Survey, *, as_json: bool) -> None:
    """One series: its newest days, its holes and its revisions."""
    if as_json:
        points = [
            {"day": str(it.day), "value": f"{it.value:f}", "source": it.source, "known": as_of_text(it.known)}
            for it in found.points
        ]
        click.echo(json.dumps({**_described(found), "points": points}, ensure_ascii=False, indent=1))
        return
    whose = " and ".join(found.sources) or "nobody"
    days = "New York sessions" if found.sessions == "nyse" else "days"
    click.echo(f"{found.name}, in {found.unit or 'no known unit'}, by {whose}")
    first, last = _ends(found)
    click.echo(f"{len(found.points):,} {days} from {first} to {last}, in {_count(found.rows, 'row')}.")
    table = _table("day", "value", "known")
    for point in found.points[-SHOWN:]:
        table.add_row(str(point.day), f"{point.value:f}", as_of_text(point.known))
    console().print(table)
    lines(_some("hole", [_hole(hole) for hole in found.holes]))
    lines(_some("revision", [_revision(it) for it in found.revisions]))
    if found.no_sessions:
        lines([f"On {found.no_sessions[-1]} no point is due, and there is one; nothing is compared across it."])


def grown(found: Sequence[Grown]) -> None:
    """What each series holds now, and what of it is new."""
    table = _table("series", "first day", "last day", "days", "new", "holes", "revised")
    for it in found:
        days, new = f"{len(it.survey.points):,}", _many(it.added)
        table.add_row(it.survey.name, *_ends(it.survey), days, new, _holes(it.survey), _many(len(it.revised)))
    if found:
        console().print(table)
    for it in found:
        lines([f"{it.survey.name}: {line}" for line in _some("revision", [_revision(one) for one in it.revised])])
    added = sum(it.added for it in found)
    click.echo(f"{_count(added, 'row')} added to {sum(bool(it.added) for it in found)} series.")


def imported(done: Imported) -> None:
    """What became of a table."""
    name, held = done.survey.name, done.lines - done.added
    click.echo(
        f"{name}: {_count(done.added - len(done.revised), 'new day')}, {_count(len(done.revised), 'revision')}, "
        f"{_count(held, 'day')} that {'was' if held == 1 else 'were'} there already; by {done.source}."
    )
    lines([_revision(it) for it in done.revised[-SHOWN:]])
    first, last = _ends(done.survey)
    click.echo(
        f"It holds {_count(len(done.survey.points), 'day')} from {first} to {last}, holes: {_holes(done.survey)}."
    )
    lines(done.notes)


def lines(told: Sequence[str], *, err: bool = False) -> None:
    for line in told:
        click.echo(line, err=err)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    right = ("rows", "days", "new", "value", "revisions", "revised")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", no_wrap=True)
    return table


def _some(what: str, told: Sequence[str]) -> list[str]:
    """The newest of them, and how many there are besides."""
    more = len(told) - SHOWN
    return [*([f"{_count(more, f'earlier {what}')}"] if more > 0 else []), *told[-SHOWN:]]


def _holes(found: Survey) -> str:
    if not found.holes:
        return "none"
    return f"{len(found.holes)} ({_count(found.missing, 'day')})"


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _many(count: int) -> str:
    return f"{count:,}" if count else "none"


def _hole(hole: Hole) -> str:
    if hole.sessions == 1:
        return f"Nothing of {hole.first}."
    return f"Nothing from {hole.first} to {hole.last}, {hole.sessions} days."


def _revision(it: Revision) -> str:
    return f"{it.day} revised from {it.before:f} to {it.value:f}, known {as_of_text(it.known)}."


def _ends(found: Survey) -> tuple[str, str]:
    return _day(found.first), _day(found.last)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "none"


def _described(found: Survey) -> dict[str, Any]:
    holes = [{"first": str(it.first), "last": str(it.last), "sessions": it.sessions} for it in found.holes]
    revised = [
        {
            "day": str(it.day),
            "source": it.source,
            "before": f"{it.before:f}",
            "value": f"{it.value:f}",
            "known": as_of_text(it.known),
        }
        for it in found.revisions
    ]
    return {
        "series": found.name,
        "unit": found.unit,
        "sessions": found.sessions,
        "first": str(found.first) if found.first else None,
        "last": str(found.last) if found.last else None,
        "days": len(found.points),
        "rows": found.rows,
        "holes": holes,
        "revisions": revised,
        "sources": list(found.sources),
    }
