"""What venues, registers, lists of incidents and calendars said before the specimen night. All of it invented.

In the shapes that were recorded or documented. Five of them fail, so that each kind of failure is printed once: a
status page, a regulator, a list, a calendar and an outlet answer with a web page.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

AT = datetime(2001, 1, 2, 12, tzinfo=UTC)
WEB_PAGE = b"<!doctype html><html><head><title>Invented</title></head><body>Come back later.</body></html>\n"
FAILING = ("protos", "fca", "bybit-status", "slowmist", "bea-calendar")


def text(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def millis(hours: float) -> int:
    """So many hours before the night, in milliseconds."""
    return int((AT - timedelta(hours=hours)).timestamp()) * 1000


def iso(hours: float) -> str:
    return (AT - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def statuses() -> dict[str, bytes]:
    """An open incident, a maintenance under way and one to come, an engine that takes cancellations only."""
    incident = {
        "id": "inv1",
        "name": "Delayed withdrawals of an invented coin",
        "status": "identified",
        "impact": "minor",
        "shortlink": "https://example.org/incidents/inv1",
        "created_at": iso(7),
        "started_at": iso(8),
    }
    maintenance = {
        "id": "inv2",
        "name": "Database maintenance",
        "status": "scheduled",
        "impact": "maintenance",
        "shortlink": "https://example.org/incidents/inv2",
        "created_at": iso(40),
        "scheduled_for": iso(-20),
        "scheduled_until": iso(-22),
    }
    window = {"begin": str(millis(1)), "end": str(millis(-2)), "href": "", "state": "ongoing", "env": "1"}
    return {
        "kraken-status": text({"error": [], "result": {"status": "online", "timestamp": "2001-01-02T11:58:00Z"}}),
        "kraken-incidents": _page("minor", "Minor Service Outage", [incident], [maintenance]),
        "coinbase-incidents": _page("none", "All Systems Operational", [], []),
        "deribit-incidents": _page("none", "All Systems Operational", [], []),
        "okx-status": text({"code": "0", "msg": "", "data": [{**window, "title": "Options system upgrade"}]}),
        "binance-status": text({"status": 0, "msg": "normal"}),
        "kucoin-status": text(
            {"code": "200000", "data": {"status": "cancelonly", "msg": "Engine | upgrade {{ now }}"}}
        ),
    }


def _page(indicator: str, description: str, incidents: list[Any], maintenances: list[Any]) -> bytes:
    status = {"indicator": indicator, "description": description}
    told = {"page": {"updated_at": iso(7)}, "components": [], "incidents": incidents}
    return text({**told, "scheduled_maintenances": maintenances, "status": status})


def announcements() -> dict[str, bytes]:
    """New ones, more than are printed, and a venue whose last is old."""
    okx = [("OKX to list Sampler (SMPL) for spot trading", 6), ("Share a prize pool of 1,000 SMPL", 5)]
    kucoin = [(f"KuCoin adds the invented pair SMPL{number}", number) for number in range(1, 7)]
    return {
        "okx-announcements": text({"code": "0", "msg": "", "data": [{"details": [_okx(*one) for one in okx]}]}),
        "bybit-announcements": text(
            {"retCode": 0, "retMsg": "OK", "result": {"total": 1, "list": [_bybit("Delisting of Sampler", 200)]}}
        ),
        "kucoin-announcements": text({"code": "200000", "data": {"items": [_kucoin(*one) for one in kucoin]}}),
        "binance-listings": text(
            {
                "code": "000000",
                "data": {
                    "catalogs": [{"catalogId": 48, "articles": [_binance("Binance Will List Sampler (SMPL)", 9)]}]
                },
            }
        ),
    }


def _okx(title: str, hours: float) -> dict[str, str]:
    slug = "-".join(title.lower().split()[:3])
    return {"title": title, "url": f"https://example.org/okx/{slug}", "pTime": str(millis(hours))}


def _bybit(title: str, hours: float) -> dict[str, Any]:
    return {"title": title, "url": "https://example.org/bybit/1", "dateTimestamp": millis(hours)}


def _kucoin(title: str, hours: float) -> dict[str, Any]:
    return {"annTitle": title, "annUrl": f"https://example.org/kucoin/{hours}?lang=en_US", "cTime": millis(hours)}


def _binance(title: str, hours: float) -> dict[str, Any]:
    return {"title": title, "code": "0123456789abcdef", "releaseDate": millis(hours)}


def registers() -> dict[str, bytes]:
    """A rule of today, a settlement of October, a release of Singapore."""
    rule = {
        "document_number": "2001-00001",
        "title": "Reporting by Invented Crypto Brokers",
        "type": "Proposed Rule",
        "action": "Proposed rule.",
        "publication_date": "2001-01-02",
        "comments_close_on": "2001-03-05",
        "html_url": "https://example.org/register/2001-00001",
        "agencies": [{"name": "Treasury Department"}],
    }
    settled = {
        "newsRefNo": "00PR200",
        "title": "SFC reprimands an invented virtual asset platform",
        "issueDate": "2000-10-16T16:53:29.346",
    }
    release = {
        "document_title_string_s": "MAS consults on stablecoin reserves",
        "page_url_s": "/news/media-releases/2001/invented",
        "mas_date_tdt": "2001-01-02T02:00:00Z",
    }
    return {
        "federal-register": text({"count": 1, "results": [rule]}),
        "sfc-hong-kong": text({"items": [settled], "total": 1}),
        "mas": text({"response": {"docs": [release]}}),
    }


def incidents() -> dict[str, bytes]:
    """Four losses of the young year, one whose size nobody knows, and one of the year before."""
    rows = [
        _hack("Examplia", "Bridge", 128_000_000, 9, ["Ethereum", "Base"], technique="Signature Replay"),
        _hack("Tidewater", "Wallet", 31_500_000, 20, ["Solana"]),
        _hack("Millrace", "Lending", 2_100_000, 30, ["Arbitrum | {{ x }}"], technique="Price Manipulation"),
        _hack("Quarry Swap", "Exchange", None, 11, []),
        _hack("Old Oak", "Vault", 9_000_000, 2000, ["Ethereum"]),
    ]
    return {"defillama-hacks": text(rows)}


def _hack(
    name: str, kind: str, amount: int | None, hours: float, chains: list[str], technique: str | None = None
) -> dict[str, Any]:
    day = (AT - timedelta(hours=hours)).replace(hour=0)
    return {
        "date": int(day.timestamp()),
        "name": name,
        "classification": kind,
        "technique": technique,
        "amount": amount,
        "chain": chains,
        "source": "",
        "returnedFunds": None,
    }


def calendars() -> dict[str, bytes]:
    """A meeting with its odds, jobs, an auction; yesterday's speech, and a price index that was put off."""
    due = [
        ("FOMC", "FOMC Meeting", "4", "2:00 p.m."),
        ("FOMC", "FOMC Press Conference", "4", "2:30 p.m."),
        ("Speeches", "Speech - Chair Jane Example", "3", "10:05 a.m."),
        ("Speeches", "Speech - Governor John Example", "1", "1:00 p.m."),
        ("Beige", "Beige Book", "17", "2:00 p.m."),
    ]
    events = [
        {"type": kind, "title": title, "month": "2001-01", "days": days, "time": clock, "link": "/invented.htm"}
        for kind, title, days, clock in due
    ]
    releases = [("20010103T083000", "Producer Price Index"), ("20010104T083000", "Employment Situation")]
    auction = {
        "record_date": "2000-12-28",
        "security_type": "Note",
        "security_term": "10-Year",
        "reopening": "No",
        "cusip": "000000AA1",
        "offering_amt": "39000000000",
        "announcemt_date": "2000-12-28",
        "auction_date": "2001-01-03",
        "issue_date": "2001-01-05",
    }
    return {
        "fed-calendar": text({"events": events, "announcement": []}),
        "bls-calendar": _icalendar(releases),
        "treasury-auctions": text({"data": [auction]}),
    }


def _icalendar(releases: Iterable[tuple[str, str]]) -> bytes:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{begins}-invented\r\nDTSTART;TZID=US-Eastern:{begins}\r\nDURATION:PT0M\r\n"
        f"SUMMARY:{title}\r\nEND:VEVENT\r\n"
        for begins, title in releases
    )
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:US-Eastern\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\n"
        "DTSTART:19671029T020000\r\nTZNAME:EST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    return f"BEGIN:VCALENDAR\r\nPRODID:-//Invented//EN\r\nVERSION:2.0\r\n{zone}{events}END:VCALENDAR\r\n".encode()


def bodies() -> Mapping[str, Mapping[str, bytes]]:
    """One answer a source."""
    found = {**statuses(), **announcements(), **registers(), **incidents(), **calendars()}
    return {source: {"": body} for source, body in {**found, **dict.fromkeys(FAILING, WEB_PAGE)}.items()}
