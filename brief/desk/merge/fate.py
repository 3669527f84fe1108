"""What becomes of each unit: kept as whose, poured into, dropped, or kept and reported.

Owns the rules, one unit at a time. Refuses to know where a unit will stand, which is `arrange`'s.
"""

from collections.abc import Iterator
from typing import NamedTuple

from brief.desk.merge import kin, tables
from brief.desk.merge.numbering import number, numbered
from brief.desk.merge.outline import is_delimiters
from brief.desk.merge.pour import REFERENCE, pour
from brief.desk.merge.three import Name, Three
from brief.prose.units import Unit

_POURED = ("heading", "label", "sentence", "row", "footnote")
_HEADS = {"section": ("heading",), "label": ("label",), "item": ("comment", "label"), "table": ("row",)}


class Fate(NamedTuple):
    """A unit of the merged text. `clash` is what our sentence was and what it is now, where both sides changed it."""

    text: str
    clash: tuple[str, str] | None = None
    poured: bool = False
    by_editor: bool = False
    """Whether the text is not, or not all, ours."""


def decide(three: Three) -> dict[Name, Fate]:
    """The units of the merged text, in no order."""
    fates = _Fates(three)
    decided = {name: fate for name in three.names() if (fate := fates.of(name))}
    decided |= dict(fates.heads_of_what_stays(decided))
    return decided | dict(fates.notes(decided))


class _Fates:
    def __init__(self, three: Three) -> None:
        self.base, self.mine, self.theirs = three.base, three.mine, three.theirs
        self.joined = kin.joined(three.base, three.mine)
        self.split_off = kin.split_off(three.base, three.mine)
        self.rivals = dict(self._both_wrote())
        taken_up = {part for parts in self.joined.values() for part in parts}
        left = self.mine.places.keys() | taken_up
        self.refused = {box for box in self.theirs.members if not self._is_there(box, left)}
        self.tables = tables.Tables(three)

    def of(self, name: Name) -> Fate | None:
        """A unit's fate; None where it goes. Footnotes come when all else is known."""
        base, mine, theirs = self.base.unit(name), self.mine.unit(name), self.theirs.unit(name)
        if "footnote" in (unit.kind for unit in (base, mine, theirs) if unit):
            return None
        return self._of(name, base, mine, theirs)

    def _of(self, name: Name, base: Unit | None, mine: Unit | None, theirs: Unit | None) -> Fate | None:
        if mine is None:
            new = base is None and theirs is not None and not self._is_refused(name)
            return Fate(self.tables.fitted(name, theirs.text)) if theirs and new else None
        if base is None:
            return self._editors_own(name, mine, theirs)
        if name in self.joined:
            return self._joined(name, mine)
        if theirs is None:
            edited = self.mine.norm(name) != self.base.norm(name) and not is_delimiters(mine)
            return Fate(mine.text, clash=(base.text, ""), by_editor=True) if edited else None
        return self._settled(name, base, mine, theirs)

    def _settled(self, name: Name, base: Unit, mine: Unit, theirs: Unit) -> Fate:
        """A unit that all three have."""
        was, now, new = self.base.norm(name), self.mine.norm(name), self.theirs.norm(name)
        if mine.kind in ("label", "heading"):
            base, mine, theirs = _counted_alike(base, mine, theirs)
        if new in (was, now):
            return Fate(mine.text, by_editor=now != was)
        if mine.kind == base.kind == theirs.kind == "row":
            row = self.tables.merged(name, base.text, mine.text, theirs.text)
            clash = (base.text, theirs.text) if row.clash else None
            return Fate(row.text, clash, row.poured, by_editor=now != was)
        if now == was:
            return Fate(theirs.text)
        return _poured(base.text, mine, theirs.text)

    def _joined(self, name: Name, mine: Unit) -> Fate:
        """An editor's sentence made of several of ours: what moved in any of them is poured."""
        parts = self.joined[name]
        theirs = [unit.text for part in parts if (unit := self.theirs.unit(part))]
        before = " ".join(unit.text for part in parts if (unit := self.base.unit(part)))
        if len(theirs) < len(parts):
            return Fate(mine.text, clash=(before, " ".join(theirs)), by_editor=True)
        if all(self.base.norm(part) == self.theirs.norm(part) for part in parts):
            return Fate(mine.text, by_editor=True)
        return _poured(before, mine, " ".join(theirs))

    def _editors_own(self, name: Name, mine: Unit, theirs: Unit | None) -> Fate:
        """What the base does not have: the editor's, both sides', or a part of ours that the editor cut off."""
        text = self.tables.fitted(name, mine.text)
        if name in self.rivals:
            return Fate(text, clash=("", self.rivals[name]), by_editor=True)
        if theirs and self.theirs.norm(name) != self.mine.norm(name):
            return Fate(text, clash=("", theirs.text), by_editor=True)
        source = self.split_off.get(name)
        before, rest, after = (v.unit(source) if source else None for v in (self.base, self.mine, self.theirs))
        if not before or not rest or not after or before.text == after.text:
            return Fate(text, by_editor=True)
        poured = _poured(before.text, mine, after.text)
        reported = pour(before.text, rest.text, after.text) is None
        return poured._replace(clash=None) if reported else poured

    def _is_refused(self, name: Name) -> bool:
        """Whether the editor dropped all that is around a new unit of ours, or wrote the like himself."""
        return any(box in self.refused for box in self.theirs.chains[self.theirs.places[name]])

    def _is_there(self, box: Name, left: set[Name]) -> bool:
        """Whether the editor left anything of a box of ours that is seen; a comment is not."""
        if box.version == "mine":
            return any(name in self.theirs.places for name in self._shown(self.mine.members[box]))
        if box not in self.base.members:
            return True
        members = self.base.members[box]
        return not left.isdisjoint(self._shown(members) or members)

    def _shown(self, members: list[Name]) -> list[Name]:
        units = [(name, self.base.unit(name) or self.mine.unit(name)) for name in members]
        return [name for name, unit in units if unit and unit.kind != "comment"]

    def _both_wrote(self) -> Iterator[tuple[Name, str]]:
        """What both sides added under one name in words of their own: the editor's first unit of it, and our text."""
        for box, members in self.theirs.members.items():
            if box.version == "mine" and not self._is_there(box, set()):
                ours = [unit.text for name in members if (unit := self.theirs.unit(name)) and unit.kind != "comment"]
                shown = self._shown(self.mine.members[box])
                if ours and shown:
                    yield shown[0], " ".join(ours)

    def heads_of_what_stays(self, decided: dict[Name, Fate]) -> Iterator[tuple[Name, Fate]]:
        """A heading, label, item comment or table header of ours that went stays with what is the editor's below it."""
        for box, members in self.mine.members.items():
            kinds = _HEADS.get(box.kind, ())
            if not any(name in decided and name not in self.theirs.places for name in members):
                continue
            for name in members[:2]:
                unit = self.mine.unit(name)
                is_head = unit is not None and unit.kind in kinds and (name == members[0] or not _is_data(unit))
                if unit and is_head and name not in decided:
                    yield name, Fate(unit.text)

    def notes(self, decided: dict[Name, Fate]) -> Iterator[tuple[Name, Fate]]:
        """The footnotes: those that are cited, and those that the editor wrote."""
        cited = {label for fate in decided.values() for label in REFERENCE.findall(fate.text)}
        cited_before = {label for unit in self.base.outline.units for label in REFERENCE.findall(unit.text)}
        for name in dict.fromkeys([*self.base.names, *self.mine.names, *self.theirs.names]):
            base, mine, theirs = self.base.unit(name), self.mine.unit(name), self.theirs.unit(name)
            one = mine or theirs
            if one is None or one.kind != "footnote":
                continue
            label = one.text[2 : one.text.index("]")]
            fate = self._of(name, base, mine, theirs)
            if label in cited:
                yield name, fate or Fate(one.text)
            elif fate and mine and (fate.by_editor or label not in cited_before):
                yield name, fate


def _counted_alike(base: Unit, mine: Unit, theirs: Unit) -> tuple[Unit, Unit, Unit]:
    """Three versions of a headline under one number: the editor's where he changed it, else ours."""
    numbers = [number(unit.text) for unit in (base, mine, theirs)]
    count = numbers[2] if numbers[1] == numbers[0] else numbers[1]
    one, two, three = (unit._replace(text=numbered(unit.text, count)) for unit in (base, mine, theirs))
    return one, two, three


def _is_data(unit: Unit) -> bool:
    return unit.kind == "row" and not is_delimiters(unit)


def _poured(before: str, mine: Unit, theirs: str) -> Fate:
    """The editor's text with our new figures; as it is, and reported, where a person must decide."""
    poured = pour(before, mine.text, theirs) if mine.kind in _POURED else None
    if poured is None:
        return Fate(mine.text, clash=(before, theirs), by_editor=True)
    return Fate(poured, poured=poured != mine.text, by_editor=True)
