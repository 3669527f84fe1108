"""The sections of a story: what is true tonight of one subject, ready to be said. Owns shapes; refuses words."""

from brief.models.blocks.comparisons import Side, Superlative, Vendor
from brief.models.blocks.defi import DefiBlock
from brief.models.blocks.derivatives import (
    CoinLiquidations,
    DerivativesBlock,
    DerivativesRow,
    ExpiryNote,
    LiquidationBlock,
    VenueFunding,
)
from brief.models.blocks.flows import FundBlock, FundRow
from brief.models.blocks.macro import CorrelationNote, CurveNote, MacroBlock, MacroRow
from brief.models.blocks.onchain import CostNote, HolderNote, OnchainBlock
from brief.models.blocks.prices import (
    CapChange,
    DayRange,
    LevelNote,
    PriceBlock,
    PriceRow,
    RatioNote,
    SeasonNote,
    TrendRow,
)
from brief.models.blocks.sectors import SectorBlock, SectorRow
from brief.models.blocks.sentiment import OddsLine, SentimentBlock
from brief.models.blocks.stablecoins import StablecoinBlock

__all__ = [
    "CapChange",
    "CoinLiquidations",
    "CorrelationNote",
    "CostNote",
    "CurveNote",
    "DayRange",
    "DefiBlock",
    "DerivativesBlock",
    "DerivativesRow",
    "ExpiryNote",
    "FundBlock",
    "FundRow",
    "HolderNote",
    "LevelNote",
    "LiquidationBlock",
    "MacroBlock",
    "MacroRow",
    "OddsLine",
    "OnchainBlock",
    "PriceBlock",
    "PriceRow",
    "RatioNote",
    "SeasonNote",
    "SectorBlock",
    "SectorRow",
    "SentimentBlock",
    "Side",
    "StablecoinBlock",
    "Superlative",
    "TrendRow",
    "Vendor",
    "VenueFunding",
]
