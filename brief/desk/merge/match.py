"""Who is whom between two versions of a post: its units, and the boxes they stand in.

Owns the judgement that a sentence is another one reworded, or moved. Refuses to match two to one. What is sure comes
first: footnotes by label, items by id, texts that are the same; then, box by box, texts that differ in figures only,
rows by a cell, texts that share most of their words, what moved away, and what stands alone in the same gap.
"""

from collections.abc import Sequence

from brief.desk.merge import likeness
from brief.desk.merge.boxes import match_boxes
from brief.desk.merge.outline import Box, Outline
from brief.desk.merge.pairs import LIKE, LIKE_FAR, Pairs
from brief.prose.units import Unit

_A_LITTLE = 0.3
_CLOSE = ("paragraph", "bullet", "list")
_LEVELS = ("table", "paragraph", "bullet", "list", "item", "label", "section")


def match(before: Sequence[Unit], after: Sequence[Unit]) -> dict[int, int]:
    """For each unit of `after`, an editor's text, that was in `before`, by index: which one it was."""
    return match_edited(Outline(before), Outline(after)).units


def match_edited(base: Outline, mine: Outline) -> Pairs:
    """An editor moves and rewords at once: what is like a sentence is it, before what stands in its place."""
    pairs = _surely(base, mine, renames=True)
    pairs.unmistakable()
    pairs.boxes = match_boxes(base, mine, pairs.units)
    for ours, theirs in _from_the_inside_out(pairs):
        _inside(pairs, ours, theirs)
        pairs.alike(*pairs.free(ours, theirs), least=LIKE)
    _far(pairs)
    for ours, theirs in _from_the_inside_out(pairs):
        _rewritten(pairs, ours, theirs)
    return _settled(pairs)


def match_printed(base: Outline, theirs: Outline) -> Pairs:
    """We do not move what we reword: what stands in a sentence's place is it, before what is like it elsewhere."""
    pairs = _surely(base, theirs, renames=False)
    for before, after in _from_the_inside_out(pairs):
        _inside(pairs, before, after)
        if before.kind in _CLOSE:
            pairs.alike(*pairs.free(before, after), least=LIKE)
        _rewritten(pairs, before, after)
    pairs.only_ones(likeness.masked, likeness.tells_far)
    return _settled(pairs)


def _surely(before: Outline, after: Outline, *, renames: bool) -> Pairs:
    """What bears a name; what is the same, or but for its figures, and one of a kind, wherever it is now."""
    pairs = Pairs(before, after, renames=renames)
    pairs.by_name()
    pairs.only_ones(likeness.same, likeness.tells)
    pairs.only_ones(likeness.masked, likeness.tells_far)
    pairs.boxes = match_boxes(before, after, pairs.units)
    return pairs


def _from_the_inside_out(pairs: Pairs) -> list[tuple[Box, Box]]:
    """Boxes that are the same, small ones first."""
    found = [(ours, theirs) for theirs, ours in pairs.boxes.items() if ours.kind in _LEVELS]
    return sorted(found, key=lambda pair: _LEVELS.index(pair[0].kind))


def _inside(pairs: Pairs, ours: Box, theirs: Box) -> None:
    """What is in both of two boxes that are the same."""
    pairs.same(*pairs.free(ours, theirs))
    for key in (likeness.masked, likeness.first_cell, likeness.other_cells):
        pairs.in_order(key, *pairs.free(ours, theirs))


def _far(pairs: Pairs) -> None:
    """What was moved to another place and changed there: in its figures, or in a few words."""
    pairs.only_ones(likeness.masked, likeness.tells_far)
    before, after = pairs.free()
    known = [a for a in before if likeness.tells_far(pairs.before.units[a])]
    pairs.alike(known, [b for b in after if likeness.tells_far(pairs.after.units[b])], least=LIKE_FAR)


def _rewritten(pairs: Pairs, ours: Box, theirs: Box) -> None:
    """What stands between the same neighbours: as many units of the same kinds, or those a little alike."""
    if ours.kind == "section":
        return
    for before, after in _gaps(pairs, pairs.before.members[ours], pairs.after.members[theirs]):
        if not pairs.rewritten(before, after):
            pairs.alike(before, after, least=_A_LITTLE)


def _gaps(pairs: Pairs, before: list[int], after: list[int]) -> list[tuple[list[int], list[int]]]:
    """The free units between each two neighbours that are matched, with nothing matched between them."""
    place = {a: n for n, a in enumerate(before)}
    found: list[tuple[list[int], list[int]]] = []
    last, waiting = -1, list[int]()
    for b in [*after, None]:
        if b is not None and b not in pairs.units:
            waiting.append(b)
            continue
        here = len(before) if b is None else place.get(pairs.units[b], -1)
        between = before[last + 1 : max(here, 0)]
        if here >= 0 and waiting and between and not pairs.taken.intersection(between):
            found.append((between, waiting))
        last, waiting = max(here, last), []
    return found


def _settled(pairs: Pairs) -> Pairs:
    """With the boxes as all units tell them; what a box begins with is what it began with, reworded beyond likeness."""
    pairs.boxes = match_boxes(pairs.before, pairs.after, pairs.units)
    for theirs, ours in pairs.boxes.items():
        a, b = pairs.before.members[ours][0], pairs.after.members[theirs][0]
        kinds = {pairs.before.units[a].kind, pairs.after.units[b].kind}
        named = bool(pairs.before.lead(ours)) and pairs.before.lead(ours) == pairs.after.lead(theirs)
        if (named or kinds in ({"heading"}, {"label"})) and a not in pairs.taken and b not in pairs.units:
            pairs.pair(a, b)
    return pairs
