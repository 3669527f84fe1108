"""Every recorded answer about news is named here: what reads it, what refuses it, or why nobody reads it.

A recording that nobody reads proves nothing, and a reader that turns quiet prints an empty section: each file stands
in the table with the number of its items and the first of them, or with the sentence that refuses it.
"""

import importlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from brief.errors import Refused, Unreachable
from brief.models import Item, Night, Payload
from commands import is_sentence
from recordings import READ as FIRST_READ
from recordings import REFUSED as FIRST_REFUSED
from recordings_venues import READ_ALSO, REFUSED_ALSO

NOW = "2026-11-20T12:00:00Z"
OPTIONS = {
    "feed": {"topic": "news.outlet", "outlet": "Outlet"},
    "statuspage": {"page": "https://status.example", "venue": "venue", "outlet": "Venue"},
}
Change = Callable[[bytes], bytes]


def as_it_is(body: bytes) -> bytes:
    return body


def below_its_header(body: bytes) -> bytes:
    """Without the three lines that say what was asked."""
    assert body.startswith(b"GET\n/")
    return body.split(b"\n", 3)[3]


def of_windows(body: bytes) -> bytes:
    """The same, with its bytes of Windows-1252 as UTF-8."""
    return below_its_header(body).decode("cp1252").encode()


def out_of_its_wrapper(body: bytes) -> bytes:
    """The answer that its recorder put into an object of his own."""
    inner = json.loads(body)["body"]
    assert isinstance(inner, str)
    return inner.encode()


class Read(NamedTuple):
    """An answer, what reads it, how many items it gives, and when and what the first of them is."""

    file: str
    module: str
    number: int
    first: str = ""
    title: str = ""
    night: str = NOW
    change: Change = as_it_is


class Refusal(NamedTuple):
    """An answer that gives no item, and the sentence behind the source's name."""

    file: str
    module: str
    sentence: str
    error: type[Exception] = Refused
    change: Change = as_it_is


ARXIV, SEC, EDGAR = "arxiv/", "sec/", "sec-edgar/"
NO_FEED = "answered with something that is no feed; see what its address gives now."
CUT_OFF = "sent a feed that is cut off or broken; it was not read."
TOO_OFTEN = (
    "answered with error 50011: Rate limit reached. "
    "Please refer to API documentation and throttle requests accordingly."
)

READ = (
    Read(
        "arxiv/id_0000.0000_s0_m100_8b51d9633a68.json",
        "arxiv",
        0,  # a search without a paper
        change=out_of_its_wrapper,
    ),
    Read(
        "arxiv/id_1605.08386_s0_m100_199195aa31ad.json",
        "arxiv",
        1,
        "2016-05-26T17:59:46+00:00",
        "Heat-bath random walks with Markov bases",
        change=out_of_its_wrapper,
    ),
    Read(
        "arxiv/id_2104.12255v1_s0_m100_6ae69987ffe1.json",
        "arxiv",
        1,
        "2021-04-20T16:07:14+00:00",
        "0",
        change=out_of_its_wrapper,
    ),
    Read(
        "arxiv/q_testing_s0_m10_bc5a6c384fe9.json",
        "arxiv",
        10,
        "2025-03-07T12:39:59+00:00",
        "A Survey on Web Testing: On the Rise of AI and Applications in Industry",
        change=out_of_its_wrapper,
    ),
    Read(
        "bea/news_schedule.recorded-trimmed.html",
        "bea_calendar",
        3,  # of seven rows, one without a date
        "2026-09-30T12:30:00+00:00",
        "GDP (Third Estimate), Industries, Corporate Profits, State GDP, and State Personal Income, 2nd Quarter 2026; "
        "State PCE, 2025",
        night="2026-09-29T06:00:00Z",
    ),
    Read(
        "binance/cms_article_list_query.recorded-excerpt.json",
        "binance_announcements",
        1,
        "2025-06-25T09:30:41+00:00",
        "Binance Futures Will Launch USDⓈ-Margined OLUSDT Perpetual Contract (2025-06-25)",
    ),
    Read(
        "binance/sapi_v1_system_status.docs-sample.txt",
        "binance_status",
        0,  # all is normal
        change=below_its_header,
    ),
    Read(
        "bls/bls_ics.recorded-trimmed.ics",
        "bls_calendar",
        3,  # of fifteen
        "2026-10-14T12:30:00+00:00",
        "Real Earnings",
        night="2026-10-12T06:00:00Z",
    ),
    Read(
        "bybit/v5_announcements_index.docs-sample.json",
        "bybit_announcements",
        1,
        "2023-03-17T09:33:28+00:00",
        "New Listing: Arbitrum (ARB) — Deposit, Trade and Stake ARB to Share a 400,000 USDT Prize Pool!",
    ),
    Read("bybit/v5_system_status.docs-sample.json", "bybit_status", 0),  # six windows that are over
    Read(
        "cftc/rssgp.excerpt-one-item.xml",
        "feed",
        1,
        "2026-04-15T18:42:19+00:00",
        "CFTC Approves Order to Further Strengthen U.S. Treasury Market Liquidity",
    ),
    Read(
        "coindesk/rss.recorded.xml",
        "feed",
        3,
        "2026-09-25T14:41:53+00:00",
        "Circle and Tether step in to freeze hacker wallet after massive Bitget crypto heist",
    ),
    Read(
        "cointelegraph/rss.recorded.xml",
        "feed",
        5,
        "2026-09-30T17:17:54+00:00",
        "Brazil’s Petrobras uses Cardano to track sustainable aviation fuel, renewable diesel",
    ),
    Read(
        "defillama/hacks.recorded-subset.json",
        "defillama_hacks",
        1,  # the eleven others are older than 400 days
        "2025-11-03",
        "Balancer V2: Token & Share Accounting",
    ),
    Read(
        "defillama/hacks.recorded-subset.json",
        "defillama_hacks",
        2,
        "2025-11-03",
        "Balancer V2: Token & Share Accounting",
        night="2026-03-01T06:00:00Z",
    ),
    Read(
        "esma/rss.recorded.xml",
        "feed",
        10,
        "2026-07-16T11:53:00+00:00",
        "Joint Board of Appeal dismisses appeal against the EBA",
    ),
    Read(
        "fed/calendar.recorded-trimmed.json",
        "fed_calendar",
        5,
        "2026-09-16T18:00:00+00:00",
        "FOMC Meeting",
        night="2026-09-16T06:00:00Z",
    ),
    Read(
        "fed/calendar_full_2026-05-10.recorded-trimmed.json",
        "fed_calendar",
        2,
        "2026-11-18T19:00:00+00:00",
        "FOMC Minutes",
        night="2026-11-18T06:00:00Z",
    ),
    Read(
        "fed/press_all_2026-04-27.recorded.xml",
        "feed",
        20,
        "2026-04-24T20:00:00+00:00",
        "Federal Reserve Board announces approval of application by OceanFirst Financial Corp.",
    ),
    Read(
        "fed/press_all_2026-09-24.recorded-trimmed.xml",
        "feed",
        3,
        "2026-09-24T18:30:00+00:00",
        "Federal Reserve Board requests public comment on two proposals related to establishing a regulatory "
        "framework for Board-supervised payment stablecoin issuers under the GENIUS Act",
    ),
    Read(
        "fed/speeches.recorded.xml",
        "feed",
        15,
        "2026-06-06T16:00:00+00:00",
        "Barr, Deregulating in a Financial Boom: What Could Go Wrong?",
    ),
    Read("fed/testimony.recorded.xml", "feed", 12, "2026-06-03T20:30:00+00:00", "Bowman, Supervision and Regulation"),
    Read(
        "federal-register/documents_mixed.recorded.json",
        "federal_register",
        4,
        "2026-07-13",
        "Airworthiness Directives; The Boeing Company Airplanes",
    ),
    Read(
        "federal-register/documents_presdocu.recorded-trimmed.json",
        "federal_register",
        3,
        "2026-09-23",
        "Enhancing Program Integrity and Interagency Coordination in the Administration of the H-1B Nonimmigrant "
        "Visa Program",
    ),
    Read("kraken/public_SystemStatus.docs-sample.json", "kraken_status", 0),  # online
    Read(
        "kucoin/GetAnnouncements_unified.recorded.txt",
        "kucoin_announcements",
        14,
        "2024-10-23T11:48:07+00:00",
        "KuCoin Trading Bot Will Delist the Orion Protocol (ORN) Project",
        change=of_windows,
    ),
    Read("kucoin/v1_status.docs-sample.json", "kucoin_status", 0),  # open
    Read(
        "kucoin/v3_announcements.docs-sample.json",
        "kucoin_announcements",
        3,
        "2024-10-22T10:47:23+00:00",
        "KuCoin Isolated Margin Adds the Scroll (SCR) Trading Pair",
    ),
    Read(
        "okx/GetAnnouncements.docs-sample-2024.txt",
        "okx_announcements",
        2,
        "2024-09-12T08:00:00+00:00",
        "OKX to delist KISHU margin trading pairs",
        change=below_its_header,
    ),
    Read(
        "okx/v5_support_announcements.docs-sample.json",
        "okx_announcements",
        2,
        "2025-10-28T03:00:04+00:00",
        "OKX to list Virtuals Protocol (VIRTUAL) for spot trading",
    ),
    Read("okx/v5_system_status.docs-sample.json", "okx_status", 0),  # one window that is over
    Read("sec-edgar/getcompany_8k_spy_no_entries.recorded.atom", "feed", 0),  # a company without filings
    Read(
        "sec-edgar/getcurrent_8k_2026-04-30.recorded-trimmed.atom",
        "feed",
        7,
        "2026-04-30T21:30:48+00:00",
        "8-K - DBV Technologies S.A. (0001613780) (Filer)",
    ),
    Read(
        "sec-edgar/getcurrent_all_2025-12-12.recorded.atom",
        "feed",
        4,
        "2025-12-12T23:02:43+00:00",
        "4 - Perez Daniel Antonio (0002063236) (Reporting)",
    ),
    Read("sec/litigation_releases_rss.recorded.xml", "feed", 5, "2024-07-01T19:00:56+00:00", "Adrian J. Kawuba"),
    Read(
        "sec/pressreleases.recorded.rss",
        "feed",
        25,
        "2026-06-12T16:30:00+00:00",
        "SEC Appoints John Moses as Director of the Office of Investor Education and Assistance",
    ),
    Read(
        "sec/speeches-statements.recorded.rss",
        "feed",
        25,
        "2026-06-13T19:18:31+00:00",
        "Remarks to the US-CEE Connection: Transatlantic Challenges in Law, Business & Policy",
    ),
    Read(
        "sfc-hk/news_search.docs-sample.json",
        "sfc_news",
        1,
        "2026-02-16T08:53:29+00:00",
        "Settlement with Sino Wealth International Limited...",
    ),
    Read(
        "slowmist/hacked_list.shape-sample-unverified.html",
        "slowmist_hacked",
        2,
        "2026-03-27",
        "Moonwell: Governance Attack",
    ),
    Read(
        "statuspage/summary_cloudflare.recorded-trimmed.json",
        "statuspage",
        1,  # no incident is named, and the maintenance lies behind this night
        "2026-11-20T12:00:00+00:00",
        "Minor Service Outage",
    ),
    Read(
        "statuspage/summary_cloudflare.recorded-trimmed.json",
        "statuspage",
        2,
        "2026-08-10T09:00:00+00:00",
        "STL (St. Louis) on 2026-08-10",
        night="2026-08-07T10:00:00Z",
    ),
    Read(
        "theblock/rss.recorded.xml",
        "feed",
        20,
        "2026-07-16T16:00:02+00:00",
        "Multicoin Capital makes first Hyperliquid ecosystem investment in Trasia, an Asia-focused trading platform",
    ),
    Read(
        "treasury-fiscaldata/upcoming_auctions.recorded-trimmed.json",
        "treasury_auctions",
        10,
        "2026-07-23",
        "10-Year Note auction",
        night="2026-07-22T06:00:00Z",
    ),
    Read("treasury-fiscaldata/upcoming_auctions_empty.recorded.json", "treasury_auctions", 0),
)

REFUSED = (
    Refusal(
        "arxiv/id_abc_s0_m100_b79c8dcf6bc3.json",
        "arxiv",
        "did not accept the question: incorrect id format for abc.",
        change=out_of_its_wrapper,
    ),
    Refusal("arxiv/q_testing_s0_m10_bc5a6c384fe9.json", "arxiv", CUT_OFF),  # its recorder's wrapper is no feed
    Refusal(
        "binance/sapi_v1_system_status.docs-sample.txt",
        "binance_status",
        "sent broken JSON at character 0 (74 bytes).",
    ),
    Refusal(
        "kucoin/GetAnnouncements_unified.recorded.txt",
        "kucoin_announcements",
        "sent bytes that are not UTF-8 text.",
    ),
    Refusal(
        "kucoin/GetAnnouncements_unified.recorded.txt",
        "kucoin_announcements",
        "sent bytes that are not UTF-8 text.",
        change=below_its_header,
    ),
    Refusal(
        "okx/GetAnnouncementTypes.docs-sample-2024.txt",
        "okx_announcements",
        "sent an answer without 'details' at /data/0.",  # the kinds of announcements
        change=below_its_header,
    ),
    Refusal(
        "okx/GetAnnouncements.docs-sample-2024.txt",
        "okx_announcements",
        "sent broken JSON at character 0 (813 bytes).",
    ),
    Refusal("okx/error_rate_limit.docs-sample.json", "okx_announcements", TOO_OFTEN, Unreachable),
    Refusal("okx/error_rate_limit.docs-sample.json", "okx_status", TOO_OFTEN, Unreachable),
    Refusal("sec-edgar/getcurrent_past_end_empty.recorded.atom", "feed", NO_FEED),  # a web page
    Refusal(
        "statuspage/status_claude_healthy.recorded.json",
        "statuspage",
        "sent an answer without 'incidents' at /.",  # status.json, not the summary that we ask for
    ),
    Refusal("stooq/quote-404.recorded.html", "feed", NO_FEED),
)

BESIDE = (
    "alternative-me/fng.recorded.json",
    "fred/fredgraph_DGS10.recorded-trimmed.csv",
    "fred/fredgraph_DTWEXBGS.recorded-trimmed.csv",
    "fred/fredgraph_RRPONTSYD.recorded-trimmed.csv",
    "fred/fredgraph_SOFR.recorded-trimmed.csv",
    "fred/fredgraph_WALCL.recorded-trimmed.csv",
    "nyfed/rates_all_latest.recorded.json",
    "nyfed/rates_secured_sofr_search.recorded.json",
    "stooq/blocked_js_challenge.recorded.html",
    "stooq/history-challenge.recorded.html",
    "treasury-fiscaldata/dts_operating_cash_balance.recorded-trimmed.json",
    "yahoo-chart/chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.recorded.json",
    "yahoo-chart/chart-BTC-USD-2020-01-01-to-2020-01-03.recorded.json",
    "yahoo-chart/chart-EURUSD=X-2020-01-01-to-2020-01-03.recorded.json",
    "yahoo-chart/chart-GC=F-2020-01-01-to-2020-01-03.recorded.json",
    "yahoo-chart/chart-QQQ-2020-01-01-to-2020-01-03.recorded.json",
    "yahoo-chart/chart-WSU.DE-2023-08-04-to-2023-08-09.recorded.json",
    "yahoo-chart/v8_GSPC_1y.recorded-trimmed.json",
    "yahoo-chart/v8_GSPC_5d.recorded.json",
    "yahoo-chart/v8_IXIC_1y.recorded-trimmed.json",
    "yahoo-chart/v8_not_found.docs-sample.json",
)
"""Figures, not news: they stand in the tables of `recordings.py` and `recordings_venues.py`."""

FRED_API = "FRED's API wants a key; we ask for its file, which wants none"
BILLS = "what Congress's API says of one bill, and it wants a key; nobody asks it"
STOOQ = "figures of May 2026; Stooq gives web pages since, and nobody asks it"
UNREAD = {
    "congress/bill.docs-sample.txt": BILLS,
    "congress/bill_117_hr_21.docs-sample.txt": BILLS,
    "congress/bill_117_hr_21_actions.docs-sample.txt": BILLS,
    "fred/api_invalid_key.recorded.json": FRED_API,
    "fred/api_observations_DFF.recorded.json": FRED_API,
    "fred/api_release_dates_cpi.recorded.json": FRED_API,
    "nasdaq-calendar/economicevents_empty_2024-07-06.recorded.json": "an empty day; Nasdaq keeps robots out",
    "stooq/q_l_BTC-USD.recorded.csv": STOOQ,
    "stooq/q_l_GC_F.recorded.csv": STOOQ,
    "stooq/q_l_GSPC.recorded.csv": STOOQ,
    "stooq/q_l_NOTFOUND.recorded.csv": STOOQ,
    "stooq/q_l_VIX.recorded.csv": STOOQ,
}
"""Files that nobody reads, and why."""

READERS = sorted({case.module for case in (*READ, *REFUSED)})


def read(module: str, body: bytes, at: str = NOW) -> list[Item]:
    night = Night(day=datetime.fromisoformat(at).date(), at=datetime.fromisoformat(at), options=OPTIONS.get(module, {}))
    payload = Payload(source="source", url="https://source.example/answer", body=body, fetched_at=night.at)
    found = importlib.import_module(f"brief.sources.{module}").items([payload], night)
    return list(found)


def name(case: Read | Refusal) -> str:
    return f"{case.module}-{case.file.split('/')[0]}-{case.file.split('/')[1][:24]}-{case.change.__name__}"


def describes_others(path: Path) -> bool:
    """Where the others came from, and how."""
    return path.name in ("INDEX.md", "LIBRARIES.md") or path.name.endswith((".meta.json", "_meta.json"))


def test_every_recording_is_named(contracts: Path) -> None:
    folder = contracts / "news"
    files = (path for path in folder.rglob("*") if path.is_file() and not describes_others(path))
    there = {path.relative_to(folder).as_posix() for path in files}
    assert there == {*(case.file for case in (*READ, *REFUSED)), *BESIDE, *UNREAD}


def test_none_is_named_as_read_and_as_unread() -> None:
    told = {case.file for case in (*READ, *REFUSED)}
    assert not told & UNREAD.keys()
    assert not told & {*BESIDE}
    assert not UNREAD.keys() & {*BESIDE}


@pytest.mark.parametrize("case", READ, ids=name)
def test_a_recording_gives_its_items(contracts: Path, case: Read) -> None:
    items = read(case.module, case.change((contracts / "news" / case.file).read_bytes()), case.night)
    first = [(item.at.isoformat(), item.title) for item in items[:1]]
    assert (len(items), first) == (case.number, [(case.first, case.title)] if case.number else [])


@pytest.mark.parametrize("case", REFUSED, ids=name)
def test_a_recording_is_refused_in_one_sentence(contracts: Path, case: Refusal) -> None:
    body = case.change((contracts / "news" / case.file).read_bytes())
    with pytest.raises((Refused, Unreachable)) as refused:
        read(case.module, body)
    assert (type(refused.value), str(refused.value)) == (case.error, f"source {case.sentence}")


def test_figures_stand_in_the_tables_of_figures() -> None:
    read_ = [file for case in (*FIRST_READ, *READ_ALSO) for file in case.files.split()]
    named = {*read_, *(case.file for case in (*FIRST_REFUSED, *REFUSED_ALSO))}
    assert [file for file in BESIDE if f"news/{file}" not in named] == []


@pytest.mark.parametrize("file", UNREAD)
def test_what_nobody_asks_is_no_answer_to_any_of_our_questions(contracts: Path, file: str) -> None:
    body = (contracts / "news" / file).read_bytes()
    for module in READERS:
        with pytest.raises((Refused, Unreachable)) as refused:
            read(module, body)
        assert is_sentence(str(refused.value)), module
