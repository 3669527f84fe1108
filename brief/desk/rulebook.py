"""The rules kept by hand in `content/_data/`: headlines, the watch list, the official calendar, days counted on.

A site folder without a file does without its part.
"""

from typing import TypeVar

from brief.checked_yaml import read_checked
from brief.desk.agenda import official_events
from brief.models.base import Frozen
from brief.models.counted import Counts
from brief.models.rules import HeadlineRules, RuleBook, WatchRules
from brief.store import Store

M = TypeVar("M", bound=Frozen)


def rule_book(store: Store) -> RuleBook:
    """The site folder's rules; a mistake in them is `WrongUsage` with file and line."""
    return RuleBook(
        headlines=_kept(store, "headlines.yaml", HeadlineRules),
        watch=_kept(store, "watch.yaml", WatchRules),
        agenda=official_events(store),
        counts=_kept(store, "counts.yaml", Counts).counts,
    )


def _kept(store: Store, name: str, model: type[M]) -> M:
    path = store.content / "_data" / name
    text = store.text_if_there(path)
    return read_checked(text, str(path), model) if text is not None else model()
