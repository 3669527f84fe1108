"""The sources and the kinds of figures as tables."""

from rich.table import Table

from brief.config import Config
from brief.kinds import KINDS, standing
from brief.report.console import console


def kinds(config: Config) -> None:
    """Every kind of figure with where it stands; plain columns where it is not a terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("kind", "what", "tonight"):
        table.add_column(column, overflow="fold", no_wrap=column == "kind")
    for kind in KINDS:
        table.add_row(kind.id, kind.what, standing(kind, config))
    console().print(table)


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
    console().print(table)
