"""Mentions of days and times of day in a sentence. Owns how people write them; refuses to guess a year.

Reads "Nov. 3", "November 4–5, 2025" (as two mentions), "3 November", "2025-11-03", "10/11" is left alone: it is two
days at once, depending on who reads it. "10.11" in quotes, a day's nickname in Chinese texts, is read as month and day.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_NAMES = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?"),
    *("sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_LEAP = 4  # years, at most, to the nearest Feb. 29 that there is but for those around 2100
_MONTH = "|".join(f"(?:{name})" for name in _NAMES)
_FULL = re.compile(r"(?:may|june|july|[a-z]{5,})\.$", re.IGNORECASE)
"""A month's whole name at the end of a sentence: the full stop is not the month's."""
_END = r"(?!\d|[.,]\d)"
_DAY = rf"[0-3]?\d{_END}(?:st|nd|rd|th)?"
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.?\s(?P<day>{_DAY})(?:\s?[–-]\s?(?P<until>{_DAY}))?(?:,?\s(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?<![\d.,$])\b(?P<day>{_DAY})\s(?P<month>{_MONTH})\b\.?(?:,?\s(?P<year>(?:19|20)\d\d)\b)?", re.IGNORECASE
)
_ISO = re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])")
_NICKNAME = re.compile(r"[\"“”](?P<month>1[0-2]|0?[1-9])\.(?P<day>[0-3]?\d)[\"“”]")
_TIME = re.compile(
    r"(?<![\d.,$:])\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)(?:\s?(?:UTC|GMT|Z\b|a\.?m\.?|p\.?m\.?))?"
)


class Mention(NamedTuple):
    """One day as a sentence writes it; `year` only where the sentence says one."""

    start: int
    end: int
    text: str
    month: int
    day: int
    year: int | None

    def on(self, edition: date) -> date:
        """The day meant in a text of `edition`: its own year, or the one that puts it nearest."""
        if self.year is not None:
            return date(self.year, self.month, self.day)
        years = range(edition.year - _LEAP, edition.year + _LEAP + 1)
        days = [day for year in years if (day := _day(year, self.month, self.day))]
        return min(days, key=lambda day: abs((day - edition).days))


class Time(NamedTuple):
    """A time of day."""

    start: int
    end: int
    text: str


def find(text: str) -> list[Mention]:
    """Every day that is mentioned, in order."""
    return list(_found(text))


@lru_cache(maxsize=2048)
def _found(text: str) -> tuple[Mention, ...]:
    found = sorted({mention.start: mention for mention in _mentions(text)}.values())
    return tuple(one for i, one in enumerate(found) if not i or one.start >= found[i - 1].end)


def find_times(text: str) -> list[Time]:
    """Every time of day, with the zone written behind it."""
    return [Time(found.start(), found.end(), found[0]) for found in _TIME.finditer(text)]


def _mentions(text: str) -> Iterator[Mention]:
    for found in _NICKNAME.finditer(text):
        yield from _mention(found, int(found["month"]), found["day"], None)
    for found in _ISO.finditer(text):
        yield from _mention(found, int(found["month"]), found["day"], found["year"])
    for found in _DAY_FIRST.finditer(text):
        yield from _mention(found, _number(found["month"]), found["day"], found["year"])
    for found in _MONTH_FIRST.finditer(text):
        month = _number(found["month"])
        if found["until"]:
            cut = found.start("until")
            first, second = (found.start(), cut), (cut, found.end())
            yield from _mention(found, month, found["day"], found["year"], first)
            yield from _mention(found, month, found["until"], found["year"], second)
        else:
            yield from _mention(found, month, found["day"], found["year"])


def _mention(
    found: re.Match[str], month: int, day: str, year: str | None, span: tuple[int, int] | None = None
) -> Iterator[Mention]:
    start, end = span or found.span()
    if _FULL.search(found.string[start:end]):
        end -= 1
    number = int(re.sub(r"\D", "", day))
    if "month" in found.groupdict() and found["month"] == "may":  # "may 30 firms": a verb
        return
    if _day(int(year) if year else 2024, month, number):
        yield Mention(start, end, found.string[start:end], month, number, int(year) if year else None)


def _number(month: str) -> int:
    return next(n for n, name in enumerate(_NAMES, start=1) if re.fullmatch(name, month, re.IGNORECASE))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
