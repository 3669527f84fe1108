"""Stocks, yields, the dollar, gold: the last observation with its day and change, and how bitcoin moves with stocks."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from brief.history import correlation
from brief.models import Figure, Series, day_of
from brief.models.blocks import CorrelationNote, CurveNote, MacroBlock, MacroRow
from brief.story.closes import closes
from brief.story.ledger import Ledger, stretch
from brief.story.moves import move, verb_of

NAMES = {
    "sp500": "S&P 500",
    "nasdaq": "Nasdaq Composite",
    "nasdaq100": "Nasdaq 100",
    "nikkei": "Nikkei 225",
    "ten_year": "10-year Treasury yield",
    "two_year": "2-year Treasury yield",
    "vix": "VIX",
    "dollar": "Broad dollar index",
    "gold": "Gold, COMEX future",
}
RATES = ("ten_year", "two_year")
CORRELATED = ("sp500", "nasdaq", "nasdaq100")
CORRELATION_DAYS = 30
STRONG = Decimal("0.7")
"""A correlation from here on, either way, earns a sentence."""
UNUSUAL = Decimal("1.5")
"""Standard deviations from which a move earns a sentence."""
LONGEST_REST = timedelta(days=6)
"""A market rests no longer; an older observation is no base for the next."""


def macro_block(ledger: Ledger) -> MacroBlock | None:
    """The section, or None where nothing was observed."""
    figures = {name: ledger.figure(f"macro.{name}") for name in NAMES}
    rows = tuple(_row(ledger, name, figure) for name, figure in figures.items() if figure)
    if not rows:
        return None
    current = [name for name in CORRELATED if (figure := figures[name]) is None or not ledger.is_carried(figure)]
    notes = [note for name in current if (note := _correlation(ledger, name))]
    strongest = max(notes, key=lambda note: abs(note.value.value), default=None)
    return MacroBlock(
        rows=rows,
        correlation=strongest if strongest and abs(strongest.value.value) >= STRONG else None,
        curve=_curve(ledger),
        notable=tuple(row for row in rows if row.z and abs(row.z.value) >= UNUSUAL and _is_fresh(ledger, row)),
    )


def _is_fresh(ledger: Ledger, row: MacroRow) -> bool:
    """Whether the move is news: of the last day or two, as exchanges rest at weekends."""
    return ledger.snapshot.day - day_of(row.value.as_of) <= timedelta(days=3)


def _row(ledger: Ledger, name: str, figure: Figure) -> MacroRow:
    series, is_rate, day = ledger.own_series(figure), name in RATES, day_of(figure.as_of)
    row = MacroRow(name=NAMES[name], value=figure, is_rate=is_rate)
    if series is None:
        return row
    edition = ledger.snapshot.day
    bases: Mapping[str, date | None] = {
        "change": _last_before(series, day),
        "month": _last_before(series, edition.replace(day=1)),
        "year": _last_before(series, date(edition.year, 1, 1)),
    }
    found: dict[str, object] = {
        what: _against(ledger, figure, series, base, what, is_rate=is_rate)
        for what, base in bases.items()
        if base and base < day
    }
    if isinstance(change := found.get("change"), Figure) and not is_rate:
        z = move(ledger, f"{figure.name}.z", change, series, day)
        found |= {"z": z, "verb": verb_of(z)}
    note = _correlation(ledger, name) if name in CORRELATED else None
    return row.model_copy(update={**found, "correlation": note.value if note else None})


def _curve(ledger: Ledger) -> CurveNote | None:
    """How far the 10-year yield lies above the 2-year, where both are of one day."""
    long, short = ledger.figure("macro.ten_year"), ledger.figure("macro.two_year")
    if (
        long is None
        or short is None
        or long.as_of != short.as_of
        or {long.name, short.name} & ledger.snapshot.carried.keys()
    ):
        return None
    spread = ledger.derive(
        "macro.curve",
        long.value - short.value,
        "points",
        long.as_of,
        formula=f"{long.name} - {short.name}",
        inputs=(long.name, short.name),
        sources=(*long.sources[:1], *short.sources[:1]),
    )
    return CurveNote(spread=spread, before=_curve_before(ledger, long, short))


def _curve_before(ledger: Ledger, long: Figure, short: Figure) -> Figure | None:
    """The same on the last day before that both yields have."""
    of_long, of_short = ledger.own_series(long), ledger.own_series(short)
    day = _last_before(of_long, day_of(long.as_of)) if of_long else None
    if of_long is None or of_short is None or day is None:
        return None
    then, other = of_long.on(day), of_short.on(day)
    if then is None or other is None:
        return None
    for series in (of_long, of_short):
        ledger.rest_on(series)
    return ledger.derive(
        "macro.curve.before",
        then.value - other.value,
        "points",
        day,
        formula=f"{stretch(of_long, day, day)} - {stretch(of_short, day, day)}",
        inputs=[*ledger.inputs(of_long, [day]), *ledger.inputs(of_short, [day])],
        sources=(*long.sources[:1], *short.sources[:1]),
    )


def _last_before(series: Series, day: date) -> date | None:
    """The last observation before a day, where it is not too old to stand for it."""
    earlier = [point.day for point in series.points if point.day < day]
    return earlier[-1] if earlier and day - earlier[-1] <= LONGEST_REST else None


def _against(ledger: Ledger, figure: Figure, series: Series, base: date, what: str, *, is_rate: bool) -> Figure | None:
    then = series.on(base)
    if then is None or (then.value <= 0 and not is_rate):
        return None
    name = f"{figure.name}.{what}"
    if is_rate:
        return ledger.difference(name, figure, series, base, "points")
    return ledger.growth(name, figure, series, base)


def _correlation(ledger: Ledger, name: str) -> CorrelationNote | None:
    """How bitcoin's daily returns went with an index's, over the last sessions both have."""
    bitcoin, index = closes(ledger, "btc"), ledger.series(f"macro.{name}")
    if bitcoin is None or index is None:
        return None
    found = correlation(bitcoin, index, index.points[-1].day, CORRELATION_DAYS)
    if found is None or ledger.snapshot.day - found.last > LONGEST_REST:
        return None
    both = [stretch(series, found.first, found.last) for series in (bitcoin, index)]
    inputs = [line for series in (bitcoin, index) for line in ledger.inputs_between(series, found.first, found.last)]
    for series in (bitcoin, index):
        ledger.rest_on(series)
    sources = (bitcoin.points[-1].source, index.points[-1].source)
    value = ledger.derive(
        f"prices.btc.correlation.{name}",
        found.value,
        "ratio",
        found.last,
        formula=f"correlation({both[0]}, {both[1]}); of returns between the days both have, to six decimals",
        inputs=inputs,
        sources=sources,
    )
    n = ledger.derive(
        f"prices.btc.correlation.{name}.n",
        Decimal(found.n),
        "count",
        found.last,
        formula=f"count_common({both[0]}, {both[1]}) - 1",
        inputs=inputs,
        sources=sources,
    )
    return CorrelationNote(name=NAMES[name], value=value, n=n, first=found.first, last=found.last)
