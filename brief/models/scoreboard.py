"""How often what the briefs told to watch came true: counts over all editions that readers have."""

from datetime import date

from brief.models.base import Frozen
from brief.models.told import Came


class LevelTally(Frozen):
    """The levels of one rule. Each counts once for each edition that told it, and has until the next one."""

    rule: str
    """`round`, `low`, `high`, `average`, `max_pain`; empty for all together."""
    watched: int
    reached: int
    unknown: int = 0
    """No price of the time between was read."""


class EventTally(Frozen):
    """Events whose time has passed, each counted once, however many editions told it."""

    due: int
    happened: int
    missed: int
    unknown: int
    judged: int
    """Of how many that happened bitcoin's day was known."""
    mattered: int


class Scored(Frozen):
    """One verdict, with the edition that gave it."""

    edition: str
    came: Came

    @property
    def day(self) -> date:
        return date.fromisoformat(self.edition[:10])


class Scoreboard(Frozen):
    editions: int
    """How many editions scored the one before."""
    since: date | None = None
    """The day of the first of them."""
    levels: tuple[LevelTally, ...] = ()
    """All together first, then by rule; empty where none was watched."""
    events: EventTally | None = None
    latest: tuple[Scored, ...] = ()
    """The last verdicts, the newest edition's first."""
