"""Futures and options: what venues say of their own contracts, added up where that means something, else named.

Owns what is counted (one side of the contracts, coins before dollars) and which of it is unusual. Refuses to count a
venue that did not answer: it is named.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from brief.history import percentile, unbroken
from brief.models import Figure, Series, day_of
from brief.models.assets import name_of
from brief.models.blocks import DerivativesBlock, DerivativesRow, ExpiryNote, VenueFunding
from brief.story.ledger import Ledger, stretch
from brief.story.superlatives import newsworthy

FUNDINGS_A_YEAR = 3 * 365
HIGH_FUNDING = Decimal(15)
"""Percent a year from which a funding rate is unusual, whichever way."""
INTEREST_MOVE = Decimal(5)
"""Percent by which open interest moves on an unusual day."""
WEEK = timedelta(days=7)
BASIS_MOVE = Decimal("1.5")
"""Percentage points by which the basis moves in an unusual week."""
VOLATILITY_MOVE = Decimal(10)
"""Percent of its own value by which DVOL moves in an unusual week."""
YEAR, ENOUGH = 365, 90
"""Days that a value is laid beside, and the fewest of them."""
EXTREME = Decimal(5)
"""Percent of those days at either end that are unusual."""
STEEP = Decimal(5)
"""Volatility points between puts and calls that are unusual."""
CROWDED = (Decimal(40), Decimal(60))
"""A share of long accounts outside this is unusual."""
SINCE_SESSIONS = 30


def derivatives_block(ledger: Ledger, watch: Sequence[str]) -> DerivativesBlock | None:
    """The section, or None where no venue told of any watched asset."""
    rows = _one_sentence_each(row for row in (_row(ledger, asset) for asset in watch) if row)
    if not rows:
        return None
    return DerivativesBlock(
        rows=rows,
        venues=_venues(ledger, watch),
        missing=_missing(ledger),
        expiries=tuple(note for place, row in enumerate(rows) if (note := _expiry(ledger, row.asset, near=place > 0))),
    )


def _one_sentence_each(rows: Iterable[DerivativesRow]) -> tuple[DerivativesRow, ...]:
    """The rows, where of several assets with the same news only the first has a sentence: the table has the others."""
    told, said = [], set[str]()
    for row in rows:
        told.append(row.model_copy(update={"say": tuple(what for what in row.say if what not in said)}))
        said |= set(row.say)
    return tuple(told)


def _row(ledger: Ledger, asset: str) -> DerivativesRow | None:
    rates = ledger.under(f"derivatives.{asset}.funding.")
    interest = ledger.under(f"derivatives.{asset}.oi.")
    found: dict[str, object] = {
        **_funding(ledger, asset, rates, interest),
        **_interest(ledger, asset, interest),
        **_basis(ledger, asset),
        **_volatility(ledger, asset),
    }
    if skew := ledger.figure(f"derivatives.{asset}.skew_25d"):
        found["skew"] = skew
    shares = ledger.under(f"derivatives.{asset}.long_share.").values()
    found["long_shares"] = tuple(ledger.measured(share) for share in shares)
    if not any(found.values()):
        return None
    row = DerivativesRow.model_validate({"asset": asset, "name": name_of(asset), **found})
    return row.model_copy(update={"say": _unusual(row)})


def _venues(ledger: Ledger, watch: Iterable[str]) -> tuple[str, ...]:
    told = (
        figure.detail.get("venue", "")
        for asset in watch
        for what in ("funding", "oi")
        for figure in ledger.under(f"derivatives.{asset}.{what}.").values()
    )
    return tuple(dict.fromkeys(filter(None, told)))


def _missing(ledger: Ledger) -> tuple[str, ...]:
    """The venues of perpetuals that gave nothing at all."""
    heard = {reading.source for figure in ledger.snapshot.figures.values() for reading in figure.readings}
    gaps = (gap for gap in ledger.snapshot.gaps if ".funding." in gap.fills and gap.source not in heard)
    return tuple(dict.fromkeys(gap.name.partition(" (")[0] or gap.source for gap in gaps))


def _funding(ledger: Ledger, asset: str, rates: dict[str, Figure], interest: dict[str, Figure]) -> dict[str, object]:
    if not rates:
        return {}
    name, figures = f"derivatives.{asset}.funding", list(rates.values())
    names = ", ".join(rate.name for rate in figures)
    found: dict[str, object] = {
        "of": _count(ledger, f"{name}_venues", len(figures), f"count({names})", figures),
        "negative": _count(
            ledger, f"{name}_negative", sum(rate.value < 0 for rate in figures), f"count_negative({names})", figures
        ),
        "lowest": _at(min(figures, key=lambda rate: rate.value)),
        "highest": _at(max(figures, key=lambda rate: rate.value)),
    }
    weighed = [(rate, interest[venue]) for venue, rate in rates.items() if venue in interest]
    if not weighed:
        return found
    above = " + ".join(f"{rate.name} * {weight.name}" for rate, weight in weighed)
    below = " + ".join(weight.name for _, weight in weighed)
    total = sum((weight.value for _, weight in weighed), Decimal(0))
    mean = ledger.derive(
        name,
        sum((rate.value * weight.value for rate, weight in weighed), Decimal(0)) / total,
        "percent",
        min(rate.as_of for rate, _ in weighed),
        formula=f"({above}) / ({below}); percent per 8 hours, weighted by open interest",
        inputs=[each.name for pair in weighed for each in pair],
        sources=[source for rate, weight in weighed for source in (*rate.sources[:1], *weight.sources[:1])],
    )
    year = ledger.derive(
        f"{name}_year",
        mean.value * FUNDINGS_A_YEAR,
        "percent",
        mean.as_of,
        formula=f"{name} * {FUNDINGS_A_YEAR}; three times a day, 365 days",
        inputs=(name,),
        sources=mean.sources,
    )
    return {**found, "funding": mean, "funding_year": year}


def _at(rate: Figure) -> VenueFunding:
    return VenueFunding(venue=rate.detail.get("venue", ""), rate=rate)


def _count(ledger: Ledger, name: str, value: int, formula: str, figures: Sequence[Figure]) -> Figure:
    return ledger.derive(
        name,
        Decimal(value),
        "count",
        min(figure.as_of for figure in figures),
        formula=formula,
        inputs=[figure.name for figure in figures],
        sources=[figure.sources[0] for figure in figures],
    )


def _interest(ledger: Ledger, asset: str, interest: dict[str, Figure]) -> dict[str, object]:
    """The venues' open interest together, in coin and in dollars, and its change where they have a past."""
    if not interest:
        return {}
    prefix = f"derivatives.{asset}"
    found: dict[str, object] = {"interest": ledger.total(f"{prefix}.oi", interest.values())}
    dollars = ledger.under(f"{prefix}.oi_usd.")
    if set(dollars) == set(interest):
        found["interest_usd"] = ledger.total(f"{prefix}.oi_usd", dollars.values())
    before = {venue: past for venue, past in ledger.under(f"{prefix}.oi_before.").items() if venue in interest}
    if before:
        now = ledger.total(f"{prefix}.oi_now", [interest[venue] for venue in before])
        then = ledger.total(f"{prefix}.oi_before", before.values())
        found["interest_change"] = ledger.derive(
            f"{prefix}.oi_change_24h",
            (now.value / then.value - 1) * 100,
            "percent",
            now.as_of,
            formula=f"({now.name} / {then.name} - 1) * 100; in coin",
            inputs=(now.name, then.name),
            sources=now.sources,
        )
        found["changed_on"] = tuple(past.detail.get("venue", venue) for venue, past in before.items())
    return found


def _basis(ledger: Ledger, asset: str) -> dict[str, object]:
    basis = ledger.figure(f"derivatives.{asset}.basis")
    if basis is None:
        return {}
    found: dict[str, object] = {"basis": basis}
    series, day = ledger.own_series_of_day(basis), day_of(basis.as_of) - WEEK
    if series is None or series.on(day) is None:
        return found
    before = ledger.stored(f"{basis.name}.week_before", series, day, "percent")
    found["basis_move"] = ledger.difference(f"{basis.name}.move_7d", basis, series, day, "points")
    return {**found, "basis_before": before, "basis_day": day}


def _volatility(ledger: Ledger, asset: str) -> dict[str, object]:
    index = ledger.figure(f"derivatives.{asset}.dvol")
    if index is None:
        return {}
    series, day = ledger.own_series(index), day_of(index.as_of)
    if series is None or series.on(day - WEEK) is None:
        return {"dvol": index}
    before = ledger.stored(f"{index.name}.week_before", series, day - WEEK, "index")
    side = "highest" if index.value > before.value else "lowest"
    since = newsworthy(ledger, series, day, "highest" if side == "highest" else "lowest", SINCE_SESSIONS)
    told: dict[str, object] = {"dvol": index, "dvol_before": before, "dvol_day": day - WEEK, "dvol_since": since}
    return {**told, **_among_the_days_before(ledger, index, series, day)}


def _among_the_days_before(ledger: Ledger, index: Figure, series: Series, day: date) -> dict[str, Figure]:
    """On how many of the days of a year, or of the part of it that is stored, it was lower; nothing in between."""
    found = percentile(series, day, min(YEAR, unbroken(series, day) - 1))
    if found is None or found.of < ENOUGH or min(found.percent, 100 - found.percent) > EXTREME:
        return {}
    ledger.rest_on(series)
    place, inputs = stretch(series, found.first, day), ledger.inputs_between(series, found.first, day)
    asked = {
        "dvol_below": ("below", found.below, f"count_lower({place}); than the last of them"),
        "dvol_days": ("below.n", found.of, f"count({place}) - 1"),
    }
    return {
        field: ledger.derive(
            f"{index.name}.{name}",
            Decimal(value),
            "count",
            index.as_of,
            formula=formula,
            inputs=inputs,
            sources=index.sources[:1],
        )
        for field, (name, value, formula) in asked.items()
    }


def _unusual(row: DerivativesRow) -> tuple[str, ...]:
    """Which of the row's figures earn a sentence."""
    before = row.dvol_before
    reasons = {
        "funding": row.funding_year
        and row.negative
        and (row.negative.value > 0 or abs(row.funding_year.value) >= HIGH_FUNDING),
        "interest": row.interest_change and abs(row.interest_change.value) >= INTEREST_MOVE,
        "basis": row.basis_move and abs(row.basis_move.value) >= BASIS_MOVE,
        "dvol": row.dvol_since
        or row.dvol_below
        or (row.dvol and before and abs(row.dvol.value / before.value - 1) * 100 >= VOLATILITY_MOVE),
        "skew": row.skew and abs(row.skew.value) >= STEEP,
        "accounts": any(not CROWDED[0] <= share.figure.value <= CROWDED[1] for share in row.long_shares),
    }
    return tuple(what for what, reason in reasons.items() if reason)


def _expiry(ledger: Ledger, asset: str, *, near: bool) -> ExpiryNote | None:
    """The next large expiry; where it must be `near`, in its last week."""
    prefix = f"derivatives.{asset}.expiry"
    usd, coin = ledger.figure(f"{prefix}.usd"), ledger.figure(f"{prefix}.coin")
    if usd is None or coin is None or not usd.detail.get("expiry"):
        return None
    at = datetime.fromisoformat(usd.detail["expiry"])
    if near and at.date() - ledger.snapshot.day > WEEK:
        return None
    return ExpiryNote(
        name=name_of(asset),
        venue=usd.detail.get("venue", ""),
        at=at,
        usd=usd,
        coin=coin,
        max_pain=ledger.figure(f"{prefix}.max_pain"),
        put_call=ledger.figure(f"{prefix}.put_call"),
    )
