"""US spot funds: the last session all issuers reported, fund by fund, its streak, and how it compares with the past."""

from datetime import timedelta
from decimal import Decimal

from brief.history import Streak, rolling_sums, streak
from brief.models import Figure, Series, day_of
from brief.models.blocks import FundBlock, FundRow, Superlative, Vendor
from brief.story.ledger import Ledger
from brief.story.prices import name_of
from brief.story.superlatives import newsworthy, side_of

ASSETS = ("btc", "eth", "sol")
ROUNDING = Decimal(50_000)
"""Issuers are printed to US$ 0.1 million: two amounts closer than half of that are the same."""
STREAK = 3
"""Two sessions in one direction are no streak."""
FIVE = 5
LABELS = {"btc": "Grayscale’s BTC", "eth": "Grayscale’s ETH"}
"""Two funds whose ticker is the coin's own: alone it would be read as the coin."""
YOUNG_FUNDS = 30
LEADER_SHARE = Decimal("0.5")
MOVER_SHARE = Decimal("0.1")
MOVERS = 3


def fund_blocks(ledger: Ledger) -> tuple[FundBlock, ...]:
    """One block an asset whose funds have a flow tonight."""
    return tuple(block for block in (_block(ledger, asset) for asset in ASSETS) if block)


def _block(ledger: Ledger, asset: str) -> FundBlock | None:
    net = ledger.figure(f"etf.{asset}.net")
    if net is None:
        return None
    funds = _funds(ledger, asset, net)
    flowing = [row for row in funds if row.flow.value]
    block = FundBlock(
        asset=asset,
        name=name_of(asset),
        session=net.as_of,
        fresh=ledger.snapshot.day - day_of(net.as_of) <= timedelta(days=1),
        net=net,
        rows=(_total_row(ledger, asset, net), *flowing, *_still(ledger, asset, funds)),
        sole=flowing[0].label if len(flowing) == 1 and abs(flowing[0].flow.value - net.value) < ROUNDING else "",
        movers=_movers(flowing, net.value),
        against=_against(flowing, net.value),
        main=next(iter(_movers([row for row in flowing if abs(row.flow.value) <= abs(net.value)], net.value)), None),
        others=_others(ledger, net),
    )
    series = ledger.own_series(net)
    if series is None or not net.value:
        return block
    since = newsworthy(ledger, series, net.as_of, side_of(net.value))
    young = series.since_birth and len(series.points) <= YOUNG_FUNDS
    compared = block.model_copy(
        update={
            "since": since,
            "launched": series.points[0].day if young else None,
            "sessions": len(series.points),
            "best_since_launch": bool(young and since and since.found is None),
        }
    )
    return _with_streak(ledger, compared, series, funds)


def _others(ledger: Ledger, net: Figure) -> tuple[Vendor, ...]:
    """The vendors whose count of this session reads differently, where any is beyond the tolerance."""
    if not net.agreement.disagrees:
        return ()
    apart = (vendor for vendor in ledger.vendors(net) if abs(vendor.figure.value - net.value) >= 2 * ROUNDING)
    return tuple(vendor for vendor in apart if vendor.figure.as_of == net.as_of)


def _funds(ledger: Ledger, asset: str, net: Figure) -> list[FundRow]:
    """The issuers of the total's own vendor on its session, largest flow first."""
    found = ledger.under(f"etf.{asset}.funds.")
    rows = [
        FundRow(label=LABELS.get(ticker, ticker.upper()), flow=figure, five=_five(ledger, figure))
        for ticker, figure in found.items()
        if figure.as_of == net.as_of and figure.sources[0] == net.sources[0]
    ]
    return sorted(rows, key=lambda row: (-abs(row.flow.value), row.label))


def _total_row(ledger: Ledger, asset: str, net: Figure) -> FundRow:
    return FundRow(label=f"All {name_of(asset)} funds", flow=net, five=_five(ledger, net), total=True)


def _still(ledger: Ledger, asset: str, funds: list[FundRow]) -> list[FundRow]:
    """The funds without a flow, as one row."""
    still = [row for row in funds if not row.flow.value]
    if not still:
        return []
    if len(still) == 1:
        return still
    total = ledger.derive(
        f"etf.{asset}.still",
        sum((row.flow.value for row in still), Decimal(0)),
        "usd",
        still[0].flow.as_of,
        formula=" + ".join(row.flow.name for row in still),
        inputs=(row.flow.name for row in still),
        sources=still[0].flow.sources[:1],
    )
    fives = [row.five for row in still]
    five = None
    if all(fives):
        five = ledger.derive(
            f"etf.{asset}.still.five",
            sum((figure.value for figure in fives if figure), Decimal(0)),
            "usd",
            total.as_of,
            formula=" + ".join(figure.name for figure in fives if figure),
            inputs=(figure.name for figure in fives if figure),
            sources=total.sources,
        )
    return [FundRow(label=f"{len(still)} funds without a flow", flow=total, five=five, folded=True)]


def _five(ledger: Ledger, figure: Figure) -> Figure | None:
    """The flow of the last five sessions, this one included; None across a hole."""
    series = ledger.own_series(figure)
    if series is None:
        return None
    sums = {point.day: point.value for point in rolling_sums(series, FIVE).points}
    if figure.as_of not in sums:
        return None
    days = [point.day for point in series.points if point.day <= figure.as_of][-FIVE:]
    ledger.rest_on(series)
    return ledger.derive(
        f"{figure.name}.five",
        sums[figure.as_of],
        "usd",
        figure.as_of,
        formula=f"sum of the {FIVE} sessions {days[0].isoformat()} to {days[-1].isoformat()}",
        inputs=[figure.name, *ledger.inputs(series, days)],
        sources=figure.sources[:1],
    )


def _movers(flowing: list[FundRow], net: Decimal) -> tuple[FundRow, ...]:
    """The funds that made most of the flow, in its direction."""
    same = [row for row in flowing if row.flow.value * net > 0 and abs(row.flow.value) >= abs(net) * MOVER_SHARE]
    return tuple(same[:MOVERS])


def _against(flowing: list[FundRow], net: Decimal) -> FundRow | None:
    """What explains a fund that moved more than the whole: the largest flow the other way."""
    if not any(row.flow.value * net > 0 and abs(row.flow.value) > abs(net) for row in flowing):
        return None
    return next((row for row in flowing if row.flow.value * net < 0), None)


def _with_streak(ledger: Ledger, block: FundBlock, series: Series, funds: list[FundRow]) -> FundBlock:
    run = streak(series, block.session)
    if run is None or run.length < STREAK:
        return block
    ledger.rest_on(series)
    inputs = [series.name, *ledger.inputs(series, run.days)]
    source = block.net.sources[:1]
    before = [point.day for point in series.points if point.day < run.first][-1:]
    length = ledger.derive(
        f"etf.{block.asset}.streak",
        Decimal(run.length),
        "count",
        block.session,
        formula=f"sessions in a row of {'outflows' if run.sign < 0 else 'inflows'}, after one that was none",
        inputs=[*ledger.inputs(series, before), *inputs],
        sources=source,
    )
    total = ledger.derive(
        f"etf.{block.asset}.streak_sum",
        run.total,
        "usd",
        block.session,
        formula=f"sum of the {run.length} sessions {run.first.isoformat()} to {run.last.isoformat()}",
        inputs=inputs,
        sources=source,
    )
    sizes = [abs(point.value) for point in series.points if point.day in set(run.days)]
    today = abs(block.net.value)
    alone = sizes.count(today) == 1  # a tie is neither
    place = "smallest" if alone and today == min(sizes) else "largest" if alone and today == max(sizes) else ""
    sums = rolling_sums(series, run.length)
    return block.model_copy(
        update={
            "streak": length,
            "streak_sum": total,
            "streak_place": place,
            "streak_since": _since_launch(newsworthy(ledger, sums, block.session, side_of(run.total)), series),
            "streak_leader": _leader(ledger, funds, run),
            "whole_life": bool(block.launched) and run.length == block.sessions,
        }
    )


def _since_launch(superlative: Superlative | None, series: Series) -> Superlative | None:
    """A series of sums begins later than its funds; a record of it goes back to the launch all the same."""
    return superlative and superlative.model_copy(update={"first": series.points[0].day})


def _leader(ledger: Ledger, funds: list[FundRow], run: Streak) -> FundRow | None:
    """The fund that made at least half of the streak's total, and not more than all of it."""
    for row in funds:
        series = ledger.series(row.flow.name)
        if series is None:
            continue
        values = {point.day: point.value for point in series.points}
        if any(day not in values for day in run.days):
            continue
        total = sum((values[day] for day in run.days), Decimal(0))
        if total * run.total > 0 and abs(run.total) * LEADER_SHARE <= abs(total) <= abs(run.total):
            figure = ledger.derive(
                f"{row.flow.name}.streak_sum",
                total,
                "usd",
                run.last,
                formula=f"sum of the {run.length} sessions {run.first.isoformat()} to {run.last.isoformat()}",
                inputs=[row.flow.name, *ledger.inputs(series, run.days)],
                sources=row.flow.sources[:1],
            )
            return FundRow(label=row.label, flow=figure)
    return None
