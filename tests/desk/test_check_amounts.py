"""An amount says what it is in, once, with one sign: a missing B is a factor of a billion."""

import pytest
from checking import FRONT, FRONT_LINES, lines, piece, post, said

from brief.desk.checks.amounts import (
    currency_sign,
    double_minus,
    minus_sign,
    number_missing,
    unit_missing,
    zone_on_amount,
)


def test_an_amount_has_no_time_zone() -> None:
    assert said(zone_on_amount, "Below $107,000 (UTC+8), it may test $1.2 trillion (GMT).") == [
        "$107,000 (UTC+8) and $1.2 trillion (GMT): an amount has no time zone."
    ]
    assert said(zone_on_amount, r"On October 31 (UTC+8) it was \$107,000 (at 12:00 UTC).") == []
    assert said(zone_on_amount, "“To $84,000 (UTC+8),” he said.") != [], (
        "a glued zone is the editor's, not the speaker's"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Above $126,000 dollars it was.", "“$126,000 dollars” says dollars twice."),
        ("It lost $1T dollars.", "“$1T dollars” says dollars twice."),
        ("It lost $1.5 million US dollars.", "“$1.5 million US dollars” says dollars twice."),
        ("Including a 12.45$ drop.", "“12.45$” has its sign behind the number."),
    ],
)
def test_dollars_are_said_once_and_in_front(text: str, message: str) -> None:
    assert said(currency_sign, text) == [message]


def test_one_sign_or_one_word_is_right() -> None:
    text = r"\$126,000 in US dollars, 5 million dollars, US\$5, $3,600–$3,634, $5, $6 and −\$186.5 million."
    assert said(currency_sign, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "At $39.40 B after the move, down from about $44.00 the day before.",
            "“$44.00” stands beside “$39.40 B” without million, billion or trillion.",
        ),
        (
            "It fell from $3.2 to $2.9 trillion against $3.1 in May.",
            "“$3.1” stands beside “$2.9 trillion” without million, billion or trillion.",
        ),
        ("Retail inflows to Binance plummeted from 552 to 92 daily average.", "552 and 92 are counted in nothing."),
        ("Volumes rose to 1,200 from 900 in a week.", "1,200 and 900 are counted in nothing."),
    ],
)
def test_a_number_needs_its_unit(text: str, message: str) -> None:
    assert said(unit_missing, text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "Fear & Greed fell to 21 from 42.",
        "Inflows fell from 552 BTC to 92 BTC.",
        "Outflows rose from 3% to 5%.",
        "Volumes fell from 552 to 92 million.",
        "Supply is $1.5 billion, pegged to $1.00.",
        "It cost $44.00, and the fund $39.40 B.",
        "At $39.40 B against $44.00 B.",
        "The RSI of volumes fell from 70 to 29.",
    ],
)
def test_a_number_that_has_it_or_needs_none(text: str) -> None:
    assert said(unit_missing, text) == []


def test_an_asset_without_a_number_among_those_that_have_one() -> None:
    assert said(number_missing, "- **BNB** down **6.4%**, **XRP** down **5%**, **DOGE** under pressure\n") == [
        "DOGE has no number among 2 assets that have one."
    ]
    for text in (
        "BNB fell 6.4%, XRP fell 5%, DOGE fell 2%.",
        "BNB fell 6.4%, DOGE fell, too.",
        "BNB fell 6.4%, XRP fell 5%, but DOGE, the coin of the day, was spared by the selling that hit all others.",
        "BNB fell 6.4%, XRP fell 5%, and traders sold.",
    ):
        assert said(number_missing, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Markets erased over -$1 TRILLION of cap.", "“erased over -$1 TRILLION”: erased and a minus say it twice."),
        (r"Funds lost about −\$186.5 million.", "“lost about −$186.5 million”: lost and a minus say it twice."),
        ("It is down –3.2% in a day.", "“down –3.2%”: down and a minus say it twice."),
        ("After outflows of −$5 million it rose.", "“outflows of −$5 million”: outflows of and a minus say it twice."),
    ],
)
def test_a_loss_of_minus_one_is_a_gain(text: str, message: str) -> None:
    assert said(double_minus, text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "It fell to −3.2% from +1%.",
        "An outflow on Nov 3 (ETHA: -$81.7M).",
        "It dropped (-3.2% in 24h).",
        "The netflow was −$359 million.",
        "It lost 3.2%.",
        "“It erased -$1 trillion,” he wrote.",
    ],
)
def test_a_minus_alone_is_one(text: str) -> None:
    assert said(double_minus, text) == []


def test_a_text_writes_minus_in_one_way() -> None:
    assert lines(minus_sign, piece("Bitcoin -4.0%.\n\nEther –11%.\n\nGold −1%.\n")) == [
        (5, "Minus is written in 3 ways, “-” in line 1, “–” in line 3 and “−” in line 5.")
    ]
    assert said(minus_sign, "Bitcoin -4.0% and $3,600–$3,634, from 2020–2025, at -5% to -7%.") == []


def test_our_own_minus_is_no_hyphen() -> None:
    body = "| Asset | 24 h |\n|---|---:|\n| Bitcoin | -3.2% |\n\nIt lost (-\\$5 million).\n"
    assert lines(minus_sign, post(FRONT + body)) == [
        (FRONT_LINES + 3, "“-3.2%” has a hyphen for a minus."),
        (FRONT_LINES + 5, "“-$5” has a hyphen for a minus."),
    ]
    assert lines(minus_sign, post(FRONT + "A 24-hour move of −3.2%, a – dash, and 2025-11-04.\n")) == []
