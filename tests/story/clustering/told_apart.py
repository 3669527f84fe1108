"""How well stories are told apart: precision and recall of the clusters on labelled titles.

`python tests/story/clustering/told_apart.py` prints both halves of `titles.yaml`, the one the numbers in
`story/clusters.py` were chosen on and the one they are scored on, and all of `hard.yaml`, whose titles have hardly
a word in common.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))

from brief.models import Item  # noqa: E402
from brief.story.clusters import clusters  # noqa: E402


class Score(NamedTuple):
    """Counts of pairs, and the pairs that came out wrong."""

    hits: int
    pairs: int
    """Pairs that tell one event."""
    other: int
    """Pairs that do not."""
    missed: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.hits / self.pairs


def score(half: str, file: str = "titles.yaml") -> Score:
    """All titles of one half clustered as one collection, then each pair of them looked up."""
    found = yaml.safe_load((HERE / file).read_text(encoding="utf-8"))
    stories = [story for story in found["stories"] if half in ("both", story["half"])]
    items = {story["id"]: list(_items(story["id"], story["day"], story["titles"])) for story in stories}
    home: dict[tuple[str, int], int] = {}
    for number, group in enumerate(clusters([item for own in items.values() for item in own])):
        for item in group:
            story, _, place = item.path.rpartition("#")
            home[story, int(place)] = number
    titles = {(name, n): item.title for name, own in items.items() for n, item in enumerate(own)}
    same = [((name, a), (name, b)) for name, own in items.items() for a, b in combinations(range(len(own)), 2)]
    apart = [
        ((one, a), (two, b))
        for one, two in combinations(items, 2)
        for a, b in product(range(len(items[one])), range(len(items[two])))
    ]
    missed = tuple((titles[a], titles[b]) for a, b in same if home[a] != home[b])
    wrong = tuple((titles[a], titles[b]) for a, b in apart if home[a] == home[b])
    return Score(len(same) - len(missed), len(same), len(apart), missed, wrong)


def _items(story: str, day: date, titles: list[dict[str, object]]) -> Iterator[Item]:
    for number, told in enumerate(titles):
        at = datetime(day.year, day.month, day.day, int(str(told["hour"])), tzinfo=UTC)
        yield Item(
            topic="news.test",
            title=str(told["title"]),
            outlet=str(told["outlet"]),
            at=at,
            source="test",
            url="https://example.org/",
            fetched_at=at,
            sha256="0" * 64,
            path=f"{story}#{number}",
        )


def main() -> None:
    """Print what was measured, and what came out wrong."""
    for half, file in (("tune", "titles.yaml"), ("score", "titles.yaml"), ("both", "hard.yaml")):
        found = score(half, file)
        print(
            f"{file}, {half}: precision {found.precision:.2f}, recall {found.recall:.2f}, "
            f"of {found.pairs} pairs of one story and {found.other} of two"
        )
        for words, pairs in (("not joined", found.missed), ("joined", found.wrong)):
            for one, other in pairs if file == "titles.yaml" else ():
                print(f"  {words}: {one} | {other}")


if __name__ == "__main__":
    main()
