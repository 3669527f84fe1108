"""The merge on the bundled post itself: what an editor does to it at six, and the run at ten past."""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief.desk.merge import merge
from brief.desk.merge.spelling import Figure, figures, same_value
from brief.prose.units import Unit, cut
from nights import EDITION, new_site, run_replay

RANKS = {"third": "fourth", "fourth": "fifth", "four": "five", "five": "six", "three": "four", "one": "two"}


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = new_site(tmp_path_factory.mktemp("bundled"))
    run_replay(store)
    return store.post_path(EDITION).read_text(encoding="utf-8")


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def moved_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


def body(post: str) -> str:
    return post.split("\n---\n", 1)[1]


def moved_figures(unit: Unit) -> Iterator[tuple[Figure, str]]:
    """Each figure of a unit, with what late data could make of it."""
    for figure in figures(unit.text):
        digit = re.search(r"\d", figure.text)
        if figure.text.lower() in RANKS:
            new = RANKS[figure.text.lower()]
            yield figure, new.capitalize() if figure.text[0].isupper() else new
        elif digit and figure.kind != "clock" and figure.text != "0":
            at = figure.text[:-1] if figure.kind == "year" else figure.text[: digit.start()]
            old = figure.text[len(at)]
            new = "1" if figure.kind == "day" and old in "23" else str(int(old) % 8 + 1)
            yield figure, at + new + figure.text[len(at) + 1 :]


@pytest.mark.slow
@pytest.mark.parametrize("each", [3, pytest.param(1, marks=pytest.mark.slow)], ids=["of every third", "of each"])
def test_each_figure_of_a_sentence_arrives_in_a_reworded_one(post: str, each: int) -> None:
    """Every figure of the post in turn: the editor put a word into its sentence, late data moves it."""
    arrived = 0
    for unit in cut(body(post))[::each]:
        if unit.kind not in ("sentence", "label", "heading") or " " not in unit.text:
            continue
        typed = re.sub(r"(?<=[a-z]) (?=[a-z])", " reportedly ", unit.text, count=1)
        mine = post.replace(unit.text, typed)
        said = figures(unit.text)
        for figure, new in moved_figures(unit):
            ours = unit.text[: figure.start] + new + unit.text[figure.end :]
            merged = merge(post, mine, post.replace(unit.text, ours))
            if sum(same_value(figure, other) for other in said) > 1:
                assert [clash.editor for clash in merged.clashes] == [typed], "which of the two moved is a guess"
                continue
            expected = re.sub(r"(?<=[a-z]) (?=[a-z])", " reportedly ", ours, count=1)
            assert merged.clashes == ()
            assert expected in merged.text
            arrived += 1
    assert arrived > 60 / each


def test_six_in_the_morning(post: str) -> None:
    """Two sentences reworded, sections re-ordered, a bullet dropped, one written; then late data, and a new fund."""
    derivatives = re.search(r"\*\*Liquidations & Derivatives\*\*\n\n.*?\n\n", post, re.DOTALL)
    breadth = re.search(r"- \*\*Breadth\*\*: all five .*\n", post)
    assert derivatives
    assert breadth
    mine = changed(
        post,
        (derivatives[0], ""),
        ("***\n\n### Top Headlines\n", f"{derivatives[0]}***\n\n### Top Headlines\n"),
        ("lost \\$186.5 million on Nov. 3, all of it from IBIT", "bled about \\$187 million on Nov. 3 – all IBIT"),
        ("slid to 21 (Extreme Fear) from 42", "crashed to 21, “Extreme Fear”, from 42"),
        (breadth[0], ""),
        ("**Liquidations & Derivatives**\n\n", "**Liquidations & Derivatives**\n\n- Our desk counts more.\n"),
    )
    theirs = changed(
        post,
        ("\\$186.5 million", "\\$190.2 million"),
        ("slid to 21 (Extreme Fear)", "slid to 18 (Extreme Fear)"),
        ("Solana most, by 9.4%", "Solana most, by 9.9%"),
        (
            "- **Solana funds**",
            "- **Hedera funds** took in \\$2.1 million on Nov. 3.[^farside-hbar]\n- **Solana funds**",
        ),
        ("[^farside-sol]: US", "[^farside-hbar]: Hedera, Farside Investors.\n\n[^farside-sol]: US"),
    )
    merged = merge(post, mine, theirs)
    assert merged.clashes == ()
    assert merged.poured == 2
    index = (
        "- **Fear & Greed**, alternative.me’s index from 0 to 100, crashed to {}, “Extreme Fear”, from 42, its lowest"
    )
    rest = " since April 9 and its largest one-day fall since Oct. 11.[^alternative-me]"
    prose = [line for line in moved_lines(mine, merged.text) if not line[1:].startswith("| ")]
    assert prose == [
        "-- **Bitcoin funds** bled about \\$187 million on Nov. 3 – all IBIT.[^farside-btc]",
        "+- **Bitcoin funds** bled about \\$190 million on Nov. 3 – all IBIT.[^farside-btc]",
        "+- **Hedera funds** took in \\$2.1 million on Nov. 3.[^farside-hbar]",
        f"-{index.format(21)}{rest}",
        f"+{index.format(18)}{rest}",
        "+[^farside-hbar]: Hedera, Farside Investors.",
        "+",
    ]
    assert "| IBIT | −\\$190.2 million |" in merged.text
    assert "186.5" not in merged.text


def test_an_untouched_post_but_for_a_word_takes_a_whole_new_night(post: str, tmp_path: Path) -> None:
    """Everything else is tonight's, to the last character."""
    mine = changed(post, ("*Not investment advice.*", "*No advice, ever.*"))
    theirs = changed(
        "".join(re.sub(r"(?<=[\d,$])\d(?=[\d.,%]*[ |,%)])", lambda digit: str(9 - int(digit[0])), post)),
        ("### Social & Sentiment", "### Mood"),
    )
    assert theirs != post
    merged = merge(post, mine, theirs)
    assert merged.text == changed(theirs, ("*Not investment advice.*", "*No advice, ever.*"))
    assert merged.clashes == ()
