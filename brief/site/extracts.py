"""What other pages and feeds take out of a post: its sections, and what it says in one piece of a thing.

Owns how a text is cut: at its main headings into sections, and these into pieces, a list item or a paragraph each; a
table is none. All links in what is taken out are absolute. Refuses to shorten a piece: what is quoted is quoted whole.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from brief.models import Receipts, as_of_text
from brief.site.markdown import inline_html, parsed, rendered

_ITEM_KINDS = ("list_item_open", "paragraph_open")
_MAIN = ("h2", "h3")
_NOT_TOLD = ("corrections", "confidence-statement", "methodology--transparency-statement")
"""Sections that speak of the brief itself."""


class Piece(NamedTuple):
    """One statement of a post, or a few that belong together."""

    section: str
    text: str
    """In plain words, to look for a name in."""
    html: str


class Section(NamedTuple):
    id: str
    """The heading's id on the post's page."""
    title: str
    html: str
    """All below the heading."""


class Printed(NamedTuple):
    """A figure as a post prints it: with its sign, where it does so anywhere."""

    figure: str
    spelled: str
    as_of: str
    """Its own time, as a receipt has it."""


class Extract(NamedTuple):
    """A post cut into what is taken out of it."""

    html: str
    """The whole of it."""
    sections: tuple[Section, ...] = ()
    pieces: tuple[Piece, ...] = ()
    figures: tuple[Printed, ...] = ()


def extract(markdown: str, address: str, receipts: Receipts | None = None) -> Extract:
    """The parts of the post at this address, and the figures it prints by its receipts."""
    tokens = parsed(markdown, address)
    whole = rendered(tokens, address)
    sections, pieces = [], []
    for id_, title, inside in _sections(tokens):
        sections.append(Section(id_, title, rendered(inside, address)))
        if id_ not in _NOT_TOLD:
            pieces += [Piece(id_, text, html) for text, html in _pieces(inside, address)]
    return Extract(whole, tuple(sections), tuple(pieces), tuple(_printed(receipts)) if receipts else ())


def _printed(receipts: Receipts) -> Iterator[Printed]:
    for one in receipts.receipts:
        if one.printed:
            signed = (spelled for spelled in one.printed if spelled.startswith(("+", "−")))
            yield Printed(one.figure, next(signed, one.printed[0]), as_of_text(one.as_of))


def told_of(pieces: Sequence[Piece], names: Sequence[str]) -> list[Piece]:
    """The pieces that name one of `names`, as a word of its own, in either case of its first letter."""
    said = "|".join(re.escape(name[:1].swapcase() + name[1:]) + "|" + re.escape(name) for name in names)
    found = re.compile(rf"(?<![\w-])(?:{said})(?![\w-])")
    rests = [name[1:] for name in names]  # a plain search first: of hundreds of pieces few name one
    return [piece for piece in pieces if any(rest in piece.text for rest in rests) and found.search(piece.text)]


def _sections(tokens: Sequence[Token]) -> Iterator[tuple[str, str, Sequence[Token]]]:
    """Each main heading's id and words, with what stands below it up to the next; not the footnotes."""
    heads = [i for i, token in enumerate(tokens) if token.type == "heading_open" and not token.level]
    heads = [i for i in heads if tokens[i].tag in _MAIN]
    end = next((i for i, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    for i, after in zip(heads, [*heads, end][1:], strict=True):
        title = "".join(part.content for part in tokens[i + 1].children or ())
        yield str(tokens[i].attrGet("id") or ""), title, tokens[i + 3 : after]


def _pieces(tokens: Sequence[Token], address: str) -> Iterator[tuple[str, str]]:
    """The words and the HTML of each list item and paragraph; an item's own parts are not told again."""
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.type in _ITEM_KINDS:
            end = _end(tokens, i)
            inside = [part for part in tokens[i:end] if part.type == "inline"]
            lines = (inline_html(part.children or (), address) for part in inside)
            yield " ".join(_words(part) for part in inside), " ".join(lines)
            i = end
        i += 1


def _end(tokens: Sequence[Token], start: int) -> int:
    closing, level = tokens[start].type.replace("_open", "_close"), tokens[start].level
    return next(i for i in range(start, len(tokens)) if tokens[i].type == closing and tokens[i].level == level)


def _words(inline: Token) -> str:
    kinds = ("text", "text_special", "code_inline")
    return "".join(
        " " if part.type in ("softbreak", "hardbreak") else part.content
        for part in inline.children or ()
        if part.type in (*kinds, "softbreak", "hardbreak")
    )
