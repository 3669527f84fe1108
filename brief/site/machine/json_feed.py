"""The JSON Feed (version 1.1, jsonfeed.org): the same posts as the Atom feed, under the same ids.

Owns its keys. Refuses nothing: what is in it, and in which order, is decided where the Atom feed is made.
"""

import json
from typing import Any

from brief.models import SiteSettings
from brief.site.addresses import Addresses
from brief.site.feeds import Feed, Item
from brief.site.templates import rfc3339

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, settings: SiteSettings, to: Addresses) -> str:
    """A feed, which lies at its path with `.json`."""
    head = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": to.absolute(feed.home),
        "feed_url": to.absolute(f"{feed.path}.json"),
        "description": settings.description,
        "language": settings.lang,
        "authors": [{"name": settings.title, "url": settings.root + "/"}],
    }
    told = [_item(each, to) for each in feed.items]
    return json.dumps({**_given(head), "items": told}, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item, to: Addresses) -> dict[str, Any]:
    post = item.entry.post
    return _given(
        {
            "id": item.id,
            "url": to.absolute(item.entry.path) + (f"#{item.place}" if item.place else ""),
            "title": post.title,
            "content_html": item.html,
            "summary": item.summary,
            "image": to.absolute(item.entry.card) if item.entry.card else "",
            "date_published": rfc3339(post.day),
            "date_modified": rfc3339(item.entry.updated),
            "tags": [post.category] if post.category else [],
        }
    )


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, but for the content: an item must have one."""
    return {key: value for key, value in fields.items() if value or key == "content_html"}
