"""The ways from every page: a few in the masthead, all of them at its foot.

Owns which pages are named where, and in which order. Refuses to lead to a page that the site does not have.
"""

from collections.abc import Sequence
from typing import NamedTuple

from brief.models.look import FrameWords
from brief.models.text import Text

SOURCES, STATUS, MARKETS = "/sources/", "/status/", "/markets/"
_IN_HEAD = ("/method/", "/about/")
"""Of the hand-written pages those that the masthead names, if there are any at these addresses."""


class Place(NamedTuple):
    """A page, and what its link says."""

    path: str
    words: str


class Navigation(NamedTuple):
    head: tuple[Place, ...] = ()
    foot: tuple[Place, ...] = ()


def navigation(words: FrameWords, texts: Sequence[Text], *, feed: bool) -> Navigation:
    """The ways of a site with these hand-written pages, and with a feed or without."""
    written = {text.path: Place(text.path, text.title) for text in texts}
    latest, archive = Place("/", words.latest), Place("/archive/", words.archive)
    markets = Place(MARKETS, words.markets)
    sources = Place(SOURCES, words.sources)
    method, about = map(written.get, _IN_HEAD)
    head = (latest, archive, markets, method, sources, about)
    others = (
        Place(STATUS, words.status),
        Place("/corrections/", words.corrections),
        Place("/scoreboard/", words.scoreboard),
        Place("/feed.xml", words.feed) if feed else None,
    )
    rest = sorted(place for path, place in written.items() if path not in _IN_HEAD)
    foot = (latest, archive, markets, method, *rest, sources, *others, about)
    return Navigation(tuple(filter(None, head)), tuple(filter(None, foot)))
