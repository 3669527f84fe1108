"""What follows from a price: distances from a peak, gains on a cost, shares of all coins, the start of a change."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from shipped import piece, said, series_with

from brief.desk.checks.bases import change_base
from brief.desk.checks.derived import cost_gain, off_peak
from brief.desk.checks.shares import all_of_it, share_of_total
from brief.desk.checks.supply import bitcoins, share_of_supply, value_lost

ETHER = "- **Ethereum** trades at $3,600–$3,634.\n\n"
BITCOIN = "- **Bitcoin** slipped to $103,849.\n\n"


def test_a_peak_that_the_price_is_nearer_to() -> None:
    assert said(off_peak, ETHER + "Ethereum has fallen 18% from early October's $4,252 peak; it may recover.") == [
        "Line 1 puts it at $3,600 to $3,634; against $4,252 that is 14.5% to 15.3%, not 18%."
    ]


@pytest.mark.parametrize(
    "text",
    [
        ETHER + "Ethereum has fallen 15% from last week's $4,252 peak.",
        BITCOIN + "Bitcoin is 17.7% below $126,199.63, its Oct. 6 high.",
        BITCOIN + "It is down 17.5% from October high of ~$126,000.",
        BITCOIN + "Bitcoin is 5.8% above its June low of $98,200.",
        BITCOIN + "Memecoins are down about 66% from their 2025 peak.",
        BITCOIN + "Open interest fell by 35% from an October peak near $94B.",
        BITCOIN + "A 5% fall from here would take bitcoin to $98,650.",
        "Ethereum has fallen 18% from early October's $4,252 peak.",
    ],
)
def test_distances_that_are_so_or_that_the_text_cannot_tell(text: str) -> None:
    assert said(off_peak, text) == []


def test_a_post_s_own_distance() -> None:
    text = BITCOIN + "Bitcoin is 17.1% below $126,199.63, its Oct. 6 high on Binance."
    assert said(off_peak, text) == ["Line 1 puts it at $103,849; against $126,199.63 that is 17.7%, not 17.1%."]


def test_below_its_peak_by_the_numbers_of_the_same_paragraph() -> None:
    text = (
        "Bitcoin carried most of the loss. After all time highs above $126,000 in October, the price slid into the "
        "$80,000 region by 21 November. That left Bitcoin roughly 20% to 30% below its peak."
    )
    assert said(off_peak, text) == [
        (
            "Line 1 puts the price at $80,000; against the peak of $126,000 (line 1) that is 32.7% to 40.2%, "
            "not 20% to 30%."
        )
    ]
    assert said(off_peak, text.replace("20% to 30%", "30% to 40%")) == []


def test_a_gain_that_implies_another_price() -> None:
    below = "Bitcoin is even falling below $99,000.\n\n"
    text = "The average cost of bitcoin wallets is $55,900, meaning holders are on average up about 93%."
    assert said(cost_gain, below + text) == [
        "93% on a cost of $55,900 implies a price of $107,887; line 1 has it below $99,000."
    ]
    assert said(cost_gain, below + text.replace("93%", "75%")) == []
    assert said(cost_gain, text) == []


def test_a_loss_on_a_cost() -> None:
    text = "Buyers' cost basis is $113,000, which puts bitcoin holders about 8% under water."
    assert said(cost_gain, BITCOIN + text.replace("under water", "down")) == []
    wrong = "Bitcoin’s cost basis is $113,000, which puts buyers down 18%."
    assert said(cost_gain, BITCOIN + wrong) == [
        "18% on a cost of $113,000 implies a price of $92,660; line 1 puts it at $103,849."
    ]


@pytest.mark.parametrize(
    ("day", "millions"),
    [
        (date(2012, 11, 28), "10.5"),
        (date(2020, 5, 11), "18.375"),
        (date(2024, 4, 20), "19.6875"),
        (date(2025, 11, 5), "19.94"),
    ],
)
def test_how_many_bitcoins_there_were(day: date, millions: str) -> None:
    supply = bitcoins(day)
    assert supply is not None
    assert abs(supply.middle / 1_000_000 - Decimal(millions)) < Decimal("0.005")


@pytest.mark.parametrize("day", [date(2001, 1, 2), date(2010, 5, 22), date(2028, 1, 1)])
def test_a_day_whose_bitcoins_are_not_counted(day: date) -> None:
    assert bitcoins(day) is None


def test_shares_of_all_bitcoins() -> None:
    assert said(share_of_supply, "It holds about 800,000 bitcoin (3.8% of the circulating supply).") == [
        "800,000 bitcoins are 3.9% to 4.2% of the 19.94 million there are, not 3.8%."
    ]
    assert said(share_of_supply, "They hold about 14.4 to 14.6 million BTC, accounting for 74% of the supply.") == [
        "14.50 million bitcoins are 72.1% to 73.3% of the 19.94 million there are, not 74%."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It holds 800,000 bitcoin (4.0% of the circulating supply).",
        "They sold about 405,000 BTC, accounting for 2% of the circulating supply.",
        "MSTR holds 641,205 BTC, 3.2% of all bitcoins in circulation.",
        "It holds 800,000 bitcoin (60% of all ETF holdings).",
        "The supply grows by 0.8% a year.",
    ],
)
def test_shares_that_are_so(text: str) -> None:
    assert said(share_of_supply, text) == []


def test_a_fall_times_the_coins_there_are() -> None:
    text = (
        "Bitcoin set all time highs above $126,000, then the price slid into the $80,000 region. "
        "That removed around $400B from its market value."
    )
    assert said(value_lost, text) == [
        (
            "A fall from $126,000 to between $75,620 and $84,420 takes $818.35 billion to $1.02 trillion off "
            "19.94 million coins, not $400B."
        )
    ]
    assert said(value_lost, text.replace("$400B", "$920B")) == []
    assert said(value_lost, text.replace("from its market value", "from its funds")) == []


def test_shares_of_a_total() -> None:
    text = "IBIT lost $403 million, accounting for 60.4% of the market’s $799 million outflow."
    assert said(share_of_total, text) == ["$403 million is 50.3% to 50.5% of $799 million, not 60.4%."]
    assert said(share_of_total, text.replace("60.4", "50.4")) == []
    assert said(share_of_total, "IBIT lost $300 million, more than half of the $1.34 billion.") == [
        "$300 million is 22.3% to 22.5% of $1.34 billion, not more than half."
    ]
    assert said(share_of_total, "IBIT lost $715 million, more than half of the $1.34 billion.") == []
    assert said(share_of_total, "It sold 5,800 BTC of the 800,000 bitcoin, 1.7% of its holdings.") == []
    assert said(share_of_total, "5,800 BTC, accounting for 9.9% of the $799 million.") == []
    assert said(share_of_total, "It took $403 million, about a third of the $1.2 billion.") == []
    assert len(said(share_of_total, "It took $403 million, about a third of the $2.4 billion.")) == 1
    held = "It holds about 800,000 bitcoin, and the outflow is about 5,800 BTC, accounting for {} of its holdings."
    assert said(share_of_total, held.format("0.7%")) == []
    assert len(said(share_of_total, held.format("1.7%"))) == 1


def test_all_of_it_is_one_fund_s() -> None:
    assert said(all_of_it, "Bitcoin funds lost $186.5 million on Nov. 3, all of it from IBIT.") == []
    assert said(all_of_it, "Bitcoin funds lost $186.5 million on Nov. 3, all of it from FBTC.") == [
        "FBTC had $0 on Nov. 3, 2025: that is not all of $186.5 million."
    ]
    assert said(all_of_it, "Bitcoin ETFs: $186.5 million outflow on Nov 3, entirely from IBIT; four days: $1.34B") == []


@pytest.mark.parametrize(
    "text",
    [
        BITCOIN + "Bitcoin is up 11% this year.",
        BITCOIN + "Bitcoin is down 5.3% so far this month.",
        BITCOIN + "Gold is up 50% this year, bitcoin 11%.",
        BITCOIN + "Bitcoin is up 48% in a year.",
    ],
)
def test_changes_whose_start_the_series_has(text: str) -> None:
    assert said(change_base, text) == []


def test_a_year_that_began_elsewhere() -> None:
    assert said(change_base, BITCOIN + "Bitcoin is up 21.0% year to date.") == [
        (
            "21.0% to $103,849 implies a start at $85,826; the year began at $93,576 (Dec. 31, 2024, Binance), "
            "a change of +11.0%."
        )
    ]


@pytest.mark.slow
def test_a_header_whose_changes_fit_no_start(real_history: Path) -> None:
    text = "Bitcoin $91,152.57 (-16.94%) Ethereum $3,028 (-21.46%)\nBitcoin –4.038% Ethereum -11.13% Gold 63.88%\n"
    case = piece(text, date(2025, 11, 30), series_with(real_history, date(2025, 11, 30)))
    told = [one.message for one in change_base(case)]
    assert [message.split(";")[0] for message in told] == [
        "–4.038% to $91,152.57 implies a start at $94,988",
        "-11.13% to $3,028 implies a start at $3,407",
    ]
    assert said(change_base, text, date(2025, 11, 30)) == [], "the shipped series end before that day"
