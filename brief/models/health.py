"""How the nights went, for whoever watches over them: `health.json`, and what the status page shows of it.

Owns the shape of the file. Refuses the hour it was made at: it says what is on record, and whoever reads it
has a clock.
"""

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from brief.models.base import Frozen
from brief.models.figures import Instant
from brief.models.run import Carried, Heard
from brief.models.snapshot import Gap


class LastEdition(Frozen):
    """The newest brief that readers have."""

    id: str
    day: date
    path: str
    """Where it is, below the site's address."""


class LastRun(Frozen):
    """The newest live run, whatever came of it."""

    edition: str
    day: date
    began: Instant
    ended: Instant
    seconds: int
    """From its beginning to its end."""
    late: int | None = None
    """Seconds from `due:` in sources.yaml to the day's first run; None where nothing is said to be due."""
    exit: int
    said: str = ""
    published: bool = False


class Missed(Frozen):
    """When a source last left a gap, and why, for the operator."""

    day: date
    why: str
    acknowledged: str = ""


class SourceHealth(Frozen):
    """How one source did in the nights that are counted."""

    source: str
    name: str
    asked: int
    """In so many nights."""
    answered: int
    """In so many of those it gave something."""
    success: str | None = None
    """The share of them, in percent."""
    ms: int | None = None
    """What its slowest answer of a night took: the median of the nights that it answered."""
    last: Heard
    """What came of it in the last run."""
    gap: Missed | None = None


class Failed(Frozen):
    """The checks that held an edition back."""

    nights: int = 0
    day: date | None = None
    """The last of these."""
    said: str = ""


class Health(Frozen):
    """`health.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    days: int
    """So many days are counted, up to the last run's."""
    edition: LastEdition | None = None
    run: LastRun | None = None
    exits: dict[str, int] = {}
    """How many days' last runs ended with which exit code."""
    checks_failed: Failed = Failed()
    oldest_carried: Carried | None = None
    """Of the last run, the figure that was measured longest ago and printed nevertheless."""
    gaps: tuple[Gap, ...] = ()
    """What the last run did not get, or where no run is on record, the newest edition."""
    sources: tuple[SourceHealth, ...] = ()
