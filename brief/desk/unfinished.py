"""What a run is about to write, and what came of it: one that is cut off anywhere is finished by the next.

Owns the plan of a run's writes (`_generated/ID.next`), kept until all of it is done, and the texts that an editor
saved in the very instant we wrote. Refuses to decide what is written.
"""

from collections.abc import Mapping
from datetime import datetime

from pydantic import ValidationError

from brief.desk import journal
from brief.desk.journal import sha256
from brief.desk.merge import merge
from brief.desk.placing import note_found, place, read
from brief.errors import Unmerged
from brief.models.base import Frozen
from brief.store import Displaced, Store


class Plan(Frozen):
    """The post's text before and after, the merge base that goes with it, and the files that are written with them."""

    before: str | None
    """The sha256 of the post we mean to replace; None where there is no post."""
    post: str
    base: str
    files: Mapping[str, str] = {}
    """By path below `content/`: the record of what the post prints."""
    did: str = "night"
    reason: str = ""


def begin(store: Store, edition: str, plan: Plan) -> None:
    """Write down what is going to happen, before anything does."""
    store.write(store.pending_path(edition), plan.model_dump_json() + "\n")


def drop(store: Store, edition: str) -> None:
    """Nothing came of it: the post is somebody else's now."""
    store.remove(store.pending_path(edition))


def finish(store: Store, edition: str, plan: Plan) -> None:
    """The post has its text: write all that goes with it. The merge base and its companions are written here only."""
    files = {store.content / name: text for name, text in plan.files.items()}
    for path, text in files.items():
        store.write(path, text)
    store.write(store.generated_path(edition), plan.base)
    for old in (store.tonight_path(edition), store.clashes_path(edition)):
        if old not in files:
            store.remove(old)
    store.remove(store.pending_path(edition))


def settle(store: Store, edition: str, *, at: datetime) -> tuple[str, ...]:
    """Finish what a run that was cut off began; bring home what an editor saved while we wrote. Says what was found."""
    kept_aside = store.displaced(store.post_path(edition))
    _finish_cut_off(store, edition, kept_aside, at)
    said = []
    for one in kept_aside:
        if one.raw == read(store, edition):
            note_found(store, edition, one.raw, at=at)
        elif not one.known and journal.recent(store, edition, sha256(one.raw)) is None:
            said += _bring_home(store, edition, one, at)
        store.let_go(one, at)
    return tuple(said)


def _finish_cut_off(store: Store, edition: str, kept_aside: list[Displaced], at: datetime) -> None:
    planned = store.text_if_there(store.pending_path(edition))
    if planned is None:
        return
    try:
        plan = Plan.model_validate_json(planned)
    except ValidationError:  # a post's bare text, as it was written here before there was a journal
        plan = Plan(before=None, post=planned, base=planned)
    if not _was_placed(store, edition, plan, kept_aside):
        drop(store, edition)
        return
    last = journal.last(store, edition)
    if last is None or last.sha256 != sha256(plan.post.encode()):
        text = plan.post.encode()
        reason = f"{plan.reason} (its run was cut off)".lstrip()
        journal.record(store, edition, by="brief", did=plan.did, text=text, at=at, reason=reason)
    finish(store, edition, plan)


def _was_placed(store: Store, edition: str, plan: Plan, kept_aside: list[Displaced]) -> bool:
    """Whether the post got the planned text before the run was cut off, though it may have been edited since."""
    raw = read(store, edition)
    found, ours = None if raw is None else sha256(raw), sha256(plan.post.encode())
    if found == ours:
        return True
    if found == plan.before or plan.before is None:
        return False
    return any(one.swapped and plan.before.startswith(one.before) and ours.startswith(one.after) for one in kept_aside)


def _bring_home(store: Store, edition: str, one: Displaced, at: datetime) -> list[str]:
    """Put on record what an editor saved while we wrote, and into the post where that holds just what we wrote.

    Says nothing where the post has what it brought in, and not what it took out: the editor went on from there.
    """
    reason = "saved while the post was written"
    entry = journal.record(store, edition, by="editor", did=journal.ASIDE, text=one.raw, at=at, reason=reason)
    text = _together(store, edition, one)
    ours = read(store, edition)
    if text is not None and place(store, edition, expected=ours, new=text, did="night", at=at, reason=reason):
        return [
            f"What was saved while {edition} was written is in it now; as saved, it is entry {entry.n} of its journal."
        ]
    if ours is not None and _is_in(one.raw, ours, journal.recent(store, edition, one.before)):
        return []
    lost = f"A text that was saved while {edition} was written is not in it: it is entry {entry.n} of its journal, and "
    return [f"{lost}`brief log {edition[:10]} {entry.n}` prints it."]


def _is_in(saved: bytes, ours: bytes, before: bytes | None) -> bool:
    """Whether the post has every line of a text, and none that was taken out of the one before it."""
    if before is None:
        return False
    lines, had, has = (set(text.split(b"\n")) for text in (saved, before, ours))
    return lines <= has and not (had - lines) & has


def _together(store: Store, edition: str, one: Displaced) -> bytes | None:
    """The post with the changes of a displaced text; None where they cannot be brought in unseen."""
    before, ours = journal.recent(store, edition, one.before), read(store, edition)
    if before is None or ours is None or not sha256(ours).startswith(one.after):
        return None
    try:
        return merge(before.decode(), one.raw.decode(), ours.decode()).text.encode()
    except (Unmerged, UnicodeDecodeError):
        return None
