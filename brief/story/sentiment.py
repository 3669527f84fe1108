"""Sentiment: the Fear & Greed index against its own past, other vendors by name, and what prediction markets say."""

from datetime import timedelta

from brief.history import differences
from brief.models import Figure, Series, day_of
from brief.models.blocks import SentimentBlock, Side, Superlative
from brief.story.ledger import Ledger
from brief.story.moves import move, verb_of
from brief.story.odds import odds_lines
from brief.story.superlatives import newsworthy

INDEX = "sentiment.fear_greed"
SINCE_SESSIONS = 14
MOVE = 5
"""A move of the index by fewer points than this is not compared with other moves."""


def sentiment_block(ledger: Ledger) -> SentimentBlock | None:
    """The mood of the market, or None where nobody measured it."""
    index, odds = ledger.figure(INDEX), odds_lines(ledger)
    if index is None:
        return SentimentBlock(odds=odds) if odds else None
    block = SentimentBlock(
        index=index,
        label=index.detail.get("label", ""),
        vendor=ledger.counted_by(index.sources[0], index.name),
        others=ledger.vendors(index),
        odds=odds,
    )
    series = ledger.own_series(index)
    if series is None:
        return block
    return block.model_copy(update=_compared(ledger, index, series))


def _compared(ledger: Ledger, index: Figure, series: Series) -> dict[str, object]:
    day = day_of(index.as_of)
    moves = differences(series)
    if not moves.points or moves.points[-1].day != day:
        return {}
    move = moves.points[-1].value
    before = ledger.stored(f"{INDEX}.before", series, day - timedelta(days=1), "index")
    side: Side = "lowest" if move < 0 else "highest"
    since: Superlative | None = None
    if move:
        since = newsworthy(ledger, series, day, side, SINCE_SESSIONS)
    move_since: Superlative | None = None
    if abs(move) >= MOVE:
        move_since = newsworthy(ledger, moves, day, side, SINCE_SESSIONS)
    return {"before": before, "since": since, "move_since": move_since, "verb": _verb(ledger, index, series, before)}


def _verb(ledger: Ledger, index: Figure, series: Series, before: Figure) -> str:
    """How the day's move is called, by its size in percent beside the index's own last 90 days."""
    if not before.value:
        return ""
    change = ledger.derive(
        f"{INDEX}.change",
        (index.value / before.value - 1) * 100,
        "percent",
        index.as_of,
        formula=f"({index.name} / {before.name} - 1) * 100",
        inputs=(index.name, before.name),
        sources=index.sources[:1],
    )
    return verb_of(move(ledger, f"{INDEX}.z", change, series, day_of(index.as_of)))
