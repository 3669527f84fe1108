"""Long-term holders: three shares of three different wholes, as one of the pieces we learn from has them (D25)."""

from datetime import timedelta
from decimal import Decimal

from story_samples import TODAY, daily, figure, ledger, reading

from brief.models import Figure, Series
from brief.models.blocks import HolderNote
from brief.story.holders import LONG, SHORT, holder_note

LAST = TODAY - timedelta(days=1)
THEN = LAST - timedelta(days=30)


def supply(name: str, value: str, source: str = "glass", ago: int = 1) -> Figure:
    return figure(reading(name, value, "coin", TODAY - timedelta(days=ago), source))


def past(*values: str, source: str = "glass") -> dict[str, Series]:
    return {LONG: daily(LONG, *values, source=source)}


def known(*figures: Figure, series: dict[str, Series] | None = None) -> HolderNote:
    found = holder_note(ledger(*figures, series=series))
    assert found is not None
    return found


def test_nobody_s_count_is_no_note() -> None:
    assert holder_note(ledger(supply(SHORT, "5000000"))) is None


def test_share_and_change_have_one_whole() -> None:
    values = ["14905000", *["1"] * 29, "14500000"]
    found = known(supply(LONG, "14500000"), supply(SHORT, "5500000"), series=past(*values))
    assert found.share is not None
    assert found.change is not None
    assert found.change_share is not None
    assert found.pace is not None
    assert (found.share.value, found.change.value, found.before) == (Decimal("72.5"), Decimal(-405000), THEN)
    assert (found.change_share.value, found.pace.value) == (Decimal("-2.025"), Decimal(-13500))
    assert found.change_share.formula == f"{LONG}.change_30d / ({LONG} + {SHORT}) * 100"
    assert found.change.formula == f"{LONG} - {LONG}[{THEN}]"


def test_without_the_rest_of_the_coins_there_is_no_share() -> None:
    other_day, other_vendor = supply(SHORT, "5500000", ago=2), supply(SHORT, "5500000", source="node")
    for figures in ((), (other_day,), (other_vendor,)):
        found = known(supply(LONG, "14500000"), *figures, series=past("14905000", *["1"] * 29, "14500000"))
        assert (found.share, found.change_share) == (None, None)
        assert found.change is not None


def test_a_past_that_is_too_short_or_another_vendor_s_gives_no_change() -> None:
    values = ("14905000", *["1"] * 29, "14500000")
    for series in ({}, past(*values[1:]), past(*values, source="node")):
        found = known(supply(LONG, "14500000"), supply(SHORT, "5500000"), series=series)
        assert found.share is not None
        assert (found.change, found.pace, found.before) == (None, None, None)


def test_what_the_change_was_worth_is_at_the_closes_of_its_own_days() -> None:
    closes = daily("prices.btc.binance.close", "9000000", *["100000"] * 29, "130000", source="binance-klines")
    series = {**past("14905000", *["1"] * 29, "14500000"), closes.name: closes}
    found = known(supply(LONG, "14500000"), series=series)
    assert found.usd is not None
    assert (found.usd.value, found.venue) == (Decimal(-405000 * 101000), "Binance")
    days = f"{THEN + timedelta(days=1)}..{LAST}"
    assert found.usd.formula == f"{LONG}.change_30d * mean(prices.btc.binance.close[{days}])"


def test_a_hole_in_the_closes_leaves_the_change_in_coins() -> None:
    closes = daily("prices.btc.binance.close", *["100000"] * 20, source="binance-klines")
    found = known(supply(LONG, "14500000"), series={**past("14905000", *["1"] * 29, "14500000"), closes.name: closes})
    assert found.change is not None
    assert (found.usd, found.venue) == (None, "")
