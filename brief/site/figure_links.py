"""Each printed figure of a post leads to its receipt: the link is round the number itself, as the post spells it.

Owns which receipt a number leads to: in a sentence that of the one figure which is spelled so and whose source it
cites; in a table, which cites below itself, that of the one figure which is spelled so. Refuses to guess: where there
are two, where a number stands in somebody else's title, or is no more than a count that any sentence may hold ("21",
"first"), it has no link, and the footnote is the way.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from brief.models import Receipts
from brief.site.templates import anchor

_ALONE = r"(?<![\w.,$+−-])(?:{})(?![\w%]|[.,]\d)"
_OWN = re.compile(r"[$%]|\d[.,]\d")
"""What tells a figure's spelling from a mere count, a day or a word."""
_BREAKS = ("softbreak", "hardbreak")


class FigureLinks:
    """The figures of one post by their spelling, and where their receipts are."""

    def __init__(self, receipts: Receipts, page: str) -> None:
        """`page` is the address of the page of receipts, as the post's page links to it."""
        self._page = page
        self._found: dict[str, dict[str, frozenset[str]]] = {}
        for receipt in receipts.receipts:
            sources = frozenset(reading.source for reading in receipt.readings)
            for spelled in filter(_OWN.search, receipt.printed):
                self._found.setdefault(spelled, {})[receipt.figure] = sources
        longest_first = sorted(self._found, key=len, reverse=True)
        self._pattern = re.compile(_ALONE.format("|".join(map(re.escape, longest_first)) or r"(?!)"))

    def put_into(self, inline: Token, *, table: bool = False) -> None:
        """Link the figures of a text, sentence by sentence, or of a table's cell; a link of the text's own stays."""
        made: list[Token] = []
        for line in _lines(inline.children or []):
            cited = None if table else frozenset(token.meta["label"] for token in line if token.type == "footnote_ref")
            inside = 0
            for token in line:
                inside += token.nesting if token.type in ("link_open", "link_close") else 0
                made += self._linked(token, cited) if token.type == "text" and not inside else [token]
        inline.children = made

    def _linked(self, token: Token, cited: frozenset[str] | None) -> Iterator[Token]:
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

    def _figure(self, spelled: str, cited: frozenset[str] | None) -> str:
        """The one figure that is spelled so, of those from a source that is cited (None: of all); else empty."""
        named = [figure for figure, sources in self._found[spelled].items() if cited is None or sources & cited]
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
