"""Months that a text names without a day. Owns their names; a day of a month is `prose.days`."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_FIRST_LETTERS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OF_A_YEAR = re.compile(rf"\b(?P<month>{NAME})\.?,?\s(?P<year>(?:19|20)\d\d)\b")
_NAMED = re.compile(rf"\b{NAME}\b")


class MonthOfAYear(NamedTuple):
    """A month with its year, and where it is named."""

    start: int
    end: int
    year: int
    month: int

    @property
    def last(self) -> date:
        return last_day(self.year, self.month)


def number(name: str) -> int:
    """A month's number by its name or what it is shortened to.

    >>> number("Sept"), number("may")
    (9, 5)
    """
    return _FIRST_LETTERS.index(name[:3].lower()) + 1


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def of_a_year(text: str) -> list[MonthOfAYear]:
    """The months that are named with their year."""
    return [
        MonthOfAYear(found.start(), found.end(), int(found["year"]), number(found["month"]))
        for found in _OF_A_YEAR.finditer(text)
    ]


def named(text: str) -> set[int]:
    """The numbers of all months that are named, with a day or without."""
    return {number(found[0]) for found in _NAMED.finditer(text)}
