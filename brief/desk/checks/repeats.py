"""What is told more than once: a sentence pasted twice, an item in one section after the other.

Owns when two passages tell the same: they share a source and most of their words. Refuses to choose between them.
"""

import re
from collections.abc import Iterator

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import Told, passages, prose

_WORD = re.compile(r"[A-Z]{2,}|[A-Za-z]{3,}|\d[\d,.]*\d%?")
_IN_EVERY_BRIEF = frozenset(
    re.findall(
        r"\w+",
        "the and for its are was has had not but all new now one two per via that this with from have been were which"
        " their they about into over than more most also only after before while when where such other some said says"
        " will would could should today past week month funds fund bitcoin ethereum crypto market price million billion"
        " through under between because these those there here what why matters total hours spot session sessions"
        " outflow outflows inflow inflows",
    )
)
_ALIKE, _LEAST_WORDS, _SECTIONS = 0.4, 6, 3
_ABOUT_OTHERS = ("Confidence Statement", "What to Watch")
"""One counts what the others tell, and one says where it may go from here."""
_LONG = 9
"""Words; shorter sentences may be the same by right, as under two countries without news."""

_Item = tuple[list[Told], frozenset[str], frozenset[str]]


def repeated_item(case: Case) -> Iterator[Found]:
    """The same item is told in three sections or more, or a sentence stands there twice.

    Example: one product launch as a headline, under exchanges, under its regulator and again under social media.
    """
    seen: dict[str, int] = {}
    for one in prose(case):
        words = one.text.lower()
        if words in seen:
            message = f"The sentence stands in line {seen[words]} already."
            yield Found(one.line, message, "Keep one of the two.", "warn", one.text)
        elif len(words.split()) >= _LONG:
            seen[words] = one.line
    yield from _told_again(case)


def _told_again(case: Case) -> Iterator[Found]:
    told = [passage for passage in passages(case) if passage[0].is_prose]
    items = [_item(passage) for passage in told if passage[0].unit.section not in _ABOUT_OTHERS]
    done = set[int]()
    for item in items:
        alike = [other[0][0] for other in items if _same(item, other)]
        sections = list(dict.fromkeys(one.unit.section for one in alike))
        lines = [one.line for one in alike]
        if len(sections) >= _SECTIONS and not done & set(lines):
            done |= set(lines)
            message = f"One item is told in {len(sections)} sections, in lines {', '.join(map(str, lines))}."
            fix = f"Keep it in “{sections[0]}”, and name elsewhere only what is new there."
            yield Found(lines[0], message, fix, "warn", alike[0].text)


def _item(passage: list[Told]) -> _Item:
    """A passage with its sources and the words that tell what it is about."""
    words = {word.lower() for one in passage for word in _WORD.findall(one.text)}
    notes = frozenset(label for one in passage for label in one.notes)
    return passage, notes, frozenset(word.removesuffix("s") for word in words - _IN_EVERY_BRIEF)


def _same(one: _Item, other: _Item) -> bool:
    fewer = min(len(one[2]), len(other[2]))
    return bool(one[1] & other[1]) and fewer >= _LEAST_WORDS and len(one[2] & other[2]) >= _ALIKE * fewer
