"""From one amount to another: the difference and the percentage that stand beside it."""

import pytest
from shipped import said

from brief.desk.checks.changes import percent_change, stated_change


def test_the_change_is_another_one_elsewhere() -> None:
    text = (
        "Total DeFi TVL fell from roughly $178B at the start of October to about $115B by late November.\n\n"
        "DeFi TVL fell by about $55B, and Balancer lost more than $120M."
    )
    assert said(stated_change, text) == ["From $178B to $115B (line 1) is a change of $63.00 billion, not about $55B."]
    assert said(stated_change, text.replace("$55B", "$63B")) == []


def test_a_day_s_loss_is_more_than_the_day_s_difference() -> None:
    text = (
        "Trackers describe memecoins as down, with more than $5.00 B wiped out in a single 24-hour window. "
        "This put combined memecoin value at roughly $39.40 B, down from about $44.00 the day before."
    )
    assert said(stated_change, text) == [
        "From $44.00 to $39.40 B (line 1) is a change of $4.60 billion, not over $5.00 B."
    ]
    assert said(stated_change, text.replace("more than $5.00 B", "more than $4.50 B")) == []


@pytest.mark.parametrize(
    "text",
    [
        "DeFi TVL fell from $178 billion to $115 billion, a loss of $63 billion.",
        "DeFi TVL fell by $63 billion from $178 billion to $115 billion.",
        "DeFi TVL fell from $178 billion to $115 billion in October; on Monday alone it lost $4 billion.",
        "DeFi TVL fell from $178 billion to $115 billion.\n\nThe stablecoin supply fell by $4.54 billion.",
        "DeFi TVL fell from $178 billion to $115 billion.\n\nDeFi TVL rose by $5 billion in December.",
        "Assets of bitcoin funds fell to $138 billion from $147 billion.\n\nBitcoin funds lost $186.5 million.",
        "From $110,000 it fell to $103,849.\n\nBitcoin rose by $300.",
    ],
)
def test_changes_that_agree_or_are_of_something_else(text: str) -> None:
    assert said(stated_change, text) == []


def test_the_same_sentence_gives_both() -> None:
    assert said(stated_change, "Bitcoin lost $5,000 from $110,000 to $103,849.") == [
        "From $110,000 to $103,849 is a change of $6,151, not $5,000."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bitcoin fell from $110,000 to $99,000, a 10% drop.",
        "Bitcoin fell 5.6% from $110,000 to $103,849.",
        "It rose to $110,000 from $104,762 (5.0%).",
        "Supply falling by about $4.54 B to $303B as of 24 November, a 1.48% decline.",
        "Open interest went from $94B to $61B (−35%).",
        "Prices of $3,600 to $3,634 differ: a spread of 0.9%.",
        "NFTs fell from about $4.90B to under $3.00B, and tokens more than 30%.",
        "Bitcoin rallied 8% to $2.34.",
    ],
)
def test_percentages_that_are_so(text: str) -> None:
    assert said(percent_change, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Bitcoin fell 5% from $110,500 to $99,000.", "is a change of 9.9% to 10.9%, not 5%."),
        ("Open interest went from $94B to $61B (−45%).", "is a change of 34.2% to 36.0%, not −45%."),
        ("Supply falling by $4.54 B to $303B, a 2.48% decline.", "By $4.54 B to $303B is a change of 1.5%, not 2.48%."),
        ("Prices of $3,600 to $3,634 differ: a spread of 1.9%.", "$3,600 and $3,634 are 0.9% apart, not 1.9%."),
        ("It rose to $110,000 from $104,762 (9.0%).", "From $104,762 to $110,000 is a change of"),
    ],
)
def test_percentages_that_are_not(text: str, message: str) -> None:
    (told,) = said(percent_change, text)
    assert message in told
