"""The feeds: of whole briefs, of one of their sections, of what they say of one asset. As Atom and as JSON Feed.

Owns which posts a feed holds and what of each. Refuses what XML cannot say.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from brief.models import SiteSettings
from brief.site.entries import Entry, Head
from brief.site.extracts import Extract, Piece
from brief.site.frame import Frame, Page, digest

IN_FEED = 30
"""How many posts a feed holds: those that changed last, so that a late correction of an older one is told."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Item(NamedTuple):
    """One post in a feed."""

    id: str
    entry: Entry
    html: str
    place: str
    """Where on the post's page it stands; empty for the whole of it."""


class Feed(NamedTuple):
    """One feed, in both formats: `path` lacks the ending."""

    path: str
    title: str
    home: str
    """The path of the page it belongs to."""
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime:
        return max((item.entry.updated for item in self.items), default=datetime.fromtimestamp(0, UTC))


def changed_last(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that the feeds hold, in their order."""
    last = set(sorted(entries, key=lambda entry: entry.updated, reverse=True)[:IN_FEED])
    return [entry for entry in entries if entry in last]


def entry_id(post: Head, settings: SiteSettings, part: str = "") -> str:
    """A tag URI (RFC 4151): the same however the post's address changes. `part` tells a part of it from the whole."""
    return f"tag:{urlsplit(settings.url).hostname or 'localhost'},{post.day}:{post.id}{f':{part}' if part else ''}"


def whole(entries: Sequence[Entry], extracts: Mapping[str, Extract], settings: SiteSettings) -> Feed:
    """The feed of whole briefs."""
    items = (Item(entry_id(one.post, settings), one, extracts[one.post.id].html, "") for one in entries)
    return Feed("/feed", settings.title, "/", tuple(items))


def of_section(
    id_: str, title: str, entries: Sequence[Entry], extracts: Mapping[str, Extract], settings: SiteSettings
) -> Feed:
    """The feed of the section whose heading has this id."""
    items = (
        Item(entry_id(one.post, settings, id_), one, section.html, id_)
        for one in entries
        for section in extracts[one.post.id].sections
        if section.id == id_
    )
    return Feed(section_path(id_), f"{settings.title}: {title}", "/", tuple(items))


def of_names(
    path: str,
    title: str,
    names: Sequence[str],
    home: str,
    found: Sequence[tuple[Entry, Sequence[Piece]]],
    settings: SiteSettings,
) -> Feed:
    """The feed of what the briefs say of something."""
    part = path.rpartition("/")[2]
    items = (
        Item(entry_id(entry.post, settings, part), entry, "".join(f"<p>{piece.html}</p>" for piece in pieces), "")
        for entry, pieces in found
        if pieces
    )
    return Feed(path, f"{settings.title}: {title}", home, tuple(items))


def section_path(id_: str) -> str:
    """Where a section's feed lies, without the ending."""
    return f"/feeds/{id_}"


def feed_pages(frame: Frame, feed: Feed) -> Iterator[Page]:
    """A feed's files."""
    shows = (feed.title, feed.home, [(item.id, item.entry.digest, digest(item.html)) for item in feed.items])
    yield Page(
        f"{feed.path[1:]}.xml",
        frame.key("feed.xml.j2", feed.path, shows),
        lambda: xml(frame.render("feed.xml.j2", f"{feed.path}.xml", {"feed": feed})).encode(),
    )


def xml(text: str) -> str:
    """The text without the control characters that no XML document may hold."""
    return _NOT_XML.sub("", text)
