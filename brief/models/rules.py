"""The rules of the headlines and the watch list, as `content/_data/` has them: what is grave, what counts, and why."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from brief.models.base import Frozen
from brief.models.counted import Count
from brief.models.official import OfficialEvent
from brief.models.phrases import Phrases, holds

Severity = Literal["CRITICAL", "HIGH", "MEDIUM", "LOW"]
SEVERITIES: tuple[Severity, ...] = ("CRITICAL", "HIGH", "MEDIUM", "LOW")
"""The gravest first."""

Reason = Literal["", "loss", "market", "flows", "liquidations", "fear"]
"""What *Why it matters* sets beside a story: which of our own figures. Empty: no sentence."""


class Rule(Frozen):
    """One rule of severity. The first that fits a story counts, from the top of the file."""

    id: str
    severity: Severity
    any: Phrases
    """One of its titles holds one of these."""
    also: Phrases = ()
    """And the same title one of these."""
    unless: Phrases = ()
    """And none of these."""
    amount: Decimal | None = None
    """And the newest amount that it names is at least so many US dollars."""
    why: Reason = ""
    points: int = Field(default=0, ge=0)
    """What its kind adds to the rank."""

    def fits(self, title: str) -> str:
        """The words of the title it goes by; empty where it does not fit."""
        if holds(title, self.unless) or (self.also and not holds(title, self.also)):
            return ""
        return holds(title, self.any)


class DataRule(Frozen):
    """From which size on a fact of our own figures is a headline."""

    id: str
    severity: Severity
    kind: Literal["streak", "flow", "liquidations", "fear", "move"]
    at_least: Decimal
    """For a streak sessions, for a flow and liquidations US dollars, for a move standard deviations; for fear, how far
    the index is from 50."""
    points: int = Field(default=0, ge=0)


class EventRule(Frozen):
    """Which events of a calendar are worth watching, and which of many come first. The first that fits counts."""

    id: str
    any: Phrases
    unless: Phrases = ()
    points: int = Field(ge=1)

    def fits(self, title: str) -> str:
        return "" if holds(title, self.unless) else holds(title, self.any)


class WatchRules(Frozen):
    """As `content/_data/watch.yaml` has them. A site folder without it watches levels and expiries only."""

    hours: int = Field(default=72, ge=12, le=168)
    """How far ahead is looked."""
    events: int = Field(default=6, ge=0, le=20)
    """How many events are printed."""
    nearest: Decimal = Decimal("0.5")
    farthest: Decimal = Decimal(8)
    """A level is worth watching if it is so many percent away, and no more."""
    mattered: Decimal = Decimal("1.5")
    """An event mattered if bitcoin's day moved it by so many of its usual daily moves."""
    rules: tuple[EventRule, ...] = ()


class HeadlineRules(Frozen):
    """Those of the headlines. `most` headlines are printed, none of a story that last moved before the day before."""

    most: int = Field(default=7, ge=1, le=20)
    days: int = Field(default=1, ge=0, le=6)
    """How many whole days before the edition's own still count."""
    rules: tuple[Rule, ...] = ()
    data: tuple[DataRule, ...] = ()


class RuleBook(Frozen):
    """All that is kept by hand of what is worth saying; each part is a file in `content/_data/`."""

    headlines: HeadlineRules = Field(default_factory=HeadlineRules)
    watch: WatchRules = Field(default_factory=WatchRules)
    agenda: tuple[OfficialEvent, ...] = ()
    """The official calendar."""
    counts: tuple[Count, ...] = ()
    """Days that are counted on."""
