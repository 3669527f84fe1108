"""What came of the things that the edition before told readers to watch.

Owns the verdicts. A level was reached if a price seen since then lies at or beyond it. An event happened if its time
has passed and its calendar, read again tonight, has it where it was; it was missed where the calendar has it on a later
day. Refuses to guess: where nobody says, the verdict is "unknown".
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from brief.models import Figure, Item, Unit, day_of, instant_of
from brief.models.blocks.watch import ScoreLine
from brief.models.rules import WatchRules
from brief.models.told import Came, State, Told, Watched
from brief.story.closes import closes
from brief.story.ledger import Ledger

DAY = timedelta(days=1)


def scores(ledger: Ledger, rules: WatchRules) -> tuple[ScoreLine, ...]:
    """One line for each thing that the edition before told to watch; none where there was no such edition."""
    before = ledger.snapshot.before
    if before is None:
        return ()
    ways = {"level": _level, "event": _event, "expiry": _expiry, "odds": _odds}
    return tuple(ways[watched.kind](ledger, rules, before, watched) for watched in before.watched)


def _score(watched: Watched, state: State, mattered: bool | None = None, **printed: object) -> ScoreLine:
    line = ScoreLine(came=Came(watched=watched, state=state, mattered=mattered))
    return line.model_copy(update=printed)


def _as_told(ledger: Ledger, before: Told, watched: Watched) -> Figure | None:
    """The value as the edition before printed it, as a figure of its own; None where nobody tells of it tonight."""
    named = ledger.figure(watched.figure)
    if watched.value is None or named is None:
        return None
    unit: Unit = "percent" if watched.kind == "odds" else "usd"
    return ledger.derive(
        f"told.{watched.id.removeprefix('watch-')}",
        watched.value,
        unit,
        before.as_of,
        formula=f"{watched.value:f}; as the edition before told it",
        inputs=(f"{before.edition}.told.json[{watched.id}] = {watched.value:f}",),
        sources=named.sources[:1],
    )


def _level(ledger: Ledger, rules: WatchRules, before: Told, watched: Watched) -> ScoreLine:
    level = watched.value
    seen = list(_seen(ledger, before, watched))
    if level is None or not seen:
        return _score(watched, "unknown", value=_as_told(ledger, before, watched))
    nearest = min(seen, key=lambda price: price.value if watched.below else -price.value)
    reached = nearest.value <= level if watched.below else nearest.value >= level
    told = _as_told(ledger, before, watched)
    if reached or told is None:
        return _score(watched, "happened", value=told, figure=nearest)
    distance = ledger.derive(
        f"{told.name}.short_of",
        abs(level / nearest.value - 1) * 100,
        "percent",
        nearest.as_of,
        formula=f"abs({told.name} / {nearest.name} - 1) * 100",
        inputs=(told.name, nearest.name),
        sources=nearest.sources[:1],
    )
    return _score(watched, "not yet", value=told, figure=nearest, distance=distance)


def _seen(ledger: Ledger, before: Told, watched: Watched) -> Iterator[Figure]:
    """The prices of the asset seen since the edition before: tonight's, the day's extreme, the stored days between."""
    price = ledger.figure(watched.figure)
    asset, end = watched.figure.split(".")[1], "low" if watched.below else "high"
    if price is not None and not price.agreement.disagrees:
        yield price
    hour = ledger.figure(f"prices.{asset}.binance.hour_{end}")
    if hour is not None and instant_of(hour.as_of) >= before.as_of:
        yield hour
    base = closes(ledger, asset)
    series = ledger.series(base.name.removesuffix("close") + end) if base else None
    for point in series.points if series else ():
        if series and before.as_of.date() < point.day < ledger.snapshot.day:
            yield ledger.stored(f"told.{asset}.{end}.{point.day.isoformat()}", series, point.day, "usd")


def _event(ledger: Ledger, rules: WatchRules, before: Told, watched: Watched) -> ScoreLine:
    now, at = ledger.snapshot.as_of, watched.at
    listed = [item for item in ledger.snapshot.items if item.topic == watched.topic and item.title == watched.name]
    moved = _moved(watched, listed)
    if moved is not None:
        return _score(watched, "missed", moved_to=moved.at)
    if at is None or not _is_past(at, now):
        return _score(watched, "not yet")
    if watched.topic and not any(day_of(item.at) == day_of(at) for item in listed):
        return _score(watched, "unknown")
    move = _move_around(ledger, at)
    mattered = None
    if move is not None:
        z = ledger.derived.get(move.name.replace("change_", "z_"))
        mattered = abs(z.value) >= rules.mattered if z else None
    return _score(watched, "happened", mattered, figure=move)


def _moved(watched: Watched, listed: Iterable[Item]) -> Item | None:
    """The same event on a later day of its calendar, where that no longer has it on the day it was told for."""
    if watched.at is None:
        return None
    day, days = day_of(watched.at), {day_of(item.at): item for item in listed}
    later = sorted(found for found in days if found > day)
    return days[later[0]] if later and day not in days and later[0] - day <= 7 * DAY else None


def _is_past(at: date, now: datetime) -> bool:
    return at <= now if isinstance(at, datetime) else at < now.date()


def _move_around(ledger: Ledger, at: date) -> Figure | None:
    """Bitcoin's change over the 24 hours to tonight, where the event fell into them."""
    now = ledger.snapshot.as_of
    falls = now - DAY <= at <= now if isinstance(at, datetime) else at == (now - DAY).date()
    return ledger.figure("prices.btc.change_24h") if falls else None


def _expiry(ledger: Ledger, rules: WatchRules, before: Told, watched: Watched) -> ScoreLine:
    if watched.at is None or not _is_past(watched.at, ledger.snapshot.as_of):
        return _score(watched, "not yet", value=_as_told(ledger, before, watched))
    asset = watched.figure.split(".")[1]
    price = ledger.figure(f"prices.{asset}.usd")
    clear = price if price and not price.agreement.disagrees else None
    return _score(watched, "happened", value=_as_told(ledger, before, watched), figure=clear)


def _odds(ledger: Ledger, rules: WatchRules, before: Told, watched: Watched) -> ScoreLine:
    """Odds move or their market closes; which way it was decided, no source of ours says."""
    now = ledger.figure(watched.figure)
    past = watched.at is not None and _is_past(watched.at, ledger.snapshot.as_of)
    same = now is not None and now.detail.get("question") == watched.name
    told = _as_told(ledger, before, watched)
    return _score(watched, "unknown" if past or not same else "not yet", value=told, figure=now if same else None)
