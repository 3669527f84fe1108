"""What the edition before told readers to watch: kept with a draft, handed to readers with it, read by the next night.

Owns `_generated/ID.told.json` and `_published/ID.told.json`. Readers have only what stands in the text they were given:
what an editor took out of it is not come back to. Refuses an edition that nobody published, or that was withdrawn.
"""

from datetime import date, timedelta

from pydantic import ValidationError

from brief.errors import Refused
from brief.models.base import first_place
from brief.models.told import Told
from brief.store import Store

BACK = timedelta(days=7)
"""An edition that is older is not come back to."""


def before(store: Store, day: date) -> Told | None:
    """What the last edition before `day` told, as readers have it.

    None where its record is damaged, too: the night goes on without it, and the building of the site names the file.
    """
    for back in range(1, BACK.days + 1):
        earlier = day - timedelta(days=back)
        for edition in store.told_editions():
            if edition.startswith(earlier.isoformat()):
                try:
                    return read(store, edition)
                except Refused:
                    return None
    return None


def read(store: Store, edition: str) -> Told:
    """The record of what a published edition told; a damaged one is `Refused` with the place."""
    path = store.told_path(edition, draft=False)
    return _told(edition, f"_published/{path.name}", store.read_text(path, "record of what was told"))


def _told(edition: str, file: str, text: str) -> Told:
    try:
        return Told.model_validate_json(text)
    except ValidationError as damaged:
        raise Refused(
            f"What {edition} told to watch cannot be read, at {first_place(damaged)} of {file}; "
            "restore the file, or remove it: then nothing is said of what came of it."
        ) from None


def as_readers_have_it(store: Store, edition: str, text: str) -> Told | None:
    """What this text of an edition tells of what its night found to tell; None of a post that no night wrote."""
    path = store.told_path(edition, draft=True)
    draft = store.text_if_there(path)
    if draft is None:
        return None
    told = _told(edition, f"_generated/{path.name}", draft)
    kept = tuple(watched for watched in told.watched if f"<!-- item: {watched.id} -->" in text)
    return told.model_copy(update={"watched": kept})


def hand_on(store: Store, edition: str, text: str) -> None:
    """Keep for the next night what readers of this text were told."""
    if told := as_readers_have_it(store, edition, text):
        store.write(store.told_path(edition, draft=False), told.model_dump_json(indent=1) + "\n")


def take_back(store: Store, edition: str) -> None:
    """A withdrawn edition told readers nothing."""
    store.remove(store.told_path(edition, draft=False))
