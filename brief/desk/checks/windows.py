"""The window of a figure: over what time a change, a sum or a correlation is taken. Refuses to recompute any."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from brief.desk.checks import months
from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.footnotes import listed
from brief.desk.checks.passages import Told, prose, told
from brief.history.calendar import sessions
from brief.prose import days, numbers

_TO_DATE = re.compile(
    rf"\b(?P<month>{months.NAME})\.?[\s-]to[\s-]date\b|\b(?P<year>20\d\d)[\s-](?:year[\s-])?to[\s-]date\b"
)
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety)"
_OF_TIME = r"(?:h|hrs?|hours?|d|days?|w|weeks?|m|months?|y|years?|sessions?)"
_LENGTH = rf"\b{_COUNT}[\s-]?{_OF_TIME}\b|\b(?:[MYQW]TD|rolling|trailing|daily|weekly|monthly|hourly|intraday|yearly)\b"
_ITS_WINDOW = re.compile(_LENGTH, re.IGNORECASE)
_ANY_WINDOW = re.compile(
    rf"{_LENGTH}|\b(?:today|yesterday|overnight|this|last|past|since|from|vs\.?|versus|month|year|week|quarter|day|hours?"
    r"|to date|quarterly|annual(?:ly|i[sz]ed)?)\b",
    re.IGNORECASE,
)
_CORRELATION = re.compile(
    r"\bcorrelat(?:ion|ed)s?\b[^.;:]{0,70}?(?P<value>[-−]?0\.\d+)(?![\d%])|(?P<before>[-−]?0\.\d+)\scorrelation\b",
    re.IGNORECASE,
)
_BEHIND = len(" over 30 days ago")
_ENTRY = re.compile(
    r"(?P<name>[A-Z][A-Za-z&]*(?:\s[A-Z][A-Za-z]+){0,3}\s?\d{0,4})\s*:?\s+(?:[$€£][\d,.]+[KMBT]?\s*)?"
    r"\(?(?P<change>[+\-–−]?\d[\d,]*(?:\.\d+)?)\s?%\)?"
)
_A_ROW = 2
_SHARE = re.compile(
    r"""
    \b(?:sold|sell|bought|accumulated|distributed|offloaded|withdr[ae]w|redeemed|unloaded|dumped|spent|unstaked)\s(?:off\s)?
    (?:(?:about|around|roughly|over|nearly|some|more\sthan|almost)\s)?
    (?P<share>\d+(?:\.\d+)?%)(?!\s(?:of|below|above|lower|higher|more|less|under|over|fewer)\b)
    """,
    re.VERBOSE,
)
_SPAN = re.compile(
    rf"""
    \b(?P<count>{_COUNT})[\s-](?P<unit>day|session)s?\b
        (?=[^.;]{{0,40}}\b(?:cumulative|total|sum|combined|together|outflows?|inflows?))
    | \b(?:cumulative|total|combined)\s(?P<count2>{_COUNT})[\s-](?P<unit2>day|session)s?\b
    """,
    re.VERBOSE,
)
_FUNDS = re.compile(r"\b(?:ETFs?|funds?)\b")


class _Span(NamedTuple):
    """A sum of fund flows over so many days, up to a day."""

    days: int
    text: str
    until: date
    one: Told


def window_past(case: Case) -> Iterator[Found]:
    """A change "to date" is counted from a month or year that is over.

    Example: "Bitcoin's 17.5% October-to-date decline" in a text of Nov. 4.
    """
    edition = case.day
    if edition is None:
        return
    for one in told(case):
        for found in _TO_DATE.finditer(one.own):
            if not _is_running(found, edition):
                message = f"“{found[0]}” is no window on {edition}: that time is over."
                fix = "Say from which day to which, or take the change of the running month."
                yield Found(one.line, message, fix, sentence=one.text)


def window_missing(case: Case) -> Iterator[Found]:
    """Changes stand side by side in a row, and nothing says over what time each is taken.

    Example: "Bitcoin −4.0% Ethereum −11.1% Gold 63.9%", where gold's is the year's and the others' are not.
    """
    rows = [(one, entries) for one in prose(case) if (entries := _row(one))]
    changes: dict[str, list[str]] = {}
    for _, entries in rows:
        for name, change in entries:
            changes.setdefault(name, []).append(f"{change}%")
    for _, group in groupby(rows, key=lambda row: row[0].unit.block):
        block = list(group)
        if max(len(entries) for _, entries in block) < _A_ROW:
            continue
        names = list(dict.fromkeys(name for _, entries in block for name, _ in entries))
        message = f"Nothing says over what time the changes of {listed(names)} are taken."
        if twice := next((name for name in names if len(set(changes[name])) > 1), ""):
            message += f" {twice} has {listed(list(dict.fromkeys(changes[twice])))}."
        one = block[0][0]
        yield Found(one.line, message, "Name the window: 24 h, 7 d, month to date.", sentence=one.text)


def correlation_window(case: Case) -> Iterator[Found]:
    """A correlation is given without the window it is measured over: it is another number for every window.

    Example: "Bitcoin's correlation with the Nasdaq-100 has risen to 0.76"
    """
    for one in prose(case):
        found = _CORRELATION.search(one.own)
        if found and not _ITS_WINDOW.search(one.own[: found.end() + _BEHIND]):
            message = f"The correlation of {found['value'] or found['before']} has no window."
            fix = "Say over how many days, and of what: “30-day correlation of daily returns”."
            yield Found(one.line, message, fix, "warn", one.text)


def percent_of_what(case: Case) -> Iterator[Found]:
    """A share was sold or bought, and nothing says of what.

    Example: "long-term holders sold 5.05% in a single month": of their coins, or of all there are?
    """
    for one in prose(case):
        shares = [found["share"] for found in _SHARE.finditer(one.own)]
        if shares:
            message = f"{listed(shares)}: of what is not said."
            yield Found(one.line, message, "Write the whole: “of their holdings”, “of the supply”.", "warn", one.text)


def window_mixed(case: Case) -> Iterator[Found]:
    """Of two sums of fund flows up to one session, one counts the same time in sessions and one in calendar days.

    Example: "four-day cumulative" for bitcoin funds and "six-day cumulative" for ether funds, both to Monday, Nov. 3.
    """
    spans = list(_spans(case))
    for span in spans:
        held = len(sessions("nyse", span.until - timedelta(days=span.days - 1), span.until))
        for other in spans:
            if other.until == span.until and other.days == held < span.days:
                message = (
                    f"“{span.text}” are {span.days} calendar days with {held} sessions; line {other.one.line} calls "
                    f"the same time “{other.text}”."
                )
                yield Found(span.one.line, message, f"Count both in sessions: {held}.", sentence=span.one.text)
                return


def _is_running(to_date: re.Match[str], edition: date) -> bool:
    if to_date["month"]:
        return months.number(to_date["month"]) == edition.month
    return int(to_date["year"]) == edition.year


def _row(one: Told) -> list[tuple[str, str]]:
    """Names with their changes in a line that is no sentence and names no window; empty for any other line."""
    if one.text[-1:] in ".!?:," or _ANY_WINDOW.search(one.own):
        return []
    entries = [(entry["name"].strip(), entry["change"]) for entry in _ENTRY.finditer(one.own)]
    has_words = re.search(r"[a-z]{2,}", _ENTRY.sub("", one.own))
    return [] if has_words else entries


def _spans(case: Case) -> Iterator[_Span]:
    """The sums of fund flows over days, in sentences that name the day they end on."""
    edition = case.day
    if edition is None:
        return
    for one in prose(case):
        until = [day for mention in days.find(one.own) if (day := mention.on(edition)) <= edition]
        for found in _SPAN.finditer(one.own) if until and _FUNDS.search(one.own) else ():
            if (found["unit"] or found["unit2"]) == "day":
                count = numbers.find(found["count"] or found["count2"])
                if count and count[0].value >= 1:
                    yield _Span(int(count[0].value), found[0], max(until), one)
