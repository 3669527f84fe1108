"""Days against the official calendars: when the Federal Reserve meets and publishes, when New York trades.

Owns how a sentence says that something is on a day. Refuses to know any date itself: they are in `_data/calendar.yaml`
and in `history.calendar`.
"""

import re
from collections.abc import Iterator

from brief import style
from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import told
from brief.history.calendar import is_session, previous
from brief.models.official import OfficialEvent
from brief.prose import days
from brief.prose.days import Mention

_GLUE = r"[\s,():–—-]*"
_THEN = re.compile(
    rf"""{_GLUE}(?:\b(?:
    is|are|was|were|will|be|to|due|scheduled|set|expected|slated|planned|published|released?|publication|out|held|for|on|at
    |its|next|this|begins?|ends?|starts?|takes?|took|place|lands?|comes?|falls?|arrives?|the|coming|later|\w+day
    )\b{_GLUE})*""",
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE_IT = re.compile(
    rf"{_GLUE}(?:\b(?:the|is|sees?|brings?|release|publication|of|will|bring|next|upcoming|s|comes?|with)\b{_GLUE})*",
    re.IGNORECASE,
)
_FUNDS = re.compile(
    r"\b(?:ETFs?|(?:spot|bitcoin|ether(?:eum)?|solana|exchange-traded) funds?|fund flows?)\b", re.IGNORECASE
)
_FLOW = re.compile(
    r"\b(?:net (?:in|out)?flows?|inflows?|outflows?|flows?|redemptions?|lost|shed|took in|drew|attracted|bled|withdrawn"
    r"|pulled)\b",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:\bon(?:\s\w+day,?)?|\bsessions?(?:\sof)?(?:\s\w+day,?)?|,|\()\s*$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;:]\s|,\s(?=(?:and|while|but|as|with|fear|prices?|the liquidations)\b)|\s(?=(?:while|but)\s)", re.IGNORECASE
)
_FIRST = re.compile(r"\W*on\s(?:\w+day,?\s)?", re.IGNORECASE)
_NEAR = 80
"""Characters: what is further apart in a sentence is not said of each other."""
_SPAN_AFTER = re.compile(r"\s?(?:–|-|to|through|until)\s?")
_SPAN_BEFORE = re.compile(r"\b(?:to|through|until|since|from)\s*$", re.IGNORECASE)


def official_date(case: Case) -> Iterator[Found]:
    """An event of the official calendar is put on a day on which it does not take place.

    Example: "The FOMC minutes, scheduled for release on November 7": they were published on Nov. 19.
    """
    edition = case.day
    if edition is None:
        return
    for one in told(case):
        mentions, taken = days.find(one.own), list[tuple[int, int]]()
        for event in case.evidence.calendar:
            for start, end in _named(one.own, event):
                if any(start < other_end and other_start < end for other_start, other_end in taken):
                    continue
                taken.append((start, end))
                mention = _its_day(one.own, mentions, start, end)
                day = mention.on(edition) if mention else None
                if day and event.covers(day) and day not in event.days:
                    said, near = style.day(day, edition), style.day(event.nearest(day), edition)
                    message = f"{one.own[start:end]}: {said} is not its day; the nearest is {near}."
                    fix = f"Write {near}, or correct content/_data/calendar.yaml where the issuer moved it."
                    yield Found(one.line, message, fix, sentence=one.text)


def no_session(case: Case) -> Iterator[Found]:
    """A fund flow is told for a day on which New York did not trade.

    Example: "Bitcoin ETFs lost $186.5 million on Sunday, Nov. 2"
    """
    edition = case.day
    if edition is None:
        return
    for one in told(case):
        for clause in _CLAUSE.split(one.own):
            if not (_FUNDS.search(clause) and _FLOW.search(clause)):
                continue
            for mention in days.find(clause):
                day = mention.on(edition)
                if not is_session("nyse", day) and _is_one_days(clause, mention):
                    said = f"{style.day(day, edition)} was a {style.weekday(day)}"
                    message = f"{said} without a session in New York: no fund had a flow."
                    fix = f"Name the session; the one before is {style.day(previous('nyse', day), edition)}."
                    yield Found(one.line, message, fix, sentence=one.text)


def _named(text: str, event: OfficialEvent) -> list[tuple[int, int]]:
    """Where a text names an event, by the longest of its names."""
    names = sorted(event.names, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    return [found.span() for found in pattern.finditer(text.replace("’", "'"))]


def _its_day(text: str, mentions: list[Mention], start: int, end: int) -> Mention | None:
    """The day that a sentence puts an event on: nothing but words of scheduling stands between them."""
    for mention in mentions:
        behind = 0 <= mention.start - end < _NEAR and _THEN.fullmatch(text, end, mention.start)
        before = 0 <= start - mention.end < _NEAR and _BEFORE_IT.fullmatch(text, mention.end, start)
        if behind or before:
            return mention
    return None


def _is_one_days(clause: str, mention: Mention) -> bool:
    """Whether the flow is that one day's: told of the funds behind "on", a comma or a bracket, and no end of a span."""
    before = clause[: mention.start]
    of_funds = _FUNDS.search(before) or _FIRST.fullmatch(before)
    span = _SPAN_AFTER.match(clause, mention.end) or _SPAN_BEFORE.search(before)
    return bool(of_funds and _ON.search(before)) and not span
