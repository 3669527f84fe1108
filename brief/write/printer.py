"""How a template prints a figure, and the memory of what was printed and cited.

Owns the filters of the post templates: each spells one figure by the house style, escapes it for Markdown and remembers
the spelling, so that receipts can say how a figure was printed, a figure without a footnote is noticed, and each
sentence's figures are known (`taken`). Refuses arithmetic: what is not in the story cannot be printed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from brief import style
from brief.models import Figure, Item
from brief.models.blocks import Superlative
from brief.models.story import Story
from brief.models.written import PrintedFigure
from brief.write import escape

NEAR = Decimal("0.005")
# Behind each figure while a template is rendered; `escape.clean` lets no outside text hold one of the two signs.
_MARK = re.compile("\ufdd0(\\d+)\ufdd1")


class Printer:
    """The filters of one rendering. `plain` prints for titles and feeds: no escapes, no footnotes."""

    def __init__(self, story: Story, *, plain: bool = False) -> None:
        self._story = story
        self._plain = plain
        self.printed: dict[str, list[str]] = {}
        self.verbs: dict[str, list[str]] = {}
        """The words a figure was said with, for figures whose number is not printed."""
        self.cited: list[str] = []
        self.dated: set[str] = set()
        """The sections of which it was said that a figure is carried from an earlier edition."""
        self._marked: list[PrintedFigure] = []

    def taken(self, rendered: str) -> tuple[str, tuple[PrintedFigure, ...]]:
        """A rendered text without the marks behind its figures, and those figures in order of appearance."""
        return _MARK.sub("", rendered), tuple(self._marked[int(found)] for found in _MARK.findall(rendered))

    def filters(self) -> dict[str, Callable[..., str]]:
        """What templates call, by name."""
        return {
            "price": self.price,
            "money": self.money,
            "flow": self.flow,
            "short": self.short,
            "stated": self.stated,
            "headline": self.headline,
            "level": self.level,
            "percent": self.percent,
            "change": self.change,
            "share": self.share,
            "index": self.index,
            "since": self.since,
            "ordinal": self.ordinal,
            "nth": self.nth,
            "cardinal": self.cardinal,
            "count_words": style.cardinal,
            "day": self.day,
            "carried": self.carried,
            "clock": style.clock,
            "md": self.text,
            "link": self.link,
            "rate": lambda figure: self._spell(figure, style.rate(figure.value, signed=True)),
            "points": lambda figure: self._spell(figure, style.points(figure.value)),
            "signed_points": lambda figure: self._spell(figure, style.number(figure.value, 1, signed=True)),
            "basis_points": lambda figure: self._spell(figure, style.basis_points(figure.value)),
            "basis_size": lambda figure: self._spell(figure, style.basis_points(figure.value, signed=False)),
            "apart": lambda figure: self._spell(figure, f"{style.number(abs(figure.value) * 100, 0)} bp"),
            "number": lambda figure, places: self._spell(figure, style.number(figure.value, places)),
            "size": lambda figure, places: self._spell(figure, style.number(abs(figure.value), places)),
            "yield": lambda figure: self._spell(figure, style.percent(figure.value, places=2)),
            "part": self.part,
            "coins": self.coins,
            "hash_rate": lambda figure: self._spell(figure, style.hash_rate(figure.value)),
            "fee_rate": lambda figure: self._spell(figure, style.fee_rate(figure.value)),
            "whole": lambda figure: self._spell(figure, style.number(figure.value, 0)),
            "scaled": lambda figure: self._spell(figure, style.scaled(figure.value)),
            "verb": self.verb,
            "average": lambda figure: self._spell(figure, style.usd(style.to_five_digits(figure.value))),
            "level_of": lambda figure: self._spell(figure, style.SPELLED["level"](figure.value)),
            "spelled": lambda figure, how: self._spell(figure, style.SPELLED[how](figure.value)),
            "superlative": self.superlative,
            "zero_or": lambda figure: self._spell(
                figure, style.cardinal(int(figure.value)) if figure.value else "none"
            ),
            "lower_name": lower_name,
            "month_short": style.month_short,
            "month_name": style.month,
            "weekday": style.weekday,
        }

    def price(self, figure: Figure) -> str:
        """An exact price; a range where the sources disagree."""
        low, high = figure.agreement.low, figure.agreement.high
        if figure.agreement.disagrees and low is not None and high is not None:
            return self._spell(figure, style.usd_range(low, high), low, high)
        return self._spell(figure, style.usd(figure.value))

    def money(self, figure: Figure) -> str:
        """An amount without its sign, rounded: the sentence says lost or took in."""
        return self._spell(figure, style.money(abs(figure.value)))

    def flow(self, figure: Figure) -> str:
        """An amount with its sign, for tables and lists."""
        return self._spell(figure, style.money(figure.value, signed=True))

    def stated(self, figure: Figure) -> str:
        """An amount as finely as a title states it; a range where titles state different ones."""
        ends = sorted(figure.readings, key=lambda reading: reading.value)
        told = list(dict.fromkeys(style.money_stated(end.value, end.detail["text"]) for end in (ends[0], ends[-1])))
        values = (ends[0].value, ends[-1].value) if len(told) > 1 else (figure.value,)
        return self._spell(figure, " to ".join(told), *values)

    def headline(self, item: Item, amounts: Sequence[Figure]) -> str:
        """Somebody's title as it stands there, each amount of money in it with its receipt."""
        rest, shown = item.title, ""
        for figure in amounts:
            words = figure.detail["text"]
            before, _, rest = rest.partition(words)
            shown += self._piece(before) + self._spell(figure, escape.clean(words))
        return shown + self._piece(rest)

    def _piece(self, words: str) -> str:
        """A part of a text from outside, with the blanks at its ends."""
        ends = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        return f"{ends[0] and ' '}{self.text(words)}{words.strip() and ends[1] and ' '}"

    def short(self, figure: Figure) -> str:
        """An amount for a title: "$1.37B"."""
        return self._spell(figure, style.money_short(abs(figure.value)))

    def level(self, figure: Figure) -> str:
        """Where a price stands by its round level, for a title: "Near $104K" within half a percent of it."""
        level = style.round_level(figure.value)
        near = abs(figure.value - level) <= level * NEAR
        side = "Near" if near else "Above" if figure.value > level else "Below"
        return self._spell(figure, f"{side} {style.level_short(level)}")

    def percent(self, figure: Figure) -> str:
        """A percentage without its sign."""
        return self._percents(figure, signed=False)

    def change(self, figure: Figure) -> str:
        """A percentage with its sign."""
        return self._percents(figure, signed=True)

    def share(self, figure: Figure) -> str:
        """A share of a whole: no decimals, but for one that would round to none or to all of it."""
        extreme = not Decimal("0.5") <= figure.value < Decimal("99.5")
        return self._spell(figure, style.percent(figure.value, places=1 if extreme else 0))

    def part(self, figure: Figure) -> str:
        """A small part of a whole: two decimals below one percent."""
        return self._spell(figure, style.percent(abs(figure.value), places=2 if abs(figure.value) < 1 else 1))

    def coins(self, figure: Figure, asset: str) -> str:
        """An amount of a coin without its sign."""
        return self._spell(figure, style.coins(figure.value, escape.text(asset.upper())))

    def verb(self, figure: Figure, word: str) -> str:
        """The verb that a move's size has earned: a word, so no number of the sentence; its receipt has the size."""
        seen = self.verbs.setdefault(figure.name, [])
        if word not in seen:
            seen.append(word)
        return word

    def superlative(self, figure: Figure) -> str:
        """A rank as an adjective: "largest", "second-largest"."""
        rank = int(figure.value)
        return self._spell(figure, "largest" if rank == 1 else f"{style.ordinal(rank)}-largest")

    def index(self, figure: Figure) -> str:
        return self._spell(figure, f"{figure.value:f}")

    def ordinal(self, figure: Figure) -> str:
        return self._spell(figure, style.ordinal(int(figure.value)))

    def cardinal(self, figure: Figure) -> str:
        return self._spell(figure, style.cardinal(int(figure.value)))

    def since(self, superlative: Superlative) -> str:
        """The day a comparison goes back to; the receipt is the comparison's."""
        day = self.day(superlative.found or superlative.first)
        return self._remember(superlative.proof, day, ())

    def nth(self, figure: Figure) -> str:
        """An ordinal with its article: "a fourth", "an eighth"."""
        word = style.ordinal(int(figure.value))
        spoken_with_a_vowel = word.startswith(("8", "eighth")) or word in ("11th", "18th")
        return self._spell(figure, f"{'an' if spoken_with_a_vowel else 'a'} {word}")

    def carried(self, figure: Figure) -> str:
        """How old a figure is that an earlier edition gave: "as of Nov. 3, carried from the last edition"."""
        self.dated.add(figure.name.partition(".")[0])
        return f"as of {self.day(figure.as_of)}, carried from the last edition"

    def day(self, day: date) -> str:
        """A day as this edition names it: without the year where it is the edition's own."""
        return style.day(day, self._story.day)

    def text(self, words: str) -> str:
        """Text from outside: harmless in Markdown, HTML and Liquid."""
        return escape.clean(words) if self._plain else escape.text(words)

    def link(self, words: str, address: str) -> str:
        """A text from outside with its link, or alone where it has none."""
        return escape.link(words, address) if address and not self._plain else self.text(words)

    def cite(self, *figures: Figure | None) -> str:
        """The footnotes of what a sentence printed: of a range every source, else the one the value came from."""
        return self._notes(
            source
            for figure in figures
            if figure
            for source in (figure.sources[:1] if figure.readings and figure.agreement.low is None else figure.sources)
        )

    def cite_all(self, *figures: Figure | None) -> str:
        """The footnotes of every source behind the figures, the ones that checked them included."""
        return self._notes(source for figure in figures if figure for source in figure.sources)

    def cite_sources(self, sources: Iterable[str]) -> str:
        """The footnotes of sources whose items a sentence tells."""
        return self._notes(sources)

    def _notes(self, sources: Iterable[str]) -> str:
        labels = list(dict.fromkeys(sources))
        self.cited += [label for label in labels if label not in self.cited]
        return "" if self._plain else "".join(f"[^{label}]" for label in labels)

    def _whose(self, figure: Figure) -> str:
        """Who published a figure: its first source, or the reports that a reconstructed one was taken from."""
        origin = self._story.origins.get(figure.sources[0]) if figure.sources else None
        if origin is None:
            return ""
        reports = [fact for fact in origin.published if any(map(fact.gave, (figure.name, *figure.inputs)))]
        return ", ".join(dict.fromkeys(fact.publication for fact in reports or origin.published)) or origin.cite

    def _percents(self, figure: Figure, *, signed: bool) -> str:
        low, high = figure.agreement.low, figure.agreement.high
        if figure.agreement.disagrees and low is not None and high is not None:
            near, far = sorted((low, high), key=abs)
            spelling = f"{self._percent(near, signed, figure)} to {self._percent(far, signed, figure)}"
            return self._spell(figure, spelling, near, far)
        return self._spell(figure, self._percent(figure.value, signed, figure))

    def _percent(self, value: Decimal, signed: bool, figure: Figure) -> str:
        """One decimal, and none where no source gave any: "5%" published is not "5.0%" known."""
        given = max((-_exponent(reading.value) for reading in figure.readings), default=1)
        return style.percent(value if signed else abs(value), signed=signed, places=min(1, max(0, given)))

    def _spell(self, figure: Figure, spelling: str, *values: Decimal) -> str:
        """The spelling, remembered; of a range with the two `values` it stands for."""
        return self._remember(figure, spelling, values or (figure.value,))

    def _remember(self, figure: Figure, spelling: str, values: tuple[Decimal, ...]) -> str:
        seen = self.printed.setdefault(figure.name, [])
        if spelling not in seen:
            seen.append(spelling)
        self._marked.append(
            PrintedFigure(
                figure=figure.name, spelling=spelling, values=values, unit=figure.unit, source=self._whose(figure)
            )
        )
        shown = spelling if self._plain else spelling.replace("$", "\\$")
        return f"{shown}\ufdd0{len(self._marked) - 1}\ufdd1"


_COMMON = ("Bitcoin", "Ethereum")


def lower_name(name: str) -> str:
    """Two coins' names are common nouns within a sentence."""
    return name.lower() if name in _COMMON else name


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
