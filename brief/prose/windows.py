"""Which stretch of time a sentence speaks of. Owns how people name one; refuses to say which days it was.

A day ("on Nov. 3"), from one day to another ("October 29 to November 3"), so many sessions ("four-day", "over four
trading days", "the fourth session in a row"), a week, a month.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from brief.prose import days
from brief.prose.days import Mention
from brief.style import CARDINALS, ORDINALS

Kind = Literal["day", "between", "run", "week", "month"]

_WORDS = (*CARDINALS, "ten")
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_WORDS)})"
_NTH = rf"{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)"
_IN_A_ROW = r"(?:straight|consecutive|successive|trading|more)"
_RUN = re.compile(
    rf"\b{_COUNT}[\s-](?:{_IN_A_ROW}\s)*(?:day|session)s?\b(?!\sago)"
    rf"|\b(?P<nth>{_NTH})\s(?:{_IN_A_ROW}\s)*(?:day|session)\b(?=[^.;]*\b(?:in\sa\srow|running|straight|of)\b)"
    rf"|\b(?P<straight>{_NTH})\s(?:straight|consecutive|successive)\s(?:day|session)\b",
    re.IGNORECASE,
)
_WEEK = re.compile(r"\b(?P<which>last|past|this|the\swhole|the\sentire|the\sfull|the)\sweek\b", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = re.compile(rf"\b(?:in|for|over|during|through|throughout)\s(?P<month>{_MONTHS})\b(?!\s\d)")
_FROM = re.compile(r"\b(?:from|between)\s$", re.IGNORECASE)
_UNTIL = re.compile(r"\s?(?:to|through|until|till|and|[–-])\s?", re.IGNORECASE)


class Window(NamedTuple):
    """One mention. `sessions` is the length of a run; `first` and `last` are the days that are named."""

    kind: Kind
    start: int
    end: int
    text: str
    sessions: int = 0
    first: Mention | None = None
    last: Mention | None = None
    which: str = ""
    """Of a week: "last", "this", "the"... Of a month: its name."""

    def days(self, edition: date) -> tuple[date, date] | None:
        """The first and the last day it names, in a text of `edition`; None where it names none."""
        if self.first is None:
            return None
        last = self.last or self.first
        ends = self.first.on(edition), last.on(edition)
        return ends if ends[0] <= ends[1] else None


def find(text: str) -> list[Window]:
    """Every mention, in order. The days of "from October 29 to November 3" are one mention, not two days."""
    return list(_found(text))


@lru_cache(maxsize=2048)
def _found(text: str) -> tuple[Window, ...]:
    found = [*_dated(text), *_runs(text), *_weeks(text), *_months(text)]
    return tuple(sorted(found, key=lambda window: window.start))


def _dated(text: str) -> list[Window]:
    mentions, found, taken = days.find(text), list[Window](), 0
    for i, mention in enumerate(mentions):
        if i < taken:
            continue
        following = mentions[i + 1] if i + 1 < len(mentions) else None
        if following and _joined(text, mention, following):
            words = text[mention.start : following.end]
            found.append(Window("between", mention.start, following.end, words, first=mention, last=following))
            taken = i + 2
        else:
            found.append(Window("day", mention.start, mention.end, mention.text, first=mention, last=mention))
    return found


def _joined(text: str, first: Mention, last: Mention) -> bool:
    """Whether two days are the ends of one stretch; "on Nov. 3 and Nov. 4" is not, "Nov 3–5" is."""
    between = text[first.end : last.start]
    if not between:
        return True
    if not _UNTIL.fullmatch(between):
        return False
    return between.strip().lower() != "and" or bool(re.search(r"between\s$", text[: first.start], re.IGNORECASE))


def _runs(text: str) -> list[Window]:
    found = []
    for match in _RUN.finditer(text):
        count = _number(match["count"]) if match["count"] else _nth(match["nth"] or match["straight"])
        if count > 1:
            found.append(Window("run", match.start(), match.end(), match[0], sessions=count))
    return found


def _weeks(text: str) -> list[Window]:
    return [
        Window("week", match.start(), match.end(), match[0], which=match["which"].lower().replace("past", "last"))
        for match in _WEEK.finditer(text)
    ]


def _months(text: str) -> list[Window]:
    return [
        Window("month", match.start(), match.end(), match[0], which=match["month"]) for match in _MONTH.finditer(text)
    ]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.index(word.lower())


def _nth(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else ORDINALS.index(word.lower()) + 1
