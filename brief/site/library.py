"""Where the pages get the text of a post from. Refuses to keep any: what a build holds must not grow with its posts."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from brief.models import Receipts
from brief.models.chart import Charts
from brief.site.entries import Entry
from brief.site.extracts import Extract


class Library(Protocol):
    """The posts as readers get them, fetched when a page is made."""

    def body(self, edition: str) -> str:
        """A post's Markdown, without its front matter."""
        ...

    def extracts(self, entries: Sequence[Entry]) -> Mapping[str, Extract]:
        """What the feeds and other pages take out of these posts, by edition."""
        ...

    def receipts_text(self, edition: str) -> str:
        """Its receipts as JSON; asked only of a post that has some."""
        ...

    def snapshot_text(self, edition: str) -> str:
        """Its night's snapshot as JSON; asked only of a post that has one."""
        ...

    def charts(self, edition: str) -> Charts:
        """What its charts draw; asked only of a post that has some."""
        ...

    def picture(self, edition: str, name: str) -> bytes:
        """One of them as a file."""
        ...

    def charts_text(self, edition: str) -> str:
        """What they draw, as JSON."""
        ...

    def receipts(self, edition: str) -> Receipts:
        """The same, read."""
        ...
