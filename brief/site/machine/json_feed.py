"""The JSON Feed (version 1.1, jsonfeed.org): the same posts as the Atom feed, under the same ids.

Owns its keys. Refuses nothing: what is in it, and in which order, is decided where the Atom feed is made.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from brief.models import Post, SiteSettings
from brief.models.base import Frozen
from brief.site.feed import entry_id
from brief.site.templates import rfc3339

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA_TYPE = "application/feed+json"


class FeedItem(Frozen):
    """One post in a feed."""

    post: Post
    address: str
    """Of its page, absolute."""
    updated: datetime
    content: str
    """Its body as HTML with absolute links."""
    summary: str = ""
    picture: str = ""
    """The absolute address of its card."""
    tags: tuple[str, ...] = ()


def json_feed(
    items: Sequence[FeedItem],
    settings: SiteSettings,
    *,
    address: str,
    home: str,
    title: str = "",
    next_address: str = "",
) -> str:
    """The feed that lives at `address` and belongs to the page `home`; `next_address` is that of older items."""
    feed = {
        "version": VERSION,
        "title": title or settings.title,
        "home_page_url": home,
        "feed_url": address,
        "description": settings.description,
        "next_url": next_address,
        "language": settings.lang,
        "authors": [{"name": settings.title, "url": settings.root + "/"}],
    }
    told = [_item(each, settings) for each in items]
    return json.dumps({**_given(feed), "items": told}, ensure_ascii=False, indent=1) + "\n"


def _item(item: FeedItem, settings: SiteSettings) -> dict[str, Any]:
    tags = dict.fromkeys(tag for tag in (item.post.category, *item.tags) if tag)
    return _given(
        {
            "id": entry_id(item.post, settings),
            "url": item.address,
            "title": item.post.title,
            "content_html": item.content,
            "summary": item.summary or item.post.description,
            "image": item.picture,
            "date_published": rfc3339(item.post.day),
            "date_modified": rfc3339(item.updated),
            "tags": list(tags),
        }
    )


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, but for the content: an item must have one."""
    return {key: value for key, value in fields.items() if value or key == "content_html"}
