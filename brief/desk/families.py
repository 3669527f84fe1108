"""`content/_data/pages.yaml`, read and checked: which pages about figures there are. Refuses what is no page."""

from collections.abc import Sequence

from brief.checked_yaml import read_checked
from brief.models.assets import name_of
from brief.models.family import PageList
from brief.store import Store


def page_list(store: Store) -> PageList:
    """The site folder's list; a mistake in it is `WrongUsage` with the line."""
    path = store.content / "_data" / "pages.yaml"
    text = store.text_if_there(path)
    return read_checked(text, str(path), PageList) if text is not None else PageList()


def named(assets: Sequence[str]) -> dict[str, str]:
    """The assets with their names."""
    return {asset: name_of(asset) for asset in assets}
