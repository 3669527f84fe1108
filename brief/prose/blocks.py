"""A text's lines as Markdown blocks: headings, paragraphs, list items, rows, footnotes, comments, code.

Owns the reading of lines, as close to CommonMark as prose needs. Refuses to fail: any text has blocks, and what is in
no block is white space, list marks and quote marks.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from brief.prose.marks import (
    CODE_INDENT,
    COMMENT,
    DELIMITERS,
    FENCE,
    FOOTNOTE,
    HEADING,
    HTML,
    LIST_MARK,
    QUOTE_MARKS,
    REFERENCE,
    ROW,
    RULE,
    UNDERLINE,
    blanks,
    closes,
    column,
    interrupts,
)

Kind = Literal["heading", "comment", "text", "quote", "row", "footnote", "rule", "code", "html", "other"]

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_ONE_LINE: tuple[tuple[re.Pattern[str], Kind], ...] = ((RULE, "rule"), (HEADING, "heading"), (REFERENCE, "other"))


class Place(NamedTuple):
    """One list item that a block stands in: which list, and which of the text's items."""

    list: int
    item: int


class Block(NamedTuple):
    """A run of lines that is one thing. `number` is shared by the rows of a table, else the block's own.

    The span leaves out indentation, list marks and quote marks in front; later lines of it may begin with them.
    """

    kind: Kind
    start: int
    end: int
    number: int
    nest: tuple[Place, ...] = ()


class _Line(NamedTuple):
    start: int
    text: str


class _Item(NamedTuple):
    """An open list item. What is indented as far as its `content` belongs to it."""

    place: Place
    content: int


def read(text: str) -> list[Block]:
    """The blocks of a text, in order."""
    lines = [_Line(found.start(), found[1].rstrip()) for found in _LINE.finditer(text) if found[0]]
    return list(_Reader(lines).blocks())


class _Reader:
    """Goes through the lines once; remembers the list items that are open, and the last list of each depth."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
        self.at = 0
        self.number = 0
        self.open: list[_Item] = []
        self.lists: dict[int, tuple[int, str]] = {}

    def blocks(self) -> Iterator[Block]:
        while self.at < len(self.lines):
            text = self.lines[self.at].text
            if not text:
                self.at += 1
                continue
            while self.open and column(text, blanks(text)) < self.open[-1].content:
                self.open.pop()
            yield from self._block(blanks(text))

    def _block(self, offset: int) -> Iterator[Block]:
        """The block, or the rows of the table, that begins in the present line at `offset`."""
        line = self.lines[self.at]
        content = line.text[offset:]
        mark = LIST_MARK.match(content)
        if mark and not RULE.match(content):
            offset += self._enter(line, offset, mark[0])
            if offset < len(line.text):
                yield from self._block(offset)
            else:
                self.at += 1
            return
        self._no_list_here()
        self.number += 1
        yield from self._leaf(line.start + offset, content)

    def _enter(self, line: _Line, offset: int, mark: str) -> int:
        """Open a list item; how far behind `offset` its text begins."""
        rest = line.text[offset + len(mark) :]
        depth = len(self.open)
        last, last_mark = self.lists.get(depth, (-1, ""))
        number = last if last_mark == mark[-1] else line.start + offset
        self._no_list_here()
        self.lists[depth] = (number, mark[-1])
        behind = offset + len(mark)
        content, least = column(line.text, behind + blanks(rest)), column(line.text, behind) + 1
        if not rest or content - least >= CODE_INDENT:
            content = least
        self.open.append(_Item(Place(number, line.start + offset), content))
        return len(mark) + blanks(rest)

    def _is_code(self) -> bool:
        text = self.lines[self.at].text
        return column(text, blanks(text)) >= CODE_INDENT

    def _no_list_here(self) -> None:
        """A block at this depth ends the lists of this depth and below."""
        self.lists = {depth: last for depth, last in self.lists.items() if depth < len(self.open)}

    def _leaf(self, start: int, content: str) -> Iterator[Block]:
        if not self.open and self._is_code():
            yield self._until("code", start, lambda text: column(text, blanks(text)) < CODE_INDENT)
        elif fence := FENCE.match(content):
            yield self._take("code", start, self._lines_to(lambda text: closes(text, fence[0])))
        elif COMMENT.match(content):
            one_line = "-->" in content
            yield self._take("comment", start, 1 if one_line else self._lines_to(lambda text: "-->" in text))
        elif HTML.match(content):
            yield self._until("html", start, lambda text: not text)
        elif kind := next((kind for mark, kind in _ONE_LINE if mark.match(content)), None):
            yield self._take(kind, start, 1)
        elif FOOTNOTE.match(content):
            yield self._footnote(start)
        elif self._is_table(content):
            yield from self._table(start, content)
        elif quoted := QUOTE_MARKS.match(content):
            yield from self._quote(start + quoted.end(), content[quoted.end() :])
        else:
            yield self._paragraph(start)

    def _take(self, kind: Kind, start: int, count: int) -> Block:
        """The next `count` lines are this block."""
        self.at += count
        last = self.lines[self.at - 1]
        nest = tuple(item.place for item in self.open)
        return Block(kind, start, max(start, last.start + len(last.text)), self.number, nest)

    def _until(self, kind: Kind, start: int, ends: Callable[[str], bool]) -> Block:
        below = (line.text for line in self.lines[self.at + 1 :])
        return self._take(kind, start, 1 + next((n for n, text in enumerate(below) if ends(text)), len(self._below())))

    def _lines_to(self, closes: Callable[[str], bool]) -> int:
        """How many lines there are to the one that closes, itself included; all where none does."""
        below = (line.text for line in self._below())
        return next((n for n, text in enumerate(below, start=2) if closes(text)), len(self._below()) + 1)

    def _below(self) -> list[_Line]:
        return self.lines[self.at + 1 :]

    def _footnote(self, start: int) -> Block:
        """A definition, the lines that go on with it, and its indented paragraphs."""
        count, blank = 1, False
        for n, line in enumerate(self._below(), start=2):
            content = line.text.lstrip()
            indented = column(line.text, blanks(line.text)) >= CODE_INDENT
            if content and not indented and (blank or interrupts(content)):
                break
            count = n if content else count
            blank = not content
        return self._take("footnote", start, count)

    def _is_table(self, content: str) -> bool:
        if ROW.match(content):
            return True
        below = self._below()
        return "|" in content and bool(below) and bool(DELIMITERS.match(below[0].text.strip()))

    def _table(self, start: int, content: str) -> Iterator[Block]:
        piped = content.startswith("|")
        yield self._take("row", start, 1)
        while self.at < len(self.lines):
            line = self.lines[self.at]
            content = line.text.lstrip()
            if not content or content.startswith("|") != piped or (not piped and interrupts(content)):
                return
            yield self._take("row", line.start + blanks(line.text), 1)

    def _quote(self, start: int, content: str) -> Iterator[Block]:
        """One paragraph of a quotation."""
        if not content:
            self.at += 1
            return
        count = 1
        for line in self._below():
            marks = QUOTE_MARKS.match(line.text)
            inner = line.text[marks.end() :].lstrip() if marks else ""
            if not inner or interrupts(inner) or LIST_MARK.match(inner):
                break
            count += 1
        yield self._take("quote", start, count)

    def _paragraph(self, start: int) -> Block:
        count = 1
        for line in self._below():
            content = line.text.lstrip()
            if count == 1 and not self.open and UNDERLINE.match(content):
                return self._take("heading", start, 2)
            if not content or content.startswith(">") or interrupts(content) or self._begins_an_item(line.text):
                break
            count += 1
        return self._take("text", start, count)

    def _begins_an_item(self, text: str) -> bool:
        """A number other than one begins no item below a line of text, unless the list is there already."""
        mark = LIST_MARK.match(text.lstrip())
        if not mark:
            return False
        return mark[0] in ("-", "*", "+", "1.", "1)") or any(last == mark[0][-1] for _, last in self.lists.values())
