"""The market as a whole: how many rose and fell, who moved most, what all of it is worth, one coin against another."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from brief.history import season
from brief.models import Figure, Reading, Series, day_of
from brief.models.assets import name_of
from brief.models.blocks import CapChange, PriceBlock, PriceRow, RatioNote, SeasonNote, Vendor
from brief.story.closes import VENUES, venue_of
from brief.story.ledger import Ledger, stretch
from brief.story.levels import day_ranges, level_notes
from brief.story.prices import bounds, price_rows
from brief.story.trends import trend_rows

COLUMNS = ("change_7d", "change_30d", "month", "year", "from_high")
"""The columns of the table that are left out where nobody has a figure."""
MARKET = 3
"""Two assets are no market."""
RATIO_MOVE = Decimal(2)
"""A ratio of two coins that moves by less percent than this in a day is no news."""
SEASON_DAYS = 7
"""What a month usually does is said in its first days."""
SEASON_YEARS = 5
FALLEN = Decimal(-10)
"""From so many percent below its peak on, what the market lost is said."""
PEAK_DAYS = 30


def price_block(ledger: Ledger, watch: Sequence[str]) -> PriceBlock | None:
    """The price section, or None where no asset of the watch list has a figure."""
    rows = price_rows(ledger, watch)
    caps, cap_change, dominance = _market(ledger)
    if not rows and not caps:
        return None
    moves = [(row, *bounds(row.change_24h)) for row in rows if row.change_24h]
    fell = [row for row, _, high in moves if high < 0]
    rose = [row for row, low, _ in moves if low > 0]
    ends = _ends([row for row, _, _ in moves])
    return PriceBlock(
        rows=rows,
        moved=len(moves) if len(moves) >= MARKET else 0,
        fell=len(fell),
        rose=len(rose),
        crowd="fell" if len(fell) > len(rose) else "rose" if len(rose) > len(fell) else "split",
        dashes=_has_dashes(rows),
        extreme=ends[0] if len(fell) > len(rose) else ends[1],
        contrary=ends[1] if len(fell) > len(rose) else ends[0],
        trends=trend_rows(ledger, rows),
        ranges=day_ranges(ledger, rows),
        levels=level_notes(ledger, rows),
        ratio=_ratio(ledger),
        season=_season(ledger, watch),
        caps=caps,
        cap_change=cap_change,
        cap_past=_cap_past(ledger),
        dominance=dominance,
    )


def _has_dashes(rows: tuple[PriceRow, ...]) -> bool:
    """A column that no row fills is not printed and leaves no dash."""
    columns = [[getattr(row, name) for row in rows] for name in COLUMNS]
    always = [cell for row in rows for cell in (row.price, row.change_24h)]
    return not all(always) or any(any(column) and not all(column) for column in columns)


def _ends(rows: list[PriceRow]) -> tuple[PriceRow | None, PriceRow | None]:
    """The asset that did worst and the one that did best whichever source is right; None where that is open."""
    ranges = [(row, *bounds(row.change_24h)) for row in rows if row.change_24h]
    worst = [row for row, _, high in ranges if all(high < low for other, low, _ in ranges if other is not row)]
    best = [row for row, low, _ in ranges if all(low > high for other, _, high in ranges if other is not row)]
    return next(iter(worst), None), next(iter(best), None)


def _market(ledger: Ledger) -> tuple[tuple[Vendor, ...], Figure | None, Figure | None]:
    """The whole market by each vendor's own method, with the first vendor's change and bitcoin share."""
    cap = ledger.figure("market.cap")
    if cap is None:
        return (), None, None
    first = Vendor(name=ledger.counted_by(cap.sources[0], cap.name), figure=cap)
    others = ledger.vendors(cap) if cap.agreement.disagrees else ()
    beside = (ledger.figure("market.cap_change_24h"), ledger.figure("market.dominance.btc"))
    change, share = (figure if figure and figure.sources[0] == cap.sources[0] else None for figure in beside)
    return (first, *others), change, share


def _cap_past(ledger: Ledger) -> tuple[CapChange, ...]:
    """The vendor's total against its own reading at the end of last month, and against its highest of a year."""
    cap = ledger.figure("market.cap")
    series = ledger.own_series(cap) if cap else None
    if cap is None or series is None:
        return ()
    found = []
    month_end = ledger.snapshot.day.replace(day=1) - timedelta(days=1)
    if base := series.on(month_end):
        found.append(_cap_change(ledger, cap, series, base.day, "month"))
    year = [point for point in series.points if point.day > ledger.snapshot.day - timedelta(days=365)]
    peak = max(year, key=lambda point: point.value)
    if len(year) > PEAK_DAYS and (cap.value / peak.value - 1) * 100 <= FALLEN:
        found.append(_cap_change(ledger, cap, series, peak.day, "peak"))
    return tuple(found)


def _cap_change(ledger: Ledger, cap: Figure, series: Series, day: date, kind: str) -> CapChange:
    change = ledger.growth(f"market.cap.{kind}", cap, series, day)
    amount = ledger.difference(f"market.cap.{kind}_usd", cap, series, day, "usd")
    return CapChange.model_validate({"change": change, "amount": amount, "since": day, "kind": kind})


def _ratio(ledger: Ledger) -> RatioNote | None:
    """Ether in bitcoin, by the first vendor that prices both; said where it moved."""
    pairs = [_of_one_vendor(ledger, what) for what in ("usd", "change_24h")]
    if pairs[0] is None or pairs[1] is None or pairs[0][0].sources != pairs[1][0].sources:
        return None
    (eth, btc), (eth_move, btc_move) = pairs[0], pairs[1]
    ratio = ledger.derive(
        "prices.eth_btc.ratio",
        eth.value / btc.value,
        "ratio",
        min(eth.as_of, btc.as_of),
        formula=f"{eth.name} / {btc.name}",
        inputs=(eth.name, btc.name),
        sources=eth.sources,
    )
    change = ledger.derive(
        "prices.eth_btc.change_24h",
        ((100 + eth_move.value) / (100 + btc_move.value) - 1) * 100,
        "percent",
        ratio.as_of,
        formula=f"((100 + {eth_move.name}) / (100 + {btc_move.name}) - 1) * 100",
        inputs=(eth_move.name, btc_move.name),
        sources=eth.sources,
    )
    return RatioNote(name="ETH/BTC", ratio=ratio, change=change) if abs(change.value) >= RATIO_MOVE else None


def _of_one_vendor(ledger: Ledger, what: str) -> tuple[Figure, Figure] | None:
    """Ether's and bitcoin's figure as the first vendor has them that has both."""
    eth, btc = (ledger.figure(f"prices.{asset}.{what}") for asset in ("eth", "btc"))
    if eth is None or btc is None:
        return None
    theirs: dict[str, Reading] = {reading.source: reading for reading in btc.readings}
    for reading in eth.readings:
        same = ledger.counted_by(reading.source, eth.name) == ledger.counted_by(reading.source, btc.name)
        if same and reading.source in theirs and theirs[reading.source].value > -100:
            return ledger.alone(eth, reading), ledger.alone(btc, theirs[reading.source])
    return None


def _season(ledger: Ledger, watch: Iterable[str]) -> SeasonNote | None:
    """How this month went in earlier years, for the first watched asset, on the venue that saw most of them."""
    day, asset = ledger.snapshot.day, next(iter(watch), "")
    if day.day > SEASON_DAYS:
        return None
    stored = [series for venue in VENUES if (series := ledger.series(f"prices.{asset}.{venue}.close"))]
    seen = [(found, series) for series in stored if (found := season(series, day.month, day))]
    if not seen:
        return None
    found, series = max(seen, key=lambda pair: pair[0].n)
    if found.n < SEASON_YEARS:
        return None
    days = [last for year, _ in found.years for last in _month_ends(year, day.month)]
    ledger.rest_on(series)

    def told(name: str, value: Decimal, unit: str) -> Figure:
        return ledger.derive(
            f"prices.{asset}.season.{name}",
            value,
            "percent" if unit == "percent" else "count",
            day_of(max(days)),
            formula=f"season_{name}({', '.join(stretch(series, last, last) for last in days)}); pairs of month ends",
            inputs=[line for last in days for line in ledger.inputs(series, [last])],
            sources=(series.points[-1].source,),
        )

    return SeasonNote(
        name=name_of(asset),
        venue=venue_of(series),
        month=day.month,
        ups=told("ups", Decimal(found.ups), "count"),
        years=told("years", Decimal(found.n), "count"),
        first=found.first,
        median=told("median", found.median, "percent"),
    )


def _month_ends(year: int, month: int) -> tuple[date, date]:
    """The last day of the month before, and of the month."""
    begins = date(year, month, 1)
    return begins - timedelta(days=1), (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
