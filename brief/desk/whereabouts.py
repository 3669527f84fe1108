"""Finding a post: the edition a day has, though its file is gone or unreadable, and the new name an editor gave it.

Refuses to do anything about it: a name is the editor's choice.
"""

from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher

from brief.desk.placing import read
from brief.errors import Unknown, WrongUsage
from brief.store import Store
from brief.story import edition_id

ALIKE = 0.5
"""From this share of common lines on, one text is taken for the other, edited."""


def edition_of(store: Store, day: date) -> str:
    """The edition of a day that has a post: the brief, or the only post there is."""
    missing = f"There is no post for {day} in {store.content / '_posts'}; `brief nightly` writes tonight's."
    return _edition_among(store.posts(), day, missing)


def edition_on_record(store: Store, day: date) -> str:
    """The edition of a day that has a post or a journal: the brief, or the only one there is."""
    missing = f"There is no post for {day} and no journal of one; `brief nightly` writes tonight's."
    return _edition_among(store.editions(), day, missing)


def _edition_among(known: Iterable[str], day: date, missing: str) -> str:
    editions = [edition for edition in known if edition.startswith(f"{day.isoformat()}-")]
    if edition_id(day) in editions:
        return edition_id(day)
    if len(editions) > 1:
        raise WrongUsage(f"{day} has {len(editions)} posts, {' and '.join(editions)}; rename those that are no brief.")
    if not editions:
        raise Unknown(missing)
    return editions[0]


def successor(store: Store, edition: str, base: str) -> str:
    """The post of the same day that was made from `base` and has no text of ours under its own name; empty: none."""
    lines = base.splitlines()
    likeness = {}
    for other in store.editions():
        raw = read(store, other)
        if other[:10] != edition[:10] or raw is None or store.generated_path(other).is_file():
            continue
        text = raw.decode("utf-8", "replace").splitlines()
        likeness[other] = SequenceMatcher(None, lines, text, autojunk=False).ratio()
    best = max(likeness, key=lambda other: likeness[other], default="")
    return best if best and likeness[best] >= ALIKE else ""
