"""The rules of the headlines, read from `content/_data/headlines.yaml`. A site folder without them prints none."""

from brief.checked_yaml import read_checked
from brief.models.rules import RuleBook
from brief.store import Store


def rule_book(store: Store) -> RuleBook:
    """The site folder's rules; a mistake in them is `WrongUsage` with file and line."""
    path = store.content / "_data" / "headlines.yaml"
    text = store.text_if_there(path)
    return read_checked(text, str(path), RuleBook) if text is not None else RuleBook()
