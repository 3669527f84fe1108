"""Invented posts in the shape our writer gives them, of the size of a real brief: 21 KB, fifty footnotes.

The same day gives the same post on every machine, two days give different figures. Names are invented, links lead to
example.org.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle

LAST = date(2025, 11, 4)
"""The newest day; the others lie before it, one after another."""
SIZE = 21_000
FOOTNOTES = 50
SLUG = "daily-crypto-market-brief"
SITE = "https://brief.example.org"

_HOUSES = (
    *("Alder", "Aspen", "Beech", "Birch", "Cedar", "Cherry", "Cypress", "Elder", "Elm", "Fir", "Hazel", "Hemlock"),
    *("Holly", "Juniper", "Larch", "Laurel", "Linden", "Maple", "Oak", "Pine", "Poplar", "Rowan", "Spruce", "Walnut"),
    "Willow",
)
_KINDS = (
    ("prices", "Exchange, last prices and the past 24 hours"),
    ("report", "Research, report on flows and positions"),
)
_SOURCES = tuple((f"{house.lower()}-{kind}", f"{house} {title}", kind) for kind, title in _KINDS for house in _HOUSES)
_ASSETS = (("Bitcoin", 60_000), ("Ethereum", 3_000), ("Solana", 150), ("BNB", 600), ("XRP", 2), ("Dogecoin", 1))
_FUNDS = ("Acorn", "Bramble", "Clover", "Dune", "Ember", "Fjord", "Grove", "Heath", "Inlet", "Jetty", "Knoll", "Loch")
_EVENTS = (
    ("Lending protocol pauses withdrawals after a faulty price feed", "CRITICAL"),
    ("Regulator opens a consultation on custody of customers’ coins", "HIGH"),
    ("Exchange lists futures that settle in a basket of currencies", "LOW"),
    ("Bridge between two chains is drained of part of its deposits", "CRITICAL"),
    ("Miner sells a site and repays the loan that it was built with", "MEDIUM"),
    ("Central bank holds its rate and says what it looks at next", "HIGH"),
    ("Network upgrade moves to its last rehearsal before the launch", "MEDIUM"),
    ("Issuer of a dollar coin publishes what its reserves consist of", "LOW"),
)
_SPECIAL = (
    "The number is preliminary until those who are concerned publish their own account.",
    "Two reports differ on the hour, and neither gives a document for it.",
    "What follows from it for other markets was not said, and nothing here guesses at it.",
    "The announcement names a date and leaves open what happens to orders that are placed before it.",
)
_WATCHED = (
    "the next round price",
    "the average of its last 200 closes",
    "the high of the last thirty days",
    "the low of the last thirty days",
    "the close of the week before",
    "the price at which most options end",
)


def days(count: int) -> list[date]:
    """So many days up to the last one, oldest first."""
    return [LAST - timedelta(days=back) for back in range(count - 1, -1, -1)]


def edition(day: date) -> str:
    """The name of a day's file without its ending."""
    return f"{day}-{SLUG}"


def post(day: date) -> str:
    """The whole file of a day."""
    return _Writer(day).text()


def edited(text: str, number: int) -> str:
    """The same post with one more sentence below its first paragraph, another one for another number."""
    place = text.index("\n\n", text.index("<!-- item: overview -->") + 30)
    return f"{text[:place]}\nAn editor added sentence {number} here.{text[place:]}"


class _Writer:
    """One post while it is written."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._random = random.Random(day.toordinal())
        shuffled = list(_SOURCES)
        self._random.shuffle(shuffled)
        self._labels = cycle(source[0] for source in shuffled)
        self._prices = {name: usual * self._between(0.4, 1.9) for name, usual in _ASSETS}
        self._moves = {name: self._percent() for name in self._prices}
        self._cited: dict[str, None] = {}

    def text(self) -> str:
        blocks = [
            *self._overview(),
            *self._flows(),
            "***",
            *self._headlines(),
            "***",
            *self._watch(),
            "***",
            *self._confidence(),
        ]
        return "\n\n".join([self._front(), *blocks, *self._notes()]) + "\n"

    def _between(self, low: float, high: float) -> float:
        return self._random.uniform(low, high)

    def _percent(self, most: float = 9.0) -> str:
        value = round(self._between(-most, most), 1)
        return f"{'−' if value < 0 else '+'}{abs(value):.1f}%"

    def _flow(self) -> str:
        value = round(self._between(-480, 520), 1)
        return f"{'−' if value < 0 else '+'}\\${abs(value):.1f} million"

    def _price(self, name: str) -> str:
        value = self._prices[name]
        return f"\\${value:,.0f}" if value >= 1000 else f"\\${value:.2f}"

    def _cite(self, count: int = 1) -> str:
        labels = [next(self._labels) for _ in range(count)]
        self._cited.update(dict.fromkeys(labels))
        return "".join(f"[^{label}]" for label in labels)

    def _front(self) -> str:
        price = self._price("Bitcoin").replace("\\", "")
        said = f"Bitcoin moved {self._moves['Bitcoin']} in 24 hours to {price}."
        return "\n".join(
            [
                "---",
                "layout: post",
                f'title: "Daily Crypto Market Brief – Bitcoin at {price} on {self._day:%B} {self._day.day}"',
                f"date: {self._day}",
                'category: "crypto"',
                "published: true",
                f'description: "{said}"',
                f'excerpt: "{said} Prices are from 12:00 UTC and fund flows from the session before."',
                f'as_of: "{self._day}T12:00:00Z"',
                'edition: "schema 1, rules 2"',
                "---",
            ]
        )

    def _overview(self) -> Iterator[str]:
        yield "### Market Overview"
        yield "<!-- item: overview -->"
        yield (
            f"Bitcoin moved {self._moves['Bitcoin']} in 24 hours to {self._price('Bitcoin')}.{self._cite(2)}\n"
            f"Funds reported {self._flow()} for their last session, and \\${self._between(90, 900):.1f} million of "
            f"positions were liquidated.{self._cite(3)}\n"
            "Prices are from 12:00 UTC, fund flows from the session before and the liquidations from one count."
        )
        yield "**Price Performance**"
        yield "<!-- item: prices -->"
        rows = [
            f"| {name} | {self._price(name)} | {self._moves[name]} | {self._percent(20)} | {self._percent(40)} | "
            f"{self._percent(60)} |"
            for name, _ in _ASSETS
        ]
        yield "\n".join(["| Asset | Price | 24 h | 7 d | 30 d | Year |", "|:---|---:|---:|---:|---:|---:|", *rows])
        yield f"The change of the year counts from the last close before it.{self._cite(2)}"
        yield "\n".join(self._bullets())

    def _bullets(self) -> Iterator[str]:
        for name, _ in _ASSETS:
            yield (
                f"- **{name}** stands {self._between(1, 30):.1f}% from its 200-day average and "
                f"{self._between(2, 60):.1f}% below its high of the last year.{self._cite()}"
            )
            yield (
                f"  Over seven days it moved {self._percent(20)}, on {self._between(60, 140):.0f}% of its usual "
                f"volume.{self._cite()}"
            )
        yield (
            f"- **Liquidations** came to \\${self._between(90, 900):.1f} million in the 24 hours to 12:00 UTC, "
            f"{self._between(20, 80):.0f}% of it long positions.{self._cite()}"
        )
        yield f"- **Funding** on bitcoin perpetuals is {self._percent(0.9)} a year on average.{self._cite()}"

    def _flows(self) -> Iterator[str]:
        yield "**ETF & Spot Flows**"
        yield "<!-- item: flows -->"
        rows = [f"| {name} | {self._flow()} | {self._flow()} | {self._flow()} |" for name in _FUNDS]
        yield "\n".join(["| Fund | Net flow | Five sessions | Month |", "|:---|---:|---:|---:|", *rows])
        yield "\n".join(line for name in ("Bitcoin", "Ethereum", "Solana") for line in self._funds(name))

    def _funds(self, name: str) -> Iterator[str]:
        most = self._random.choice(_FUNDS)
        yield f"- **{name} funds** reported {self._flow()} for the session, most of it by {most}.{self._cite()}"
        yield f"  Over five sessions they come to {self._flow()}, over the month to {self._flow()}.{self._cite()}"

    def _headlines(self) -> Iterator[str]:
        yield "### Top Headlines"
        told = self._random.sample(_EVENTS, len(_EVENTS))
        for number, (title, severity) in enumerate(told, start=1):
            slug = "-".join(title.lower().replace("’", "").split()[:4])
            yield f"<!-- item: {slug} -->"
            yield f"**{number}. {title} [{severity}]**"
            house = self._random.choice(_HOUSES)
            yield (
                f"[{house} Wire](https://{house.lower()}.example.org/{self._day:%Y/%m/%d}/{slug}), "
                f"{self._day:%B} {self._day.day}; also told by two others.{self._cite(2)}\n"
                f"The sum that is named is \\${self._between(2, 300):.1f} million, {self._between(1, 60):.0f}% of what "
                f"was held there the day before.{self._cite()}\n"
                f"{self._random.choice(_SPECIAL)}\n"
                f"*Why it matters*: the market it meets moved {self._percent()} in a day.{self._cite()}"
            )

    def _watch(self) -> Iterator[str]:
        yield "### What to Watch"
        for name, _ in _ASSETS[:5]:
            yield f"<!-- item: watch-{name.lower()} -->"
            yield (
                f"- **{name} at {self._price(name)}**, {self._between(0.5, 9):.1f}% from its price: "
                f"{self._random.choice(_WATCHED)}.{self._cite()}\n"
                f"  It last closed a day beyond it {self._between(3, 200):.0f} days ago.{self._cite()}"
            )

    def _confidence(self) -> Iterator[str]:
        yield "### Confidence Statement"
        yield "<!-- item: confidence -->"
        yield (
            f"Of {self._between(60, 160):.0f} figures read from sources, {self._between(20, 50):.0f} were checked "
            f"against a second one.{self._cite(2)}\n"
            "All sources that were asked answered, and no answer was too old to print.\n"
            "Every figure has a receipt: the bytes it was read from, their hash and the place in them."
        )
        yield "*Not investment advice.*"

    def _notes(self) -> Iterator[str]:
        told = {label: (title, kind) for label, title, kind in _SOURCES}
        for label in self._cited:
            title, kind = told[label]
            house = label.partition("-")[0]
            yield (
                f"[^{label}]: {title}, retrieved at 12:{self._random.randrange(60):02} UTC. "
                f"<https://{house}.example.org/{kind}/{self._day:%Y/%m/%d}> "
                f"[Receipt]({SITE}/receipts/{edition(self._day)}/#fig-{house}-{kind})"
            )
