"""A feed's files: as Atom and as JSON Feed, at the same path with either ending. Refuses to choose what is in it."""

from collections.abc import Iterator

from brief.site.feeds import Feed
from brief.site.frame import Frame, Page, text_digest
from brief.site.machine.json_feed import json_feed
from brief.site.wellformed import xml


def feed_pages(frame: Frame, feed: Feed) -> Iterator[Page]:
    """A feed's two files."""
    items = [(item.id, item.entry.digest, item.entry.path, text_digest(item.html)) for item in feed.items]
    key = frame.key("feed.xml.j2", feed.path, feed.title, feed.home, items)

    def atom() -> bytes:
        return xml(frame.render("feed.xml.j2", f"{feed.path}.xml", {"feed": feed})).encode()

    yield Page(f"{feed.path[1:]}.xml", key, atom)
    yield Page(f"{feed.path[1:]}.json", key, lambda: json_feed(feed, frame.settings, frame.to).encode())
