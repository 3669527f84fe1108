"""The day a post is of: one, in UTC, in the front matter, the file's name and the text's own stamp.

Owns reading a date as YAML and Jekyll leave it. Refuses to guess which of two days is meant.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from brief import style
from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import prose
from brief.prose import days

_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_YEARS = range(1990, 2200)
_STAMP = re.compile(r"^(?:(?:Data|Prices|Figures|All \w+)\s)?[Aa]s of\b[^:;]{0,80}")


def front_matter_date(case: Case) -> Iterator[Found]:
    """The date is not one day: it has a time of day, or file name, `as_of` and text say other days.

    Example: `date: 2025-11-04` above a text that begins "As of November 4–5".
    """
    value, line = read_date(case.front.get("date")), case.line_of("date")
    if value is None:
        return
    day = day_at_utc(value)
    if isinstance(value, datetime) and case.ours:
        yield Found(line, "The date has a time of day.", f"Write date: {day} alone: the two builders agree on that.")
    named = _DAY_IN_NAME.findall(case.name)
    if not case.ours and len(named) == 1 and named[0] != day.isoformat():
        yield Found(line, f"The date is {day} at UTC, and the file's name says {named[0]}.", "Make them one day.")
    as_of = read_date(case.front.get("as_of"))
    if as_of and day_at_utc(as_of) != day:
        message = f"The figures are as of {style.full_day(day_at_utc(as_of))} at UTC, and the date is {day}."
        yield Found(case.line_of("as_of"), message, "Make them one day: DAY is the UTC date at the night's start.")
    yield from _stamped(case, value, day)


def read_date(value: object) -> date | None:
    """The date, also where YAML leaves it a text, as it does with the zone that Jekyll's own posts have."""
    if isinstance(value, str):
        text = value.strip()
        try:
            value = date.fromisoformat(text) if len(text) == len("2025-11-04") else datetime.fromisoformat(text)
        except ValueError:
            return None
    return value if isinstance(value, date) and value.year in _YEARS else None


def day_at_utc(value: date) -> date:
    """The day at UTC; a time without a zone is taken to be in it, as Jekyll does with `timezone: UTC`."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).date()
    return value


def _stamped(case: Case, value: date, day: date) -> Iterator[Found]:
    """The text's own stamp, where it spans days or names one after the date's."""
    for one in prose(case):
        stamp = _STAMP.match(one.text)
        said = sorted({mention.on(day) for mention in days.find(stamp[0])}) if stamp else []
        if said and (len(said) > 1 or said[0] > day):
            told = " and ".join(style.day(one, day) for one in said)
            time = "" if isinstance(value, datetime) else " without a time"
            message = f"The date is {day}{time}, and the text (line {one.line}) is as of {told}."
            yield Found(case.line_of("date"), message, "Decide on one day, in UTC, and stamp the text with it.")
            return
