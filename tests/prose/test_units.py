"""What is cut wrongly is merged wrongly: an editor's bullet in the wrong section, a footnote read as a sentence."""

import doctest
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.prose import markup, sentences
from brief.prose.units import Unit, cut, item_id, plain

POST = """\
**Reconstructed.** It was put together.
This is set at 12:00 UTC.

### Market Overview

<!-- item: overview -->

Bitcoin fell.[^a]
Ether rose.

**Price Performance**

<!-- item: prices -->

| Asset | Price |
|:---|---:|
| Bitcoin | \\$103,849 |

- **Bitcoin funds** lost \\$186.5 million on Nov. 3.[^a]
  It was the fourth session.
- Ether is up by two.

**Sentiment**

Fear is back.

***

### Headlines

<!-- item: balancer-exploit -->

**1. Balancer Hacked [HIGH]**

It lost much.

**Other news**

Nothing happened.

[^a]: A source, <https://example.org/a>.
"""


def told(text: str) -> list[tuple[str, str]]:
    return [(unit.kind, unit.text) for unit in cut(text)]


def one(text: str, words: str) -> Unit:
    return next(unit for unit in cut(text) if words in unit.text)


def test_a_post_is_cut_into_what_an_editor_moves() -> None:
    assert told(POST) == [
        ("sentence", "**Reconstructed.**"),
        ("sentence", "It was put together."),
        ("sentence", "This is set at 12:00 UTC."),
        ("heading", "### Market Overview"),
        ("comment", "<!-- item: overview -->"),
        ("sentence", "Bitcoin fell.[^a]"),
        ("sentence", "Ether rose."),
        ("label", "**Price Performance**"),
        ("comment", "<!-- item: prices -->"),
        ("row", "| Asset | Price |"),
        ("row", "|:---|---:|"),
        ("row", "| Bitcoin | \\$103,849 |"),
        ("sentence", "**Bitcoin funds** lost \\$186.5 million on Nov. 3.[^a]"),
        ("sentence", "It was the fourth session."),
        ("sentence", "Ether is up by two."),
        ("label", "**Sentiment**"),
        ("sentence", "Fear is back."),
        ("rule", "***"),
        ("heading", "### Headlines"),
        ("comment", "<!-- item: balancer-exploit -->"),
        ("label", "**1. Balancer Hacked [HIGH]**"),
        ("sentence", "It lost much."),
        ("label", "**Other news**"),
        ("sentence", "Nothing happened."),
        ("footnote", "[^a]: A source, <https://example.org/a>."),
    ]


@pytest.mark.parametrize(
    ("words", "section", "label", "item", "bullet"),
    [
        ("put together", "", "", "", ""),
        ("Bitcoin fell", "Market Overview", "", "overview", ""),
        ("| Bitcoin |", "Market Overview", "Price Performance", "prices", ""),
        ("lost \\$186.5", "Market Overview", "Price Performance", "prices", "Bitcoin funds"),
        ("fourth session", "Market Overview", "Price Performance", "prices", "Bitcoin funds"),
        ("Ether is up", "Market Overview", "Price Performance", "prices", "Ether is up by"),
        ("Fear is back", "Market Overview", "Sentiment", "", ""),
        ("Balancer Hacked", "Headlines", "1. Balancer Hacked [HIGH]", "balancer-exploit", ""),
        ("lost much", "Headlines", "1. Balancer Hacked [HIGH]", "balancer-exploit", ""),
        ("Nothing happened", "Headlines", "Other news", "", ""),
    ],
)
def test_a_unit_knows_what_it_stands_under(words: str, section: str, label: str, item: str, bullet: str) -> None:
    unit = one(POST, words)
    assert (unit.section, unit.label, unit.item, unit.bullet) == (section, label, item, bullet)


def test_a_rule_ends_label_and_item_but_not_the_section() -> None:
    unit = one("### Head\n\n**Label**\n\n<!-- item: x -->\n\nA fell.\n\n***\n\nB rose.\n", "B rose")
    assert (unit.section, unit.label, unit.item) == ("Head", "", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_an_editor_counts(end: str) -> None:
    text = POST.replace("\n", end)
    lines = text.split(end)
    for unit in cut(text):
        assert unit.text.split(end)[0] in lines[unit.line - 1]


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("Title\n=====\n\nIt fell.", ["Title\n=====", "It fell."]),
        ("- A fell.\n- - -\n- B rose.", ["A fell.", "- - -", "B rose."]),
        ("```\n- no list\n\n# no heading\n```\nIt fell.", ["```\n- no list\n\n# no heading\n```", "It fell."]),
        ("<!-- one\n\ntwo -->\nIt fell.", ["<!-- one\n\ntwo -->", "It fell."]),
        ("<div>\nSome.\n</div>\n\nIt fell.", ["<div>\nSome.\n</div>", "It fell."]),
        (
            "> It fell.\n> It rose\n> again.\n>\n> Then it\n> stopped.",
            ["It fell.", "It rose\n> again.", "Then it\n> stopped."],
        ),
        (
            "[^a]: One,\n    two.\n\n    Three.\n[^b]: Four.\n\nIt fell.",
            ["[^a]: One,\n    two.\n\n    Three.", "[^b]: Four.", "It fell."],
        ),
        ("A | B\n--|--\n1 | 2\n\nIt fell.", ["A | B", "--|--", "1 | 2", "It fell."]),
        ("It fell.\n1. One fell.\n2. Two fell.", ["It fell.", "One fell.", "Two fell."]),
        ("It fell in\n2024. It rose.", ["It fell in\n2024.", "It rose."]),
        ("[a]: https://example.org\nIt fell.", ["[a]: https://example.org", "It fell."]),
        ("It fell.\n### Next", ["It fell.", "### Next"]),
        ("    code\n    more\n\nIt fell.", ["code\n    more", "It fell."]),
        ("**Will it fall?**", ["**Will it fall?**"]),
        ("-\n- A fell.", ["A fell."]),
    ],
)
def test_other_shapes_an_editor_may_use(text: str, cuts: list[str]) -> None:
    assert [unit.text for unit in cut(text)] == cuts


def test_the_sentences_of_a_paragraph_and_the_rows_of_a_table_are_one_block() -> None:
    blocks = {unit.text: unit.block for unit in cut(POST)}
    assert blocks["Bitcoin fell.[^a]"] == blocks["Ether rose."]
    assert blocks["| Asset | Price |"] == blocks["|:---|---:|"] == blocks["| Bitcoin | \\$103,849 |"]
    assert blocks["It was the fourth session."] != blocks["Ether is up by two."]


def test_nested_and_separate_lists_are_told_apart() -> None:
    units = cut("- A.\n  - B.\n  - C.\n- D.\n\nBetween.\n\n- E.\n* F.\n")
    nests = {unit.text: unit.nest for unit in units}
    lists = {text: nest[-1].list for text, nest in nests.items() if nest}
    assert lists["A."] == lists["D."]
    assert lists["B."] == lists["C."] != lists["A."]
    assert nests["B."][0] == nests["A."][0]
    assert len({lists["A."], lists["E."], lists["F."]}) == 3


def test_tabs_indent() -> None:
    units = cut("-\tA fell.\n\tIt fell much.\n\n\tIt fell more.\n")
    assert {unit.nest for unit in units} == {units[0].nest}


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        (r"**Bitcoin** fell to \$103,849.[^a][^b]", "Bitcoin fell to $103,849."),
        ("*Why it matters*: __very__ ~~much~~ `a_b`.", "Why it matters: very much a_b."),
        ("[Prices](https://example.org/a_(b)) and <https://example.org/c_d>.", "Prices and https://example.org/c_d."),
        ("dip to \\$35,000 &#124; &#123;&#123; now &#125;&#125;", "dip to $35,000 | {{ now }}"),
        (r"2 \* 3 \* 4, snake_case_name, a * b * c", "2 * 3 * 4, snake_case_name, a * b * c"),
        ("### What \\#1 did ###", "What #1 did"),
        ("**1. Balancer \\[HIGH\\]**", "1. Balancer [HIGH]"),
        ("![A chart](chart.svg) <span class='x'>shown</span><!-- hidden -->", "A chart shown"),
        ("It rose\n> again.", "It rose again."),
    ],
)
def test_plain_is_what_a_reader_sees(markdown: str, seen: str) -> None:
    assert plain(markdown) == seen


def test_only_item_comments_name_items() -> None:
    assert item_id("<!-- item: balancer-exploit -->") == "balancer-exploit"
    assert item_id("<!-- check this -->") == ""


PIECES = st.sampled_from(
    (
        *("It fell. ", "**Bold** ", "- ", "  ", "\n", "\r\n", "\r", "\n\n", "> ", "# ", "| a | b |", "|--|--|", "***"),
        *("---", "```", "<!--", "-->", "[^a]: ", "[^a]", "1. ", "2) ", "\t", "<div>", "=", "x", "\\", "。", "* ", "+"),
        *("\u2028", "\x0b"),
    )
)
GLUE = re.compile(r"(?:\s|[-*+>]|\d{1,9}[.)])*")


@given(st.lists(PIECES, max_size=30).map("".join))
def test_units_and_the_glue_between_them_are_the_text(text: str) -> None:
    at = 0
    for unit in cut(text):
        assert unit.text
        assert unit.text == text[unit.start : unit.end]
        assert GLUE.fullmatch(text[at : unit.start])
        at = unit.end
    assert GLUE.fullmatch(text[at:])


def test_the_reference_pieces_are_cut_without_loss(shared: Path) -> None:
    for path in sorted((shared / "seeds").iterdir()):
        text = path.read_text(encoding="utf-8")
        units = cut(text)
        joined = "".join(unit.text for unit in units)
        assert GLUE.fullmatch("".join(text[a.end : b.start] for a, b in itertools.pairwise(units)))
        assert len(joined) > 0.9 * len(text)


@pytest.mark.parametrize("module", [markup, sentences], ids=lambda module: module.__name__)
def test_the_examples(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed


def test_where_lines_mean_nothing_a_short_one_goes_on() -> None:
    """The merge reads a paragraph that an editor's program has half re-wrapped."""
    text = "Source: CoinGlass\nThe worst was a long position on HTX, as far as we know."
    assert [unit.text for unit in cut(text)] == text.split("\n")
    assert [unit.text for unit in cut(text, by_line=False)] == [text]
