"""Terms are explained where they occur: the first time a text uses one, it leads to what the glossary says of it.

Works on the tokens of a post. Owns where a term is one: in running text, lists and tables, as a word of its own, in
the singular or plural. Refuses links, headings and the bold lines that are some, code, an editor's own HTML, and
footnotes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it.token import Token
from markupsafe import escape

from brief.site.dressing import raw
from brief.site.glossary import Glossary, Term

_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"(?:s|es)?(?![\w-])")
_PLURALS = ("", "s", "es")


class Explained(NamedTuple):
    """A body's tokens, and the terms that lead to the glossary from it, in their order there."""

    tokens: list[Token]
    terms: tuple[Term, ...]


def explained(tokens: Sequence[Token], glossary: Glossary, link: str) -> Explained:
    """Lead from the first occurrence of each term to its place on the glossary's page, which is at `link`."""
    finder = _Finder(glossary, link)
    made: list[Token] = []
    for token, before in zip(tokens, [None, *tokens], strict=False):
        if token.type == "footnote_block_open":
            break
        if token.type == "inline" and before is not None and not _is_heading(before):
            token.children = list(_with(token.children or [], finder))
        made.append(token)
    used = tuple(term for term in glossary.terms if term.anchor in finder.used)
    return Explained([*made, *tokens[len(made) :]], used)


class _Found(NamedTuple):
    begin: int
    end: int
    term: Term


class _Finder:
    """The terms that a text has not used yet, by the words that they begin with."""

    def __init__(self, glossary: Glossary, link: str) -> None:
        self.link, self.used = link, set[str]()
        self._by_word = _by_word(glossary)

    def first(self, text: str, begin: int) -> _Found | None:
        """The first term in a text from `begin` on; of two at one place the longer one."""
        lower = text.lower()
        if len(lower) != len(text):  # a letter that has no small one of its own: places would be others
            return None
        for word in _WORD.finditer(lower, begin):
            for form, term in self._by_word.get(word[0], ()):
                at = word.start()
                if term.anchor in self.used or lower[max(at - 1, 0) : at] in ("-", "_"):
                    continue
                ends = _ENDS.match(lower, at + len(form)) if lower.startswith(form, at) else None
                if ends:
                    self.used.add(term.anchor)
                    return _Found(at, ends.end(), term)
        return None


@lru_cache(maxsize=1)  # it is the same for every post of a site
def _by_word(glossary: Glossary) -> Mapping[str, Sequence[tuple[str, Term]]]:
    """The forms that begin with a word, the longest first, each with its term."""
    found: dict[str, list[tuple[str, Term]]] = {}
    forms = [(form, term) for term in glossary.terms for form in term.forms]
    for form, term in sorted(forms, key=lambda one: (-len(one[0]), one[0])):
        if begin := _WORD.match(form):
            for plural in _PLURALS:
                found.setdefault(begin[0] + plural, []).append((form, term))
    return found


def _is_heading(opening: Token) -> bool:
    return opening.type == "heading_open" or opening.attrGet("role") == "heading"


def _with(children: Sequence[Token], finder: _Finder) -> Iterator[Token]:
    """The children of an inline token; behind HTML of an editor's own nothing is added."""
    links, theirs = 0, False
    for child in children:
        links += child.nesting if child.type in ("link_open", "link_close") else 0
        theirs = theirs or (child.type == "html_inline" and "data-brief" not in child.content)
        if child.type == "text" and not links and not theirs:
            yield from _linked(child, finder)
        else:
            yield child


def _linked(text: Token, finder: _Finder) -> Iterator[Token]:
    """A text in pieces, each term in it a link of ours round the text's own words."""
    begin = 0
    while found := finder.first(text.content, begin):
        if found.begin > begin:
            yield _piece(text, begin, found.begin)
        href = escape(f"{finder.link}#{found.term.anchor}")
        yield raw(f'<a class="term" data-brief="wrap" href="{href}">', inline=True)
        yield _piece(text, found.begin, found.end)
        yield raw("</a>", inline=True)
        begin = found.end
    if begin < len(text.content) or not begin:
        yield _piece(text, begin, len(text.content)) if begin else text


def _piece(text: Token, begin: int, end: int) -> Token:
    piece = text.copy()
    piece.content = text.content[begin:end]
    return piece
