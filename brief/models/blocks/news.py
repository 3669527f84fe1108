"""Headlines and the sections of what was published: stories with who tells them, and feeds with what they had."""

from datetime import date
from typing import Literal

from brief.models.base import Frozen
from brief.models.figures import Figure, Instant
from brief.models.news import Item
from brief.models.rules import Reason, Severity


class Points(Frozen):
    """One part of a rank: what it is for, in words, and how much."""

    what: str
    points: int


class Said(Frozen):
    """An outlet with the amount it names."""

    outlet: str
    amount: Figure
    bound: str = ""
    """`at least`, `at most` or `about`, where its title says so."""


class Incident(Frozen):
    """One loss as a list of incidents has it."""

    item: Item
    loss: Figure | None = None
    day: date


class Headline(Frozen):
    """A story among the headlines: told by outlets, or by our own figures, or by both."""

    id: str
    """From the words of its first title, so that it stays the same while outlets join."""
    severity: Severity
    item: Item | None = None
    """The item whose title is printed."""
    amounts: tuple[Figure, ...] = ()
    """The amounts in that title, in order."""
    items: tuple[Item, ...] = ()
    """One of each outlet, its newest; the outlet of the title first."""
    kind: Literal["", "streak", "flow", "liquidations", "fear", "move"] = ""
    """Which of our own figures tells it."""
    figure: Figure | None = None
    inflow: bool = False
    verb: str = ""
    name: str = ""
    """Of whom it is told, where that is an asset."""
    loss: Figure | None = None
    """What outlets say was lost: a range where they differ."""
    said: tuple[Said, ...] = ()
    entry: Incident | None = None
    """The same loss in a list of incidents, which knows the chains."""
    why: Literal["", "market", "liquidations", "fear", "high", "streak"] = ""
    """Which figure of ours *Why it matters* cites; each is cited once in an edition."""
    reason: Reason = ""
    rule: str
    words: str = ""
    """The words that the rule went by."""
    rank: tuple[Points, ...] = ()

    @property
    def score(self) -> int:
        return sum(part.points for part in self.rank)


class IncidentYear(Frozen):
    """The year so far, by the one list that has all of it."""

    vendor: str
    source: str
    first: date
    total: Figure
    number: Figure
    """How many losses it adds up."""
    largest: tuple[Incident, ...]


class Conflict(Frozen):
    """A headline whose outlets do not name the same sum: how many name which."""

    number: int
    """The headline's place."""
    counts: tuple[tuple[int, Said], ...]
    """The sum that most of them name first."""


class Fate(Frozen):
    """What became of an item: where it stands in the post (`headlines.1`, `regulation.us`), or why nowhere."""

    item: Item
    place: str = ""
    why: str


class Feed(Frozen):
    """A source that was asked for what is new."""

    source: str
    name: str
    asked_at: Instant | None = None
    """When it answered; None where it did not."""


class NoticeGroup(Frozen):
    """What is new from one jurisdiction, venue or field, and who was asked."""

    key: str
    name: str
    items: tuple[Item, ...] = ()
    more: int = 0
    """How many new items are not printed."""
    feeds: tuple[Feed, ...] = ()
    last: Item | None = None
    """The newest item there is, where none is new."""
    above: tuple[int, ...] = ()
    """The numbers of the headlines that tell its other new items."""

    @property
    def answered(self) -> tuple[Feed, ...]:
        return tuple(feed for feed in self.feeds if feed.asked_at)

    @property
    def failed(self) -> tuple[Feed, ...]:
        return tuple(feed for feed in self.feeds if not feed.asked_at)


class NewsBlock(Frozen):
    """All that outlets, regulators, venues and journals published, as far as it is printed."""

    headlines: tuple[Headline, ...] = ()
    feeds: tuple[Feed, ...] = ()
    """The outlets that were asked for news."""
    since: date
    """The first day that counts for headlines."""
    exchanges: tuple[NoticeGroup, ...] = ()
    status: tuple[NoticeGroup, ...] = ()
    regulation: tuple[NoticeGroup, ...] = ()
    research: tuple[NoticeGroup, ...] = ()
    incidents: tuple[Headline, ...] = ()
    """Incidents that are no headline."""
    listed: tuple[Incident, ...] = ()
    """What lists of incidents have of the last days, and no story above tells."""
    lists: tuple[Feed, ...] = ()
    """The lists that were asked."""
    year: IncidentYear | None = None
    official: tuple[NoticeGroup, ...] = ()
    """What companies and protocols say of themselves."""
    conflicts: tuple[Conflict, ...] = ()
    fates: tuple[Fate, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether several were asked and nobody answered: it is said once, and no section names its own."""
        groups = (*self.exchanges, *self.status, *self.regulation, *self.research, *self.official)
        asked = [*self.feeds, *self.lists, *(feed for group in groups for feed in group.feeds)]
        return len(asked) > 1 and not any(feed.asked_at for feed in asked)
