"""The tree that a post's units stand in: sections, labels, items, lists, bullets, paragraphs, tables, footnotes.

Owns which box a unit is in. Refuses to know more than one text: who is whom between two texts is `match`.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from brief.prose.units import Unit, item_id

BoxKind = Literal["section", "label", "item", "list", "bullet", "paragraph", "table", "notes"]

HEADLINE_NUMBER = re.compile(r"\A(#{1,6}[ \t]+|\*\*|#{1,6}[ \t]+\*\*)(\d{1,3})(?=[.)][ \t])")
"""A headline's number: a count of headlines, not a figure."""

NOTHING = "–"
"""What an empty cell shows."""

_DELIMITERS = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")


class Box(NamedTuple):
    """Something that holds units or other boxes; `name` is what an editor knows it by, `key` tells it from its like."""

    kind: BoxKind
    name: str
    key: int


Path = tuple[Box, ...]


class Outline:
    """A text's units, each with the boxes it stands in, outermost first."""

    def __init__(self, units: Sequence[Unit], text: str = "") -> None:
        self.units = tuple(units)
        self.text = text
        self.paths = _paths(self.units)

    @cached_property
    def norms(self) -> tuple[str, ...]:
        """Each unit as it is compared: white space collapsed, tables not aligned, every rule the same."""
        return tuple(map(norm, self.units))

    @cached_property
    def members(self) -> dict[Box, list[int]]:
        """The units of each box, in order."""
        found: dict[Box, list[int]] = {}
        for i, path in enumerate(self.paths):
            for box in path:
                found.setdefault(box, []).append(i)
        return found

    @cached_property
    def parents(self) -> dict[Box, Box | None]:
        """The box that each box stands in, outer boxes first."""
        return {box: outer for path in self.paths for outer, box in zip((None, *path), path, strict=False)}

    def lead(self, box: Box) -> str:
        """A bullet's bold lead; empty for a bullet without one, and for any other box."""
        bold = self.units[self.members[box][0]].text.startswith(("**", "__"))
        return box.name if box.kind == "bullet" and bold else ""

    def bullet(self, i: int) -> Box | None:
        """The innermost list item a unit is in."""
        return next((box for box in reversed(self.paths[i]) if box.kind == "bullet"), None)


def norm(unit: Unit) -> str:
    """What two units share that differ in layout only, or in how headlines are counted."""
    if unit.kind == "rule":
        return "***"
    if unit.kind == "row":
        return "|".join(_unpadded(cell) for cell in cells(unit.text))
    if unit.kind in ("code", "html"):
        return unit.text
    if unit.kind in ("label", "heading"):
        return " ".join(HEADLINE_NUMBER.sub(r"\1", unit.text).split())
    return " ".join(unit.text.replace("\n>", "\n").split())


def cells(row: str) -> list[str]:
    """A table row's cells, blanks around them taken off; an escaped bar is part of a cell."""
    bare = row.strip()
    inner = bare.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]


def is_delimiters(unit: Unit) -> bool:
    """Whether a row is the line between a table's header and its rows."""
    return unit.kind == "row" and _DELIMITERS.fullmatch(unit.text) is not None


def footnote_label(unit: Unit) -> str:
    """The label of a footnote's definition; empty for anything else."""
    return unit.text[2 : unit.text.index("]")] if unit.kind == "footnote" else ""


def _unpadded(cell: str) -> str:
    return re.sub(r"-+", "-", cell) if _DELIMITERS.fullmatch(cell) else " ".join(cell.split())


def _paths(units: tuple[Unit, ...]) -> tuple[Path, ...]:
    notes_from = len(units)
    while notes_from and units[notes_from - 1].kind == "footnote":
        notes_from -= 1
    above: Path = (Box("section", "", 0),)
    paths: list[Path] = []
    known: dict[tuple[str, int], Box] = {}
    for i, unit in enumerate(units[:notes_from]):
        titles_item = i > 0 and bool(item_id(units[i - 1].text))
        above = _above(above, unit, titles_item=titles_item)
        paths.append((*above, *_own(unit, known)))
    return (*paths, *[(Box("notes", "", 0),)] * (len(units) - notes_from))


def _above(above: Path, unit: Unit, *, titles_item: bool) -> Path:
    """The section, label and item that a unit stands in; a heading, label or item comment opens its own."""
    if unit.kind == "heading":
        return (Box("section", unit.section, unit.start),)
    if unit.kind == "rule":
        return above[:1]
    if unit.kind == "label" and not titles_item:
        return (*above[:1], Box("label", unit.label, unit.start))
    if unit.kind == "comment" and item_id(unit.text):
        return (*(box for box in above if box.kind != "item"), Box("item", unit.item, unit.start))
    return above


def _own(unit: Unit, known: dict[tuple[str, int], Box]) -> Path:
    """The lists and bullets a unit stands in, and its paragraph or table."""
    own: list[tuple[BoxKind, str, int]] = []
    for place in unit.nest:
        own += [("list", "", place.list), ("bullet", unit.bullet if place == unit.nest[-1] else "", place.item)]
    if unit.kind == "sentence":
        own.append(("paragraph", "", unit.block))
    elif unit.kind == "row":
        own.append(("table", "", unit.block))
    return tuple(known.setdefault((kind, key), Box(kind, name, key)) for kind, name, key in own)
