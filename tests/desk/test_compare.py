"""An editor who compares two texts must see all that differs, and nothing that does not."""

import difflib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.desk.compare import Line, diff, size

TEXTS = st.lists(st.sampled_from(["one", "two", "three 3", "three 4", "", "\r"]), max_size=30).map("\n".join)


def plain(old: str, new: str) -> list[str]:
    return [line.text for line in diff("a", old, "b", new)]


@given(TEXTS, TEXTS)
def test_it_is_the_diff_that_everybody_knows(old: str, new: str) -> None:
    """`difflib.unified_diff` has the same lines, where both texts end as texts do."""
    old, new = (text and f"{text}\n" for text in (old.replace("\r", ""), new.replace("\r", "")))
    known = difflib.unified_diff(old.split("\n")[:-1], new.split("\n")[:-1], "a", "b", lineterm="")
    # rarely it pairs lines in another way: both say as much
    assert sorted(line[0] for line in plain(old, new)) == sorted(line[0] for line in known)


@given(TEXTS, TEXTS)
def test_the_new_text_can_be_made_of_the_old_one_and_the_difference(old: str, new: str) -> None:
    lines = old.replace("\r", "␍").split("\n")
    made, at = [], 0
    for line in diff("a", old, "b", new)[2:]:
        if line.mark == "@@":
            start = re.match(r"-(\d+)(?:,(\d+))?", line.pieces[0][0])
            assert start
            first = int(start[1]) - (start[2] != "0")
            made += lines[at:first]
            at = first
        else:
            words = "".join(piece for piece, _ in line.pieces)
            if line.mark in " -":
                at += words != "\\ No newline at the end"
            if line.mark in " +" and words != "\\ No newline at the end":
                made.append(words)
    rest = lines[at:]
    assert [line for line in [*made, *rest] if line] == [line for line in new.replace("\r", "␍").split("\n") if line]


def test_the_words_that_differ_are_marked() -> None:
    *_, old, new = diff("a", "Bitcoin fell to $100 today.\n", "b", "Bitcoin fell to $99 today.\n")
    assert old == Line("-", (("Bitcoin fell to $", False), ("100", True), (" today.", False)))
    assert new == Line("+", (("Bitcoin fell to $", False), ("99", True), (" today.", False)))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a\n", "a\n", []),
        ("a\n", "a\r\n", ["-a", "+a␍"]),
        ("a\n", "a", [" a", "+\\ No newline at the end"]),
        ("", "a\n", ["+a"]),
        ("a\n", "", ["-a"]),
    ],
)
def test_line_ends_and_empty_texts_are_seen(old: str, new: str, told: list[str]) -> None:
    assert plain(old, new)[3:] == told


def test_the_size_of_a_change_is_in_lines() -> None:
    assert size("a\nb\nc\n", "a\nx\ny\n") == (2, 2)
    assert size("", "a\nb\n") == (2, 0)
    assert size("a\n", "a\n") == (0, 0)
