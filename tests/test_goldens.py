"""Whole posts as they were last read and found right: a change of any word in them is seen by whoever makes it."""

import difflib
from pathlib import Path

import pytest

from golden_nights import GOLDENS, NIGHTS


@pytest.mark.parametrize("name", NIGHTS)
def test_a_night_is_written_as_it_was_read(tmp_path: Path, name: str) -> None:
    golden = (GOLDENS / f"{name}.md").read_text(encoding="utf-8")
    made = NIGHTS[name](tmp_path)
    moved = list(difflib.unified_diff(golden.splitlines(), made.splitlines(), "golden", "tonight", lineterm="", n=0))
    assert moved == [], "if this is right: PYTHONPATH=tests:. python tests/golden_nights.py"
    assert made == golden


def test_every_golden_is_a_night_s() -> None:
    assert {path.stem for path in GOLDENS.iterdir()} == set(NIGHTS)
