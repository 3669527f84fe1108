"""What a text says of its own reliability. It is computed or it is not said; refuses to compute it."""

import re
from collections.abc import Iterator

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import told

_PROVED = r"(?:verified|confirmed|cross-?checked|cross-?referenced|fact-?checked|validated|accurate|correct|reliable)"
_CLAIMS = tuple(
    re.compile(pattern, re.VERBOSE | re.IGNORECASE)
    for pattern in (
        rf"""\b(?:all|every|each|100%(?:\sof)?)\s(?:[\w-]+\s){{0,3}}
        (?:sources?|figures?|data(?:\spoints)?|numbers?|claims?|facts?|information|references)\s
        (?:(?:is|are|was|were|has\sbeen|have\sbeen)\s)?(?:\w+ly\s)?{_PROVED}\b""",
        rf"\b(?:fully|independently|completely|rigorously|thoroughly)[\s-]{_PROVED}\b",
        r"""\bno\s(?:(?:material|known|major|significant|relevant|notable)\s)?
        (?:conflict(?:s|ing)?|contradict\w+|discrepanc\w+|inconsistenc\w+|disagree\w*)
        (?:\s(?:reports?|sources?|data|figures?|evidence|information))?""",
        r"""\b(?:very\shigh|high|full|complete|absolute|total|utmost|100%)[\s-](?:degree\sof\s)?confidence\b
        | \bconfidence(?:\slevel)?(?:\sis|:)\s(?:very\s)?(?:high|full|absolute)\b""",
    )
)


def confidence_claim(case: Case) -> Iterator[Found]:
    """The text vouches for itself in words that nothing computed: how many sources agreed can be counted.

    Example: "High confidence; all primary sources verified. No material conflicting reports."
    """
    for one in told(case):
        claims = [f"“{claim[0]}”" for pattern in _CLAIMS if (claim := pattern.search(one.own))]
        if claims:
            message = f"{' and '.join(claims)}: that is said and not shown."
            fix = "Say how many figures were checked against a second source, and which sources disagree."
            yield Found(one.line, message, fix, sentence=one.text)
