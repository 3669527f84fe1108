"""Where each unit of the merged text stands. Owns the order: the editor's, with our new units after their neighbours.

An order that the editor left alone and we changed (a table sorted anew) is ours. Refuses to touch a text.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from brief.desk.merge.three import POST, Chain, Name, Three, Version


def arrange(three: Three, kept: Iterable[Name]) -> list[tuple[Name, Chain]]:
    """The kept units in their order, each with the boxes it stands in."""
    return list(_Arrangement(three, set(kept)).walk(POST, ()))


class _Arrangement:
    def __init__(self, three: Three, kept: set[Name]) -> None:
        self.base, self.mine, self.theirs = three.base, three.mine, three.theirs
        self.kept = kept
        mine = three.mine
        self.present = {one for name in kept if name in mine.places for one in (name, *mine.chains[mine.places[name]])}
        self.beside: dict[Name, tuple[Name, bool]] = {}
        """New units whose own box is gone: the neighbour they are put beside, and whether behind it."""
        self.outer: dict[Name, Name] = {}
        for name in self.kept:
            inner = name
            while inner != POST and inner not in self.outer:
                self.outer[inner] = self._outer(inner)
                inner = self.outer[inner]

    def walk(self, box: Name, chain: Chain) -> Iterator[tuple[Name, Chain]]:
        for inner in self._ordered(box):
            if inner in self.kept:
                yield inner, chain
            else:
                yield from self.walk(inner, (*chain, inner))

    def _outer(self, name: Name) -> Name:
        """The box that something stands in: where the editor moved it, else where we did."""
        base, mine, theirs = (version.parents.get(name) for version in (self.base, self.mine, self.theirs))
        if mine is None:
            return self._outer_of_new(name)
        if theirs is None or base is None or mine != base or theirs == base:
            return mine
        return theirs if theirs in self.mine.parents or theirs.version == "theirs" or theirs == POST else mine

    def _outer_of_new(self, name: Name) -> Name:
        """The box of what only we have: ours; where the editor cut it in two or has it no more, a neighbour's."""
        box = self.theirs.parents[name]
        if box == POST or box.version == "theirs":
            return box
        neighbour, behind = self._neighbour(name, box)
        if neighbour is None:
            return box
        home = self._outer(neighbour)
        if box not in self.mine.parents or self._is_cut_off(home, box):
            self.beside[name] = (neighbour, behind)
            return home
        return box

    def _neighbour(self, name: Name, box: Name) -> tuple[Name | None, bool]:
        """What stands next to a new thing in our text and is in the editor's, and whether the new comes behind it."""
        siblings = self.theirs.children[box]
        here = siblings.index(name)
        for neighbours, behind in ((reversed(siblings[:here]), True), (siblings[here + 1 :], False)):
            for neighbour in neighbours:
                if neighbour in self.present:
                    return neighbour, behind
        return None, True

    def _is_cut_off(self, home: Name, box: Name) -> bool:
        """Whether the editor cut `home` off `box`: a box of his own beside it."""
        alike = home.version == "mine" and home.kind == box.kind
        return alike and self.mine.parents[home] == self.mine.parents[box]

    @cached_property
    def _inner(self) -> dict[Name, set[Name]]:
        found: dict[Name, set[Name]] = {}
        for inner, outer in self.outer.items():
            found.setdefault(outer, set()).add(inner)
        return found

    def _ordered(self, box: Name) -> list[Name]:
        """What stands in a box, in the order of the merged text."""
        inner = self._inner.get(box, set())
        mine, theirs = self._order_in(self.mine, box), self._order_in(self.theirs, box)
        if self._reordered(theirs, box) and not self._reordered(mine, box):
            order = _woven(theirs, mine)
        else:
            order = _woven(mine, theirs)
        return _put_beside(
            order, [name for name in self.theirs.parents if name in inner and name not in order], self.beside
        )

    def _order_in(self, version: Version, box: Name) -> list[Name]:
        inner = self._inner.get(box, set())
        return [name for name in version.children.get(box, []) if name in inner]

    def _reordered(self, order: list[Name], box: Name) -> bool:
        known = set(order)
        before = [name for name in self.base.children.get(box, []) if name in known]
        known = set(before)
        return [name for name in order if name in known] != before


def _woven(frame: list[Name], other: list[Name]) -> list[Name]:
    """`frame`, with what only `other` has behind its neighbour there; before its next one, if it has none behind it."""
    order = list(frame)
    for i, name in enumerate(other):
        if name in order:
            continue
        before = next((one for one in reversed(other[:i]) if one in order), None)
        after = next((one for one in other[i:] if one in order), None)
        if before is not None:
            order.insert(order.index(before) + 1, name)
        else:
            order.insert(order.index(after) if after is not None else len(order), name)
    return order


def _put_beside(order: list[Name], names: list[Name], beside: dict[Name, tuple[Name, bool]]) -> list[Name]:
    for name in names:
        neighbour, behind = beside.get(name, (None, True))
        at = order.index(neighbour) + behind if neighbour in order else len(order)
        order.insert(at, name)
    return order
