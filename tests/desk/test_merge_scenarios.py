"""What editors do with a post, one file a case in `merge_scenarios/`: a lost word or an old figure shows here first.

A file has six parts, each ended by a line with a full stop: what happens; what we wrote; the editor's text; tonight's;
the merged text; the clashes. A post without front matter gets one. At the end of the first part, in brackets, may stand
how the editor's file is saved: crlf, bom, unended. Of what must not be merged, the fifth part is the word UNMERGED and
the sixth the sentence that says why.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from brief.desk.merge import Clash, merge
from brief.errors import Unmerged

SCENARIOS = sorted((Path(__file__).parent / "merge_scenarios").glob("*.txt"))
FRONT = '---\nlayout: post\ntitle: "A brief"\ndate: 2025-11-04\npublished: false\n---\n\n'


class Scenario(NamedTuple):
    title: str
    base: str
    mine: str
    theirs: str
    expected: str
    clashes: str

    @classmethod
    def read(cls, path: Path) -> "Scenario":
        title, *parts = re.split(r"^\.\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert len(parts) == 6, (
            f"{path.name} has {len(parts)} parts, and needs six, each ended by a line with a full stop"
        )
        assert not parts[5]
        return cls(title.strip(), *parts[:5])

    def saved(self, text: str) -> str:
        """A text as the editor's program saves it."""
        how = re.search(r"\(mine: (.*)\)$", self.title)
        for way in how[1].split(", ") if how else ():
            text = {"crlf": text.replace("\n", "\r\n"), "bom": "\ufeff" + text, "unended": text.rstrip("\n")}[way]
        return text


def whole(text: str) -> str:
    return text if text.startswith("---") else FRONT + text


def spelled(clash: Clash, above: int) -> str:
    """A clash as three lines: its line and the editor's sentence, ours, and what we had written before."""
    ours, before = clash.ours or "(dropped)", clash.before or "(new)"
    return f"{clash.line - above}: {clash.editor}\n   ours: {ours}\n   before: {before}\n"


def told(scenario: Scenario) -> tuple[str, str]:
    """The merged text, and its clashes as a scenario writes them: lines count from the first that is written there."""
    merged = merge(whole(scenario.base), scenario.saved(whole(scenario.mine)), whole(scenario.theirs))
    above = 0 if scenario.mine.startswith("---") else FRONT.count("\n")
    return merged.text, "".join(spelled(clash, above) for clash in merged.clashes)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_an_editors_case(path: Path) -> None:
    scenario = Scenario.read(path)
    if scenario.expected == "UNMERGED\n":
        with pytest.raises(Unmerged) as refused:
            told(scenario)
        assert f"{refused.value}\n" == scenario.clashes
        return
    text, clashes = told(scenario)
    assert text == scenario.saved(whole(scenario.expected))
    assert clashes == scenario.clashes


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_case_is_settled_once(path: Path) -> None:
    """After a merge, tonight's text is what we wrote last: the next change of ours is all that is new to the post."""
    scenario = Scenario.read(path)
    if scenario.expected == "UNMERGED\n":
        return
    theirs, merged = whole(scenario.theirs), scenario.saved(whole(scenario.expected))
    assert merge(theirs, merged, theirs).text == merged
    later = theirs.replace("---\n\n", "---\n\nZwölf Boxkämpfer jagen.\n\n", 1)
    again = merge(theirs, merged, later)
    assert again.clashes == ()
    assert again.poured == 0
    assert again.text.split() == [*_front(merged), "Zwölf", "Boxkämpfer", "jagen.", *_body(merged)]


def _front(post: str) -> list[str]:
    words = post.split()
    return words[: words.index("---", 1) + 1]


def _body(post: str) -> list[str]:
    return post.split()[len(_front(post)) :]


def test_there_are_enough_cases() -> None:
    assert len(SCENARIOS) >= 30
