"""How good the checks are: precision and recall of each on injected defects, beside a lint that accepts everything.

    python tests/desk/measure.py

Each check has an injection, which puts its defect somewhere into a generated post. Recall is the share of injected
defects that the check finds; precision the share of its findings, over injected and untouched posts, that name an
injected defect. A lint that accepts everything has a recall of none; where it is right is the untouched posts.
"""

import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from corpus import edited, generated  # noqa: E402
from injections import arithmetic, drift, words  # noqa: E402

from brief.desk.checks import CHECKS, Finding, run  # noqa: E402

Injection = Callable[[str, random.Random], str | None]
INJECTIONS: Mapping[str, Injection] = {**arithmetic.INJECTIONS, **words.INJECTIONS, **drift.INJECTIONS}
EACH = 24
TRIES = 400


class Measured(NamedTuple):
    """One check over its injections and over the untouched posts."""

    check: str
    injected: int
    found: int
    beside: int
    """Findings of this check that name no injected defect: false alarms."""

    @property
    def recall(self) -> float:
        return self.found / self.injected if self.injected else 0.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.beside) if self.found else 0.0


def injected(check: str, count: int = EACH) -> list[tuple[int, str]]:
    """`count` different posts with one defect of this check each, and which generated post each was made of."""
    dice, made = random.Random(check), dict[str, int]()
    posts = generated()
    for _ in range(TRIES):
        which = dice.randrange(len(posts))
        text = INJECTIONS[check](posts[which].text, dice)
        if text is not None and text != posts[which].text:
            made.setdefault(text, which)
        if len(made) == count:
            break
    return [(which, text) for text, which in made.items()]


def measure(check: str, count: int = EACH) -> Measured:
    """One check's findings on its injections and on the untouched posts."""
    posts, only = generated(), {check: CHECKS[check]}
    before = [set(_told(run(post, only))) for post in posts]
    texts = injected(check, count)
    found = [set(_told(run(edited(posts[which], text), only))) - before[which] for which, text in texts]
    return Measured(check, len(texts), sum(map(bool, found)), sum(map(len, before)))


def _told(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def main() -> None:
    """Print the table."""
    print(f"{'check':<24} {'injected':>8} {'found':>6} {'recall':>7} {'precision':>9} {'accepting all':>14}")
    rows = [measure(check) for check in CHECKS if check in INJECTIONS]
    for row in rows:
        print(f"{row.check:<24} {row.injected:>8} {row.found:>6} {row.recall:>7.2f} {row.precision:>9.2f} {'0.00':>14}")
    print(f"{len(generated())} untouched posts: {sum(row.beside for row in rows)} findings.")


if __name__ == "__main__":
    main()
