"""A night can be rebuilt byte for byte: on another machine, in another time zone, with another order of hashing."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nights import BUNDLED, SPECIMEN, configuration, files_below, new_site, specimen_site
from specimen.make import DAY, make


def unpacked(files: dict[str, bytes]) -> dict[str, bytes]:
    """Archived bodies as they were before compression, which may differ between machines."""
    return {path: gzip.decompress(data) if path.endswith(".gz") else data for path, data in files.items()}


def replay_in_a_process_of_its_own(folder: Path, day: str, zone: str, seed: str) -> dict[str, bytes]:
    environ = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C", "BRIEF_ROOT": str(folder)}
    command = [sys.executable, "-m", "brief", "nightly", "--replay", day, "--publish"]
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert run.returncode == (10 if day == DAY.isoformat() else 0), "of the specimen's sources some fail"
    return {
        path: data for path, data in files_below(folder).items() if path != ".brief.lock" and "_journal" not in path
    }


@pytest.mark.slow
def test_two_replays_in_two_time_zones_give_the_same_content_and_site(tmp_path: Path) -> None:
    east, west = new_site(tmp_path / "east"), new_site(tmp_path / "west")
    first = replay_in_a_process_of_its_own(east.root, BUNDLED.isoformat(), "Asia/Taipei", "1")
    second = replay_in_a_process_of_its_own(west.root, BUNDLED.isoformat(), "America/Los_Angeles", "4242")
    assert first == second
    assert "_site/2025/11/04/daily-crypto-market-brief/index.html" in first


@pytest.mark.slow
def test_two_replays_of_the_specimen_give_the_same_content_and_site(tmp_path: Path) -> None:
    east, west = specimen_site(tmp_path / "east"), specimen_site(tmp_path / "west")
    first = replay_in_a_process_of_its_own(east.root, DAY.isoformat(), "Pacific/Kiritimati", "7")
    second = replay_in_a_process_of_its_own(west.root, DAY.isoformat(), "Pacific/Pago_Pago", "8")
    assert first == second


def test_the_specimen_is_what_its_maker_makes(tmp_path: Path) -> None:
    made = tmp_path / "made"
    make(made, configuration(new_site(tmp_path)))
    written = {
        path: data
        for path, data in files_below(SPECIMEN).items()
        if path.startswith(("_published/", "_raw/", "_series/"))
    }
    assert unpacked(files_below(made)) == unpacked(written)


@pytest.mark.slow
def test_a_changed_archive_is_refused(tmp_path: Path) -> None:
    """One byte of one body: the night says so instead of printing from it."""
    store = new_site(tmp_path)
    folder = store.content / "_raw" / BUNDLED.isoformat()
    bodies = sorted(folder.glob("*.gz"))
    shutil.copy(bodies[0], bodies[1])
    command = [sys.executable, "-m", "brief", "nightly", "--root", str(store.root), "--replay", BUNDLED.isoformat()]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 10
    assert "the archive was changed" in run.stdout + run.stderr
