"""From one amount to another: the change that is said beside it, or of the same thing elsewhere in the text.

Owns which change belongs to which move; refuses to compare changes of a day with changes of months.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found
from brief.prose import moves, numbers, spans
from brief.prose.moves import FROM, ROUGHLY, TO, Loss, Move
from brief.prose.numbers import Number
from brief.prose.spans import Span
from brief.style import money, percent

_BY_ONLY = re.compile(rf"\bby\s{ROUGHLY}$", re.IGNORECASE)
_DECLINE = re.compile(r"^\s?(?:decline|drop|fall|loss|gain|rise|increase|slide|decrease)?,?\s?$", re.IGNORECASE)
_WORDS = r"a|an|or|down|up|some|for|which\sis|which\smeans|that\sis|of|about|roughly|nearly|drop|loss|change"
_BESIDE = re.compile(rf"^(?:\sas\sof\s[\w\s.]{{0,20}})?[,;]?\s?\(?(?:(?:{_WORDS})\s)*$", re.IGNORECASE)
_SPREAD = re.compile(r"\b(?:spread|gap|difference)\sof\s$", re.IGNORECASE)


class _Told(NamedTuple):
    move: Move
    sentence: Sentence


def stated_change(case: Case) -> Iterator[Found]:
    """A thing goes from one amount to another, and the change said of it is not the difference.

    Example: DeFi TVL "fell from $178B to about $115B", and elsewhere "DeFi TVL fell by about $55B".
    """
    prose = list(case.prose())
    told = [_Told(move, sentence) for sentence in prose for move in moves.find(sentence.text)]
    for sentence in prose:
        for loss in moves.losses(sentence.text):
            same = [one for one in told if _are_of_one(one, loss, sentence)]
            if same and not any(_difference(one.move).meets(spans.of(loss.number)) for one in same):
                yield _not_the_difference(same[0], loss, sentence)


def _are_of_one(told: _Told, loss: Loss, sentence: Sentence) -> bool:
    move = told.move
    if loss.number.value > max(move.start.value, move.end.value) or (move.key, move.down) != (loss.key, loss.down):
        return False
    if move.in_a_day != loss.in_a_day:
        return False
    flows = move.key.startswith("etf.")  # what flows out of funds is not what their assets lose
    return told.sentence is sentence or (bool(move.key) and not flows)


def _difference(move: Move) -> Span:
    return spans.of(move.start).apart(spans.of(move.end))


def _not_the_difference(told: _Told, loss: Loss, sentence: Sentence) -> Found:
    move = told.move
    where = "" if told.sentence is sentence else f" (line {told.sentence.line})"
    said = f"{loss.number.approx} {loss.number.text}".strip()
    return Found(
        line=sentence.line,
        sentence=sentence.text,
        message=(
            f"From {move.start.text} to {move.end.text}{where} is a change of "
            f"{money(abs(move.start.value - move.end.value))}, not {said}."
        ),
        fix="Write the difference of the two amounts, or say what else the other number counts.",
    )


def percent_change(case: Case) -> Iterator[Found]:
    """A percentage beside two amounts is not the change from one to the other.

    Example: "fell 5% from $110,000 to $99,000", which is a fall of 10.0%.
    """
    for sentence in case.prose():
        for move in moves.find(sentence.text):
            said = _percent_beside(sentence.text, move.start, move.end)
            exact = spans.change(spans.of(move.start), spans.of(move.end))
            if said and not exact.meets(spans.of(said)):
                yield _not_the_percentage(sentence, f"From {move.start.text} to {move.end.text}", exact, said)
        yield from _by_and_to(sentence)
        yield from _spread(sentence)


def _not_the_percentage(sentence: Sentence, told: str, exact: Span, said: Number) -> Found:
    return Found(
        line=sentence.line,
        sentence=sentence.text,
        message=f"{told} is a change of {percents(exact)}, not {said.text}.",
        fix="Write the change in percent of the first amount.",
    )


def _by_and_to(sentence: Sentence) -> Iterator[Found]:
    """ "falling by $4.54 B to $303B, a 1.48% decline": what it came from is the sum of the two."""
    text = sentence.text
    for by, end in pairwise(number for number in numbers.find(text) if number.unit == "usd"):
        way = moves.changed(text[: by.start])
        if not way or not _BY_ONLY.search(text[: by.start]) or not TO.match(text[by.end : end.start]):
            continue
        said = _percent_beside(text, by, end)
        change, after = spans.of(by), spans.of(end)
        before = after.plus(change) if way["down"] else after.apart(change)
        if said and before.low and not spans.share(change, before).meets(spans.of(said)):
            told = f"By {by.text} to {end.text}"
            yield _not_the_percentage(sentence, told, spans.share(change, before), said)


def _percent_beside(text: str, start: Number, end: Number) -> Number | None:
    """The percentage right before "from", or right behind the last amount."""
    first, last = min(start, end), max(start, end)
    begins = text.rfind("from", 0, first.start) if FROM.search(text[: first.start]) else first.start
    for number in numbers.find(text):
        if number.unit != "percent" or re.match(r"\s(?:to|–|-)\s?\d", text[number.end :]):
            continue
        if number.end <= begins and _DECLINE.match(text[number.end : begins]):
            return number
        if number.start >= last.end and _BESIDE.match(text[last.end : number.start]):
            return number
    return None


def _spread(sentence: Sentence) -> Iterator[Found]:
    """ "$3,600 to $3,634: a spread of 0.9%"."""
    every = numbers.find(sentence.text)
    said = next((n for n in every if n.unit == "percent" and _SPREAD.search(sentence.text[: n.start])), None)
    prices = [number for number in every if number.unit == "usd"]
    if said is None or len(prices) != 2 or not prices[0].value:
        return
    low, high = sorted(spans.exactly(price.value) for price in prices)
    exact = spans.change(low, high)
    if not exact.meets(spans.of(said)):
        yield Found(
            line=sentence.line,
            sentence=sentence.text,
            message=f"{prices[0].text} and {prices[1].text} are {percents(exact)} apart, not {said.text}.",
            fix="Divide the higher by the lower.",
        )


def percents(span: Span) -> str:
    """A span of percentages; one of them where both ends print the same."""
    low, high = percent(span.low), percent(span.high)
    return low if low == high else f"{low} to {high}"
