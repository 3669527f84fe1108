"""Odds: a few people's bet told as a market's opinion, or a change against another vendor or another edition."""

from datetime import timedelta
from decimal import Decimal

import pytest
from story_samples import AT, TODAY, daily, figure, ledger, reading

from brief.models import Figure
from brief.models.told import Told
from brief.story.odds import THIN, THIN_CONTRACTS, odds_lines

YESTERDAY = TODAY - timedelta(days=1)


def odds(name: str, value: str, volume: str = "5200000", source: str = "market") -> tuple[Figure, Figure]:
    """The odds of a question, and what was traded on it."""
    one = reading(f"odds.{name}", value, "percent", source=source, venue="Market", question=f"{name}?")
    return figure(one), figure(reading(f"odds.{name}.volume", volume, "usd", source=source))


def edition(days_ago: int = 1, hours_known: float = 0.5) -> Told:
    """The last edition, which knew what was known so many hours before tonight; the samples' past was known by 1."""
    day = TODAY - timedelta(days=days_ago)
    then = AT - timedelta(days=days_ago)
    return Told(edition=f"{day}-daily-crypto-market-brief", as_of=then, known=AT - timedelta(hours=hours_known))


def test_settled_odds_are_no_news_and_the_most_traded_come_first() -> None:
    found = odds_lines(ledger(*odds("a", "31", "1000000"), *odds("b", "12", "3000000"), *odds("c", "0.4", "99000000")))
    assert [line.question for line in found] == ["b?", "a?"]


def test_of_the_fed_s_next_decision_the_likeliest_outcome_is_told_and_first() -> None:
    outcomes = (*odds("fed_no_change_2025_12", "33", "9000000"), *odds("fed_25_bps_decrease_2025_12", "65", "200000"))
    others = (*odds("a", "31", "9990000"), *odds("b", "12", "3000000"), *odds("c", "9", "100000"))
    found = odds_lines(ledger(*others, *outcomes))
    assert [line.question for line in found] == ["fed_25_bps_decrease_2025_12?", "a?", "b?", "c?"]


@pytest.mark.parametrize(("volume", "told"), [(THIN, True), (THIN - Decimal("0.01"), False), (Decimal(0), False)])
def test_a_thin_market_is_not_printed(volume: Decimal, told: bool) -> None:
    assert bool(odds_lines(ledger(*odds("a", "31", str(volume))))) is told


def test_a_market_of_which_nobody_says_how_much_was_bet_is_not_printed() -> None:
    alone, _ = odds("a", "31")
    assert odds_lines(ledger(alone)) == ()


@pytest.mark.parametrize(
    ("contracts", "told"), [(THIN_CONTRACTS, True), (THIN_CONTRACTS - 1, False), (Decimal(0), False)]
)
def test_a_venue_that_counts_contracts_has_a_floor_of_contracts(contracts: Decimal, told: bool) -> None:
    alone, _ = odds("a", "31")
    traded = figure(reading("odds.a.contracts", str(contracts), "count", source="market"))
    found = odds_lines(ledger(alone, traded))
    assert [line.contracts for line in found] == ([traded] if told else [])


def test_dollars_below_the_floor_are_not_made_up_for_by_contracts() -> None:
    traded = figure(reading("odds.a.contracts", "1000000", "count", source="market"))
    assert odds_lines(ledger(*odds("a", "31", "10"), traded)) == ()


def test_odds_come_with_those_of_the_last_edition_where_it_knew_them() -> None:
    past = daily("odds.a", "50", "44", source="market", last=YESTERDAY)
    (line,) = odds_lines(ledger(*odds("a", "71"), series={past.name: past}, before=edition()))
    assert line.before is not None
    assert (line.before.value, line.before_day, line.edition) == (Decimal(44), YESTERDAY, True)
    assert line.before.formula == f"odds.a[{YESTERDAY}]"


def test_the_last_edition_may_be_older_than_the_last_reading() -> None:
    """Nobody published yesterday: what readers were told last is of two days ago."""
    past = daily("odds.a", "50", "44", source="market", last=YESTERDAY)
    (line,) = odds_lines(ledger(*odds("a", "71"), series={past.name: past}, before=edition(2)))
    assert line.before is not None
    assert (line.before.value, line.before_day, line.edition) == (Decimal(50), TODAY - timedelta(days=2), True)


@pytest.mark.parametrize("before", [None, edition(3), edition(hours_known=60)], ids=["first", "older", "knew less"])
def test_a_reading_the_last_edition_did_not_have_is_told_by_its_day_alone(before: Told | None) -> None:
    past = daily("odds.a", "44", source="market", last=YESTERDAY)
    (line,) = odds_lines(ledger(*odds("a", "71"), series={past.name: past}, before=before))
    assert line.before is not None
    assert (line.before.value, line.before_day, line.edition) == (Decimal(44), YESTERDAY, False)


def test_another_vendor_s_odds_are_no_base() -> None:
    past = daily("odds.a", "44", source="other", last=YESTERDAY)
    (line,) = odds_lines(ledger(*odds("a", "71"), series={past.name: past}, before=edition()))
    assert (line.before, line.before_day, line.edition) == (None, None, False)


def test_tonight_s_own_reading_is_not_what_it_was_before() -> None:
    past = daily("odds.a", "71", source="market", last=TODAY)
    (line,) = odds_lines(ledger(*odds("a", "71"), series={past.name: past}, before=edition()))
    assert line.before is None
