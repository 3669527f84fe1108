"""What a live night needs of the shapes of earlier answers, and leaves for the next one and for whoever mends a source.

Owns when `content/_shapes/` is read and written, and which answers go to `content/_drift/SOURCE/DAY/`. Refuses to keep
the same change of a source twice.
"""

from datetime import date, datetime

from brief.collect.archive import TRIED, Manifest, unpack
from brief.collect.drift import Known, Shapes, read_known, worth_keeping
from brief.collect.fixture import META, Fixture, laid_down, read_fixture
from brief.collect.runner import Collected
from brief.errors import BriefError
from brief.store import Store


def shapes_before(store: Store, day: date) -> Shapes:
    """How sources answered before the night of `day`."""
    folder = store.shape_path("any").parent
    texts = {name: store.text_if_there(folder / name) or "" for name in store.names(folder) if name.endswith(".json")}
    return Shapes(read_known(texts), day)


def learn(store: Store, shapes: Shapes, collected: Collected) -> None:
    """Remember how sources answered tonight."""
    known: Known
    for source, known in shapes.learned(collected).items():
        store.write(store.shape_path(source), known.text())


def keep_changed(store: Store, shapes: Shapes, collected: Collected, day: date, at: datetime) -> None:
    """Lay down the answers of sources that have changed, out of reach of pruning."""
    if not shapes.drifted:
        return
    shelf = store.archive(day)
    manifest = Manifest.read(shelf, TRIED)
    for source in shapes.drifted:
        entries = [entry for entry in manifest.requests if entry.source == source]
        drifts = tuple(entry.drift for entry in entries if entry.drift is not None)
        gaps = [gap for gap in collected.gaps if gap.source == source]
        if not worth_keeping(drifts, gaps) or drifts == _newest(store, source, day):
            continue
        bodies = {entry.sha256: unpack(entry, shelf) for entry in entries if entry.file}
        for name, data in laid_down(source, entries, bodies, at).items():
            store.write(store.drift_folder(source) / day.isoformat() / name, data)


def _newest(store: Store, source: str, day: date) -> tuple[object, ...]:
    """How it differed when its answers were laid down last, on another day."""
    folder = store.drift_folder(source)
    days = [name for name in store.names(folder) if name != day.isoformat()]
    text = store.text_if_there(folder / days[-1] / META) if days else None
    try:
        found: Fixture | None = read_fixture(text, META) if text else None
    except BriefError:
        return ()
    return found.drifts if found is not None else ()
