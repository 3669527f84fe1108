"""What is old: deadlines that have passed, sources older than what they are cited for, old events as headlines.

Owns how old is old in a daily brief. Refuses to judge a text whose day is not known.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from brief import style
from brief.desk.checks import months
from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.footnotes import cited
from brief.desk.checks.passages import passages, told
from brief.prose import days

_DUE = re.compile(r"\b(?:by|no later than|due(?: on| in| by)?)\s(?:the end of\s)?$", re.IGNORECASE)
_DEADLINE = re.compile(r"\s(?:deadline|cut-?off|due date)\b", re.IGNORECASE)
_COMING = re.compile(
    r"""
    \b(?:must|will|shall|should|needs?\sto|ha(?:s|ve)\sto
    |(?:is|are)\s(?:to|due|set|expected|scheduled|required)|expects?|plans?\sto|faces?|imposes?|upcoming|coming|aims?\sto
    |drafting|preparing|target(?:s|ing))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"https?://\S*?[/_-](?P<year>20\d\d)[/_-](?P<month>0[1-9]|1[0-2])(?:[/_-](?P<day>0[1-9]|[12]\d|3[01]))?(?=[/_.-]|\b)"
)
_DAILY = re.compile(r"\bdaily\b|\b24\s?-?h(?:ours?)?\b|\bovernight\b", re.IGNORECASE)
_HEADLINES = re.compile(r"headlines?|top stories|news|research|announcements", re.IGNORECASE)
_BY = len("no later than the end of ")
OLD = timedelta(days=7)


def past_deadline(case: Case) -> Iterator[Found]:
    """A deadline that has passed is written as one that is coming.

    Example: "firms must register by September 2025" in a text of November 2025.
    """
    edition = case.day
    if edition is None:
        return
    for one in told(case):
        for start, end, last in _times(one.own, edition):
            called = _DEADLINE.match(one.own, end)
            due = called or (_DUE.search(one.own[max(0, start - _BY) : start]) and _COMING.search(one.own))
            if due and last < edition:
                over = style.day(last, edition)
                message = f"{one.own[start:end].strip()} was over on {over}, and the sentence speaks of it as to come."
                yield Found(one.line, message, "Say what became of it, or drop it.", sentence=one.text)
                break


def source_older(case: Case) -> Iterator[Found]:
    """A source's address is dated weeks before the day that it is cited for.

    Example: flows of Nov. 3, cited from `/markets/2025/10/17/...`.
    """
    edition = case.day
    if edition is None:
        return
    dated = {note.label: day for note in cited(case) if (day := _day_of(note.text))}
    for passage in passages(case):
        said = [day for one in passage for mention in days.find(one.text) if (day := mention.on(edition)) <= edition]
        named = {month for one in passage for month in months.named(one.text)}
        for one in passage:
            for label in one.notes:
                source = dated.get(label)
                if source and said and min(said) - source > OLD and source.month not in named:
                    del dated[label]
                    old, told_day = style.day(source, edition), style.day(min(said), edition)
                    message = f"The source {label} is of {old} by its address, and is cited for {told_day}."
                    fix = "Cite a source of the day itself, or say that the figure is older."
                    yield Found(one.line, message, fix, "warn", one.text)


def old_event(case: Case) -> Iterator[Found]:
    """A daily brief's headline names a time that was over a week or more before.

    Example: "SEC and CFTC: September 2025 Milestones" as a headline of Nov. 4, 2025.
    """
    edition = case.day
    if edition is None or not _is_daily(case):
        return
    for one in told(case):
        if one.unit.kind == "label" and _HEADLINES.search(one.unit.section):
            last = max((last for _, _, last in _times(one.own, edition)), default=edition)
            if edition - last > OLD:
                message = f"The headline's own time was over on {style.day(last, edition)}."
                fix = "Lead with what is new since the last edition, or move it to a background section."
                yield Found(one.line, message, fix, "warn", one.text)


def _times(text: str, edition: date) -> Iterator[tuple[int, int, date]]:
    """Where a day, or a month with its year, is named, and its last day."""
    mentions = days.find(text)
    for mention in mentions:
        yield mention.start, mention.end, mention.on(edition)
    for month in months.of_a_year(text):
        if not any(mention.start <= month.start < mention.end for mention in mentions):
            yield month.start, month.end, month.last


def _day_of(footnote: str) -> date | None:
    """The day, or the last day of the month, that a footnote's address holds."""
    found = next((day for day in _IN_ADDRESS.finditer(footnote) if "/receipts/" not in day[0]), None)
    if found is None:
        return None
    year, month = int(found["year"]), int(found["month"])
    try:
        return date(year, month, int(found["day"])) if found["day"] else months.last_day(year, month)
    except ValueError:
        return None


def _is_daily(case: Case) -> bool:
    titles = " ".join(one.text for one in told(case) if one.is_title)
    return bool(_DAILY.search(f"{case.name} {case.front.get('title', '')} {titles}"))
