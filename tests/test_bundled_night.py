"""The bundled night says what was published and what the series prove, and none of the mistakes of its model."""

import json
import re
from pathlib import Path

import pytest

from brief.desk.checks import Case, Evidence, run
from nights import BUNDLED, EDITION, files_below, new_site, run_replay


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = new_site(tmp_path_factory.mktemp("bundled"))
    run_replay(store, publish=True)
    return (store.content / "_posts" / f"{EDITION}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def words(post: str) -> str:
    """The body as a reader reads it: no footnotes, no escapes, one blank between words."""
    body = post.split("\n---\n", 1)[1]
    body = re.sub(r"^\[\^.*$", "", body, flags=re.MULTILINE)
    return " ".join(re.sub(r"\[\^[^\]]+\]", "", body).replace("\\", "").replace("**", "").split())


@pytest.mark.parametrize(
    "said",
    [
        "Bitcoin dropped 3.2% in 24 hours to $103,849, which would be its lowest daily close since June 22.",
        (
            "Bitcoin is 5.4% below its 200-day average of $109,834 and 17.7% below $126,199.63, its Oct. 6 high on "
            "Binance."
        ),
        "Ethereum differs by source, $3,600 to $3,634: a spread of 0.9%.",
        "| Solana | $158 | −9.4% |",
        "| BNB | – | −6.4% |",
        "| XRP | – | −5% |",
        "Liquidations came to $1.37 billion in 24 hours, as WorldCoinIndex reported.",
        "slid to 21 (Extreme Fear) from 42, its lowest since April 9 and its largest one-day fall since Oct. 11.",
        "Bitcoin funds lost $186.5 million on Nov. 3, all of it from IBIT.",
        "It was the fourth session of outflows in a row and the smallest of the four; together they took",
        "$1.34 billion, the most in four sessions since Aug. 5, $714.8 million of it from IBIT.",
        "Ethereum funds lost $135.7 million on Nov. 3, 60% of it from ETHA.",
        "It was the fourth session of outflows in a row; together they took $499.5 million.",
        "Solana funds took in $70.1 million on Nov. 3, the most of their five sessions since launch on Oct. 28",
        (
            "SOFR, the rate of overnight loans against Treasuries, was 4.22% on Oct. 31 (+18 bp), 22 bp above the top "
            "of the Fed’s target range of 3.75% to 4.00%. It was its largest one-day rise since July 27, 2023."
        ),
        "left $23.79 billion with the Fed overnight on Nov. 3, after $51.80 billion on Oct. 31.",
        (
            "Treasury cash averaged $957.99 billion in the week to Oct. 29, $587.48 billion more than in the week to "
            "July 30, three months before."
        ),
        "It was the highest weekly average since April 28, 2021.",
        (
            "Nov. 4 is day 35 of the US federal government’s shutdown, which began on Oct. 1: as long as the longest "
            "before it, which ended on its 35th day, Jan. 25, 2019."
        ),
        "Supply of all stablecoins pegged to the dollar was $305.86 billion on Nov. 3, $1.35 billion (0.4%) less than",
        "In October it grew by $8.49 billion (2.9%), the 25th month of growth in a row.",
        "Peg: a USDT was worth $0.99977 on Nov. 3, 2 bp below a dollar, by the closes of bitcoin in dollars on",
        "Balancer lost 46% of its value locked in a day, as was reported.",
        "This edition is set at 12:00 UTC on Nov. 4, 2025, an assumption",
        "Reconstructed. The figures of this edition were put together from reports published at the time",
    ],
)
def test_it_says(words: str, said: str) -> None:
    assert said in words


@pytest.mark.parametrize(
    "mistake",
    [
        "April 5",  # D67: the index read 30 that day
        "1.33 billion",  # D69: truncated, not rounded
        "Biggest",  # D06: the smallest of four
        "since summer",  # D07
        "18%",  # D08: a 7-day change sold as one from the peak
        "October-to-date",  # D09
        "hold above",  # D04: the price was below
        "six-day",  # D68
        "High confidence",  # D47
        "crpyto",  # D02
        "Dogecoin",  # A13: an asset without a figure is left out
        "4.13%",  # SOFR of Nov. 3, which came out an hour after this edition
        "surged by 22",  # D15: it rose by 18 bp, to a level 22 bp above the range
        "$100 billion",  # D16: the Treasury's cash by a factor of ten too small
        "Myriad",  # nobody we read published it
        "because",
        "crash",
        "panic",
    ],
)
def test_it_never_says(post: str, mistake: str) -> None:
    assert mistake not in post


def test_the_title_is_made_of_the_two_strongest_facts(post: str) -> None:
    title = "Daily Crypto Market Brief – Four Sessions of Bitcoin Fund Outflows: $1.37B Liquidated, BTC Near $104K"
    assert f'\ntitle: "{title}"\n' in post


def test_minus_signs_are_real_and_amounts_have_units(words: str) -> None:
    table = re.sub(r"\|[-:|]+\|", "", words)
    assert not re.search(r"(?<![\w-])-\$?\d", table)
    assert not re.search(r"\$\d[\d.,]*\s?[BMK]\b", words)


def test_no_vendor_is_cited_for_a_number_it_did_not_publish(post: str) -> None:
    """Prices and totals came from reports; only the facts of those who made them carry their name."""
    notes = dict(re.findall(r"^\[\^([\w-]+)\]: (.*)$", post, flags=re.MULTILINE))
    assert set(notes) == {
        *("coingecko", "coinpaprika", "binance-klines", "coinglass-liquidations", "alternative-me"),
        *("farside-btc", "farside-eth", "farside-sol", "coinbase", "news-search"),
        *("nyfed-rates", "fred-fed", "count-shutdown"),
        *("defillama-stablecoins", "defillama-protocols"),
    }
    for label in ("coingecko", "coinpaprika", "coinglass-liquidations", "defillama-protocols"):
        assert "reconstructed from" in notes[label]
        assert not re.search(r"CoinGecko|CoinPaprika|CoinGlass|SoSoValue|DefiLlama", notes[label])
    assert "reconstructed from Yahoo Finance, Nov. 4, 2025, <https://finance.yahoo.com/" in notes["coingecko"]
    assert "reconstructed from Farside Investors" in notes["farside-btc"]
    assert "Data provided by CoinGecko" not in post


def test_no_check_fails(post: str) -> None:
    evidence = Evidence(root="https://brief.example.org")
    assert run(Case(name=f"{EDITION}.md", text=post, day=BUNDLED, ours=True, evidence=evidence)) == []


def test_every_printed_figure_has_a_receipt_and_every_link_meets_it(tmp_path: Path) -> None:
    store = new_site(tmp_path)
    run_replay(store, publish=True)
    text = (store.content / "_posts" / f"{EDITION}.md").read_text(encoding="utf-8")
    page = (store.site / "receipts" / EDITION / "index.html").read_text(encoding="utf-8")
    anchors = re.findall(rf"/receipts/{EDITION}/#(fig-[\w-]+)\)", text)
    assert len(anchors) == 15
    for anchor in [*anchors, "fig-etf-btc-net", "fig-etf-btc-streak_sum", "fig-prices-btc-binance-close-lowest_since"]:
        assert f'id="{anchor}"' in page


def test_a_receipt_names_no_stored_point_that_is_not_stored(tmp_path: Path) -> None:
    """Tonight's price is no close: the receipt of "would be its lowest close" says which figure stands for one."""
    store = new_site(tmp_path)
    run_replay(store, publish=True)
    record = json.loads((store.receipts_folder(EDITION) / "receipts.json").read_text(encoding="utf-8"))
    stored = {path.stem: path.read_text(encoding="utf-8") for path in (store.content / "_series").glob("*.csv")}
    points = [
        re.fullmatch(r"(\S+)\[(\S+)\] = (\S+) \((\S+), known (\S+)\)", name)
        for each in record["receipts"]
        for name in each["inputs"]
        if "[" in name
        and not name.startswith("counts.yaml[")
        and " rows, sha256 " not in name  # a long stretch has its own test
    ]
    assert len(points) > 40
    for point in points:
        assert point
        name, day, value, source, known = point.groups()
        if name in stored:
            assert f"{day},{value},{source},{known}\n" in stored[name]
    (since,) = (r for r in record["receipts"] if r["figure"] == "prices.btc.binance.close.lowest_since")
    assert since["inputs"][0].startswith("prices.btc.binance.close[2025-06-22..2025-11-03] (135 rows, sha256 ")
    assert since["inputs"][-1] == "prices.btc.usd"
    assert [reading["source"] for reading in since["readings"]] == ["coingecko"]
    (streak,) = (r for r in record["receipts"] if r["figure"] == "etf.btc.streak")
    ends = [name for name in streak["inputs"] if name.startswith("etf.btc.net[2025-10-28] = 202400000 ")]
    assert len(ends) == 1


def test_running_it_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    store = new_site(tmp_path)
    run_replay(store)
    before = files_below(store.root)
    done = run_replay(store)
    assert files_below(store.root) == before
    assert f"The post {EDITION} is unchanged." in done.said
    assert not done.degraded


def test_the_night_leaves_the_shipped_series_as_they_are(tmp_path: Path) -> None:
    store = new_site(tmp_path)
    before = files_below(store.content / "_series")
    run_replay(store, BUNDLED)
    assert files_below(store.content / "_series") == before
