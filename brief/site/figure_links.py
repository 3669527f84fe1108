"""Each printed figure of a post leads to its receipt: the link is round the number itself, as the post spells it.

Owns which receipt a number leads to. Refuses to guess: where two figures are spelled alike and the sentence's footnotes
do not tell them apart, the number has no link, and its footnote is the way.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from brief.models import Receipts
from brief.site.templates import anchor

_ALONE = r"(?<![\w.,$+−-])(?:{})(?![\w%]|[.,]\d)"
_BREAKS = ("softbreak", "hardbreak")


class FigureLinks:
    """The figures of one post by their spelling, and where their receipts are."""

    def __init__(self, receipts: Receipts, page: str) -> None:
        """`page` is the address of the page of receipts, as the post's page links to it."""
        self._page = page
        self._found: dict[str, dict[str, frozenset[str]]] = {}
        for receipt in receipts.receipts:
            sources = frozenset(reading.source for reading in receipt.readings)
            for spelled in receipt.printed:
                self._found.setdefault(spelled, {})[receipt.figure] = sources
        longest_first = sorted(self._found, key=len, reverse=True)
        self._pattern = re.compile(_ALONE.format("|".join(map(re.escape, longest_first)) or r"(?!)"))

    def put_into(self, inline: Token) -> None:
        """Link the figures of a text, sentence by sentence; what is in a link already stays as it is."""
        made: list[Token] = []
        for line in _lines(inline.children or []):
            cited = frozenset(token.meta["label"] for token in line if token.type == "footnote_ref")
            inside = 0
            for token in line:
                inside += token.nesting if token.type in ("link_open", "link_close") else 0
                made += self._linked(token, cited) if token.type == "text" and not inside else [token]
        inline.children = made

    def _linked(self, token: Token, cited: frozenset[str]) -> Iterator[Token]:
        begin = 0
        for found in self._pattern.finditer(token.content):
            if figure := self._figure(found.group(), cited):
                yield _text(token, token.content[begin : found.start()])
                href = f"{self._page}#{anchor(figure)}"
                marked = {"class": "figure", "data-brief": "wrap", "href": href, "tabindex": "-1"}
                yield Token("link_open", "a", 1, attrs=dict(marked))
                yield _text(token, found.group())
                yield Token("link_close", "a", -1)
                begin = found.end()
        yield _text(token, token.content[begin:])

    def _figure(self, spelled: str, cited: Iterable[str]) -> str:
        """The one figure that is spelled so, of those that the sentence cites where there are several; else empty."""
        known = self._found[spelled]
        named = [figure for figure, sources in known.items() if len(known) == 1 or sources & set(cited)]
        return named[0] if len(named) == 1 else ""


def _lines(children: Sequence[Token]) -> Iterator[list[Token]]:
    """The sentences of a text: our posts have one a line."""
    line: list[Token] = []
    for token in children:
        line.append(token)
        if token.type in _BREAKS:
            yield line
            line = []
    yield line


def _text(token: Token, content: str) -> Token:
    copy = token.copy()
    copy.content = content
    return copy
