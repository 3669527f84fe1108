"""The hand-written pages of `content/`, found and read.

Owns which of them readers get. Refuses to be stopped by one that cannot be read: it is left out and told.
"""

from typing import NamedTuple

from brief.errors import ChecksFailed
from brief.models.text import Text
from brief.store import Store
from brief.write.text_matter import read_text


class FoundTexts(NamedTuple):
    """The pages by the names of their files, and a sentence for each that was left out."""

    texts: tuple[Text, ...] = ()
    notes: tuple[str, ...] = ()


def found_texts(store: Store, *, drafts: bool = False) -> FoundTexts:
    """Every page that readers get; with `drafts` those, too, that are not published."""
    found: dict[str, Text] = {}
    notes = []
    for name, text in store.texts().items():
        try:
            page = read_text(name, text)
            if page and (taken := found.get(page.path)):
                raise ChecksFailed(f"{name}.md: {taken.name}.md is at {page.path} already; change its permalink.")
        except ChecksFailed as unreadable:
            notes.append(f"{unreadable} It was left out.")
            continue
        if page and (page.published or drafts):
            found[page.path] = page
    return FoundTexts(tuple(found.values()), tuple(notes))
