"""What a text says twice it says alike: readers remember the first number."""

import pytest
from shipped import found, said

from brief.desk.checks.same import cut_percent, odds_differ, same_figure


def test_the_week_s_flow_has_two_values() -> None:
    text = (
        "Last week, US bitcoin ETFs had a net outflow of $802 million.\n\n"
        "Over the whole week, from October 28 to November 3, the bitcoin ETFs had a net outflow of $799 million.\n"
    )
    assert said(same_figure, text) == [
        "The flow of the bitcoin funds (the week) is $799 million here and $802 million in line 1."
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bitcoin ETFs lost $186.5 million on Nov 3.", "Bitcoin ETFs lost $187 million on Nov. 3."),
        ("Bitcoin ETFs lost $186.5 million on Nov 3.", "Bitcoin ETFs lost $191.6 million on Oct. 31."),
        ("Bitcoin ETFs lost $186.5 million on Nov 3.", "IBIT lost $176.5 million on Nov. 3."),
        ("Fear & Greed fell to 21 from 42.", "Fear & Greed was at 42 on Nov. 3."),
        ("Fear & Greed fell to 21 from 42.", "CoinMarketCap's Fear & Greed index stands at 27."),
        ("Fear & Greed fell to 21.", "Fear & Greed stood at 60 in July."),
        ("Bitcoin dropped to $103,849.", "Bitcoin stood at $107,000 on Sunday."),
        ("Bitcoin dropped to $103,849.", "Bitcoin trades at $104,000."),
        ("Bitcoin dropped to $103,849.", "A year ago bitcoin traded at $69,000."),
        ("Bitcoin dropped to $103,849.", "Bitcoin could drop to $100,000."),
        ("Bitcoin dropped to $103,849.", "Ethereum dropped to $3,600."),
    ],
)
def test_two_figures_that_may_differ(first: str, second: str) -> None:
    assert said(same_figure, f"{first}\n\n{second}\n") == []


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            "Bitcoin ETFs lost $186.5 million on Nov 3.",
            "Bitcoin ETFs lost $168.5 million on Nov. 3.",
            "The flow of the bitcoin funds (2025-11-03) is $168.5 million here and $186.5 million in line 1.",
        ),
        (
            "Fear & Greed fell to 21 from 42.",
            "The Fear & Greed Index stands at 22.",
            "The Fear & Greed index is 22 here and 21 in line 1.",
        ),
        (
            "Bitcoin dropped 3.2% to $103,849, its lowest since June 22.",
            "Bitcoin trades at $106,849.",
            "Bitcoin’s price is $106,849 here and $103,849 in line 1.",
        ),
    ],
)
def test_one_figure_with_two_values(first: str, second: str, message: str) -> None:
    assert said(same_figure, f"{first}\n\n{second}\n") == [message]


ODDS = "Myriad prediction market shows 71% odds BTC falls to $100K vs. $120K (up from 44% on Nov 3).\n\n"


def test_one_market_s_odds_on_two_questions() -> None:
    (one,) = found(odds_differ, ODDS + "Myriad prediction market assigns 71% odds to sub-$100K move by Nov 5.")
    assert (one.severity, one.message) == ("warn", "Myriad’s 71% is the answer to another question in line 1.")


@pytest.mark.parametrize(
    "text",
    [
        "Myriad prediction market shows 71% odds BTC falls to $100K before $120K.",
        "Polymarket puts 71% odds on $100K by Nov. 5.",
        "Myriad puts 44% odds on $95K.",
        "Myriad says 71% of traders are bearish below $90K.",
    ],
)
def test_odds_that_are_others(text: str) -> None:
    assert said(odds_differ, ODDS + text) == []


def test_a_percentage_that_was_cut_off() -> None:
    header = "Bitcoin $91,152.57 (-16.94%) Ethereum $3,028 (-21.46%)\n\n"
    text = header + "Bitcoin and exchange tokens are down about 16 and 14 percent."
    (one,) = found(cut_percent, text)
    assert (one.line, one.severity) == (3, "warn")
    assert one.message == "16 for bitcoin is 16.94% cut off; rounded it is 17%."
    assert said(cut_percent, text.replace("16 and", "17 and")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bitcoin lost 3.2% in a day and 17.7% from its high.\n\nBitcoin is down 18% from its high.",
        "Bitcoin lost 16.94% in November.\n\nEthereum lost about 16%.",
        "Bitcoin lost 16.94% in November and 16.2% in October.\n\nBitcoin lost about 16% in October.",
    ],
)
def test_percentages_that_were_rounded_or_are_others(text: str) -> None:
    assert said(cut_percent, text) == []
