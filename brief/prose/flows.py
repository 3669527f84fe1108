"""Money into and out of funds, as sentences tell it: which funds, how much, which way, over which days.

Owns reading; refuses to add up. A sentence that names no funds speaks of those the reader has in mind (`topic`).
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from brief.prose import numbers, subjects, windows
from brief.prose.numbers import Number
from brief.prose.subjects import Subject, group_of
from brief.prose.windows import Window

LEAST = Decimal(1_000_000)
"""Below it an amount without a sign is a price."""

_OUT = (
    r"outflows?|flow(?:ed|ing|s)?\sout|withdrawn|withdrew|withdrawals?|redemptions?|redeemed"
    r"|lost|shed|bled|pulled|drained"
)
_IN = r"inflows?|flow(?:ed|ing|s)?\sin(?:to)?|took\sin|taking\sin|attracted|drew|added|pulled\sin"
_WAY = re.compile(rf"\b(?:(?P<into>{_IN})|(?P<out>{_OUT}))\b", re.IGNORECASE)
_CLAUSE = re.compile(r";|,\s(?:and|while|but|whereas|though)\s")
_NO_FLOW = re.compile(r"\b(?:assets|AUM|management|holdings?|market\scap|valued?|price|worth|size)\b", re.IGNORECASE)
_OF_IT = re.compile(r"\sof\s(?:it|that|this|which)\b")
_WHOSE = re.compile(
    r"\s(?:(?:net|total|cumulative|combined)\s)*(?:(?:outflows?|inflows?|redemptions)\s)?(?:of\s(?:it|that|this|which)\s)?"
    r"(?:came\s|was\s|were\s)?(?:from|into|in|out\sof|of|by|for|at|across)\s(?:the\s|all\s)?"
    r"(?:(?:US|U\.S\.|United\sStates|spot|US-listed)\s)*$"
)
_PART_OF_IT = re.compile(r"\bof\s(?:it|that|this|which)\s(?:came\s|was\s)?(?:from|into)\s(?:the\s)?$")
_THE_MARKET_S = re.compile(r"\b(?:market|industry|sector|group|complex)[’']s\s(?:total\s)?$", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"(?:%|\b(?:percent|half|third|thirds|quarter|quarters|most|all|part|some|much|rest))\sof\s(?:the|its|that)\s$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:after|against|versus|vs\.?|compared\s(?:with|to)|from|than|before)\s(?:the\s)?$", re.IGNORECASE
)
_ONE_FUND = re.compile(r"\s(?:spot\s|exchange-traded\s)?(?:ETF|fund|trust)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:\b(?:week|month|days?|sessions?)\s(?:to|through|until|ending|ended)|\bsince(?:\s\w+){0,2}(?:\son)?|\bafter|\bbefore|\blaunch\son|\bbegan\son|\buntil|\bby"
    r"|\b(?:most|largest|biggest|smallest|least|highest|lowest)(?:\s\w+)?\s(?:in|of)(?:\s(?:the|their|its|all))?)\s(?:the\s)?$",
    re.IGNORECASE,
)
_RIGHT_BEHIND = re.compile(
    r"\s(?:(?:net|of)\s)?(?:(?:out|in)flows?\s)?(?:on|over|in|for|from|during)\s(?:the\s|\w+day,\s)?"
)
_TOGETHER = re.compile(r"\b(?:together|combined|cumulative(?:ly)?|in\s(?:all|total))\b", re.IGNORECASE)


class Flow(NamedTuple):
    """One amount that went into (or out of) `subject`, "etf.btc" or one fund, in what `when` names."""

    subject: str
    number: Number
    out: bool
    when: tuple[Window, ...]


class _Clause(NamedTuple):
    start: int
    end: int


class _Told(NamedTuple):
    """A sentence with everything that was found in it."""

    text: str
    topic: str
    subjects: list[Subject]
    amounts: list[Number]
    ways: list[re.Match[str]]
    windows: list[Window]


def find(text: str, topic: str = "") -> list[Flow]:
    """Every amount said to flow, in order."""
    return list(_found(text, topic))


@lru_cache(maxsize=2048)
def _found(text: str, topic: str) -> tuple[Flow, ...]:
    told = _Told(
        text=text,
        topic=topic_of(text) or topic,
        subjects=subjects.find(text),
        amounts=[number for number in numbers.find(text) if number.unit == "usd" and _is_amount(number)],
        ways=list(_WAY.finditer(text)),
        windows=windows_of(text),
    )
    if not told.ways or not told.topic:
        return ()
    found: list[Flow] = []
    for clause in _clauses(text):
        found.extend(_in_clause(told, clause, found))
    return tuple(found)


def topic_of(text: str) -> str:
    """The funds a sentence speaks of: the first it names that are not a part of something ("of it from IBIT")."""
    named = (one for one in subjects.find(text) if one.is_funds and not _PART_OF_IT.search(text[: one.start]))
    return next((one.key for one in named), "")


def windows_of(text: str) -> list[Window]:
    """The windows of a sentence, without what it only compares with: "since Aug. 5", "the most in four sessions"."""
    return [window for window in windows.find(text) if not _COMPARED.search(text[: window.start])]


def _is_amount(number: Number) -> bool:
    return abs(number.value) >= LEAST or _is_signed(number)


def _is_signed(number: Number) -> bool:
    return number.text[0] in "+-−–"


def _clauses(text: str) -> Iterator[_Clause]:
    start = 0
    for found in _CLAUSE.finditer(text):
        yield _Clause(start, found.end())
        start = found.end()
    yield _Clause(start, len(text))


def _in_clause(told: _Told, clause: _Clause, earlier: list[Flow]) -> Iterator[Flow]:
    flows: list[Flow] = []
    for number in told.amounts:
        if not clause.start <= number.start < clause.end:
            continue
        out = _direction(told, number, clause)
        subject = _subject(told, number, clause)
        if out is None or not subject or _is_something_else(told.text, number, clause):
            continue
        if flows and not _is_signed(number) and _BESIDE.search(told.text[: number.start]):
            continue
        inherited = [*earlier, *flows][-1:] if _OF_IT.match(told.text, number.end) else []
        when = inherited[0].when if inherited else _when(told, number, clause) or (flows[-1].when if flows else ())
        flows.append(Flow(subject, number, out, when))
    yield from flows


def _direction(told: _Told, number: Number, clause: _Clause) -> bool | None:
    """Whether it went out: by its sign, else by the nearest word; None where the clause does not say that it flowed."""
    if _is_signed(number):
        return number.value < 0
    inside = [way for way in told.ways if clause.start <= way.start() < clause.end]
    if not inside and not _TOGETHER.search(told.text, clause.start, clause.end):
        return None
    nearest = min(
        inside or told.ways, key=lambda way: min(abs(way.start() - number.end), abs(number.start - way.end()))
    )
    return nearest["out"] is not None


def _subject(told: _Told, number: Number, clause: _Clause) -> str:
    """The funds an amount is said of; empty where the clause speaks of something else."""
    after = next((one for one in told.subjects if one.start >= number.end and one.is_funds), None)
    if after and _WHOSE.match(told.text[number.end : after.start]):
        return after.key
    if _THE_MARKET_S.search(told.text[: number.start]):
        return group_of(told.topic)
    if _SHARE_OF.search(told.text[: number.start]):
        return group_of(told.topic) if group_of(told.topic) != told.topic else ""
    before = [one for one in told.subjects if clause.start <= one.start and one.end <= number.start]
    named = [one for one in before if one.is_funds or not _ONE_FUND.match(told.text, one.end)]
    if named:
        return named[-1].key if named[-1].is_funds else ""
    return told.topic


def _is_something_else(text: str, number: Number, clause: _Clause) -> bool:
    """Whether what stands before the amount says that it is no flow: "assets under management remain at"."""
    before = text[clause.start : number.start]
    way = max((match.end() for match in _WAY.finditer(before)), default=0)
    return bool(_NO_FLOW.search(before, way))


def _when(told: _Told, number: Number, clause: _Clause) -> tuple[Window, ...]:
    """The windows nearest to an amount: those before it that no other amount stands between, else those behind it."""
    inside = [window for window in told.windows if clause.start <= window.start < clause.end]
    since = max((other.end for other in told.amounts if other.end <= number.start), default=0)
    until = min((other.start for other in told.amounts if other.start >= number.end), default=len(told.text))
    behind = tuple(window for window in inside if number.end <= window.start < until)
    own = tuple(window for window in behind if _RIGHT_BEHIND.fullmatch(told.text[number.end : window.start]))
    before = tuple(window for window in inside if since <= window.start and window.end <= number.start)
    free = tuple(window for window in before if not _belongs_to_another(told, window))
    runs = tuple(window for window in free if window.kind == "run")
    if runs and _TOGETHER.search(told.text, clause.start, number.start):
        return (*runs[-1:], *_stretches(told, clause))
    if near := own or free or behind:
        return near if any(window.first for window in near) else (*near, *_stretches(told, clause))
    if _TOGETHER.search(told.text, clause.start, clause.end):
        runs = tuple(window for window in told.windows if window.kind == "run" and window.end <= number.start)
        return (*runs[-1:], *_stretches(told, clause))
    first = min(other.start for other in told.amounts)
    return tuple(window for window in told.windows if window.end <= first)


def _belongs_to_another(told: _Told, window: Window) -> bool:
    """Whether a window stands right behind an amount: "$149.3 million on Oct. 27 and $202.4 million"."""
    before = [other for other in told.amounts if other.end <= window.start]
    return bool(before) and bool(_RIGHT_BEHIND.fullmatch(told.text[before[-1].end : window.start]))


def _stretches(told: _Told, clause: _Clause) -> tuple[Window, ...]:
    """The dated stretches of a clause: they say which sessions "over four trading days" means."""
    return tuple(w for w in told.windows if w.kind == "between" and clause.start <= w.start < clause.end)
