"""What to watch in the coming days: dated events, expiries, prices that may be reached, odds. Each has an id.

Owns which levels are worth watching: by a rule that is printed with them, the nearest on each side of the price, so
that none lies on the wrong side. Refuses forecasts: a level is a number and a distance, not a hope.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from brief.models import Figure
from brief.models.blocks import DerivativesBlock, ExpiryNote, LevelNote, OddsLine, PriceBlock, PriceRow, SentimentBlock
from brief.models.blocks.news import Feed
from brief.models.blocks.watch import ExpiryLine, LevelLine, LevelRule, OddsWatch, WatchBlock
from brief.models.rules import RuleBook, WatchRules
from brief.models.told import Watched
from brief.story.events import coming_events, is_ahead
from brief.story.ledger import Ledger
from brief.story.levels import step_of
from brief.story.scores import scores
from brief.style import to_five_digits

ASSETS = 2
"""Levels are watched for the first assets of the watch list."""


class _Candidate(NamedTuple):
    rule: LevelRule
    level: Figure
    venue: str = ""


def watch_block(
    ledger: Ledger,
    rules: RuleBook,
    feeds: Sequence[Feed],
    *,
    prices: PriceBlock | None,
    derivatives: DerivativesBlock | None,
    sentiment: SentimentBlock | None,
) -> WatchBlock | None:
    """The section; None where there is nothing to watch and nobody was asked."""
    odds = sentiment.odds if sentiment else ()
    events = coming_events(ledger, rules, odds)
    expiries = _expiries(ledger, derivatives, rules.watch)
    before = ledger.snapshot.before
    block = WatchBlock(
        events=events.lines,
        more=events.more,
        expiries=expiries,
        levels=tuple(_levels(ledger, prices, expiries, rules.watch)),
        odds=_odds(ledger, odds, rules.watch),
        hours=rules.watch.hours,
        asked=tuple(feed.name for feed in feeds if feed.asked_at),
        silent=tuple(feed.name for feed in feeds if not feed.asked_at),
        scores=scores(ledger, rules.watch),
        before=before.day if before else None,
        yesterday=before is not None and before.day == ledger.snapshot.day - timedelta(days=1),
        fates=events.fates,
    )
    return block if block.watched or block.scores or feeds else None


def _expiries(ledger: Ledger, block: DerivativesBlock | None, rules: WatchRules) -> tuple[ExpiryLine, ...]:
    notes = block.expiries if block else ()
    return tuple(
        ExpiryLine(watched=_of_expiry(note), note=note) for note in notes if is_ahead(ledger, note.at, rules.hours)
    )


def _of_expiry(note: ExpiryNote) -> Watched:
    asset = note.usd.name.split(".")[1]
    return Watched(
        id=f"watch-{asset}-expiry-{note.at.date().isoformat()}",
        kind="expiry",
        name=note.name,
        at=note.at,
        figure=note.usd.name,
        value=note.max_pain.value if note.max_pain else None,
    )


def _odds(ledger: Ledger, odds: Iterable[OddsLine], rules: WatchRules) -> tuple[OddsWatch, ...]:
    """Questions that are decided at an hour within sight."""
    return tuple(
        OddsWatch(watched=_of_odds(line), line=line)
        for line in odds
        if line.closes and is_ahead(ledger, line.closes, rules.hours)
    )


def _of_odds(line: OddsLine) -> Watched:
    figure = line.probability
    return Watched(
        id=f"watch-{figure.name.replace('.', '-').replace('_', '-')}",
        kind="odds",
        name=line.question,
        at=line.closes,
        figure=figure.name,
        value=figure.value,
    )


def _levels(
    ledger: Ledger, prices: PriceBlock | None, expiries: Sequence[ExpiryLine], rules: WatchRules
) -> Iterator[LevelLine]:
    """For each of the first assets the nearest level below and above its price."""
    for row in prices.rows[:ASSETS] if prices else ():
        if row.price is None or row.price.agreement.disagrees:
            continue
        found = list(_candidates(ledger, row, row.price, expiries))
        for below in (True, False):
            in_sight = [
                (away, one) for one in found if (away := _percent_to(row.price, one, below=below)) is not None
                and rules.nearest <= away <= rules.farthest
            ]  # fmt: skip
            if in_sight:
                _, nearest = min(in_sight, key=lambda pair: pair[0])
                yield _line(ledger, row, row.price, nearest, prices.levels if prices else ())


def _percent_to(price: Figure, one: _Candidate, *, below: bool) -> Decimal | None:
    """How far a level is from the price in percent of it; None where it is on the other side."""
    if one.level.value == price.value or (one.level.value < price.value) != below:
        return None
    return abs(one.level.value / price.value - 1) * 100


def _candidates(ledger: Ledger, row: PriceRow, price: Figure, expiries: Sequence[ExpiryLine]) -> Iterator[_Candidate]:
    asset = row.asset
    for side, how in (("below", ROUND_FLOOR), ("above", ROUND_CEILING)):
        yield _Candidate("round", _round(ledger, asset, price, side, how))
    low, high = (ledger.figure(f"prices.{asset}.binance.hour_{end}") for end in ("low", "high"))
    if low:
        yield _Candidate("low", low, "Binance")
    if high:
        yield _Candidate("high", high, "Binance")
    if average := ledger.derived.get(f"prices.{asset}.mean_200d"):
        yield _Candidate("average", average)
    for line in expiries:
        pain = line.note.max_pain
        if pain and pain.name.split(".")[1] == asset:
            yield _Candidate("max_pain", pain, line.note.venue)


def _round(ledger: Ledger, asset: str, price: Figure, side: str, how: str) -> Figure:
    """The next round price below or above."""
    step = step_of(price.value)
    return ledger.derive(
        f"watch.{asset}.round_{side}",
        ((price.value / step).to_integral_value(how) * step).normalize() + 0,
        "usd",
        price.as_of,
        formula=f"level_{side}({price.name}); a multiple of {step:f}",
        inputs=(price.name,),
        sources=price.sources[:1],
    )


def _line(ledger: Ledger, row: PriceRow, price: Figure, one: _Candidate, notes: Iterable[LevelNote]) -> LevelLine:
    below = one.level.value < price.value
    distance = ledger.derive(
        f"watch.{row.asset}.{'below' if below else 'above'}",
        abs(one.level.value / price.value - 1) * 100,
        "percent",
        price.as_of,
        formula=f"abs({one.level.name} / {price.name} - 1) * 100",
        inputs=(one.level.name, price.name),
        sources=[*price.sources[:1], *one.level.sources[:1]],
    )
    own = f"{one.level.value.normalize():f}".replace(".", "-") if one.rule == "round" else one.rule.replace("_", "-")
    return LevelLine(
        watched=Watched(
            id=f"watch-{row.asset}-{own}",
            kind="level",
            name=row.name,
            figure=price.name,
            value=to_five_digits(one.level.value) if one.rule == "average" else one.level.value,
            below=below,
            rule=one.rule,
        ),
        name=row.name,
        level=one.level,
        below=below,
        distance=distance,
        rule=one.rule,
        venue=one.venue,
        note=_note(row, one, notes),
    )


def _note(row: PriceRow, one: _Candidate, notes: Iterable[LevelNote]) -> LevelNote | None:
    """What the price section's past says of the same round price."""
    same = (note for note in notes if note.name == row.name and not note.broken and note.level.value == one.level.value)
    return next(same, None)
