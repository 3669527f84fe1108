"""The whole site: posts, their receipts, their corrections become the list of its pages.

Owns which pages there are and what each of them shows. Refuses a post that is not published, two pages at one address,
a static file in the place of a page, and to read a text before its page is made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from brief.errors import WrongUsage
from brief.models import Correction
from brief.models.scoreboard import Scoreboard
from brief.models.standing import Standing
from brief.models.text import Text
from brief.site.addresses import chart_path, file_of
from brief.site.archive_pages import archive_pages
from brief.site.charts import data_table
from brief.site.entries import Entry, listing
from brief.site.feed_pages import feed_pages
from brief.site.feeds import changed_last, of_section, whole
from brief.site.frame import LOST, Frame, Page, digest
from brief.site.glossary import NAME as GLOSSARY
from brief.site.glossary import glossary
from brief.site.library import Library
from brief.site.markdown import Glance, glance
from brief.site.reading import Body, explained_html
from brief.site.receipts import receipts_page
from brief.site.security import headers_file
from brief.site.standing_pages import standing_pages
from brief.site.text_pages import text_pages
from brief.site.wellformed import xml

EARLIER = 12
"""How many earlier briefs the front page lists; the archive has them all."""
CORRECTIONS = "/corrections/"
SCOREBOARD = "/scoreboard/"
_NOTHING_KNOWN: Mapping[date, str] = MappingProxyType({})
_NO_SECTIONS: Mapping[str, str] = MappingProxyType({})
_NO_STANDING = Standing()


class Site:
    """The pages of one build. The same arguments give the same pages, whatever the order of the entries."""

    def __init__(
        self,
        entries: Sequence[Entry],
        frame: Frame,
        library: Library,
        *,
        board: Scoreboard,
        reasons: Mapping[date, str] = _NOTHING_KNOWN,
        sections: Mapping[str, str] = _NO_SECTIONS,
        texts: Sequence[Text] = (),
        standing: Standing = _NO_STANDING,
        drafts: bool = False,
    ) -> None:
        """`board` is the score of what the briefs told to watch, `reasons` say why a day has no brief.

        `sections` have a feed of their own: the words of each one's heading, by its id. `texts` are the hand-written
        pages, the glossary among them; `standing` says how the sources do. Only with `drafts` may there be unpublished
        posts.
        """
        if not drafts and (hidden := [entry.post.id for entry in entries if not entry.post.published]):
            raise WrongUsage(f"{hidden[0]} is not published; publish it, or build with --drafts.")
        self._frame, self._library, self._board, self._reasons = frame, library, board, reasons
        self._sections, self._texts, self._standing, self._drafts = sections, texts, standing, drafts
        explains = next((text for text in texts if text.name == GLOSSARY), None)
        self._explains = digest(explains and explains.model_dump_json())
        self._glossary = cache(lambda: glossary(explains))
        self._entries = sorted(entries, key=lambda entry: (entry.post.day, entry.post.id), reverse=True)

    def pages(self) -> Iterator[Page]:
        """Each page, the posts first: whoever puts them in place one after another puts lists behind what they list."""
        yield from self._posts()
        for entry in self._entries:
            yield from self._receipts(entry) if entry.receipts else ()
            yield from self._pictures(entry) if entry.charts else ()
        yield from archive_pages(self._frame, self._entries, self._reasons)
        yield self._corrections()
        yield self._scores()
        yield self._frame.page("404.html.j2", LOST, (), dict)
        yield self._frame.page("robots.txt.j2", "/robots.txt", self._drafts, lambda: {"preview": self._drafts})
        yield Page("_headers", self._frame.digest("_headers"), lambda: headers_file().encode())
        yield from text_pages(self._frame, self._texts)
        yield from standing_pages(self._frame, self._standing, self._entries, self._reasons)
        yield self._front()
        if self._frame.to.has_url:
            yield from self._feeds()
            yield self._sitemap()

    def _posts(self) -> Iterator[Page]:
        for i, entry in enumerate(self._entries):
            newer = self._entries[i - 1] if i else None
            older = self._entries[i + 1] if i + 1 < len(self._entries) else None
            yield self._post(entry, newer, older)

    def _post(self, entry: Entry, newer: Entry | None, older: Entry | None) -> Page:
        def values() -> Mapping[str, Any]:
            body = self._explained(entry)
            return {"entry": entry, "body": body.html, "terms": body.terms, "newer": newer, "older": older}

        around = [other and (other.path, other.post.day, other.post.title) for other in (newer, older)]
        return self._frame.page("post.html.j2", entry.path, (entry.digest, around, self._explains), values)

    def _explained(self, entry: Entry) -> Body:
        known = self._glossary()
        link = self._frame.to.seen_from(entry.path).link(known.path) if known.path else ""
        return explained_html(self._library.body(entry.post.id), self._tables(entry), known, link)

    def _tables(self, entry: Entry) -> Mapping[str, str]:
        """What stands below the pictures of a post, by their paths."""
        drawn = self._library.charts(entry.post.id).charts if entry.charts else ()
        return {chart_path(entry.post.id, chart.name): data_table(chart, self._frame.templates) for chart in drawn}

    def _receipts(self, entry: Entry) -> Iterator[Page]:
        edition, frame = entry.post.id, self._frame
        key = frame.key("receipts.html.j2", entry.digest)
        yield Page(
            file_of(entry.receipts),
            key,
            lambda: receipts_page(self._library.receipts(edition), frame).encode(),
        )
        yield Page(
            f"{file_of(entry.receipts).removesuffix('index.html')}receipts.json",
            entry.digest,
            lambda: self._library.receipts_text(edition).encode(),
        )

    def _pictures(self, entry: Entry) -> Iterator[Page]:
        edition, library = entry.post.id, self._library
        for name in entry.charts:
            yield Page(file_of(chart_path(edition, name)), entry.digest, partial(library.picture, edition, name))
        record = f"/receipts/{edition}/charts.json"
        yield Page(file_of(record), entry.digest, lambda: library.charts_text(edition).encode())

    def _front(self) -> Page:
        lead = self._entries[0] if self._entries else None
        earlier = self._entries[1 : EARLIER + 1]

        def values() -> Mapping[str, Any]:
            seen = glance(self._library.body(lead.post.id)) if lead else Glance()
            return {"lead": lead, "glance": seen, "earlier": earlier}

        shows = (lead and lead.digest, [listing(entry) for entry in earlier])
        return self._frame.page("index.html.j2", "/", shows, values)

    def _corrections(self) -> Page:
        told = self._all_corrections()
        shows = [(listing(entry), correction.model_dump_json(), anchor) for entry, correction, anchor in told]
        return self._frame.page("corrections.html.j2", CORRECTIONS, shows, lambda: {"corrections": told})

    def _all_corrections(self) -> list[tuple[Entry, Correction, str]]:
        """Every correction with its post, newest first; the first of a post has the anchor that the post links to."""
        every = [
            (entry, one, entry.post.id if i == 0 else "")
            for entry in self._entries
            for i, one in enumerate(entry.corrections)
        ]
        return sorted(every, key=lambda found: found[1].at, reverse=True)

    def _scores(self) -> Page:
        named = {one.edition for one in self._board.latest}
        entries = {entry.post.id: entry for entry in self._entries if entry.post.id in named}
        shows = (self._board.model_dump_json(), [listing(entry) for entry in entries.values()])
        values = {"board": self._board, "entries": entries}
        return self._frame.page("scoreboard.html.j2", SCOREBOARD, shows, lambda: values)

    def _sitemap(self) -> Page:
        values = {"entries": self._entries, "texts": [text.path for text in self._texts]}
        shows = [(entry.path, entry.updated, entry.receipts) for entry in self._entries], values["texts"]

        def make() -> bytes:
            return xml(self._frame.render("sitemap.xml.j2", "/sitemap.xml", values)).encode()

        return Page("sitemap.xml", self._frame.key("sitemap.xml.j2", shows), make)

    def _feeds(self) -> Iterator[Page]:
        entries = changed_last(self._entries)
        extracts = self._library.extracts(entries)
        yield from feed_pages(self._frame, whole(self._frame, entries, extracts))
        for id_, title in self._sections.items():
            yield from feed_pages(self._frame, of_section(self._frame, id_, title, entries, extracts))


def one_at_each_address(pages: Iterable[Page], static: Iterable[Page]) -> list[Page]:
    """Static files, then pages: whatever shows a file comes behind it. Two of one name are refused."""
    found = {page.file: page for page in static}
    copied = set(found)
    for page in pages:
        if page.file in copied:
            raise WrongUsage(f"content/{page.file} stands where the site has a page of its own; rename it.")
        if page.file in found:
            raise WrongUsage(f"Two pages would be {page.file}; give one of them another file name or permalink.")
        found[page.file] = page
    return list(found.values())
