"""The whole site: posts, their receipts, their corrections and static files become paths and bytes.

Owns which pages there are. Refuses a post that is not published, two pages at one address, and a static file in the
place of a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from types import MappingProxyType

import jinja2

from brief.errors import WrongUsage
from brief.models import Correction, Post, Receipts, SiteSettings, instant_of
from brief.models.base import Frozen
from brief.models.scoreboard import Scoreboard
from brief.site import feed
from brief.site.addresses import Addresses, file_of, receipts_path
from brief.site.markdown import Glance, glance
from brief.site.reading import reading_html
from brief.site.receipts import receipts_page

EARLIER = 12
"""How many earlier briefs the front page lists; the archive has them all."""
IN_FEED = 30
"""How many posts the feed holds: those that changed last, so that a late correction of an older one is told."""
CORRECTIONS = "/corrections/"
SCOREBOARD = "/scoreboard/"
LOST = "/404.html"
_NOTHING_SCORED = Scoreboard(editions=0)


class Entry(Frozen):
    """One post as the pages show it."""

    post: Post
    path: str
    updated: datetime
    provenance: str
    receipts: str
    """The path of its receipts; empty where it has none."""
    corrections: tuple[Correction, ...] = ()
    """Newest first."""

    @property
    def corrected(self) -> datetime | None:
        """When it was last corrected."""
        return self.corrections[0].at if self.corrections else None


def build(
    posts: Sequence[Post],
    settings: SiteSettings,
    templates: jinja2.Environment,
    receipts: Mapping[str, Receipts],
    static: Mapping[str, bytes],
    *,
    corrections: Mapping[str, Sequence[Correction]] = MappingProxyType({}),
    board: Scoreboard = _NOTHING_SCORED,
    drafts: bool = False,
) -> dict[str, bytes]:
    """Every file of the site by its path inside `_site`. The same arguments give the same bytes.

    `corrections` are those that readers have, by edition, `board` the score of what their briefs told to watch.
    """
    if not drafts and (hidden := [post.id for post in posts if not post.published]):
        raise WrongUsage(f"{hidden[0]} is not published; publish it, or build with --drafts.")
    site = _Site(posts, settings, templates, receipts, corrections, board)
    pages: dict[str, bytes] = {}
    for path, text in site.pages():
        if path in pages:
            raise WrongUsage(f"Two pages would be {path}; give one of the posts another file name.")
        pages[path] = text.encode()
    # An edition's receipts may lie beside its posts as well, for Jekyll: ours is the current one.
    if taken := sorted(path for path in static if path in pages and not path.startswith("receipts/")):
        raise WrongUsage(f"content/{taken[0]} stands where the site has a page of its own; rename it.")
    return dict(sorted({**static, **pages}.items()))


class _Site:
    """The pages of one build."""

    def __init__(
        self,
        posts: Sequence[Post],
        settings: SiteSettings,
        templates: jinja2.Environment,
        receipts: Mapping[str, Receipts],
        corrections: Mapping[str, Sequence[Correction]],
        board: Scoreboard,
    ) -> None:
        self._settings, self._templates, self._receipts = settings, templates, receipts
        self._corrections, self._board = corrections, board
        self._to = Addresses(settings)
        newest_first = sorted(posts, key=lambda post: (post.day, post.id), reverse=True)
        self._entries = [self._entry(post) for post in newest_first]

    def pages(self) -> Iterator[tuple[str, str]]:
        """Each page's file and text."""
        yield "index.html", self._front()
        yield from self._posts()
        yield "archive/index.html", self._page("archive.html.j2", "/archive/", years=self._years())
        yield file_of(CORRECTIONS), self._page("corrections.html.j2", CORRECTIONS, corrections=self._all_corrections())
        yield file_of(SCOREBOARD), self._scores()
        for entry in self._entries:
            if entry.receipts:
                page = receipts_page(self._receipts[entry.post.id], self._settings, self._templates)
                yield file_of(entry.receipts), page
        yield "404.html", self._page("404.html.j2", LOST)
        yield "robots.txt", self._page("robots.txt.j2", "/robots.txt")
        if self._to.has_url:
            yield "feed.xml", feed.xml(self._feed())
            yield "sitemap.xml", feed.xml(self._page("sitemap.xml.j2", "/sitemap.xml", entries=self._entries))

    def _entry(self, post: Post) -> Entry:
        found = self._receipts.get(post.id)
        corrected = sorted(self._corrections.get(post.id, ()), key=lambda one: one.at, reverse=True)
        return Entry(
            post=post,
            path=self._to.post(post),
            updated=max([instant_of(post.as_of or post.day), *(one.at for one in corrected)]),
            provenance=found.provenance if found else "",
            receipts=receipts_path(post.id) if found else "",
            corrections=tuple(corrected),
        )

    def _all_corrections(self) -> list[tuple[Entry, Correction, str]]:
        """Every correction with its post, newest first; the first of a post has the anchor that the post links to."""
        every = [
            (entry, one, entry.post.id if i == 0 else "")
            for entry in self._entries
            for i, one in enumerate(entry.corrections)
        ]
        return sorted(every, key=lambda found: found[1].at, reverse=True)

    def _scores(self) -> str:
        entries = {entry.post.id: entry for entry in self._entries}
        return self._page("scoreboard.html.j2", SCOREBOARD, board=self._board, entries=entries)

    def _page(self, template: str, path: str, **values: object) -> str:
        to = self._to if path == LOST else self._to.seen_from(path)
        return self._templates.get_template(template).render(site=self._settings, to=to, path=path, **values)

    def _front(self) -> str:
        lead = self._entries[0] if self._entries else None
        seen = glance(lead.post.body) if lead else Glance()
        earlier = self._entries[1 : EARLIER + 1]
        return self._page("index.html.j2", "/", lead=lead, glance=seen, earlier=earlier)

    def _posts(self) -> Iterator[tuple[str, str]]:
        for i, entry in enumerate(self._entries):
            newer = self._entries[i - 1] if i else None
            older = self._entries[i + 1] if i + 1 < len(self._entries) else None
            body = reading_html(entry.post.body)
            page = self._page("post.html.j2", entry.path, entry=entry, body=body, newer=newer, older=older)
            yield file_of(entry.path), page

    def _years(self) -> list[tuple[int, list[tuple[date, list[Entry]]]]]:
        """The archive: years, in them months (as their first day), in them briefs, newest first."""
        return [
            (year, [(month, list(entries)) for month, entries in groupby(of_year, lambda e: e.post.day.replace(day=1))])
            for year, of_year in groupby(self._entries, lambda e: e.post.day.year)
        ]

    def _feed(self) -> str:
        recent = sorted(self._entries, key=lambda entry: entry.updated, reverse=True)[:IN_FEED]
        entries = sorted(recent, key=self._entries.index)
        return self._page(
            "feed.xml.j2",
            "/feed.xml",
            entries=entries,
            updated=max((entry.updated for entry in entries), default=datetime.fromtimestamp(0, UTC)),
            content={entry.post.id: feed.content(entry.post, self._to.absolute(entry.path)) for entry in entries},
            ids={entry.post.id: feed.entry_id(entry.post, self._settings) for entry in entries},
        )
