"""What a killed run leaves half written: it is cleared away once, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from brief.store import Store

DIES = """
import os, signal, sys
from pathlib import Path
from brief.store import Store
store = Store(Path(sys.argv[1]))
with store.lock():
    os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
    store.write(store.content / "_series" / "a.csv", "day")
"""


@pytest.fixture
def killed(tmp_path: Path) -> Store:
    assert subprocess.run([sys.executable, "-c", DIES, str(tmp_path)], check=False).returncode < 0
    return Store(tmp_path)


def pieces(store: Store) -> list[str]:
    return sorted(path.name for path in (store.content / "_series").iterdir())


def test_the_piece_of_a_killed_run_is_gone_with_the_next(killed: Store) -> None:
    (left,) = pieces(killed)
    assert left.startswith(".a.csv.")
    with killed.lock():
        assert pieces(killed) == []


def test_what_others_keep_in_hidden_files_stays(killed: Store) -> None:
    names = [".a.csv.swp", ".a.csv.abcd1234", "a.csv~", "notes.brief-writing.md"]
    for name in names:
        (killed.content / "_series" / name).write_text("mine", encoding="utf-8")
    with killed.lock():
        assert pieces(killed) == sorted(names)


def test_nobody_looks_for_pieces_after_a_run_that_ended_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    with store.lock():
        pass
    monkeypatch.setattr(os, "walk", lambda folder: pytest.fail(f"walked through {folder}"))
    with store.lock():
        pass
