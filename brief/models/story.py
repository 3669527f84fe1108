"""What is true tonight and worth saying, in order, before any word is chosen. Templates may touch nothing else."""

from datetime import date, datetime
from typing import Literal

from brief.models.base import Frozen
from brief.models.figures import ArchiveProvenance, Figure, Instant, Origin
from brief.models.snapshot import Gap

Side = Literal["lowest", "highest"]


class Superlative(Frozen):
    """A figure is the lowest or highest since `found`, or in its whole record (`found` is None).

    `first` is the first day that was looked at; the value of `proof` is how many were.
    """

    side: Side
    found: date | None
    first: date
    proof: Figure
    """The comparison as a figure of its own, so that it has a receipt."""


class PriceRow(Frozen):
    """One asset of the watch list; what has no figure tonight is None."""

    asset: str
    name: str
    price: Figure | None = None
    change_24h: Figure | None = None
    change_7d: Figure | None = None
    from_high: Figure | None = None
    high: Figure | None = None
    high_day: date | None = None
    high_venue: str = ""
    still: bool = False
    """The 24-hour move is too small for a verb."""
    verb: str = ""
    """How the 24-hour move is called, by its size against the asset's own last 90 days."""
    close_since: Superlative | None = None
    """Set where the price, were it the day's close, would be the lowest or highest close in a month or more."""
    last_close: Figure | None = None
    """The last close of the series that claim rests on."""
    spread: Figure | None = None
    """How far the sources' prices lie apart, where that is beyond the tolerance."""


class Vendor(Frozen):
    """One vendor's own value of a figure that vendors measure differently: named, never averaged."""

    name: str
    figure: Figure


class PriceBlock(Frozen):
    rows: tuple[PriceRow, ...]
    moved: int = 0
    """How many assets have a 24-hour change; 0 where they are too few to speak of a market."""
    fell: int = 0
    rose: int = 0
    crowd: Literal["fell", "rose", "split"] = "split"
    """What most of them did."""
    dashes: bool = False
    """Whether a cell of the table is empty."""
    extreme: PriceRow | None = None
    """The asset that moved most, in the direction of the majority."""
    caps: tuple[Vendor, ...] = ()
    cap_change: Figure | None = None
    dominance: Figure | None = None


class LiquidationBlock(Frozen):
    """Liquidations of the last 24 hours: a vendor's market-wide count, and what we saw on venues ourselves."""

    total: Figure | None = None
    counted_by: str = ""
    long_share: Figure | None = None
    observed: Figure | None = None
    observed_long_share: Figure | None = None
    venues: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    """Venues whose answer does not cover the whole 24 hours."""
    largest: Figure | None = None


class FundRow(Frozen):
    """One line of the flow table: a fund, the funds without a flow together, or an asset's total."""

    label: str
    flow: Figure
    five: Figure | None = None
    total: bool = False
    folded: bool = False
    """Several funds without a flow that day, as one line."""


class FundBlock(Frozen):
    """One asset's US spot funds on the last session all issuers have reported."""

    asset: str
    name: str
    session: date
    fresh: bool = True
    """False where the session is older than the day before the edition's: on a Sunday its news is told already."""
    net: Figure
    rows: tuple[FundRow, ...]
    sole: str = ""
    """The ticker behind the whole flow, where there is just one."""
    movers: tuple[FundRow, ...] = ()
    """The funds that made most of the flow, largest first, in the flow's own direction."""
    streak: Figure | None = None
    streak_sum: Figure | None = None
    streak_place: Literal["", "smallest", "largest"] = ""
    streak_since: Superlative | None = None
    streak_leader: FundRow | None = None
    since: Superlative | None = None
    launched: date | None = None
    sessions: int = 0
    best_since_launch: bool = False
    """The funds are young and no session so far beats this one."""
    whole_life: bool = False
    """The streak is every session there has been."""
    against: FundRow | None = None
    """The largest flow the other way, where one fund moved more than all together."""
    main: FundRow | None = None
    """The fund that made most of the flow and no more than all of it."""
    others: tuple[Vendor, ...] = ()
    """Vendors whose count of the same session departs from the one printed."""


class OddsLine(Frozen):
    venue: str
    question: str
    closes: datetime | None = None
    """When an hourly market is decided; a monthly question says so itself."""
    probability: Figure
    before: Figure | None = None
    before_day: date | None = None
    volume: Figure | None = None


class SentimentBlock(Frozen):
    index: Figure | None = None
    label: str = ""
    vendor: str = ""
    before: Figure | None = None
    since: Superlative | None = None
    move_since: Superlative | None = None
    """The one-day move, against all one-day moves in the series."""
    others: tuple[Vendor, ...] = ()
    odds: tuple[OddsLine, ...] = ()


class Lead(Frozen):
    """A fact strong enough for the title. `kind` picks its words, `weight` its place."""

    kind: Literal["streak", "flow", "liquidations", "fear", "move"]
    weight: int
    figure: Figure
    inflow: bool = False
    verb: str = ""
    name: str = ""


class Disagreement(Frozen):
    """A figure its sources do not agree on beyond the tolerance."""

    what: str
    figure: Figure
    ranged: bool
    """False where vendors measure different things and are named instead."""


class Confidence(Frozen):
    """Computed from the run, never asserted."""

    figures: int
    own: int
    """Figures that come from the source that made them, not from a report about it."""
    checked: int
    agreed: int
    disagreements: tuple[Disagreement, ...] = ()
    checks: tuple[Figure, ...] = ()
    """The figures a second source was asked about."""
    missing: tuple[Gap, ...] = ()
    silent: tuple[str, ...] = ()
    """Sources that gave nothing at all tonight."""
    partial: tuple[str, ...] = ()
    """Sources of which a part could not be used."""


class Story(Frozen):
    """Everything a template may touch."""

    edition: str
    day: date
    as_of: Instant
    provenance: ArchiveProvenance
    assumption: str = ""
    prices: PriceBlock | None = None
    liquidations: LiquidationBlock | None = None
    funds: tuple[FundBlock, ...] = ()
    sentiment: SentimentBlock | None = None
    leads: tuple[Lead, ...] = ()
    """The strongest facts, strongest first."""
    bitcoin: PriceRow | None = None
    bitcoin_funds: FundBlock | None = None
    level: Figure | None = None
    """Bitcoin's price, for the title."""
    confidence: Confidence
    origins: dict[str, Origin] = {}
    figures: dict[str, Figure] = {}
    """Every figure a template could print, the night's and the derived, by name."""
    spans: dict[str, date] = {}
    """Per source, the first day of the stored series that a comparison of tonight rests on."""

    @property
    def sections(self) -> frozenset[str]:
        """The sections that say something, by the first part of their figures' names."""
        prices, mood = self.prices, self.sentiment
        said = {
            "prices": prices and any(row.price for row in prices.rows),
            "market": prices and prices.caps,
            "liquidations": self.liquidations,
            "etf": self.funds,
            "sentiment": mood and mood.index,
            "odds": mood and mood.odds,
        }
        return frozenset(section for section, something in said.items() if something)
