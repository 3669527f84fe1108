"""Sentiment: the Fear & Greed index against its own past, other vendors by name, and what prediction markets say."""

from datetime import datetime, timedelta
from decimal import Decimal

from brief.history import differences
from brief.models import Figure, Series, day_of
from brief.models.blocks import OddsLine, SentimentBlock, Side, Superlative
from brief.story.ledger import Ledger
from brief.story.moves import move, verb_of
from brief.story.superlatives import newsworthy

INDEX = "sentiment.fear_greed"
SINCE_SESSIONS = 14
MOVE = 5
"""A move of the index by fewer points than this is not compared with other moves."""
ODDS_LINES = 3
DECISION = "odds.fed_"
LIVELY = (Decimal(3), Decimal(97))
"""Odds outside this are settled in all but name."""


def sentiment_block(ledger: Ledger) -> SentimentBlock | None:
    """The mood of the market, or None where nobody measured it."""
    index, odds = ledger.figure(INDEX), _odds(ledger)
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


def _odds(ledger: Ledger) -> tuple[OddsLine, ...]:
    """The likeliest outcome of the Fed's next decision and the most traded open questions, each with its last stored
    reading."""
    lively = [
        figure
        for figure in ledger.under("odds.").values()
        if figure.detail.get("question") and LIVELY[0] <= figure.value <= LIVELY[1]
    ]
    outcomes = [figure for figure in lively if figure.name.startswith(DECISION)]
    decision = sorted(outcomes, key=lambda figure: (-figure.value, figure.name))[:1]
    prices = [figure for figure in lively if figure not in outcomes]
    prices.sort(key=lambda figure: (-_traded(ledger, figure), figure.name))
    return tuple(_line(ledger, figure) for figure in [*decision, *prices[:ODDS_LINES]])


def _traded(ledger: Ledger, figure: Figure) -> Decimal:
    volume = ledger.figure(f"{figure.name}.volume")
    return volume.value if volume else Decimal(0)


def _line(ledger: Ledger, figure: Figure) -> OddsLine:
    before, before_day = None, None
    series = ledger.series(figure.name)
    earlier = [point for point in series.points if point.day < day_of(figure.as_of)] if series else []
    if series and earlier:
        before_day = earlier[-1].day
        before = ledger.stored(f"{figure.name}.before", series, before_day, "percent")
    return OddsLine(
        venue=figure.detail.get("venue", ""),
        question=figure.detail["question"],
        closes=datetime.fromisoformat(closes) if (closes := figure.detail.get("closes")) else None,
        probability=figure,
        before=before,
        before_day=before_day,
        volume=ledger.figure(f"{figure.name}.volume"),
    )
