"""What the arithmetic checks take for granted of a text: whose sentence it is, and what a coin costs now."""

from datetime import UTC, date, datetime
from decimal import Decimal

import hypothesis
import pytest
from hypothesis import strategies
from injections import arithmetic
from shipped import series

from brief.desk.checks import CHECKS, Case, Evidence, run
from brief.desk.checks.reading import price_now, told_flows, told_quotes
from brief.models import Figure
from brief.models.figures import Agreement
from brief.prose.spans import Span

NOON = datetime(2025, 11, 4, 12, tzinfo=UTC)


def case(text: str, **figures: Figure) -> Case:
    named = {figure.name: figure for figure in figures.values()}
    return Case(name="a.md", text=text, day=NOON.date(), evidence=Evidence(figures=named))


def price_figure(value: int, low: int | None = None, high: int | None = None) -> Figure:
    ends = {"low": low if low is None else Decimal(low), "high": high if high is None else Decimal(high)}
    return Figure(
        name="prices.btc.usd", value=Decimal(value), unit="usd", as_of=NOON, agreement=Agreement.model_validate(ends)
    )


def test_the_night_s_figure_is_the_price() -> None:
    price = price_now(case("Bitcoin slipped to $99,000.", price=price_figure(103_849)), "btc")
    assert price is not None
    assert (price.span, price.told) == (Span(Decimal(103_849), Decimal(103_849)), "the price is $103,849")


def test_sources_that_differ_are_a_range() -> None:
    price = price_now(case("", price=price_figure(103_849, 103_800, 104_000)), "btc")
    assert price is not None
    assert (price.span, price.told) == (Span(Decimal(103_800), Decimal(104_000)), "the price is $103,800 to $104,000")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Bitcoin slipped to $103,849.\n\nLater bitcoin rose to $104,100.", "103848.5", "103849.5"),
        ("Bitcoin failed to hold the $100,000 mark and is even falling below $99,000.", "89100", "99000"),
        ("Bitcoin is falling below $99,000.\n\nBitcoin trades at $98,765.", "98764.5", "98765.5"),
    ],
)
def test_else_the_first_price_or_the_lowest_bound(text: str, low: str, high: str) -> None:
    price = price_now(case(text), "btc")
    assert price is not None
    assert (price.span.low, price.span.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["", "Bitcoin could fall to $90,000.", "Ethereum trades at $3,600.", "It fell to $9."])
def test_else_nobody_knows(text: str) -> None:
    assert price_now(case(text), "btc") is None


def test_a_sentence_goes_on_about_the_coin_of_the_one_before() -> None:
    told = told_quotes(case("Bitcoin carried the loss. The price slid to $80,000.\n\nIt stands at $3,000."))
    assert [(one.quote.coin, one.quote.number.text) for one in told] == [("btc", "$80,000")]


def test_what_is_in_quotation_marks_is_somebody_s_question() -> None:
    assert told_quotes(case("A market asks “Will Bitcoin trade at $90,000?” tonight.")) == []


def test_a_list_has_the_day_of_the_line_that_introduces_it() -> None:
    text = "On November 4 alone there were outflows:\n\n- Bitcoin ETFs lost $577 million.\n- ETHA lost $111 million.\n"
    assert [one.flow.when[0].text for one in told_flows(case(text))] == ["November 4", "November 4"]
    apart = text.replace("\n\n- Bitcoin", "\n\nThat was much.\n\n- Bitcoin")
    assert [one.flow.when for one in told_flows(case(apart))] == [(), ()]


def test_a_second_sentence_is_of_its_bullet_s_funds() -> None:
    text = "- **Bitcoin funds** lost $186.5 million.\n  Together with October they lost $2 billion in outflows.\n"
    assert [one.flow.subject for one in told_flows(case(text))] == ["etf.btc", "etf.btc"]


ODD = (
    *(
        "$0",
        "0%",
        "0 BTC",
        "−$0 million",
        "$9999999999999999999999 trillion",
        "99999999999 BTC",
        "Feb. 29",
        "99-year low",
    ),
    *("from Jan. 1, 1900 to Nov. 3", "0000", "∞", "١٢٣", "since Feb. 29", "of the circulating supply", "$103,849"),
    *(
        "Bitcoin",
        "Bitcoin funds",
        "IBIT",
        "lost",
        "took in",
        "fell from",
        "to",
        "outflow",
        "its peak",
        "below",
        "Fear & Greed",
    ),
    *(
        "largest outflow since",
        "together",
        "in a row",
        "fourth session",
        "three of five assets fell",
        "|",
        "\n",
        "**All",
        "(",
        ")",
    ),
    *(
        "TGA",
        "SOFR rose",
        "bp",
        "4.2%",
        "$1.34 billion",
        "about",
        "more than half of the",
        "all of it from",
        "24 h",
        ";",
        ",",
        ".",
    ),
)
ARITHMETIC = {name: CHECKS[name] for name in arithmetic.INJECTIONS}
DAYS = (None, date(2025, 11, 4), date(2001, 1, 2), date(2026, 3, 1), date(2024, 2, 29))


@pytest.mark.slow
@hypothesis.given(
    strategies.lists(strategies.sampled_from(ODD) | strategies.text(max_size=12), max_size=40).map(" ".join),
    strategies.sampled_from(DAYS),
    strategies.booleans(),
)
@hypothesis.settings(max_examples=150)
def test_no_text_makes_a_check_fall_over(text: str, day: date | None, known: bool) -> None:
    evidence = Evidence(series=series()) if known else Evidence()
    for finding in run(Case(name="a.md", text=text, day=day, evidence=evidence), ARITHMETIC):
        assert finding.message
        assert finding.fix
