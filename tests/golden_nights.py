"""The posts that stand in `tests/goldens/`, and how they are made: `PYTHONPATH=tests:. python tests/golden_nights.py`
writes them anew. Read the diff before you commit it: each line of it is a line that readers get.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from nights import KEYS, configuration, new_site, run_replay, specimen_site
from specimen.make import DAY
from test_half_the_sources_fail import night

GOLDENS = Path(__file__).parent / "goldens"
OF_NEWS = ("news", "regulation", "research", "exchanges", "status", "incidents", "official", "calendar")
"""What of a source's topics is no measurement of the market."""


def asked_for(folder: Path, *topics: str) -> dict[str, int]:
    """Every source of a live night that gives something of these topics, each to fail in the same way."""
    config = configuration(specimen_site(folder), KEYS)
    asked = [source for source in config.sources if not config.usable(source)]
    return {each.id: 0 for each in asked if any(name.split(".")[0] in topics for name in each.fills)}


def bundled(folder: Path) -> str:
    store = new_site(folder)
    return store.read_text(store.post_path(run_replay(store).edition), "post")


def specimen(folder: Path) -> str:
    store = specimen_site(folder)
    return store.read_text(store.post_path(run_replay(store, DAY).edition), "post")


def without_news(folder: Path) -> str:
    store, outcome = night(folder / "night", asked_for(folder / "list", *OF_NEWS))
    return store.read_text(store.post_path(outcome.edition), "post")


NIGHTS: dict[str, Callable[[Path], str]] = {
    "bundled": bundled,
    "specimen": specimen,
    "specimen-without-news": without_news,
}

if __name__ == "__main__":
    for name, made in NIGHTS.items():
        with tempfile.TemporaryDirectory() as folder:
            (GOLDENS / f"{name}.md").write_text(made(Path(folder)), encoding="utf-8")
