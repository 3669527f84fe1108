"""Which box of one version of a post is which of another: by what is in it, by its name, or as the only one left."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from brief.desk.merge.likeness import likeness, words
from brief.desk.merge.outline import Box, Outline, Path

_NAMED_FOR_SURE = 1_000  # an item's id, or a heading, says more than any number of sentences that came or went
_HOMES = ("section", "label", "item")
_HEADS = ("heading", "label", "comment")


def match_boxes(before: Outline, after: Outline, units: Mapping[int, int]) -> dict[Box, Box]:
    """For each box of `after`, the one of `before`; `units` says the same of their units, by index."""
    return _with_only_ones_left(before, after, voted_boxes(before, after, units))


def voted_boxes(before: Outline, after: Outline, units: Mapping[int, int]) -> dict[Box, Box]:
    """Boxes that are the same by what is in them or by their names."""
    votes: Counter[tuple[Box, Box]] = Counter()
    for b, a in units.items():
        for ours, theirs in _levels(before.paths[a], after.paths[b]):
            heads = ours.kind in _HOMES and before.members[ours][0] == a and after.members[theirs][0] == b
            votes[ours, theirs] += _NAMED_FOR_SURE if heads and before.units[a].kind in _HEADS else 1
    votes.update(_named_alike(before, after))
    chosen: dict[Box, Box] = {}
    taken: set[Box] = set()
    for (ours, theirs), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if theirs not in chosen and ours not in taken:
            chosen[theirs] = ours
            taken.add(ours)
    return _with_bullets_by_lead(before, after, chosen)


def _levels(ours: Path, theirs: Path) -> Iterator[tuple[Box, Box]]:
    """The boxes of the same kind that two matched units stand in, from the outside in."""
    for kind in {box.kind for box in ours} & {box.kind for box in theirs}:
        one, other = ([box for box in path if box.kind == kind] for path in (ours, theirs))
        yield from zip(one, other, strict=False)


def _named_alike(before: Outline, after: Outline) -> Counter[tuple[Box, Box]]:
    """Sections, labels and items of one name, where there is one of it on each side."""
    names, also = _by_name(before), _by_name(after)
    votes: Counter[tuple[Box, Box]] = Counter()
    for name in names.keys() & also.keys():
        if len(names[name]) == len(also[name]) == 1:
            votes[names[name][0], also[name][0]] = _NAMED_FOR_SURE if name[0] == "item" else 1
    return votes


def _by_name(outline: Outline) -> dict[tuple[str, str], list[Box]]:
    named: dict[tuple[str, str], list[Box]] = defaultdict(list)
    for box in outline.members:
        if box.kind in (*_HOMES, "notes"):
            named[box.kind, box.name].append(box)
    return named


def _with_bullets_by_lead(before: Outline, after: Outline, chosen: dict[Box, Box]) -> dict[Box, Box]:
    """Bullets of one bold lead under one label; where there are several, those first that are most alike."""
    chosen = dict(chosen)
    taken = set(chosen.values())
    pairs = [
        (ours, theirs)
        for theirs in _free_bullets(after, chosen.keys())
        for ours in _free_bullets(before, taken)
        if before.lead(ours) == after.lead(theirs) and chosen.get(_home(after, theirs)) == _home(before, ours)
    ]
    alike = {(a, b): likeness(_words(before, a), _words(after, b)) for a, b in pairs} if len(pairs) > 1 else {}
    for ours, theirs in sorted(pairs, key=lambda pair: (-alike.get(pair, 0), pair)):
        if theirs not in chosen and ours not in taken:
            chosen[theirs] = ours
            taken.add(ours)
    return chosen


def _free_bullets(outline: Outline, known: Collection[Box]) -> list[Box]:
    return [box for box in outline.members if box.kind == "bullet" and outline.lead(box) and box not in known]


def _home(outline: Outline, box: Box) -> Box:
    """The item, label or section that a box stands in."""
    path = outline.paths[outline.members[box][0]]
    return next(outer for outer in reversed(path) if outer.kind in _HOMES)


def _words(outline: Outline, box: Box) -> Counter[str]:
    return words(" ".join(outline.units[i].text for i in outline.members[box]))


def _with_only_ones_left(before: Outline, after: Outline, chosen: dict[Box, Box]) -> dict[Box, Box]:
    """The only list below a label is that label's list, whatever its bullets say now; so is an item's only bullet."""
    chosen = dict(chosen)
    taken = set(chosen.values())
    for theirs, outer in after.parents.items():
        if theirs in chosen or outer is None or outer not in chosen or theirs.kind in _HOMES:
            continue
        left = [box for box in _inside(before, chosen[outer], theirs.kind) if box not in taken]
        rivals = [box for box in _inside(after, outer, theirs.kind) if box not in chosen]
        if len(left) != 1 or len(rivals) != 1:
            continue
        by_item = _is_all_of_an_item(before, left[0]) and _is_all_of_an_item(after, theirs)
        if by_item or not _strangers(before.lead(left[0]), after.lead(theirs)):
            chosen[theirs] = left[0]
            taken.add(left[0])
    return chosen


def _inside(outline: Outline, outer: Box, kind: str) -> list[Box]:
    return [box for box, parent in outline.parents.items() if parent == outer and box.kind == kind]


def _is_all_of_an_item(outline: Outline, box: Box) -> bool:
    """A bullet that its item's id names, since the item has no other: a level to watch, whatever its figure is now."""
    home = _home(outline, box)
    bullets = [outline.paths[i] for i in outline.members[home]]
    return home.kind == "item" and {b for path in bullets for b in path if b.kind == "bullet"} == {box}


def _strangers(ours: str, theirs: str) -> bool:
    return bool(ours and theirs and ours != theirs)
