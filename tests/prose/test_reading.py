"""What sentences tell of funds, prices and changes: the checks judge what these readers hand them, and nothing else."""

from datetime import date

import pytest

from brief.prose import flows, moves, quotes, subjects, superlatives, windows


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("US-listed bitcoin ETFs had an outflow", "etf.btc"),
        ("BlackRock's ETHA: -$81.7M, Fidelity's FETH", "etf.eth.funds.etha etf.eth.funds.feth"),
        ("IBIT, the world’s largest bitcoin spot ETF", "etf.btc.funds.ibit btc"),
        ("total outflow in the US bitcoin ETF market", "etf.btc"),
        ("BlackRock’s iShares Bitcoin Trust", "etf.btc.funds.ibit"),
        ("BTC ETF outflows: $1.33B", "etf.btc"),
        ("Ethereum spot ETFs and Solana funds", "etf.eth etf.sol"),
        ("Grayscale’s ETH lost more than ETHE", "etf.eth.funds.eth etf.eth.funds.ethe"),
        ("the Greed & Fear Index", "fear_greed"),
        ("Total DeFi TVL fell", "tvl"),
        ("total market cap and crypto market value", "market market"),
        ("a ton of sol and a BTC-USDT long", ""),
        ("TON rallied, SOL and XRP too", "ton sol xrp"),
        ("Ethereum’s ether, not osETH or WETH", "eth eth"),
        ("memecoins, NFTs and stablecoins", "memecoins nfts stablecoins"),
        ("the Treasury General Account (TGA) and SOFR", "tga tga sofr"),
        ("hodlers of Ibit", ""),
    ],
)
def test_what_a_sentence_speaks_of(text: str, keys: str) -> None:
    assert " ".join(one.key for one in subjects.find(text)) == keys


def test_subjects_are_named_as_people_name_them() -> None:
    assert [subjects.name_of(key) for key in ("etf.btc", "etf.btc.funds.gbtc", "eth", "fear_greed")] == [
        "the bitcoin funds",
        "GBTC",
        "ether",
        "fear greed",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("four-day cumulative outflows", "run 4"),
        ("over four trading days", "run 4"),
        ("the fourth session of outflows in a row", "run 4"),
        ("the fifth consecutive day of redemptions", "run 5"),
        ("All 10 sessions so far", "run 10"),
        ("on Nov 3, entirely from IBIT", "day 11/3"),
        ("From October 29 to November 3", "between 10/29 11/3"),
        ("(October 5 to November 4)", "between 10/5 11/4"),
        ("Nov 3–5", "between 11/3 11/5"),
        ("between Nov. 3 and Nov. 4", "between 11/3 11/4"),
        ("on Nov. 3 and Nov. 4", "day 11/3, day 11/4"),
        ("Last week", "week last"),
        ("Looking at the whole week", "week the whole"),
        ("net redemptions in November", "month November"),
        ("in a 24-hour window, four days ago", ""),
        ("the first session of the year", ""),
    ],
)
def test_which_stretch_of_time(text: str, told: str) -> None:
    def words(window: windows.Window) -> str:
        named = [f"{day.month}/{day.day}" for day in dict.fromkeys((window.first, window.last)) if day]
        return " ".join(filter(None, (window.kind, str(window.sessions or ""), window.which, *named)))

    assert ", ".join(map(words, windows.find(text))) == told


def test_a_stretch_that_ends_before_it_begins_is_none() -> None:
    (window,) = windows.find("from Nov. 5 to Nov. 3")
    assert window.days(date(2025, 11, 6)) is None


def told_flows(text: str, topic: str = "") -> list[str]:
    def words(flow: flows.Flow) -> str:
        when = "+".join(window.text for window in flow.when)
        millions = f"{(abs(flow.number.value) / 1_000_000).normalize():f}"
        return f"{flow.subject} {'-' if flow.out else '+'}{millions} {when}".strip()

    return [words(flow) for flow in flows.find(text, topic)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Bitcoin ETFs: $186.5 million outflow on Nov 3, entirely from IBIT; four-day outflows $1.33 billion",
            ["etf.btc -186.5 Nov 3", "etf.btc -1330 four-day"],
        ),
        (
            "Ethereum ETFs: $135.76 million outflow on Nov 3 (BlackRock's ETHA: -$81.7M, Fidelity's FETH: -$25.14M)",
            ["etf.eth -135.76 Nov 3", "etf.eth.funds.etha -81.7 Nov 3", "etf.eth.funds.feth -25.14 Nov 3"],
        ),
        (
            "BlackRock's IBIT posted $186.5M outflow on Nov 3; cumulative four-day BTC ETF outflows: $1.33B.",
            ["etf.btc.funds.ibit -186.5 Nov 3", "etf.btc -1330 four-day"],
        ),
        (
            "Last week, bitcoin ETFs had an outflow of $802 million, and on November 3 another $180 million flowed out",
            ["etf.btc -802 Last week", "etf.btc -180 November 3"],
        ),
        (
            (
                "From October 29 to November 3, IBIT, a bitcoin ETF, saw an outflow of $715 million over four days, "
                "half of the $1.34 billion total outflow in the US bitcoin ETF market."
            ),
            [
                "etf.btc.funds.ibit -715 four days+October 29 to November 3",
                "etf.btc -1340 October 29 to November 3",
            ],
        ),
        (
            "IBIT had a net outflow of $403 million, 50.4% of the market’s $799 million outflow.",
            ["etf.btc.funds.ibit -403", "etf.btc -799"],
        ),
        (
            "Bitcoin funds lost $137.0 million on Nov. 5, with IBIT at −$375.5 million, against +$113 million at FBTC",
            ["etf.btc -137 Nov. 5", "etf.btc.funds.ibit -375.5 Nov. 5", "etf.btc.funds.fbtc +113 Nov. 5"],
        ),
        (
            "Bitcoin funds took in $149.3 million on Oct. 27 and $202.4 million on Oct. 28.",
            ["etf.btc +149.3 Oct. 27", "etf.btc +202.4 Oct. 28"],
        ),
        ("Solana ETFs post inflows: $70.05 million on Nov 3, highest since launch", ["etf.sol +70.05 Nov 3"]),
        ("Bitcoin funds hold $140 billion and their assets fell by $9 billion.", []),
        ("Balancer lost $128.6 million on Nov. 3.", []),
        (
            "IBIT lost $714.8 million, more than half of the $1.34 billion.",
            ["etf.btc.funds.ibit -714.8", "etf.btc -1340"],
        ),
        ("Ethereum’s $359M spot exchange outflow on Nov 3 hit ETF holders.", []),
    ],
)
def test_who_lost_how_much_when(text: str, told: list[str]) -> None:
    assert told_flows(text) == told


def test_it_is_the_funds_of_the_bullet() -> None:
    text = (
        "It was the fourth session of outflows in a row and the smallest of the four; together they took $1.34 "
        "billion, the most in four sessions since Aug. 5, $714.8 million of it from IBIT."
    )
    assert told_flows(text, "etf.btc") == [
        "etf.btc -1340 fourth session",
        "etf.btc.funds.ibit -714.8 fourth session",
    ]
    assert told_flows(text) == []
    assert flows.topic_of(text) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bitcoin has slipped to $103,849", "btc price 103849"),
        ("Ethereum trades at $3,600–$3,634", "eth price 3600-3634"),
        ("Solana fell 9.4% to ~$158", "sol price 158"),
        ("Bitcoin $91,152.57 (-16.94%) Ethereum $3,028", "btc price 91152.57, eth price 3028"),
        ("bitcoin is falling below $99,000", "btc below 99000"),
        ("Bitcoin has lost its $100,000 support level", "btc below 100000"),
        ("Bitcoin has retreated towards the $100,000 mark", "btc toward 100000"),
        ("Bitcoin climbed above $110,000", "btc above 110000"),
        ("bitcoin hit a record high of $126,000", "btc peak 126000"),
        ("fallen 18% from early October's $4,252 peak, says an Ethereum fan", ""),
        ("Ethereum is off its $4,252 peak", "eth peak 4252"),
        ("Ethereum touched as low as $3,000", "eth low 3000"),
        ("If ETH holds above $3,679, a bounce to $3,899 is likely", "eth level 3679, eth level 3899"),
        ("Bitcoin could fall to $84,000", "btc level 84000"),
        ("the average cost of bitcoin wallets is $55,900", "btc other 55900"),
        ("Bitcoin fell from above $126,000 into the $80,000 range", "btc from 126000, btc price 80000"),
        ("Bitcoin lost $5 million, Bitcoin ETFs $186.5 million", ""),
        ("GSOL at +$900,000", ""),
    ],
)
def test_what_a_coin_costs(text: str, told: str) -> None:
    def words(quote: quotes.Quote) -> str:
        low, high = quote.span
        ends = f"{quote.number.value:f}" if "–" not in text else f"{low:f}-{high:f}"
        return f"{quote.coin} {quote.kind} {ends}"

    assert ", ".join(map(words, quotes.find(text))) == told


def test_a_price_without_a_coin_is_the_topic_s() -> None:
    (quote,) = quotes.find("Break below $104,179 could come", "btc")
    assert quote.coin == "btc"
    assert quotes.find("It fell to $104,179") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("DeFi TVL fell from roughly $178B at the start of October to about $115B", "tvl 178-115"),
        ("memecoin value at roughly $39.40 B, down from about $44.00 the day before", "memecoins 44-39.4 a day"),
        ("It rose to $110 billion from $104 billion", " 104-110"),
        ("NFT value fell from about $4.90B to under $3.00B", "nfts 4.9-3"),
        ("BTC and ETH: $2 billion and $3 billion", ""),
    ],
)
def test_from_what_to_what(text: str, told: str) -> None:
    def words(move: moves.Move) -> str:
        ends = (f"{(end.value / 1_000_000_000).normalize():f}" for end in (move.start, move.end))
        return f"{move.key} {'-'.join(ends)}" + (" a day" if move.in_a_day else "")

    assert ", ".join(map(words, moves.find(text))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("DeFi TVL fell by about $55B, and Balancer lost more than $120M", "tvl -55, nothing -0.12"),
        ("memecoins are down, with more than $5.00 B in value wiped out in 24 hours", "memecoins -5 a day"),
        ("The stablecoin supply grew by $2 billion", "stablecoins +2"),
        ("It fell from $178B to $115B", ""),
    ],
)
def test_what_was_lost(text: str, told: str) -> None:
    def words(loss: moves.Loss) -> str:
        amount = f"{(loss.number.value / 1_000_000_000).normalize():f}"
        return f"{loss.key or 'nothing'} {'-' if loss.down else '+'}{amount}" + (" a day" if loss.in_a_day else "")

    assert ", ".join(map(words, moves.losses(text))) == told


@pytest.mark.parametrize(
    ("text", "side", "since"),
    [
        ("the lowest level since April 5; Myriad", "lowest", date(2025, 4, 5)),
        ("its largest one-day fall since Oct. 11", "largest", date(2025, 10, 11)),
        ("the most in four sessions since Aug. 5", "largest", date(2025, 8, 5)),
        ("the lowest since Dec. 20", "lowest", date(2024, 12, 20)),
        ("highest since Dec. 20, 2000", "highest", date(2000, 12, 20)),
        ("its highest point since June", "highest", date(2025, 6, 30)),
        ("the lowest since December", "lowest", date(2024, 12, 31)),
        ("the lowest since April 2021", "lowest", date(2021, 4, 30)),
        ("the most of their five sessions since launch on Oct. 28", "largest", None),
        ("the most since the funds began on July 23, 2024", "largest", None),
        ("marking a new six-month low", "lowest", date(2025, 5, 8)),
        ("a two-week high", "highest", date(2025, 10, 21)),
        ("Biggest Outflow in Days", "largest", date(2025, 10, 30)),
        ("an industry record for the highest single-day outflow", "largest", None),
    ],
)
def test_since_when(text: str, side: str, since: date | None) -> None:
    (one,) = superlatives.find(text)
    assert (one.side, one.begins(date(2025, 11, 4))) == (side, since)


@pytest.mark.parametrize(
    "text",
    [
        "third-largest single-day outflow since October",
        "the second largest monthly redemption since launch",
        "one of the largest wipeouts since summer",
        "the highest of the last 365 days",
        "after its largest outflow since Aug. 1",
        "It was the fifth-largest outflow of 281 sessions since launch",
        "It was the 21st-largest outflow of 281 sessions since launch",
        "the 12th largest inflow since launch",
    ],
)
def test_superlatives_that_claim_something_else(text: str) -> None:
    assert superlatives.find(text) == []


def test_a_whole_life_is_one() -> None:
    (one,) = superlatives.find("the highest since launch")
    assert one.whole_life
    assert one.since is None


def test_amounts_below_a_million_are_prices_unless_they_have_a_sign() -> None:
    assert told_flows("Solana funds had inflows, with GSOL at +$900,000 and SOL at $158,000.") == [
        "etf.sol.funds.gsol +0.9"
    ]
    assert flows.LEAST == 1_000_000
