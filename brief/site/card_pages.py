"""The cards' files, one for each post that has receipts. Refuses to load what draws them before one is drawn."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from brief.site.addresses import file_of
from brief.site.entries import Entry
from brief.site.frame import Frame, Page
from brief.site.key_figures import for_card, key_figures
from brief.site.library import Library

Faces = Callable[[], tuple[bytes, bytes]]
"""Gives the regular and the medium face of the lettering."""


def card_pages(frame: Frame, entries: Sequence[Entry], library: Library, faces: Faces) -> Iterator[Page]:
    """The card of each of these posts."""
    for entry in entries:
        if entry.card:
            key = frame.digest("card", entry.digest)
            yield Page(file_of(entry.card), key, partial(_card, frame, entry, library, faces))


def _card(frame: Frame, entry: Entry, library: Library, faces: Faces) -> bytes:
    from brief.site.cards import Fonts, card  # the library behind it takes longer to load than a build that draws none

    receipts = library.receipts(entry.post.id)
    notice = "Specimen" if receipts.provenance == "specimen" else ""
    figures = for_card(key_figures(receipts))
    return card(frame.settings.title, entry.post.title, entry.post.day, figures, Fonts(*faces()), notice=notice)
