"""Units of two outlines, paired one to one. Owns the ways to pair; refuses to say which comes first: `match` does."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property

from brief.desk.merge import likeness
from brief.desk.merge.outline import Box, Outline
from brief.prose.units import Unit

LIKE, LIKE_FAR, LIKE_RENAMED = 0.5, 0.65, 0.75
_PART = 0.85
_MOST = 0.5
_FAR_MORE = 0.1
_REWRITTEN = ("sentence", "label", "heading", "code", "html", "other")

Key = Callable[[Outline, int], str]


class Pairs:
    """`units` and `boxes` lead from the later outline's to the earlier one's. An editor renames bullets (`renames`)."""

    def __init__(self, before: Outline, after: Outline, *, renames: bool) -> None:
        self.before, self.after, self.renames = before, after, renames
        self.units: dict[int, int] = {}
        self.boxes: dict[Box, Box] = {}
        self.taken: set[int] = set()
        self.best: dict[int, float] = {}
        """How sure the best likeness of a later unit would be, wherever it is."""

    def pair(self, a: int, b: int) -> None:
        """`b` is `a`."""
        self.units[b] = a
        self.taken.add(a)

    def free(self, ours: Box | None = None, theirs: Box | None = None) -> tuple[list[int], list[int]]:
        """What is not paired yet, in the two texts or in two of their boxes."""
        before = self.before.members[ours] if ours else range(len(self.before.units))
        after = self.after.members[theirs] if theirs else range(len(self.after.units))
        return [a for a in before if a not in self.taken], [b for b in after if b not in self.units]

    def by_name(self) -> None:
        """What bears a name: footnotes, items. Of what bears it twice, the first."""
        before, after = self.free()
        ours, theirs = _grouped(self.before, before, likeness.name), _grouped(self.after, after, likeness.name)
        for name in ours.keys() & theirs.keys():
            self.pair(ours[name][0], theirs[name][0])

    def only_ones(self, key: Key, tells: Callable[[Unit], bool]) -> None:
        """What there is one of on each side, wherever it is."""
        before, after = self.free()
        ours, theirs = _grouped(self.before, before, key), _grouped(self.after, after, key)
        for found in ours.keys() & theirs.keys():
            if len(ours[found]) == len(theirs[found]) == 1:
                a, b = ours[found][0], theirs[found][0]
                if tells(self.before.units[a]) and (key is likeness.same or not self._strangers(a, b)):
                    self.pair(a, b)

    def same(self, before: list[int], after: list[int]) -> None:
        """Of what there is more than one, those are the same that have the same neighbours."""
        norms, theirs = self.before.norms, self.after.norms
        pairs = [(a, b) for a in before for b in after if norms[a] == theirs[b]]
        for a, b in sorted(pairs, key=lambda pair: (-self._neighbours(*pair), pair)):
            if a not in self.taken and b not in self.units:
                self.pair(a, b)

    def _neighbours(self, a: int, b: int) -> int:
        return (self.units.get(b - 1, -1) == a - 1) + (self.units.get(b + 1, -1) == a + 1)

    def in_order(self, key: Key, before: list[int], after: list[int]) -> None:
        """What there is as often on both sides."""
        ours, theirs = _grouped(self.before, before, key), _grouped(self.after, after, key)
        for found in ours.keys() & theirs.keys():
            if len(ours[found]) == len(theirs[found]):
                for a, b in zip(ours[found], theirs[found], strict=True):
                    if not self._strangers(a, b):
                        self.pair(a, b)

    def unmistakable(self) -> None:
        """What is far more alike than either is to anything else, wherever it is."""
        before, after = self.free()
        alike = self._alike(before, after, least=LIKE)
        for (_, b), score in alike.items():
            self.best[b] = max(score, self.best.get(b, 0))
        for (a, b), score in alike.items():
            others = (other for pair, other in alike.items() if (pair[0] == a) != (pair[1] == b))
            if score >= max(others, default=0) + _FAR_MORE and self._likeness(a, b) >= LIKE_RENAMED:
                self.pair(a, b)

    def alike(self, before: list[int], after: list[int], *, least: float) -> None:
        """What is each other's best likeness, unless something elsewhere is far more alike."""
        alike = self._alike(before, after, least=least)
        for a, b in sorted(alike, key=lambda pair: (-alike[pair], pair)):
            if a not in self.taken and b not in self.units and alike[a, b] > self.best.get(b, 0) - _FAR_MORE:
                self.pair(a, b)

    def rewritten(self, before: list[int], after: list[int]) -> bool:
        """As many units of the same kinds on both sides: each is the other, whatever it says. Whether it is so."""
        kinds = [self.before.units[a].kind for a in before]
        if kinds != [self.after.units[b].kind for b in after] or not set(kinds) <= set(_REWRITTEN):
            return False
        for a, b in zip(before, after, strict=True):
            if not self._strangers(a, b) and bool(self.before.bullet(a)) == bool(self.after.bullet(b)):
                self.pair(a, b)
        return True

    def _alike(self, before: list[int], after: list[int], *, least: float) -> dict[tuple[int, int], float]:
        """The pairs that are alike enough, and how sure: words that few units of ours have say most.

        So do the figures, between our text and what an editor made of it.
        """
        found: dict[tuple[int, int], float] = {}
        for a in before:
            rare = {word: 1 / self._often[word] for word in self._words[0][a]}
            for b in after:
                if (score := self._likeness(a, b)) >= least:
                    known = sum(weight for word, weight in rare.items() if word in self._words[1][b])
                    found[a, b] = score / 2 + known / (sum(rare.values()) or 1)
                    if self.renames:
                        found[a, b] += likeness.shared_figures(self.before.units[a], self.after.units[b]) / 2
        return found

    def _likeness(self, a: int, b: int) -> float:
        """How alike two units are; nothing where they cannot be the same whatever they say."""
        kind = self.before.units[a].kind
        if kind != self.after.units[b].kind or kind not in (*_REWRITTEN, "row"):
            return 0.0
        if kind == "row":
            return likeness.rows_alike(self.before.units[a], self.after.units[b]) if self.renames else 0.0
        ours, theirs = self._words[0][a], self._words[1][b]
        score = likeness.likeness(ours, theirs)
        if score < LIKE_FAR and self.renames and likeness.contained(ours, theirs) >= _PART:
            score = LIKE_FAR
        return 0.0 if self._strangers(a, b) and not (score >= LIKE_RENAMED and self._renamed(a, b)) else score

    @cached_property
    def _words(self) -> tuple[list[Counter[str]], list[Counter[str]]]:
        before, after = ([likeness.words(unit.text) for unit in side.units] for side in (self.before, self.after))
        return before, after

    @cached_property
    def _often(self) -> Counter[str]:
        """In how many units of the earlier text each word is."""
        return Counter(word for found in self._words[0] for word in found)

    def _strangers(self, a: int, b: int) -> bool:
        """Whether two units stand in bullets that go by different names."""
        ours, theirs = self.before.bullet(a), self.after.bullet(b)
        if not ours or not theirs or self.boxes.get(theirs) == ours:
            return False
        name, other = self.before.lead(ours), self.after.lead(theirs)
        if not name or not other or name == other:
            return False
        return not self.renames or likeness.likeness(likeness.words(name), likeness.words(other)) <= LIKE

    def _renamed(self, a: int, b: int) -> bool:
        """Whether an editor may have renamed a bullet: both units begin theirs, and most figures are the same."""
        ours, theirs = self.before.bullet(a), self.after.bullet(b)
        if not self.renames or not ours or not theirs:
            return False
        begin = self.before.members[ours][0] == a and self.after.members[theirs][0] == b
        return begin and likeness.shared_figures(self.before.units[a], self.after.units[b]) > _MOST


def _grouped(outline: Outline, indexes: Iterable[int], key: Key) -> dict[str, list[int]]:
    """Units by key; those without one left out."""
    found: dict[str, list[int]] = defaultdict(list)
    for i in indexes:
        if name := key(outline, i):
            found[name].append(i)
    return found
