"""What a table gets on our pages beyond Jekyll's markup: scopes, signs that can be coloured, room to scroll.

Works on tokens, of posts and of the front page's table alike. Owns the rule by which everything that is ours is marked,
so that a comparison with Jekyll can take it away again: `data-brief` on an element of Jekyll's lists the attributes we
added; `data-brief="wrap"` is an element of ours round content of the post; an empty `data-brief` is ours with all it
holds. An address of the site's own, said from the page, stands whole in a `data-address`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from markdown_it.token import Token
from markupsafe import escape

_ADDRESSED = {"link_open": "href", "image": "src"}
_SIGNED = re.compile(r"(?P<sign>[+−])\$?\d")


def ours(token: Token, attributes: Mapping[str, str]) -> None:
    """Add attributes to an element of the post, marked as ours."""
    listed = str(token.attrGet("data-brief") or "").split()
    for name, value in attributes.items():
        token.attrSet(name, value)
    token.attrSet("data-brief", " ".join([*listed, *attributes]))


def brought_near(inline: Token, near: Callable[[str], str]) -> None:
    """Links and pictures of a text that lead into the site itself: `near` says an address from the page."""
    for token in inline.children or []:
        if token.type not in _ADDRESSED:
            continue
        name = _ADDRESSED[token.type]
        address = str(token.attrGet(name) or "")
        if address and (seen := near(address)) != address:
            token.attrSet(name, seen)
            ours(token, {"data-address": address})


def dressed(table: Sequence[Token], label: str, anchor: str = "") -> list[Token]:
    """A table, from its opening to its closing token, in a box of ours that scrolls by itself.

    `label` names the box for those who cannot see it, once it does scroll (`brief.js` knows when).
    """
    for token, inner in pairwise(table):
        if token.type == "th_open":
            ours(token, {"scope": "col"})
        elif token.type == "td_open" and (found := _SIGNED.match(plain(inner))):
            ours(token, {"class": "up" if found["sign"] == "+" else "down"})
    named = f' id="{escape(anchor)}"' if anchor else ""
    labelled = f' data-label="{escape(label)}"' if label else ""
    return [raw(f'<div class="scroll" data-brief="wrap"{named}{labelled}>\n'), *table, raw("</div>\n")]


def plain(inline: Token) -> str:
    """The words of an inline token, without its markup and its footnote marks."""
    return "".join(
        " " if token.type in ("softbreak", "hardbreak") else token.content
        for token in inline.children or []
        if token.type in ("text", "code_inline", "softbreak", "hardbreak")
    ).strip()


def raw(html: str, *, inline: bool = False) -> Token:
    """Markup of ours as a token."""
    return Token("html_inline" if inline else "html_block", "", 0, content=html)
