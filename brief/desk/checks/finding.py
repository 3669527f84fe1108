"""What a check found: how bad it is, where it stands, what it says, and what to do."""

from typing import Literal, NamedTuple

from brief.models.base import Frozen

Severity = Literal["fail", "warn", "note"]
"""fail: a reader would be misled, and publishing stops. warn: look at it. note: good to know."""


class Found(NamedTuple):
    """What one check says; the registry adds which check it was. `line` is the line of the file."""

    line: int
    message: str
    fix: str
    severity: Severity = "fail"
    sentence: str = ""
    figure: str = ""


class Finding(Frozen):
    """One thing that is wrong, as `brief check` and `brief lint` print it."""

    check: str
    severity: Severity
    line: int
    sentence: str = ""
    figure: str = ""
    message: str
    fix: str
