"""Readers read from the top: the gravest item stands first, under one of four words."""

import pytest
from checking import lines, piece, said

from brief.desk.checks.severity import severity_order, severity_tag


def headlines(*titles: str) -> str:
    return "### Headlines\n\n" + "".join(f"**{title}**\n\nIt was.\n\n" for title in titles)


def test_the_gravest_stands_first() -> None:
    text = headlines("1. Stream [HIGH]", "2. Balancer [CRITICAL]", "3. ETFs [HIGH]", "4. Kraken [LOW]")
    assert lines(severity_order, piece(text)) == [(7, "[HIGH], line 3, stands above [CRITICAL].")]
    in_order = headlines("1. A [CRITICAL]", "2. B [HIGH]", "3. C [HIGH]", "4. D [LOW]")
    assert said(severity_order, in_order) == []


def test_each_section_has_its_own_order() -> None:
    text = headlines("A [LOW]") + headlines("B [CRITICAL]").replace("Headlines", "Security")
    assert said(severity_order, text) == []
    assert said(severity_order, headlines("A [LOW]", "B without a word", "C [HIGH]")) == [
        "[LOW], line 3, stands above [HIGH]."
    ]


@pytest.mark.parametrize(("tag", "fix"), [("LOW/CONTEXT", "Write LOW."), ("SEVERE", "Write one of CRITICAL, HIGH")])
def test_a_word_that_does_not_exist(tag: str, fix: str) -> None:
    (found,) = severity_tag(piece(headlines(f"1. A [{tag}]")))
    assert (found.line, found.message) == (3, f"The severity [{tag}] does not exist.")
    assert found.fix.startswith(fix)


def test_the_four_words_and_other_brackets_are_no_matter() -> None:
    assert said(severity_tag, headlines("A [CRITICAL]", "[HIGH] B", "C [MEDIUM]", "D [LOW]", "E [SEC]")) == []
    assert said(severity_tag, "It was called [SEVERE] by them.\n") == []
