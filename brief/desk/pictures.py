"""An edition's charts: kept where its receipts are, shown where its post is.

Owns which files they are. `charts.json` names them, so that one which a later run no longer draws is shown to nobody.
Refuses to draw (`drawing`).
"""

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import ValidationError

from brief.errors import Refused
from brief.models.base import first_place
from brief.models.chart import Charts
from brief.store import Store
from brief.store.staged import Staged

RECORD = "charts.json"
_SHOWN = "assets/charts/"


def charts(store: Store, edition: str, *, draft: bool) -> Charts | None:
    """What an edition's charts draw; None of an edition that was written without a record of them."""
    path = store.receipts_folder(edition, draft=draft) / RECORD
    text = store.text_if_there(path)
    if text is None:
        return None
    try:
        return Charts.model_validate_json(text)
    except ValidationError as damaged:
        raise Refused(
            f"The charts of {edition} cannot be read, at {first_place(damaged)} of {path.name}; "
            f"run `brief nightly --replay {edition[:10]}` to draw them anew, or remove that file."
        ) from None


def names(store: Store, edition: str) -> frozenset[str] | None:
    """The files of the pictures that a post of this edition can show; None where nobody knows."""
    found = next(filter(None, (charts(store, edition, draft=draft) for draft in (True, False))), None)
    return None if found is None else frozenset(f"{chart.name}.svg" for chart in found.charts)


def move(store: Store, edition: str, *, shown: bool) -> None:
    """A draft's charts become the post's, or the post's a draft's again. Before what they draw is moved."""
    record = charts(store, edition, draft=shown)
    if record is None:
        return
    source, target = (store.charts_folder(edition, draft=draft) for draft in (shown, not shown))
    kept = [f"{chart.name}.svg" for chart in record.charts]
    for name in kept:
        if (picture := store.text_if_there(source / name)) is not None:
            store.write(target / name, picture)
    public = store.charts_folder(edition)
    for name in store.pictures(public):
        if not shown or name not in kept:
            store.remove(public / name)


class Shown(NamedTuple):
    """The charts of an edition that its readers get, and where they are read from."""

    record: Charts
    store: Store
    draft: bool

    @property
    def text(self) -> str:
        """The record's file."""
        folder = self.store.receipts_folder(self.record.edition, draft=self.draft)
        return self.store.read_text(folder / RECORD, "record of charts")

    def picture(self, name: str) -> bytes:
        """The file of one of them."""
        folder = self.store.charts_folder(self.record.edition, draft=self.draft)
        return self.store.read_bytes(folder / f"{name}.svg", "chart")


def shown(store: Store, edition: str, coming: Mapping[str, str] | None = None) -> Shown | None:
    """An edition's charts: those that readers have, else the draft's; None of one that has no record of any.

    `coming` is the record of a text that is being published, where that is not on disk yet: then the draft's are shown.
    """
    seen, order = (store, (False, True)) if coming is None else (Staged(store, coming), (True,))
    for draft in order:
        if record := charts(seen, edition, draft=draft):
            return Shown(record, seen, draft)
    return None
