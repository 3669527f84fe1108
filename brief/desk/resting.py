"""Which answers of the sources the editions rest on: every body that a receipt names, a draft's or a published one's.

Refuses to name any where a record of an edition is missing or damaged: what it named is not known then.
"""

from datetime import date

from pydantic import ValidationError

from brief.desk import sums
from brief.errors import BriefError, Refused
from brief.models import Receipts
from brief.models.base import first_place
from brief.store import Store

RECEIPTS = "receipts.json"


def named_bodies(store: Store) -> frozenset[str]:
    """The sums of all bodies that a receipt names."""
    found: set[str] = set()
    for draft in (True, False):
        folder = store.receipts_folder("", draft=draft)
        for edition in store.names(folder):
            path = folder / edition / RECEIPTS
            text = store.text_if_there(path)
            if text is not None:
                found |= _named(text, str(path))
    return frozenset(found)


def doubtful(store: Store, day: date) -> str:
    """Why nothing of a day's archive may go; empty where all that its editions rest on is known."""
    editions = {edition for edition in store.editions() if edition.startswith(day.isoformat())}
    for edition in sorted(editions):
        folder = store.receipts_folder(edition, draft=True)
        raw = store.bytes_if_there(folder / RECEIPTS)
        if raw is None:
            return f"{edition} has no receipts, so that nobody knows what it rests on"
        try:
            known = sums.read(store, edition)
        except BriefError as refused:
            return str(refused).removesuffix(".")
        name = (folder / RECEIPTS).relative_to(store.content).as_posix()
        if known and known.files.get(name) != sums.sum_of(raw):
            return f"the receipts of {edition} were changed since they were written"
    return ""


def _named(text: str, path: str) -> set[str]:
    try:
        told = Receipts.model_validate_json(text)
    except ValidationError as damaged:
        raise Refused(f"{path} cannot be read, at {first_place(damaged)}; nothing is pruned until it can.") from None
    read = (reading.sha256 for receipt in told.receipts for reading in receipt.readings)
    items = (item.sha256 for answer in told.answers for item in answer.items)
    return {*read, *items, *(answer.sha256 for answer in told.answers)}
