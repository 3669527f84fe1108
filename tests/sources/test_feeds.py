"""Every recorded feed is read to the right items, and the shapes that were never recorded from feeds written here.

Of the long recordings the first, the last and every odd item is written down; all of them are compared with what a
second reader sees. `hostile_feeds.py` has the feeds that nobody should send.
"""

import html
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest

from brief.errors import Refused, Unreachable
from brief.models import Item, Night, Payload
from brief.sources import feed
from brief.sources._feed import MOST_ENTRIES, read_feed
from brief.sources._plain import plain, web_link
from commands import is_sentence

AT = datetime(2026, 11, 1, 6, tzinfo=UTC)
ADDRESS = "https://publisher.example/news/feed.xml?page=1"
ATOM = "{http://www.w3.org/2005/Atom}"
WEB_TESTING = "A Survey on Web Testing: On the Rise of AI and Applications in Industry"
UNREADABLE = "a feed without one entry that has a title and a date we can read; see what its address gives now."
FCA = {"date_format": "%A, %B %d, %Y - %H:%M", "zone": "Europe/London"}


class Row(NamedTuple):
    """The item at `place`, newest first; `link` without the recording's `base`, `own` where the id is not the link."""

    place: int
    at: str
    title: str
    link: str
    own: str = ""


class Recorded(NamedTuple):
    """A recording, how many items it gives, and those of them that are written down."""

    file: str
    number: int
    base: str
    rows: tuple[Row, ...]


RECORDED = (
    Recorded(
        "coindesk/rss.recorded.xml",
        3,
        "https://www.coindesk.com/",
        (
            Row(
                0,
                "2026-09-25T14:41:53Z",
                "Circle and Tether step in to freeze hacker wallet after massive Bitget crypto heist",
                "markets/2026/09/25/circle-and-tether-step-in-to-freeze-hacker-wallet-after-massive-bitget-crypto-heist",
                "a0b4a6ba-5569-4fef-940c-e402f9698d89",
            ),
            Row(
                1,
                "2026-09-25T14:37:32Z",
                "Tokenization is moving faster than Washington",
                "opinion/2026/09/25/tokenization-is-moving-faster-than-washington",
                "4b1641e9-2454-46f5-841d-56cf7c985a35",
            ),
            Row(
                2,
                "2026-09-25T14:32:48Z",
                "Tether confirms minimal EQIBank exposure following $89M US asset seizure",
                "policy/2026/09/25/tether-confirms-minimal-eqibank-exposure-following-usd89m-us-asset-seizure",
                "8c72534c-d321-4ff2-a9db-0d3ee8cc1a04",
            ),
        ),
    ),
    Recorded(
        "cointelegraph/rss.recorded.xml",
        5,
        "https://cointelegraph.com/",
        (
            Row(
                0,
                "2026-09-30T17:17:54Z",
                "Brazil’s Petrobras uses Cardano to track sustainable aviation fuel, renewable diesel",
                "news/brazils-petrobras-uses-cardano-to-track-sustainable-aviation-fuel-renewable-diesel",
            ),
            Row(
                1,
                "2026-09-30T16:28:30Z",
                "Bitget ‘gradually back to usual’ as protection fund reaches $309M",
                "news/bitget-operations-protection-fund-security-breach",
            ),
            Row(
                2,
                "2026-09-30T13:30:00Z",
                "Could THORChain face prosecution over stolen Bitget funds?",
                "magazine/does-thorchain-face-a-criminal-reckoning-near-intents-bitget",
            ),
            Row(
                3, "2026-09-30T13:18:35Z", "Here’s what happened in crypto today", "news/what-happened-in-crypto-today"
            ),
            Row(
                4,
                "2026-09-30T11:23:56Z",
                "Altcoin exchange deposit count jumps 160% in 2 weeks",
                "markets/altcoin-exchange-deposits-spike-160-in-two-weeks",
            ),
        ),
    ),
    Recorded(
        "theblock/rss.recorded.xml",
        20,
        "https://www.theblock.co/post/",
        (
            Row(
                0,
                "2026-07-16T16:00:02Z",
                "Multicoin Capital makes first Hyperliquid ecosystem investment in Trasia, an Asia-focused trading "
                "platform",
                "408670/multicoin-capital-hyperliquid-ecosystem-investment-trasia",
                "https://www.theblock.co/post/408670",
            ),
            Row(
                2,
                "2026-07-16T15:06:14Z",
                "US jury indicts South Dakota crypto investor on 29 counts over alleged $20 million investor fraud",
                "408654/us-jury-indicts-south-dakota-crypto-investor-29-counts-alleged-20m-investor-fraud",
                "https://www.theblock.co/post/408654",
            ),
            Row(
                4,
                "2026-07-16T14:42:26Z",
                "Keyrock closes deal for BlockFills’ institutional trading and brokerage assets",
                "408639/keyrock-closes-deal-blockfill-institutional-trading-brokerage-assets",
                "https://www.theblock.co/post/408639",
            ),
            Row(
                8,
                "2026-07-16T12:50:02Z",
                "Dune research finds 85% of concentrated DeFi liquidity is underutilized, with $150M in annual "
                "fees foregone",
                "408591/dune-research-finds-85-of-concentrated-defi-liquidity-is-underutilized-with-150m-in-annual-"
                "fees-foregone",
                "https://www.theblock.co/post/408591",
            ),
            Row(
                9,
                "2026-07-16T12:46:06Z",
                "Tether invests $20 million in Ualá as the fintech firm reaches $3.2 billion valuation",
                "408604/tether-invests-20-million-in-uala-as-the-fintech-firm-reaches-3-2-billion-valuation",
                "https://www.theblock.co/post/408604",
            ),
            Row(
                16,
                "2026-07-15T23:19:00Z",
                "From Perpetual Swaps to Perpetual CFDs: The Regulated Evolution",
                "408553/from-perpetual-swaps-to-perpetual-cfds-the-regulated-evolution",
                "https://www.theblock.co/post/408553",
            ),
            Row(
                19,
                "2026-07-15T21:08:05Z",
                "Strategy CEO says company isn’t going anywhere as bitcoin buyer, sees debt concerns only below "
                "$10,000 BTC",
                "408532/strategy-ceo-bitcoin-debt-concerns-btc-interview",
                "https://www.theblock.co/post/408532",
            ),
        ),
    ),
    Recorded(
        "sec/pressreleases.recorded.rss",
        25,
        "https://www.sec.gov/newsroom/press-releases/",
        (
            Row(
                0,
                "2026-06-12T16:30:00Z",
                "SEC Appoints John Moses as Director of the Office of Investor Education and Assistance",
                "2026-55-sec-appoints-john-moses-director-office-investor-education-assistance",
                "3789a5d3-1f4f-45fc-b88f-536e0f65c4f5",
            ),
            Row(
                1,
                "2026-06-11T14:55:00Z",
                "SEC Proposes Rescission of Regulation NMS Rules 611 and 610(e)",
                "2026-54-sec-proposes-rescission-regulation-nms-rules-611-610e",
                "15b8a2e8-1fe7-4238-afab-3e6c3dcc6f0e",
            ),
            Row(
                11,
                "2026-05-06T23:24:19Z",
                "SEC Charges 21 Individuals With Alleged Wide-Reaching Insider Trading Scheme",
                "2026-44-sec-charges-21-individuals-alleged-wide-reaching-insider-trading-scheme",
                "8c6a7b07-252f-4c16-a656-64c8e2ce16d4",
            ),
            Row(
                16,
                "2026-04-16T17:02:47Z",
                "Chairman Atkins Launches 'Material Matters' Podcast",
                "2026-39-chairman-atkins-launches-material-matters-podcast",
                "9c1da20b-bcb9-48c2-9230-cadf32cd9f6d",
            ),
            Row(
                21,
                "2026-04-07T19:48:30Z",
                "SEC Announces Enforcement Results for Fiscal Year 2025",
                "2026-34",
                "79b89885-8060-49f2-81dd-9deb53bfd1f6",
            ),
            Row(
                24,
                "2026-03-27T20:04:54Z",
                "SEC Approves Amendment to NMS Plan to Further Reduce the Costs of the Consolidated Audit Trail",
                "2026-31-sec-approves-amendment-nms-plan-further-reduce-costs-consolidated-audit-trail",
                "e52994d8-bc59-458f-8d6a-da50f4122775",
            ),
        ),
    ),
    Recorded(
        "sec/speeches-statements.recorded.rss",
        25,
        "https://www.sec.gov/newsroom/speeches-statements/",
        (
            Row(
                0,
                "2026-06-13T19:18:31Z",
                "Remarks to the US-CEE Connection: Transatlantic Challenges in Law, Business & Policy",
                "uyeda-remarks-us-cee-connection-061326",
                "a1b58b30-12a6-40fc-8b8e-738a6aa1d1ba",
            ),
            Row(
                7,
                "2026-06-04T16:38:45Z",
                "“Harmonization: We’ll Have Lots to Talk About”",
                "selway-remarks-global-exchange-fintech-conference-060426",
                "fc57d875-0735-4c6d-98e9-69b7f2771dd3",
            ),
            Row(
                8,
                "2026-06-04T15:54:33Z",
                "Remarks at the Investor Advisory Committee Meeting",
                "atkins-remarks-iac-060426",
                "6eecc6a0-ca76-46af-bfc8-1e62e12271dd",
            ),
            Row(
                10,
                "2026-06-04T14:01:41Z",
                "Remarks at the Investor Advisory Committee Meeting",
                "uyeda-remarks-iac-060426",
                "13be77f7-c909-437d-9175-0cc1deec9fc8",
            ),
            Row(
                22,
                "2026-05-19T13:23:28Z",
                "Headache Medicine: Statement on Proposing Releases for Registered Offering Reform and Enhancement "
                "of Emerging Growth Company Accommodations and Simplification of Filer Status for Reporting "
                "Companies",
                "peirce-statement-proposing-releases-ror-051926",
                "1abe9ba7-e103-44ee-a385-b6a06f69990c",
            ),
            Row(
                24,
                "2026-05-18T20:36:29Z",
                "Somewhere Between Cacophony and Euphony",
                "peirce-statement-settlements-enforcement-actions-051826",
                "67aa44ce-71a6-41ee-8eca-317d6e8a76a2",
            ),
        ),
    ),
    Recorded(
        "sec/litigation_releases_rss.recorded.xml",
        5,
        "https://www.sec.gov/node/",
        (
            Row(
                0,
                "2024-07-01T19:00:56Z",
                "Adrian J. Kawuba",
                "963776",
                "https://www.sec.gov/4a082c61-74b2-4958-8721-f6af29daa3ad",
            ),
            Row(
                1,
                "2024-07-01T18:34:32Z",
                "Consensys Software Inc.",
                "963771",
                "https://www.sec.gov/a32379af-53b3-4d07-a592-e44eb220d278",
            ),
            Row(
                2,
                "2024-06-26T20:53:50Z",
                "Mike K. Veldhuis, Paul Sexton, Jackson T. Friesen, Zhiying Yvonne Gasarch, and Courtney Kelln",
                "962971",
                "https://www.sec.gov/94adec9d-9410-4360-9ffa-70445326504a",
            ),
            Row(
                3,
                "2024-06-12T18:17:35Z",
                'Zhou Min Ni and Jian Ming "Jonathan" Ni, CPA',
                "960311",
                "https://www.sec.gov/58f9b64d-d8a8-43bd-b5a6-d9a48d2a1212",
            ),
            Row(
                4,
                "2024-06-07T21:04:00Z",
                "Jared Mitchell",
                "959846",
                "https://www.sec.gov/706a97b7-aa9c-4242-a950-e1ebf86d55c2",
            ),
        ),
    ),
    Recorded(
        "sec-edgar/getcurrent_8k_2026-04-30.recorded-trimmed.atom",
        7,
        "https://www.sec.gov/Archives/edgar/data/",
        (
            Row(
                0,
                "2026-04-30T21:30:48Z",
                "8-K - DBV Technologies S.A. (0001613780) (Filer)",
                "1613780/000119312526197921/0001193125-26-197921-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0001193125-26-197921",
            ),
            Row(
                1,
                "2026-04-30T21:29:54Z",
                "8-K - DYNAMIC AEROSPACE SYSTEMS Corp (0001854526) (Filer)",
                "1854526/000147793226002697/0001477932-26-002697-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0001477932-26-002697",
            ),
            Row(
                2,
                "2026-04-30T21:29:44Z",
                "8-K - Prologis, L.P. (0001045610) (Filer)",
                "1045610/000119312526197916/0001193125-26-197916-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0001193125-26-197916",
            ),
            Row(
                3,
                "2026-04-30T21:29:10Z",
                "8-K - Noble Corp plc (0001895262) (Filer)",
                "1895262/000189526226000114/0001895262-26-000114-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0001895262-26-000114",
            ),
            Row(
                4,
                "2026-04-30T21:27:59Z",
                "8-K - Vuzix Corp (0001463972) (Filer)",
                "1463972/000110465926053193/0001104659-26-053193-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0001104659-26-053193",
            ),
            Row(
                5,
                "2026-04-30T21:27:34Z",
                "8-K - APTARGROUP, INC. (0000896622) (Filer)",
                "896622/000089662226000090/0000896622-26-000090-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0000896622-26-000090",
            ),
            Row(
                6,
                "2026-04-30T21:21:16Z",
                "8-K - SIM Acquisition Corp. I (0002014982) (Filer)",
                "2014982/000121390026050418/0001213900-26-050418-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0001213900-26-050418",
            ),
        ),
    ),
    Recorded(
        "sec-edgar/getcurrent_all_2025-12-12.recorded.atom",
        4,
        "https://www.sec.gov/Archives/edgar/data/",
        (
            Row(
                0,
                "2025-12-12T23:02:43Z",
                "4 - Perez Daniel Antonio (0002063236) (Reporting)",
                "2063236/000206323625000004/0002063236-25-000004-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0002063236-25-000004",
            ),
            Row(
                1,
                "2025-12-12T23:02:41Z",
                "4 - Vance Ronald J (0001572985) (Reporting)",
                "1572985/000157298525000003/0001572985-25-000003-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0001572985-25-000003",
            ),
            Row(
                2,
                "2025-12-12T23:02:28Z",
                "4 - PLATT IRA J. (0001702455) (Reporting)",
                "1702455/000170245525000007/0001702455-25-000007-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0001702455-25-000007",
            ),
            Row(
                3,
                "2025-12-12T23:02:22Z",
                "4 - GILL DANIEL J. (0001700538) (Reporting)",
                "1700538/000170053825000015/0001700538-25-000015-index.htm",
                "urn:tag:sec.gov,2008:accession-number=0001700538-25-000015",
            ),
        ),
    ),
    Recorded(
        "cftc/rssgp.excerpt-one-item.xml",
        1,
        "https://www.cftc.gov/PressRoom/PressReleases/",
        (
            Row(
                0,
                "2026-04-15T18:42:19Z",
                "CFTC Approves Order to Further Strengthen U.S. Treasury Market Liquidity",
                "9214-26",
            ),
        ),
    ),
    Recorded(
        "fed/press_all_2026-04-27.recorded.xml",
        20,
        "https://www.federalreserve.gov/newsevents/pressreleases/",
        (
            Row(
                0,
                "2026-04-24T20:00:00Z",
                "Federal Reserve Board announces approval of application by OceanFirst Financial Corp.",
                "orders20260424a.htm",
            ),
            Row(
                1,
                "2026-04-24T20:00:00Z",
                "Federal Reserve Board announces approval of application by Banco de Credito del Peru",
                "orders20260424b.htm",
            ),
            Row(
                5,
                "2026-04-14T18:00:00Z",
                "Minutes of the Board’s discount rate meetings on February 9 and March 18, 2026",
                "monetary20260414a.htm",
            ),
            Row(
                6,
                "2026-04-10T20:15:00Z",
                "Federal Reserve Board announces approval of application by Burke & Herbert Financial Services Corp.",
                "orders20260410a.htm",
            ),
            Row(
                7,
                "2026-04-09T15:00:00Z",
                "Federal Reserve Board announces termination of enforcement actions with Crédit Agricole S.A. and "
                "Crédit Agricole Corporate and Investment Bank, Mega International Commercial Bank Co., Ltd, and "
                "the Goldman Sachs Group, Inc.",
                "enforcement20260409a.htm",
            ),
            Row(
                11,
                "2026-03-26T21:00:00Z",
                "Federal Reserve Board announces it has made the joint findings with the Office of the Comptroller "
                "of the Currency required for the OCC to approve a request by Morgan Stanley Bank, N.A., for an "
                "exemption under section 23A of the Federal Reserve Act",
                "orders20260326a.htm",
            ),
            Row(
                19,
                "2026-03-11T22:00:00Z",
                "Federal Reserve Board announces approval of application by Associated Banc-Corp",
                "orders20260311b.htm",
            ),
        ),
    ),
    Recorded(
        "fed/press_all_2026-09-24.recorded-trimmed.xml",
        3,
        "https://www.federalreserve.gov/newsevents/pressreleases/",
        (
            Row(
                0,
                "2026-09-24T18:30:00Z",
                "Federal Reserve Board requests public comment on two proposals related to establishing a "
                "regulatory framework for Board-supervised payment stablecoin issuers under the GENIUS Act",
                "bcreg20260924a.htm",
            ),
            Row(
                1,
                "2026-09-24T15:00:00Z",
                "Federal Reserve Board issues enforcement action with former employee of Sandy Spring Bank",
                "enforcement20260924a.htm",
            ),
            Row(
                2,
                "2026-09-22T20:30:00Z",
                "Federal Reserve Board announces approval of application by BancFirst Corporation",
                "orders20260922a.htm",
            ),
        ),
    ),
    Recorded(
        "fed/speeches.recorded.xml",
        15,
        "https://www.federalreserve.gov/newsevents/speech/",
        (
            Row(
                0,
                "2026-06-06T16:00:00Z",
                "Barr, Deregulating in a Financial Boom: What Could Go Wrong?",
                "barr20260606a.htm",
            ),
            Row(1, "2026-06-01T00:30:00Z", "Powell, Acceptance Remarks", "powell20260531a.htm"),
            Row(
                3,
                "2026-05-28T00:00:00Z",
                "Jefferson, Global Economic Developments and the U.S. Economy",
                "jefferson20260527a.htm",
            ),
            Row(
                14,
                "2026-04-21T18:30:00Z",
                "Waller, Modernizing Federal Reserve Operations in the 21st Century",
                "waller20260421a.htm",
            ),
        ),
    ),
    Recorded(
        "fed/testimony.recorded.xml",
        12,
        "https://www.federalreserve.gov/newsevents/testimony/",
        (
            Row(0, "2026-06-03T20:30:00Z", "Bowman, Supervision and Regulation", "bowman20260604a.htm"),
            Row(5, "2025-04-09T21:38:00Z", "Bowman, Nomination hearing", "bowman20250410a.htm"),
            Row(7, "2024-05-15T14:00:00Z", "Barr, Supervision and Regulation", "barr20240515a.htm"),
            Row(
                8,
                "2024-03-06T13:30:00Z",
                "Powell, Semiannual Monetary Policy Report to the Congress",
                "powell20240306a.htm",
            ),
            Row(11, "2023-07-17T20:30:00Z", "Regulation, Climate-Related Financial Risks", "gibson20230718a.htm"),
        ),
    ),
    Recorded(
        "esma/rss.recorded.xml",
        10,
        "https://www.esma.europa.eu/press-news/esma-news/",
        (
            Row(
                0,
                "2026-07-16T11:53:00Z",
                "Joint Board of Appeal dismisses appeal against the EBA",
                "joint-board-appeal-dismisses-appeal-against-eba",
            ),
            Row(2, "2026-07-10T12:37:59Z", "New Q&As available", "new-qas-available-July-2026"),
            Row(
                6,
                "2026-07-08T07:55:44Z",
                "ESMA launches Common Supervisory Action on CASPs’ digital operational resilience for custody",
                "esma-launches-common-supervisory-action-casps-digital-operational-resilience",
            ),
            Row(
                8,
                "2026-07-06T15:20:51Z",
                "ESMA selects Etrading Software (Netherlands) B.V. as Consolidated Tape Provider for OTC derivatives",
                "esma-selects-etrading-software-netherlands-bv-consolidated-tape-provider-otc",
            ),
            Row(
                9,
                "2026-07-06T11:55:21Z",
                "ESMA publishes preliminary findings on the Active Account Requirement and the first Annual Report "
                "of the Joint Monitoring Mechanism",
                "esma-publishes-preliminary-findings-active-account-requirement-and-first",
            ),
        ),
    ),
)


def night(**options: object) -> Night:
    return Night(
        day=date(2026, 11, 1), at=AT, options={"url": ADDRESS, "topic": "news.outlet", "outlet": "Outlet", **options}
    )


def payload(body: bytes | str, content_type: str = "") -> Payload:
    raw = body if isinstance(body, bytes) else body.encode()
    headers = {"content-type": content_type} if content_type else {}
    return Payload(source="outlet", url=ADDRESS, body=raw, fetched_at=AT, headers=headers)


def read(body: bytes | str, **options: object) -> list[Item]:
    return feed.items([payload(body)], night(**options))


def titles(body: bytes | str, **options: object) -> list[str]:
    return [item.title for item in read(body, **options)]


def refusal(body: bytes | str) -> str:
    with pytest.raises(Refused) as refused:
        read(body)
    assert is_sentence(str(refused.value))
    return str(refused.value)


def rss(*entries: str) -> str:
    parts = "".join(f"<item>{entry}</item>" for entry in entries)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Outlet</title>'
        f"<link>https://outlet.example/</link>{parts}</channel></rss>\n"
    )


def entry(
    title: str = "Bitcoin rises",
    link: str = "https://outlet.example/a",
    at: str = "Mon, 27 Jul 2026 15:30:00 +0000",
    more: str = "",
) -> str:
    """An entry with what its fields say escaped as XML wants it; `more` as it is."""
    return f"<title>{escape(title)}</title><link>{escape(link)}</link><pubDate>{at}</pubDate>{more}"


def described(page: str) -> str:
    return f"<description>{escape(page)}</description>"


# Recordings


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case.file)
def test_a_recorded_feed_gives_its_items(contracts: Path, case: Recorded) -> None:
    items = read((contracts / "news" / case.file).read_bytes())
    assert len(items) == case.number
    found = [(row.place, items[row.place]) for row in case.rows]
    assert [
        Row(place, f"{item.at:%Y-%m-%dT%H:%M:%SZ}", item.title, item.link.removeprefix(case.base), own_id(item))
        for place, item in found
    ] == list(case.rows)
    assert all(item.link.startswith(case.base) for item in items)
    assert all((item.topic, item.outlet, item.url) == ("news.outlet", "Outlet", ADDRESS) for item in items)
    assert [item.at for item in items] == sorted((item.at for item in items), reverse=True)
    assert len({item.path for item in items}) == case.number


def own_id(item: Item) -> str:
    """The id that an item's place names, where it is not the link."""
    found = re.fullmatch(r"entry\[(.+)\]/title", item.path)
    assert found
    return "" if found[1] == item.link else found[1]


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case.file)
def test_a_second_reader_sees_the_same(contracts: Path, case: Recorded) -> None:
    body = (contracts / "news" / case.file).read_bytes()
    seen = dict[str, tuple[str, str, datetime]]()
    for own, title, link, at in second_reader(body):
        seen.setdefault(own, (title, link, at))
    items = read(body)
    assert {own_id(item) or item.link: (item.title, item.link, item.at) for item in items} == {
        own: said for own, said in seen.items() if said[2].year > 1899
    }


def second_reader(body: bytes) -> Iterator[tuple[str, str, str, datetime]]:
    """Id, title, link and time of each entry, by the standard library alone."""
    root = ET.fromstring(body.lstrip(b"\xef\xbb\xbf"))  # noqa: S314
    for filing in root.iter(f"{ATOM}entry"):
        page = filing.find(f"{ATOM}link")
        assert page is not None
        at = datetime.fromisoformat(filing.findtext(f"{ATOM}updated", ""))
        yield filing.findtext(f"{ATOM}id", ""), filing.findtext(f"{ATOM}title", ""), page.get("href", ""), at
    for news in root.iter("item"):
        link = news.findtext("link", "").strip()
        title = " ".join(html.unescape(news.findtext("title", "")).split())
        told, named = news.findtext("pubDate"), re.search(r'datetime="(.+?)"', news.findtext("description", ""))
        at = parsedate_to_datetime(told) if told else datetime.fromisoformat(named[1] if named else "")
        yield news.findtext("guid", link), title, link.partition("?utm_")[0], at


def test_all_recorded_feeds_are_here(contracts: Path) -> None:
    folders = ("coindesk", "cointelegraph", "theblock", "sec", "sec-edgar", "cftc", "fed", "esma")
    files = [path for folder in folders for path in (contracts / "news" / folder).iterdir() if path.suffix != ".json"]
    known = {case.file for case in RECORDED} | {PAST_THE_END, NO_ENTRIES}
    assert {str(path.relative_to(contracts / "news")) for path in files} == known


PAST_THE_END = "sec-edgar/getcurrent_past_end_empty.recorded.atom"
NO_ENTRIES = "sec-edgar/getcompany_8k_spy_no_entries.recorded.atom"


def test_a_company_without_filings_is_an_answer(contracts: Path) -> None:
    assert read((contracts / "news" / NO_ENTRIES).read_bytes()) == []


def test_edgars_page_past_the_last_filing_is_refused(contracts: Path) -> None:
    said = refusal((contracts / "news" / PAST_THE_END).read_bytes())
    assert said == "outlet answered with something that is no feed; see what its address gives now."


@pytest.mark.parametrize(
    "file",
    [
        "theblock/rss.meta.json",
        "sec/newsroom.meta.json",
        "sec-edgar/getcurrent_8k_meta.json",
        "fed/calendar.recorded-trimmed.json",
        "bls/bls_ics.recorded-trimmed.ics",
        "bea/news_schedule.recorded-trimmed.html",
        "stooq",
    ],
)
def test_what_is_no_feed_is_refused(contracts: Path, file: str) -> None:
    place = contracts / "news" / file
    for path in sorted(place.iterdir()) if place.is_dir() else [place]:
        assert refusal(path.read_bytes()).startswith("outlet answered with something that is no feed;"), path.name


@pytest.mark.parametrize(
    ("file", "number", "some"),
    [
        ("id_0000.0000_s0_m100_8b51d9633a68.json", 0, []),
        (
            "id_1605.08386_s0_m100_199195aa31ad.json",
            1,
            [(0, "1605.08386v1", "2016-05-26T17:59:46", "Heat-bath random walks with Markov bases")],
        ),
        ("id_2104.12255v1_s0_m100_6ae69987ffe1.json", 1, [(0, "2104.12255v1", "2021-04-20T16:07:14", "0")]),
        (
            "q_testing_s0_m10_bc5a6c384fe9.json",
            10,
            [
                (0, "2503.05378v2", "2025-03-07T12:39:59", WEB_TESTING),
                (3, "2302.03287v3", "2023-02-07T06:41:02", "ChatGPT and Software Testing Education: Promises & Perils"),
                (9, "1202.4527v1", "2012-02-21T05:12:13", "Study Paper on Test Case generation for GUI Based Testing"),
            ],
        ),
    ],
)
def test_a_recorded_atom_of_papers(
    contracts: Path, file: str, number: int, some: list[tuple[int, str, str, str]]
) -> None:
    body: str = json.loads((contracts / "news/arxiv" / file).read_bytes())["body"]
    items = read(body)
    assert len(items) == number
    for place, paper, at, title in some:
        item = items[place]
        assert (item.title, item.link, item.path, f"{item.at:%Y-%m-%dT%H:%M:%S}") == (
            title,
            f"https://arxiv.org/abs/{paper}",
            f"entry[http://arxiv.org/abs/{paper}]/title",
            at,
        )


def test_a_litigation_release_carries_its_number(contracts: Path) -> None:
    body = (contracts / "news/sec/litigation_releases_rss.recorded.xml").read_bytes()
    numbers = [found.number for found in read_feed(payload(body))]
    assert numbers == ["LR-26040", "LR-26039", "LR-26037", "LR-26023", "LR26018"]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("coindesk/rss.recorded.xml", ["89000000 $89M"]),
        ("cointelegraph/rss.recorded.xml", ["309000000 $309M"]),
        (
            "theblock/rss.recorded.xml",
            [
                "20000000 $20 million",
                "150000000 $150M",
                "20000000 $20 million",
                "3200000000 $3.2 billion",
                "40000000 $40 million",
                "383000000 $383 million",
                "10000 $10,000",
            ],
        ),
        ("sec/pressreleases.recorded.rss", []),
    ],
)
def test_amounts_in_recorded_titles(contracts: Path, file: str, told: list[str]) -> None:
    items = read((contracts / "news" / file).read_bytes())
    assert [f"{amount.value:f} {amount.detail['text']}" for item in items for amount in item.amounts] == told
    assert all(amount.path == item.path for item in items for amount in item.amounts)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case.file)
def test_a_recording_cut_off_in_the_middle_is_refused(contracts: Path, case: Recorded, share: float) -> None:
    body = (contracts / "news" / case.file).read_bytes().rstrip()
    with pytest.raises(Refused, match=r"cut off or broken; it was not read\.$|is no feed"):
        read(body[: int(len(body) * share)])


def test_the_last_sign_of_a_recording_counts(contracts: Path) -> None:
    body = (contracts / "news/sec/pressreleases.recorded.rss").read_bytes().rstrip()
    assert refusal(body[:-1]) == "outlet sent a feed that is cut off or broken; it was not read."


# What a feed is asked for


def test_the_feed_is_asked_for_once() -> None:
    (request,) = feed.requests(night())
    assert (request.url, request.method, request.body) == (ADDRESS, "GET", "")
    assert "application/rss+xml" in request.headers["Accept"]


# Shapes that were never recorded


def test_the_fca_writes_its_dates_in_london_time() -> None:
    summer, winter = "Monday, July 27, 2026 - 15:30", "Thursday, January 15, 2026 - 15:30"
    body = rss(entry("One", at=summer), entry("Two", "https://outlet.example/b", winter))
    assert [(item.title, str(item.at)) for item in read(body, **FCA)] == [
        ("One", "2026-07-27 14:30:00+00:00"),
        ("Two", "2026-01-15 15:30:00+00:00"),
    ]
    assert refusal(body) == f"outlet sent {UNREADABLE}"


def test_a_date_in_a_standard_form_needs_no_format() -> None:
    assert str(read(rss(entry()), **FCA)[0].at) == "2026-07-27 15:30:00+00:00"


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Mon, 27 Jul 2026 15:30:00 GMT", "2026-07-27 15:30:00"),
        ("Mon, 27 Jul 2026 15:30:00 -0400", "2026-07-27 19:30:00"),
        ("Mon, 27 Jul 2026 15:30:00 EDT", "2026-07-27 19:30:00"),
        ("Mon, 27 Jul 2026 23:30:00 +0800", "2026-07-27 15:30:00"),
        ("27 Jul 2026 15:30 +0000", "2026-07-27 15:30:00"),
        ("2026-07-27T15:30:00Z", "2026-07-27 15:30:00"),
        ("2026-07-27T15:30:00.123+02:00", "2026-07-27 13:30:00"),
        ("2026-07-27", "2026-07-27 00:00:00"),
        ("Mon, 27 Jul 2026 00:00:00 GMT", "2026-07-27 00:00:00"),
    ],
)
def test_dates_as_feeds_write_them(written: str, at: str) -> None:
    assert [str(item.at) for item in read(rss(entry(at=written)))] == [f"{at}+00:00"]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "Mon, 32 Jul 2026 15:30:00 GMT",
        "Sat, 30 Dec 1899 15:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 27 Jul 99999 15:30:00 GMT",
        "0",
    ],
)
def test_an_entry_without_a_date_is_left_out(written: str) -> None:
    body = rss(entry("Undated", "https://outlet.example/u", written), entry("Dated"))
    assert titles(body) == ["Dated"]
    assert titles(body, **FCA) == ["Dated"]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-07-16T13:53:00+02:00", "2026-07-16 11:53:00+00:00"),
        ("2026-07-16T13:53:00", "2026-07-16 11:53:00+00:00"),
        ("2026-07-16", "2026-07-15 22:00:00+00:00"),
    ],
)
def test_esmas_date_stands_in_its_page(written: str, at: str) -> None:
    page = described(f"<p>x</p><time class='d' datetime=\"{written}\">16 July</time>")
    body = rss(f"<title>A</title><link>https://outlet.example/a</link>{page}")
    assert [str(item.at) for item in read(body, zone="Europe/Paris")] == [at]


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-13-01", "x" * 20])
def test_a_date_that_cannot_be_is_none(written: str) -> None:
    page = described(f'<time datetime="{written}">')
    assert titles(rss(f"<title>A</title>{page}", entry("B"))) == ["B"]


def test_rdf_with_its_items_beside_the_channel() -> None:
    body = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cb="http://www.cbwiki.net/wiki/index.php/Specification_1.2/">
<channel rdf:about="https://bank.example/rss"><title>Press releases</title><link>https://bank.example/</link>
<items><rdf:Seq><rdf:li rdf:resource="https://bank.example/p1.htm"/></rdf:Seq></items></channel>
<item rdf:about="https://bank.example/p1.htm"><title>Project on tokenised deposits &amp; payments</title>
<link>https://bank.example/p1.htm</link><dc:date>2026-07-27T08:00:00Z</dc:date>
<cb:news><cb:simpleTitle>Another title</cb:simpleTitle></cb:news></item>
<item rdf:about="https://bank.example/p2.htm"><title>Older</title>
<link>https://bank.example/p2.htm</link><dc:date>2026-07-26T08:00:00+02:00</dc:date></item>
</rdf:RDF>"""
    assert [(item.path, item.title, item.link, str(item.at)) for item in read(body)] == [
        (
            "entry[https://bank.example/p1.htm]/title",
            "Project on tokenised deposits & payments",
            "https://bank.example/p1.htm",
            "2026-07-27 08:00:00+00:00",
        ),
        (
            "entry[https://bank.example/p2.htm]/title",
            "Older",
            "https://bank.example/p2.htm",
            "2026-07-26 06:00:00+00:00",
        ),
    ]


def test_atom_with_a_title_in_markup_and_a_relative_link() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet</title><id>urn:x</id><updated>2026-07-27T08:00:00Z</updated>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Bitcoin <em>rises</em> 5%</div></title>
<link rel="enclosure" href="https://other.example/p.mp3"/><link rel="alternate" href="../b"/>
<id>urn:b</id><published>2026-07-27T09:00:00Z</published><updated>2026-07-28T09:00:00Z</updated></entry></feed>"""
    (item,) = read(body)
    assert (item.title, item.link, item.path) == (
        "Bitcoin rises 5%",
        "https://publisher.example/b",
        "entry[urn:b]/title",
    )
    assert str(item.at) == "2026-07-27 09:00:00+00:00"


def test_an_outlet_that_an_entry_names_is_kept() -> None:
    named = '<source url="https://theblock.example/">The Block</source>'
    body = rss(entry("One - The Block", more=named), entry("Two", "https://outlet.example/b"))
    assert [(item.title, item.outlet) for item in read(body)] == [("One", "The Block"), ("Two", "Outlet")]


def test_only_what_is_about_our_subject_is_kept() -> None:
    words = ("Crypto firm fined", "CRYPTOASSETS: a guide", "Encryption standard", "Bank fined", "Stablecoin  rules")
    body = rss(*(entry(title, f"https://outlet.example/{n}") for n, title in enumerate(words)))
    assert titles(body, about=["crypto*", "stablecoin rules"]) == [words[0], words[1], "Stablecoin rules"]
    assert titles(body, about=["nothing"]) == []
    assert titles(body) == [plain(word) for word in words]


def test_what_is_no_news_is_skipped() -> None:
    words = ("Here’s what happened in crypto today", "Crypto firm fined", "Tender notice: crypto lab")
    body = rss(*(entry(title, f"https://outlet.example/{n}") for n, title in enumerate(words)))
    assert titles(body, skip=["what happened in crypto today", "tender*"]) == ["Crypto firm fined"]
    assert titles(body, about=["crypto"], skip=["fined", "tender"]) == [words[0]]


def test_taiwans_links_are_escaped_twice() -> None:
    link = "https://www.fsc.example/ch/home.jsp?id=96&amp;parentpath=0,2&amp;mcustomize=news_view.jsp&amp;dataserno=202607270001"
    body = rss(f"<title>新聞稿</title><link><![CDATA[{link}]]></link><pubDate>Mon, 27 Jul 2026 00:00:00 GMT</pubDate>")
    (item,) = read(body)
    assert item.link == (
        "https://www.fsc.example/ch/home.jsp?id=96&parentpath=0,2&mcustomize=news_view.jsp&dataserno=202607270001"
    )


def test_a_text_with_years_of_the_republic_is_kept_as_it_is() -> None:
    title = "金管會於115年7月27日發布虛擬資產服務法，民國115年施行"
    assert titles(rss(entry(title))) == [title]


def test_eight_hundred_entries() -> None:
    body = rss(*(entry(f"Notice {n}", f"https://outlet.example/?dataserno=2026072{n:05}") for n in range(800)))
    items = read(body)
    assert [item.title for item in items] == [f"Notice {n}" for n in range(800)]
    assert len({item.path for item in items}) == 800


def test_no_more_than_the_most_entries_are_read() -> None:
    body = rss(*(entry(f"Notice {n}", f"https://outlet.example/{n}") for n in range(MOST_ENTRIES + 5)))
    assert len(read(body)) == MOST_ENTRIES


def test_an_id_given_twice_is_one_entry() -> None:
    first = entry("First", more='<guid isPermaLink="false">1</guid>')
    again = entry("Again", "https://outlet.example/b", more='<guid isPermaLink="false">1</guid>')
    other = entry("Other", "https://outlet.example/c", more='<guid isPermaLink="false">2</guid>')
    assert titles(rss(first, again, other)) == ["First", "Other"]


def test_entries_without_id_and_link_are_told_apart_by_their_titles() -> None:
    at = "<pubDate>Mon, 27 Jul 2026 15:30:00 GMT</pubDate>"
    body = rss(f"<title>A</title>{at}", f"<title>B</title><link/>{at}", f"<title>C</title><link> </link>{at}")
    assert [(item.title, item.link, item.path) for item in read(body)] == [
        ("A", "", "entry[A]/title"),
        ("B", "", "entry[B]/title"),
        ("C", "", "entry[C]/title"),
    ]


def test_newest_first_and_the_feeds_order_within_a_second() -> None:
    early, late = "Mon, 27 Jul 2026 15:30:00 GMT", "Mon, 27 Jul 2026 17:30:00 +0100"
    rows = (("a", early), ("b", late), ("c", early), ("d", late))
    assert titles(rss(*(entry(title, f"https://outlet.example/{title}", at) for title, at in rows))) == [*"bdac"]


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://x.example/a?utm_source=rss&utm_medium=rss", "https://x.example/a"),
        ("https://x.example/a?id=7&utm_source=rss#top", "https://x.example/a?id=7#top"),
        ("https://x.example/a?UTM_Campaign=x&fbclid=1&gclid=2&ref=home", "https://x.example/a"),
        ("https://x.example/a?utm%5Fsource=rss&b=%E9,1+2", "https://x.example/a?b=%E9,1+2"),
        ("https://x.example/doc?refNo=26PR27&flag", "https://x.example/doc?refNo=26PR27&flag"),
        ("https://x.example/?a=1&section=2&region=3&timestamp=4&copy=5", "="),
        ("https://x.example/?a=1&amp;b=2", "https://x.example/?a=1&b=2"),
        ("https://x.example/a report (1).pdf", "https://x.example/a%20report%20(1).pdf"),
        ("\n   https://x.example/node/963776\n", "https://x.example/node/963776"),
        ("https://x.example/a\n      b", "https://x.example/ab"),
        ("HTTPS://X.example/A", "https://X.example/A"),
        ("//x.example/a", "https://x.example/a"),
        ("/a?b=1", "https://publisher.example/a?b=1"),
        ("a.html", "https://publisher.example/news/a.html"),
        ("https://bücher.example/ü?q=ß", "="),
        ("https://x.example:8443/a", "="),
        ("http://[2001:db8::1]/a", "="),
        ("", ""),
        ("   ", ""),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("&#106;avascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:desk@x.example", ""),
        ("ftp://x.example/a", ""),
        ("https://user:word@x.example/", ""),
        ("https://x.example@evil.example/", ""),
        ("https://", ""),
        (ADDRESS, ""),
        ("https://:443/", ""),
        ("https://é..example/", ""),
        ("https://evil .example/", ""),
        ('https://x.example"onmouseover=alert(1)/', ""),
        ("https://<b>/", ""),
        (f"https://ü{'a' * 80}.example/", ""),
        ("http://[::1/", ""),
    ],
)
def test_links(written: str, link: str) -> None:
    assert web_link(written, ADDRESS) == (written if link == "=" else link)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Tether&#039;s $1&nbsp;billion", "Tether's $1 billion"),
        ("A &lt;b&gt;bold&lt;/b&gt; &amp; an &lt;i class='x'&gt;odd&lt;/i&gt; one", "A bold & an odd one"),
        ("One<br/>two<p>three</p>four", "One two three four"),
        ("BTC&LTC, R&D, AT&T, S&P500", "BTC&LTC, R&D, AT&T, S&P500"),
        ("a &unknown; b &LTC; c &#99999999999; d", "a &unknown; b &LTC; c &#99999999999; d"),
        (f"&#{'9' * 4800};", f"&#{'9' * 298}..."),
        ("x <script>alert(1)</script>", "x <script>alert(1)</script>"),
        ("5 < 6 > 4 <3", "5 < 6 > 4 <3"),
        ("a<!-- b -->c <!-- d", "a c <!-- d"),
        ("a\u200d\u200d\u200db \u200d c\u200d", "ab c"),
        ("\u200d中\u200d文\u3000\u200c\u3000x", "中\u200d文 x"),
        ("👩\u200d🚀 ❤\ufe0f", "👩\u200d🚀 ❤\ufe0f"),
        ("e\u200d\u0301 \u202eabc\u202c zw\u200bsp soft\u00adhyphen", "é abc zwsp softhyphen"),
        ("a\ufdd0b\ud800c\x00d\x1be\u2028f\x85g", "a b c d e f g"),
        ("\u3164\u115f\u206a\ufeff", ""),
        ("word " * 100, "word " * 59 + "word..."),
        ("中\u200d" * 200, "中\u200d" * 149 + "中..."),
        ("x" * 300, "x" * 300),
        ("x" * 301, "x" * 300 + "..."),
    ],
)
def test_titles(written: str, title: str) -> None:
    assert plain(written) == title


@pytest.mark.parametrize(
    "title", ["$5 thouſand lost", "$5 mıllion lost", "$5 trİllion lost", "$5mıllion", "$" + "9" * 250, "$٣ million"]
)
def test_an_amount_in_odd_letters_is_no_crash(title: str) -> None:
    (item,) = read(rss(entry(title)))
    assert item.title == title
    assert all(amount.detail["text"] in title for amount in item.amounts)


def test_a_scale_in_odd_letters_is_not_left_out_of_an_amount() -> None:
    (item,) = read(rss(entry("$5 mıllion and $6 million")))
    assert [int(amount.value) for amount in item.amounts] == [6_000_000]


# What is no feed


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "answered with something that is no feed; see what its address gives now."),
        ("   \n", "answered with something that is no feed; see what its address gives now."),
        (
            "<!DOCTYPE html><html><head><title>rss feed</title></head><body><p>Maintenance</p></body></html>",
            "answered with something that is no feed; see what its address gives now.",
        ),
        ('{"items": []}', "answered with something that is no feed; see what its address gives now."),
        (rss(entry("A"), entry("B"))[:-40], "sent a feed that is cut off or broken; it was not read."),
        (rss(entry("A"), entry("B"))[:200], "sent a feed that is cut off or broken; it was not read."),
        (rss(entry("A")).removesuffix("</rss>\n"), "sent a feed that is cut off or broken; it was not read."),
        (rss(entry("A")) + "<!--x-->" * 200 + "x", "sent a feed that is cut off or broken; it was not read."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(body: str, sentence: str) -> None:
    assert refusal(body) == f"outlet {sentence}"


def test_a_broken_feed_that_goes_to_its_end_is_read() -> None:
    undeclared = "<title>Fish & chips</title><x:y>z</x:y><pubDate>Mon, 27 Jul 2026 15:30:00 GMT</pubDate>"
    assert titles(rss(entry("A"), undeclared)) == ["A", "Fish & chips"]
    assert titles(rss(entry("A & b").replace("&amp;", "&")) + "<!-- cached --> <!-- twice -->\n") == ["A & b"]


def test_a_feed_without_entries_is_an_answer() -> None:
    assert read(rss()) == []


@pytest.mark.parametrize(
    ("name", "id_"), [("item", "<guid>https://outlet.example/a</guid>"), ("entry", "<published/>")]
)
def test_entries_by_another_name_are_not_told_as_nothing_new(name: str, id_: str) -> None:
    """A publisher who renames them has published something all the same."""
    body = rss(f"<title>A</title>{id_}").replace("<item>", f"<{name}V2>").replace("</item>", f"</{name}V2>")
    with pytest.raises(Refused, match=re.escape(UNREADABLE)):
        read(body)


def test_a_challenge_page_is_not_an_answer_and_a_headline_no_challenge() -> None:
    with pytest.raises(Unreachable, match="browser challenge"):
        read("<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")
    assert titles(rss(entry("Just a moment... bitcoin pauses"))) == ["Just a moment... bitcoin pauses"]


# Every digit counts


def test_another_digit_of_a_date_is_another_time() -> None:
    written = "Mon, 17 Jul 2026 15:31:12 +0130"
    times = {read(rss(entry(at=written)))[0].at}
    for place, digit in ((n, sign) for n, sign in enumerate(written) if sign.isdigit()):
        other = (
            "3" if place == len("Mon, 17 Jul 2026 15:31:12 +013") - 1 and digit != "3" else str((int(digit) + 1) % 10)
        )
        changed = written[:place] + other + written[place + 1 :]
        body = rss(entry(at=changed), entry("Dated", "https://outlet.example/b"))
        found = [item for item in read(body) if item.title != "Dated"]
        assert not found or found[0].at not in times, changed
        times |= {item.at for item in found}
    assert len(times) > 10


def test_another_digit_of_an_amount_is_another_amount() -> None:
    written = "Hack drains $128.6M"
    values = {amount.value for amount in read(rss(entry(written)))[0].amounts}
    assert [int(value) for value in values] == [128_600_000]
    for place in (n for n, sign in enumerate(written) if sign.isdigit()):
        changed = written[:place] + str((int(written[place]) + 1) % 10) + written[place + 1 :]
        (item,) = read(rss(entry(changed)))
        assert item.title == changed
        assert {amount.value for amount in item.amounts}.isdisjoint(values), changed


def test_another_digit_of_a_link_or_an_id_is_another_item() -> None:
    (item,) = read(rss(entry(link="https://outlet.example/408670")))
    (other,) = read(rss(entry(link="https://outlet.example/408671")))
    assert (item.path, item.link) != (other.path, other.link)


def test_an_item_is_kept_and_read_back_as_it_was() -> None:
    (item,) = read(rss(entry("Hack drains $128.6M")))
    assert Item.model_validate_json(item.model_dump_json()) == item
