"""What the front page shows of a brief: the first line of each list, what changed since the last one, its first table.

Owns which lines those are. Refuses a post's corrections, which are no news, what is said of a headline by its number,
which stands here without it, and footnotes, which stay with the brief.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from brief.site.dressing import dressed
from brief.site.markdown import inline_html, parsed, rendered

_KEY_LINES = 5
_ITEM = re.compile(r"<!-- item: ([a-z0-9-]+) -->\s*")
_CHANGES, _CORRECTIONS, _ACCOUNTS = "changes", "corrections", "accounts"
_WIDER = ("money", "cme", "stablecoins", "defi", "sectors", "onchain")
"""Items of the wider market: on the front page they stand behind all others."""


class Glance(NamedTuple):
    """HTML without footnotes; each part empty where the brief has nothing of the kind."""

    lines: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    table: str = ""


def glance(markdown: str) -> Glance:
    """The key lines, the changes and the table of a post."""
    tokens = parsed(markdown)
    lists = list(_lists(tokens))
    told = sorted(lists, key=lambda each: each[0] in _WIDER)
    first = (_lines(found)[:1] for item, found in told if item not in (_CHANGES, _CORRECTIONS, _ACCOUNTS))
    changes = (line for item, found in lists if item == _CHANGES for line in _lines(found))
    return Glance(tuple(line for found in first for line in found)[:_KEY_LINES], tuple(changes), _table(tokens))


def _lists(tokens: Sequence[Token]) -> list[tuple[str, Sequence[Token]]]:
    """Each outermost list with the item it belongs to: that of the comment right before it, or `corrections`."""
    found, item, heading = list[tuple[str, Sequence[Token]]](), "", ""
    for i, token in enumerate(tokens):
        if token.type == "html_block" and (named := _ITEM.fullmatch(token.content)):
            item = named[1]
            continue
        if token.type == "heading_open":
            heading = str(token.attrGet("id") or "")
        elif token.type == "bullet_list_open" and token.level == 0:
            found.append((heading if heading == _CORRECTIONS else item, tokens[i : _end(tokens, i)]))
        if token.level == 0:
            item = ""
    return found


def _end(tokens: Sequence[Token], start: int) -> int:
    rest = range(start, len(tokens))
    return next(n for n in rest if tokens[n].type == "bullet_list_close" and tokens[n].level == 0)


def _lines(found: Sequence[Token]) -> list[str]:
    """The first line of each outermost item of a list."""
    lines, due = [], False
    for token in found:
        if token.type == "list_item_open" and token.level == 1:
            due = True
        elif token.type == "inline" and due:
            lines.append(_first_line(token))
            due = False
    return [line for line in lines if line]


def _first_line(item: Token) -> str:
    children = item.children or []
    end = next((i for i, token in enumerate(children) if token.type in ("softbreak", "hardbreak")), len(children))
    if sum(token.nesting for token in children[:end]):  # a bold run or a link goes on over the line's end
        end = len(children)
    return inline_html(children[:end])


def _table(tokens: Sequence[Token]) -> str:
    start = next((i for i, token in enumerate(tokens) if token.type == "table_open"), None)
    if start is None:
        return ""
    end = next(i for i, token in enumerate(tokens) if i > start and token.type == "table_close")
    table = dressed(tokens[start : end + 1], "At a glance")
    return "".join(
        inline_html(token.children or ()) if token.type == "inline" else rendered([token]) for token in table
    )
