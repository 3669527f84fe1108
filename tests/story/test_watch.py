"""What to watch: a level on the wrong side of the price, one too near or too far, an expiry that is over."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_samples import AT, figure, ledger, reading

from brief.models import Figure
from brief.models.blocks import DerivativesBlock, ExpiryNote, OddsLine, PriceBlock, PriceRow, SentimentBlock
from brief.models.blocks.watch import WatchBlock
from brief.models.rules import RuleBook, WatchRules
from brief.story.watch import watch_block

BOOK = RuleBook(watch=WatchRules(nearest=Decimal("0.5"), farthest=Decimal(8)))


def price(value: str, asset: str = "btc", **apart: str) -> Figure:
    others = [reading(f"prices.{asset}.usd", value, source="two")] if apart else []
    return figure(reading(f"prices.{asset}.usd", value), *others, within=0 if apart else -1, **apart)


def rows(*prices: Figure) -> PriceBlock:
    return PriceBlock(
        rows=tuple(
            PriceRow(asset=one.name.split(".")[1], name=one.name.split(".")[1].title(), price=one) for one in prices
        )
    )


def expiry(at: datetime, pain: str) -> DerivativesBlock:
    usd, coin, max_pain = (
        figure(reading(f"derivatives.btc.expiry_{name}", value, source="deribit"))
        for name, value in (("usd", "326900000"), ("coin", "7924"), ("max_pain", pain))
    )
    note = ExpiryNote(name="Bitcoin", venue="Deribit", at=at, usd=usd, coin=coin, max_pain=max_pain)
    return DerivativesBlock(rows=(), venues=(), expiries=(note,))


def block(
    *prices: Figure,
    also: tuple[Figure, ...] = (),
    derivatives: DerivativesBlock | None = None,
    odds: tuple[OddsLine, ...] = (),
) -> WatchBlock | None:
    sample = ledger(*prices, *also)
    sentiment = SentimentBlock(odds=odds) if odds else None
    return watch_block(sample, BOOK, (), prices=rows(*prices), derivatives=derivatives, sentiment=sentiment)


def levels(found: WatchBlock | None) -> list[tuple[str, bool, str, str]]:
    return [
        (f"{line.level.value:f}", line.below, line.rule, f"{line.distance.value:.1f}")
        for line in (found.levels if found else ())
    ]


def hour(end: str, value: str) -> Figure:
    return figure(reading(f"prices.btc.binance.hour_{end}", value, source="binance"))


def test_the_nearest_level_on_each_side_is_told_with_its_rule() -> None:
    found = block(price("103849"), also=(hour("low", "102500"), hour("high", "107300")))
    assert levels(found) == [("102500", True, "low", "1.3"), ("107300", False, "high", "3.3")]
    assert found
    assert [one.id for one in found.watched] == ["watch-btc-low", "watch-btc-high"]


def test_a_level_that_the_price_stands_on_is_passed_over_for_the_next() -> None:
    found = block(price("103849"), also=(hour("low", "103700"), hour("high", "103849")))
    assert levels(found) == [("100000", True, "round", "3.7"), ("110000", False, "round", "5.9")]
    assert found
    assert [(one.id, one.value, one.below) for one in found.watched] == [
        ("watch-btc-100000", Decimal(100_000), True),
        ("watch-btc-110000", Decimal(110_000), False),
    ]


def test_what_is_out_of_sight_is_no_level_to_watch() -> None:
    assert levels(block(price("119999"))) == []
    assert levels(block(price("117000"))) == [("110000", True, "round", "6.0"), ("120000", False, "round", "2.6")]


def test_where_sources_do_not_agree_on_the_price_no_side_of_it_is_known() -> None:
    assert block(price("103849", low="103000", high="105000")) is None


def test_only_the_first_assets_of_the_list_have_levels() -> None:
    found = block(price("103849"), price("3700", "eth"), price("158", "sol"))
    assert found
    assert {line.name for line in found.levels} == {"Btc", "Eth"}


@pytest.mark.parametrize(("hours", "told"), [(1, True), (72, True), (73, False), (-1, False)])
def test_an_expiry_within_sight_is_dated_and_its_max_pain_is_a_level(hours: int, told: bool) -> None:
    found = block(price("103849"), derivatives=expiry(AT + timedelta(hours=hours), "105000"))
    assert found
    assert [one.kind for one in found.watched] == (["expiry"] if told else []) + ["level", "level"]
    assert ("105000", False, "max_pain", "1.1") in levels(found) or not told


def test_odds_that_are_decided_soon_are_dated_and_others_are_not() -> None:
    closing = {"soon": AT + timedelta(hours=6), "later": AT + timedelta(days=20), "unsaid": None}
    odds = tuple(
        OddsLine(venue="Kalshi", question=name, closes=at, probability=figure(reading(f"odds.{name}", "53", "percent")))
        for name, at in closing.items()
    )
    found = block(price("119999"), odds=odds)
    assert found
    assert [(one.id, one.name, one.value) for one in found.watched] == [("watch-odds-soon", "soon", Decimal(53))]
    assert found.told_odds == (odds[0],)


def test_what_has_a_time_comes_in_its_order() -> None:
    late = datetime(2025, 11, 6, 8, tzinfo=UTC)
    odds = OddsLine(
        venue="Kalshi",
        question="above?",
        closes=late - timedelta(hours=1),
        probability=figure(reading("odds.kalshi_btc_above", "53", "percent")),
    )
    found = block(price("103849"), derivatives=expiry(late, "90000"), odds=(odds,))
    assert found
    assert [one.kind for one in found.watched] == ["odds", "expiry", "level", "level"]


def test_nothing_to_watch_and_nobody_asked_is_no_section() -> None:
    assert watch_block(ledger(), BOOK, (), prices=None, derivatives=None, sentiment=None) is None


AMOUNT = st.decimals("0.01", "900000", allow_nan=False, places=2)


@given(AMOUNT, AMOUNT, AMOUNT)
def test_no_level_lies_on_the_wrong_side_whatever_is_near(usd: Decimal, low: Decimal, high: Decimal) -> None:
    found = block(price(str(usd)), also=(hour("low", str(low)), hour("high", str(high))))
    sides = [line.below for line in found.levels] if found else []
    assert sides in ([], [True], [False], [True, False])
    for line in found.levels if found else ():
        assert (line.level.value < usd) == line.below
        away = abs(line.level.value - usd) / usd * 100
        assert Decimal("0.5") <= away <= 8
        assert abs(line.distance.value - away) < Decimal("1e-9")
