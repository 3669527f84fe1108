"""Thousands of random hostile texts, in every place a text can stand: real Jekyll and we show the same."""

import random
from pathlib import Path

import pytest

from brief.site.markdown import body_html
from brief.write import escape
from hostile import HOSTILE
from jekyll_body import built_by_jekyll, canonical

PIECES = (
    *"|*_`~$^<>[](){}#!&\\\"'-+=:;.,%@/?",
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "--",
        "...",
        "]:",
        "](x)",
        "[^1]",
        "&amp;",
        "&copy",
        "1. ",
        "10) ",
        "- ",
        "> ",
        "<b>",
        "</b>",
    ),
    *("word", "BTC", "5%", "www.x.y", "https://x.y/a_b", "é", "“", "比特幣", "🚀", " ", "  ", "\t", "\u00a0", "\u2028"),
)
FRONT = "---\nlayout: post\ntitle: x\ndate: 2025-11-04\n---\n\n"
TEXTS, PER_POST = 1200, 60


def texts() -> list[str]:
    dice = random.Random(20251104)
    made: list[str] = []
    while len(made) < TEXTS:
        text = "".join(dice.choice(PIECES) for _ in range(dice.randrange(1, 14)))
        text = text if dice.random() < 0.7 else f"{dice.choice(HOSTILE)} {text}"
        if escape.clean(text).strip():
            made.append(text)
    return made


def body(some: list[str]) -> str:
    """Each text as a paragraph, a bullet with a second sentence, a bold lead, a table cell, a quotation and a note."""
    blocks = []
    for number, raw in enumerate(some):
        text = escape.text(raw)
        blocks += [
            f"{text}[^n{number}]",
            f"- **Lead**: {text}\n  “{text}” is a second sentence.",
            f"| Fund | Note |\n|:---|---:|\n| {text} | {text} |",
        ]
    notes = [f"[^n{number}]: Source: {escape.text(raw)}, <https://example.org/>." for number, raw in enumerate(some)]
    return "\n\n".join([*blocks, *notes]) + "\n"


@pytest.mark.slow
@pytest.mark.jekyll
@pytest.mark.parametrize("parser", ["GFM", "kramdown"])
def test_random_texts_come_out_alike(jekyll: str, tmp_path: Path, parser: str) -> None:
    made = texts()
    bodies = {
        f"2025-11-04-fuzz-{start}": body(made[start : start + PER_POST]) for start in range(0, len(made), PER_POST)
    }
    posts = built_by_jekyll(
        jekyll, {name: FRONT + text for name, text in bodies.items()}, tmp_path / "site", parser=parser
    )
    assert len(posts) == TEXTS // PER_POST
    for name, text in bodies.items():
        assert canonical(posts[name]["html"]) == canonical(body_html(text)), name
