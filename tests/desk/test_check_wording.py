"""Words that say more than the figure: a redemption is no sale, and an index without its vendor is any index."""

import pytest
from checking import lines, piece, said

from brief.desk.checks.wording import flow_as_sale, index_name, level_both_ways, liquidations_source


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("BlackRock's ETHA was the largest seller, with over $111 million.", "ETHA: “largest seller”"),
        ("IBIT sold $186 million of coins.", "IBIT: “sold”"),
        ("Spot bitcoin ETFs bought 5,000 coins.", "bitcoin ETFs: “bought”"),
    ],
)
def test_a_flow_is_not_the_funds_own_trade(sentence: str, words: str) -> None:
    assert said(flow_as_sale, sentence) == [f"{words} is said of a flow, which is investors' orders of its shares."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bitcoin funds lost $186.5 million, all of it from IBIT.",
        "ETF providers were selling spot to meet redemptions.",
        "IBIT lost money. Traders sold.",
        "“IBIT was the largest seller,” he said.",
    ],
)
def test_a_flow_is_a_flow(sentence: str) -> None:
    assert said(flow_as_sale, sentence) == []


def test_an_index_is_called_by_its_name_and_is_somebodys() -> None:
    assert said(index_name, "The Greed & Fear Index of CNN is 21.") == [
        "“Greed & Fear” is called Fear & Greed by those who make it."
    ]
    assert said(index_name, "The Crypto Fear & Greed Index has plummeted to 20.") == [
        "The value of Fear & Greed is given, and not whose: the vendors' indices differ."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Fear & Greed, alternative.me’s index, fell to 21.",
        "Fear & Greed fell to 21.[^a]\n\n[^a]: Alternative.\n",
        "Fear & Greed fell further.",
        "Fear & Greed fell, twice.",
    ],
)
def test_an_index_with_its_vendor_or_without_a_value(text: str) -> None:
    assert said(index_name, text) == []


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("Crypto liquidations reached $2.1 billion.", "$2.1 billion"),
        ("Over $3.25 billion of longs were liquidated, and open interest fell to $9 billion.", "$3.25 billion"),
    ],
)
def test_liquidations_are_somebodys_count(sentence: str, amount: str) -> None:
    assert said(liquidations_source, sentence) == [f"Nobody is named who counted {amount} of liquidations."]


@pytest.mark.parametrize(
    "text",
    [
        "Liquidations reached $2.1 billion, by CoinGlass’s count.",
        "Liquidations reached $2.1 billion.\nData source: CoinGlass\n",
        "Liquidations hit $662 million.\n\nAccording to a vendor, over $662 million were liquidated.\n",
        "Liquidations reached $2.1 billion.[^a]\n\n[^a]: CoinGlass.\n",
        "- Liquidations reached $2.1 billion. That is a lot.[^a]\n\n[^a]: CoinGlass.\n",
        "Liquidations reached [$2.1 billion](https://example.org/).",
        "A position of $47 million was liquidated.",
        "$37 million was liquidated as open interest hit $934 billion.",
    ],
)
def test_a_count_with_its_vendor_or_a_small_one(text: str) -> None:
    assert said(liquidations_source, text) == []


def test_a_level_is_ahead_or_lost() -> None:
    text = "Bitcoin has retreated towards the $100,000 mark.\n\n- Bitcoin has lost its $100,000 support.\n"
    assert lines(level_both_ways, piece(text)) == [(3, "$100,000 is ahead in line 1 and lost in line 3.")]
    assert said(level_both_ways, "BTC is nearing $100K.\n\nBitcoin fell below $100,000.\n") == [
        "$100,000 is ahead in line 1 and lost in line 3."
    ]


@pytest.mark.parametrize(
    "second",
    [
        "Ethereum fell below $100,000.",
        "Bitcoin fell below $101,000.",
        "If Bitcoin fell below $100,000, traders would sell.",
        "“Bitcoin has lost $100,000,” he said.",
        "It fell below $100,000.",
    ],
)
def test_another_level_or_a_condition_is_no_contradiction(second: str) -> None:
    assert said(level_both_ways, f"Bitcoin has retreated towards the $100,000 mark.\n\n{second}\n") == []
