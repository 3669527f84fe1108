"""Putting a text in a post's place, with the journal telling of it: the one way any of us writes a post's file.

Owns the order of things: the text that is there goes on record, then the two are swapped, then ours goes on record. A
run that is cut off in between has lost nothing. Refuses to decide what to write.
"""

from datetime import datetime

from brief.desk import journal
from brief.errors import ChecksFailed
from brief.store import Store
from brief.write.front_matter import read_post


def read(store: Store, edition: str) -> bytes | None:
    """The post's file as it is; None where there is none."""
    return store.bytes_if_there(store.post_path(edition))


def place(
    store: Store,
    edition: str,
    *,
    expected: bytes | None,
    new: bytes,
    did: str,
    at: datetime,
    reason: str = "",
    undoes: int | None = None,
) -> bool:
    """Put `new` where `expected` is and tell the journal; False, and nothing written, where somebody saved meanwhile.

    Where both are the same, nothing is written but the record of what was found.
    """
    if expected is not None:
        note_found(store, edition, expected, at=at)
    if not store.replace_if(store.post_path(edition), expected, new):
        return False
    if new != expected:
        journal.record(store, edition, by="brief", did=did, text=new, at=at, reason=reason, undoes=undoes)
    return True


def note_found(store: Store, edition: str, raw: bytes, *, at: datetime) -> None:
    """Put the post's text on record as the editor's, unless it is what the journal leaves off with."""
    if not is_unrecorded(store, edition, raw):
        return
    if raw == store.bytes_if_there(store.generated_path(edition)):
        reason = "written before there was a journal, or by a run that was cut off"
        journal.record(store, edition, by="brief", did="night", text=raw, at=at, reason=reason)
    else:
        journal.record(store, edition, by="editor", did=journal.FOUND, text=raw, at=at)


def is_unrecorded(store: Store, edition: str, raw: bytes | None) -> bool:
    """Whether the journal leaves off with another text than this one."""
    last = journal.last(store, edition)
    return raw is not None and (last is None or last.sha256 != journal.sha256(raw))


def is_published(edition: str, raw: bytes | None) -> bool:
    """Whether the builders would show this text to readers; one that cannot be read is not shown."""
    if raw is None:
        return False
    try:
        return read_post(edition, raw.decode("utf-8", "surrogateescape")).published
    except ChecksFailed:
        return False
