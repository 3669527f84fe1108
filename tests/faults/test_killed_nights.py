"""A night that is killed at any moment and run again: it ends as one that nobody disturbed, and readers notice nothing.

SIGKILL, so that nothing is tidied up: half of them at a random time, half before a random step that touches the disk,
some several times in a row. A reader goes round the served site all the while.
"""

import random
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from night_at import LEFT, NEVER, Nights
from small_site import left_behind, nights_by, small_site

from brief.desk import journal
from brief.store import Store
from nights import files_below
from test_live_nights import moment

YESTERDAY, EVENING, NIGHT = moment("2025-11-05 08:00:00"), moment("2025-11-06 01:00:00"), moment("2025-11-06 08:00:00")
EDITION = "2025-11-06-daily-crypto-market-brief"
MINE = "Nobody in this office has slept."
KILLS, QUICK = 200, 4
MOST_IN_A_ROW = 5
_LINK = re.compile(rb'(?:href|src)="https://[^/"]+(/[^"#?]*)')
_ENDS = {".html": b"</html>", ".xml": b">", ".css": b"}", ".json": b"}"}


class Scene(NamedTuple):
    """A site before its night, and what the night makes of it where nobody disturbs it."""

    name: str
    before: Path
    words: tuple[str, ...]
    after: dict[str, bytes]
    texts: set[str]
    """The texts that its journal has."""
    seconds: float
    steps: int


@pytest.fixture(scope="module")
def clock() -> list[datetime]:
    return [YESTERDAY]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory, clock: list[datetime]) -> Iterator[Nights]:
    with nights_by(clock, tmp_path_factory.mktemp("net")) as found:
        yield found


@pytest.fixture(scope="module")
def scenes(started: Nights, clock: list[datetime], tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    """A night that publishes its brief; and one that finds a draft of the evening, which an editor has changed."""
    folder = tmp_path_factory.mktemp("scenes")
    store = small_site(folder)
    assert started.run(YESTERDAY, "nightly", "--publish", "--root", store.root).code in (0, 10)
    clock[0] = EVENING
    edited = _edited(started, store.root)
    clock[0] = NIGHT
    return [_scene(started, "new", store.root, "--publish"), _scene(started, "edited", edited)]


def _edited(started: Nights, fresh: Path) -> Path:
    store = Store(Path(shutil.copytree(fresh, fresh.with_name("edited"))))
    assert started.run(EVENING, "nightly", "--root", store.root).code in (0, 10)
    path = store.post_path(EDITION)
    path.write_text(path.read_text(encoding="utf-8").replace("\n\n### ", f"\n\n{MINE}\n\n### ", 1), encoding="utf-8")
    assert MINE in path.read_text(encoding="utf-8")
    return store.root


def _scene(started: Nights, name: str, before: Path, *more: str) -> Scene:
    calm = Path(shutil.copytree(before, before.with_name(f"calm-{name}")))
    words = ("nightly", *more)
    since = time.monotonic()
    done = started.run(NIGHT, *words, "--root", calm, dies_at=NEVER)
    seconds = time.monotonic() - since
    assert done.code in (0, 10), done.said
    steps = NEVER - int(done.said.rpartition(LEFT)[2])
    return Scene(name, before, words, left_behind(calm), _texts(calm), seconds, steps)


def _texts(root: Path) -> set[str]:
    store = Store(root)
    return {entry.sha256 for edition in store.editions() for entry in journal.entries(store, edition)}


class Reader(threading.Thread):
    """Goes round the served site: the front page, and every page and file of the site that it leads to."""

    def __init__(self, site: Path) -> None:
        super().__init__(daemon=True)
        self.site, self.wrong, self.rounds = site, list[str](), 0
        self.may_read, self.over = threading.Lock(), False

    def run(self) -> None:
        while not self.over:
            with self.may_read:
                self.wrong += self._round()
                self.rounds += 1
            threading.Event().wait(0.005)

    def _round(self) -> Iterator[str]:
        front = self._bytes("/")
        for link in sorted({"/", *(found.decode() for found in _LINK.findall(front or b""))}):
            found = self._bytes(link)
            if found is None and self._bytes("/") == front:
                yield f"{link} is linked and is not there"
            elif found is not None and not self._is_whole(link, found):
                yield f"{link} is half a file"

    def _bytes(self, link: str) -> bytes | None:
        path = self.site / link.lstrip("/")
        try:
            return (path / "index.html" if link.endswith("/") else path).read_bytes()
        except FileNotFoundError:
            return None

    def _is_whole(self, link: str, found: bytes) -> bool:
        return found.rstrip().endswith(_ENDS.get(".html" if link.endswith("/") else Path(link).suffix, b""))


def killed_and_run_again(started: Nights, scene: Scene, root: Path, chance: random.Random, times: int) -> list[str]:
    """What is wrong after a night was killed so many times and then left alone."""
    for _ in range(times):
        if chance.random() < 0.5:
            started.run(NIGHT, *scene.words, "--root", root, dies_at=chance.randint(1, scene.steps - 1))
        else:
            night = started.start(NIGHT, *scene.words, "--root", root)
            threading.Event().wait(chance.uniform(0, scene.seconds))
            night.kill()
            night.wait()
    done = started.run(NIGHT, *scene.words, "--root", root)
    found, wrong = left_behind(root), []
    if done.code not in (0, 10) or "Traceback" in done.said:
        wrong.append(f"it ended with {done.code}: {done.said[-2000:]}")
    wrong += [f"{name} is missing" for name in scene.after.keys() - found.keys()]
    wrong += [f"{name} was left behind" for name in found.keys() - scene.after.keys()]
    wrong += [f"{name} is another" for name, data in found.items() if scene.after.get(name, data) != data]
    if lost := scene.texts - _texts(root):
        wrong.append(f"the journal lost {lost}")
    return wrong


Count = Callable[[str, object], None]


def _killed(started: Nights, scene: Scene, root: Path, kills: int, seed: int) -> None:
    chance, left, wrong = random.Random(seed), kills, list[str]()
    reader = Reader(root / "_site")
    shutil.copytree(scene.before, root)
    reader.start()
    while left:
        times = min(chance.randint(1, MOST_IN_A_ROW), left)
        left -= times
        wrong += killed_and_run_again(started, scene, root, chance, times)
        with reader.may_read:
            shutil.rmtree(root)
            shutil.copytree(scene.before, root)
    reader.over = True
    reader.join()
    assert reader.rounds > kills
    assert not (wrong or reader.wrong), "\n".join(sorted({*wrong, *reader.wrong}))


def test_what_an_earlier_night_and_an_editor_wrote_is_in_the_undisturbed_night(scenes: list[Scene]) -> None:
    """Else it would be no wonder that nothing of it is lost."""
    new, edited = scenes
    assert f"_site/{YESTERDAY:%Y/%m/%d}/daily-crypto-market-brief/index.html" in new.after
    assert f"_site/{NIGHT:%Y/%m/%d}/daily-crypto-market-brief/index.html" in new.after
    assert MINE.encode() in edited.after[f"content/_posts/{EDITION}.md"]
    for scene in scenes:
        for name, data in files_below(scene.before / "content" / "_series").items():
            assert scene.after[f"content/_series/{name}"].startswith(data)


@pytest.mark.parametrize("which", [0, 1])
def test_a_night_that_was_killed_is_made_up_for(
    started: Nights, scenes: list[Scene], tmp_path: Path, record_property: Count, which: int
) -> None:
    _killed(started, scenes[which], tmp_path / "site", QUICK, seed=which)
    record_property("tried: nights killed at a random moment", QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_so_are_two_hundred(
    started: Nights, scenes: list[Scene], tmp_path: Path, record_property: Count, seed: int
) -> None:
    _killed(started, scenes[seed % 2], tmp_path / "site", KILLS // 4, seed=10 + seed)
    record_property("tried: nights killed at a random moment", KILLS // 4)
