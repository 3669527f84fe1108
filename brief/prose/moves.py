"""From one amount to another, and what something gained or lost, as sentences tell it.

Owns what is a move ("from $178B to $115B", "at $39.40 B, down from $44.00") and what is a loss ("fell by $55B",
"$5 billion wiped out"). Refuses to say whether the two agree.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from brief.prose import days, numbers, subjects
from brief.prose.numbers import Number

ROUGHLY = r"(?:(?:about|around|roughly|nearly|almost|above|below|under|over|just|near|some|more\sthan|less\sthan)\s|~)*"
"""What may stand between a preposition and its amount."""
TO = re.compile(rf"^(?:\s[^.;:$%()]{{0,40}})?\s(?:to|into\sthe)\s{ROUGHLY}$", re.IGNORECASE)
FROM = re.compile(rf"\bfrom\s{ROUGHLY}$", re.IGNORECASE)

_BACK = re.compile(rf"^(?:\s[^.;:$%()]{{0,40}})?,?\s(?:(?:down|up)\s)?from\s{ROUGHLY}$", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?:by|of|lost|lose[sd]?|shed|gained|added|erased|wiped\sout|removed)\s{ROUGHLY}$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?P<down>f[ae]ll(?:en|ing|s)?|dropp?(?:ed|ing|s)?|lost|loss|shed|erased|wiped\s(?:out|off)|removed"
    r"|declin\w+|shr[aiu]nk|down|slump\w*)\b"
    r"|\b(?P<up>ros?e|risen|rising|gain(?:s|ed)?|grew|grown|added|increas\w+|up|jump\w*|surg\w+)\b",
    re.IGNORECASE,
)
_WIPED_OUT = re.compile(
    r"^\s[^.;:$%]{0,40}?\b(?:(?:was|were|has\sbeen|being)\s)?"
    r"(?:wiped\s(?:out|off)|erased|evaporated|disappeared|lost|vanished)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"[,;:]|\b(?:and|but|while)\b|\b[A-Z]")
_A_DAY = re.compile(
    r"\b(?:the\sday\sbefore|24[\s-]hours?|24h|in\s(?:a|one|a\ssingle)\sday|single[\s-]day|one-day|overnight|yesterday"
    r"|today|on\s\w+day)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[KMBT]|illion")
_THOUSAND = 1000
_REACH = 40  # characters from a verb to its amount, at most


class Move(NamedTuple):
    """From one amount to another, of what is called `key` ("tvl", "btc", ""), within a day or longer."""

    key: str
    start: Number
    end: Number
    in_a_day: bool

    @property
    def down(self) -> bool:
        return self.end.value < self.start.value


class Loss(NamedTuple):
    """An amount that something is said to have lost, or gained."""

    key: str
    number: Number
    down: bool
    in_a_day: bool


def find(text: str) -> list[Move]:
    """Every move of a sentence."""
    pairs = list(pairwise(number for number in numbers.find(text) if number.unit == "usd"))
    onward = [(a, b) for a, b in pairs if FROM.search(text[: a.start]) and TO.match(text[a.end : b.start])]
    taken = {number.start for pair in onward for number in pair}
    back = [(b, a) for a, b in pairs if not {a.start, b.start} & taken and _BACK.match(text[a.end : b.start])]
    return [
        Move(_key(text, min(ends)), *_with_scale(*ends), _is_of_a_day(_clause(text, min(ends))))
        for ends in (*onward, *back)
    ]


def _clause(text: str, number: Number) -> str:
    """What stands between the semicolons around an amount."""
    end = text.find(";", number.end)
    return text[text.rfind(";", 0, number.start) + 1 : end if end >= 0 else len(text)]


def _is_of_a_day(text: str) -> bool:
    """Whether a clause tells of one day: it says so, or names a single date."""
    return bool(_A_DAY.search(text)) or len(days.find(text)) == 1


def _with_scale(start: Number, end: Number) -> tuple[Number, Number]:
    """ "at $39.40 B, down from $44.00": what is a thousand times smaller has lost its letter."""
    bare, scaled = sorted((start, end), key=lambda number: abs(number.value))
    lost = bare.value > 0 and scaled.value / bare.value >= _THOUSAND
    if not lost or not _LETTERS.search(scaled.text) or _LETTERS.search(bare.text):
        return start, end
    power = Decimal(10) ** (scaled.value.adjusted() - scaled.value.adjusted() % 3)
    mended = bare._replace(value=bare.value * power, step=bare.step * power)
    return (mended, end) if bare is start else (start, mended)


def losses(text: str) -> list[Loss]:
    """Every amount that is said to be the change of something, and is no end of a move."""
    moves = find(text)
    ends = {number.start for move in moves for number in (move.start, move.end)}
    amounts = [number for number in numbers.find(text) if number.unit == "usd" and number.start not in ends]
    return [loss for number in amounts for loss in _loss(text, number, moves)]


def _loss(text: str, number: Number, moves: list[Move]) -> Iterator[Loss]:
    in_a_day = _is_of_a_day(_clause(text, number))
    way = changed(text[: number.start])
    if _WIPED_OUT.match(text[number.end :]):
        yield Loss(_key(text, number), number, True, in_a_day)
    elif way and _BY.search(text[: number.start]) and number.start - way.end() <= _REACH:
        yield Loss(_subject_of(text, way, moves), number, bool(way["down"]), in_a_day)


def changed(before: str) -> re.Match[str] | None:
    """The last word that says which way something went; its group "down" is set where it fell."""
    return max(_CHANGED.finditer(before), key=lambda found: found.end(), default=None)


def _key(text: str, number: Number) -> str:
    """What an amount is said of: the subject named nearest before it in its sentence."""
    named = subjects.last_before(subjects.find(text), number.start)
    return named.key if named else ""


def _subject_of(text: str, way: re.Match[str], moves: list[Move]) -> str:
    """What is said to have changed: the subject right before the verb, or that of the move in the same sentence."""
    named = subjects.last_before(subjects.find(text), way.start())
    if named and not _ANOTHER.search(text[named.end : way.start()]):
        return named.key
    return moves[0].key if moves else ""
