"""A full disk and one that cannot be written: a sentence, exit 74, nothing damaged; with room again, the same bytes.

The disks are real: small file systems in memory, mounted for the test. Where nobody may mount, the tests are skipped.
"""

import errno
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from night_at import Nights
from small_site import left_behind, nights_by, small_site

from commands import is_sentence
from test_live_nights import moment

YESTERDAY, NIGHT = moment("2025-11-05 08:00:00"), moment("2025-11-06 08:00:00")
WORDS = ("nightly", "--publish")
SIZE = 32_000_000
QUICK, MANY = range(2), range(2, 26)
RECORDS = ("content/_posts/", "content/_series/", "content/_snapshots/", "content/_published/", "content/receipts/")
Count = Callable[[str, object], None]


@contextmanager
def mounted(folder: Path, *how: str) -> Iterator[Path]:
    """A file system of our own at this place, until the end of the block."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *how, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(scope="module")
def clock() -> list[datetime]:
    return [YESTERDAY]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory, clock: list[datetime]) -> Iterator[Nights]:
    with nights_by(clock, tmp_path_factory.mktemp("net")) as found:
        yield found


@pytest.fixture(scope="module")
def before(started: Nights, clock: list[datetime], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with yesterday's brief, before its night."""
    store = small_site(tmp_path_factory.mktemp("before"))
    assert started.run(YESTERDAY, *WORDS, "--root", store.root).code in (0, 10)
    clock[0] = NIGHT
    return store.root


@pytest.fixture(scope="module")
def calm(started: Nights, before: Path) -> dict[str, bytes]:
    """What the night makes of it on a disk with room."""
    root = Path(shutil.copytree(before, before.with_name("calm")))
    assert started.run(NIGHT, *WORDS, "--root", root).code in (0, 10)
    return left_behind(root)


def fill(folder: Path, room: int) -> Path:
    """Leave so many bytes on the disk."""
    ballast = folder / "ballast"
    free = shutil.disk_usage(folder).free
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free - room, 4096))
    return ballast


def refused(said: str) -> str:
    """The sentence about the disk; what the sources gave stands before it."""
    *_, last = said.strip().splitlines()
    return last


def _draft(post: bytes | None) -> bytes | None:
    """A post as it is written before it is published: where there was no room for that, it stays a draft, and whole."""
    return post and post.replace(b"\npublished: true\n", b"\npublished: false\n", 1)


def damaged(root: Path, before: Path, calm: dict[str, bytes]) -> list[str]:
    """What is neither as it was nor as the night makes it; of a record, also what is gone."""
    was, now = left_behind(before), left_behind(root)
    wrong = [
        name
        for name, data in now.items()
        if name in was.keys() | calm.keys() and data not in (was.get(name), calm.get(name), _draft(calm.get(name)))
    ]
    return wrong + [f"{name} is gone" for name in was.keys() - now.keys() if name.startswith((*RECORDS, "_site/"))]


def out_of_room(started: Nights, before: Path, calm: dict[str, bytes], folder: Path, seed: int) -> bool:
    """A night on a disk that runs out somewhere; whether it did. Then the same night with room."""
    with mounted(folder / "disk", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs") as disk:
        root = Path(shutil.copytree(before, disk / "site"))
        ballast = fill(disk, random.Random(seed).choice((0, 8, 40, 100, 200, 400, 700)) * 1024 + 4096 * seed)
        tried = started.run(NIGHT, *WORDS, "--root", root)
        short = tried.code == 74
        if short:
            assert os.strerror(errno.ENOSPC) in refused(tried.said)
            assert is_sentence(refused(tried.said)) or refused(tried.said).count(". ") == 1
        else:
            assert tried.code in (0, 10), tried.said
        assert "Traceback" not in tried.said
        assert damaged(root, before, calm) == []
        ballast.unlink()
        again = started.run(NIGHT, *WORDS, "--root", root)
        assert again.code in (0, 10), again.said
        found = left_behind(root)
        assert sorted(found.keys() ^ calm.keys()) == []
        assert [name for name, data in found.items() if calm[name] != data] == []
    return short


@pytest.mark.parametrize("seed", QUICK)
def test_a_full_disk_is_a_sentence_and_costs_nothing(
    started: Nights, before: Path, calm: dict[str, bytes], tmp_path: Path, record_property: Count, seed: int
) -> None:
    record_property("tried: nights on a full disk", int(out_of_room(started, before, calm, tmp_path, seed)))


@pytest.mark.slow
def test_wherever_it_runs_out(
    started: Nights, before: Path, calm: dict[str, bytes], tmp_path: Path, record_property: Count
) -> None:
    times = sum(out_of_room(started, before, calm, tmp_path, seed) for seed in MANY)
    assert times > len(MANY) // 3
    record_property("tried: nights on a full disk", times)


@pytest.mark.parametrize("part", ["", "content", "content/_series", "content/_posts", "_site", "_build"])
def test_a_disk_that_cannot_be_written_is_a_sentence_and_costs_nothing(
    started: Nights, before: Path, calm: dict[str, bytes], tmp_path: Path, part: str
) -> None:
    root = Path(shutil.copytree(before, tmp_path / "site"))
    place = root / part
    with mounted(place, "--bind", str(place)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
        tried = started.run(NIGHT, *WORDS, "--root", root)
        assert tried.code == 74, tried.said
        assert os.strerror(errno.EROFS) in refused(tried.said)
        assert "Traceback" not in tried.said
        assert damaged(root, before, calm) == []
    again = started.run(NIGHT, *WORDS, "--root", root)
    assert again.code in (0, 10), again.said
    assert left_behind(root) == calm


def test_a_log_on_a_full_disk_is_told_by_the_exit_code(
    started: Nights, before: Path, calm: dict[str, bytes], tmp_path: Path
) -> None:
    """Cron writes what is printed to a file. Where that is full nothing can be said, and nothing is damaged."""
    root = Path(shutil.copytree(before, tmp_path / "site"))
    assert started.run(NIGHT, *WORDS, "--root", root, output=Path("/dev/full")).code == 74
    assert damaged(root, before, calm) == []
    assert started.run(NIGHT, *WORDS, "--root", root).code in (0, 10)
    assert left_behind(root) == calm
