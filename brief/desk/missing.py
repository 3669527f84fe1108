"""Why a day has no brief: what an editor wrote down, else what the site folder shows.

Owns the reasons: a sentence of `content/_data/missing_days.yaml`, else what catching up found (`catching`), else one of
the words that the archive spells out: `draft`, `withdrawn`, `failed`. Refuses to guess; a day of which nothing is left
has no reason.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from brief.checked_yaml import read_checked
from brief.desk import catching
from brief.desk.catching import Reasons
from brief.site.archive import missing_days
from brief.site.entries import Entry
from brief.store import Signatures, Store


def reasons(store: Store, entries: Sequence[Entry], signatures: Signatures, *, drafts: bool) -> Mapping[date, str]:
    """For each day between the first and the last brief that has none, why; only those of which anything is known."""
    shown = [entry.post.day for entry in entries if entry.post.published or drafts]
    missing = missing_days(shown)
    if not missing:
        return {}
    told = _told(store)
    published = signatures.inside(store.content / "_published", ".md")
    withheld = {entry.post.day: "withdrawn" if entry.post.id in published else "draft" for entry in entries}
    late = catching.told(store)
    failed = dict.fromkeys(signatures.inside(store.content / "_raw"), "failed")
    found = {
        day: told.get(day) or withheld.get(day) or late.get(day) or failed.get(day.isoformat(), "") for day in missing
    }
    return {day: why for day, why in found.items() if why}


def _told(store: Store) -> Mapping[date, str]:
    path = store.content / "_data" / "missing_days.yaml"
    text = store.text_if_there(path)
    return read_checked(text, str(path), Reasons).days if text is not None else {}
