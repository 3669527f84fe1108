"""The whole site: posts, their receipts, their corrections become the list of its pages.

Owns which pages there are and what each of them shows. Refuses a post that is not published, two pages at one address,
a static file in the place of a page, and to read a text before its page is made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from brief.errors import WrongUsage
from brief.models import Correction
from brief.models.family import Family
from brief.models.health import Health
from brief.models.scoreboard import Scoreboard
from brief.models.standing import Standing
from brief.models.text import Text
from brief.site.archive_pages import archive_pages
from brief.site.card_pages import Faces, card_pages
from brief.site.data_pages import data_pages
from brief.site.entries import Entry, listing, newest_first
from brief.site.extracts import Extract
from brief.site.families import family_pages
from brief.site.family_figures import NoPast, Past
from brief.site.feed_pages import feed_pages
from brief.site.feeds import changed_last, of_section, whole
from brief.site.frame import LOST, Frame, Page
from brief.site.front import front_page
from brief.site.glossary import glossary_of
from brief.site.library import Library
from brief.site.offers import NOTHING_OFFERED, Offers, Table, no_table
from brief.site.post_pages import post_pages
from brief.site.record_pages import record_pages
from brief.site.security import headers_file
from brief.site.sitemap_pages import sitemap_pages
from brief.site.standing_pages import of_last_run, sources_page
from brief.site.text_pages import text_pages

MENTIONED = 30
"""Of so many briefs, the newest, other pages tell what they said."""
CORRECTIONS = "/corrections/"
SCOREBOARD = "/scoreboard/"
_NOTHING_KNOWN: Mapping[date, str] = MappingProxyType({})
_NO_PAST = NoPast()
_NO_SECTIONS: Mapping[str, str] = MappingProxyType({})
_NO_STANDING = Standing()
_NO_HEALTH = Health(days=0)


class Site:
    """The pages of one build. The same arguments give the same pages, whatever the order of the entries."""

    def __init__(
        self,
        entries: Sequence[Entry],
        frame: Frame,
        library: Library,
        *,
        board: Scoreboard,
        faces: Faces,
        reasons: Mapping[date, str] = _NOTHING_KNOWN,
        texts: Sequence[Text] = (),
        standing: Standing = _NO_STANDING,
        health: Health = _NO_HEALTH,
        sections: Mapping[str, str] = _NO_SECTIONS,
        families: Sequence[Family] = (),
        past: Past = _NO_PAST,
        offers: Offers = NOTHING_OFFERED,
        table: Table = no_table,
        drafts: bool = False,
    ) -> None:
        """`board` is the score of what the briefs told to watch, `reasons` say why a day has no brief.

        `texts` are the hand-written pages, the glossary among them; `standing` says how the sources do, `health` how
        the nights went.
        `faces` are those of the cards' lettering. `sections` have a feed of their own: the words of each one's heading,
        by its id; `families` a page, with what is stored in the `past`. Of what is in `offers`, `table` gives the
        files. Only with `drafts` may there be unpublished posts.
        """
        if not drafts and (hidden := [entry.post.id for entry in entries if not entry.post.published]):
            raise WrongUsage(f"{hidden[0]} is not published; publish it, or build with --drafts.")
        self._texts, self._standing, self._health, self._drafts = texts, standing, health, drafts
        self._frame, self._library, self._board, self._reasons = frame, library, board, reasons
        self._sections, self._families, self._past = sections, families, past
        self._faces, self._offers, self._table = faces, offers, table
        self._entries = newest_first(entries)

    def pages(self) -> Iterator[Page]:
        """Each page, the posts first: whoever puts them in place one after another puts lists behind what they list."""
        every = list(self._but_sitemaps())
        yield from every
        if self._frame.to.has_url:
            yield from sitemap_pages(self._frame, every, self._entries)

    def _but_sitemaps(self) -> Iterator[Page]:
        yield from post_pages(self._frame, self._entries, self._library, glossary_of(self._texts))
        yield from record_pages(self._frame, self._entries, self._library)
        yield from card_pages(self._frame, self._entries, self._library, self._faces)
        yield from archive_pages(self._frame, self._entries, self._reasons)
        invented = bool(self._entries) and self._entries[0].provenance == "specimen"
        yield from data_pages(self._frame, self._offers, self._table, invented=invented)
        yield from text_pages(self._frame, self._texts)
        yield sources_page(self._frame, self._standing)
        yield from of_last_run(self._frame, self._standing, self._health, self._entries, self._reasons)
        yield self._corrections()
        yield self._scores()
        yield self._frame.page("404.html.j2", LOST, (), dict, listed=False)
        yield self._frame.page("robots.txt.j2", "/robots.txt", self._drafts, self._robots, listed=False)
        yield Page("_headers", self._frame.digest("headers"), lambda: headers_file().encode())
        yield front_page(self._frame, self._entries, self._library)
        yield from self._taken_out()

    def _robots(self) -> Mapping[str, object]:
        return {"preview": self._drafts}

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

    def _feeds(self, entries: Sequence[Entry], extracts: Mapping[str, Extract]) -> Iterator[Page]:
        yield from feed_pages(self._frame, whole(self._frame, entries, extracts))
        for id_, title in self._sections.items():
            yield from feed_pages(self._frame, of_section(self._frame, id_, title, entries, extracts))

    def _taken_out(self) -> Iterator[Page]:
        """The pages and feeds of what the newest posts say."""
        newest, last = self._entries[:MENTIONED], changed_last(self._entries)
        extracts = self._library.extracts(list(dict.fromkeys([*newest, *last])))
        yield from family_pages(self._frame, self._families, self._past, newest, extracts)
        if self._frame.to.has_url:
            yield from self._feeds(last, extracts)


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
