"""A whole site in memory: every page of it made, none left as it was. What a build from nothing must come to."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

import jinja2

from brief.models import Correction, Post, Receipts, SiteSettings
from brief.models.scoreboard import Scoreboard
from brief.site import Frame, Page, Site
from brief.site.entries import entry_of
from brief.site.frame import digest
from brief.site.pages import one_at_each_address


class Shelf:
    """Posts and receipts that are at hand. A `Library`."""

    def __init__(self, posts: Sequence[Post], receipts: Mapping[str, Receipts]) -> None:
        self._posts, self._receipts = {post.id: post for post in posts}, receipts

    def body(self, edition: str) -> str:
        return self._posts[edition].body

    def receipts_text(self, edition: str) -> str:
        return self._receipts[edition].model_dump_json(indent=1) + "\n"

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
    drafts: bool = False,
) -> dict[str, bytes]:
    """Every file of the site by its path inside `_site`."""
    frame = Frame(settings, templates)
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
    site = Site(entries, frame, Shelf(posts, receipts), board=Scoreboard(editions=0), drafts=drafts)
    copied = (Page(file, "", partial(bytes, data)) for file, data in static.items())
    return {page.file: page.make() for page in sorted(one_at_each_address(site.pages(), copied))}
