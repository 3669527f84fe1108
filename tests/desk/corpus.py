"""Generated posts to try the checks on: the bundled night, the specimen, and nights with random published values."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from archives import change_bodies
from brief.collect.archive import Manifest
from brief.desk.checks import Case
from brief.desk.inspect import case_of
from brief.store import Store
from invented import Invented
from nights import BUNDLED, configuration, new_site, run_replay, specimen_site
from specimen.make import DAY as SPECIMEN_DAY

RANDOM_NIGHTS = 2


@cache
def bundled() -> Case:
    """The bundled night's untouched post with all the evidence of its night."""
    with TemporaryDirectory() as folder:
        store = new_site(Path(folder))
        return _case(store, run_replay(store).edition)


@cache
def generated() -> tuple[Case, ...]:
    """Untouched posts with all the evidence of their nights, the bundled one first."""
    with TemporaryDirectory() as folder:
        return (bundled(), *_others(Path(folder)))


def _others(folder: Path) -> Iterator[Case]:
    specimen = specimen_site(folder / "specimen")
    yield _case(specimen, run_replay(specimen, SPECIMEN_DAY).edition)
    for seed in range(RANDOM_NIGHTS):
        store = new_site(folder / str(seed))
        change_bodies(store, Manifest.read(store.archive(BUNDLED)), Invented(seed).change)
        yield _case(store, run_replay(store).edition)


def _case(store: Store, edition: str) -> Case:
    text = store.read_text(store.post_path(edition), "post")
    return case_of(store, configuration(store), edition, text)


def edited(case: Case, text: str) -> Case:
    """The same night's case with another text in its file."""
    return Case(name=case.name, text=text, day=case.day, ours=case.ours, evidence=case.evidence)
