"""One post in three versions, every unit and box under one name in all of them.

Owns names, and where each version has what they name. Refuses to decide what becomes of it.
"""

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from brief.desk.merge import likeness
from brief.desk.merge.boxes import voted_boxes
from brief.desk.merge.match import match_edited, match_printed
from brief.desk.merge.outline import Box, Outline
from brief.desk.merge.pairs import Key, Pairs
from brief.prose.units import Unit


class Name(NamedTuple):
    """Who a unit or a box is: the version that has it first (base, mine, theirs), and which one there."""

    version: str
    which: int | Box

    @property
    def kind(self) -> str:
        """What kind of box; empty for a unit."""
        return self.which.kind if isinstance(self.which, Box) else ""


POST = Name("base", Box("section", "the post", -1))
"""What holds all others."""

Chain = tuple[Name, ...]


class Version:
    """One of the three texts. Its tree, in names: `chains` are each unit's boxes, outermost first."""

    def __init__(self, outline: Outline, units: Mapping[int, Name], boxes: Mapping[Box, Name]) -> None:
        self.outline = outline
        self.names = [units[i] for i in range(len(outline.units))]
        self.places = {name: i for i, name in enumerate(self.names)}
        self.chains = [tuple(boxes[box] for box in path) for path in outline.paths]

    @cached_property
    def parents(self) -> dict[Name, Name]:
        """The box that each unit and each box stands in."""
        lines = [(POST, *chain, name) for chain, name in zip(self.chains, self.names, strict=True)]
        return {inner: outer for line in lines for outer, inner in pairwise(line)}

    @cached_property
    def children(self) -> dict[Name, list[Name]]:
        """What stands in each box, in order."""
        found: dict[Name, list[Name]] = {}
        for inner, outer in self.parents.items():
            found.setdefault(outer, []).append(inner)
        return found

    @cached_property
    def members(self) -> dict[Name, list[Name]]:
        """The units in each box, inner boxes opened."""
        found: dict[Name, list[Name]] = {}
        for name, chain in zip(self.names, self.chains, strict=True):
            for box in chain:
                found.setdefault(box, []).append(name)
        return found

    def unit(self, name: Name) -> Unit | None:
        """The unit of that name; None where this version has none."""
        place = self.places.get(name)
        return None if place is None else self.outline.units[place]

    def sentences(self) -> list[tuple[Name, Unit]]:
        """The sentences, in order."""
        pairs = zip(self.names, self.outline.units, strict=True)
        return [(name, unit) for name, unit in pairs if unit.kind == "sentence"]

    def norm(self, name: Name) -> str:
        """The unit's text but for its layout."""
        return self.outline.norms[self.places[name]]

    def glue(self, i: int) -> str:
        """What stands in front of a unit."""
        units = self.outline.units
        return self.outline.text[units[i - 1].end if i else 0 : units[i].start]


class Three:
    """The base, the editor's text and tonight's."""

    def __init__(self, base: Outline, mine: Outline, theirs: Outline) -> None:
        edited, ours = match_edited(base, mine), match_printed(base, theirs)
        known = {i: Name("base", i) for i in range(len(base.units))}
        known_boxes = {box: Name("base", box) for box in base.members}
        self.base = Version(base, known, known_boxes)
        my_units = {i: Name("mine", i) for i in range(len(mine.units))}
        my_units |= {i: known[was] for i, was in edited.units.items()}
        my_boxes = {box: Name("mine", box) for box in mine.members}
        my_boxes |= {box: known_boxes[was] for box, was in edited.boxes.items()}
        self.mine = Version(mine, my_units, my_boxes)
        units, boxes = _added_by_both(mine, theirs, edited, ours)
        their_units = {i: Name("theirs", i) for i in range(len(theirs.units))}
        their_units |= {i: my_units[same] for i, same in units.items()}
        their_units |= {i: known[was] for i, was in ours.units.items()}
        their_boxes = {box: Name("theirs", box) for box in theirs.members}
        their_boxes |= {box: my_boxes[same] for box, same in boxes.items()}
        their_boxes |= {box: known_boxes[was] for box, was in ours.boxes.items()}
        self.theirs = Version(theirs, their_units, their_boxes)

    def names(self) -> list[Name]:
        """Every unit that any version has: those of the base first."""
        return list(dict.fromkeys([*self.base.names, *self.mine.names, *self.theirs.names]))


def _added_by_both(mine: Outline, theirs: Outline, edited: Pairs, ours: Pairs) -> tuple[dict[int, int], dict[Box, Box]]:
    """What both sides added: the same words, an item of the same id, a footnote of the same label; theirs to mine."""
    my_new = [i for i in range(len(mine.units)) if i not in edited.units]
    their_new = [i for i in range(len(theirs.units)) if i not in ours.units]
    units = _alike(likeness.name, mine, my_new, theirs, their_new)
    units = _alike(_telling, mine, my_new, theirs, their_new) | units
    boxes: dict[Box, Box] = {}
    for box, found in voted_boxes(mine, theirs, units).items():
        if box not in ours.boxes and found not in edited.boxes:
            outer, found_outer = theirs.parents[box], mine.parents[found]
            anywhere = outer is None or found_outer is None or box.kind == "item"
            if anywhere or (outer, found_outer) in boxes.items() or _both_were(outer, ours, found_outer, edited):
                boxes[box] = found
    for box, found in boxes.items():
        units |= _alike(likeness.same, mine, mine.members[found], theirs, theirs.members[box])
    return {t: m for t, m in units.items() if t in their_new and m in my_new}, boxes


def _both_were(theirs: Box | None, ours: Pairs, mine: Box | None, edited: Pairs) -> bool:
    """Whether two boxes were one in the base."""
    return theirs is not None and mine is not None and ours.boxes.get(theirs, theirs) == edited.boxes.get(mine)


def _telling(outline: Outline, i: int) -> str:
    return likeness.same(outline, i) if likeness.tells(outline.units[i]) else ""


def _alike(key: Key, mine: Outline, my_new: list[int], theirs: Outline, their_new: list[int]) -> dict[int, int]:
    left = {key(mine, i): i for i in reversed(my_new) if key(mine, i)}
    return {i: left.pop(key(theirs, i)) for i in their_new if key(theirs, i) in left}
