"""What the checks of words read: each sentence with its own words apart from the speech that it quotes.

Owns whose words they are: what stands in quotation marks is somebody else's, and is judged by nobody here. Refuses to
look at numbers or days.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from brief.desk.checks.case import Case
from brief.prose import units
from brief.prose.units import Unit

_QUOTED = re.compile(r"(?<=“)[^”]*|(?<=«)[^»]*|\"[^\"]*\"")
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s\\]+)\](?!:)")
_CODE = re.compile(r"`[^`\n]+`")
_MASK = "\uf8ff"
_TOLD = ("heading", "label", "sentence", "row")


class Told(NamedTuple):
    """One sentence, heading, label or table row: `text` is what a reader sees, `own` the same without quoted speech."""

    line: int
    text: str
    own: str
    unit: Unit
    notes: tuple[str, ...]
    """The footnotes it cites."""

    @property
    def is_prose(self) -> bool:
        return self.unit.kind == "sentence"

    @property
    def is_title(self) -> bool:
        """Whether it names what stands below it."""
        return self.unit.kind in ("heading", "label")


def told(case: Case) -> tuple[Told, ...]:
    """Everything a reader reads, in order, without front matter, footnotes, comments and code."""
    return _told(case.body, case.text.count("\n", 0, len(case.text) - len(case.body)))


def prose(case: Case) -> Iterator[Told]:
    """The sentences alone."""
    return (one for one in told(case) if one.is_prose)


def passages(case: Case) -> Iterator[list[Told]]:
    """The sentences of one paragraph, list item or heading together."""
    for _, group in groupby(told(case), key=lambda one: one.unit.block):
        yield list(group)


@lru_cache(maxsize=8)
def _told(body: str, lines_before: int) -> tuple[Told, ...]:
    cut = [unit for unit in units.cut(body) if unit.kind in _TOLD]
    found = []
    for _, group in groupby(cut, key=lambda unit: unit.block):
        block = list(group)
        start = block[0].start
        masked = _QUOTED.sub(_hide, body[start : block[-1].end])
        found += [_one(unit, masked[unit.start - start : unit.end - start], lines_before) for unit in block]
    return tuple(one for one in found if one.text.strip())


def _hide(quoted: re.Match[str]) -> str:
    """The same length in a sign that is nobody's; quotation marks stay."""
    if quoted[0][:1] == '"':
        return f'"{_MASK * (len(quoted[0]) - 2)}"'
    return _MASK * len(quoted[0])


def _one(unit: Unit, masked: str, lines_before: int) -> Told:
    own = " ".join(units.plain(masked).replace(_MASK, "").split())
    notes = tuple(_NOTE.findall(_CODE.sub("", unit.text)))
    return Told(unit.line + lines_before, units.plain(unit.text), own, unit, notes)
