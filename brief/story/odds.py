"""What prediction markets say: the likeliest outcome of the Fed's next decision and the most traded questions on
prices, each with what it was in the last edition.

Owns when a market is too thin to be told of: where little was bet on a question, or nobody says how much, the odds are
a few people's. Refuses to compare with another vendor's odds.
"""

from datetime import date, datetime
from decimal import Decimal

from brief.models import Figure, Point, Series, day_of
from brief.models.blocks import OddsLine
from brief.story.ledger import Ledger

LINES = 3
DECISION = "odds.fed_"
LIVELY = (Decimal(3), Decimal(97))
"""Odds outside this are settled in all but name."""
THIN = Decimal(100_000)
"""US dollars traded on a question; below, its odds are not printed."""
THIN_CONTRACTS = Decimal(2_500)
"""The same for a venue that counts contracts, each of which pays a dollar or nothing, in a market of some hours."""


def odds_lines(ledger: Ledger) -> tuple[OddsLine, ...]:
    """The decision first, then the questions on prices, the most traded first."""
    lively = [
        figure
        for figure in ledger.under("odds.").values()
        if figure.detail.get("question") and LIVELY[0] <= figure.value <= LIVELY[1] and not _is_thin(ledger, figure)
    ]
    outcomes = [figure for figure in lively if figure.name.startswith(DECISION)]
    decision = sorted(outcomes, key=lambda figure: (-figure.value, figure.name))[:1]
    prices = [figure for figure in lively if figure not in outcomes]
    prices.sort(key=lambda figure: (-_traded(ledger, figure), figure.name))
    return tuple(_line(ledger, figure) for figure in [*decision, *prices[:LINES]])


def _is_thin(ledger: Ledger, figure: Figure) -> bool:
    volume, contracts = _volume(ledger, figure), _contracts(ledger, figure)
    if volume:
        return volume.value < THIN
    return contracts is None or contracts.value < THIN_CONTRACTS


def _volume(ledger: Ledger, figure: Figure) -> Figure | None:
    """US dollars traded."""
    return ledger.figure(f"{figure.name}.volume")


def _contracts(ledger: Ledger, figure: Figure) -> Figure | None:
    return ledger.figure(f"{figure.name}.contracts")


def _traded(ledger: Ledger, figure: Figure) -> Decimal:
    volume = _volume(ledger, figure)
    return volume.value if volume else Decimal(0)


def _line(ledger: Ledger, figure: Figure) -> OddsLine:
    closes = figure.detail.get("closes")
    line = OddsLine(
        venue=figure.detail.get("venue", ""),
        question=figure.detail["question"],
        closes=datetime.fromisoformat(closes) if closes else None,
        probability=figure,
        volume=_volume(ledger, figure),
        contracts=_contracts(ledger, figure),
    )
    series = ledger.series(figure.name)
    point = _before(ledger, figure, series) if series else None
    if series is None or point is None:
        return line
    before = ledger.stored(f"{figure.name}.before", series, point.day, "percent")
    return line.model_copy(
        update={"before": before, "before_day": point.day, "edition": _was_told(ledger, point, point.day)}
    )


def _before(ledger: Ledger, figure: Figure, series: Series) -> Point | None:
    """What the last edition knew of the same question by the same vendor; without one, the last earlier reading."""
    vendor, today = figure.readings[0].source, day_of(figure.as_of)
    earlier = [point for point in series.points if point.day < today and point.source == vendor]
    last = ledger.snapshot.before
    told = [point for point in earlier if last and _was_told(ledger, point, last.day)]
    return told[-1] if told else earlier[-1] if earlier else None


def _was_told(ledger: Ledger, point: Point, day: date) -> bool:
    """Whether the last edition is of that day and knew the point as it stands."""
    last = ledger.snapshot.before
    return last is not None and last.day == point.day == day and point.known <= last.known
