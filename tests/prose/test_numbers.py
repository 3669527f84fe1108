"""How people write numbers, in four published pieces and in our posts: each is found as what it means, or left alone.

A number that is misread here is one that every check judges wrongly.
"""

from decimal import Decimal

import pytest

from brief.prose import numbers

SENTENCES = r"""
failing to hold the $100,000 mark and even falling below $99,000
    100000 usd; 99000 usd
The total amount liquidated in 24 hours exceeded $2 billion, with longs losing $1.63 billion
    24 time; over 2000000000 usd; 1630000000 usd
a BTC-USDT long position which was liquidated for $47.87 million in a single order
    47870000 usd
On November 3, the DeFi project Balancer was hacked for $116 million
    116000000 usd
another $200 million disappeared in the past two days
    200000000 usd; 2 time
"shutdown" has entered its 35th day
    35 ordinal
from about $30 billion to over $100 billion in the past three months, a five-year high
    about 30000000000 usd; over 100000000000 usd; 3 time; 5 time
(SOFR) surged by 22 basis points on October 31 (UTC+8)
    22 bp
From October 29 to November 3, IBIT, which holds a 45% market share
    45 percent
a net outflow of $715 million over four trading days
    715000000 usd; 4 time
more than half of the $1.34 billion total outflow
    1340000000 usd
adjustments of 2,043 BTC and 22,681 ETH
    2043 BTC; 22681 ETH
between $9.5 billion and $10 billion, holding about 800,000 bitcoin (3.8% of the circulating supply)
    9500000000 usd; 10000000000 usd; about 800000 BTC; 3.8 percent
BlackRock’s IBIT, Grayscale’s GBTC, and ARK’s ARKB in partnership with 21Shares
    none
In the past 30 days (October 5 to November 4)
    30 time
still holds about 14.4 to 14.6 million BTC, accounting for 74%
    about 14400000 BTC; about 14600000 BTC; 74 percent
wallets holding 10 to 1,000 BTC—those who bought 6 months to a year ago
    10 BTC; 1000 BTC; 6 time
in March 2024, LTHs sold 5.05% in a single month
    2024 year; 5.05 percent
10x Research CEO Markus Thielen said
    none
a record high of $126,000 on October 6
    126000 usd
The traditional 4-year bull cycle has ended
    4 time
up to $240,000 (UTC+8)
    under 240000 usd
Ethereum has fallen below $3,400
    3400 usd
has decreased by over $1 trillion since October 6
    over 1000000000000 usd
the fifth consecutive day of redemptions
    5 ordinal
correlation with the Nasdaq-100 has risen to 0.76
    0.76 count
The Crypto Fear & Greed Index has plummeted to 20
    20 count
Approximately 80% of these liquidations
    about 80 percent
erased over -$1 TRILLION of market cap
    over -1000000000000 usd
An average of 300,000 traders
    300000 count
$1.37B Liquidations, BTC Near $104K
    1370000000 usd; 104000 usd
slipped to **\$103,849** (-3.2% in 24h, -17.5% from October high of ~\$126,000)[^2][^3]
    103849 usd; -3.2 percent; 24 time; -17.5 percent; about 126000 usd
trades at **\$3,600–\$3,634** (-5.7% to -7.9% in 24h, -14.8% over 7 days)
    3600 usd; 3634 usd; -5.7 percent; -7.9 percent; 24 time; -14.8 percent; 7 time
fell **9.4% to ~\$158**
    9.4 percent; about 158 usd
down **~6.1% in November** to date[^8]
    about 6.1 percent
from ~7% to below 4% in one week
    about 7 percent; 4 percent; 1 time
71% odds BTC falls to \$100K vs. \$120K (up from 44% on Nov 3)
    71 percent; 100000 usd; 120000 usd; 44 percent
(BlackRock's ETHA: -\$81.7M, Fidelity's FETH: -\$25.14M); six-day cumulative: ~\$500 million
    -81700000 usd; -25140000 usd; 6 time; about 500000000 usd
**-\$359 million on Nov 3**, third-largest single-day outflow
    -359000000 usd; 3 ordinal
In Q3 2025, USDT surpassed USDC
    2025 year
a **\$128.6 million multi-chain exploit**
    128600000 usd
after 11+ prior audits
    over 11 count
BAL token dropped over 4%
    over 4 percent
largest single-day liquidity event in 5 years
    5 time
have plummeted from 552 to 92 daily average since 2023
    552 count; 92 count; 2023 year
**150+ perpetual futures**
    over 150 count
connecting it to 60+ blockchains
    over 60 count
exposure to 1B+ users
    over 1000000000 count
TON rallied **8% to \$2.34** on the news (Oct 31)
    8 percent; 2.34 usd
**~\$19B** (already exceeding 2024 full-year by ~\$9B)
    about 19000000000 usd; 2024 year; about 9000000000 usd
~6,587 WETH (~\$24.5M), 6,851 osETH (~\$26.9M), 4,260 wstETH (~\$19.3M)
    about 6587 ETH; about 24500000 usd; 6851 osETH; about 26900000 usd; 4260 wstETH; about 19300000 usd
by Nov 5. Break below \$104,179 (Nov 4 low)
    104179 usd
a bounce to \$3,899 (Fib 0.382)
    3899 usd; 0.382 count
What to Watch (Next 24–72h)
    24 time; 72 time
Bitcoin $91,152.57 (-16.94%) Ethereum $3,028 (-21.46%)
    91152.57 usd; -16.94 percent; 3028 usd; -21.46 percent
Total Crypto Market Cap $3.19T (-14.02%)
    3190000000000 usd; -14.02 percent
Bitcoin –4.038% Ethereum -11.13% Gold 63.88%
    -4.038 percent; -11.13 percent; 63.88 percent
NASDAQ -1.51% S&P500 0.13%
    -1.51 percent; 0.13 percent
dropped from above $126,000 dollars
    126000 usd
a $120 M exploit at Balancer
    120000000 usd
more than $2.00 B of leveraged positions
    over 2000000000 usd
affecting over 400,000 trader accounts
    over 400000 count
in roughly six weeks
    about 6 time
roughly 20% to 30% below its peak and removed around $400B
    about 20 percent; about 30 percent; about 400000000000 usd
Bitcoin Price vs 200 Day Moving Averages
    200 time
in the high $2,000s to low $3,000s
    2000 usd; 3000 usd
about $1.42 B of net redemptions
    about 1420000000 usd
falling by about $4.54 B to $303B as of 24 November, a 1.48% decline
    about 4540000000 usd; 303000000000 usd; 1.48 percent
including a 12.45$ drop in the week ending 9 November
    12.45 usd
25 delta skews
    25 count
at roughly $39.40 B after the move, down from about $44.00 the day before
    about 39400000000 usd; about 44 usd
from about $4.90B to under $3.00B
    about 4900000000 usd; under 3000000000 usd
down about 16 and 14 percent
    about 16 percent; 14 percent
up about 9%, 28% and 31% respectively
    about 9 percent; 28 percent; 31 percent
37 media partners
    37 count
a one third drop in futures open interest
    1 count; 3 ordinal
dropped 3.2% in 24 hours to \$103,849, its lowest daily close since June 22.[^coingecko-2]
    3.2 percent; 24 time; 103849 usd
| Ethereum | \$3,600 to \$3,634 | −5.7% to −7.9% | −14.8% | – |
    3600 usd; 3634 usd; -5.7 percent; -7.9 percent; -14.8 percent
| Solana | \$158 | −9.4% | – | −46.6% (Jan. 19) |
    158 usd; -9.4 percent; -46.6 percent
the highest of the last 365 days on Binance
    365 time
| **All Bitcoin funds** | −\$186.5 million | −\$1.13 billion |
    -186500000 usd; -1130000000 usd
| 10 funds without a flow on Nov. 3 | \$0 | −\$479.6 million |
    10 count; 0 usd; -479600000 usd
| **All Solana funds** | +\$70.1 million | +\$269.3 million |
    70100000 usd; 269300000 usd
the fourth session of outflows in a row, the smallest of the four; together they took \$1.34 billion
    4 ordinal; 4 count; 1340000000 usd
an index from 0 to 100, fell to 21 (Extreme Fear) from 42
    0 count; 100 count; 21 count; 42 count
Of 36 figures read from sources, 26 come from the source that made them.
    36 count; 26 count
<https://finance.yahoo.com/news/bitcoin-slips-below-104k-crypto-094748489.html> (Bitcoin)
    none
This edition is set at 12:00 UTC on Nov. 4, 2025
    none
at 18:00 UTC at 53.0%
    53 percent
XRP at \$0.5214 and DOGE at \$.0812
    0.5214 usd; 0.0812 usd
0.4 percentage point and 12 bp
    0.4 points; 12 bp
in the 10th session, the 22nd of 2025
    10 ordinal; 22 ordinal; 2025 year
more than 3 sessions; at least \$999,432
    over 3 time; over 999432 usd
a key 99999999999999999999 and $9999999 trillion
    none
20-30% of it, or 1.5–2.5 million SOL
    20 percent; 30 percent; 1500000 SOL; 2500000 SOL
"""
"""A text, and below it what stands in it: how sure, how much in base units, of what."""


def rows() -> list[tuple[str, str]]:
    lines = SENTENCES.strip("\n").split("\n")
    return [(text, told.strip()) for text, told in zip(lines[::2], lines[1::2], strict=True)]


def told(number: numbers.Number) -> str:
    value = f"{number.value:f}"
    value = value.rstrip("0").rstrip(".") if "." in value else value
    return " ".join(filter(None, (number.approx, value, number.coin or number.unit)))


def test_there_are_enough_of_them() -> None:
    assert len(rows()) >= 90


@pytest.mark.parametrize(("text", "expected"), rows())
def test_numbers_as_people_write_them(text: str, expected: str) -> None:
    assert "; ".join(map(told, numbers.find(text))) == (expected if expected != "none" else "")


@pytest.mark.parametrize(("text", "_"), rows())
def test_each_stands_where_it_says(text: str, _: str) -> None:
    for number in numbers.find(text):
        assert text[number.start : number.end] == number.text


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("$1.37 billion", "10000000"),
        ("$186.5M", "100000"),
        ("$104K", "1000"),
        ("$103,849", "1"),
        ("0.5214 dollars", "0.0001"),
        ("−5.7%", "0.1"),
        ("14.6 million BTC", "100000"),
        ("three million", "1000000"),
    ],
)
def test_the_last_digit_is_worth_so_much(text: str, step: str) -> None:
    (number,) = numbers.find(text)
    assert number.step == Decimal(step)


@pytest.mark.parametrize(
    ("text", "exact", "rounds"),
    [
        ("$1.34 billion", "1337200000", True),
        ("$1.33 billion", "1337200000", False),
        ("17%", "16.94", True),
        ("16%", "16.94", False),
        ("−$186.5 million", "-186500000", True),
        ("0.3%", "0.25", True),
    ],
)
def test_a_number_is_rounded_half_up_or_it_is_not_that_number(text: str, exact: str, rounds: bool) -> None:
    (number,) = numbers.find(text)
    assert number.rounds(Decimal(exact)) is rounds


def test_what_prints_so_lies_between_its_halves() -> None:
    (number,) = numbers.find("$1.34 billion")
    assert (number.low, number.high) == (Decimal(1_335_000_000), Decimal(1_345_000_000))
