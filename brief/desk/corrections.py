"""The record of a published post's corrections.

Owns `content/_corrections/ID.json`. One is added, none is taken out: what never reached readers, or was undone, is
marked so and stays. A post's `last_modified_at` says up to which one readers have them. Refuses a damaged record, and
to word one (`correction_words`): a build reads the records of all posts, and words nothing.
"""

from pydantic import ValidationError

from brief.errors import Refused
from brief.models import Correction, Corrections, Post
from brief.models.base import first_place
from brief.store import Store


def read(store: Store, edition: str) -> Corrections:
    """The record of a post's corrections; empty where it has none."""
    path = store.corrections_path(edition)
    text = store.text_if_there(path)
    if text is None:
        return Corrections(edition=edition)
    try:
        return Corrections.model_validate_json(text)
    except ValidationError as damaged:
        raise Refused(
            f"The corrections of {edition} cannot be read, at {first_place(damaged)} of {path}; readers were told of "
            "them, so restore the file."
        ) from None


def shown(record: Corrections, post: Post) -> tuple[Correction, ...]:
    """The corrections that readers of this text have, newest first."""
    return tuple(
        one for one in reversed(record.corrections) if not one.undone and post.corrected and one.at <= post.corrected
    )


def with_one_more(record: Corrections, post: Post, correction: Correction) -> Corrections:
    """The record with a correction more; those that this text's readers do not have were undone, or never published."""
    known = shown(record, post)
    before = (one if one in known else one.model_copy(update={"undone": True}) for one in record.corrections)
    return Corrections(edition=record.edition, corrections=(*before, correction))


def keep(store: Store, record: Corrections) -> None:
    """Write the record of a post's corrections."""
    store.write(store.corrections_path(record.edition), record.model_dump_json(indent=1) + "\n")
