"""New figures for a post that readers have: what its night comes to now, with the editor's words, as a correction.

Owns `brief correct`, the one way new figures get into a published post. Refuses a post that is not published, and a
text that a check finds wrong.
"""

from collections.abc import Mapping
from datetime import datetime

from brief.config import Config
from brief.desk import posts
from brief.desk.inspect import inspect
from brief.desk.merge import Clash, merge
from brief.desk.publish import Done, GoesWith, publish_text
from brief.errors import Unmerged, WrongUsage
from brief.models.base import Frozen
from brief.store import Store
from brief.store.staged import Staged
from brief.write.escape import clean
from brief.write.front_matter import publish as flipped


class Corrected(Frozen):
    """What became of the post, and the sentences that both sides changed, where the editor's stands."""

    said: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    written: bool = False


def refuse_uncorrectable(store: Store, edition: str, reason: str) -> None:
    """Stop before anybody is asked for anything: a draft needs no correction, and a correction needs a reason."""
    day = edition[:10]
    if not posts.is_published(edition, posts.read(store, edition)):
        raise WrongUsage(f"{edition} is not published; `brief nightly --replay {day}` brings new figures into a draft.")
    if not clean(reason):
        raise WrongUsage(f'Say why, in a sentence that readers will see: brief correct {day} --reason "..."')


def correct_post(
    store: Store, config: Config, edition: str, theirs: str, record: Mapping[str, str], *, at: datetime, reason: str
) -> Corrected:
    """Merge a night's text into its published post and publish that, if no check fails, as a correction.

    `record` are the files that belong to what `theirs` prints, by path below `content/`.
    """
    refuse_uncorrectable(store, edition, reason)
    said = posts.settle(store, edition, at=at)
    mine = store.read_text(store.post_path(edition), "post")
    base = store.text_if_there(store.generated_path(edition))
    if base is None:
        raise Unmerged(f"{edition} was left as it is: there is no text of ours that it was made from.")
    merged = merge(flipped(base), mine, flipped(theirs))
    if merged.text == mine:
        told = f"{edition} was left as it is: what its night comes to changes nothing in it."
        return Corrected(said=(*said, told), clashes=merged.clashes)
    done: Done = publish_text(
        store,
        edition,
        merged.text,
        inspect(Staged(store, record), config, edition, merged.text),
        raw=mine.encode(),
        at=at,
        reason=reason,
        goes_with=GoesWith(base=theirs, files=record),
    )
    return Corrected(said=(*said, *done.said), left_out=done.left_out, clashes=merged.clashes, written=True)
