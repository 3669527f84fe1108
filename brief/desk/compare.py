"""What changed between two texts of a post, by line and within the line by word. Pure but for reading the texts.

Owns which text a post may be compared with. Refuses to lay anything out.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from brief.desk.placing import read
from brief.desk.published import last_published
from brief.errors import Unknown
from brief.store import Store

Against = Literal["generated", "previous", "published"]
AGAINST: tuple[Against, ...] = ("generated", "previous", "published")
Mark = Literal["---", "+++", "@@", " ", "-", "+"]
_CONTEXT = 3
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Line(NamedTuple):
    """A line of a unified diff in pieces; a piece that is true is what changed within the line."""

    mark: Mark
    pieces: tuple[tuple[str, bool], ...]

    @property
    def head(self) -> str:
        """What stands before the line."""
        return f"{self.mark} " if self.mark in ("---", "+++", "@@") else self.mark

    @property
    def text(self) -> str:
        return self.head + "".join(piece for piece, _ in self.pieces)


class Size(NamedTuple):
    """How many lines came and how many went."""

    added: int
    removed: int


def other_text(store: Store, edition: str, against: Against) -> tuple[str, str]:
    """The name and the text that a post is compared with."""
    if against == "generated":
        ours = store.text_if_there(store.generated_path(edition))
        if ours is None:
            raise Unknown(f"There is no text of ours for {edition}: it was written by hand, or its base was removed.")
        return f"_generated/{edition}.md", ours
    if against == "previous":
        before = [other for other in store.editions() if other[:10] < edition[:10] and read(store, other) is not None]
        alike = [other for other in before if other[10:] == edition[10:]] or before
        if not alike:
            raise Unknown(f"There is no post before {edition} to compare it with.")
        return f"_posts/{alike[-1]}.md", shown(read(store, alike[-1]) or b"")
    readers = last_published(store, edition, shown(read(store, edition) or b""))
    if readers is None:
        raise Unknown(f"{edition} was never published; `brief publish {edition[:10]}` publishes it.")
    return f"_published/{edition}.md", readers


def shown(raw: bytes) -> str:
    """A text for showing: bytes that are no UTF-8 become marks."""
    return raw.decode("utf-8", "replace")


def diff(old_name: str, old: str, new_name: str, new: str) -> list[Line]:
    """A unified diff, front matter and all; empty where the two are the same, line ends and all."""
    if old == new:
        return []
    before, after = _lines(old), _lines(new)
    found = [_plain("---", old_name), _plain("+++", new_name)]
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        span = f"-{_span(first[1], last[2])} +{_span(first[3], last[4])} @@"
        found.append(_plain("@@", span))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                found += [_plain(" ", line) for line in before[i1:i2]]
            else:
                found += _changed(before[i1:i2], after[j1:j2])
    return found


def size(old: str, new: str) -> Size:
    """How many lines one text has that the other has not."""
    before, after = _lines(old), _lines(new)
    added = removed = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            removed, added = removed + i2 - i1, added + j2 - j1
    return Size(added, removed)


def _lines(text: str) -> list[str]:
    """The lines without their ends; a carriage return and a missing last end are shown, so that nothing hides."""
    lines = text.replace("\r", "␍").split("\n")
    return lines[:-1] if not lines[-1] else [*lines, "\\ No newline at the end"]


def _changed(before: list[str], after: list[str]) -> Iterator[Line]:
    """Lines that went and lines that came; where they pair off, with the words that differ."""
    paired = [_by_word(old, new) for old, new in zip(before, after, strict=False)]
    whole = len(before) != len(after)
    for number, old in enumerate(before):
        yield _plain("-", old) if whole else Line("-", paired[number][0])
    for number, new in enumerate(after):
        yield _plain("+", new) if whole else Line("+", paired[number][1])


def _by_word(old: str, new: str) -> tuple[tuple[tuple[str, bool], ...], tuple[tuple[str, bool], ...]]:
    """The two lines in pieces, with what differs between them marked."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if i2 > i1:
            left.append(("".join(before[i1:i2]), tag != "equal"))
        if j2 > j1:
            right.append(("".join(after[j1:j2]), tag != "equal"))
    return tuple(left), tuple(right)


def _plain(mark: Mark, text: str) -> Line:
    return Line(mark, ((text, False),))


def _span(start: int, end: int) -> str:
    """A range of lines as patches write it."""
    count = end - start
    return str(start + 1) if count == 1 else f"{start + 1 if count else start},{count}"
