"""What the arithmetic checks find in the four pieces, finding by finding."""

from typing import NamedTuple


class Hit(NamedTuple):
    """A finding that is right: the listed defect ("+" for one that is not listed), the piece, the check, its words."""

    defect: str
    seed: str
    check: str
    words: str


HITS = (
    Hit("D04", "S2", "level-side", "The level $104,179"),
    Hit("D05", "S2", "level-side", "The level $3,679"),
    Hit("D06", "S2", "superlative", "“Biggest Outflow in Days” for $186.5 million cannot be"),
    Hit("D08", "S2", "off-peak", "14.5% to 15.3%, not 18%"),
    Hit("D10", "S2", "odds-differ", "Myriad’s 71%"),
    Hit("D12", "S2", "listed-parts", "$28.9 million unexplained"),
    Hit("D13", "S2", "listed-parts", "The parts listed sum to $70.7 million, the total is $128.6M"),
    Hit("D14", "S0", "flow-window", "$403 million is not what the series has"),
    Hit("D14", "S0", "flow-window", "$799 million is not what the series has"),
    Hit("D14", "S0", "longer-window", "$403 million over 7 days"),
    Hit("D14", "S0", "longer-window", "$799 million over 7 days"),
    Hit("D15", "S0", "magnitude", "SOFR has never risen 22 basis points"),
    Hit("D16", "S0", "magnitude", "The Treasury's account at the Fed at $30 billion"),
    Hit("D17", "S0", "quantity-price", "800,000 bitcoin for $9.5 billion to $10 billion means"),
    Hit("D18", "S0", "superlative", "“industry record for the highest single-day outflow” does not hold"),
    Hit("D19", "S0", "share-of-supply", "not 3.8%"),
    Hit("D20", "S0", "quantity-price", "5,800 BTC for $715 million means"),
    Hit("D21", "S0", "share-of-supply", "not 74%"),
    Hit("D22", "S0", "same-figure", "$799 million here and $802 million in line 13"),
    Hit("D22", "S0", "flow-window", "$180 million is not what the series has"),
    Hit("D24", "S0", "cost-gain", "implies a price of $107,887"),
    Hit("D54", "S3", "stated-change", "a change of $63.00 billion, not about $55B"),
    Hit("D57", "S3", "off-peak", "not 20% to 30%"),
    Hit("D58", "S3", "value-lost", "not $400B"),
    Hit("D59", "S3", "stated-change", "a change of $4.60 billion, not over $5.00 B"),
    Hit("D60", "S3", "cut-percent", "16 for bitcoin is 16.94% cut off"),
    Hit("D67", "S2", "superlative", "“lowest level since April 5” does not hold: on April 9, 2025 it was 18"),
    Hit("D68", "S2", "flow-window", "$500 million is not what the series has"),
    Hit("D69", "S2", "flow-window", "$1.33 billion is cut off instead of rounded"),
    Hit("D69", "S2", "flow-window", "$1.33B is cut off instead of rounded"),
    Hit("D70", "S0", "superlative", "“six-month low” does not hold: on June 22, 2025 it was $98,200"),
    # The text has bitcoin below $99,000, and quotes a fall below $107,000 as what may come.
    Hit("+", "S0", "level-side", "The level $107,000"),
)

LATER_SERIES = (
    Hit("D53", "S3", "flow-window", "IBIT took in $60.6 million on Nov. 19, 2025"),
    Hit("D71", "S3", "change-base", "implies a start at $94,988"),
    Hit("D71", "S3", "change-base", "implies a start at $3,407"),
)
"""What is found once the stored series reach the end of November 2025."""
