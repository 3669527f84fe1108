"""The sections of a story: what is true tonight of one subject, ready to be said. Owns shapes; refuses words."""

from brief.models.blocks.comparisons import Side, Superlative, Vendor
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
from brief.models.blocks.sentiment import OddsLine, SentimentBlock

__all__ = [
    "CapChange",
    "CoinLiquidations",
    "CorrelationNote",
    "CurveNote",
    "DayRange",
    "DerivativesBlock",
    "DerivativesRow",
    "ExpiryNote",
    "FundBlock",
    "FundRow",
    "LevelNote",
    "LiquidationBlock",
    "MacroBlock",
    "MacroRow",
    "OddsLine",
    "PriceBlock",
    "PriceRow",
    "RatioNote",
    "SeasonNote",
    "SentimentBlock",
    "Side",
    "Superlative",
    "TrendRow",
    "Vendor",
    "VenueFunding",
]
