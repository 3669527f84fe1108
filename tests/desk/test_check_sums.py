"""Parts that do not make their total: a reader adds them up, and believes nothing else on the page."""

from datetime import date

import pytest
from shipped import said

from brief.desk.checks.sums import groups_together, listed_parts
from brief.desk.checks.tables import breadth, table_total
from brief.desk.checks.whole import whole_market


def test_issuers_in_brackets_sum_to_less_than_the_total() -> None:
    text = "Ethereum ETFs lost $135.76 million on Nov 3 (ETHA: -$81.7M, FETH: -$25.14M); six days: ~$500 million."
    assert said(listed_parts, text) == [
        "The parts listed sum to $106.8 million, the total is $135.76 million: $28.9 million unexplained."
    ]


def test_parts_may_also_be_too_much() -> None:
    text = "The hack took $128.6 million (Ethereum: $100 million, Base: $48.6 million)."
    assert said(listed_parts, text) == [
        "The parts listed sum to $148.6 million, the total is $128.6 million: $20.0 million too much."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The hack took $128.6 million (Ethereum: $100 million, Base: $28.6 million).",
        "The funds lost $135.76 million (including ETHA: -$81.7M, FETH: -$25.14M).",
        "The funds lost $135.76 million (led by ETHA: -$81.7M, then FETH: -$25.14M).",
        "The funds lost $135.76 million (ETHA: -$81.7M).",
        "Losses of $93 million (up from $80 million, then $90 million).",
        "It fell to $103,849 ($103,600 to $103,900).",
    ],
)
def test_lists_that_add_up_or_do_not_claim_to(text: str) -> None:
    assert said(listed_parts, text) == []


def test_what_was_drained_is_less_than_the_heading_says() -> None:
    text = (
        "**Balancer $128.6M Exploit (Nov 3)**\n\n"
        "- **Assets drained**: ~6,587 WETH (~$24.5M), 6,851 osETH (~$26.9M), 4,260 wstETH (~$19.3M).\n"
    )
    (message,) = said(listed_parts, text)
    assert message.startswith("The parts listed sum to $70.7 million, the total is $128.6M in the heading above")
    assert said(listed_parts, text.replace("4,260 wstETH (~$19.3M)", "and others ($77.2M)")) == []


def test_longs_and_shorts_make_the_liquidations() -> None:
    text = "Liquidations exceeded $2 billion, with longs losing $1.63 billion and shorts liquidated for $400 million."
    assert said(listed_parts, text) == []
    assert said(listed_parts, text.replace("$400 million", "$40 million")) == [
        "The parts listed sum to $1.67 billion, the total is $2 billion: $330.0 million unexplained."
    ]


TABLE = """| Fund | Net flow, Nov. 3 | Five sessions |
|:---|---:|---:|
| **All Bitcoin funds** | −$186.5 million | −$1.13 billion |
| IBIT | −$186.5 million | −$655.2 million |
| 10 funds without a flow on Nov. 3 | $0 | −$479.6 million |
| **All Solana funds** | +$70.1 million | +$269.3 million |
| BSOL | +$65.2 million | +$262.2 million |
| GSOL | +$4.9 million | – |
"""


def test_a_table_s_rows_make_their_totals() -> None:
    assert said(table_total, TABLE) == []


def test_a_row_that_was_mistyped() -> None:
    assert said(table_total, TABLE.replace("| +$4.9", "| +$9.4")) == [
        "The 2 rows below sum to +$74.6 million, the total says +$70.1 million: −$4.5 million apart."
    ]


def test_a_column_with_a_dash_proves_nothing() -> None:
    assert said(table_total, TABLE.replace("+$269.3", "+$999.9")) == []


def test_a_total_that_was_mistyped_in_the_second_column() -> None:
    assert said(table_total, TABLE.replace("−$1.13 billion", "−$1.31 billion")) == [
        "The 2 rows below sum to −$1.13 billion, the total says −$1.31 billion: −$175.2 million apart."
    ]


BOTH = "Bitcoin funds lost $186.5 million on Nov. 3.\n\nEthereum funds lost $135.7 million on Nov. 3.\n\n"


def test_two_groups_together() -> None:
    assert said(groups_together, BOTH + "Bitcoin and Ethereum funds together lost $327 million.") == [
        "$186.5 million (line 1) and $135.7 million (line 3) make $322.2 million, not $327 million."
    ]
    assert said(groups_together, BOTH + "Bitcoin and Ethereum funds together lost $322.2 million.") == []
    assert (
        said(groups_together, BOTH + "Bitcoin and Ethereum funds together lost $1.84 billion in four sessions.") == []
    )


PRICES = """| Asset | Price | 24 h | 7 d |
|:---|---:|---:|---:|
| Bitcoin | $103,849 | −3.2% | +1.0% |
| Ethereum | $3,600 to $3,634 | −5.7% to −7.9% | – |
| Solana | $158 | +9.4% | – |
| BNB | – | 0.0% | – |

"""


@pytest.mark.parametrize(
    "text",
    [
        "Two of four assets fell, Ethereum most, by 7.9%.",
        "Three of four assets fell.",
        "Two of the ten largest coins fell.",
        "Three of four assets fell by more than 5%.",
        "All nine majors fell.",
    ],
)
def test_a_count_that_the_table_bears_out(text: str) -> None:
    assert said(breadth, PRICES + text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("All four assets fell.", "“All four assets fell” is not what the table has: 2 of 4 fell."),
        ("One of four assets fell.", "“One of four assets fell” is not what the table has: 2 of 4 fell."),
        (
            "All three assets with a 24-hour figure fell.",
            "“All three assets with a 24-hour figure fell” is not what the table has: 2 of 4 fell.",
        ),
        (
            "Two of four assets fell, Bitcoin most, by 3.2%.",
            "The table has Ethereum moving most and Bitcoin by 3.2%; the sentence says 3.2%.",
        ),
        (
            "Two of four assets fell, Ethereum most, by 8.9%.",
            "The table has Ethereum moving most and Ethereum by 7.9%; the sentence says 8.9%.",
        ),
    ],
)
def test_a_count_that_it_does_not(text: str, message: str) -> None:
    assert said(breadth, PRICES + text) == [message]


BITCOIN = "Bitcoin trades at $103,849.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "Total crypto market cap stands at $3.45 trillion.",
        "Total crypto market cap stands at $3.45 trillion, 60% of it bitcoin.",
        "The total crypto market value fell by $300 billion.",
        "The total crypto market cap is $3.45 trillion; bitcoin dominance is 59.1%.",
    ],
)
def test_a_market_that_bitcoin_fits_into(text: str) -> None:
    assert said(whole_market, BITCOIN + text) == []


@pytest.mark.parametrize("day", [None, date(2015, 11, 4), date(2001, 1, 2)])
def test_years_in_which_nobody_knows_bitcoin_s_share(day: date | None) -> None:
    assert said(whole_market, BITCOIN + "Total crypto market cap stands at $34.5 trillion.", day) == []


def test_a_market_ten_times_too_large() -> None:
    assert said(whole_market, BITCOIN + "Total crypto market cap $34.5T (-14.02%)") == [
        (
            "Bitcoin is worth $2.07 trillion in all (line 1 puts it at $103,849), 6.0% of $34.5T; "
            "it has been 36% to 72% since 2021."
        )
    ]


def test_a_share_that_the_price_contradicts() -> None:
    text = "The total crypto market value is $3.45 trillion, 49.3% of it bitcoin."
    assert said(whole_market, BITCOIN + text) == [
        "Bitcoin is worth $2.07 trillion in all (line 1 puts it at $103,849), 60.0% of $3.45 trillion; 49.3% is said."
    ]
