"""The release schedule of the Bureau of Economic Analysis: GDP, personal income and the rest of the coming week.

Written from a recorded page (September 2026, seven of its rows) of `https://www.bea.gov/news/schedule`, no key: an HTML
table under the headers "Year 2026", "" and "Release". Traps:

* The year stands in the header only; a row says "September 30" and "8:30 AM", in New York.
* "To Be Announced 2026" is no date; its row is left out.
* Several releases share a day and an hour, so a row's place is its number in the table and not its first cell:
  `table[0]/row[2]/col[Release]`, the header being row 0.
* The second column is a letter, N for news or D for data, and both are read.

Detail `kind` is statistic. Refuses a page without such a table, and one that ends before the night.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from brief.errors import Refused
from brief.models import Item, Night, Payload, Request
from brief.sources._due import at_eastern, coming
from brief.sources._plain import plain
from brief.sources._table import Row, Table, read_tables

URL = "https://www.bea.gov/news/schedule"
TOPIC = "calendar.bea"
OUTLET = "BEA"
RELEASE = "Release"
_YEAR = re.compile(r"Year (20\d\d)\b", re.ASCII)
_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
_MONTHS += ("October", "November", "December")
_DAY = re.compile(rf"({'|'.join(_MONTHS)}) (\d\d?)(?: (.*))?", re.ASCII)


def requests(night: Night) -> list[Request]:
    """The schedule, once."""
    return [Request(url=URL)]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`calendar.bea`: what was due in the last three days, is due today or in the seven after."""
    payload = payloads[0]
    schedules = [(found[1], table) for table in read_tables(payload) if (found := _YEAR.match(_first(table)))]
    if not schedules:
        raise Refused(
            f"{payload.source} sent a page without a table of a year's releases; its layout may have changed."
        )
    return coming(payload, [item for year, table in schedules for item in _items(payload, int(year), table)], night)


def _first(table: Table) -> str:
    return table.rows[0].label if table.rows else ""


def _items(payload: Payload, year: int, table: Table) -> Iterator[Item]:
    headers, *rows = table.rows
    if RELEASE not in headers.texts:
        raise Refused(f"{payload.source} sent a schedule without a column {RELEASE!r}, at {table.path}.")
    column = headers.texts.index(RELEASE)
    for number, row in enumerate(rows, start=1):
        title, at = plain(row.texts[column]) if len(row.texts) == len(headers.texts) else "", _at(year, row)
        if title and at is not None:
            path = f"{table.path}/row[{number}]/col[{RELEASE}]"
            yield payload.item(TOPIC, title, OUTLET, at, path, detail={"kind": "statistic"})


def _at(year: int, row: Row) -> date | None:
    """When a row is due; None where it is yet to be announced."""
    found = _DAY.fullmatch(row.label)
    if found is None:
        return None
    try:
        return at_eastern(date(year, _MONTHS.index(found[1]) + 1, int(found[2])), found[3] or "")
    except ValueError:
        return None
