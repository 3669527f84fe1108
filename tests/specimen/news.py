"""What outlets, regulators and journals published before the specimen night. All of it invented, titles as well.

Each entry names an invented outlet in its `<source>`, so that no real one is said to have written it.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

AT = datetime(2001, 1, 2, 12, tzinfo=UTC)
WIRE, LEDGER, MARKETS = "Example Wire (invented)", "Example Ledger (invented)", "Example Markets (invented)"
AUTHORITY = "Example Authority (invented)"
JOURNAL = "Example Journal (invented)"


class Told(NamedTuple):
    """A title, how many hours before the night it appeared, and whose it is."""

    title: str
    hours: float
    outlet: str


NEWS: Mapping[str, Sequence[Told]] = {
    "coindesk": [
        Told("Examplia bridge drained of more than $140 million", 5, WIRE),
        Told("Sampler stablecoin loses its peg after reserves go missing", 8, WIRE),
        Told("SEC charges Sampler Exchange with selling unregistered tokens", 10, WIRE),
        Told("Bitcoin ETFs record largest inflow since November", 14, WIRE),
        Told("Old Harbor Exchange acquired for $2 billion", 90, WIRE),
    ],
    "cointelegraph": [
        Told("Examplia says attackers took $120M from its bridge", 4, LEDGER),
        Told("Sampler loses dollar peg, falls to 91 cents", 7, LEDGER),
        Told("Here’s what happened in crypto today", 1, LEDGER),
        Told("Placeholder Labs raises $12 million in funding", 20, LEDGER),
    ],
    "the-block": [
        Told("Hackers drain Examplia bridge; loss put at $140 million", 3, MARKETS),
        Told("Traders face $400 million in crypto liquidations as bitcoin rallies", 6, MARKETS),
        Told("Fallow Finance halts withdrawals", 16, MARKETS),
    ],
    "decrypt": [
        Told("Tidewater wallet users hit by $31.5M exploit", 12, WIRE),
        Told("Five things an example can teach {{ you }} | about [^1] <script>markets</script>", 9, WIRE),
    ],
    "blockworks": [Told("Lumen rollup mainnet upgrade activated", 11, LEDGER)],
    "dl-news": [Told("Parliament of Examplia votes on digital asset bill", 18, MARKETS)],
    "bitcoin-magazine": [Told("What a block is, once more", 13, LEDGER)],
    "news-search": [Told("Examplia bridge exploit: what is known so far", 2, "Example Post (invented)")],
    "sec-press": [
        Told("Commission Adopts Rules for Custody of Crypto Assets", 22, AUTHORITY),
        Told("Commission Announces Annual Staff Conference", 20, AUTHORITY),
    ],
    "sec-speeches": [Told("Remarks on Tokenized Securities", 30, AUTHORITY)],
    "sec-litigation": [Told("Sampler Exchange, Ltd. and others: Crypto Asset Offering", 9.5, AUTHORITY)],
    "cftc-press": [Told("Order Settles Charges Against Digital Asset Platform", 600, AUTHORITY)],
    "fed-press": [Told("Board Publishes Statement on Stablecoin Reserves", 400, AUTHORITY)],
    "esma": [Told("Guidelines on Crypto-Asset Service Providers under MiCA", 26, AUTHORITY)],
    "hkma": [Told("Scam alert: fraudulent crypto website", 5, AUTHORITY)],
    "taiwan-fsc": [Told("金管會說明虛擬資產管理專法草案", 21, AUTHORITY)],
    "japan-fsa": [Told("Weekly list of invented insurance licences", 50, AUTHORITY)],
    "edgar-filings": [Told("8-K - Strategy Inc (0001050446) (Filer)", 15, AUTHORITY)],
    "arxiv": [Told("Invented liquidity in automated markets", 40, JOURNAL)],
    "ethereum-blog": [Told("An invented protocol update | *explained*", 10, "Ethereum Foundation")],
    "kraken-blog": [Told("A year of invented staking", 300, "Kraken")],
    "bis-press": [Told("Working paper: tokenised deposits and settlement", 50, JOURNAL)],
    "chainalysis": [Told("A census of invented wallets", 120, JOURNAL)],
    "coin-metrics-research": [Told("State of an invented network", 260, JOURNAL)],
}


def bodies() -> dict[str, dict[str, bytes]]:
    """One feed a source: RSS as the recorded ones are."""
    return {source: {"": _feed(source, told)} for source, told in NEWS.items()}


def _feed(source: str, told: Sequence[Told]) -> bytes:
    entries = "".join(_entry(source, number, one) for number, one in enumerate(told, start=1))
    head = f"<title>Invented: {source}</title><link>https://example.org/{source}</link>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{head}\n{entries}</channel></rss>\n'
    ).encode()


def _entry(source: str, number: int, told: Told) -> str:
    at = AT - timedelta(hours=told.hours)
    when = at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    link = f"https://example.org/{source}/{number}?utm_source=rss"
    return (
        f"<item><title>{escape(escape(told.title))}</title><link>{escape(link)}</link>"
        f'<guid isPermaLink="false">{source}-{number}</guid><pubDate>{when}</pubDate>'
        f"<source url={quoteattr('https://example.org/')}>{escape(told.outlet)}</source></item>\n"
    )
