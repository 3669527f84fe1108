"""The days that have no edition and should: which they are, and why one of them stays without.

Owns `content/_data/missed_nights.yaml`, where catching up says why it could not write a brief; readers see it in the
archive, unless an editor gave a reason of his own (`missing_days.yaml`, which is never written to).
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta

from brief.checked_yaml import read_checked
from brief.errors import WrongUsage
from brief.models.base import Frozen
from brief.store import Store

FILE = "missed_nights.yaml"
NO_NIGHT = "No night was run on this day, and what its sources would have said then cannot be asked any more."
TOO_LITTLE = "The night of this day was cut off, and what it had collected is too little for a brief."
_HEAD = """\
# Days for which `brief catchup` could not write a brief, and why, in a sentence that readers see in the archive. It is
# written by that command; to give a reason of your own, use missing_days.yaml, which goes before this file.
"""


class Reasons(Frozen):
    """A file of reasons, by day."""

    days: dict[date, str] = {}


def missed(store: Store, today: date, since: date | None) -> list[date]:
    """The days before today without an edition: from `since` on, else from the last edition on."""
    have = {day for edition in store.editions() if (day := _day(edition))}
    before = [day for day in have if day < today]
    if since is None and not before:
        raise WrongUsage("There is no edition yet, so none is missing; say from when on: `brief catchup --since DAY`.")
    first = since if since is not None else max(before) + timedelta(days=1)
    if first > today:
        raise WrongUsage(f"{first} is a day to come; name one that is past.")
    days = [first + timedelta(days=n) for n in range((today - first).days)]
    return [day for day in days if day not in have]


def told(store: Store) -> Mapping[date, str]:
    """Why catching up could not write a brief, by day."""
    path = store.content / "_data" / FILE
    text = store.text_if_there(path)
    return read_checked(text, str(path), Reasons).days if text is not None else {}


def tell(store: Store, why: Mapping[date, str]) -> None:
    """Put reasons on record, beside those that are there."""
    every = {**told(store), **why}
    if why:
        lines = [f"  {day}: {json.dumps(reason, ensure_ascii=False)}\n" for day, reason in sorted(every.items())]
        store.write(store.content / "_data" / FILE, "".join([_HEAD, "days:\n", *lines]))


def _day(edition: str) -> date | None:
    try:
        return date.fromisoformat(edition[:10])
    except ValueError:
        return None
