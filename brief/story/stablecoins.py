"""Stablecoins: supply with its changes, the month that ended, and how far from a dollar each coin is.

Owns from where on a coin counts as off its peg and which months are news. A supply is compared over days that are all
stored, a month only where no day is missing back to the month that went the other way.
"""

from datetime import date, timedelta
from decimal import Decimal

from brief.history import MonthRun, change, last_whole_month, month_changes, month_run
from brief.models import Figure, Series, day_of
from brief.models.assets import name_of
from brief.models.blocks.comparisons import Superlative
from brief.models.blocks.stablecoins import ImpliedPeg, MonthNote, StablecoinBlock, StablecoinRow, SupplyChange
from brief.story.ledger import Ledger, stretch
from brief.story.superlatives import newsworthy

TOTAL = "total"
OFF_PEG = Decimal("0.5")
"""Percentage points from a dollar (50 bp) from which on a coin is off its peg."""
MONTH_NEWS_DAYS = 5
"""A month is told of in the first days of the next."""
RUN = 3
"""So many months in a row are a run."""
LOW_DAYS = 30
"""A supply that was lower less than so many days ago is no low."""
WINDOWS = {"week": 7, "month": 30}
IMPLIED, ASSET = "usdt", "btc"
IN_DOLLARS, IN_COINS = f"prices.{ASSET}.coinbase.close", f"prices.{ASSET}.binance.close"
"""One venue has the asset's closes in dollars, the other in USDT."""


def stablecoin_block(ledger: Ledger) -> StablecoinBlock | None:
    """The section, or None where nothing is known of a stablecoin."""
    total = ledger.figure(f"stablecoins.{TOTAL}.supply")
    symbols = {name.split(".")[0] for name in ledger.under("stablecoins.")} - {TOTAL}
    rows = [_row(ledger, symbol) for symbol in symbols]
    coins = sorted(rows, key=lambda row: (-(row.supply.value if row.supply else Decimal(0)), row.symbol))
    block = StablecoinBlock(
        by=ledger.counted_by(total.sources[0], total.name) if total else "",
        total=_row(ledger, TOTAL) if total else None,
        coins=tuple(coins),
        lowest=_lowest(ledger, total) if total else None,
        months=_months(ledger, total) if total else None,
        implied=_implied(ledger) if not any(row.price for row in coins) else None,
        dashes=_has_dashes(coins),
    )
    return block if block.total or block.coins or block.implied else None


def _row(ledger: Ledger, symbol: str) -> StablecoinRow:
    supply, price = (ledger.figure(f"stablecoins.{symbol}.{what}") for what in ("supply", "price"))
    series = ledger.own_series(supply) if supply else None
    changes = {what: _change(ledger, supply, series, n) for what, n in WINDOWS.items()} if supply and series else {}
    deviation = _deviation(ledger, price) if price and not price.agreement.disagrees else None
    furthest = _furthest(ledger, symbol)
    return StablecoinRow.model_validate(
        {
            "symbol": "" if symbol == TOTAL else name_of(symbol),
            "supply": supply,
            **changes,
            "price": price,
            "deviation": deviation,
            "furthest": furthest,
            "venue": ledger.snapshot.origins[furthest.sources[0]].cite if furthest else "",
            "off": deviation is not None and abs(deviation.value) >= OFF_PEG,
        }
    )


def _change(ledger: Ledger, supply: Figure, series: Series, days: int) -> SupplyChange | None:
    """Against `days` before; None where a day in between is missing."""
    found = change(series, day_of(supply.as_of), days)
    if found is None or found.percent is None:
        return None
    name, place = f"{supply.name}.change_{days}d", stretch(series, found.base_day, found.base_day)
    return _both(ledger, name, supply.name, place, series, (found.base_day, day_of(supply.as_of)), supply)


def _both(
    ledger: Ledger, name: str, now: str, then: str, series: Series, days: tuple[date, date], supply: Figure
) -> SupplyChange | None:
    """The change between two stored days in percent and in dollars, as `now` and `then` name them."""
    base, last = (point.value for day in days if (point := series.on(day)))
    inputs = [*([supply.name] if now == supply.name else []), *ledger.inputs(series, days)]
    ledger.rest_on(series)
    percent = ledger.derive(
        name,
        (last / base - 1) * 100,
        "percent",
        days[1],
        formula=f"({now} / {then} - 1) * 100",
        inputs=inputs,
        sources=supply.sources[:1],
    )
    amount = ledger.derive(
        f"{name}_usd",
        last - base,
        "usd",
        days[1],
        formula=f"{now} - {then}",
        inputs=inputs,
        sources=supply.sources[:1],
    )
    return SupplyChange(percent=percent, amount=amount)


def _lowest(ledger: Ledger, total: Figure) -> Superlative | None:
    """Since when there have not been so few: of a supply that mostly grows, only a low is news."""
    series = ledger.own_series(total)
    found = newsworthy(ledger, series, day_of(total.as_of), "lowest", LOW_DAYS) if series else None
    return found if found and found.found else None


def _months(ledger: Ledger, total: Figure) -> MonthNote | None:
    """The month that ended last, in the first days of the next."""
    series, edition = ledger.own_series(total), ledger.snapshot.day
    if series is None or edition.day > MONTH_NEWS_DAYS:
        return None
    changes = month_changes(series, day_of(total.as_of))
    if not changes or changes[-1].first != last_whole_month(edition):
        return None
    last = changes[-1]
    then, now = (stretch(series, day, day) for day in (last.first, last.next))
    both = _both(ledger, f"{total.name}.last_month", now, then, series, (last.first, last.next), total)
    if both is None:
        return None
    note, own = MonthNote(month=last.first, change=both), month_run(changes)
    if own is None:
        return note
    if own.length >= RUN:
        return note.model_copy(update={"run": _count(ledger, total, series, own)})
    before = month_run(changes[:-1]) if own.length == 1 and own.sign < 0 else None
    if before is None or before.length < RUN:
        return note
    return note.model_copy(update={"run": _count(ledger, total, series, before), "ended": before.before.first})


def _count(ledger: Ledger, total: Figure, series: Series, run: MonthRun) -> Figure:
    """How many months of one sign, with the stored days that prove it: those from the month before them on."""
    first, last = run.before.first, run.last.next
    ledger.rest_on(series)
    return ledger.derive(
        f"{total.name}.months",
        Decimal(run.length),
        "count",
        last,
        formula=f"streak(month_changes({stretch(series, first, last)})); in a row, of one sign",
        inputs=ledger.inputs_between(series, first, last),
        sources=total.sources[:1],
    )


def _deviation(ledger: Ledger, price: Figure) -> Figure:
    """How far a price is from a dollar."""
    return ledger.derive(
        f"{price.name}.deviation",
        (price.value - 1) * 100,
        "points",
        price.as_of,
        formula=f"({price.name} - 1) * 100",
        inputs=[price.name],
        sources=price.sources[:1],
    )


def _furthest(ledger: Ledger, symbol: str) -> Figure | None:
    """The furthest from a dollar that a coin was traded at in 24 hours."""
    low, high = (ledger.figure(f"stablecoins.{symbol}.kraken.{end}_24h") for end in ("low", "high"))
    if low is None or high is None:
        return None
    return ledger.derive(
        f"stablecoins.{symbol}.kraken.furthest",
        max(abs(low.value - 1), abs(high.value - 1)) * 100,
        "points",
        low.as_of,
        formula=f"max(abs({low.name} - 1), abs({high.name} - 1)) * 100",
        inputs=[low.name, high.name],
        sources=low.sources[:1],
    )


def _implied(ledger: Ledger) -> ImpliedPeg | None:
    """The asset's closes of the day before, in dollars by those in USDT: what a USDT was worth."""
    day = ledger.snapshot.day - timedelta(days=1)
    top, bottom = ledger.series(IN_DOLLARS), ledger.series(IN_COINS)
    above, below = (series.on(day) if series else None for series in (top, bottom))
    if not (top and bottom and above and below):
        return None
    ratio = above.value / below.value
    if abs(ratio - 1) * 100 >= OFF_PEG:  # so far apart, two venues tell of themselves
        return None
    ledger.rest_on(top)
    ledger.rest_on(bottom)
    price = ledger.derive(
        f"stablecoins.{IMPLIED}.implied",
        ratio,
        "usd",
        day,
        formula=f"{stretch(top, day, day)} / {stretch(bottom, day, day)}",
        inputs=[*ledger.inputs(top, [day]), *ledger.inputs(bottom, [day])],
        sources=(above.source, below.source),
    )
    deviation = _deviation(ledger, price)
    return ImpliedPeg(symbol=name_of(IMPLIED), asset=name_of(ASSET), day=day, price=price, deviation=deviation)


def _has_dashes(coins: list[StablecoinRow]) -> bool:
    """A column that no row fills is not printed and leaves no dash."""
    columns = [[getattr(row, what) for row in coins] for what in ("supply", "week", "month", "price", "deviation")]
    return any(any(column) and not all(column) for column in columns)
