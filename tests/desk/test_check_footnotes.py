"""A footnote that leads nowhere, or is shown to nobody, is found in its line of the file."""

import pytest
from checking import FRONT, FRONT_LINES, Check, lines, post

from brief.desk.checks.footnotes import (
    footnote_empty,
    footnote_hidden,
    footnote_twice,
    footnote_undefined,
    footnote_unused,
    listed,
)
from brief.desk.checks.passages import told as passages

ALL = (footnote_undefined, footnote_unused, footnote_twice, footnote_empty, footnote_hidden)


@pytest.mark.parametrize(
    ("check", "body", "line", "message"),
    [
        (footnote_undefined, "Fell.[^a]\n", 1, "The footnote a is not defined."),
        (footnote_undefined, "Fell.\nSaid so[^a]: nobody.\n", 2, "The footnote a is not defined."),
        (footnote_undefined, "| Fell[^a] |\n|---|\n| 1 |\n", 1, "The footnote a is not defined."),
        (footnote_unused, "Fell.\n\n[^a]: One.\n", 3, "The footnote a is defined and never used."),
        (
            footnote_twice,
            "Fell.[^a]\n\n[^a]: One.\n\n[^a]: Two.\n",
            5,
            "The footnote a is defined twice, first in line {3}.",
        ),
        (footnote_empty, "Fell.[^a]\n\n[^a]:\n", 3, "The footnote a is empty."),
        (
            footnote_hidden,
            'Fell.\n\n<span style="display:none">[^a]</span>\n\n[^a]: One.\n',
            3,
            "The footnote a is cited only where no reader sees it.",
        ),
        (
            footnote_hidden,
            "Fell.\n\n<!-- [^a] [^b] -->\n\n[^a]: One.\n[^b]: Two.\n",
            3,
            "2 footnotes (a and b) are cited only where no reader sees it.",
        ),
    ],
)
def test_it_is_found_and_nothing_else_is(check: Check, body: str, line: int, message: str) -> None:
    case = post(FRONT + body)
    if "{" in message:
        message = message.replace("{3}", str(FRONT_LINES + 3))
    assert lines(check, case) == [(FRONT_LINES + line, message)]
    assert [other for other in ALL if other is not check and lines(other, case)] == []


@pytest.mark.parametrize(
    "body",
    [
        "Fell.[^a] Again.[^a]\n\n[^a]: One, <https://example.org/>.\n",
        "Write `[^note]` so:\n\n```\n[^other]\n```\n",
        "Fell.[^a]\n\n[^a]: One.\n    It goes on.\n",
        "Fell.[^a]\n\n[^a]: One, as in the other.[^b]\n\n[^b]: Two.\n",
        "Fell.[^a]\n\n<!-- see [^a] -->\n\n[^a]: One.\n",
        '<span style="color:black">Fell.[^a]</span>\n\n[^a]: One.\n',
        '<p style="font-size:0.9em">Fell.[^a]</p>\n\n[^a]: One.\n',
    ],
)
def test_a_text_in_order_has_no_finding(body: str) -> None:
    assert [found for check in ALL for found in lines(check, post(FRONT + body))] == []


def test_a_label_that_is_missing_is_told_once() -> None:
    assert lines(footnote_undefined, post("Fell.[^a]\nAgain.[^a]\n")) == [(1, "The footnote a is not defined.")]


def test_a_few_labels_are_listed_and_the_rest_counted() -> None:
    assert [listed(list("abcdefgh"[:n])) for n in (1, 2, 3, 6, 7, 8)] == [
        "a",
        "a and b",
        "a, b and c",
        "a, b, c, d, e and f",
        "a, b, c, d, e and 2 more",
        "a, b, c, d, e and 3 more",
    ]


@pytest.mark.parametrize(
    "body", ["Said \\[^1\\] so.\n", "[Said \\[^1\\]](https://a.example/) so.\n", "\\[^1\\]: so.\n"]
)
def test_a_mark_in_somebodys_title_is_words(body: str) -> None:
    """As the escapes write it, it leads nowhere, and nobody's title stops a night."""
    for check in ALL:
        assert list(check(post(body))) == []
    assert [told.text for told in passages(post(body))] == ["Said [^1] so." if "Said" in body else "[^1]: so."]
