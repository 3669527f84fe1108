"""The page of each post: its text as readers get it, with what stands behind it and beside it.

Owns what a post's page shows and what it is known by. Refuses to read a text before its page is made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from brief.models import Receipts
from brief.models.text import Text
from brief.site.addresses import chart_path
from brief.site.charts import data_table
from brief.site.entries import Entry
from brief.site.figure_links import FigureLinks
from brief.site.frame import Frame, Page, digest
from brief.site.glossary import Glossary, glossary
from brief.site.library import Library
from brief.site.machine.linked_data import news_article, script
from brief.site.reading import explained_html
from brief.site.sharing import picture_of


class Words(NamedTuple):
    """The glossary for the pages of one build: its digest at once, its terms when the first page asks."""

    key: str
    terms: Callable[[], Glossary]


def post_pages(frame: Frame, entries: Sequence[Entry], library: Library, explains: Text | None) -> Iterator[Page]:
    """The pages of these posts, the newest first; each leads to its neighbours, its words to what `explains` them."""
    words = Words(digest(explains and explains.model_dump_json()), cache(lambda: glossary(explains)))
    for i, entry in enumerate(entries):
        newer = entries[i - 1] if i else None
        older = entries[i + 1] if i + 1 < len(entries) else None
        yield _post(frame, library, words, entry, newer, older)


def _post(frame: Frame, library: Library, words: Words, entry: Entry, newer: Entry | None, older: Entry | None) -> Page:
    def values() -> Mapping[str, Any]:
        receipts = library.receipts(entry.post.id) if entry.receipts else None
        known = words.terms()
        to = frame.to.seen_from(entry.path)
        tables = _tables(frame, library, entry)
        figures = FigureLinks(receipts, to.link(entry.receipts)) if receipts else None
        body = explained_html(library.body(entry.post.id), tables, figures, known, to)
        shown = {"entry": entry, "body": body.html, "terms": body.terms, "newer": newer, "older": older}
        return {**shown, **_told_of(frame, entry, receipts)}

    shows = (entry.digest, newer and newer.named, older and older.named, words.key)
    public, changed = entry.post.published, entry.updated
    return frame.page("post.html.j2", entry.path, shows, values, listed=public, changed=changed)


def _told_of(frame: Frame, entry: Entry, receipts: Receipts | None) -> Mapping[str, Any]:
    """What a post's page says of it to those who share or gather it: its card, and the article as linked data."""
    if not frame.to.has_url:
        return {}
    picture = picture_of(entry, receipts, frame) if receipts else None
    article = news_article(
        entry.post,
        frame.settings,
        address=frame.to.absolute(entry.path),
        updated=entry.updated,
        picture=picture,
        receipts=receipts,
        corrections=entry.corrections,
    )
    return {"picture": picture, "linked": script(article)}


def _tables(frame: Frame, library: Library, entry: Entry) -> Mapping[str, str]:
    """What stands below the pictures of a post, by their paths."""
    drawn = library.charts(entry.post.id).charts if entry.charts else ()
    return {chart_path(entry.post.id, chart.name): data_table(chart, frame.templates) for chart in drawn}
