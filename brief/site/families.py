"""The pages about what the briefs measure: an asset, a family of figures; and the list of them, `/markets/`.

Owns what such a page shows: the figures the newest brief printed, charts and tables of the stored series, what the last
briefs said. Refuses a figure that no brief printed and no series holds, and a page of which nothing is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from brief.models.family import Family
from brief.site.entries import Entry
from brief.site.extracts import Extract, Piece, Printed, told_of
from brief.site.family_figures import Past, chart_file, columns, first, picture, spark
from brief.site.family_figures import figures as charts
from brief.site.feed_pages import feed_pages
from brief.site.feeds import of_mentions, section_path
from brief.site.frame import Frame, Page

MARKETS = "/markets/"


class Told(NamedTuple):
    """What one brief said of something."""

    entry: Entry
    pieces: Sequence[Piece]


class Known(NamedTuple):
    """What is known of a family before any of its series is read."""

    family: Family
    newest: Entry
    figures: Sequence[tuple[str, Printed]]
    """What each is, and how the newest brief printed it."""
    told: Sequence[Told]
    """The newest first."""
    series: Sequence[str]
    """Those that its charts, its tables and its line in the list show."""


def family_pages(
    frame: Frame,
    families: Sequence[Family],
    past: Past,
    entries: Sequence[Entry],
    extracts: Mapping[str, Extract],
) -> Iterator[Page]:
    """The pages of these families; `entries` are the newest first, with an extract each."""
    every = [known for family in families if entries and (known := _known(family, past, entries, extracts))]
    for known in every:
        yield from _drawn(frame, known, past)
        yield _family(frame, known, past)
        if frame.to.has_url and known.family.names:
            yield from _feed(frame, known)
    yield _markets(frame, every, past)


def _feed(frame: Frame, known: Known) -> Iterator[Page]:
    family, found = known.family, [(told.entry, told.pieces) for told in known.told]
    return feed_pages(frame, of_mentions(frame, family.id, family.title, family.path, found))


def _known(family: Family, past: Past, entries: Sequence[Entry], extracts: Mapping[str, Extract]) -> Known | None:
    """None where nothing is known: an asset that is watched and was never told of."""
    newest = entries[0]
    printed = {one.figure: one for one in extracts[newest.post.id].figures}
    figures = [(what, printed[name]) for name, what in family.figures.items() if name in printed]
    said = (Told(entry, told_of(extracts[entry.post.id].pieces, family.names)) for entry in entries)
    told = [one for one in said if one.pieces] if family.names else []
    wanted = [*family.spark, *(name for chart in family.charts for name in chart.series)]
    wanted += [name for table in family.tables for name in (table.total, *past.names(table.series, short=True))]
    series = [name for name in dict.fromkeys(wanted) if past.names(name, short=True)]
    return Known(family, newest, figures, told, series) if figures or told or series else None


def _drawn(frame: Frame, known: Known, past: Past) -> Iterator[Page]:
    for wanted in known.family.charts:
        if names := first(past, wanted.series):
            for window in wanted.windows:
                key = frame.key("chart.svg.j2", wanted.model_dump_json(), window, past.key(names))
                make = partial(picture, frame, known.family, wanted, window, past)
                yield Page(chart_file(known.family, wanted, window), key, make)


def _family(frame: Frame, known: Known, past: Past) -> Page:
    family = known.family

    def values() -> Mapping[str, object]:
        return {
            "family": family,
            "newest": known.newest,
            "figures": known.figures,
            "charts": charts(frame, family, past),
            "tables": [found for wanted in family.tables if (found := columns(wanted, past))],
            "told": known.told,
            "feed": section_path(family.id) if family.names else "",
        }

    told = [(one.entry.path, one.entry.post.day, one.pieces) for one in known.told]
    newest = (known.newest.path, known.newest.receipts, known.newest.post.day, known.newest.provenance)
    shows = (family.model_dump_json(), newest, known.figures, told, past.key(known.series))
    return frame.page("family.html.j2", family.path, shows, values)


class Row(NamedTuple):
    """A family in the list of all."""

    family: Family
    figures: Sequence[tuple[str, Printed]]
    spark: str


def _markets(frame: Frame, every: Sequence[Known], past: Past) -> Page:
    newest = every[0].newest if every else None

    def values() -> Mapping[str, object]:
        rows = [Row(known.family, known.figures, spark(frame, known.family, past)) for known in every]
        return {"rows": rows, "newest": newest}

    lines = [past.key(first(past, known.family.spark)) for known in every]
    shown = [(known.family.model_dump_json(), known.figures) for known in every]
    told = newest and (newest.path, newest.receipts, newest.post.day, newest.provenance)
    return frame.page("markets.html.j2", MARKETS, (shown, lines, told), values)
