"""Which facts make the title: each section's strongest, weighed against the others. Ties keep the sections' order."""

from decimal import Decimal

from brief.models.blocks import FundBlock, LiquidationBlock, PriceBlock, SentimentBlock
from brief.models.story import Lead

BILLION = Decimal(10) ** 9
STREAK_WEIGHT, STREAK_STEP = 40, 10
FLOW_WEIGHT = 30
LIQUIDATIONS_WEIGHT = 30
FEAR_WEIGHT = 25
MOVE_WEIGHT = 20
SINCE_BONUS = 15
STRONG_VERBS = {"dropped", "climbed", "slid", "jumped", "plunged", "surged"}


def leads(
    prices: PriceBlock | None,
    liquidations: LiquidationBlock | None,
    funds: tuple[FundBlock, ...],
    sentiment: SentimentBlock | None,
) -> tuple[Lead, ...]:
    """The facts for the title, strongest first. A price move is there only to lead: the title ends with the price."""
    found = [*_flows(funds), *_liquidations(liquidations), *_fear(sentiment), *_move(prices)]
    ranked = sorted(found, key=lambda lead: -lead.weight)
    return tuple(lead for place, lead in enumerate(ranked) if place == 0 or lead.kind != "move")


def _flows(funds: tuple[FundBlock, ...]) -> list[Lead]:
    """Bitcoin's funds stand for the funds: a streak, else a session's flow that is news, while it is new."""
    for block in funds:
        if block.asset != "btc" or not block.fresh:
            continue
        inflow = block.net.value > 0
        if block.streak and block.streak_sum:
            weight = STREAK_WEIGHT + STREAK_STEP * int(block.streak.value)
            weight += SINCE_BONUS if block.streak_since else 0
            return [Lead(kind="streak", weight=weight, figure=block.streak, inflow=inflow)]
        if block.since:
            return [Lead(kind="flow", weight=FLOW_WEIGHT + SINCE_BONUS, figure=block.net, inflow=inflow)]
    return []


def _liquidations(block: LiquidationBlock | None) -> list[Lead]:
    figure = block.total if block else None
    if figure is None or figure.value < BILLION / 10:
        return []
    weight = LIQUIDATIONS_WEIGHT + min(40, int(figure.value * 20 / BILLION))
    return [Lead(kind="liquidations", weight=weight, figure=figure)]


def _fear(block: SentimentBlock | None) -> list[Lead]:
    if block is None or block.index is None:
        return []
    weight = FEAR_WEIGHT if block.since else 0
    weight += SINCE_BONUS if block.move_since else 0
    return [Lead(kind="fear", weight=weight, figure=block.index)] if weight else []


def _move(block: PriceBlock | None) -> list[Lead]:
    """The move of the first asset on the watch list whose sources agree on it."""
    for row in block.rows if block else ():
        if row.change_24h and not row.change_24h.agreement.disagrees:
            weight = MOVE_WEIGHT + (SINCE_BONUS if row.close_since else 0) if row.verb in STRONG_VERBS else 1
            return [Lead(kind="move", weight=weight, figure=row.change_24h, verb=row.verb, name=row.name)]
    return []
