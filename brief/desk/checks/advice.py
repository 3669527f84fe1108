"""What sounds like advice or a promise. Quoted speech is excepted: it is somebody's, and named. Refuses to give any."""

import re
from collections.abc import Iterator

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import told

_TRADE = (
    r"(?:buy|sell|hold|hodl|accumulate|short|go\s(?:long|short)|stack|invest|exit|de-?risk|take\sprofits?|rebalance"
    r"|load\sup|avoid|wait)"
)
_ADVICE = re.compile(
    rf"""
    \b(?:you|(?:savvy\s)?investors?|traders?|holders?|readers?|we|one|everyone)
        \s(?:should|must|need\sto|ought\sto|had\sbetter|may\swant\sto|might\swant\sto|would\sbe\swise\sto)
        \s(?:(?:now|also|not|always|consider)\s)*{_TRADE}\w*
    | \b(?:time|chance|moment|opportunity|reason)\sto\s(?:buy|sell|accumulate|short|load\sup|take\sprofits?)\b
    | \b(?:buying|selling|entry)\sopportunit(?:y|ies)\b
    | \b(?:strong|must|screaming)[\s-](?:buy|sell)\b
    | \bbuy\s(?:the|this)\sdip\b
    | \b(?:good|great|attractive|ideal|perfect)\s(?:entry|buy|time\sto)\b
    | \b(?:we|I)\s(?:recommend|suggest|advise|urge|would\sbuy|would\ssell)\b
    | \bour\sadvice\b
    | \b(?:prudent|wise|wisest|smart|smartest|safest|best)\s(?:strateg(?:y|ies)|move|play|course|bet|choice)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ORDER = re.compile(
    r"^(?:(?:So|Now|Just|Do not|Don[’']t|Never|Always)\s)*(?:buy|sell|accumulate|avoid|take profits?|load up|stack)\s"
    r"(?!and\b|or\b|off\b|to\b|side\b|orders?\b|walls?\b|volumes?\b|pressure\b|signals?\b)",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"""
    \b(?:is|are|will\sbe|was)\s(?:(?:all\sbut|almost|nearly|virtually)\s)?
        (?:guaranteed|certain\sto|sure\sto|bound\sto|destined\sto|inevitable)\b
    | \bguaranteed?\s(?:profit|return|gain|yield|win|rebound|rally)s?\b
    | \b(?:will|is\sgoing\sto)\s(?:certainly|definitely|surely|undoubtedly|inevitably|without\s(?:a\s)?doubt)\b
    | \b(?:certainly|definitely|surely|undoubtedly|inevitably)\s(?:will|going\sto|rise|fall|rebound|recover)\b
    | \b(?:cannot|can[’']?t|can\snot)\s(?:lose|go\swrong|fail)\b
    | \brisk[\s-]free\s(?:return|profit|trade|gain|yield)s?\b
    | \bsafe\sbet\b | \bno[\s-]brainer\b | \bto\sthe\smoon\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|not|never|nothing|nobody|neither|nor|isn[’']t|aren[’']t|hardly|far from)\b[^.;]{0,24}$", re.IGNORECASE
)


def advice(case: Case) -> Iterator[Found]:
    """The text tells readers what to buy or sell, or calls a strategy the wise one.

    Example: "Investors should buy the dip", "patience may be the most prudent strategy"
    """
    for one in told(case):
        if said := _said(_ADVICE, one.own) or (one.is_prose and _said(_ORDER, one.own)):
            fix = "Say what happened, or quote by name whoever said it."
            yield Found(one.line, f"“{said}” is advice.", fix, sentence=one.text)


def promise(case: Case) -> Iterator[Found]:
    """The text promises what nobody knows.

    Example: "a rebound is guaranteed", "Bitcoin will certainly recover"
    """
    for one in told(case):
        if said := _said(_PROMISE, one.own):
            fix = "Say what is known, or quote by name whoever said it."
            yield Found(one.line, f"“{said}” promises what nobody knows.", fix, sentence=one.text)


def _said(pattern: re.Pattern[str], text: str) -> str:
    """The first such words that the sentence does not deny; empty where there are none."""
    for found in pattern.finditer(text):
        if not _DENIED.search(text[: found.start()]):
            return found[0].strip()
    return ""
