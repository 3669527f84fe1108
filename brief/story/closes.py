"""Which venue's stored days stand for an asset, and what they are called. Refuses a venue that is behind another."""

from brief.models import Series
from brief.story.ledger import Ledger

VENUES = {"binance": "Binance", "coinbase": "Coinbase", "kraken": "Kraken"}
"""Where closes, highs and lows are kept, in order of preference."""


def closes(ledger: Ledger, asset: str) -> Series | None:
    """The closes of the venue that is most up to date; the preferred one among equals."""
    stored = [series for venue in VENUES if (series := ledger.series(f"prices.{asset}.{venue}.close"))]
    return max(stored, key=lambda series: series.points[-1].day, default=None)


def venue_of(series: Series) -> str:
    """The name of the venue whose days a series holds: `prices.btc.binance.close` holds Binance's."""
    return VENUES[series.name.split(".")[2]]
