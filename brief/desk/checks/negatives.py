"""Statements that nothing happened. Owns what they need: where somebody looked, and when. Refuses to look itself."""

import re
from collections.abc import Iterator

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import told
from brief.prose import days

_WHAT = r"""(?:
    updates? | outages? | incidents? | notices? | announcements? | developments? | disruptions? | interruptions?
    | breaches | hacks? | exploits? | delistings? | rulings? | news | maintenance
    | (?:(?:enforcement|regulatory)\s)?actions? | (?:(?:rule|regulatory|policy)\s)?changes
)"""
_NOTHING = re.compile(
    rf"""
    \b(?:no|without|zero)\s
        (?:(?:material|major|significant|notable|new|further|other|known|reported|relevant|important|recent|fresh
            |additional),?\s(?:or\s|and\s)?)+
        (?:\w+\s)?{_WHAT}\b
    | \bno\s{_WHAT}\s(?:(?:was|were|has\sbeen|have\sbeen)\s)?
        (?:reported|announced|published|issued|to\sreport|observed|today|overnight)\b
    | \bnothing\s(?:(?:new|material|significant|notable|of\snote)\s)?(?:(?:was|to)\s)?
        (?:reported|report|announced|happened)\b
    | \ball\s(?:systems|exchanges|venues|networks|services)\s(?:are|were|remain(?:ed)?)\s(?:fully\s)?
        (?:operational|normal|online)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOOKED = re.compile(r"\b(?:pages?|feeds?|registers?|websites?|according to|per)\b", re.IGNORECASE)


def negative_claim(case: Case) -> Iterator[Found]:
    """The text says that nothing happened, and neither where nor when somebody looked.

    Example: "No material outages today across major venues."
    """
    for one in told(case):
        claim = _NOTHING.search(one.own)
        has_evidence = one.notes or "](" in one.unit.text or (_LOOKED.search(one.own) and days.find_times(one.own))
        if claim and not has_evidence:
            message = f"“{claim[0]}” names no page that was looked at, and no time."
            fix = "Cite the page, and say when it was looked at: “(status pages at 12:00 UTC)”; or drop the sentence."
            yield Found(one.line, message, fix, sentence=one.text)
