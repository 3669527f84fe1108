"""A whole site in memory: every page of it made, none left as it was. What a build from nothing must come to."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

import jinja2

from brief.models import Correction, Post, Receipts, SiteSettings
from brief.models.chart import Charts
from brief.models.scoreboard import Scoreboard
from brief.models.standing import Standing
from brief.models.text import Text
from brief.site import Frame, Page, Site
from brief.site.addresses import Addresses
from brief.site.entries import Entry, entry_of
from brief.site.extracts import Extract, extract
from brief.site.frame import digest
from brief.site.pages import one_at_each_address
from brief.store.fonts import packaged_fonts

NOTHING_STANDS = Standing()


class Shelf:
    """Posts and receipts that are at hand. A `Library`."""

    def __init__(self, posts: Sequence[Post], receipts: Mapping[str, Receipts], to: Addresses) -> None:
        self._posts, self._receipts, self._to = {post.id: post for post in posts}, receipts, to

    def body(self, edition: str) -> str:
        return self._posts[edition].body

    def extracts(self, entries: Sequence[Entry]) -> Mapping[str, Extract]:
        return {entry.post.id: self._extract(entry) for entry in entries}

    def _extract(self, entry: Entry) -> Extract:
        edition = entry.post.id
        return extract(self.body(edition), self._to.absolute(entry.path), self._receipts.get(edition))

    def receipts_text(self, edition: str) -> str:
        return self._receipts[edition].model_dump_json(indent=1) + "\n"

    def snapshot_text(self, edition: str) -> str:
        return ""

    def charts(self, edition: str) -> Charts:
        return Charts(edition=edition)

    def picture(self, edition: str, name: str) -> bytes:
        return b""

    def charts_text(self, edition: str) -> str:
        return ""

    def receipts(self, edition: str) -> Receipts:
        return self._receipts[edition]


def build(
    posts: Sequence[Post],
    settings: SiteSettings,
    templates: jinja2.Environment,
    receipts: Mapping[str, Receipts],
    static: Mapping[str, bytes],
    *,
    corrections: Mapping[str, Sequence[Correction]] = MappingProxyType({}),
    texts: Sequence[Text] = (),
    standing: Standing = NOTHING_STANDS,
    drafts: bool = False,
) -> dict[str, bytes]:
    """Every file of the site by its path inside `_site`."""
    frame = Frame(settings, templates, texts=texts)
    entries = [
        entry_of(
            post,
            frame.to,
            digest=digest(post.model_dump_json(), post.id in receipts),
            receipts=receipts.get(post.id),
            corrections=corrections.get(post.id, ()),
        )
        for post in posts
    ]
    site = Site(
        entries,
        frame,
        Shelf(posts, receipts, frame.to),
        board=Scoreboard(editions=0),
        faces=packaged_fonts,
        texts=texts,
        standing=standing,
        drafts=drafts,
    )
    copied = (Page(file, "", partial(bytes, data)) for file, data in static.items())
    return {page.file: page.make() for page in sorted(one_at_each_address(site.pages(), copied))}
