"""The title: the two strongest facts of the night, and nothing strong made of a quiet one."""

from decimal import Decimal
from typing import Literal

import pytest
from story_samples import TODAY, figure, reading

from brief.models import Figure
from brief.models.blocks import FundBlock, LiquidationBlock, PriceBlock, PriceRow, SentimentBlock, Superlative
from brief.story.leads import leads

Side = Literal["lowest", "highest"]


def since(side: Side = "lowest") -> Superlative:
    proof = figure(reading("a.since", "40", "count"))
    return Superlative(side=side, found=TODAY, first=TODAY, proof=proof)


def counted(name: str, value: str) -> Figure:
    return figure(reading(name, value, "count"))


def funds(asset: str = "btc", *, streak: int = 0, news: bool = False) -> FundBlock:
    net = figure(reading(f"etf.{asset}.net", "-186500000"))
    return FundBlock(
        asset=asset,
        name=asset,
        session=TODAY,
        net=net,
        rows=(),
        streak=counted("etf.btc.streak", str(streak)) if streak else None,
        streak_sum=net if streak else None,
        since=since() if news else None,
    )


def prices(value: str, verb: str) -> PriceBlock:
    change = figure(reading("prices.btc.change_24h", value, "percent"))
    return PriceBlock(rows=(PriceRow(asset="btc", name="Bitcoin", change_24h=change, verb=verb),))


def forced(total: str) -> LiquidationBlock:
    return LiquidationBlock(total=figure(reading("liquidations.total_24h", total)))


def mood(*, news: bool) -> SentimentBlock:
    return SentimentBlock(index=figure(reading("sentiment.fear_greed", "21", "index")), since=since() if news else None)


def test_a_quiet_night_leads_with_the_price() -> None:
    (only,) = leads(prices("-0.2", "little changed"), forced("99000000"), (funds(),), mood(news=False))
    assert only.kind == "move"


def test_a_weak_move_is_no_second_fact() -> None:
    found = leads(prices("-0.2", "little changed"), None, (funds(streak=4),), None)
    assert [lead.kind for lead in found] == ["streak"]


def test_a_plunge_leads_before_small_things() -> None:
    found = leads(prices("-12", "plunged"), None, (), mood(news=False))
    assert [lead.kind for lead in found] == ["move"]


@pytest.mark.parametrize(("total", "there"), [("99999999", False), ("100000000", True)])
def test_liquidations_count_from_a_hundred_million(total: str, there: bool) -> None:
    assert bool(leads(None, forced(total), (), None)) == there


def test_only_bitcoins_funds_stand_for_the_funds() -> None:
    assert leads(None, None, (funds("sol", streak=9),), None) == ()


def test_a_flow_that_is_news_leads_without_a_streak() -> None:
    (lead,) = leads(None, None, (funds(news=True),), None)
    assert (lead.kind, lead.inflow, lead.figure.value) == ("flow", False, Decimal(-186_500_000))


def test_the_index_leads_only_with_a_past_to_show() -> None:
    assert leads(None, None, (), mood(news=False)) == ()
    assert [lead.kind for lead in leads(None, None, (), mood(news=True))] == ["fear"]


def test_a_longer_streak_is_stronger() -> None:
    (short,), (long,) = leads(None, None, (funds(streak=3),), None), leads(None, None, (funds(streak=9),), None)
    assert long.weight > short.weight


def test_on_a_sunday_fridays_flows_do_not_lead_again() -> None:
    stale = funds(streak=4).model_copy(update={"fresh": False})
    assert leads(None, None, (stale,), None) == ()
