"""A newsroom in miniature, for tests of the merge: nights that print posts in our shape, and reprint them with changes.

Every sentence, row and headline of ours has a word of its own (`Qaab`), so that a test knows it again without asking
the code under test; every word that the editor types is one of his (`zqaab`).
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")

OURS = re.compile(r"\bQ[a-z]{3}\b")
TYPED = re.compile(r"\bzq[a-z]{3}\b", re.IGNORECASE)
SOURCES = ("coingecko", "farside-btc", "farside-eth", "alternative-me", "coinglass", "binance-klines")

SENTENCES = (
    (
        "{own} counts show that funds lost \\${a} million on Nov. {day}, {b}% of it from IBIT.",
        "{own} counts show that funds took in \\${a} million on Nov. {day}, {b}% of it into IBIT.",
        "{own} counts show that funds saw no net flow on Nov. {day}, after \\${a} million and {b}% of it from IBIT.",
    ),
    (
        "It was the {rank} session of outflows in a row by {own}; together they took \\${a} billion.",
        "It was the {rank} session of inflows by {own}, and the largest; together they brought \\${a} billion.",
    ),
    (
        "**Fear & Greed**, as {own} measures it, fell to {n} from {a}, its lowest since April {day}.",
        "**Fear & Greed**, as {own} measures it, rose to {n} from {a}, its first rise since April {day}.",
    ),
    (
        "Bitcoin dropped {b}% in 24 hours to \\${price}, {own} reports.",
        "Bitcoin edged up {b}% in 24 hours to \\${price}, {own} reports, and came to rest there.",
    ),
    (
        "Of {n} figures that {own} read from sources, {rank} is the largest.",
        "Of {n} figures that {own} read from its two sources, the {rank} is by far the largest.",
    ),
    (
        "Liquidations came to \\${a} million in 24 hours, as {own} reported.",
        "Liquidations came to at least \\${a} million within 24 hours, as {own} and nobody else reported.",
    ),
    (
        "**Odds**: {own} puts “Will bitcoin reach \\${price} in January?” at {b}%.",
        "**Odds**: {own} puts “Will bitcoin reach \\${price} in January?” at {b}%, with \\${a} million traded.",
    ),
    (
        "The sources disagree on the price of {own} (\\${price} to \\${a}).",
        "The sources now disagree on the price and the change of {own} (\\${price} to \\${a}).",
    ),
)
RANKS = ("second", "third", "fourth", "fifth", "sixth", "seventh")


@dataclass(frozen=True)
class Sentence:
    own: str
    shape: int
    wording: int
    figures: tuple[str, ...]
    source: str

    def __str__(self) -> str:
        a, b, price, n, rank, day = self.figures
        texts = SENTENCES[self.shape]
        text = texts[self.wording % len(texts)].format(own=self.own, a=a, b=b, price=price, n=n, rank=rank, day=day)
        return f"{text}[^{self.source}]"


@dataclass(frozen=True)
class Part:
    """What stands below a label, or belongs to an item: a paragraph, a table, bullets; any of them may be missing."""

    label: str
    item: str
    headline: bool
    paragraph: tuple[Sentence, ...]
    rows: tuple[tuple[str, str, str], ...]
    bullets: tuple[tuple[Sentence, ...], ...]

    def __str__(self) -> str:
        label, item = f"**{self.label}**", f"<!-- item: {self.item} -->" if self.item else ""
        blocks = [item, label] if self.headline else [label, item]
        blocks.append("\n".join(map(str, self.paragraph)))
        if self.rows:
            rows = [f"| {name} | −\\${a} million | {b}% |" for name, a, b in self.rows]
            blocks.append("\n".join(["| Fund | Net flow | Share |", "|:---|---:|---:|", *rows]))
        blocks.append("\n".join("- " + "\n  ".join(map(str, bullet)) for bullet in self.bullets))
        return "\n\n".join(block for block in blocks if block)


@dataclass(frozen=True)
class Night:
    """Everything that one night's post says. `day` is the session its sentences name."""

    title: Sentence
    sections: tuple[tuple[str, tuple[Part, ...]], ...]
    retrieved: int = 5

    def __str__(self) -> str:
        body = "\n\n***\n\n".join("\n\n".join([f"### {heading}", *map(str, parts)]) for heading, parts in self.sections)
        cited = list(dict.fromkeys(re.findall(r"\[\^([\w-]+)\]", body)))
        notes = "\n\n".join(
            f"[^{label}]: What {label} says, retrieved Nov. 4, 2025, 00:{self.retrieved:02d} UTC. <https://{label}.example/9>"
            for label in cited
        )
        headline = str(self.title).partition("[^")[0].replace("\\", "").replace("**", "")
        return (
            f'---\nlayout: post\ntitle: "{headline}"\ndate: 2025-11-04\npublished: false\n'
            f'excerpt: "{headline} Prices are as reported on Nov. 4."\n---\n\n{body}\n\n{notes}\n'
        )


@dataclass
class Generator:
    """Makes nights, and the next run's night from the last one's."""

    rng: random.Random
    words: int = 0
    day: int = 3

    def own(self) -> str:
        self.words += 1
        return "Q" + _letters(self.words)

    def figures(self) -> tuple[str, ...]:
        r = self.rng
        price = f"{r.randint(90, 120)},{r.randint(100, 999)}"
        return (
            *(f"{r.randint(100, 900)}.{r.randint(1, 9)}", f"{r.randint(10, 90)}.{r.randint(1, 9)}", price),
            *(str(r.randint(10, 95)), r.choice(RANKS), str(self.day)),
        )

    def sentence(self, shape: int) -> Sentence:
        return Sentence(self.own(), shape, self.rng.randrange(2), self.figures(), self.rng.choice(SOURCES))

    def row(self) -> tuple[str, str, str]:
        a, b, *_ = self.figures()
        return self.own(), a, b

    def sentences(self, many: int) -> tuple[Sentence, ...]:
        """Sentences of different shapes: which of two alike was reworded nobody could tell."""
        shapes = self.rng.sample(range(len(SENTENCES)), many)
        return tuple(map(self.sentence, shapes))

    def part(self) -> Part:
        r, own = self.rng, self.own()
        headline = r.random() < 0.4
        told = self.sentences(r.randint(1, 6))
        cuts = sorted({r.randint(0, len(told)) for _ in range(3)} | {0, len(told)})
        groups = [told[start:end] for start, end in pairwise(cuts)]
        first = groups.pop(0) if headline or r.random() < 0.6 else ()
        return Part(
            label=f"{own} Fined \\${r.randint(10, 99)}M [{r.choice(('HIGH', 'LOW'))}]" if headline else f"{own} Prices",
            item=own.lower() if headline or r.random() < 0.5 else "",
            headline=headline,
            paragraph=first,
            rows=tuple(self.row() for _ in range(r.randint(2, 4))) if r.random() < 0.5 else (),
            bullets=tuple(groups),
        )

    def night(self) -> Night:
        sections = tuple(
            (f"{self.own()} Overview", tuple(self.part() for _ in range(self.rng.randint(1, 3))))
            for _ in range(self.rng.randint(2, 3))
        )
        return Night(self.sentence(3), sections)

    def next_run(self, night: Night) -> Night:
        """Late data: figures, at times words, items, rows and sources change."""
        for _ in range(self.rng.randint(1, 3)):
            night = self.rng.choice(_CHANGES)(self, night)
        return replace(night, retrieved=self.rng.randint(6, 59))

    def moved(self, one: Sentence) -> Sentence:
        return replace(one, figures=self.figures())


def _each_sentence(night: Night, change: Callable[[Sentence], Sentence]) -> Night:
    return _each_part(
        replace(night, title=change(night.title)),
        lambda part: replace(
            part,
            paragraph=tuple(map(change, part.paragraph)),
            bullets=tuple(tuple(map(change, bullet)) for bullet in part.bullets),
        ),
    )


def _each_part(night: Night, change: Callable[[Part], Part]) -> Night:
    return replace(night, sections=tuple((heading, tuple(map(change, parts))) for heading, parts in night.sections))


def _one_part(make: Generator, night: Night, change: Callable[[Part], Part]) -> Night:
    parts = [part for _, parts in night.sections for part in parts]
    chosen = make.rng.choice(parts) if parts else None
    return _each_part(night, lambda part: change(part) if part is chosen else part)


def _move_figures(make: Generator, night: Night) -> Night:
    share = make.rng.choice((0.1, 0.5, 1.0))
    return _each_sentence(night, lambda one: make.moved(one) if make.rng.random() < share else one)


def _session_passes(make: Generator, night: Night) -> Night:
    make.day = make.day % 28 + 1
    return _each_sentence(night, lambda one: replace(one, figures=(*one.figures[:-1], str(make.day))))


def _reword(make: Generator, night: Night) -> Night:
    return _each_sentence(
        night, lambda one: replace(make.moved(one), wording=one.wording + 1) if make.rng.random() < 0.15 else one
    )


def _other_source(make: Generator, night: Night) -> Night:
    return _each_sentence(
        night, lambda one: replace(one, source=make.rng.choice(SOURCES)) if make.rng.random() < 0.15 else one
    )


def _add_sentence(make: Generator, night: Night) -> Night:
    def added(part: Part) -> Part:
        new = _another(make, part)
        return replace(part, paragraph=_with(make, part.paragraph, new)) if new else part

    return _one_part(make, night, added)


def _another(make: Generator, part: Part) -> Sentence | None:
    """A sentence of a shape that the part does not have yet."""
    told = {one.shape for group in (part.paragraph, *part.bullets) for one in group}
    free = [shape for shape in range(len(SENTENCES)) if shape not in told]
    return make.sentence(make.rng.choice(free)) if free else None


def _drop_sentence(make: Generator, night: Night) -> Night:
    return _one_part(make, night, lambda part: replace(part, paragraph=_without(make, part.paragraph)))


def _add_bullet(make: Generator, night: Night) -> Night:
    def added(part: Part) -> Part:
        new = _another(make, part)
        return replace(part, bullets=_with(make, part.bullets, (new,))) if new else part

    return _one_part(make, night, added)


def _drop_bullet(make: Generator, night: Night) -> Night:
    return _one_part(make, night, lambda part: replace(part, bullets=_without(make, part.bullets)))


def _change_rows(make: Generator, night: Night) -> Night:
    def changed(part: Part) -> Part:
        rows = list(part.rows)
        how = make.rng.randrange(4)
        if not rows or how == 0:
            rows = [(name, *make.row()[1:]) for name, *_ in rows]
        elif how == 1:
            rows.insert(make.rng.randint(0, len(rows)), make.row())
        elif how == 2 and len(rows) > 1:
            rows.pop(make.rng.randrange(len(rows)))
        else:
            rows.sort(key=lambda row: float(row[1]))
        return replace(part, rows=tuple(rows))

    return _one_part(make, night, changed)


def _add_part(make: Generator, night: Night) -> Night:
    chosen = make.rng.randrange(len(night.sections))
    new = make.part()
    return replace(
        night,
        sections=tuple(
            (heading, _with(make, parts, new) if n == chosen else parts)
            for n, (heading, parts) in enumerate(night.sections)
        ),
    )


def _drop_part(make: Generator, night: Night) -> Night:
    chosen = make.rng.randrange(len(night.sections))
    return replace(
        night,
        sections=tuple(
            (heading, _without(make, parts) if n == chosen else parts)
            for n, (heading, parts) in enumerate(night.sections)
        ),
    )


def _with(make: Generator, things: tuple[T, ...], new: T) -> tuple[T, ...]:
    at = make.rng.randint(0, len(things))
    return (*things[:at], new, *things[at:])


def _without(make: Generator, things: tuple[T, ...]) -> tuple[T, ...]:
    at = make.rng.randrange(len(things)) if things else 0
    return things[:at] + things[at + 1 :]


_CHANGES = (
    *(_move_figures, _move_figures, _move_figures),
    *(_session_passes, _reword, _other_source, _add_sentence, _drop_sentence),
    *(_add_bullet, _drop_bullet, _change_rows, _add_part, _drop_part),
)


def _letters(n: int) -> str:
    return "".join(chr(ord("a") + n // 26**place % 26) for place in (2, 1, 0))
