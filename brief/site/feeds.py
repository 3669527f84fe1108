"""The feeds: of whole briefs, of one of their sections, of what they say of one thing.

Owns which posts a feed holds and what of each. Refuses the formats: `feed_pages` has them.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from heapq import nlargest
from typing import NamedTuple
from urllib.parse import urlsplit

from brief.models import SiteSettings
from brief.site.entries import Entry, Head
from brief.site.extracts import Extract, Piece
from brief.site.frame import Frame

IN_FEED = 30
"""How many posts a feed holds: those that changed last, so that a late correction of an older one is told."""


class Item(NamedTuple):
    """One post in a feed."""

    id: str
    entry: Entry
    html: str
    place: str
    """Where on the post's page it stands; empty for the whole of it."""

    @property
    def summary(self) -> str:
        invented = "Specimen: invented figures. " if self.entry.provenance == "specimen" else ""
        return f"{invented}{self.entry.post.description}"


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
    last = {entry.post.id for entry in nlargest(IN_FEED, entries, key=lambda entry: entry.updated)}
    return [entry for entry in entries if entry.post.id in last]


def entry_id(post: Head, settings: SiteSettings, part: str = "") -> str:
    """A tag URI (RFC 4151): the same however the post's address changes. `part` tells a part of it from the whole."""
    return f"tag:{urlsplit(settings.url).hostname or 'localhost'},{post.day}:{post.id}{f':{part}' if part else ''}"


def whole(frame: Frame, entries: Sequence[Entry], extracts: Mapping[str, Extract]) -> Feed:
    """The feed of whole briefs."""
    items = (_item(frame, entry, extracts[entry.post.id].html) for entry in entries)
    return Feed("/feed", frame.settings.title, "/", tuple(items))


def of_section(frame: Frame, id_: str, title: str, entries: Sequence[Entry], extracts: Mapping[str, Extract]) -> Feed:
    """The feed of the section whose heading has this id."""
    items = (
        _item(frame, entry, section.html, part=id_, place=id_)
        for entry in entries
        for section in extracts[entry.post.id].sections
        if section.id == id_
    )
    return Feed(section_path(id_), f"{frame.settings.title}: {title}", "/", tuple(items))


def of_mentions(frame: Frame, id_: str, title: str, home: str, found: Sequence[tuple[Entry, Sequence[Piece]]]) -> Feed:
    """The feed of what the briefs say of something that has a page of its own."""
    items = (
        _item(frame, entry, "".join(f"<p>{piece.html}</p>" for piece in pieces), part=id_)
        for entry, pieces in found
        if pieces
    )
    return Feed(section_path(id_), f"{frame.settings.title}: {title}", home, tuple(items))


def _item(frame: Frame, entry: Entry, html: str, *, part: str = "", place: str = "") -> Item:
    notice = frame.macro("macros.html.j2", "notice", entry.provenance)
    return Item(entry_id(entry.post, frame.settings, part), entry, notice + html, place)


def section_path(id_: str) -> str:
    """Where a section's feed lies, without the ending."""
    return f"/feeds/{id_}"
