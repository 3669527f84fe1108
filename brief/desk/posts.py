"""Who may write a post's file, and what the night makes of the one it finds.

Owns the decision: write it first, merge it, or leave it as it is with a sentence that says why. Refuses to lose a word
that an editor typed, and to touch a post that readers have.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from brief.desk import clashes, journal, unfinished
from brief.desk.journal import sha256
from brief.desk.merge import Clash, Merged, merge
from brief.desk.placing import is_published, note_found, place, read
from brief.desk.unfinished import Plan, settle
from brief.desk.whereabouts import successor
from brief.errors import Changed, ChecksFailed, Unmerged
from brief.models.base import Frozen
from brief.store import Store
from brief.style import plural
from brief.write.front_matter import read_post

__all__ = ["Kept", "hands_off", "is_published", "keep", "read", "settle", "was_withdrawn", "write"]

_TRIES = 5
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Kept(Frozen):
    """What became of a post when tonight's text came."""

    said: tuple[str, ...]
    edited: bool = False
    """It holds an editor's words."""
    clashes: tuple[Clash, ...] = ()
    """Sentences where both sides changed something; each until it is `clashes.reported`."""
    written: bool = False
    current: bool = False
    """It says what is known tonight, and its record was written with it; else both are as they were."""
    hindered: bool = False
    """Tonight's figures could not come in, though nobody meant to keep them out."""


class _Left(NamedTuple):
    """Why a post is left as it is, and whether somebody meant it so. Beside a draft, tonight's text is put down."""

    why: str
    meant: bool = False
    draft: bool = True


def write(
    store: Store,
    edition: str,
    *,
    expected: bytes | None,
    new: bytes,
    did: str,
    at: datetime,
    reason: str = "",
    undoes: int | None = None,
    plan: Plan | None = None,
) -> tuple[str, ...]:
    """Write a post that holds `expected` (None: that is not there), and tell the journal; with it all that is planned.

    Returns what there is to say of a text saved in the very instant of a write. Saved before it, it is `Changed`.
    """
    said = settle(store, edition, at=at)
    if plan:
        unfinished.begin(store, edition, plan.model_copy(update={"did": did, "reason": reason}))
    if not place(store, edition, expected=expected, new=new, did=did, at=at, reason=reason, undoes=undoes):
        if plan:
            unfinished.drop(store, edition)
        raise Changed(
            f"{edition} was saved by somebody while it was to be written; it was left as they saved it. "
            "Look at it, then run the command again."
        )
    if plan:
        unfinished.finish(store, edition, plan)
    return (*said, *settle(store, edition, at=at))


def keep(store: Store, edition: str, theirs: str, *, at: datetime, record: Mapping[str, str] = _NOTHING) -> Kept:
    """Bring tonight's text into the post, or leave the post as it is and say why.

    `record` are the files that belong to what the post then prints, by path below `content/`: they are written with the
    merge base, and only where the post got tonight's figures.
    """
    said = settle(store, edition, at=at)
    for _ in range(_TRIES):
        mine = read(store, edition)
        found = _decide(store, edition, mine, theirs)
        if isinstance(found, _Left):
            return _leave(store, edition, found, mine, theirs, said, at)
        files = {**record, **clashes.file_of(store, edition, found.clashes)}
        plan = Plan(before=None if mine is None else sha256(mine), post=found.text, base=theirs, files=files)
        if _take(store, edition, mine, plan, at):
            return _kept(store, edition, found, mine, theirs, (*said, *settle(store, edition, at=at)))
        said = (*said, *settle(store, edition, at=at))  # while the post is not ours: what was saved may be undone since
    busy = _Left(f"{edition} was left as it is: it was being saved while tonight's text was to be written.")
    return _leave(store, edition, busy, read(store, edition), theirs, said, at)


def hands_off(store: Store, edition: str) -> str:
    """Why a night need not even ask its sources: readers have the post. Else empty."""
    return _published(edition) if is_published(edition, read(store, edition)) else ""


def was_withdrawn(store: Store, edition: str) -> bool:
    """Whether readers had this draft once; only an editor publishes it again."""
    if is_published(edition, read(store, edition)):
        return False
    if is_published(edition, store.bytes_if_there(store.generated_path(edition))):
        return True
    return any(is_published(edition, entry.raw) for entry in journal.newest(store, edition))


def _decide(store: Store, edition: str, mine: bytes | None, theirs: str) -> Merged | _Left:
    base = store.text_if_there(store.generated_path(edition))
    if mine is None:
        return Merged(text=theirs) if base is None else _gone(store, edition, base)
    if is_published(edition, mine):
        return _Left(_published(edition), meant=True, draft=False)
    if mine == (theirs if base is None else base).encode():
        return Merged(text=theirs)
    try:
        text = mine.decode("utf-8", "surrogateescape")
        read_post(edition, text)
        if base is None:
            return _Left(f"{edition} was left as it is: there is no text of ours that it was made from.")
        return merge(base, text, theirs)
    except (ChecksFailed, Unmerged) as refusal:
        return _Left(f"{edition} was left as it is. {refusal}")


def _gone(store: Store, edition: str, base: str) -> _Left:
    """The post was there and is not: an editor deleted or renamed it, and knows why."""
    if new := successor(store, edition, base):
        return _Left(
            f"{edition} is called {new} now; it was left as it is. Rename it back to have tonight's figures in it.",
            meant=True,
        )
    return _Left(
        f"{edition} was deleted and is not written again. `brief undo {edition[:10]}` brings it back; "
        f"remove content/_generated/{edition}.md as well to start afresh.",
        meant=True,
    )


def _take(store: Store, edition: str, mine: bytes | None, plan: Plan, at: datetime) -> bool:
    """Write the post and what goes with it; False where somebody saved meanwhile."""
    unfinished.begin(store, edition, plan)
    if not place(store, edition, expected=mine, new=plan.post.encode(), did=plan.did, at=at):
        unfinished.drop(store, edition)
        return False
    unfinished.finish(store, edition, plan)
    return True


def _kept(store: Store, edition: str, found: Merged, mine: bytes | None, theirs: str, said: tuple[str, ...]) -> Kept:
    edited, written = found.text != theirs, found.text.encode() != mine
    if not edited:
        told = f"The post {edition} is {'written' if written else 'unchanged'}."
    elif written:
        told = f"{edition} was edited; its words stay, and tonight's changes are in it."
    else:
        told = f"{edition} was edited; its words stay, and tonight changes nothing in it."
    if found.poured:
        told += f" New figures went into {plural(found.poured, 'edited sentence')}."
    open_clashes = clashes.unreported(store, edition)
    return Kept(said=(*said, told), edited=edited, clashes=open_clashes, written=written, current=True)


def _leave(
    store: Store, edition: str, left: _Left, mine: bytes | None, theirs: str, said: tuple[str, ...], at: datetime
) -> Kept:
    why = left.why
    if left.draft:
        if mine is not None:
            note_found(store, edition, mine, at=at)
        store.write(store.tonight_path(edition), theirs)
        why += f" Tonight's text is in content/_generated/{edition}.tonight.md."
    return Kept(
        said=(*said, why),
        edited=mine is not None,
        clashes=clashes.unreported(store, edition),
        hindered=not left.meant,
    )


def _published(edition: str) -> str:
    return f"{edition} is published; it was left as it is. `brief correct {edition[:10]}` brings new figures into it."
