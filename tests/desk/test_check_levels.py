"""Levels: what is said to come above or below a price has to lie on that side of it."""

import pytest
from shipped import found, said

from brief.desk.checks.levels import level_side

PRICES = "- **Bitcoin** slipped to $103,849.\n- **Ethereum** trades at $3,600–$3,634.\n\n"


@pytest.mark.parametrize(
    ("text", "level", "side"),
    [
        ("Break below $104,179 could trigger liquidations of bitcoin.", "$104,179", "below"),
        ("Hold above $104K could signal that bitcoin stabilizes.", "$104,000", "below"),
        ("If ETH holds above $3,679, a bounce to $3,899 is likely.", "$3,679", "below"),
        ("Bitcoin needs a break above $100,000 and may get it.", "$100,000", "above"),
        ("If bitcoin stays below $101,000, sellers may return.", "$101,000", "above"),
        ("Bitcoin could find support at $107,000.", "$107,000", "below"),
        ("Bitcoin may meet resistance near $98,000.", "$98,000", "above"),
        ("Bitcoin must reclaim $102,000 or it will fall.", "$102,000", "above"),
    ],
)
def test_a_level_on_the_wrong_side(text: str, level: str, side: str) -> None:
    coin = "- **Bitcoin levels**: " if "bitcoin" in text.lower() else "- "
    (one,) = found(level_side, PRICES + coin + text)
    wanted = "below" if side == "above" else "above"
    assert one.message.startswith(
        f"The level {level} is spoken of as if the price were {wanted} it; it is {side} it already: line "
    )
    assert one.line == 4


@pytest.mark.parametrize(
    "text",
    [
        "A break below $100,000 would be the first since June.",
        "If bitcoin falls below $100,000, the next support is at $98,200.",
        "Only if bitcoin climbs above $111,000 would the picture change.",
        "Bitcoin failed to hold $105,000.",
        "Bitcoin fell below $104,000 and could go to $100,000.",
        "Bitcoin lost its $104,000 support, and may fall further.",
        "Resistance sits near $108,000, and bitcoin could meet it.",
        "Bitcoin has support at $103,900 and could hold.",
        "Watch for Bitcoin to stabilize above $103,800.",
        "A market asks “Will Bitcoin hold above $110,000?” and could say no.",
        "Ethereum could break above $3,700.",
        "Solana could break below $900.",
        "The fund could fall below $140 billion.",
    ],
)
def test_levels_that_make_sense(text: str) -> None:
    assert said(level_side, PRICES + text) == []


def test_a_bound_the_price_has_fallen_through_is_a_price_as_well() -> None:
    text = "Bitcoin is falling below $99,000.\n\nIf bitcoin falls below $107,000, it may test $100,000."
    assert said(level_side, text) == [
        (
            "The level $107,000 is spoken of as if the price were above it; it is below it already: "
            "line 1 has it below $99,000."
        )
    ]


def test_the_label_says_which_coin() -> None:
    text = PRICES + "**3. Bitcoin Support Levels**\n\n- Break below $104,179 (Nov 4 low) could trigger liquidations.\n"
    assert len(said(level_side, text)) == 1
    assert said(level_side, text.replace("3. Bitcoin Support Levels", "3. Solana Support Levels")) == []
