"""How the sections of stablecoins and DeFi read on nights of which not all is known, or on which little happened."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from story_samples import TODAY, daily, figure, ledger, reading

from brief.models import Figure, Series, SiteSettings
from brief.models.story import Confidence, Story
from brief.story.defi import defi_block
from brief.story.stablecoins import stablecoin_block
from brief.write.post import write

REPOSITORY = Path(__file__).parents[2]
YESTERDAY = TODAY - timedelta(days=1)
TOTAL = "stablecoins.total.supply"
OURS = ("words.j2", "stablecoins.md.j2", "defi.md.j2")
TEMPLATES = {name: (REPOSITORY / "templates" / "post" / name).read_text(encoding="utf-8") for name in OURS} | {
    "title.txt.j2": "A night",
    "overview.md.j2": "Nothing.\n",
    "footer.md.j2": "",
    "post.md.j2": (
        '{% if story.stablecoins %}{% include "stablecoins.md.j2" %}{% endif %}\n\n'
        '{% if story.defi %}{% include "defi.md.j2" %}{% endif %}'
    ),
}


def read(*figures: Figure, series: tuple[Series, ...] = ()) -> str:
    """The two sections as they are read: without footnotes and escapes, one blank between words."""
    book = ledger(*figures, series={each.name: each for each in series})
    stablecoins, defi = stablecoin_block(book), defi_block(book)
    story = Story(
        edition=f"{TODAY}-brief",
        day=TODAY,
        as_of=book.snapshot.as_of,
        provenance="recorded",
        stablecoins=stablecoins,
        defi=defi,
        confidence=Confidence(figures=1, own=1, checked=0, agreed=0),
        origins=book.snapshot.origins,
        figures={**book.snapshot.figures, **book.derived},
    )
    body = write(story, TEMPLATES, SiteSettings(title="Brief", url="https://brief.example.org")).text
    body = body.split("\n---\n", 1)[1].split("\n***\n")[0]
    body = re.sub(r"\[\^[^\]]+\]|<!-- .*? -->", "", re.sub(r"^\[\^.*$", "", body, flags=re.MULTILINE))
    return " ".join(body.replace("\\", "").replace("**", "").split())


def billions(name: str, value: int, day: date = YESTERDAY) -> Figure:
    return figure(reading(name, f"{value}000000000", as_of=day))


def price(symbol: str, value: str) -> Figure:
    return figure(reading(f"stablecoins.{symbol}.price", value))


def in_billions(*values: int) -> Series:
    return daily(TOTAL, *(f"{value}000000000" for value in values))


def months(*totals: int) -> Series:
    """A total that stands at each of these for a whole month, the last one since the first of this month."""
    first = YESTERDAY.replace(day=1)
    for _ in totals[1:]:
        first = (first - timedelta(days=1)).replace(day=1)
    days = [first + timedelta(days=n) for n in range((YESTERDAY - first).days + 1)]
    places = sorted({(day.year, day.month) for day in days})
    return in_billions(*(totals[places.index((day.year, day.month))] for day in days))


def test_a_total_without_a_past_is_told_alone() -> None:
    assert read(billions(TOTAL, 300)) == (
        "Stablecoin Dynamics - Supply of all stablecoins pegged to the dollar was $300.00 billion on Nov. 3. "
        "The total is at market prices, by One’s count, coins backed by other coins included."
    )


def test_a_week_in_which_nothing_changed_is_no_rise_of_zero() -> None:
    assert "on Nov. 3, as much as seven days before." in read(billions(TOTAL, 300), series=(in_billions(*[300] * 9),))


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (
            (310, 300, 301, 302, 303, 310),
            "In October it grew by $7.00 billion (2.3%), the fourth month of growth in a row.",
        ),
        (
            (290, 300, 298, 297, 296),
            "In October it shrank by $1.00 billion (0.3%), the third month of contraction in a row.",
        ),
        ((290, 300, 299), "In October it shrank by $1.00 billion (0.3%)."),
        ((290, 300, 300), "In October it neither grew nor shrank."),
        (
            (310, 300, 301, 302, 303, 301),
            "In October it shrank by $2.00 billion (0.7%), the first monthly contraction since June, after three",
        ),
    ],
)
def test_a_month_is_told_with_what_came_before(totals: tuple[int, ...], said: str) -> None:
    past = months(*totals)
    told = read(figure(reading(TOTAL, str(past.points[-1].value), as_of=YESTERDAY)), series=(past,))
    assert said in told


def test_prices_without_supplies_are_a_table_of_prices() -> None:
    assert read(price("usdt", "0.9998"), price("usdc", "1.0001")) == (
        "Stablecoin Dynamics | Stablecoin | Price | From $1 | |:---|---:|---:| | USDC | $1.0001 | +1 bp | "
        "| USDT | $0.9998 | −2 bp | Prices are from 12:00 UTC."
    )


def test_supplies_without_prices_are_a_table_of_supplies() -> None:
    assert read(billions("stablecoins.usdt.supply", 180)) == (
        "Stablecoin Dynamics | Stablecoin | Supply | |:---|---:| | USDT | $180.00 billion | "
        "Supply counts each coin as a dollar, in the first hour of Nov. 3."
    )


def test_a_coin_above_a_dollar_is_told_as_well() -> None:
    assert "- DAI costs $1.0231, 231 bp above a dollar." in read(price("dai", "1.0231"))


def test_a_price_that_sources_disagree_on_is_a_range_without_a_deviation() -> None:
    readings = [
        reading("stablecoins.usdt.price", value, source=source) for source, value in (("a", "0.97"), ("b", "1"))
    ]
    assert "| USDT | $0.97 to $1 | – |" in read(figure(*readings, low="0.97", high="1", within=0))


def test_a_chain_without_the_whole_has_no_share_and_the_whole_no_sentence_of_its_own() -> None:
    told = read(billions("defi.chains.tron.tvl", 5))
    assert told.startswith("DeFi | Value locked | Nov. 3 | |:---|---:| | Tron | $5.00 billion | In the first hour of")
    assert "- Value locked" not in told


def test_a_week_that_moved_the_whole_is_a_sentence() -> None:
    past = daily("defi.tvl", *["100000000000"] * 8, "92000000000")
    told = read(billions("defi.tvl", 92), series=(past,))
    assert "- Value locked on all chains fell 8.0% in seven days, to $92.00 billion." in told


def test_a_volume_of_one_window_is_told_without_the_others() -> None:
    day, week = billions("defi.dex.volume", 5, TODAY), billions("defi.dex.volume_7d", 30, TODAY)
    month, before = billions("defi.dex.volume_30d", 90, TODAY), billions("defi.dex.volume_30d_before", 100, TODAY)
    assert read(day) == "DeFi - DEX volume was $5.00 billion in 24 hours, by One’s count."
    assert "was $5.00 billion in 24 hours and $30.00 billion in seven days, by One’s count." in read(day, week)
    assert "in 24 hours and $90.00 billion in 30 days (−10.0% on the 30 before), by" in read(day, month, before)
