"""A table that somebody brings: `day,value`, one line a day. Pure; whoever owns the file names its lines.

Refuses whatever would have to be guessed at: another header, days in another spelling or order, a day twice, a number
that is not plain.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from brief.errors import WrongUsage

HEADER = "day,value"
EARLIEST = date(1900, 1, 1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VALUE = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,24})?")


class Line(NamedTuple):
    """One day of the table."""

    number: int
    day: date
    value: Decimal


def read_table(text: str, file: str, due: Callable[[date, Decimal], str]) -> list[Line]:
    """The lines of a table, days ascending. `due` says what is wrong with a day or its value, or nothing.

    Tolerates a byte order mark, CRLF, and a last line with or without its end.
    """
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    if lines[-1] == "":
        lines.pop()
    if not lines or lines[0] != HEADER:
        stands = f"{lines[0]!r:.60} stands where" if lines else "nothing stands where"
        raise WrongUsage(f"{file}, line 1: {stands} the header {HEADER} is due; nothing was imported.")
    found: list[Line] = []
    for number, line in enumerate(lines[1:], start=2):
        try:
            one = _line(line, number)
            if found and one.day <= found[-1].day:
                before = f"line {found[-1].number} has {found[-1].day}"
                twice = "twice" if one.day == found[-1].day else "after a later day"
                raise ValueError(f"{one.day} stands there {twice}, {before}; days must ascend")
            if wrong := due(one.day, one.value):
                raise ValueError(wrong)
        except ValueError as wrong:
            raise WrongUsage(f"{file}, line {number}: {wrong}; nothing was imported.") from None
        found.append(one)
    if not found:
        raise WrongUsage(f"{file} has a header and no day; nothing was imported.")
    return found


def _line(line: str, number: int) -> Line:
    cells = line.split(",")
    if len(cells) != 2:
        raise ValueError(f"{line!r:.60} has not the two cells {HEADER}")
    day, value = cells
    if not _DAY.fullmatch(day):
        raise ValueError(f"{day!r:.40} stands where a day like 2025-11-03 is due")
    if not _VALUE.fullmatch(value):
        raise ValueError(f"{value!r:.40} stands where a plain number like -186500000 or 3.25 is due")
    try:
        return Line(number, date.fromisoformat(day), Decimal(value))
    except ValueError:
        raise ValueError(f"there is no day {day}") from None
