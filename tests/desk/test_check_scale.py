"""Orders of magnitude: a million for a billion, a digit too few, a price that was never paid."""

from datetime import date

import pytest
from shipped import said

from brief.desk.checks.magnitudes import magnitude
from brief.desk.checks.scale import quantity_price

FUND = "From October 29 to November 3, IBIT saw a cumulative net outflow of $715 million over four trading days.\n\n"


def test_a_fund_that_would_hold_bitcoins_at_a_tenth_of_their_price() -> None:
    text = "Assets under management remain between $9.5 billion and $10 billion, holding about 800,000 bitcoin."
    assert said(quantity_price, text) == [
        (
            "800,000 bitcoin for $9.5 billion to $10 billion means $11,473 to $12,953 a coin; "
            "in the days meant it traded at $102,000 to $126,200."
        )
    ]
    assert said(quantity_price, text.replace("$9.5 billion and $10 billion", "$80 billion and $85 billion")) == []


def test_the_outflow_that_was_told_before_in_coins() -> None:
    text = FUND + "The four-day outflow corresponds to about 5,800 BTC."
    assert said(quantity_price, text) == [
        (
            "5,800 BTC for $715 million means $122,137 to $124,435 a coin; "
            "in the days meant it traded at $105,307 to $113,644."
        )
    ]
    assert said(quantity_price, FUND + "The four-day outflow corresponds to about 6,500 BTC.") == []
    assert said(quantity_price, FUND + "The six-day outflow corresponds to about 5,800 BTC.") == []


@pytest.mark.parametrize(
    "text",
    [
        "A whale moved 5,000 BTC worth $519 million.",
        "BlackRock moved 2,043 BTC ($212 million) and 22,681 ETH ($82 million).",
        "It bought 397 BTC for $45.6 million.",
        "It drained 6,587 WETH (~$24.5M), 6,851 osETH (~$26.9M).",
        "Ten years ago 5,000 BTC were worth $2 million.",
        "In 2010 10,000 BTC bought two pizzas worth $41.",
        "Strategy holds 641,205 BTC bought for $47.49 billion.",
    ],
)
def test_deals_at_a_price_that_was_paid(text: str) -> None:
    assert said(quantity_price, text) == []


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("A whale moved 5,000 BTC worth $51.9 million.", "$10,370 to $10,390 a coin"),
        ("A whale sold $5.19 billion worth of 5,000 BTC.", "$1,037,000 to $1,039,000 a coin"),
        ("It took 6,587 WETH (~$2.45M).", "$370 to $373 a coin"),
    ],
)
def test_deals_at_a_price_that_never_was(text: str, price: str) -> None:
    (told,) = said(quantity_price, text)
    assert price.split()[0][:4] in told
    assert "in the days meant it traded at" in told


def test_without_a_series_the_text_s_own_price_will_do() -> None:
    text = "Bitcoin trades at $103,849.\n\nA whale moved 5,000 BTC worth $51.9 million."
    (told,) = said(quantity_price, text, day=None)
    assert "line 1 puts it at $103,849, give or take a quarter: $77,886 to $129,812." in told
    assert said(quantity_price, "A whale moved 5,000 BTC worth $51.9 million.", day=None) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Treasury General Account (TGA) rose from about $300 billion to $958 billion.",
        "The Treasury General Account stood at $45 billion in 2023.",
        "DeFi TVL fell from $178B to about $115B, and Balancer lost more than $120M.",
        "DeFi TVL fell by about $4 billion.",
        "Total market cap fell by a quarter and Bitcoin dropped from $126,000.",
        "SOFR rose 18 basis points to 4.22% on Oct. 31.",
        "SOFR fell 51 basis points in a day after the cut.",
        "Fear & Greed stands at 100.",
        "Liquidations came to $19.1 billion in 24 hours.",
        "Bitcoin trades at $60,000.",
        "Bitcoin traded at $16,500 in 2022.",
        "Solana funds took in $6.8 million, with GSOL at +$900,000.",
    ],
)
def test_amounts_that_have_been(text: str) -> None:
    assert said(magnitude, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "It lifted the Treasury's general account (TGA) at the Fed from about $30 billion to over $100 billion.",
            "The Treasury's account at the Fed at $30 billion: since 2024 it has been $296.00 billion to $958.00",
        ),
        ("DeFi TVL stands at $11.5 billion.", "DeFi TVL at $11.5 billion: since 2023"),
        ("The stablecoin supply is $3.05 trillion.", "The stablecoin supply at $3.05 trillion"),
        ("Total crypto market cap is $345 billion.", "The total crypto market value at $345 billion"),
        ("The Fed's balance sheet is $660 billion.", "The Fed's balance sheet at $660 billion"),
        ("Liquidations came to $137 billion in 24 hours.", "A day's liquidations at $137 billion"),
        ("Liquidations came to $1.37 million in 24 hours.", "A day's liquidations at $1.37 million"),
        ("SOFR surged by 22 basis points on October 31.", "SOFR has never risen 22 basis points in a day"),
        ("The Fear & Greed index fell to 210.", "The Fear & Greed index goes from 0 to 100; 210 is no reading."),
        ("Bitcoin slipped to $10,384.", "$10,384 for bitcoin, whose close of Nov. 3, 2025 is $106,583.04"),
    ],
)
def test_amounts_that_never_were(text: str, message: str) -> None:
    (told,) = said(magnitude, text)
    assert told.startswith(message)


def test_what_is_known_does_not_reach_back_for_ever() -> None:
    text = "The Treasury General Account stands at $100 billion."
    assert len(said(magnitude, text)) == 1
    assert said(magnitude, text, date(2011, 11, 4)) == []
    assert said(magnitude, "SOFR rose by 75 basis points.", date(2022, 11, 4)) == []
