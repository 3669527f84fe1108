"""One run of a night, as it is written down for whoever was asleep: what was asked, what came, what became of it.

Owns the shape of `content/_runs/DAY/run.json` and of each line of `requests.jsonl` beside it. Refuses bodies, which are
in the archive, and keys, which are taken out before.
"""

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from brief.models.base import Frozen
from brief.models.figures import AsOf, Instant
from brief.models.snapshot import Gap

Heard = Literal["read", "gap", "off", "unasked"]
"""What came of a source: its answers were read, some or all of them are a gap, it may not be asked, it was not."""


class Asked(Frozen):
    """One request: a line of `requests.jsonl`."""

    run: Instant
    """When its run began."""
    at: Instant
    """When it was done with."""
    source: str
    method: Literal["GET", "POST"]
    url: str
    status: int = 0
    """0 where no answer came; `why` says what happened instead."""
    bytes: int = 0
    sha256: str = ""
    ms: int = 0
    """From the first attempt to the end of the last, waiting for our turn included."""
    tries: int = 1
    kept: Literal["", "unchanged", "archive"] = ""
    """Where the bytes are from if not sent now: the source said that they are unchanged, or nobody was asked."""
    why: str = ""


class SourceRun(Frozen):
    """One source's part of a run."""

    source: str
    heard: Heard
    requests: int = 0
    readings: int = 0
    items: int = 0
    ms: int = 0
    """The slowest of its requests."""
    why: str = ""
    """The gap's sentence, or why it is off."""
    acknowledged: str = ""
    """The reason under which somebody expects this gap; empty where it is news."""


class Carried(Frozen):
    """A figure that is printed although it is older than the night."""

    figure: str
    source: str
    as_of: AsOf


class Run(Frozen):
    """`run.json`: the last run of a day, whatever came of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    edition: str
    day: date
    began: Instant
    ended: Instant
    exit: int
    """The code it ended with; README has the list."""
    said: str = ""
    """The sentence it ended with, where it was cut short."""
    version: str
    """Of the program."""
    replayed: bool = False
    published: bool = False
    """Whether readers have the edition as this run left it."""
    figures: int = 0
    sources: tuple[SourceRun, ...] = ()
    gaps: tuple[Gap, ...] = ()
    carried: tuple[Carried, ...] = ()
    steps: dict[str, int] = {}
    """Milliseconds of each step: collect, write, build."""
