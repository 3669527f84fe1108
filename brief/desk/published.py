"""What readers have: the text of a post as it was last published, whatever an editor has typed into its file since.

Owns `content/_published/ID.md` and how it and the journal are read together. The journal leads: it knows what was
undone. The plain copy stands in where the journal is gone, and stays when a post is withdrawn. Refuses to publish.
"""

from typing import TYPE_CHECKING

from brief.desk import corrections, journal
from brief.desk.journal import sha256
from brief.desk.placing import is_published
from brief.errors import Refused
from brief.store import Store
from brief.write.front_matter import read_post

if TYPE_CHECKING:
    from brief.desk.substance import Change

_BY_US = ("publish", "correct")


def remember(store: Store, edition: str, text: str) -> None:
    """Keep the text that was just published."""
    store.write(store.published_path(edition), text)


def last_published(store: Store, edition: str, text: str) -> str | None:
    """The text readers were last given, `text` being what the post's file holds; None where there was none.

    A text that a run corrected and could not finish publishing counts: it is known by its hash.
    """
    plain = store.text_if_there(store.published_path(edition))
    if plain == text:
        return plain
    record = corrections.read(store, edition).corrections
    if record and not record[-1].undone and record[-1].sha256 == sha256(text.encode()):
        return text
    return by_the_journal(store, edition) or plain


def changed(edition: str, before: str | None, after: str) -> "list[Change]":
    """What a text would tell readers that the one they have does not; both can be read."""
    if before is None or before == after:
        return []
    from brief.desk.substance import changes  # here, since nearly every build finds nothing to compare

    return changes(read_post(edition, before), read_post(edition, after))


def by_the_journal(store: Store, edition: str) -> str | None:
    """The last published text that was not taken back; where all were, the last one there was."""
    try:
        told = journal.entries(store, edition)
    except Refused:  # the plain copy stands in
        return None
    for some in (journal.standing(told), told):
        for entry in reversed(some):
            if entry.by == "brief" and entry.did in _BY_US and is_published(edition, entry.raw):
                return entry.text
    return None
