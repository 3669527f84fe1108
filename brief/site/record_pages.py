"""What lies behind each post, as pages and files: its receipts, its charts, its night's figures for machines.

Owns which files those are. Refuses to read one before it is asked for.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from brief.site.addresses import SNAPSHOT, chart_path, file_of
from brief.site.entries import Entry
from brief.site.frame import Frame, Page
from brief.site.library import Library
from brief.site.receipts import receipts_page


def record_pages(frame: Frame, entries: Sequence[Entry], library: Library) -> Iterator[Page]:
    """The record of these posts, as far as each has one."""
    for entry in entries:
        yield from _receipts(frame, library, entry) if entry.receipts else ()
        yield from _pictures(library, entry) if entry.charts else ()


def _receipts(frame: Frame, library: Library, entry: Entry) -> Iterator[Page]:
    edition = entry.post.id
    beside = _beside(entry)
    key = frame.key("receipts.html.j2", entry.digest)
    yield Page(
        file_of(entry.receipts),
        key,
        lambda: receipts_page(library.receipts(edition), frame, beside).encode(),
        entry.receipts if entry.post.published else "",
        entry.updated,
    )
    yield Page(
        f"{file_of(entry.receipts).removesuffix('index.html')}receipts.json",
        entry.digest,
        lambda: library.receipts_text(edition).encode(),
    )
    if entry.snapshot:
        text = library.snapshot_text
        yield Page(file_of(entry.snapshot), entry.digest, lambda: text(edition).encode())


def _pictures(library: Library, entry: Entry) -> Iterator[Page]:
    edition = entry.post.id
    for name in entry.charts:
        yield Page(file_of(chart_path(edition, name)), entry.digest, partial(library.picture, edition, name))
    record = f"/receipts/{edition}/charts.json"
    yield Page(file_of(record), entry.digest, lambda: library.charts_text(edition).encode())


def _beside(entry: Entry) -> list[str]:
    """The names of the files that lie beside an edition's receipts."""
    there = {"receipts.json": True, SNAPSHOT: bool(entry.snapshot), "charts.json": bool(entry.charts)}
    return [name for name, is_there in there.items() if is_there]
