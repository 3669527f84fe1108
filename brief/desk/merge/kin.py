"""Sentences that an editor joined into one, or cut in two. Owns seeing it; refuses to see more than is plain."""

from collections import Counter

from brief.desk.merge.likeness import words
from brief.desk.merge.three import Name, Version

_MOST = 0.6
_FEW = 4  # words that are too few to recognise a part by
_NEAR = 4  # a sentence is joined to one not further away, and a part cut off comes to stand not further away


def joined(base: Version, mine: Version) -> dict[Name, list[Name]]:
    """For each sentence of the editor's that took up others of ours: all those it is made of, in our order."""
    edited = _edited(base, mine)
    added = {name: after - before for name, (before, after) in edited.items()}
    gone = {name: words(unit.text) for name, unit in base.sentences() if name not in mine.places}
    found: dict[Name, list[Name]] = {}
    taken: set[Name] = set()
    for _, into, part in sorted(_held(gone, added, base), reverse=True):
        if part not in taken and _holds(added[into], gone[part]):
            found.setdefault(into, [into]).append(part)
            added[into] = added[into] - gone[part]
            taken.add(part)
    return {into: sorted(parts, key=base.places.__getitem__) for into, parts in found.items()}


def split_off(base: Version, mine: Version) -> dict[Name, Name]:
    """For each sentence of the editor's that he cut off one of ours: the one it was part of."""
    left_out = {name: before - after for name, (before, after) in _edited(base, mine).items()}
    own = {name: words(unit.text) for name, unit in mine.sentences() if name not in base.places}
    return {part: source for _, source, part in sorted(_held(own, left_out, mine))}


def _edited(base: Version, mine: Version) -> dict[Name, tuple[Counter[str], Counter[str]]]:
    """The sentences that the editor changed: our words, and his."""
    return {
        name: (words(ours.text), words(unit.text))
        for name, unit in mine.sentences()
        if (ours := base.unit(name)) and base.norm(name) != mine.norm(name)
    }


def _held(
    parts: dict[Name, Counter[str]], wholes: dict[Name, Counter[str]], where: Version
) -> list[tuple[float, Name, Name]]:
    """Which whole holds most of a part's words, and how much of them."""
    return [
        ((part & whole).total() / part.total(), into, name)
        for name, part in parts.items()
        for into, whole in wholes.items()
        if abs(where.places[name] - where.places[into]) <= _NEAR and _holds(whole, part)
    ]


def _holds(whole: Counter[str], part: Counter[str]) -> bool:
    return part.total() >= _FEW and (part & whole).total() >= _MOST * part.total()
