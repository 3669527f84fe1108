"""The journal of a post: every text it ever had, theirs as found and ours, one file an entry.

Owns the entries of `content/_journal/EDITION/`. They are written whole, under a number nobody else can take, and never
written again; a text is kept byte for byte, also where it is no UTF-8. Refuses to know what may be written to a post.
"""

import hashlib
import itertools
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Literal

from pydantic import ValidationError

from brief.errors import Refused
from brief.models.base import Frozen, first_place
from brief.models.figures import Instant
from brief.store import Store

Author = Literal["editor", "brief"]
FOUND, ASIDE, UNDO = "found", "aside", "undo"
_RECENT = 20
"""How many entries back a text is looked for that was on record before a write."""


class Entry(Frozen):
    """One text a post had, and who brought it there.

    `did`: found (the editor's, as we found it), night, publish, unpublish, correct, undo; or aside, a text that an
    editor saved in the instant we wrote: it is on record though the post went on without it.
    """

    n: int
    at: Instant
    by: Author
    did: str
    reason: str = ""
    undoes: int | None = None
    """The entry that an undo took back."""
    sha256: str
    text: str
    """Bytes that are no UTF-8 stand in it as lone surrogates; `raw` has them as they were."""

    @property
    def raw(self) -> bytes:
        return self.text.encode("utf-8", "surrogateescape")


def sha256(raw: bytes) -> str:
    """What a text is known by."""
    return hashlib.sha256(raw).hexdigest()


def record(
    store: Store,
    edition: str,
    *,
    by: Author,
    did: str,
    text: bytes,
    at: datetime,
    reason: str = "",
    undoes: int | None = None,
) -> Entry:
    """Add an entry. Two runs that add one at the same time get two numbers."""
    n = max(store.journal_numbers(edition), default=0)
    while True:
        n += 1
        entry = Entry(
            n=n,
            at=at,
            by=by,
            did=did,
            reason=reason,
            undoes=undoes,
            sha256=sha256(text),
            text=text.decode("utf-8", "surrogateescape"),
        )
        line = json.dumps(entry.model_dump(), ensure_ascii=True, indent=1)
        if store.replace_if(store.journal_path(edition, n), None, f"{line}\n".encode("ascii")):
            return entry


def entries(store: Store, edition: str) -> list[Entry]:
    """All entries, oldest first. One that was changed since it was written is `Refused`, with its file."""
    return [numbered(store, edition, n) for n in store.journal_numbers(edition)]


def newest(store: Store, edition: str) -> Iterator[Entry]:
    """The entries that can be read, newest first; one that is damaged must not stop tonight's brief."""
    for n in reversed(store.journal_numbers(edition)):
        with suppress(Refused):
            yield numbered(store, edition, n)


def last(store: Store, edition: str) -> Entry | None:
    """The newest text the post had."""
    return next((entry for entry in newest(store, edition) if entry.did != ASIDE), None)


def recent(store: Store, edition: str, mark: str) -> bytes | None:
    """The text among the newest entries whose sha256 begins with `mark`."""
    few = itertools.islice(newest(store, edition), _RECENT)
    return next((entry.raw for entry in few if entry.sha256.startswith(mark)), None)


def standing(told: list[Entry]) -> list[Entry]:
    """The texts that were not taken back, oldest first; the last one is what the journal leaves off with."""
    left: list[Entry] = []
    for entry in told:
        if entry.did == UNDO:
            left = [one for one in left if one.n != entry.undoes]
        elif entry.did != ASIDE:
            left.append(entry)
    return left


def numbered(store: Store, edition: str, n: int) -> Entry:
    """The entry of this number; one that was changed since it was written is `Refused`, with its file."""
    path = store.journal_path(edition, n)
    damage = f"Entry {n} of the journal of {edition} was damaged{{}}; restore {path}, or move it away."
    try:
        entry = Entry.model_validate(json.loads(store.read_bytes(path, "journal entry")))
        whole = (entry.n, entry.sha256) == (n, sha256(entry.raw))
    except ValidationError as damaged:
        raise Refused(damage.format(f", at {first_place(damaged)}")) from None
    except ValueError:  # no JSON, or a text that never came from bytes
        raise Refused(damage.format("")) from None
    if not whole:
        raise Refused(damage.format(": its text is not the one that was recorded"))
    return entry
