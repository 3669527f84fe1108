"""Which findings of the checks of words and structure are which defect of the four published pieces.

"+" is a finding that is right and not on the list; why it is right stands beside it.
"""

from typing import NamedTuple


class Hit(NamedTuple):
    defect: str
    seed: str
    check: str
    words: str
    """A piece of the finding's sentence or message."""


HITS = (
    Hit("D01", "S2", "one-instant", "two days (November 4–5, 2025) and two zones (UTC and Asia/Taipei)"),
    Hit("D02", "S2", "front-matter-words", "crpyto"),
    Hit("D03", "S2", "front-matter-date", "The date is 2025-11-04 without a time"),
    Hit("D09", "S2", "window-past", "October-to-date"),
    Hit("D25", "S0", "percent-of-what", "5.05% and 5.2%"),
    Hit("D26", "S0", "zone-on-amount", "$107,000 (UTC+8) and $100,000 (UTC+8)"),
    Hit("D26", "S0", "zone-on-amount", "$84,000 (UTC+8) and $240,000 (UTC+8)"),
    Hit("D28", "S0", "day-of-two-names", 'October 10 here and of "10.11" before'),
    Hit("D31", "S1", "liquidations-source", "$2.1 billion"),
    Hit("D31", "S1", "liquidations-source", "$921 million"),
    Hit("D31", "S3", "liquidations-source", "$2.00 B"),
    Hit("D31", "S3", "liquidations-source", "$1.90 B"),
    Hit("D33", "S1", "index-name", "not whose"),
    Hit("D33", "S2", "index-name", "plunged to 21"),
    Hit("D33", "S2", "index-name", "21 (Extreme Fear), reflecting"),
    Hit("D34", "S1", "official-date", "Nov. 7 is not its day; the nearest is Nov. 19"),
    Hit("D35", "S1", "level-both-ways", "$100,000 is ahead in line 1 and lost in line 15"),
    Hit("D36", "S1", "flow-as-sale", "largest seller"),
    Hit("D39", "S1", "double-bullet", "18 list items begin with two bullets"),
    Hit("D40", "S1", "cut-off", "crypto adoption is still…"),
    Hit("D41", "S1", "correlation-window", "0.76"),
    Hit("D42", "S1", "no-source", "neither a footnote nor a link"),
    Hit("D43", "S1", "double-minus", "erased over -$1 TRILLION"),
    Hit("D44", "S2", "footnote-hidden", "18 footnotes (32, 33, 34, 35, 36 and 13 more)"),
    Hit("D45", "S2", "footnote-page", "https://www.binance.com/en-JP/square/hashtag/kraken"),
    Hit("D45", "S2", "footnote-address", "footnote 21 ends in “.”"),
    Hit("D46", "S2", "source-older", "The source 18 is of Oct. 17 by its address, and is cited for Nov. 3."),
    Hit("D47", "S2", "confidence-claim", "all primary sources verified"),
    Hit("D47", "S2", "source-uncited", "Farside"),
    Hit("D47", "S2", "source-uncited", "SoSoValue is named"),
    Hit("D47", "S2", "source-uncited", "CoinGecko is named"),
    Hit("D47", "S2", "source-uncited", "Chainalysis is named"),
    Hit("D48", "S2", "confidence-claim", "No material conflicting reports"),
    Hit("D52", "S2", "negative-claim", "No material outages"),
    Hit("D52", "S2", "negative-claim", "No material updates"),
    Hit("D52", "S2", "negative-claim", "No new notices"),
    Hit("D55", "S3", "currency-sign", "12.45$"),
    Hit("D55", "S3", "currency-sign", "$126,000 dollars"),
    Hit("D55", "S3", "currency-sign", "$1T dollars"),
    Hit("D55", "S3", "unit-missing", "$44.00"),
    Hit("D55", "S3", "minus-sign", "“-” in line 1 and “–” in line 3"),
    Hit("D55", "S3", "missing-space", "plumbing.The"),
    Hit("D55", "S3", "missing-space", "limbo.Counterparty"),
    Hit("D55", "S3", "missing-space", "losses.Regulation"),
    Hit("D56", "S3", "window-missing", "Bitcoin has -16.94% and –4.038%"),
    Hit("D61", "S2", "old-event", "Sept 2025 Milestones"),
    Hit("D61", "S2", "old-event", "August 2025 Report"),
    Hit("D61", "S2", "repeated-item", "in lines 67, 99, 114"),
    Hit("D61", "S2", "repeated-item", "in lines 73, 100, 179"),
    Hit("D62", "S2", "severity-order", "[HIGH], line 41, stands above [CRITICAL]"),
    Hit("D62", "S2", "severity-tag", "[LOW/CONTEXT]"),
    Hit("D64", "S2", "past-deadline", "must establish local entities by Sept 2025"),
    Hit("D64", "S2", "past-deadline", "by June 2025"),
    Hit("D64", "S2", "past-deadline", "impose Sept 2025 deadline"),
    Hit("D65", "S2", "brackets", "($104K → $100K Psychological"),
    Hit("D65", "S2", "unit-missing", "552 and 92 are counted in nothing"),
    Hit("D65", "S2", "number-missing", "DOGE"),
    Hit("D66", "S2", "image", "has no alternative text"),
    Hit("D66", "S2", "image", "loaded from another site"),
    Hit("D66", "S2", "decoration", "⁂"),
    Hit("D68", "S2", "window-mixed", "“six-day” are 6 calendar days with 4 sessions"),
    # Every one of the 49 footnotes is an address without a word.
    Hit("+", "S2", "footnote-untitled", "49 footnotes"),
    # It names CoinGlass and Bloomberg, and has no link to anything.
    Hit("+", "S0", "no-source", "neither a footnote nor a link"),
    # "patience and avoiding excessive leverage may be the most prudent strategies" tells readers what to do.
    Hit("+", "S1", "advice", "prudent strategies"),
)
