"""The merged text, with the editor's white space, list marks and wrapping around everything that he has.

Owns what stands between two units. Refuses to change a unit. Where two units are new neighbours, they are set apart as
the editor sets such neighbours apart, else as we do.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from brief.desk.merge.three import Chain, Name, Three, Version
from brief.prose.sentences import split

_MARK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\Z")
_BLOCKS = ("list", "bullet", "paragraph", "table")
_INDENT = "  "
_BULLET = "- "


class Step(NamedTuple):
    """How a unit follows the one before it: which boxes it opens, which of them it goes on with, how deep it stands."""

    first: bool
    opens: tuple[str, ...]
    goes_on: str
    depth: int


Placed = tuple[Name, Chain]


def set_apart(three: Three, order: Sequence[Placed], texts: Mapping[Name, str]) -> tuple[str, dict[Name, int]]:
    """The text, and where in it each unit begins."""
    layout = _Layout(three, texts)
    parts: list[str] = []
    places: dict[Name, int] = {}
    length = 0
    before: Placed | None = None
    for name, chain in order:
        glue = layout.glue(before, (name, chain))
        places[name] = length + len(glue)
        parts += [glue, texts[name]]
        length = places[name] + len(texts[name])
        before = (name, chain)
    return "".join(parts) + layout.end(), places


class _Layout:
    def __init__(self, three: Three, texts: Mapping[Name, str]) -> None:
        self.texts = texts
        self.base, self.mine, self.theirs = three.base, three.mine, three.theirs
        self.styles: dict[tuple[Name, Step], str] = {}
        self.marks: dict[Name, str] = {}
        for place, chain in enumerate(self.mine.chains):
            step = _step_at(self.mine, place)
            home = _list_of(chain)
            if home:
                self.styles.setdefault((home, step), self.mine.glue(place))
            if home and "bullet" in step.opens:
                self.marks.setdefault(home, _mark(self.mine.glue(place)))

    def end(self) -> str:
        """What the editor has behind his last unit."""
        outline = self.mine.outline
        return outline.text[outline.units[-1].end if outline.units else 0 :]

    def glue(self, before: Placed | None, after: Placed) -> str:
        """What goes between two units. A sentence that an editor has not ended yet is not run on into another."""
        glue = self._glue(before, after)
        if before is None or self._between(self.mine, before, after[0], _step(before[1], after[1])) is not None:
            return glue
        step = _step(before[1], after[1])
        run_on = step.goes_on == "paragraph" and not _are_two(self.texts[before[0]], glue, self.texts[after[0]])
        return "\n\n" + _INDENT * step.depth if run_on else glue

    def _glue(self, before: Placed | None, after: Placed) -> str:
        name, chain = after
        step = _step(before[1] if before else None, chain)
        was, now, new = (self._between(v, before, name, step) for v in (self.base, self.mine, self.theirs))
        if new is not None and now is not None and now == was:
            return new
        if now is None:
            now = self._in_front(self.mine, name, step)
        if now is not None:
            return now
        if new is None:
            new = self._in_front(self.theirs, name, step)
        if new is None:
            new = self._default(step)
        return self._in_its_list(new, chain, step)

    def _between(self, version: Version, before: Placed | None, after: Name, step: Step) -> str | None:
        """What a version has between two units that are neighbours there, too."""
        place = version.places.get(after)
        if place is None or (version.names[place - 1] if place else None) != (before[0] if before else None):
            return None
        return self._in_front(version, after, step)

    def _in_front(self, version: Version, name: Name, step: Step) -> str | None:
        """What a version has in front of a unit that follows its neighbour there in the same way."""
        place = version.places.get(name)
        return version.glue(place) if place is not None and _step_at(version, place) == step else None

    def _default(self, step: Step) -> str:
        if step.first:
            lead = self.mine.glue(0) if self.mine.names else ""
            return lead[: lead.rfind("\n") + 1]
        close = bool(step.goes_on) or step.opens[:1] == ("bullet",)
        return ("\n" if close else "\n\n") + _INDENT * step.depth

    def _in_its_list(self, glue: str, chain: Chain, step: Step) -> str:
        """In a list: marked, indented and set apart as the editor has it there."""
        home = _list_of(chain)
        if home and (home, step) in self.styles:
            return self.styles[home, step]
        if "bullet" not in step.opens:
            return glue
        mark = (home and self.marks.get(home)) or _mark(glue) or _INDENT * (step.depth - 1) + _BULLET
        return glue[: glue.rfind("\n") + 1] + mark


def _are_two(one: str, glue: str, other: str) -> bool:
    """Whether two sentences are still two when they stand one behind the other."""
    return any(end == len(one) for _, end in split(one + glue + other, by_line=False))


def _step_at(version: Version, place: int) -> Step:
    return _step(version.chains[place - 1] if place else None, version.chains[place])


def _step(before: Chain | None, after: Chain) -> Step:
    shared = set(before or ())
    blocks = [(box, box.kind) for box in after if box.kind in _BLOCKS]
    opens = tuple(kind for box, kind in blocks if box not in shared)
    innermost = blocks[-1] if blocks else None
    goes_on = innermost[1] if innermost and innermost[0] in shared and innermost[1] != "bullet" else ""
    return Step(before is None, opens, goes_on, sum(kind == "bullet" for _, kind in blocks))


def _list_of(chain: Chain) -> Name | None:
    """The innermost list a unit stands in."""
    return next((box for box in reversed(chain) if box.kind == "list"), None)


def _mark(glue: str) -> str:
    """The list mark at the end of what stands in front of a bullet, with its indentation."""
    found = _MARK.search(glue)
    return found[0] if found else ""
