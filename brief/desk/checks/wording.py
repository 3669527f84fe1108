"""Words that say something else than what the figures mean. Owns the names of indices and funds; refuses numbers."""

import re
from collections.abc import Iterator

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import Told, prose, told
from brief.prose import numbers
from brief.prose.numbers import Number

_FUND = (
    r"(?:IBIT|FBTC|BITB|ARKB|BTCO|EZBC|BRRR|HODL|BTCW|GBTC|ETHA|FETH|ETHW|TETH|ETHV|QETH|EZET|ETHE|BSOL|GSOL|FSOL|VSOL|SOEZ"
    r"|(?:spot )?(?:[Bb]itcoin|[Ee]ther(?:eum)?|[Ss]olana) (?:ETFs?|funds?))"
)
_TRADED = re.compile(
    rf"\b(?P<fund>{_FUND})\b[^.;,]{{0,30}}?\b(?P<word>(?:largest|biggest|top|main|only|heaviest) (?:seller|buyer)s?"
    r"|sold|dumped|bought|was (?:selling|buying))\b"
)
_REVERSED = re.compile(r"\bGreed (?:&|and) Fear\b", re.IGNORECASE)
_MOOD = re.compile(r"\b(?:Fear (?:&|and) Greed|Greed (?:&|and) Fear)\b", re.IGNORECASE)
_MOOD_VENDOR = re.compile(
    r"alternative\.me|CoinMarketCap|\bCMC\b|\bCNN\b|CoinGlass|Binance|CoinStats|Matrixport", re.IGNORECASE
)
_LIQUIDATED = re.compile(r"\bliquidat(?:ed|ions?)\b", re.IGNORECASE)
_COUNTED_BY = re.compile(
    r"""
    CoinGlass|Coinalyze|CoinAnk|Laevitas|Velo|WorldCoinIndex|Hyblock|Kaiko|CryptoQuant|Glassnode|The\sBlock|Santiment
    |\b(?:according\sto|per|counts?|counted\sby|data\sfrom|as\s\w+\sreported|by\s\w+(?:’s|'s)\scount
    |on\s(?:OKX|Gate|HTX|Binance|Bybit|Bitfinex))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SOURCE_LINE = re.compile(r"\W*(?:data )?sources?:", re.IGNORECASE)
_LARGE, _LINES_BELOW = 100_000_000, 2
_CLAUSE = re.compile(r"[;:]\s|,\s(?=and\b|but\b|while\b)")
_LEVEL = r"(?:(?:the|its|their)\s)?(?P<level>\$\d+(?:,\d{3})*(?:\.\d+)?(?:[Kk]\b)?)(?![\d.,]*\d)"
_AHEAD = re.compile(
    rf"\b(?:towards?|approach(?:es|ed|ing)|near(?:s|ed|ing)|closing in on|(?:just|still|holds) above)\s{_LEVEL}"
)
_LOST = re.compile(
    rf"\b(?:lost|(?:fell|fallen|broke|broken|dropped|slipped|sank) below|fail(?:ed|ing) to hold)\s{_LEVEL}"
)
_IF = re.compile(r"\b(?:if|should|could|may|might|would|unless|whether|until|when)\b", re.IGNORECASE)
_ASSETS = {"btc": "bitcoin", "eth": "ethereum", "ether": "ethereum", "sol": "solana", "doge": "dogecoin"}
_ASSET = re.compile(r"\b(?:Bitcoin|BTC|Ethereum|Ether|ETH|Solana|SOL|XRP|BNB|DOGE|Dogecoin|Cardano)\b", re.IGNORECASE)


def flow_as_sale(case: Case) -> Iterator[Found]:
    """A fund's flow is called a sale or a purchase: shares were redeemed, which is not the fund's own decision.

    Example: "BlackRock's ETHA was the largest seller, with over $111 million withdrawn"
    """
    for one in prose(case):
        for found in _TRADED.finditer(one.own):
            message = f"{found['fund']}: “{found['word']}” is said of a flow, which is investors' orders of its shares."
            yield Found(one.line, message, "Write outflow or inflow, or redemptions.", "warn", one.text)


def index_name(case: Case) -> Iterator[Found]:
    """An index is called by a name it does not have, or its value is given without saying whose index it is.

    Example: "The Crypto Fear & Greed Index has plummeted to 20": two vendors have one, and they differ.
    """
    for one in told(case):
        if wrong := _REVERSED.search(one.own):
            message = f"“{wrong[0]}” is called Fear & Greed by those who make it."
            yield Found(one.line, message, "Write Fear & Greed.", "warn", one.text)
    values = [one for one in prose(case) if _gives_the_mood(one.own)]
    if values and not _MOOD_VENDOR.search(case.body) and not any(one.notes for one in values):
        first = values[0]
        message = "The value of Fear & Greed is given, and not whose: the vendors' indices differ."
        yield Found(first.line, message, "Name the vendor: alternative.me or CoinMarketCap.", "warn", first.text)


def liquidations_source(case: Case) -> Iterator[Found]:
    """A sum of liquidations is given without whose count it is: vendors count other venues, and differ by half.

    Example: "Crypto liquidations reached $2.1 billion."
    """
    everything = told(case)
    counted = [(one, amount) for one in everything if one.is_prose and (amount := _liquidated(one.own))]
    named = {abs(amount.value) for one, amount in counted if _is_credited(one, everything)}
    cited = {one.unit.block for one in everything if one.notes or "](" in one.unit.text}
    for one, amount in counted:
        if abs(amount.value) >= _LARGE and abs(amount.value) not in named and one.unit.block not in cited:
            message = f"Nobody is named who counted {amount.text.strip()} of liquidations."
            yield Found(one.line, message, "Name the vendor and the 24 hours it counted.", "warn", one.text)


def level_both_ways(case: Case) -> Iterator[Found]:
    """A price is said to be on its way to a level, and elsewhere to have fallen through it.

    Example: "Bitcoin has retreated towards the $100,000 mark" and, later, "Bitcoin has lost its $100,000 support"
    """
    ahead, lost = dict(_levels(case, _AHEAD)), dict(_levels(case, _LOST))
    for level in ahead.keys() & lost.keys():
        one, other = ahead[level], lost[level]
        if one.unit.start != other.unit.start:
            message = f"{level[1]} is ahead in line {one.line} and lost in line {other.line}."
            last = max(one, other, key=lambda either: either.line)
            yield Found(last.line, message, "Say where the price is, and when.", "warn", last.text)


def _gives_the_mood(text: str) -> bool:
    name = _MOOD.search(text)
    return bool(name) and any(
        number.unit == "count" and not number.word for number in numbers.find(text[name.end() :] if name else "")
    )


def _liquidated(text: str) -> Number | None:
    """The amount that stands nearest to the word, in the same clause."""
    for clause in _CLAUSE.split(text):
        amounts = [number for number in numbers.find(clause) if number.unit == "usd"]
        words = [found.start() for found in _LIQUIDATED.finditer(clause)]
        if amounts and words:
            return min(amounts, key=lambda amount: min(abs(amount.start - word) for word in words))
    return None


def _is_credited(one: Told, everything: tuple[Told, ...]) -> bool:
    """Whether the sentence names who counted, or a line "Source: ..." right below does."""
    below = (other.text for other in everything if 0 <= other.line - one.line <= _LINES_BELOW)
    return bool(_COUNTED_BY.search(one.own)) or any(_SOURCE_LINE.match(text) for text in below)


def _levels(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[tuple[str, str], Told]]:
    """Asset and level of each such statement that is no condition, with its sentence."""
    for one in told(case):
        for found in pattern.finditer(one.own):
            clause = re.split(r"[;:]\s", one.own[: found.start()])[-1]
            assets = _ASSET.findall(clause)
            if assets and not _IF.search(clause):
                name = assets[-1].lower()
                level = numbers.find(found["level"])[0].value
                yield (_ASSETS.get(name, name), f"${level:,.0f}"), one
