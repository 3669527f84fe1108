"""How grave each item is: the four words there are, and the gravest first. Refuses to say which an item deserves."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import Told, told

SEVERITIES = ("CRITICAL", "HIGH", "MEDIUM", "LOW")
_TAG = re.compile(r"\[([A-Z][A-Z /&+-]*[A-Z])\]\s*$|^\s*(?:\d+\.\s*)?\[([A-Z][A-Z /&+-]*[A-Z])\]")
_LIKE_ONE = re.compile(rf"\b(?:{'|'.join(SEVERITIES)}|SEVERE|URGENT|MAJOR|MINOR|MODERATE|INFO|CONTEXT|NOTE)\b")


def severity_tag(case: Case) -> Iterator[Found]:
    """A headline's severity is none of CRITICAL, HIGH, MEDIUM and LOW.

    Example: "Regulators agree on milestones [LOW/CONTEXT]"
    """
    for one in _titles(case):
        tag = _tag(one)
        if tag and tag not in SEVERITIES and _LIKE_ONE.search(tag):
            nearest = next((word for word in SEVERITIES if word in tag), "one of " + ", ".join(SEVERITIES))
            yield Found(one.line, f"The severity [{tag}] does not exist.", f"Write {nearest}.", sentence=one.text)


def severity_order(case: Case) -> Iterator[Found]:
    """In one section, a headline stands above a graver one.

    Example: headline 1 is [HIGH] and headline 2 is [CRITICAL].
    """
    for _, group in groupby(_titles(case), key=lambda one: one.unit.section):
        ranked = [(SEVERITIES.index(_tag(one)), one) for one in group if _tag(one) in SEVERITIES]
        for (above, first), (below, second) in pairwise(ranked):
            if above > below:
                message = f"[{SEVERITIES[above]}], line {first.line}, stands above [{SEVERITIES[below]}]."
                yield Found(second.line, message, "Put the gravest first.", "warn", second.text)
                break


def _titles(case: Case) -> Iterator[Told]:
    return (one for one in told(case) if one.is_title)


def _tag(one: Told) -> str:
    found = _TAG.search(one.text)
    return (found[1] or found[2]) if found else ""
