"""Futures and options: a rate counts by what stands behind it, a change is of those with a past, the usual is a row."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from story_samples import AT, TODAY, daily, figure, ledger, reading

from brief.models import Figure, Gap, Series, Unit
from brief.models.blocks import DerivativesBlock, DerivativesRow
from brief.story.derivatives import derivatives_block

WEEK_AGO = TODAY - timedelta(days=7)


def rate(venue: str, percent: str, asset: str = "btc") -> Figure:
    name = f"derivatives.{asset}.funding.{venue}"
    return figure(reading(name, percent, "percent", source=venue, venue=venue.title()))


def interest(venue: str, coins: str, what: str = "oi", asset: str = "btc") -> Figure:
    unit: Unit = "usd" if what == "oi_usd" else "coin"
    name = f"derivatives.{asset}.{what}.{venue}"
    return figure(reading(name, coins, unit, source=venue, venue=venue.title()))


def number(name: str, value: str, unit: Unit = "percent") -> Figure:
    return figure(reading(f"derivatives.btc.{name}", value, unit))


def block(*figures: Figure, series: Mapping[str, Series] | None = None, gaps: Sequence[Gap] = ()) -> DerivativesBlock:
    found = derivatives_block(ledger(*figures, series=series, gaps=gaps), ("btc", "eth"))
    assert found is not None
    return found


def row(*figures: Figure, **series: Series) -> DerivativesRow:
    past = {each.name: each for each in series.values()}
    return block(*figures, series=past).rows[0]


def test_a_small_venue_does_not_move_the_rate_and_one_without_a_size_only_counts() -> None:
    found = row(
        *(rate("okx", "0.01"), interest("okx", "900")),
        *(rate("bybit", "-0.09"), interest("bybit", "100")),
        rate("deribit", "0.5"),
    )
    assert found.funding
    assert found.funding_year
    assert found.funding.value == Decimal(0)  # (0.01 x 900 - 0.09 x 100) / 1000
    assert found.negative
    assert found.of
    assert (found.negative.value, found.of.value) == (Decimal(1), Decimal(3))
    assert found.lowest
    assert found.highest
    assert (found.lowest.venue, found.highest.venue) == ("Bybit", "Deribit")
    assert found.say == ("funding",), "a venue below zero earns the sentence"


def test_a_year_is_1095_fundings_and_a_high_one_is_said() -> None:
    usual = row(rate("okx", "0.0100"), interest("okx", "5"))
    assert usual.funding_year
    assert usual.funding_year.value == Decimal("10.95")
    assert usual.say == ()
    high = row(rate("okx", "0.0137"), interest("okx", "5"))
    assert high.funding_year
    assert high.funding_year.value == Decimal("15.0015")
    assert high.say == ("funding",)


def test_the_change_of_open_interest_is_of_the_venues_with_a_past() -> None:
    found = row(
        *(interest("okx", "110"), interest("okx", "100", "oi_before")),
        *(interest("bybit", "90"), interest("bybit", "100", "oi_before")),
        interest("deribit", "800"),
    )
    assert found.interest
    assert found.interest_change
    assert (found.interest.value, found.interest_change.value) == (Decimal(1000), Decimal(0))
    assert found.changed_on == ("Okx", "Bybit")
    moved = row(interest("okx", "105"), interest("okx", "100", "oi_before"))
    assert moved.interest_change
    assert (moved.interest_change.value, moved.say) == (Decimal(5), ("interest",))


def test_dollars_are_left_out_where_one_venue_has_none() -> None:
    both = (interest("okx", "1"), interest("bybit", "2"), interest("okx", "100", "oi_usd"))
    assert row(*both).interest_usd is None
    whole = row(*both, interest("bybit", "200", "oi_usd")).interest_usd
    assert whole
    assert whole.value == 300


def test_a_venue_that_refused_us_is_named_and_one_that_gave_a_part_is_not() -> None:
    gaps = [
        Gap(source="gate-contracts", fills="derivatives.*.funding.gate", why="403", name="Gate (funding)"),
        Gap(source="okx", fills="derivatives.*.funding.okx", why="one of three", name="OKX (funding)"),
        Gap(source="fred", fills="macro.sp500", why="503", name="FRED (indexes)"),
    ]
    assert block(rate("okx", "0.01"), gaps=gaps).missing == ("Gate",)


def test_the_basis_is_compared_with_the_same_vendor_a_week_before() -> None:
    basis, past = number("basis", "4.0"), daily("derivatives.btc.basis", "6.0", *["5"] * 6, "4.0", last=TODAY)
    found = row(basis, past=past)
    assert found.basis_before
    assert found.basis_move
    assert (found.basis_before.value, found.basis_day, found.basis_move.value) == (Decimal(6), WEEK_AGO, Decimal(-2))
    assert found.say == ("basis",)
    other = daily("derivatives.btc.basis", "6.0", *["5"] * 7, last=TODAY, source="two")
    assert row(basis, past=other).basis_move is None
    short = daily("derivatives.btc.basis", *["5"] * 6, "4.0", last=TODAY)
    assert row(basis, past=short).basis_move is None


@pytest.mark.parametrize(
    ("before", "now", "said"), [("40", "44", ("dvol",)), ("40", "43.9", ()), ("40", "35.9", ("dvol",))]
)
def test_implied_volatility_is_said_from_a_tenth_of_itself_on(before: str, now: str, said: tuple[str, ...]) -> None:
    past = daily("derivatives.btc.dvol", before, *["40"] * 6, now, last=TODAY)
    found = row(number("dvol", now, "index"), past=past)
    assert (found.say, found.dvol_day) == (said, WEEK_AGO)


def test_the_first_highest_in_a_month_is_said_however_small_the_move() -> None:
    past = daily("derivatives.btc.dvol", "41.5", *["40"] * 40, "41", last=TODAY)
    found = row(number("dvol", "41", "index"), past=past)
    assert found.dvol_since
    assert (found.dvol_since.found, found.say) == (TODAY - timedelta(days=41), ("dvol",))


@pytest.mark.parametrize(
    ("days", "higher", "now", "below"),
    [(120, 5, "41", 115), (120, 7, "41", None), (88, 1, "41", None), (400, 10, "41", 355), (120, 5, "39.9", 0)],
    ids=["nearly all", "not enough of them", "too few days", "of a year at the most", "hardly any"],
)
def test_a_value_that_hardly_any_day_before_it_had_says_of_how_many(
    days: int, higher: int, now: str, below: int | None
) -> None:
    past = daily("derivatives.btc.dvol", *["40"] * (days - higher - 9), *["42"] * higher, *["40"] * 9, now, last=TODAY)
    found = row(number("dvol", now, "index"), past=past)
    assert (found.dvol_below and found.dvol_below.value) == below
    assert found.dvol_days is None or found.dvol_days.value == min(days, 365)


def test_of_two_assets_with_the_same_news_the_first_has_the_sentence() -> None:
    found = block(
        *(rate("okx", "-0.01"), interest("okx", "5")),
        *(rate("okx", "-0.01", "eth"), interest("okx", "5", asset="eth")),
    )
    assert [each.say for each in found.rows] == [("funding",), ()]


@pytest.mark.parametrize(("share", "said"), [("60", ()), ("60.1", ("accounts",)), ("39.9", ("accounts",))])
def test_accounts_are_said_where_they_crowd_to_one_side(share: str, said: tuple[str, ...]) -> None:
    found = row(figure(reading("derivatives.btc.long_share.gate", share, "percent", source="gate", venue="Gate")))
    assert found.say == said


@pytest.mark.parametrize(("ends", "there"), [(date(2025, 11, 11), True), (date(2025, 11, 12), False)])
def test_a_second_asset_s_expiry_is_told_in_its_last_week(ends: date, there: bool) -> None:
    at = f"{ends.isoformat()}T08:00:00Z"
    figures = [rate("okx", "0.01"), rate("okx", "0.01", "eth")]
    for asset in ("btc", "eth"):
        for what, value in (("usd", "300"), ("coin", "2")):
            name = f"derivatives.{asset}.expiry.{what}"
            figures.append(figure(reading(name, value, "usd" if what == "usd" else "coin", expiry=at)))
    found = block(*figures).expiries
    assert [note.name for note in found] == (["Bitcoin", "Ethereum"] if there else ["Bitcoin"])
    assert (found[0].at - AT).days == (ends - TODAY).days - 1
