"""A post's text cut losslessly into the things an editor moves and rewords: sentences, rows, headings, footnotes.

Owns what a unit is and what it stands under: section, label, item, bullet. Refuses front matter: callers cut the body.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from brief.prose.blocks import Block, Place, read
from brief.prose.marks import QUOTE_MARKS
from brief.prose.markup import plain
from brief.prose.sentences import split

__all__ = ["Kind", "Unit", "cut", "item_id", "plain"]

Kind = Literal["heading", "label", "comment", "sentence", "row", "footnote", "rule", "code", "html", "other"]

_LABEL = re.compile(r"\*\*(?=\S)(?:[^*]|\*(?!\*))+(?<=\S)\*\*(?:(?<!\\)\[\^[^\]\s\\]+\])*\Z")
_ENDS_A_SENTENCE = re.compile(r"[.!。！]\*\*")
_ITEM = re.compile(r"<!--\s*item:\s*(\S+)\s*-->")
_LEAD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__", re.DOTALL)
_FIRST_WORDS = 4


class Unit(NamedTuple):
    """One thing of a text, exactly as written, without the glue around it: `text` is what stands from `start` to `end`.

    `section` and `label` are the heading and the bold paragraph it stands under, in plain words; `item` the id of the
    `<!-- item: ID -->` it belongs to, `bullet` its list item's bold lead or first words; all empty where it has none.
    An item ends at the next item, heading, rule or label; only a label directly below the comment is the item's title.
    `block` is shared by the sentences of one paragraph and the rows of one table; `nest` names the list items it is in.
    """

    kind: Kind
    text: str
    start: int
    end: int
    line: int
    section: str = ""
    label: str = ""
    item: str = ""
    bullet: str = ""
    block: int = 0
    nest: tuple[Place, ...] = ()


class _Under(NamedTuple):
    """What the next unit stands under."""

    section: str = ""
    label: str = ""
    item: str = ""
    title_may_follow: bool = False
    bullets: tuple[tuple[int, str], ...] = ()


def cut(text: str, *, by_line: bool = True) -> list[Unit]:
    """The units of a text without front matter; it is they, joined by the glue between their spans.

    `by_line`: a short line without a full stop ends what it says; see `sentences`.
    """
    units: list[Unit] = []
    under = _Under()
    line, seen = 1, 0
    for bare in _bare_units(text, by_line=by_line):
        under = _below(under, bare)
        line, seen = line + _line_ends(text, seen, bare.start), bare.start
        bullet = dict(under.bullets)[bare.nest[-1].item] if bare.nest else ""
        units.append(bare._replace(line=line, section=under.section, label=under.label, item=under.item, bullet=bullet))
    return units


def item_id(comment: str) -> str:
    """The id in `<!-- item: ID -->`; empty for any other comment."""
    found = _ITEM.fullmatch(comment)
    return found[1] if found else ""


def _line_ends(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def _bare_units(text: str, *, by_line: bool) -> Iterator[Unit]:
    for block in read(text):
        if block.kind == "text" or block.kind == "quote":
            yield from _sentences(text, block, by_line=by_line)
        else:
            yield _unit(block.kind, text, block, block.start, block.end)


def _unit(kind: Kind, text: str, block: Block, start: int, end: int) -> Unit:
    return Unit(kind, text[start:end], start, end, line=0, block=block.number, nest=block.nest)


def _sentences(text: str, block: Block, *, by_line: bool) -> Iterator[Unit]:
    own = text[block.start : block.end]
    if not block.nest and _LABEL.match(own) and not _ENDS_A_SENTENCE.search(own):
        yield _unit("label", text, block, block.start, block.end)
        return
    if block.kind == "quote":
        own = re.sub(rf"(?<=[\r\n]){QUOTE_MARKS.pattern}", lambda marks: " " * len(marks[0]), own)
    for start, end in split(own, by_line=by_line):
        yield _unit("sentence", text, block, block.start + start, block.start + end)


def _below(above: _Under, unit: Unit) -> _Under:
    """What a unit stands under, itself included, given what the one before it stood under."""
    if unit.kind == "heading":
        under = _Under(section=plain(unit.text))
    elif unit.kind == "rule":
        under = _Under(section=above.section)
    elif unit.kind == "comment" and item_id(unit.text):
        under = above._replace(item=item_id(unit.text))
    elif unit.kind == "label":
        under = above._replace(label=plain(unit.text), item=above.item if above.title_may_follow else "")
    else:
        under = above
    title_may_follow = unit.kind == "comment" and bool(item_id(unit.text))
    return under._replace(title_may_follow=title_may_follow, bullets=_bullets(above.bullets, unit))


def _bullets(open_before: tuple[tuple[int, str], ...], unit: Unit) -> tuple[tuple[int, str], ...]:
    """The names of the list items a unit is in; the first unit of an item names it."""
    names = dict(open_before)
    return tuple((place.item, names.get(place.item) or _name(unit.text)) for place in unit.nest)


def _name(text: str) -> str:
    lead = _LEAD.match(text)
    return plain(lead[0]) if lead else " ".join(plain(text).split()[:_FIRST_WORDS])
