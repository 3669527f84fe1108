"""One value on every surface: what title, description and excerpt say stands in the body, or is a figure of the night.

Refuses to say which of two values is right.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import told
from brief.prose import days, numbers
from brief.prose.numbers import Number

_SURFACES = ("title", "description", "excerpt")
_COUNTS = frozenset({"count", "ordinal", "time"})


def surface_number(case: Case) -> Iterator[Found]:
    """The title, the description or the excerpt has a number that the body does not have.

    Example: a title that says "$1.73B Liquidated" above a body that says $1.37 billion.
    """
    body = [number for one in told(case) for number in numbers.find(one.text)]
    if not body:
        return
    exact = [(figure.unit, value) for figure in case.evidence.figures.values() for value in _values(figure.value)]
    for key in _SURFACES:
        text = case.front.get(key)
        for number in numbers.find(text) if isinstance(text, str) else []:
            if number.unit == "year" or any(_agrees(number, other) for other in body):
                continue
            if not any(_kind(number) == _figure_kind(unit) and number.rounds(abs(value)) for unit, value in exact):
                message = f"The {key} says {number.text.strip()}, and the body does not."
                fix = "Make it the body's number, or say it in the body."
                yield Found(case.line_of(key), message, fix, sentence=str(text))


def surface_day(case: Case) -> Iterator[Found]:
    """The title, the description or the excerpt names a day that the body does not name.

    Example: an excerpt with "fund flows from the New York session of Nov. 2" above a body that says Nov. 3.
    """
    named = {(mention.month, mention.day) for one in told(case) for mention in days.find(one.text)}
    if case.day:
        named.add((case.day.month, case.day.day))
    for key in _SURFACES if len(named) > 1 else ():
        text = case.front.get(key)
        for mention in days.find(text) if isinstance(text, str) else []:
            if (mention.month, mention.day) not in named:
                message = f"The {key} names {mention.text.strip()}, and the body does not."
                yield Found(case.line_of(key), message, "Make it the body's day.", sentence=str(text))


def _agrees(number: Number, other: Number) -> bool:
    """Whether the body's number is this one, at the precision that the surface prints."""
    if _kind(number) != _kind(other):
        return False
    return number.rounds(other.value) or abs(number.value) == abs(other.value) or number.rounds(abs(other.value))


def _kind(number: Number) -> str:
    return "count" if number.unit in _COUNTS else number.unit


def _figure_kind(unit: str) -> str:
    return "count" if unit in ("index", "count", "days") else unit


def _values(value: object) -> list[Decimal]:
    return [Decimal(str(value))] if re.fullmatch(r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?", str(value)) else []
