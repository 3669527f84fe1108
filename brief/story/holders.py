"""Long-term holders: how many coins they have, which part of all that is, and how it changed in thirty days.

Owns the one denominator: all coins as the same vendor sorts them on the same day. Refuses to call a change in supply a
sale: a coin leaves this count when it moves, to whomever.
"""

from datetime import date, timedelta

from brief.history import mean
from brief.models import Figure, day_of
from brief.models.blocks import HolderNote
from brief.story.closes import closes, venue_of
from brief.story.ledger import Ledger, stretch

LONG, SHORT = "onchain.btc.lth_supply", "onchain.btc.sth_supply"
DAYS = 30


def holder_note(ledger: Ledger) -> HolderNote | None:
    """None where nobody counts them."""
    held, rest = ledger.figure(LONG), ledger.figure(SHORT)
    if held is None:
        return None
    note = HolderNote(vendor=ledger.counted_by(held.sources[0], held.name), held=held)
    same = rest and (rest.as_of, rest.sources[:1]) == (held.as_of, held.sources[:1])
    if rest and same:
        note = note.model_copy(update={"share": _part(ledger, f"{LONG}.share", held, held, rest)})
    series, base = ledger.own_series(held), day_of(held.as_of) - timedelta(days=DAYS)
    if series is None or series.on(base) is None:
        return note
    change = ledger.difference(f"{LONG}.change_30d", held, series, base, "coin")
    found = {"before": base, "change": change, "pace": _pace(ledger, change), **_worth(ledger, change, base)}
    if rest and same:
        found["change_share"] = _part(ledger, f"{change.name}.share", change, held, rest)
    return note.model_copy(update=found)


def _part(ledger: Ledger, name: str, part: Figure, held: Figure, rest: Figure) -> Figure:
    """Percent of all coins."""
    return ledger.derive(
        name,
        part.value / (held.value + rest.value) * 100,
        "percent",
        held.as_of,
        formula=f"{part.name} / ({held.name} + {rest.name}) * 100",
        inputs=dict.fromkeys((part.name, held.name, rest.name)),
        sources=held.sources[:1],
    )


def _pace(ledger: Ledger, change: Figure) -> Figure:
    return ledger.derive(
        f"{LONG}.pace",
        change.value / DAYS,
        "coin",
        change.as_of,
        formula=f"{change.name} / {DAYS}",
        inputs=(change.name,),
        sources=change.sources,
    )


def _worth(ledger: Ledger, change: Figure, base: date) -> dict[str, object]:
    """The change in dollars, at the average close of its days."""
    series, day = closes(ledger, "btc"), day_of(change.as_of)
    found = mean(series, day, DAYS) if series else None
    if series is None or found is None or found.first <= base:
        return {}
    ledger.rest_on(series)
    usd = ledger.derive(
        f"{change.name}.usd",
        change.value * found.value,
        "usd",
        change.as_of,
        formula=f"{change.name} * mean({stretch(series, found.first, found.last)})",
        inputs=[change.name, *ledger.inputs_between(series, found.first, found.last)],
        sources=(*change.sources, series.points[-1].source),
    )
    return {"usd": usd, "venue": venue_of(series)}
