"""A small site for the tests: three briefs in our own words, one with receipts, one with a hostile title."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import jinja2
from whole_site import build

from brief.models import (
    Agreement,
    Correction,
    Post,
    Published,
    Receipt,
    ReceiptReading,
    Receipts,
    Reworded,
    SiteSettings,
)
from brief.models.standing import Attendance, Listed, Silence, Standing
from brief.site import environment
from brief.write import escape
from brief.write.text_matter import read_text

TEMPLATES = Path(__file__).parents[2] / "templates" / "site"
SETTINGS = SiteSettings(
    title="Daily Crypto Market Brief",
    description="What moved overnight, with a receipt for every figure.",
    url="https://brief.example.org",
    baseurl="/daily",
)
NEWEST = "2025-11-04-daily-crypto-market-brief"
NOON = datetime(2025, 11, 4, 12, 0, tzinfo=UTC)
HOSTILE_TITLE = """</title><script>alert("x")</script> & <b>{{ 7 * 7 }}</b> ]]> it's "quoted" """.strip()

RECEIPTS_URL = f"https://brief.example.org/daily/receipts/{NEWEST}/"


def to(anchor: str) -> str:
    return f"[Receipt]({RECEIPTS_URL}#{anchor})"


BODY = f"""
### Market Overview

<!-- item: overview -->

Bitcoin fell 3.2% in 24 hours to \\$103,849, its lowest price since June 22.[^coingecko][^binance-klines]
US funds lost money for a fourth session, and \\$1.37 billion of positions were liquidated.[^farside-btc][^coinglass]
Prices are from 12:00 UTC, fund flows from Nov. 3 (12 of 12 issuers), liquidations from one vendor.

**Price Performance**

| Asset | Price | 24 h | 7 d | From high |
|:---|---:|---:|---:|---:|
| Bitcoin | \\$103,849 | −3.2% | – | −17.7% (Oct. 6) |
| Ethereum | \\$3,600 to \\$3,634 | −5.7% to −7.9% | −14.8% | – |
| Solana | \\$158 | −9.4% | – | – |
| BNB | – | −6.4% | – | – |
| XRP | – | −5.0% | – | – |

- **Bitcoin** is 5.4% below its 200-day average of \\$109,834 and 17.7% below its Oct. 6 high.[^binance-klines]
- **Ethereum** differs by source: \\$3,600 at one, \\$3,634 at the other.[^coingecko][^coinpaprika]
- All five assets with a figure fell; Solana fell most.[^coingecko]

**ETF & Spot Flows**

- **Bitcoin funds** lost \\$186.5 million on Nov. 3, all of it from IBIT.[^farside-btc]
  It was the fourth session of outflows in a row; together they took \\$1.34 billion.[^farside-btc]
- **Solana funds** took in \\$70.1 million, the most of their five sessions.[^farside-sol]

**Sentiment**

- **Fear & Greed** fell to 21 (Extreme Fear) from 42, its largest one-day fall since Oct. 11.[^alternative-me]

***

### Top Headlines

<!-- item: vault-exploit -->

**1. Lending Vault Drained of \\$128.6 Million After an Access-Control Error \\[CRITICAL\\]**

The vault lost tokens on seven chains within an hour; its operator paused what could be paused.[^example-news]

*Why it matters*: Eleven audits had passed the contract that failed.

### What to Watch

- **\\$100,000**, 3.7% below: bitcoin last traded under it on June 22.[^binance-klines]

### Confidence Statement

14 of 17 figures come from the source that made them; 6 were checked against a second source and 5 agreed.

[^coingecko]: CoinGecko, spot prices, Nov. 4, 12:02 UTC. <https://www.coingecko.com/> {to("fig-prices-btc-usd")}

[^binance-klines]: Binance, daily candles. <https://www.binance.com/en/trade/BTC_USDT> {to("fig-prices-btc-usd")}

[^farside-btc]: Farside Investors, US spot bitcoin funds, Nov. 3. <https://farside.co.uk/btc/> {to("fig-etf-btc-net")}

[^coinglass]: CoinGlass, liquidations. <https://www.coinglass.com/LiquidationData> {to("fig-liquidations-total_24h")}

[^coinpaprika]: Coinpaprika, spot prices. <https://coinpaprika.com/> {to("fig-prices-eth-usd")}

[^farside-sol]: Farside Investors, US spot solana funds. <https://farside.co.uk/sol/>

[^alternative-me]: alternative.me, Crypto Fear & Greed Index. <https://alternative.me/crypto/fear-and-greed-index/>

[^example-news]: Example News, Nov. 3. <https://news.example.org/{"a-long-address-that-has-no-blank-" * 4}end>
"""


def post(stem: str, title: str, body: str, **more: object) -> Post:
    fields = {"published": True, "category": "crypto", "description": f"{title}, in one sentence.", **more}
    return Post.model_validate(
        {"id": stem, "slug": stem[11:], "day": date.fromisoformat(stem[:10]), "title": title, "body": body, **fields}
    )


POSTS = (
    post(
        NEWEST,
        "Daily Crypto Market Brief – Four Days of Fund Outflows: $1.37B Liquidated, BTC Near $104K",
        BODY,
        as_of=NOON,
        description="Bitcoin fell 3.2% in 24 hours to $103,849, its lowest price since June 22.",
    ),
    post(
        "2025-11-03-daily-crypto-market-brief",
        HOSTILE_TITLE,
        f"\n### {escape.text(HOSTILE_TITLE)}\n\nQuiet.[^a]\nQuiet again.[^a]\n\n[^a]: {escape.text(HOSTILE_TITLE)}\n",
        description=HOSTILE_TITLE,
    ),
    post(
        "2024-12-31-year-end", "The Year Ends Flat", "\nNothing moved.\nSee [the table](#none-here).\n\n### None here\n"
    ),
)


def reading(source: str, cite: str, value: str, **more: object) -> ReceiptReading:
    fields = {
        "source": source,
        "cite": cite,
        "page": f"https://{source}.example.org/page",
        "url": f"https://api.{source}.example.org/v1/{'simple/price/' * 6}?ids=bitcoin&vs=usd",
        "fetched_at": datetime(2025, 11, 4, 12, 2, 11, tzinfo=UTC),
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "path": "/bitcoin/usd",
        "value": value,
        "as_of": NOON,
    }
    return ReceiptReading.model_validate({**fields, **more})


def receipt(figure: str, value: str, unit: str, *readings: ReceiptReading, **more: object) -> Receipt:
    fields = {"figure": figure, "value": value, "unit": unit, "as_of": NOON, "provenance": "reconstructed"}
    return Receipt.model_validate({**fields, "readings": readings, **more})


REPORT = Published(
    figures=("etf.btc.*",), publication="Example Wire", url="https://wire.example.org/flows", day=date(2025, 11, 4)
)
OTHER_REPORT = Published(
    figures=("etf.sol.*",), publication="Unrelated Gazette", url="https://gazette.example.org/", note="rounded"
)
RECEIPTS = Receipts(
    edition=NEWEST,
    day=date(2025, 11, 4),
    title=POSTS[0].title,
    as_of=NOON,
    provenance="reconstructed",
    receipts=(
        receipt("prices.btc.usd", "103849", "usd", reading("coingecko", "CoinGecko", "103849"), printed=("$103,849",)),
        receipt(
            "prices.eth.usd",
            "3600",
            "usd",
            reading("coingecko", "CoinGecko", "3600"),
            reading("coinpaprika", "Coinpaprika", "3634"),
            printed=("$3,600 to $3,634",),
            agreement=Agreement(checked=1, within=0, low=Decimal(3600), high=Decimal(3634), tolerance="0.5%"),
        ),
        receipt(
            "etf.btc.net",
            "-186500000",
            "usd",
            reading(
                "farside-btc",
                "Farside Investors",
                "-186500000",
                published=(OTHER_REPORT, REPORT),
                formula="millions * 1000000",
            ),
            printed=("$186.5 million",),
            as_of=date(2025, 11, 3),
        ),
        receipt("liquidations.total_24h", "1.37E+9", "usd", reading("coinglass", "CoinGlass", "1.37E+9")),
        receipt(
            "prices.btc.from_high",
            "-17.71",
            "percent",
            formula="100 * (prices.btc.usd / btc.high[2025-10-06] - 1)",
            inputs=("prices.btc.usd", "btc.high[2025-10-06]"),
        ),
    ),
)
EARLY = Correction(
    at=datetime(2025, 11, 4, 14, 5, tzinfo=UTC),
    reason="Two digits of IBIT’s outflow were swapped.",
    changes=(Reworded(place="text", was="They lost $168.5 million.", now="They lost $186.5 million."),),
    sha256="0" * 64,
)
LATE = Correction(
    at=datetime(2025, 11, 6, 7, 0, tzinfo=UTC),
    reason="""Rows & "notes" <b>changed</b> {{ 7 * 7 }}.""",
    changes=(
        Reworded(place="row", was="XRP, –", now=""),
        Reworded(place="text", was="", now="A sentence more."),
        *(Reworded(place="text", was=f"It was {n}.", now=f"It was {n + 1}.") for n in range(3)),
    ),
    sha256="1" * 64,
)
OTHER = "2024-12-31-year-end"
CORRECTIONS = {NEWEST: (EARLY, LATE), OTHER: (EARLY.model_copy(update={"at": datetime(2025, 11, 5, tzinfo=UTC)}),)}
SECTION = """### Corrections

<!-- item: corrections -->

- **Nov. 4, 2025, 14:05 UTC**: Two digits of IBIT’s outflow were swapped.
  It said: “They lost \\$168.5 million.”

"""
_ASSETS = TEMPLATES.parents[1] / "content" / "assets"
STYLE = (_ASSETS / "style.css").read_bytes()
SCRIPTS = {f"assets/{name}.js": (_ASSETS / f"{name}.js").read_bytes() for name in ("brief", "theme")}
STATIC = {"assets/style.css": STYLE, **SCRIPTS}
_PAGES = ((path.stem, path.read_text("utf-8")) for path in sorted(_ASSETS.parent.glob("*.md")))
TEXTS = tuple(page for name, text in _PAGES if (page := read_text(name, text)))
"""The hand-written pages that every new site begins with."""
COINGECKO = Listed(
    id="coingecko",
    cite="CoinGecko",
    title="prices, changes and market caps",
    page="https://www.coingecko.com/",
    credit="Data provided by CoinGecko",
    publish="none",
    proof="recorded",
    enabled=True,
    families=("prices",),
)
PROTOS = Listed(
    id="protos",
    cite="Protos",
    title="news feed",
    page="https://protos.com/",
    credit="",
    publish="extract",
    proof="unproven",
    enabled=True,
    families=("news",),
)
NIGHT = Attendance(
    edition=NEWEST,
    day=date(2025, 11, 4),
    as_of=NOON,
    provenance="reconstructed",
    answered=("coingecko",),
    silences=(Silence(source="protos", name="Protos (news feed)", why=HOSTILE_TITLE),),
    families=("prices",),
)
STANDING = Standing(sources=(COINGECKO, PROTOS), nights=(NIGHT,))


def templates() -> jinja2.Environment:
    return environment(jinja2.FileSystemLoader(TEMPLATES))


def site(settings: SiteSettings = SETTINGS, posts: tuple[Post, ...] = POSTS) -> dict[str, bytes]:
    return build(posts, settings, templates(), {NEWEST: RECEIPTS}, STATIC, texts=TEXTS, standing=STANDING)


def corrected_site(settings: SiteSettings = SETTINGS) -> dict[str, bytes]:
    """The same with three corrections of two posts, each told in its post."""
    posts = tuple(
        each.model_copy(update={"body": each.body.replace("### What to Watch", SECTION + "### What to Watch")})
        if each.id == NEWEST
        else each.model_copy(update={"body": f"{each.body}\n{SECTION}"})
        if each.id in CORRECTIONS
        else each
        for each in POSTS
    )
    return build(
        posts,
        settings,
        templates(),
        {NEWEST: RECEIPTS},
        STATIC,
        corrections=CORRECTIONS,
        texts=TEXTS,
        standing=STANDING,
    )
