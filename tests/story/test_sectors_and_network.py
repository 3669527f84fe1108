"""How the wider market is said where little is known: no column of dashes, no forecast, the right side of a price."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from story_samples import AT, TODAY, daily, figure, ledger, reading

from brief.desk.framing import site_settings
from brief.models import Figure, Series
from brief.store import Store
from brief.story import tell
from brief.write.post import write
from nights import configuration, new_site

LAST = TODAY - timedelta(days=1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("wider")
    return new_site(folder)


def said(store: Store, *figures: Figure, series: Mapping[str, Series] | None = None) -> list[str]:
    """The section's lines without blank ones and notes."""
    night = ledger(figure(reading("prices.btc.usd", "100000", source="one")), *figures, series=series)
    text = write(
        tell(night.snapshot, series or {}, configuration(store).watch), store.templates("post"), site_settings(store)
    ).text
    section = text.partition("### Wider Market")[2].partition("***")[0]
    return [line.partition("[^")[0].replace("\\", "") for line in section.splitlines() if line]


def sector(name: str, cap: str, change: str | None = None) -> tuple[Figure, ...]:
    found = [figure(reading(f"sectors.{name}.cap", cap, category=name.upper()))]
    return (*found, figure(reading(f"sectors.{name}.change_24h", change, "percent"))) if change else tuple(found)


def test_nothing_known_is_no_section(store: Store) -> None:
    assert said(store) == []


def test_sectors_without_a_past_have_no_columns_of_it_and_two_of_them_no_best(store: Store) -> None:
    assert said(store, *sector("memes", "39400000000", "-3.25"), *sector("defi", "62500000000")) == [
        "**Sectors**",
        "<!-- item: sectors -->",
        "| Sector | Market value | 24 h |",
        "|:---|---:|---:|",
        "| MEMES | $39.40 billion | −3.3% |",
        "| DEFI | $62.50 billion | – |",
        (
            "Categories, values and changes in 24 hours are One’s: a change is that of a category’s whole market "
            "value, so large coins weigh most, and a coin may stand in several."
        ),
    ]


def test_one_column_of_the_past_is_said_to_be_one(store: Store) -> None:
    past = daily("sectors.memes.cap", *["40000000000"] * 8, "39400000000", last=TODAY)
    lines = said(store, *sector("memes", "39400000000", "-3.25"), series={past.name: past})
    assert "| MEMES | $39.40 billion | −3.3% | −1.5% |" in lines
    assert lines[-1] == "The last column compares with its value of Oct. 28 in our record."


def test_a_floor_is_said_as_it_is_applied(store: Store) -> None:
    """The template says a billion in words; the rule is a number in the story."""
    large = (*sector("a", "1000000000", "1"), *sector("b", "2e9", "2"), *sector("c", "3e9", "3"))
    lines = said(store, *large, *sector("d", "999999999", "9"))
    assert lines[-1] == (
        "- **Best and worst** in 24 hours, of the sectors worth a billion dollars or more: C (+3%) and A (+1%)."
    )


def test_one_day_s_hash_rate_and_too_few_blocks_for_a_forecast(store: Store) -> None:
    rate = figure(reading("onchain.btc.hashrate", "1032365847424372700000", "hashes", LAST))
    due = figure(
        reading("onchain.btc.difficulty.next_change", "12.5", "percent", AT, due="2025-11-12T08:00:00Z"),
    )
    progress = figure(reading("onchain.btc.difficulty.progress", "3", "percent"))
    assert said(store, rate, due, progress) == [
        "**On-chain**",
        "<!-- item: onchain -->",
        "| Bitcoin’s network | Latest | Day | Change |",
        "|:---|---:|:---|---:|",
        "| Hash rate | 1,032 EH/s | Nov. 3 | – |",
        "| Next difficulty | – | about Nov. 12 | – |",
        "By One’s estimates.",
    ]


@pytest.mark.parametrize(
    ("cost", "told"),
    [("113000", "11.5% below it"), ("80000", "25.0% above it"), ("100000", "the same")],
)
def test_the_price_is_on_the_side_of_a_cost_that_it_is_said_to_be_on(store: Store, cost: str, told: str) -> None:
    lines = said(store, figure(reading("onchain.btc.sth_cost", cost, "usd", TODAY - timedelta(days=8))))
    assert lines[-1] == (
        f"- **Short-term holders** paid ${int(cost):,} on average, by One’s count of Oct. 27 (what is free comes about "
        f"a week late); tonight’s price is {told}."
    )


def test_more_coins_with_long_term_holders_are_no_purchase(store: Store) -> None:
    name = "onchain.btc.lth_supply"
    past = daily(name, "14400000", *["1"] * 29, "14460000")
    lines = said(store, figure(reading(name, "14460000", "coin", LAST)), series={name: past})
    assert lines[-2] == "- **Long-term holders** had 14,460,000 BTC on Nov. 3, by One’s count."
    assert lines[-1].strip() == (
        "That is 60,000 BTC more than on Oct. 4, 2,000 BTC a day; coins leave this count when they move, sold or not."
    )
