"""Taking back the last write to a post, ours or the editor's, step by step; the site follows where readers see it.

Refuses to forget what was taken back: the journal has it.
"""

from datetime import datetime
from typing import NamedTuple

from brief.desk import journal, posts, yesterday
from brief.desk.handing import move_receipts
from brief.desk.journal import Entry
from brief.desk.placing import note_found
from brief.desk.publish import build_site
from brief.desk.readers import for_readers
from brief.desk.whereabouts import successor
from brief.errors import Unknown, WrongUsage
from brief.models.base import Frozen
from brief.store import Store


class Undone(Frozen):
    """What was taken back, and what the site was built without, if it was built."""

    said: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    built: bool = False


class _Step(NamedTuple):
    """The entry that a post goes back to, and the one that is taken back; none where the post was deleted."""

    back: Entry
    taken: Entry | None

    def sentence(self, edition: str) -> str:
        if self.taken is None:
            return f"{edition} was deleted; it is back as it was in entry {self.back.n}."
        who = "the editor's" if self.taken.by == "editor" else "our own"
        return (
            f"Entry {self.taken.n} ({who}: {self.taken.did}) is taken back: "
            f"{edition} is as it was in entry {self.back.n}."
        )


def undo(store: Store, edition: str, *, at: datetime) -> Undone:
    """Give the post the text it had before the last write that is not taken back; a deleted post its last text.

    What comes back counts as the editor's words: the text of ours that it is merged with stays as it is.
    """
    said = posts.settle(store, edition, at=at)
    found = posts.read(store, edition)
    if found is not None:
        note_found(store, edition, found, at=at)
    step = _last_step(store, edition, deleted=found is None)
    said += posts.write(
        store,
        edition,
        expected=found,
        new=step.back.raw,
        did=journal.UNDO,
        at=at,
        reason=f"back to entry {step.back.n}",
        undoes=step.taken.n if step.taken else None,
    )
    shown, shows = (posts.is_published(edition, raw) for raw in (found, step.back.raw))
    if shown != shows:
        move_receipts(store, edition, shown=shows)
    if shows:
        yesterday.hand_on(store, edition, for_readers(store, edition, step.back.raw.decode()))
    else:
        yesterday.take_back(store, edition)
    left_out = build_site(store) if shown or shows else []
    return Undone(said=(*said, step.sentence(edition)), left_out=tuple(left_out), built=shown or shows)


def _last_step(store: Store, edition: str, *, deleted: bool) -> _Step:
    told = journal.standing(journal.entries(store, edition))
    if deleted:
        base = store.text_if_there(store.generated_path(edition))
        if base is not None and (new := successor(store, edition, base)):
            raise WrongUsage(f"{edition} is called {new} now; rename it back, then undo.")
    if len(told) < (1 if deleted else 2):
        raise Unknown(f"There is nothing to undo: the journal of {edition} has no earlier text.")
    return _Step(told[-1], None) if deleted else _Step(told[-2], told[-1])
