"""US spot funds: the last session all issuers reported, fund by fund, and what is known of the one after it.

Every family of funds that a source gives a net flow of has a block. How a session compares with the past is
`flow_past`'s.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from brief.history import unbroken
from brief.models import Figure, Series, day_of
from brief.models.assets import name_of
from brief.models.blocks import FundBlock, FundRow, Vendor
from brief.story.closes import closes, venue_of
from brief.story.flow_past import compared, sum_of
from brief.story.ledger import Ledger, stretch
from brief.story.superlatives import newsworthy, side_of

FIRST = ("btc", "eth", "sol")
"""The families that lead, in this order; the others follow by the size of their flow."""
ROUNDING = Decimal(50_000)
"""Issuers are printed to US$ 0.1 million: two amounts closer than half of that are the same."""
ROUNDED_SESSION = Decimal(350_000)
"""How far a session's total may be from the sum of a dozen funds, each rounded so."""
FIVE = 5
LABELS = {"btc": "Grayscale’s BTC", "eth": "Grayscale’s ETH"}
"""Two funds whose ticker is the coin's own: alone it would be read as the coin."""
MOVER_SHARE = Decimal("0.1")
MOVERS = 3
MAIN_SHARE = Decimal(50)
FUNDS_ENOUGH = 5
"""Of fewer funds than this nobody's share is told."""


def fund_blocks(ledger: Ledger) -> tuple[FundBlock, ...]:
    """One block an asset whose funds have a flow tonight."""
    nets = {
        name.removesuffix(".net"): figure
        for name, figure in ledger.under("etf.").items()
        if name.endswith(".net") and name.count(".") == 1
    }
    order = sorted(
        nets, key=lambda asset: (FIRST.index(asset) if asset in FIRST else 9, -abs(nets[asset].value), asset)
    )
    return tuple(_block(ledger, asset, nets[asset]) for asset in order)


def _block(ledger: Ledger, asset: str, net: Figure) -> FundBlock:
    funds = _funds(ledger, asset, net)
    flowing = [row for row in funds if row.flow.value]
    main = next(iter(_movers([row for row in flowing if abs(row.flow.value) <= abs(net.value)], net.value)), None)
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
        main=main,
        main_share=_main_share(ledger, net, main),
        others=_others(ledger, net),
        **_in_coin(ledger, asset, net),
        **_partial(ledger, asset, net),
        **_holdings(ledger, asset, funds),
        **_shares(ledger, asset),
        **_exchanges(ledger, asset),
    )
    series = ledger.own_series(net)
    if series is None or not net.value:
        return block
    return compared(ledger, block, series, funds)


def _others(ledger: Ledger, net: Figure) -> tuple[Vendor, ...]:
    """The vendors whose count of this session reads differently, where any is beyond the tolerance."""
    if not net.agreement.disagrees:
        return ()
    apart = (vendor for vendor in ledger.vendors(net) if abs(vendor.figure.value - net.value) >= 2 * ROUNDING)
    return tuple(vendor for vendor in apart if vendor.figure.as_of == net.as_of)


def _funds(ledger: Ledger, asset: str, net: Figure) -> list[FundRow]:
    """The issuers of the total's own vendor on its session, largest flow first."""
    found, born = ledger.under(f"etf.{asset}.funds."), _is_born(ledger, net) and _adds_up(ledger, asset, net)
    rows = [
        _fund_row(ledger, LABELS.get(ticker, ticker.upper()), figure, born=born)
        for ticker, figure in found.items()
        if figure.as_of == net.as_of and figure.sources[0] == net.sources[0]
    ]
    return sorted(rows, key=lambda row: (-abs(row.flow.value), row.label))


def _total_row(ledger: Ledger, asset: str, net: Figure) -> FundRow:
    return _fund_row(ledger, f"All {name_of(asset)} funds", net, born=_is_born(ledger, net), total=True)


def _is_born(ledger: Ledger, net: Figure) -> bool:
    series = ledger.own_series(net)
    return series is not None and series.since_birth


def _adds_up(ledger: Ledger, asset: str, net: Figure) -> bool:
    """Whether the funds that are stored make up the total of every session: else the past of one may begin too late,
    as where somebody imported the total alone."""
    whole = ledger.own_series(net)
    parts: dict[date, Decimal] = {}
    for series in ledger.series_under(f"etf.{asset}.funds."):
        for point in series.points:
            parts[point.day] = parts.get(point.day, Decimal(0)) + point.value
    return whole is not None and all(
        point.day in parts and abs(parts[point.day] - point.value) <= ROUNDED_SESSION for point in whole.points
    )


def _fund_row(ledger: Ledger, label: str, flow: Figure, *, born: bool, total: bool = False) -> FundRow:
    """A flow with its sums: five sessions, the session's month so far, and all since the first where the family is
    known from its first session on (`born`): a fund of it has none before its own first."""
    series = ledger.own_series(flow)
    if series is None:
        return FundRow(label=label, flow=flow, total=total)
    day = day_of(flow.as_of)
    return FundRow(
        label=label,
        flow=flow,
        five=_five(ledger, flow, series),
        month=sum_of(ledger, f"{flow.name}.month", series, day.replace(day=1), day, flow),
        life=sum_of(ledger, f"{flow.name}.life", series, series.points[0].day, day, flow) if born else None,
        total=total,
    )


def _still(ledger: Ledger, asset: str, funds: list[FundRow]) -> list[FundRow]:
    """The funds without a flow, as one row."""
    still = [row for row in funds if not row.flow.value]
    if len(still) < 2:
        return still
    sums: Mapping[str, Figure | None] = {
        what: ledger.total(f"etf.{asset}.still.{what}", figures)
        if all(figures := [figure for row in still if (figure := getattr(row, what))]) and len(figures) == len(still)
        else None
        for what in ("flow", "five", "month", "life")
    }
    return [FundRow.model_validate({"label": f"{len(still)} funds without a flow", "folded": True, **sums})]


def _five(ledger: Ledger, figure: Figure, series: Series) -> Figure | None:
    """The flow of the last five sessions, this one included; None across a hole."""
    day = day_of(figure.as_of)
    if unbroken(series, day) < FIVE:
        return None
    days = [point.day for point in series.points if point.day <= day][-FIVE:]
    return sum_of(ledger, f"{figure.name}.five", series, days[0], day, figure)


def _movers(flowing: list[FundRow], net: Decimal) -> tuple[FundRow, ...]:
    """The funds that made most of the flow, in its direction."""
    same = [row for row in flowing if row.flow.value * net > 0 and abs(row.flow.value) >= abs(net) * MOVER_SHARE]
    return tuple(same[:MOVERS])


def _against(flowing: list[FundRow], net: Decimal) -> FundRow | None:
    """What explains a fund that moved more than the whole: the largest flow the other way."""
    if not any(row.flow.value * net > 0 and abs(row.flow.value) > abs(net) for row in flowing):
        return None
    return next((row for row in flowing if row.flow.value * net < 0), None)


def _main_share(ledger: Ledger, net: Figure, main: FundRow | None) -> Figure | None:
    """What part of the flow one fund made, where it is at least half and not all."""
    if main is None or not net.value or not MAIN_SHARE <= main.flow.value / net.value * 100 < 100:
        return None
    return ledger.derive(
        f"{main.flow.name}.share",
        main.flow.value / net.value * 100,
        "percent",
        net.as_of,
        formula=f"{main.flow.name} / {net.name} * 100",
        inputs=(main.flow.name, net.name),
        sources=net.sources[:1],
    )


def _in_coin(ledger: Ledger, asset: str, net: Figure) -> dict[str, Any]:
    """The flow in coin, at the close of the session's day."""
    series, day = closes(ledger, asset), day_of(net.as_of)
    if series is None or not net.value or series.on(day) is None:
        return {}
    close = ledger.stored(f"etf.{asset}.close", series, day, "usd")
    coins = ledger.derive(
        f"etf.{asset}.net_coins",
        net.value / close.value,
        "coin",
        net.as_of,
        formula=f"{net.name} / {stretch(series, day, day)}",
        inputs=[net.name, *ledger.inputs(series, [day])],
        sources=(*net.sources[:1], *close.sources),
    )
    return {"coins": coins, "coin_close": close, "coin_venue": venue_of(series)}


def _partial(ledger: Ledger, asset: str, net: Figure) -> dict[str, Any]:
    """The session after, where some issuers have reported."""
    names = {"partial": "net", "reported": "reported", "issuers": "issuers"}
    found = {key: ledger.figure(f"etf.{asset}.partial.{name}") for key, name in names.items()}
    told = [figure for figure in found.values() if figure]
    later = all(day_of(figure.as_of) > day_of(net.as_of) for figure in told)
    return dict(found) if len(told) == len(names) and later else {}


def _holdings(ledger: Ledger, asset: str, funds: list[FundRow]) -> dict[str, Any]:
    """What the funds hold whose issuers told, in coin, in dollars at that day's close, and the flow as a part of it."""
    held = ledger.under(f"etf.{asset}.holdings.")
    series = closes(ledger, asset)
    if not held or series is None:
        return {}
    fund, coins = max(held.items(), key=lambda item: item[1].value)
    day = day_of(coins.as_of)
    if series.on(day) is None or ledger.snapshot.day - day > timedelta(days=7):
        return {}
    place, inputs = stretch(series, day, day), [coins.name, *ledger.inputs(series, [day])]
    sources = (*coins.sources[:1], series.points[-1].source)
    usd = ledger.derive(
        f"etf.{asset}.holdings_usd.{fund}",
        coins.value * next(point.value for point in series.points if point.day == day),
        "usd",
        coins.as_of,
        formula=f"{coins.name} * {place}",
        inputs=inputs,
        sources=sources,
    )
    found: dict[str, Any] = {"holdings": coins, "holdings_usd": usd, "holdings_fund": fund.upper()}
    own = next((row.flow for row in funds if row.label == fund.upper() and row.flow.as_of == coins.as_of), None)
    if own is not None and own.value:
        found["flow_share"] = ledger.derive(
            f"etf.{asset}.flow_share.{fund}",
            own.value / usd.value * 100,
            "percent",
            own.as_of,
            formula=f"{own.name} / {usd.name} * 100",
            inputs=(own.name, usd.name),
            sources=(*own.sources[:1], *sources),
        )
    return found


def _shares(ledger: Ledger, asset: str) -> dict[str, Any]:
    """Which part of the coins that funds hold is in the largest, by the one vendor who counts them all alike."""
    held = ledger.under(f"etf.{asset}.held.")
    if len(held) < FUNDS_ENOUGH:
        return {}
    figures, total = list(held.values()), ledger.total(f"etf.{asset}.held", held.values())
    count = ledger.derive(
        f"etf.{asset}.held_by",
        Decimal(len(held)),
        "count",
        total.as_of,
        formula=f"count({', '.join(figure.name for figure in figures)})",
        inputs=[figure.name for figure in figures],
        sources=total.sources,
    )
    fund, most = max(held.items(), key=lambda item: (item[1].value, item[0]))
    share = ledger.derive(
        f"etf.{asset}.held_share.{fund}",
        most.value / total.value * 100,
        "percent",
        total.as_of,
        formula=f"{most.name} / {total.name} * 100",
        inputs=(most.name, total.name),
        sources=total.sources,
    )
    label, vendor = LABELS.get(fund, fund.upper()), ledger.counted_by(most.sources[0], most.name)
    return {"held": total, "held_by": count, "held_most": label, "held_share": share, "held_vendor": vendor}


def _exchanges(ledger: Ledger, asset: str) -> dict[str, Any]:
    """Coins that came to exchanges less those that left, as a vendor counts them."""
    net = ledger.figure(f"flows.{asset}.exchange_net")
    if net is None:
        return {}
    found = {"exchange_net": net, "exchange_vendor": ledger.counted_by(net.sources[0], net.name)}
    series = ledger.own_series(net)
    since = newsworthy(ledger, series, day_of(net.as_of), side_of(net.value)) if series and net.value else None
    return {**found, "exchange_since": since}
