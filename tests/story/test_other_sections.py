"""Liquidations, sentiment, the title and the confidence: bounds stay bounds, and a vendor's past is its own."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from story_samples import AT, TODAY, daily, figure, ledger, origin, reading

from brief.desk.framing import site_settings
from brief.models import Figure, Gap, Published
from brief.models.blocks import FundBlock, LiquidationBlock, SentimentBlock
from brief.models.story import Lead
from brief.story import tell
from brief.story.confidence import confidence
from brief.story.leads import leads
from brief.story.liquidations import liquidation_block
from brief.story.sentiment import sentiment_block
from brief.write.post import write
from nights import configuration, new_site


def venue(name: str, long: str, short: str, complete: str = "yes") -> tuple[Figure, Figure]:
    sides = (("long", long), ("short", short))
    long_side, short_side = (
        figure(reading(f"liquidations.{name}.{side}_24h", value, source=name, complete=complete))
        for side, value in sides
    )
    return long_side, short_side


def test_venues_are_added_and_named_and_one_that_was_cut_short_is_said() -> None:
    found = liquidation_block(ledger(*venue("okx", "30", "10"), *venue("gate", "60", "0", complete="no")))
    assert found is not None
    assert found.observed is not None
    assert found.observed_long_share is not None
    assert (found.observed.value, found.observed_long_share.value) == (Decimal(100), Decimal(90))
    assert (found.venues, found.partial, found.total) == (("OKX", "Gate"), ("Gate",), None)
    assert found.observed.formula.split(" + ") == [
        *("liquidations.okx.long_24h", "liquidations.okx.short_24h"),
        *("liquidations.gate.long_24h", "liquidations.gate.short_24h"),
    ]


def test_a_venue_that_showed_one_side_counts_but_says_nothing_of_the_split() -> None:
    shorts = figure(reading("liquidations.okx.short_24h", "10", source="okx", complete="no"))
    found = liquidation_block(ledger(shorts, *venue("gate", "60", "0")))
    assert found is not None
    assert found.observed is not None
    assert (found.observed.value, found.observed_long_share, found.venues) == (Decimal(70), None, ("OKX", "Gate"))


def test_a_reported_total_is_the_publications_not_the_vendors() -> None:
    report = Published(figures=("liquidations.total_24h",), publication="The Wire", url="https://wire.example.org/")
    total = figure(reading("liquidations.total_24h", "1370000000", source="vendor"))
    found = liquidation_block(ledger(total, origins=[origin("vendor", "reconstructed", report)]))
    assert found is not None
    assert found.counted_by == "The Wire"
    assert found.long_share is None


def test_the_largest_order_is_the_largest_anyone_told_us_of() -> None:
    vendor = figure(reading("liquidations.largest", "2000000", source="vendor"))
    own = figure(reading("liquidations.okx.largest", "12000000", source="okx"))
    found = liquidation_block(ledger(vendor, own, *venue("okx", "12000000", "0")))
    assert found is not None
    assert found.largest is not None
    assert found.largest.name == "liquidations.okx.largest"


def index(value: str, source: str = "one", day: int = 0) -> Figure:
    return figure(
        reading("sentiment.fear_greed", value, "index", TODAY - timedelta(days=day), source, label="Extreme Fear")
    )


def test_the_index_is_compared_with_its_own_past() -> None:
    past = daily("sentiment.fear_greed", "18", *["50"] * 30, "42", "21", last=TODAY)
    found = sentiment_block(ledger(index("21"), series={past.name: past}))
    assert found is not None
    assert found.before is not None
    assert found.since is not None
    assert (found.before.value, found.since.side, found.since.found) == (Decimal(42), "lowest", past.points[0].day)


def test_another_vendors_value_is_not_compared_with_the_first_ones_past() -> None:
    """alternative.me is silent tonight and CoinMarketCap says 42: that is no fall from alternative.me's 60."""
    past = daily("sentiment.fear_greed", "18", *["50"] * 30, "60", "42", last=TODAY)
    found = sentiment_block(ledger(index("42", source="two"), series={past.name: past}))
    assert found is not None
    assert (found.before, found.since, found.move_since) == (None, None, None)


def test_a_day_without_an_index_leaves_no_claim_across_it() -> None:
    past = daily("sentiment.fear_greed", "18", *["50"] * 30, "42", "21", last=TODAY)
    holed = past.model_copy(update={"points": (*past.points[:10], *past.points[11:])})
    found = sentiment_block(ledger(index("21"), series={past.name: holed}))
    assert found is not None
    assert found.since is None


def kinds(found: tuple[Lead, ...]) -> list[str]:
    return [lead.kind for lead in found]


@pytest.mark.parametrize(
    ("liquidated", "order"), [("1370000000", ["streak", "liquidations"]), ("50000000", ["streak"])]
)
def test_a_long_streak_leads_before_large_liquidations(liquidated: str, order: list[str]) -> None:
    net = figure(reading("etf.btc.net", "-186500000"))
    streak = net.model_copy(update={"name": "etf.btc.streak", "value": Decimal(4), "unit": "count"})
    funds = FundBlock(asset="btc", name="Bitcoin", session=TODAY, net=net, rows=(), streak=streak, streak_sum=net)
    forced = LiquidationBlock(total=figure(reading("liquidations.total_24h", liquidated)))
    assert kinds(leads(None, forced, (funds,), None)) == order


def test_a_quiet_index_does_not_lead() -> None:
    assert leads(None, None, (), SentimentBlock(index=index("50"))) == ()


def test_no_liquidation_is_no_news_of_the_night(tmp_path: Path) -> None:
    store = new_site(tmp_path)
    night = ledger(figure(reading("prices.btc.usd", "100000")), *venue("okx", "0", "0"))
    story = tell(night.snapshot, {}, configuration(store).watch)
    assert story.liquidations is not None
    text = write(story, store.templates("post"), site_settings(store)).text
    assert "positions were liquidated" not in text
    assert "(\\$0)" in text


def test_the_figures_behind_a_sum_are_counted() -> None:
    """A night of venues alone must not say that it read no figure."""
    night = ledger(*venue("okx", "30", "10"), *venue("gate", "60", "0"))
    forced = liquidation_block(night)
    assert forced is not None
    found = confidence(night, None, None, [forced])
    assert (found.figures, found.own) == (4, 4)


def test_confidence_is_counted_not_asserted() -> None:
    agreed = figure(reading("prices.btc.usd", "100"), reading("prices.btc.usd", "100", source="two"))
    apart = figure(
        reading("prices.eth.usd", "3600"),
        reading("prices.eth.usd", "3634", source="two"),
        low="3600",
        high="3634",
        within=0,
    )
    alone = figure(reading("etf.btc.net", "5", source="farside-btc"))
    gaps = [Gap(source="three", fills="odds.*", why="It was down."), Gap(source="one", fills="x", why="One was odd.")]
    night = ledger(agreed, apart, alone, gaps=gaps)
    block = FundBlock(asset="btc", name="Bitcoin", session=AT.date(), net=alone, rows=())
    forced = LiquidationBlock(total=agreed, largest=apart)
    found = confidence(night, None, None, [block, forced])
    assert (found.figures, found.own, found.checked, found.agreed) == (3, 3, 2, 1)
    assert [one.figure.name for one in found.disagreements] == ["prices.eth.usd"]
    assert (found.silent, found.partial) == (("three",), ("one",))


def test_a_report_about_a_figure_is_not_its_maker() -> None:
    report = Published(figures=("prices.*",), publication="The Wire", url="https://wire.example.org/")
    own = Published(figures=("etf.*",), publication="Farside", url="https://farside.example.org/", by_source=True)
    price, flow = figure(reading("prices.btc.usd", "1", source="a")), figure(reading("etf.btc.net", "1", source="b"))
    night = ledger(price, flow, origins=[origin("a", "reconstructed", report), origin("b", "reconstructed", own)])
    assert not night.from_its_maker(price)
    assert night.from_its_maker(flow)


def test_two_slots_filled_from_the_same_reports_are_no_second_source() -> None:
    report = Published(figures=("prices.*",), publication="The Wire", url="https://wire.example.org/")
    both = figure(reading("prices.eth.usd", "3600", source="a"), reading("prices.eth.usd", "3601", source="b"))
    same = ledger(both, origins=[origin("a", "reconstructed", report), origin("b", "reconstructed", report)])
    assert not same.has_second_source(both)
    assert ledger(both).has_second_source(both)
