"""Liquidations by coin and by hour: a part of a venue's sum is never added to it, and a quiet hour is no worst one."""

from datetime import timedelta
from decimal import Decimal

import pytest
from story_samples import AT, TODAY, daily, figure, ledger, reading

from brief.models import Figure
from brief.models.blocks import LiquidationBlock
from brief.story.liquidations import liquidation_block


def sides(name: str, long: str, short: str) -> list[Figure]:
    both = (("long", long), ("short", short))
    return [figure(reading(f"liquidations.{name}.{side}_24h", value, source="venue")) for side, value in both]


def hourly(venue: str, **busy: str) -> list[Figure]:
    found = []
    for ago in range(24, 0, -1):
        start = AT - timedelta(hours=ago)
        name = f"hour_{start:%H}"
        found.append(figure(reading(f"liquidations.{venue}.{name}", busy.get(name, "0"), as_of=start, source=venue)))
    return found


def block(*figures: Figure) -> LiquidationBlock:
    found = liquidation_block(ledger(*figures))
    assert found is not None
    return found


def test_coins_are_parts_of_the_venue_and_not_added_to_it() -> None:
    found = block(*sides("okx", "60", "40"), *sides("okx.btc", "50", "10"), *sides("okx.eth", "10", "30"))
    assert found.observed
    assert found.observed.value == 100
    assert [(coin.name, coin.total.value) for coin in found.coins] == [
        ("Bitcoin", Decimal(60)),
        ("Ethereum", Decimal(40)),
    ]
    assert [round(coin.long_share.value, 4) for coin in found.coins if coin.long_share] == [Decimal("83.3333"), 25]


def test_coins_of_several_venues_are_added_and_only_the_largest_told() -> None:
    figures = [*sides("okx", "9", "0"), *sides("gate", "9", "0")]
    for name, value in (("btc", "1"), ("eth", "5"), ("sol", "2"), ("xrp", "0"), ("doge", "3")):
        figures += sides(f"okx.{name}", value, "0")
    figures += sides("gate.btc", "4.5", "0")
    found = block(*figures).coins
    assert [(coin.name, str(coin.total.value)) for coin in found] == [
        *(("Bitcoin", "5.5"), ("Ethereum", "5"), ("Dogecoin", "3"))
    ]


def test_the_worst_hour_is_of_the_venues_that_told_of_every_hour() -> None:
    night = [*sides("okx", "100", "0"), *sides("gate", "50", "0")]
    found = block(*night, *hourly("okx", hour_03="40", hour_09="30", hour_10="30"), *hourly("gate", hour_03="5")[1:])
    assert found.peak
    assert found.peak_share
    assert (found.peak.value, found.peak.as_of, found.peak_share.value) == (
        Decimal(40),
        AT - timedelta(hours=9),
        Decimal(40),
    )
    assert found.peak_venues == ("OKX",)


def test_an_even_day_and_a_quiet_one_have_no_worst_hour() -> None:
    even = hourly("okx", **{f"hour_{n:02}": "10" for n in range(24)})
    assert block(*sides("okx", "240", "0"), *even).peak is None
    assert block(*sides("okx", "0", "0"), *hourly("okx")).peak is None


@pytest.mark.parametrize(
    ("before", "place"),
    [(["9"] * 59, 1), (["90", "80", *["9"] * 57], 3), (["9"] * 58, None), ([*["90"] * 5, *["9"] * 55], None)],
)
def test_a_place_among_the_largest_needs_a_record_and_a_place_near_its_top(
    before: list[str], place: int | None
) -> None:
    total = figure(reading("liquidations.total_24h", "50", as_of=AT))
    stored = daily("liquidations.total_24h", *before, "50", last=TODAY)
    found = liquidation_block(ledger(total, series={stored.name: stored}))
    assert found
    assert (found.place and found.place.value) == place
    if place:
        assert found.days
        assert found.days.value == 60
