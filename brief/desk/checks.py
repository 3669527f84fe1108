"""What must be right before readers see a post. Owns the findings; refuses to change a word.

Only a failure stops publishing. A finding names the line and what to do.
"""

import re
from typing import Literal

from brief.errors import BriefError
from brief.models.base import Frozen
from brief.write.escape import refuse_liquid
from brief.write.front_matter import read_post

_REFERENCE = re.compile(r"\[\^([0-9A-Za-z_][\w-]*)\](?!:)")
_DEFINITION = re.compile(r"^\[\^([0-9A-Za-z_][\w-]*)\]:[ \t]*(.*)$", re.MULTILINE)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)


class Finding(Frozen):
    """One thing a check has to say, in the shape of `--json`."""

    check: str
    severity: Literal["fail", "warn", "note"]
    file: str
    line: int = 0
    sentence: str = ""
    figure: str = ""
    message: str
    fix: str = ""


def check_post(edition: str, text: str) -> list[Finding]:
    """Every finding in a post's file, in the order of its lines."""
    file = f"{edition}.md"
    try:
        body = read_post(edition, text).body
    except BriefError as broken:
        return [Finding(check="front-matter", severity="fail", file=file, line=1, message=str(broken))]
    found = [*_liquid(file, body), *_footnotes(file, _without_code(text))]
    return sorted(found, key=lambda finding: finding.line)


def _liquid(file: str, body: str) -> list[Finding]:
    try:
        refuse_liquid(body)
    except BriefError as refused:
        return [Finding(check="liquid", severity="fail", file=file, message=str(refused))]
    return []


def _footnotes(file: str, text: str) -> list[Finding]:
    """A reference without a definition, a definition nobody refers to, one defined twice or empty."""
    defined: dict[str, int] = {}
    found = []
    for definition in _DEFINITION.finditer(text):
        label, line = definition[1], _line(text, definition.start())
        if label in defined:
            found.append(_fail(file, line, f"The footnote {label} is defined twice.", "Keep one of the two."))
        if not definition[2].strip():
            found.append(_fail(file, line, f"The footnote {label} is empty.", "Name the source and its page."))
        defined.setdefault(label, line)
    used = set()
    for reference in _REFERENCE.finditer(text):
        used.add(reference[1])
        if reference[1] not in defined:
            line = _line(text, reference.start())
            found.append(_fail(file, line, f"The footnote {reference[1]} is not defined.", "Define it at the end."))
    for label in defined.keys() - used:
        message = f"The footnote {label} is defined and never used."
        found.append(_fail(file, defined[label], message, "Cite it or remove it."))
    return found


def _without_code(text: str) -> str:
    """The text with its code blanked, line for line: `[^note]` in code is no footnote."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


def _fail(file: str, line: int, message: str, fix: str) -> Finding:
    return Finding(check="footnotes", severity="fail", file=file, line=line, message=message, fix=fix)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
