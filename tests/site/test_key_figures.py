"""The strip and the card are what most readers see: a figure on them must be the post's own, and say what it is."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from brief.models import Agreement, Receipts
from brief.site.key_figures import KeyFigure, for_card, key_figures
from brief.store import Store
from nights import BUNDLED, new_site, run_replay, specimen_site
from specimen.make import DAY


def receipts_of(site: Callable[[Path], Store], folder: Path, day: date) -> tuple[Receipts, str]:
    """The receipts of a whole night, and its post."""
    store = site(folder)
    edition = run_replay(store, day).edition
    told = store.receipts_folder(edition, draft=True) / "receipts.json"
    return Receipts.model_validate_json(told.read_bytes()), store.post_path(edition).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Receipts, str]:
    return receipts_of(new_site, tmp_path_factory.mktemp("bundled"), BUNDLED)


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Receipts, str]:
    return receipts_of(specimen_site, tmp_path_factory.mktemp("specimen"), DAY)


def told(figures: tuple[KeyFigure, ...]) -> list[tuple[str, ...]]:
    return [(one.name, one.value, one.change, one.note, one.direction, one.anchor) for one in figures]


BUNDLED_FIGURES = [
    ("Bitcoin", "$103,849", "−3.2% in 24 h", "", "down", "fig-prices-btc-usd"),
    ("Ethereum", "$3,600 to $3,634", "−5.7% to −7.9% in 24 h", "", "down", "fig-prices-eth-usd"),
    ("Bitcoin funds", "−$186.5 million", "fourth outflow in a row", "session of Nov. 3", "down", "fig-etf-btc-net"),
    ("Liquidations", "$1.37 billion", "in 24 h", "by WorldCoinIndex’s count", "", "fig-liquidations-total_24h"),
    (
        "Fear & Greed",
        "21",
        "Extreme Fear, was 42 on Nov. 3",
        "alternative.me’s index",
        "down",
        "fig-sentiment-fear_greed",
    ),
]
SPECIMEN_FIGURES = [
    ("Bitcoin", "$41,250.50", "+4.9% in 24 h", "", "up", "fig-prices-btc-usd"),
    ("Ethereum", "$2,310 to $2,358.51", "−1.3% in 24 h", "", "down", "fig-prices-eth-usd"),
    (
        "Bitcoin funds",
        "+$443.4 million",
        "seventh inflow in a row",
        "session of Dec. 29, 2000",
        "up",
        "fig-etf-btc-net",
    ),
    (
        "Liquidations",
        "$412.0 million",
        "in 24 h",
        "by Example Wire (invented)’s count",
        "",
        "fig-liquidations-total_24h",
    ),
    (
        "Fear & Greed",
        "77",
        "Extreme Greed, was 61 on Jan. 1",
        "Example Markets (invented)’s index",
        "up",
        "fig-sentiment-fear_greed",
    ),
    (
        "Total market value",
        "$1.61 trillion",
        "+3.6% in 24 h",
        "by Example Index (invented)’s count",
        "up",
        "fig-market-cap",
    ),
]


def test_the_bundled_night_shows_its_five_figures(bundled: tuple[Receipts, str]) -> None:
    assert told(key_figures(bundled[0])) == BUNDLED_FIGURES


def test_the_specimen_shows_all_six(specimen: tuple[Receipts, str]) -> None:
    assert told(key_figures(specimen[0])) == SPECIMEN_FIGURES


@pytest.mark.parametrize("night", ["bundled", "specimen"])
def test_every_value_and_change_stands_in_the_post(night: str, request: pytest.FixtureRequest) -> None:
    receipts, post = request.getfixturevalue(night)
    plain = post.replace("\\$", "$")
    told = [part for one in key_figures(receipts) for part in (one.value, one.change.split(" in ")[0].split(",")[0])]
    words = [part.removesuffix(" inflow").removesuffix(" outflow") for part in told]
    assert [word for word in words if word not in plain] == []


def only(receipts: Receipts, *figures: str) -> Receipts:
    kept = tuple(each for each in receipts.receipts if each.figure in figures)
    assert len(kept) == len(figures)
    return receipts.model_copy(update={"receipts": kept})


def changed(receipts: Receipts, figure: str, **update: object) -> Receipts:
    every = tuple(each.model_copy(update=update) if each.figure == figure else each for each in receipts.receipts)
    assert every != receipts.receipts
    return receipts.model_copy(update={"receipts": every})


def test_a_figure_that_the_post_does_not_print_is_left_out_without_a_dash(bundled: tuple[Receipts, str]) -> None:
    unprinted = changed(bundled[0], "prices.btc.usd", printed=())
    assert told(key_figures(unprinted)) == BUNDLED_FIGURES[1:]
    assert told(key_figures(only(bundled[0], "prices.btc.usd"))) == [
        ("Bitcoin", "$103,849", "", "", "", "fig-prices-btc-usd")
    ]
    assert key_figures(bundled[0].model_copy(update={"receipts": ()})) == ()


def test_what_was_seen_on_venues_only_is_said_to_be_a_lower_bound(specimen: tuple[Receipts, str]) -> None:
    seen = only(specimen[0], "liquidations.observed_24h")
    expected = ("Liquidations", "at least $20.9 million", "in 24 h", "on six venues", "")
    assert told(key_figures(seen)) == [(*expected, "fig-liquidations-observed_24h")]
    nothing = changed(seen, "liquidations.observed_24h", value=Decimal(0))
    assert key_figures(nothing) == ()


def test_sources_that_disagree_on_the_way_get_no_arrow(bundled: tuple[Receipts, str]) -> None:
    torn = Agreement(asked=("a", "b"), answered=("a", "b"), checked=1, within=0, low=Decimal(-1), high=Decimal(2))
    both = changed(bundled[0], "prices.btc.change_24h", agreement=torn, printed=("1.0% to 2.0%",))
    assert told(key_figures(both))[0][2:5] == ("−1.0% to +2.0% in 24 h", "", "")


def test_a_change_that_rounds_to_nothing_went_nowhere(bundled: tuple[Receipts, str]) -> None:
    still = changed(bundled[0], "prices.btc.change_24h", value=Decimal("-0.04"), printed=("0.0%",))
    assert told(key_figures(still))[0][2:5] == ("0.0% in 24 h", "", "")


def test_a_change_told_by_a_verb_keeps_its_sign(bundled: tuple[Receipts, str]) -> None:
    """ "Bitcoin dropped 3.2%" prints no minus: without the verb, the strip needs one."""
    spoken = changed(bundled[0], "prices.btc.change_24h", printed=("3.2%",))
    assert told(key_figures(spoken))[0][2:5] == ("−3.2% in 24 h", "", "down")


def test_an_unchanged_index_is_not_said_to_have_been_something_else(bundled: tuple[Receipts, str]) -> None:
    same = changed(bundled[0], "sentiment.fear_greed.before", value=Decimal(21))
    assert told(key_figures(same))[4][2:5] == ("Extreme Fear, as 21 on Nov. 3", "alternative.me’s index", "")


def test_the_card_takes_price_flows_and_liquidations_first(bundled: tuple[Receipts, str]) -> None:
    figures = key_figures(bundled[0])
    assert [one.name for one in for_card(figures)] == ["Bitcoin", "Bitcoin funds", "Liquidations"]
    assert [one.name for one in for_card(figures[1:2] + figures[4:])] == ["Ethereum", "Fear & Greed"]
    assert [one.name for one in for_card(figures[1:])] == ["Bitcoin funds", "Liquidations", "Ethereum"]


def test_one_phrase_says_all_of_a_figure(bundled: tuple[Receipts, str]) -> None:
    assert [one.words for one in key_figures(bundled[0])[2:4]] == [
        "Bitcoin funds −$186.5 million (fourth outflow in a row, session of Nov. 3)",
        "Liquidations $1.37 billion (in 24 h, by WorldCoinIndex’s count)",
    ]


def test_receipts_that_older_nights_wrote_have_no_label_and_are_still_read(bundled: tuple[Receipts, str]) -> None:
    unlabelled = changed(bundled[0], "sentiment.fear_greed", label="")
    written = unlabelled.model_dump_json()
    assert '"label"' not in written
    assert told(key_figures(Receipts.model_validate_json(written)))[4][2] == "was 42 on Nov. 3"
