"""Everybody reads the brief: by eye or by ear, with images or without."""

import pytest
from checking import FRONT, FRONT_LINES, lines, piece, post, said

from brief.desk.checks.accessibility import decoration, heading_levels, image, link_text


@pytest.mark.parametrize(
    ("tag", "messages"),
    [
        ('<img src="a.png" style="height:64px"/>', ["The image a.png has no alternative text."]),
        ("![](a.png)", ["The image a.png has no alternative text."]),
        (
            '<img src="https://example.org/a.png">',
            [
                "The image https://example.org/a.png has no alternative text.",
                "The image https://example.org/a.png is loaded from another site, which learns who reads this.",
            ],
        ),
        (
            "![A logo](//example.org/a.png)",
            ["The image //example.org/a.png is loaded from another site, which learns who reads this."],
        ),
        ("![A chart](/assets/charts/a.svg)", []),
        ('<img alt="" src="/a.png">', []),
        ("`![](a.png)`", []),
        ("<!-- ![](a.png) -->", []),
    ],
)
def test_an_image_has_words_and_is_ours(tag: str, messages: list[str]) -> None:
    assert said(image, f"Fell.\n\n{tag}\n") == messages


def test_an_image_is_found_in_its_line() -> None:
    assert lines(image, post(FRONT + "Fell.\n\n![](a.png)\n")) == [
        (FRONT_LINES + 3, "The image a.png has no alternative text.")
    ]


@pytest.mark.parametrize("tag", ['<div align="center">⁂</div>', "<center>Fell</center>", "<p>***</p>"])
def test_what_is_there_for_its_looks(tag: str) -> None:
    assert said(decoration, f"Fell.\n\n{tag}\n") == [f"{tag} is decoration."]


@pytest.mark.parametrize(
    "tag", ["***", "<div>Fell</div>", '<span aria-hidden="true">⁂</span>', '<p class="note">Rose</p>', "<div></div>"]
)
def test_what_says_something_or_is_hidden_from_readers_by_ear(tag: str) -> None:
    assert said(decoration, f"Fell.\n\n{tag}\n") == []


def test_no_level_of_headings_is_skipped() -> None:
    assert lines(heading_levels, piece("### One\n\n##### Two\n\n###### Three\n\n### Four\n\n#### Five\n")) == [
        (3, "“Two” is of level 5, and the heading above it of level 3.")
    ]
    assert said(heading_levels, "## One\n\n### Two\n\n```\n###### Code\n```\n\n## Three\n") == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[](https://example.org/)", "The link [](https://example.org/) has no words."),
        ("[here](https://example.org/)", "The link “here” does not say where it leads."),
        ("[Read more](/a)", "The link “Read more” does not say where it leads."),
        ("[Farside]()", "The link “Farside” leads nowhere."),
        ('<a href="/a"></a>', 'The link <a href="/a"></a> has no words.'),
    ],
)
def test_a_link_says_where_it_leads(link: str, message: str) -> None:
    assert said(link_text, f"See {link} for it.") == [message]


@pytest.mark.parametrize(
    "link",
    [
        "[Farside Investors](https://farside.co.uk/btc/)",
        "<https://example.org/>",
        '<a href="/a">Receipts</a>',
        '<a id="here"></a>',
        r"\[here](so)",
        "`[here](x)`",
    ],
)
def test_a_link_with_words(link: str) -> None:
    assert said(link_text, f"See {link} for it.") == []
