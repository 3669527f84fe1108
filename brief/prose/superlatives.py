"""Superlatives that name how far back they reach: "the lowest level since April 5", "a six-month low", "since launch".

Owns reading; refuses those that rank second or lower, or compare whole weeks and months.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

from brief.prose import days
from brief.prose.days import Mention
from brief.style import CARDINALS

Side = Literal["lowest", "highest", "largest", "smallest"]

_SIDES: dict[str, Side] = {
    **dict.fromkeys(("lowest", "least"), "lowest"),
    "highest": "highest",
    **dict.fromkeys(("largest", "biggest", "most", "worst", "greatest", "heaviest", "record"), "largest"),
    "smallest": "smallest",
}
_WORD = rf"(?P<word>{'|'.join(_SIDES)})"
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_RANKS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NOT = "".join(
    rf"(?<!{rank})"
    for rank in (
        *(rf"{word}[\s-]" for word in _RANKS),
        *(rf"\d{end}[\s-]" for end in ("st", "nd", "rd", "th")),
        r"of\sthe\s",
    )
)
"""What may not stand before: that it ranks lower, in words or as 21st, or that it is one of several."""
_SINCE = re.compile(rf"\b{_NOT}{_WORD}\b(?P<what>[^.;]{{0,60}}?)\ssince\s(?P<until>[^;]{{3,40}})", re.IGNORECASE)
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(CARDINALS)}|ten|twelve)"
_N_LOW = re.compile(rf"\b{_COUNT}[\s-](?P<unit>day|week|month|year)s?[\s-](?P<side>low|high)s?\b", re.IGNORECASE)
_IN_DAYS = re.compile(rf"\b{_NOT}{_WORD}\b(?P<what>[^.;]{{0,40}}?)\sin\s(?P<days>days|a\sweek|weeks)\b", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:(?:all-time|industry|new)\s)?record\b(?P<what>[^.;]{0,50})|\b(?:largest|biggest|highest)(?P<ever>[^.;]{0,40}?)\s(?:ever|on\srecord|in\s(?:its|their)\shistory)\b",
    re.IGNORECASE,
)
_LAUNCH = re.compile(
    r"(?:the\s|their\s|its\s)?(?:launch|inception|debut|(?:\w+\s){0,3}(?:began|launched|started))\b", re.IGNORECASE
)
_BEFORE_IT = re.compile(r"\b(?:after|following|before|than|unlike)\s(?:\w+\s)?$", re.IGNORECASE)
_SPAN = {"day": 1, "week": 7, "month": 30, "year": 365}


class Superlative(NamedTuple):
    """One claim. `since` is the day it names, `month` the month; both None for "since launch", "record", "in days"."""

    side: Side
    what: str
    start: int
    end: int
    text: str
    since: Mention | None = None
    month: tuple[int, int | None] | None = None
    """The month's number, and its year where the sentence says one."""
    back: int = 0
    """So many days, of "a six-month low"."""
    whole_life: bool = False

    def begins(self, edition: date) -> date | None:
        """The day after which nothing was beyond it; None where it reaches back to the beginning."""
        if self.since:
            found = self.since.on(edition)
            return found if found <= edition or self.since.year else _a_year_before(found)
        if self.month:
            number, year = self.month
            year = year or (edition.year if number < edition.month else edition.year - 1)
            return date(year, number, monthrange(year, number)[1])
        return edition - timedelta(days=self.back) if self.back else None


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def find(text: str) -> list[Superlative]:
    """Every claim, in order."""
    found = [*_since(text), *_lows(text), *_in_days(text)]
    if not found:
        found = _records(text)
    return sorted((one for one in found if not _BEFORE_IT.search(text[: one.start])), key=lambda one: one.start)


def _since(text: str) -> list[Superlative]:
    found = []
    for match in _SINCE.finditer(text):
        until, place = match["until"], match.start("until")
        day = next((one for one in days.find(text) if place <= one.start <= place + 5), None)
        month = _month(until)
        launch = bool(_LAUNCH.match(until))
        if not (day or month or launch):
            continue
        end = day.end if day else place + len(until.split()[0])
        found.append(
            Superlative(
                _SIDES[match["word"].lower()],
                match["what"].strip(),
                match.start(),
                end,
                text[match.start() : end],
                since=None if launch else day,
                month=None if day or launch else month,
                whole_life=launch,
            )
        )
    return found


def _month(until: str) -> tuple[int, int | None] | None:
    """ "August", "April 2025": the month that is named without a day."""
    name, _, rest = until.partition(" ")
    if name.lower().rstrip(",.") not in _MONTHS:
        return None
    year = re.match(r"((?:19|20)\d\d)\b", rest)
    if rest[:1].isdigit() and not year:
        return None
    return _MONTHS.index(name.lower().rstrip(",.")) + 1, int(year[1]) if year else None


def _lows(text: str) -> list[Superlative]:
    found = []
    for match in _N_LOW.finditer(text):
        count = int(match["count"]) if match["count"].isdigit() else _number(match["count"].lower())
        side: Side = "lowest" if match["side"].lower() == "low" else "highest"
        back = count * _SPAN[match["unit"].lower()]
        found.append(Superlative(side, match["side"], match.start(), match.end(), match[0], back=back))
    return found


def _number(word: str) -> int:
    return {"ten": 10, "twelve": 12}.get(word) or CARDINALS.index(word)


def _in_days(text: str) -> list[Superlative]:
    back = {"days": 5, "a week": 7, "weeks": 14}
    return [
        Superlative(
            _SIDES[match["word"].lower()],
            match["what"].strip(),
            match.start(),
            match.end(),
            match[0],
            back=back[" ".join(match["days"].lower().split())],
        )
        for match in _IN_DAYS.finditer(text)
    ]


def _records(text: str) -> list[Superlative]:
    return [
        Superlative(
            "largest", match["what"] or match["ever"] or "", match.start(), match.end(), match[0], whole_life=True
        )
        for match in _RECORD.finditer(text)
    ]
