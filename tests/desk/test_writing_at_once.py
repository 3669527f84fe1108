"""An editor, two runs and the machine's power switch: whatever meets at a post's file, no word is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import at_once
import pytest
from at_once import AT, EDITION

from brief.desk import journal, posts
from brief.store import Store
from nights import REPOSITORY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="where files cannot change places, a save can be lost")
SCRIPT = Path(at_once.__file__)


def start(store: Store, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(store.root), *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )


def end(process: subprocess.Popen[str], said: str = "") -> dict[str, Any]:
    out, err = process.communicate(said)
    assert process.returncode == 0, err
    told: dict[str, Any] = json.loads(out.splitlines()[-1])
    return told


def killed(store: Store, rounds: int) -> None:
    told = end(start(store, "killed-at-random", rounds, 7))
    assert told["rounds"] == rounds
    assert told["in_between"] >= rounds // 25  # else the moments were not in the middle of anything


@pytest.mark.slow
def test_a_run_killed_at_any_moment_leaves_whole_files_and_the_next_finishes_it(tmp_path: Path) -> None:
    killed(Store(tmp_path), 10)


@pytest.mark.slow
def test_hundreds_of_killed_runs_leave_whole_files(tmp_path: Path) -> None:
    killed(Store(tmp_path), 250)


@pytest.mark.slow
@pytest.mark.parametrize(
    "work", [*(pytest.param(work, marks=pytest.mark.slow) for work in ("typed", "untouched")), "write"]
)
def test_a_run_killed_before_each_of_its_steps_is_finished_by_the_next(tmp_path: Path, work: str) -> None:
    """`typed` and `untouched`: a night, with and without an editor's words; `write`: a single write to the post."""
    told = end(start(Store(tmp_path), "killed-at-each-step", work))
    assert told["steps"] > 20


def together(runs: list[subprocess.Popen[str]]) -> list[dict[str, Any]]:
    """Let processes go at the same moment; what each has to say in the end."""
    try:
        for run in runs:
            assert run.stdout is not None
            assert run.stdout.readline() == "ready\n"
        for run in runs:
            assert run.stdin is not None
            run.stdin.write("go\n")
            run.stdin.flush()
        return [end(run) for run in runs]
    finally:
        for run in runs:
            run.kill()
            run.communicate()


def at_the_same_time(store: Store, kind: str, how: str, times: int) -> None:
    """Two runs and an editor; every word the editor saved is somewhere, and so is all that a run said it wrote."""
    at_once.night(store, 0)
    runs = [start(store, kind, "a", times), start(store, kind, "b", times), start(store, "editor", how, times)]
    *wrote, edited = together(runs)
    posts.settle(store, EDITION, at=AT)
    told = journal.entries(store, EDITION)
    texts = [at_once.read(store), *(entry.raw for entry in told)]
    words = set().union(*(text.split() for text in texts))
    assert [token for token in edited["saved"] if token.encode() not in words] == []
    assert len(edited["saved"]) == times
    ours = [entry for entry in told if entry.by == "brief" and not entry.reason]
    assert len(ours) == 1 + sum(did["done"] for did in wrote)
    assert sum(did["done"] for did in wrote) > times / 20  # else nobody met anybody
    for did in wrote:
        assert set(did.get("tokens", ())) <= {word.decode() for entry in ours for word in entry.raw.split()}
    assert store.displaced(store.post_path(EDITION)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "times", "how"), [("writer", 60, "in place"), pytest.param("nights", 10, "rename", marks=pytest.mark.slow)]
)
def test_an_editor_and_two_runs_that_write_one_post_lose_nothing(
    tmp_path: Path, kind: str, how: str, times: int
) -> None:
    at_the_same_time(Store(tmp_path), kind, how, times)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["rename", "in place"])
@pytest.mark.parametrize(("kind", "times"), [("writer", 2000), ("nights", 300)])
def test_thousands_of_writes_to_one_post_lose_nothing(tmp_path: Path, kind: str, how: str, times: int) -> None:
    at_the_same_time(Store(tmp_path), kind, how, times)
