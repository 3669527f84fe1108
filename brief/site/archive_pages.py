"""The pages of the archive: one for all of it, one a year, one a month. Refuses to list every brief on one page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeVar

from brief.site.archive import Month, months, year_path
from brief.site.entries import Entry, listing
from brief.site.frame import Frame, Page

ARCHIVE = "/archive/"
T = TypeVar("T")


class Year(NamedTuple):
    number: int
    months: tuple[Month, ...]
    """Newest first."""

    @property
    def path(self) -> str:
        return year_path(self.number)

    @property
    def briefs(self) -> int:
        return sum(len(month.entries) for month in self.months)


def archive_pages(frame: Frame, entries: Sequence[Entry], reasons: Mapping[date, str]) -> Iterator[Page]:
    """The archive of these entries, newest first."""
    every = months(entries, reasons)
    years = [Year(number, tuple(found)) for number, found in groupby(every, lambda month: month.first.year)]
    for i, month in enumerate(every):
        yield _month(frame, month, *_around(every, i))
    for i, year in enumerate(years):
        yield _year(frame, year, *_around(years, i))
    yield _all(frame, years, entries)


def _around(found: Sequence[T], i: int) -> tuple[T | None, T | None]:
    """The earlier and the later one; `found` begins with the newest."""
    return (found[i + 1] if i + 1 < len(found) else None), (found[i - 1] if i else None)


def _month(frame: Frame, month: Month, older: Month | None, newer: Month | None) -> Page:
    values = {"month": month, "older": older, "newer": newer, "year_path": year_path(month.first.year)}
    whys = [(day.day, day.why) for day in month.missing]
    shows = ([listing(entry) for entry in month.entries], whys, older and older.first, newer and newer.first)
    return frame.page("month.html.j2", month.path, (month.first, shows), lambda: values)


def _year(frame: Frame, year: Year, older: Year | None, newer: Year | None) -> Page:
    values = {"year": year, "older": older, "newer": newer}
    shows = (_cells(year), older and older.number, newer and newer.number)
    return frame.page("year.html.j2", year.path, shows, lambda: values)


def _all(frame: Frame, years: Sequence[Year], entries: Sequence[Entry]) -> Page:
    first = entries[-1].post.day if entries else None
    values = {"years": years, "months": years[0].months if years else (), "count": len(entries), "first": first}
    counts = [(month.first, len(month.entries)) for year in years for month in year.months]
    shows = (_cells(years[0]) if years else (), counts, first)
    return frame.page("archive.html.j2", ARCHIVE, shows, lambda: values)


def _cells(year: Year) -> list[object]:
    """All that the calendars of a year show."""
    return [
        (month.first.month, [([listing(entry) for entry in day.entries], day.why is None) for day in month.days])
        for month in year.months
    ]
