"""The verbs of the stored series: what there is, and taking in a table of one's own."""

from pathlib import Path
from typing import cast, get_args

import click

from brief.desk.building import build_site
from brief.desk.series import look_over, surveyed, take_in
from brief.errors import DEGRADED, DONE, WrongUsage
from brief.models import Unit
from brief.report import series as report
from brief.verbs.configuration import configuration
from brief.verbs.desk import Desk


@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def series(desk: Desk, name: str | None, as_json: bool) -> int:
    """List the stored series, or show NAME: its days, its holes, its revisions.

    Exit 64: a series cannot be read; the line is named.

    Example: brief series etf.btc.net
    """
    config = configuration(desk)
    if name is not None:
        report.one(surveyed(desk.store, config, name), as_json=as_json)
        return DONE
    found = look_over(desk.store, config)
    report.listed(found.surveys, found.broken, as_json=as_json)
    return WrongUsage.exit_code if found.broken else DONE


@click.argument("name")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--unit", type=click.Choice(get_args(Unit)), help="What it counts, where sources.yaml does not say.")
@click.option("--source", default="", metavar="ID", help="Whose numbers these are.  [default: whoever fills NAME]")
def import_series(desk: Desk, name: str, file: Path, unit: str | None, source: str) -> int:
    """Take the days of FILE, a CSV with the header day,value, into the series NAME.

    Days that are there with the same number are left; another number is a revision. Of a file with one wrong line
    nothing is taken.

    Example: brief import liquidations.total_24h mine.csv
    """
    store, config = desk.store, configuration(desk)
    with store.lock():
        text = store.read_text(file, "file", wrong=WrongUsage)
        kind = cast("Unit | None", unit)
        done = take_in(store, config, name, text, str(file), unit=kind, source=source, at=desk.at)
        notes = build_site(store)
    report.imported(done)
    report.lines(notes)
    return DEGRADED if notes else DONE
