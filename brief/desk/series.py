"""The stored series, looked over for whoever keeps them; and a table of somebody's own, taken in.

Owns what may be imported: days of a series that has a unit, by a source that can be named for them. Refuses to write
anything of a table of which one line is wrong.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from brief import memory
from brief.config import Config, FigureRule
from brief.errors import BriefError, Unknown, WrongUsage
from brief.history import EARLIEST, HEADER, StoredRows, is_session, read_table, revisions, survey, write_row
from brief.history.rows import NAME
from brief.models import Point, Unit, day_of
from brief.models.survey import Revision, Survey
from brief.store import Store

_LONGEST = 100
"""Letters of a name: it becomes the name of a file."""


class Looked(NamedTuple):
    """Every stored series, and what is wrong with each that cannot be read."""

    surveys: tuple[Survey, ...]
    broken: Mapping[str, str]


def look_over(store: Store, config: Config) -> Looked:
    """All of them, by name; one that is broken hides no other."""
    found, broken = [], {}
    for name in names(store):
        try:
            found.append(surveyed(store, config, name))
        except BriefError as wrong:
            broken[name] = str(wrong)
    return Looked(tuple(found), broken)


def names(store: Store) -> list[str]:
    """The series there are."""
    folder = store.series_path("of").parent
    return [file.removesuffix(".csv") for file in store.names(folder) if file.endswith(".csv")]


def surveyed(store: Store, config: Config, name: str) -> Survey:
    """One of them; `Unknown` where there is none of this name, with those whose names are near."""
    there = names(store)
    if name not in there:
        near = [one for one in there if one.startswith(name)] or [one for one in there if name in one]
        told = f" There is {', '.join(near[:5])}{' and more' if len(near) > 5 else ''}." if near else ""
        raise Unknown(f"There is no series {name}.{told} `brief series` lists them.")
    rule = config.rule(name)
    return survey(name, _stored(store, config, name), rule.series or "calendar", rule.unit)


def _stored(store: Store, config: Config, name: str) -> StoredRows:
    text = store.read_text(store.series_path(name), "series", wrong=WrongUsage)
    return memory.stored_rows({name: text}, config)[name]


class Imported(NamedTuple):
    """What became of a table."""

    survey: Survey
    lines: int
    added: int
    revised: tuple[Revision, ...]
    source: str
    notes: tuple[str, ...]


def take_in(
    store: Store,
    config: Config,
    name: str,
    text: str,
    file: str,
    *,
    unit: Unit | None,
    source: str,
    at: datetime,
) -> Imported:
    """Append to the series `name` what a table says that it does not; `file` names the table in an error.

    A day that is new is known from `at` on, so no edition before it knew of it.
    """
    rule = config.rule(name)
    counts = _unit(name, rule, unit)
    whose = _whose(config, name, source)
    lines = read_table(text, file, partial(_wrong, name, rule, day_of(at)))
    there = store.series_path(name).is_file()
    stored = _stored(store, config, name) if there else StoredRows.of(name, ())
    points = [Point(day=line.day, value=line.value, source=whose, known=at) for line in lines]
    added = memory.additions({name: stored}, {name: points}).get(name, [])
    if added:
        store.append_series(name, HEADER + "\n", [write_row(point) for point in added])
    rows = [*stored, *added]
    new = {(row.day, row.value) for row in added}
    revised = tuple(one for one in revisions(rows) if one.known == at and (one.day, one.value) in new)
    seen = survey(name, rows, rule.series or "calendar", counts)
    return Imported(seen, len(lines), len(added), revised, whose, tuple(_notes(config, name, rule, whose)))


def _unit(name: str, rule: FigureRule, said: Unit | None) -> Unit:
    if not NAME.fullmatch(name) or "." not in name or len(name) > _LONGEST:
        raise WrongUsage(f"{name!r:.60} is no name of a series; they are called like etf.btc.net.")
    if rule.unit and said and rule.unit != said:
        raise WrongUsage(f"{name} counts {rule.unit} by its rule in sources.yaml, not {said}; nothing was imported.")
    if not (known := rule.unit or said):
        raise WrongUsage(f"sources.yaml does not say what {name} counts; say it by --unit, like --unit usd.")
    return known


def _whose(config: Config, name: str, said: str) -> str:
    """The source whose numbers these are; whoever fills the series where nobody is named."""
    ids = [source.id for source in config.sources]
    if said and said not in ids:
        raise WrongUsage(f"There is no source {said} in sources.yaml, so nobody could be cited for these numbers.")
    if not (whose := said or memory.owner(config, name)):
        raise WrongUsage(f"No source of sources.yaml fills {name}; name the one whose numbers these are by --source.")
    return whose


def _wrong(name: str, rule: FigureRule, today: date, day: date, value: Decimal) -> str:
    """What is wrong with a day and its value; empty where nothing is."""
    if day > today:
        return f"{day} is still to come"
    if day < (rule.birth or EARLIEST):
        return f"{day} is before {rule.birth or EARLIEST}, when {name} can first have had a value"
    if rule.series and not is_session(rule.series, day):
        return f"{day} is no trading day of the New York Stock Exchange, and {name} has its sessions only"
    if outside := rule.impossible.outside(value):
        return f"{value:f} is impossible for {name} ({outside}, says its rule in sources.yaml)"
    return ""


def _notes(config: Config, name: str, rule: FigureRule, whose: str) -> list[str]:
    found = []
    if not (rule.series and rule.unit):
        found.append(
            f"No rule of `figures:` in sources.yaml keeps {name} with a unit; until one does, it is not drawn."
        )
    nightly = memory.owner(config, name)
    if nightly and nightly != whose:
        found.append(f"Nights add rows of {nightly} to {name}; nothing is compared across two sources.")
    return found
