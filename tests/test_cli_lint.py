"""`brief check` and `brief lint` from outside: what an editor, a script and a pull request are told."""

import json
from pathlib import Path

import pytest

from brief.desk.checks import CHECKS
from brief.desk.checks.explain import page
from brief.store import Store
from commands import brief
from nights import EDITION, REPOSITORY, new_site, run_replay

WRONG = "Bitcoin fell to $103,849 (UTC+8). In March holders sold 5.05% in a month; in December they sold 5.2%.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = new_site(tmp_path_factory.mktemp("lint"))
    run_replay(store)
    return store


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a, piece.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_a_text_that_nobody_of_us_wrote_is_checked_without_a_site(text: Path, tmp_path: Path) -> None:
    told = brief("lint", text, "--root", tmp_path)
    assert told.code == 20
    assert f"{text}:1: fail (zone-on-amount): " in told.out
    assert "$103,849 (UTC+8)" in told.out


def test_findings_as_json_have_the_documented_shape(text: Path, tmp_path: Path) -> None:
    told = brief("lint", text, "--json", "--root", tmp_path)
    findings = json.loads(told.out)["findings"]
    assert findings
    for finding in findings:
        assert list(finding) == ["check", "severity", "file", "line", "sentence", "figure", "message", "fix"]
        assert finding["check"] in CHECKS
        assert (finding["file"], finding["line"]) == (str(text), 1)
        assert finding["message"]
        assert finding["fix"]


def test_findings_as_annotations_stand_at_their_line(text: Path, tmp_path: Path) -> None:
    told = brief("lint", text, "--github", "--root", tmp_path)
    lines = told.out.splitlines()
    assert any(line.startswith("::error file=") and ",line=1,title=zone-on-amount::" in line for line in lines)
    for line in lines:
        where = line.split("::")[1]
        assert "a%2C piece.txt" in where
    assert any("5.05%25 and 5.2%25" in line for line in lines)


def test_nothing_to_mend_is_said(tmp_path: Path) -> None:
    path = tmp_path / "fine.md"
    path.write_text("The market was calm.\n", encoding="utf-8")
    assert brief("lint", path, "--root", tmp_path) == (0, "one file checked: nothing to mend.\n", "")
    assert json.loads(brief("lint", path, "--json", "--root", tmp_path).out) == {"findings": []}


@pytest.mark.slow
def test_a_post_of_ours_is_checked_against_its_night(site: Store) -> None:
    path = site.post_path(EDITION)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("lost \\$186.5 million", "lost \\$185.6 million"), encoding="utf-8")
    try:
        by_day = brief("check", "2025-11-04", "--json", "--root", site.root)
        by_file = brief("lint", path, "--json", "--root", site.root)
    finally:
        path.write_text(whole, encoding="utf-8")
    assert by_day.code == by_file.code == 20
    assert json.loads(by_day.out) == json.loads(by_file.out)
    assert "number-drift" in {finding["check"] for finding in json.loads(by_day.out)["findings"]}
    assert brief("check", "2025-11-04", "--root", site.root) == (0, f"{EDITION}: nothing to mend.\n", "")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("lint",), 64, "There is nothing to check; name a file: brief lint FILE."),
        (("lint", "nowhere.md"), 66, "There is no file at nowhere.md."),
        (("check", "2025-11-09"), 66, "There is no post for 2025-11-09"),
        (("check", "yesterday"), 64, "does not match the format"),
    ],
)
def test_what_cannot_be_checked_is_a_sentence(site: Store, words: tuple[str, ...], code: int, said: str) -> None:
    told = brief(*words, "--root", site.root)
    assert told.code == code
    assert said in told.err


def test_a_text_that_is_no_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(b"One.\nCaf\xe9.\n")
    told = brief("lint", path, "--root", tmp_path)
    assert (told.code, told.err) == (20, f"{path}:2: this is not UTF-8 text; save the file as UTF-8, then run again.\n")


def test_the_page_of_checks_is_what_the_checks_say_of_themselves() -> None:
    assert (REPOSITORY / "docs" / "checks.md").read_text(encoding="utf-8") == page()
    assert brief("lint", "--explain").out == page()
