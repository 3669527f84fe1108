"""A site whose stored series begin a year ago: a night of it is written and checked in half the time."""

from pathlib import Path

from brief.store import Store
from nights import new_site

_ROWS = 250


def short_site(folder: Path) -> Store:
    """The bundled night's site with the last rows of each series."""
    store = new_site(folder)
    for path in (store.content / "_series").glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([header, *rows[-_ROWS:]]), encoding="utf-8")
    return store
