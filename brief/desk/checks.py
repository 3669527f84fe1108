"""What must be right before readers see a post. Owns the findings; refuses to change a word.

A finding stops publishing. It names the line and what to do.
"""

import re

from brief.models.base import Frozen
from brief.write.escape import liquid_marks
from brief.write.front_matter import read_post

_REFERENCE = re.compile(r"\[\^([0-9A-Za-z_][\w-]*)\](?!:)")
_DEFINITION = re.compile(r"^\[\^([0-9A-Za-z_][\w-]*)\]:[ \t]*(.*)$", re.MULTILINE)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)


class Finding(Frozen):
    """What is wrong, in which line of the file, and what to do."""

    check: str
    line: int
    message: str
    fix: str


def check_post(edition: str, text: str) -> list[Finding]:
    """Every finding in a post's file, in the order of its lines. A front matter nobody can read is an error itself."""
    body = read_post(edition, text).body
    front = _line(text, len(text) - len(body)) - 1
    found = [*_liquid(body, front), *_footnotes(_without_code(text))]
    return sorted(found, key=lambda finding: finding.line)


def _liquid(body: str, front: int) -> list[Finding]:
    return [
        Finding(
            check="liquid", line=front + line, message=f"Jekyll would run {mark} as Liquid.", fix=f"Write {spelling}."
        )
        for line, mark, spelling in liquid_marks(body)
    ]


def _footnotes(text: str) -> list[Finding]:
    """A reference without a definition, a definition nobody refers to, one defined twice or empty."""
    defined: dict[str, int] = {}
    found = []
    for definition in _DEFINITION.finditer(text):
        label, line = definition[1], _line(text, definition.start())
        if label in defined:
            found.append(_fail(line, f"The footnote {label} is defined twice.", "Keep one of the two."))
        if not definition[2].strip():
            found.append(_fail(line, f"The footnote {label} is empty.", "Name the source and its page."))
        defined.setdefault(label, line)
    used = set()
    for reference in _REFERENCE.finditer(text):
        used.add(reference[1])
        if reference[1] not in defined:
            line = _line(text, reference.start())
            found.append(_fail(line, f"The footnote {reference[1]} is not defined.", "Define it at the end."))
    for label in defined.keys() - used:
        message = f"The footnote {label} is defined and never used."
        found.append(_fail(defined[label], message, "Cite it or remove it."))
    return found


def _without_code(text: str) -> str:
    """The text with its code blanked, line for line: `[^note]` in code is no footnote."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


def _fail(line: int, message: str, fix: str) -> Finding:
    return Finding(check="footnotes", line=line, message=message, fix=fix)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
