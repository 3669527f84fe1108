"""Whole posts as they were last read and found right: a change of any word in them is seen by whoever makes it."""

import difflib
from pathlib import Path

import pytest

from golden_nights import GOLDENS, NIGHTS


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", NIGHTS)
def test_a_night_is_written_as_it_was_read(tmp_path: Path, name: str) -> None:
    golden = (GOLDENS / f"{name}.md").read_text(encoding="utf-8")
    made = NIGHTS[name](tmp_path)
    moved = list(difflib.unified_diff(golden.splitlines(), made.splitlines(), "golden", "tonight", lineterm="", n=0))
    assert moved == [], "if this is right: PYTHONPATH=tests:. python tests/golden_nights.py"
    assert made == golden


def test_every_golden_is_a_night_s() -> None:
    assert {path.stem for path in GOLDENS.iterdir()} == set(NIGHTS)


@pytest.mark.parametrize("name", NIGHTS)
def test_no_cell_of_a_table_is_empty(name: str) -> None:
    """Jekyll puts a space of its own there, and whoever reads by ear is told nothing."""
    rows = [line for line in (GOLDENS / f"{name}.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert [row for row in rows if not all(cell.strip() for cell in row.strip("|").split("|"))] == []
