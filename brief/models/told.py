"""What an edition told its readers to watch and how grave its stories were, so that the next one can come back to it.

Owns the record between two editions (`_generated/ID.told.json`, for readers' editions `_published/ID.told.json`).
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict, Field

from brief.models.base import Frozen
from brief.models.figures import AsOf, Instant
from brief.models.rules import Severity

WatchKind = Literal["event", "expiry", "level", "odds"]
State = Literal["happened", "not yet", "missed", "unknown"]
"""missed: its time has passed and it did not happen. unknown: its time has passed and nobody we asked says."""


class Watched(Frozen):
    """One thing to watch: an event with its time, or a value that a price may reach."""

    id: str
    kind: WatchKind
    name: str
    """As it was printed: an event's title, an asset's name, a market's question. May be text from outside."""
    at: AsOf | None = None
    """When it was due; of a level None."""
    topic: str = ""
    """Where its event comes from (`calendar.fed`); empty for what we keep by hand or compute."""
    figure: str = ""
    """The figure it is measured by: a price, odds, an expiry's notional."""
    value: Decimal | None = None
    below: bool = False
    """A level lay below the price."""
    rule: str = ""
    """Which rule found a level."""


class Came(Frozen):
    """What came of something watched, as the next edition saw it."""

    watched: Watched
    state: State
    mattered: bool | None = None
    """Of an event: whether bitcoin's move that day was larger than usual; None where that was not known."""


class ToldStory(Frozen):
    """A headline by what it can be found again: its id and the links of its items."""

    id: str
    title: str
    severity: Severity
    links: tuple[str, ...] = ()


class ToldStreak(Frozen):
    """A streak of sessions that was told: of which funds, how long, which way."""

    asset: str
    sessions: int
    inflow: bool


class Told(Frozen):
    """All of it, of one edition."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    edition: str = Field(pattern=r"^\d{4}-\d\d-\d\d-[a-z0-9-]+$")
    as_of: Instant
    known: Instant
    """Until when it knew: what came later was news to its readers."""
    watched: tuple[Watched, ...] = ()
    came: tuple[Came, ...] = ()
    """What it said came of the edition before."""
    before: str = ""
    """That edition."""
    stories: tuple[ToldStory, ...] = ()
    streaks: tuple[ToldStreak, ...] = ()

    @property
    def day(self) -> date:
        return date.fromisoformat(self.edition[:10])
