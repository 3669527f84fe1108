"""The threat model names a test for each line: one that is not there proves nothing."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "security.md").read_text("utf-8")
LINES = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| Threat")]
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


@pytest.mark.parametrize("line", LINES)
def test_each_threat_names_tests_that_are_there(line: str) -> None:
    threat, happens, proof = (cell.strip() for cell in line.strip("|").split("|"))
    assert threat
    assert happens
    named = NAMED.findall(proof)
    assert named
    assert ", ".join(f"`{file}::{test}`" for file, test in named) == proof
    for file, test in named:
        tree = ast.parse((TESTS / file).read_text("utf-8"))
        assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, f"{file}::{test}"


def test_the_page_has_threats_from_every_side() -> None:
    assert len(LINES) > 40
    assert PAGE.count("| Threat |") == PAGE.count("\n## ")
