"""The site folder's `content/_data/look.yaml`, read and checked. A folder without it looks as the defaults say."""

from brief.checked_yaml import read_checked
from brief.models.look import Look
from brief.store import Store


def site_look(store: Store) -> Look:
    """The look of this site; a mistake in its file is `WrongUsage` with the line."""
    path = store.content / "_data" / "look.yaml"
    text = store.text_if_there(path)
    if text is None:
        return Look()
    return read_checked(text, str(path), Look, {"assets": frozenset(store.assets(store.signatures()))})
