"""The whole market and its seasons: one vendor's past, one vendor's pair, and whole months only."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from story_samples import AT, TODAY, daily, figure, ledger, reading

from brief.models import Point, Series
from brief.models.blocks import PriceBlock
from brief.story.ledger import Ledger
from brief.story.market import price_block

CAP = "market.cap"


def block(found: Ledger, watch: tuple[str, ...] = ("btc", "eth", "sol")) -> PriceBlock:
    made = price_block(found, watch)
    assert made is not None
    return made


def pasts(now: str, *before: str, source: str = "one") -> list[tuple[str, date, Decimal]]:
    stored = daily(CAP, *before, now, last=TODAY, source=source)
    found = block(ledger(figure(reading(CAP, now)), series={CAP: stored}))
    return [(past.kind, past.since, past.change.value) for past in found.cap_past]


def test_the_market_is_compared_with_the_last_day_of_last_month() -> None:
    """Tonight is Nov. 4: four days back is Oct. 31."""
    assert pasts("95", "100", "99", "98", "97") == [("month", date(2025, 10, 31), Decimal(-5))]
    assert pasts("95", "99", "98", "97") == []


def test_what_was_lost_since_the_peak_is_said_from_a_tenth_on() -> None:
    held = ["100"] * 20
    assert pasts("90", *held, "100", *["95"] * 12)[-1][0] == "peak"
    assert pasts("90.1", *held, "100", *["95"] * 12)[-1][0] != "peak"
    kind, since, lost = pasts("90", *held, "120", *["95"] * 12)[-1]
    assert (kind, since, lost) == ("peak", TODAY - timedelta(days=13), Decimal(-25))


def test_a_peak_of_a_young_record_and_one_of_another_vendor_are_none() -> None:
    assert pasts("50", "100", *["95"] * 20)[-1][0] != "peak"
    assert pasts("50", "100", *["95"] * 40, source="two") == []


def pair(eth: str, btc: str, eth_move: str, btc_move: str, second: str = "one") -> Ledger:
    figures = [
        figure(reading("prices.eth.usd", eth)),
        figure(reading("prices.btc.usd", btc, source=second)),
        figure(reading("prices.eth.change_24h", eth_move, "percent")),
        figure(reading("prices.btc.change_24h", btc_move, "percent", source=second)),
    ]
    return ledger(*figures)


def test_a_ratio_moves_by_both_sides() -> None:
    ratio = block(pair("3000", "100000", "-10", "-4")).ratio
    assert ratio
    assert ratio.ratio.value == Decimal("0.03")
    assert ratio.change
    assert ratio.change.value == Decimal("-6.25")  # 90 / 96 - 1


def test_a_ratio_that_hardly_moved_or_is_of_two_vendors_is_not_told() -> None:
    assert block(pair("3000", "100000", "-5", "-4")).ratio is None
    assert block(pair("3000", "100000", "-10", "-4", second="two")).ratio is None


def years(*changes: str) -> Series:
    """The last Novembers, which changed by so many percent, each from 100 at the end of October."""
    points, first = [], TODAY.year - len(changes)
    for n, change in enumerate(changes):
        for day, value in ((date(first + n, 10, 31), Decimal(100)), (date(first + n, 11, 30), 100 + Decimal(change))):
            points.append(Point(day=day, value=value, source="one", known=AT))
    points.append(Point(day=TODAY - timedelta(days=1), value=Decimal(100), source="one", known=AT))
    return Series(name="prices.btc.coinbase.close", points=tuple(points))


def season_of(found: Series, price: str = "100") -> tuple[int, int, Decimal] | None:
    told = block(ledger(figure(reading("prices.btc.usd", price)), series={found.name: found})).season
    return (int(told.ups.value), int(told.years.value), told.median.value) if told else None


def test_a_season_counts_the_years_and_takes_the_one_in_the_middle() -> None:
    assert season_of(years("10", "-5", "3", "40", "-1")) == (3, 5, Decimal(3))
    assert season_of(years("10", "-5", "3", "40", "-1", "0")) == (3, 6, Decimal("1.5"))


def test_four_years_are_no_season() -> None:
    assert season_of(years("10", "-5", "3", "40")) is None


@pytest.mark.parametrize("rows", [2, 3])
def test_two_assets_are_no_market(rows: int) -> None:
    names = ("btc", "eth", "sol")[:rows]
    found = block(ledger(*(figure(reading(f"prices.{name}.change_24h", "-1", "percent")) for name in names)))
    assert found.moved == (rows if rows >= 3 else 0)
