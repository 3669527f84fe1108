"""What a reader can look up: whose page a footnote names, and whether those whom the text names are among the sources.

Owns the pages that prove nothing because they change by the hour. Refuses to open any.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.footnotes import Definition, cited, definitions, listed
from brief.desk.checks.passages import told
from brief.prose import numbers

_ADDRESS = re.compile(r"https?://[^\s<>]+")
_FENCED = re.compile(r"<(https?://[^<>\s]+)>|\]\((https?://[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_STRAY_END = ".,;:!?'\"»”’"
_LISTING = re.compile(r"/(?:hash)?tags?/|/hashtag/|/search(?:/|\?|$)|/explore/|[?&](?:q|query|search)=", re.IGNORECASE)
_SOCIAL = ("x.com", "twitter.com", "t.me", "reddit.com", "facebook.com", "instagram.com", "tiktok.com", "threads.net")
_ONE_POST = re.compile(r"/status(?:es)?/\d+|/comments/\w+|/p/[\w-]+|/post/[\w-]+|^/\w+/\d+|/video/\d+|/posts/\w+")
_VENDORS = (
    *("Farside", "SoSoValue", "CoinGecko", "CoinMarketCap", "CoinGlass", "Coinalyze", "Glassnode", "CryptoQuant"),
    *("Chainalysis", "Elliptic", "TRM Labs", "Santiment", "DefiLlama", "DeFiLlama", "Kaiko", "Nansen", "Arkham"),
    *("Messari", "Artemis", "Coin Metrics", "TradingView", "Bloomberg", "Reuters", "CoinDesk", "Cointelegraph"),
    *("The Block", "CoinShares", "Amberdata", "Laevitas", "CryptoCompare", "Coinpaprika", "CoinPaprika", "Dune"),
    *("Token Terminal", "L2Beat", "Velo", "K33", "Deribit Insights", "Bitwise Research", "WorldCoinIndex"),
)
_NAME = r"(?:[A-Z0-9][\w.&’']*|[a-z]+\.[a-z]{2,3})(?:\s(?:of|the)?\s?[A-Z][\w.&’']*){0,3}"
_PER = re.compile(rf"(?:\(|\b)(?:per|[Aa]ccording to|as reported by|citing)\s(?:data from\s)?(?P<name>{_NAME})")
_VENDOR = "|".join(re.escape(name) for name in sorted(_VENDORS, key=len, reverse=True))
_LIST = rf"(?:[\w.&]+(?:\s[A-Z][\w.&]*)?(?:,\s(?:and\s)?|\s?/\s?|\sand\s))*?(?:{_VENDOR})\b"
_FROM = re.compile(
    r"\b(?:(?:[Dd]ata|[Ff]igures?|[Nn]umbers?|[Ff]lows?|[Pp]rices?|[Ee]stimates?|[Vv]olumes?|[Cc]ounts?)(?:\s(?:is|are|come))?"
    rf"\s(?:from|by|via)|[Ss]ources?:|[Bb]ased on|[Pp]er|[Aa]ccording to)\s(?={_LIST})"
)
_SAYS = re.compile(
    rf"\b(?:{_VENDOR})(?:’s|'s)?\s(?:data|count|figures|numbers|reported|reports that|says|said|shows?|counts?|counted"
    r"|estimates?|estimated|puts|put|tracks)\b"
)
_NAMED = re.compile(rf"\b(?:{_VENDOR})\b")
_ENDS_THE_LIST = re.compile(r"[.;:()]|,\s(?!and\b)(?![A-Z])")
_NOT_A_SOURCE = re.compile(
    r"^(?:Month|Year|Day|Week|Capita|Token|Coin|Q\d|The|A|An|January|February|March|April|May"
    r"|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_LEAST_FIGURES = 5


def footnote_untitled(case: Case) -> Iterator[Found]:
    """A footnote is a bare address: no reader can tell whose page it is without opening it.

    Example: `[^8]: https://finance.yahoo.com/news/why-crypto-market-isn-t-085029531.html`
    """
    bare = [one for one in definitions(case) if one.text and not re.search(r"\w", _ADDRESS.sub("", one.text))]
    if bare:
        labels = [note.label for note in bare]
        message = f"The footnote {labels[0]} is a bare address."
        if labels[1:]:
            message = f"{len(bare)} footnotes ({listed(labels)}) are bare addresses."
        fix = "Say what the page is, whose, and of which day."
        yield Found(bare[0].line, message, fix, severity="warn")


def footnote_page(case: Case) -> Iterator[Found]:
    """A source is a social network's page, a hashtag or a search: it shows something else tomorrow.

    Example: `[^21]: https://www.binance.com/en-JP/square/hashtag/kraken` as the source for an acquisition.
    """
    for definition in cited(case):
        for address in _addresses(definition):
            if kind := _passing(address):
                message = f"The footnote {definition.label} is {kind}, {address}, which proves nothing."
                fix = "Cite the statement itself or a report of it, with its own address."
                yield Found(definition.line, message, fix)


def footnote_address(case: Case) -> Iterator[Found]:
    """An address ends in a full stop or another sign of the sentence, and leads nowhere.

    Example: `[^21]: https://www.example.org/news/kraken.`
    """
    for definition in definitions(case):
        alone = not re.search(r"\w", _ADDRESS.sub("", definition.text))
        found = _ADDRESS.findall(definition.text) if alone else []
        fenced = [one or other for one, other in _FENCED.findall(definition.text)]
        for address in [*found, *fenced]:
            if address.rstrip(_STRAY_END) != address:
                message = f"The address in footnote {definition.label} ends in “{address[-1]}”: {address}"
                yield Found(definition.line, message, "Take the sign off the address, or put the address in <...>.")
                break


def source_uncited(case: Case) -> Iterator[Found]:
    """The text names somebody as the source of a figure, and no footnote or link is theirs.

    Example: "ETF flows from Farside Investors" in a text none of whose footnotes leads to Farside Investors.
    """
    if not definitions(case):
        return
    sources = _letters(" ".join([*(one.text + one.label for one in definitions(case)), *_ADDRESS.findall(case.body)]))
    seen = set[str]()
    for one in told(case):
        for name in _names(one.own):
            if _letters(name) in sources or _letters(name.split()[0]) in sources or name in seen:
                continue
            seen.add(name)
            message = f"{name} is named as a source and is not among the footnotes."
            fix = f"Add a footnote that leads to {name}, or name the source that was used."
            yield Found(one.line, message, fix, severity="warn", sentence=one.text)


def no_source(case: Case) -> Iterator[Found]:
    """A text full of figures has neither a footnote nor a link: no reader can look up one of them.

    Example: a piece with forty figures that names no page at all.
    """
    if definitions(case) or _ADDRESS.search(case.body):
        return
    figures = [one for one in told(case) if any(_is_figure(number) for number in numbers.find(one.text))]
    if len(figures) >= _LEAST_FIGURES:
        message = f"{len(figures)} sentences print figures, and the text has neither a footnote nor a link."
        fix = "Cite the source of each figure in a footnote."
        yield Found(figures[0].line, message, fix, severity="warn", sentence=figures[0].text)


def _is_figure(number: numbers.Number) -> bool:
    return number.unit in ("usd", "percent", "coin", "points", "bp")


def _addresses(definition: Definition) -> list[str]:
    return [address.rstrip(_STRAY_END + ")") for address in _ADDRESS.findall(definition.text)]


def _passing(address: str) -> str:
    """What kind of page it is, where it is one that changes by the hour; empty for any other."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if _LISTING.search(f"{parts.path}?{parts.query}"):
        return "a page of search results or of a tag"
    if host in _SOCIAL and not _ONE_POST.search(parts.path):
        return "an account's page on a social network"
    return ""


def _names(text: str) -> Iterator[str]:
    """Those whom a sentence names as a source."""
    for found in _PER.finditer(text):
        name = re.sub(r"(?:’s|'s)?[.,]?$", "", found["name"])
        if not _NOT_A_SOURCE.match(name) and not name[:1].isdigit():  # "per 8 hours" names nobody
            yield name
    for found in _FROM.finditer(text):
        rest = text[found.end() :]
        end = _ENDS_THE_LIST.search(rest)
        yield from _NAMED.findall(rest[: end.start()] if end else rest)
    for found in _SAYS.finditer(text):
        yield from _NAMED.findall(found[0])


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
