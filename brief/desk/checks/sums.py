"""Parts against their total: listed in a sentence, below a total in a table, or told of two groups of funds together.

Owns which amounts are parts of which; refuses lists that say they are not complete ("including", "led by").
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import told_flows
from brief.prose import numbers, spans, subjects
from brief.prose.numbers import Number
from brief.prose.spans import Span
from brief.style import money

FEWEST = 2
"""One amount behind a total is an example, not a list."""

_LIST = re.compile(r"\(([^()]*)\)")
_INCOMPLETE = re.compile(
    r"\b(?:incl\w*|led\sby|among|e\.g|for\sexample|mainly|mostly|largely|chiefly|top|versus|vs|up\sfrom|down\sfrom|from|to"
    r"|high|low|peak|previous(?:ly)?|compared|against|after|before|other|of\swhich|plus|per|of\s(?:it|that))\b",
    re.IGNORECASE,
)
_NAMED_PART = re.compile(r"^[^\d$]*[A-Za-z][^\d$]*$")
_BREAKDOWN = re.compile(
    r"\b(?:assets?|funds?|tokens?)\s(?:drained|stolen|lost|taken)|\b(?:breakdown|composition|split)\b|\bby\s(?:chain|issuer|asset|fund)\b",
    re.IGNORECASE,
)
_LONG = re.compile(r"\blongs?\b", re.IGNORECASE)
_SHORT = re.compile(r"\bshorts?\b", re.IGNORECASE)
_REACH = 30  # characters between a side's name and its amount
_TOGETHER = re.compile(r"\b(?:together|combined|in\s(?:all|total)|altogether)\b", re.IGNORECASE)


class _Whole(NamedTuple):
    """A total with the amounts said to make it."""

    total: Number
    parts: tuple[Number, ...]
    where: str = ""


def listed_parts(case: Case) -> Iterator[Found]:
    """The parts that a sentence lists do not add up to the total it gives.

    Example: "$135.76 million outflow (ETHA: −$81.7M, FETH: −$25.14M)", whose parts sum to $106.84 million.
    """
    for sentence in case.sentences:
        if sentence.unit.kind == "row":
            continue
        wholes = (_in_brackets(sentence), _below_a_label(sentence), _long_and_short(sentence))
        if whole := next(filter(None, wholes), None):
            yield from _unless_it_adds_up(sentence, whole)


def _in_brackets(sentence: Sentence) -> _Whole | None:
    """ "TOTAL of something (NAME: part, NAME: part)"."""
    text = sentence.text
    for found in _LIST.finditer(text):
        parts = _amounts(found[1])
        before = [number for number in _amounts(text[: found.start()]) if not number.text.startswith("(")]
        clause = max(text.rfind(mark, 0, found.start()) for mark in (";", ". ", ", and "))
        totals = [number for number in before if number.start > clause]
        if len(parts) < FEWEST or not totals or _INCOMPLETE.search(found[1]) or not _are_named(found[1], parts):
            continue
        return _Whole(totals[-1], tuple(parts))
    return None


def _below_a_label(sentence: Sentence) -> _Whole | None:
    """A bullet that lists what something was made of, under a label with its total."""
    if not _BREAKDOWN.search(sentence.unit.bullet) or _INCOMPLETE.search(sentence.text):
        return None
    totals, parts = _amounts(sentence.unit.label or sentence.unit.section), _amounts(sentence.text)
    if len(totals) != 1 or len(parts) < FEWEST:
        return None
    return _Whole(totals[0], tuple(parts), f" in the heading above (“{sentence.unit.label or sentence.unit.section}”)")


def _long_and_short(sentence: Sentence) -> _Whole | None:
    """ "exceeded $2 billion, with longs losing $1.63 billion and shorts $400 million"."""
    text, amounts = sentence.text, _amounts(sentence.text)
    if len(amounts) != 3 or "liquid" not in text.lower():
        return None
    sides = [_nearest(text, side, amounts[1:]) for side in (_LONG, _SHORT)]
    if None in sides or sides[0] == sides[1]:
        return None
    return _Whole(amounts[0], tuple(amounts[1:]))


def _nearest(text: str, side: re.Pattern[str], amounts: list[Number]) -> Number | None:
    """The first amount behind a side's name, near it; else the one right in front of it."""
    for name in side.finditer(text):
        behind = [number for number in amounts if 0 <= number.start - name.end() <= _REACH]
        front = [number for number in amounts if 0 <= name.start() - number.end <= _REACH]
        if behind or front:
            return (behind or front[::-1])[0]
    return None


def _amounts(text: str) -> list[Number]:
    return [number for number in numbers.find(text) if number.unit == "usd"]


def _are_named(text: str, parts: list[Number]) -> bool:
    """Whether each part has a name in front of it, or a quantity behind which it stands."""
    starts = [0, *(part.end for part in parts)]
    return all(_NAMED_PART.match(text[start : part.start]) for start, part in zip(starts, parts, strict=False))


def _unless_it_adds_up(sentence: Sentence, whole: _Whole) -> Iterator[Found]:
    parts = _sum([spans.of(part) for part in whole.parts])
    total = spans.of(whole.total)
    if parts.meets(total):
        return
    missing = abs(abs(whole.total.value) - _exact(whole.parts))
    way = "unexplained" if parts.high < total.low else "too much"
    yield Found(
        line=sentence.line,
        sentence=sentence.text,
        message=(
            f"The parts listed sum to {money(_exact(whole.parts))}, the total is {whole.total.text}{whole.where}: "
            f"{money(missing)} {way}."
        ),
        fix="List the rest, say that the list is not complete (“including”), or name the total that the parts make.",
    )


def _sum(parts: list[Span]) -> Span:
    total = Span(Decimal(0), Decimal(0))
    for part in parts:
        total = total.plus(part)
    return total


def _exact(parts: tuple[Number, ...]) -> Decimal:
    return sum((abs(part.value) for part in parts), Decimal(0))


def groups_together(case: Case) -> Iterator[Found]:
    """Two groups of funds are said to make a sum that their flows elsewhere in the text do not make.

    Example: "Bitcoin and Ethereum funds together lost $327 million", which lost $186.5 million and $135.7 million.
    """
    alone = [told for told in told_flows(case) if any(window.kind == "day" for window in told.flow.when)]
    daily = {told.flow.subject: told for told in reversed(alone) if ".funds." not in told.flow.subject}
    for sentence in case.prose():
        groups = list(dict.fromkeys(one.key for one in subjects.find(_spelled_out(sentence.text)) if one.is_funds))
        amounts = _amounts(sentence.text)
        if len(groups) < FEWEST or len(amounts) != 1 or not _TOGETHER.search(sentence.text):
            continue
        told = [daily[group] for group in groups if group in daily and daily[group].sentence != sentence]
        if len(told) < len(groups) or len({one.flow.out for one in told}) > 1 or "session" in sentence.text:
            continue
        parts = _sum([spans.of(one.flow.number) for one in told])
        if not parts.meets(spans.of(amounts[0])):
            listed = " and ".join(f"{one.flow.number.text} (line {one.sentence.line})" for one in told)
            exact = _exact(tuple(one.flow.number for one in told))
            yield Found(
                line=sentence.line,
                sentence=sentence.text,
                message=f"{listed} make {money(exact)}, not {amounts[0].text}.",
                fix="Write the sum of the two, or say whose count and which day the other number is.",
            )


def _spelled_out(text: str) -> str:
    """ "Bitcoin and Ethereum funds" names two groups."""
    return re.sub(r"\b(\w+)(\sand\s\w+(?:\sspot)?\s)(ETFs|funds)\b", r"\1 \3\2\3", text)
