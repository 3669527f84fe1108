"""What is true tonight and worth saying, in order, before any word is chosen. Templates may touch nothing else."""

from datetime import date
from typing import Literal

from brief.models.base import Frozen
from brief.models.blocks import (
    DefiBlock,
    DerivativesBlock,
    FundBlock,
    LiquidationBlock,
    MacroBlock,
    OnchainBlock,
    PriceBlock,
    PriceRow,
    SectorBlock,
    SentimentBlock,
    StablecoinBlock,
)
from brief.models.blocks.money import MoneyBlock
from brief.models.blocks.news import NewsBlock
from brief.models.blocks.positions import PositionsBlock
from brief.models.blocks.watch import ChangeBlock, WatchBlock
from brief.models.chart import Chart
from brief.models.figures import ArchiveProvenance, Figure, Instant, Origin
from brief.models.snapshot import Gap


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
    stale: int = 0
    """Figures left out because they are too old."""
    asked: int = 0
    answered: int = 0
    """How many sources were asked tonight, and how many of them gave a figure."""
    missing: tuple[Gap, ...] = ()
    silent: tuple[str, ...] = ()
    """Sources that gave nothing at all tonight, with what they would have told; of very many only who they are."""
    silent_answers: int = 0
    """How many answers are missing, where `silent` does not say which."""
    carried: int = 0
    """Figures of the last edition that stand in for those of sources that failed; in none of the counts above."""
    partial: tuple[str, ...] = ()
    """Sources of which a part could not be used."""


class Story(Frozen):
    """Everything a template may touch."""

    edition: str
    day: date
    as_of: Instant
    provenance: ArchiveProvenance
    assumption: str = ""
    compiled: Instant | None = None
    """When a late edition was written."""
    prices: PriceBlock | None = None
    liquidations: LiquidationBlock | None = None
    funds: tuple[FundBlock, ...] = ()
    derivatives: DerivativesBlock | None = None
    positions: PositionsBlock | None = None
    macro: MacroBlock | None = None
    money: MoneyBlock | None = None
    stablecoins: StablecoinBlock | None = None
    defi: DefiBlock | None = None
    sectors: SectorBlock | None = None
    onchain: OnchainBlock | None = None
    sentiment: SentimentBlock | None = None
    news: NewsBlock | None = None
    watch: WatchBlock | None = None
    changes: ChangeBlock | None = None
    charts: tuple[Chart, ...] = ()
    """The pictures of the post, in its order."""
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
    carried: dict[str, date] = {}
    """The figures among them that an earlier edition gave, with the day whose archive has their bytes."""
    spans: dict[str, date] = {}
    """Per source, the first day of the stored series that a comparison of tonight rests on."""

    @property
    def links(self) -> frozenset[str]:
        """Where the items lead that the post tells."""
        fates = (*(self.news.fates if self.news else ()), *(self.watch.fates if self.watch else ()))
        return frozenset(fate.item.link for fate in fates if fate.place)

    @property
    def sections(self) -> frozenset[str]:
        """The sections that say something, by the first part of their figures' names."""
        prices, mood = self.prices, self.sentiment
        said = {
            "prices": prices and any(row.price for row in prices.rows),
            "market": prices and prices.caps,
            "liquidations": self.liquidations,
            "etf": self.funds,
            "derivatives": self.derivatives or self.positions,
            "macro": self.macro or (self.money and self.money.observed),
            "stablecoins": self.stablecoins,
            "defi": self.defi,
            "onchain": self.onchain,
            "sectors": self.sectors,
            "sentiment": mood and mood.index,
            "odds": mood and mood.odds,
            "news": self.news and self.news.headlines,
            "watch": self.watch and self.watch.watched,
        }
        return frozenset(section for section, something in said.items() if something)
