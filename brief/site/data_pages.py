"""What lies under `/data/`: tables of series, schemas, and the page that says what each is and what may be done.

Refuses to name a file there that is not there.
"""

from collections.abc import Iterator
from functools import partial

from brief.site.addresses import DATA, file_of
from brief.site.frame import Frame, Page
from brief.site.machine.schemas import FILES, schemas
from brief.site.offers import Offers, Table

SCHEMAS = f"{DATA}schemas/"


def series_path(name: str) -> str:
    """Where a series' table lies."""
    return f"{DATA}{name}.csv"


def data_pages(frame: Frame, offers: Offers, table: Table, *, invented: bool) -> Iterator[Page]:
    """The tables, the schemas, and the page that lists them, and says so where the newest figures are invented."""
    for offer in offers.offers:
        key = frame.digest("series", offer.digest)
        yield Page(file_of(series_path(offer.name)), key, partial(_bytes, table, offer.name))
    for name in FILES:
        yield Page(file_of(SCHEMAS + name), frame.digest("schema", name), partial(_schema, frame, name))
    provenance = "specimen" if invented else ""
    values = {
        "offers": offers,
        "provenance": provenance,
        "schemas": FILES,
        "schemas_path": SCHEMAS,
        "series_path": series_path,
    }
    yield frame.page("data.html.j2", DATA, (offers, provenance), lambda: values)


def _bytes(table: Table, name: str) -> bytes:
    return table(name).encode()


def _schema(frame: Frame, name: str) -> bytes:
    return schemas(lambda each: frame.to.absolute(SCHEMAS + each))[name].encode()
