"""What the checks look at: one text, cut into units, with all the evidence there is for it.

Owns reading a file for checking: front matter where there is one, plain sentences, lines of the file. Refuses to judge.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import yaml
from pydantic import ConfigDict

from brief.models import Figure, Series
from brief.models.base import Frozen
from brief.models.official import OfficialEvent
from brief.models.written import WrittenPost
from brief.prose import units
from brief.prose.units import Unit

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)


class Evidence(Frozen):
    """What is known besides the text: nothing for somebody else's piece, everything for a post of ours."""

    figures: Mapping[str, Figure] = {}
    """The night's figures, the derived ones too."""
    series: Mapping[str, Series] = {}
    """The stored series as the edition may use them."""
    written: WrittenPost | None = None
    """Which figures each sentence printed when we wrote it."""
    calendar: tuple[OfficialEvent, ...] = ()
    """The official calendar's events."""
    root: str = ""
    """The address of the site, `https://brief.example.org`; empty where it has none."""
    pictures: frozenset[str] | None = None
    """The files of the charts that the night drew for this edition; None where nobody knows."""


class Sentence(Frozen):
    """A unit's plain words with its line in the file."""

    line: int
    text: str
    unit: Unit


class Case(Frozen):
    """One text to check. `ours` is a post of the brief; anything else is linted for what its own words give away."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, ignored_types=(cached_property,)
    )

    name: str
    """The file's name, for its date and for messages."""
    text: str
    day: date | None = None
    ours: bool = False
    evidence: Evidence = Evidence()

    @cached_property
    def front_text(self) -> str:
        """The front matter between its marks; empty where there is none."""
        found = _FRONT.match(self.text)
        return found[1] if found else ""

    @cached_property
    def front(self) -> dict[str, Any]:
        """The front matter's values; empty where there is none or nobody can read it."""
        try:
            fields = yaml.safe_load(self.front_text)
        except (yaml.YAMLError, ValueError):
            return {}
        return fields if isinstance(fields, dict) else {}

    @cached_property
    def body(self) -> str:
        found = _FRONT.match(self.text)
        return self.text[found.end() :] if found else self.text

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The body's units; their lines count from the body's first."""
        return tuple(units.cut(self.body))

    @cached_property
    def as_written(self) -> frozenset[str]:
        """The plain sentences of the text that we wrote, for a post of ours."""
        lines = self.evidence.written.sentences if self.evidence.written else ()
        return frozenset(units.plain(unit.text) for unit in units.cut("\n".join(line.text for line in lines)))

    def line(self, unit: Unit) -> int:
        """The unit's line in the file."""
        return unit.line + self.text.count("\n", 0, len(self.text) - len(self.body))

    def line_of(self, key: str) -> int:
        """The line of a key of the front matter; 1 where it has none."""
        for number, line in enumerate(self.text.split("\n"), start=1):
            if re.match(rf"[\"']?{re.escape(key)}[\"']?[ \t]*:", line):
                return number
        return 1

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """What a reader reads: title, sentences, headings, rows; no footnote definitions, comments or code."""
        told = ("heading", "label", "sentence", "row")
        return tuple(
            Sentence(line=self.line(unit), text=units.plain(unit.text), unit=unit)
            for unit in self.units
            if unit.kind in told and units.plain(unit.text).strip()
        )

    def prose(self) -> Iterator[Sentence]:
        """The sentences alone, without headings and table rows."""
        return (sentence for sentence in self.sentences if sentence.unit.kind == "sentence")
