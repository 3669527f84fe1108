"""What to watch, what came of it, and what is not as it was in the edition before."""

from datetime import UTC, date, datetime
from typing import Literal

from brief.models.base import Frozen
from brief.models.blocks.derivatives import ExpiryNote
from brief.models.blocks.news import Fate
from brief.models.blocks.prices import LevelNote
from brief.models.blocks.sentiment import OddsLine
from brief.models.figures import AsOf, Figure, Spelling, instant_of
from brief.models.news import Item
from brief.models.rules import Severity
from brief.models.told import Came, State, Watched

FAR = datetime.max.replace(tzinfo=UTC)
LevelRule = Literal["round", "low", "high", "average", "max_pain"]


class EventLine(Frozen):
    """A dated event: from a calendar that was read tonight, or kept by hand."""

    watched: Watched
    title: str
    outlet: str = ""
    link: str = ""
    at: AsOf
    item: Item | None = None
    amount: Figure | None = None
    """What is auctioned."""
    odds: OddsLine | None = None
    """What a market says of its outcome."""
    previous: str = ""
    consensus: str = ""
    until: datetime | None = None
    """When a maintenance ends."""


class ExpiryLine(Frozen):
    watched: Watched
    note: ExpiryNote


class LevelLine(Frozen):
    """A price that an asset may reach, by the rule that found it. It lies on the side it is said to lie on."""

    watched: Watched
    name: str
    level: Figure
    below: bool
    distance: Figure
    rule: LevelRule
    venue: str = ""
    note: LevelNote | None = None
    """When the price last stood beyond it, where that is news."""


class OddsWatch(Frozen):
    watched: Watched
    line: OddsLine


class ScoreLine(Frozen):
    """Something the edition before told to watch, and what came of it."""

    came: Came
    value: Figure | None = None
    """The level as it was printed, or the odds as they were."""
    figure: Figure | None = None
    """What it is measured against: the price that came nearest, the odds now, bitcoin's move around an event."""
    distance: Figure | None = None
    """How far the price still was from a level it did not reach."""
    moved_to: AsOf | None = None
    """Where an event has another day now."""

    @property
    def state(self) -> State:
        return self.came.state


class SeverityMove(Frozen):
    """A story that is graver, or less grave, than it was."""

    title: str
    link: str = ""
    source: str
    before: Severity
    now: Severity


class StreakChange(Frozen):
    """A streak of fund flows that began or broke since the edition before."""

    asset: str
    name: str
    began: bool
    inflow: bool
    """Which way the streak goes, or went."""
    sessions: Figure
    flow: Figure
    """The session's flow that made or broke it."""


class Revision(Frozen):
    """A day that its vendor gives another number for by now: a session's flow of the funds of `name`, or a level."""

    name: str
    spelled: Spelling
    vendor: str
    before: Figure
    now: Figure


class WatchBlock(Frozen):
    """The section, in the order of printing."""

    events: tuple[EventLine, ...] = ()
    expiries: tuple[ExpiryLine, ...] = ()
    levels: tuple[LevelLine, ...] = ()
    odds: tuple[OddsWatch, ...] = ()
    hours: int
    more: int = 0
    """How many events that count are not printed."""
    asked: tuple[str, ...] = ()
    """The calendars that answered."""
    silent: tuple[str, ...] = ()
    """Those that did not."""
    scores: tuple[ScoreLine, ...] = ()
    before: date | None = None
    """The day of the edition that is scored."""
    yesterday: bool = False
    """Whether that was yesterday's."""
    fates: tuple[Fate, ...] = ()

    @property
    def dated(self) -> tuple[EventLine | ExpiryLine | OddsWatch, ...]:
        """What has a time, the soonest first."""
        lines: list[EventLine | ExpiryLine | OddsWatch] = [*self.events, *self.expiries, *self.odds]
        return tuple(sorted(lines, key=lambda line: instant_of(line.watched.at) if line.watched.at else FAR))

    @property
    def watched(self) -> tuple[Watched, ...]:
        return (*(line.watched for line in self.dated), *(line.watched for line in self.levels))

    @property
    def told_odds(self) -> tuple[OddsLine, ...]:
        """The odds that this section tells."""
        beside = (line.odds for line in self.events if line.odds)
        return (*(line.line for line in self.odds), *beside)


class ChangeBlock(Frozen):
    """What is not as it was in the edition before; three lines at the most."""

    before: date
    yesterday: bool
    severities: tuple[SeverityMove, ...] = ()
    streaks: tuple[StreakChange, ...] = ()
    revisions: tuple[Revision, ...] = ()
    """Of fund flows."""
    level_revisions: tuple[Revision, ...] = ()
    """Of rates, indexes and balances."""
