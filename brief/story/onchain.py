"""Bitcoin's network and its holders: hash rate, difficulty and its next adjustment, fees, what holders paid on average.

Owns over how many days a hash rate is told: blocks come by chance, so that of a single day says little. Refuses a
forecast of the next adjustment from few blocks.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from brief.history import mean
from brief.models import Figure, Series, day_of
from brief.models.blocks import CostNote, OnchainBlock
from brief.story.holders import holder_note
from brief.story.ledger import Ledger, stretch

NET = "onchain.btc"
HASH_DAYS = 7
BEFORE = timedelta(days=30)
LATE = timedelta(days=4)
"""From this age on a vendor's count is said to come late."""
EARLY = Decimal(10)
"""Percent of the blocks between two adjustments; before so many have come, their pace says little of the next one."""


def onchain_block(ledger: Ledger) -> OnchainBlock | None:
    """The section, or None where nothing is known."""
    found = {**_hash_rate(ledger), **_difficulty(ledger), **_fees(ledger)}
    costs = tuple(note for note in (_all_holders(ledger), _short_term_holders(ledger)) if note)
    holders = holder_note(ledger)
    if not found and not costs and not holders:
        return None
    figures = [figure for figure in found.values() if isinstance(figure, Figure)]
    vendors = dict.fromkeys(ledger.counted_by(figure.sources[0], figure.name) for figure in figures)
    return OnchainBlock.model_validate({**found, "vendors": tuple(vendors), "costs": costs, "holders": holders})


def _hash_rate(ledger: Ledger) -> dict[str, Any]:
    """The last day's, or the average of seven, with how far it is from that of thirty days before."""
    figure = ledger.figure(f"{NET}.hashrate")
    if figure is None:
        return {}
    series, day = ledger.own_series(figure), day_of(figure.as_of)
    found: dict[str, Any] = {"hash_last": day}
    average = _average(ledger, series, day, "mean_7d") if series else None
    if series is None or average is None:
        return {**found, "hash_rate": figure}
    found |= {"hash_rate": average, "hash_days": HASH_DAYS}
    then = _average(ledger, series, day - BEFORE, "mean_7d_before")
    if then is None:
        return found
    change = ledger.derive(
        f"{NET}.hashrate.change_30d",
        (average.value / then.value - 1) * 100,
        "percent",
        day,
        formula=f"({average.name} / {then.name} - 1) * 100",
        inputs=(average.name, then.name),
        sources=average.sources,
    )
    return {**found, "hash_change": change, "hash_before": day - BEFORE}


def _average(ledger: Ledger, series: Series, day: date, name: str) -> Figure | None:
    """Of the seven days up to one; None across a hole."""
    found = mean(series, day, HASH_DAYS)
    if found is None or found.value <= 0:
        return None
    ledger.rest_on(series)
    return ledger.derive(
        f"{series.name}.{name}",
        found.value,
        "hashes",
        day,
        formula=f"mean({stretch(series, found.first, found.last)})",
        inputs=ledger.inputs_between(series, found.first, found.last),
        sources=[series.points[-1].source],
    )


def _difficulty(ledger: Ledger) -> dict[str, Any]:
    """As it is, with its last adjustment, and the next with the day it is due."""
    now, last, coming = (ledger.figure(f"{NET}.difficulty{what}") for what in ("", ".last_change", ".next_change"))
    found: dict[str, Any] = {}
    if now:
        found |= {"difficulty": now, "last_change": last}
    if coming and (due := coming.detail.get("due")):
        progress = ledger.figure(f"{NET}.difficulty.progress")
        early = progress is None or progress.value < EARLY
        found |= {"next_change": coming, "next_early": early, "next_due": datetime.fromisoformat(due)}
    return found


def _fees(ledger: Ledger) -> dict[str, Any]:
    figures = {f"fee_{name}": ledger.figure(f"{NET}.fee.{name}") for name in ("next_block", "hour")}
    return {name: figure for name, figure in figures.items() if figure}


def _all_holders(ledger: Ledger) -> CostNote | None:
    cost = ledger.figure(f"{NET}.realized_price")
    mvrv = ledger.figure(f"{NET}.mvrv")
    if cost is None:
        return None
    same = mvrv if mvrv and mvrv.as_of == cost.as_of and mvrv.sources[:1] == cost.sources[:1] else None
    return _note(ledger, "all", cost).model_copy(update={"mvrv": same})


def _short_term_holders(ledger: Ledger) -> CostNote | None:
    cost = ledger.figure(f"{NET}.sth_cost")
    return _note(ledger, "short", cost) if cost else None


def _note(ledger: Ledger, whose: Literal["all", "short"], cost: Figure) -> CostNote:
    """Tonight's price against a cost, where the price is one and not carried."""
    late = ledger.snapshot.day - day_of(cost.as_of) >= LATE
    note = CostNote(whose=whose, vendor=ledger.counted_by(cost.sources[0], cost.name), cost=cost, late=late)
    price = ledger.figure("prices.btc.usd")
    if price is None or price.agreement.disagrees or ledger.is_carried(price):
        return note
    distance = ledger.derive(
        f"{cost.name}.distance",
        (price.value / cost.value - 1) * 100,
        "percent",
        price.as_of,
        formula=f"({price.name} / {cost.name} - 1) * 100",
        inputs=(price.name, cost.name),
        sources=[*price.sources[:1], *cost.sources[:1]],
    )
    return note.model_copy(update={"distance": distance})
