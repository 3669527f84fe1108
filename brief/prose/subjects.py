"""What a sentence speaks of: coins, funds, the index, the market. Owns the names people use; refuses grammar.

A subject's key is the beginning of our figure names: "btc" for bitcoin, "etf.btc" for its US funds together,
"etf.btc.funds.ibit" for one of them, "fear_greed"; others ("tvl", "memecoins", "tga") only tell one thing from another.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_COINS = {
    "btc": r"(?i:bitcoin)|BTC|XBT",
    "eth": r"(?i:ethereum|ether)|ETH",
    "sol": r"(?i:solana)|SOL",
    "bnb": r"BNB",
    "xrp": r"XRP",
    "doge": r"(?i:dogecoin)|DOGE",
    "ada": r"(?i:cardano)|ADA",
    "ton": r"(?i:toncoin)|TON",
    "ltc": r"(?i:litecoin)|LTC",
    "hbar": r"(?i:hedera)|HBAR",
}
"""Words in any case, tickers in capitals only: "ton", "sol" and "ada" are words and names."""
_FUNDS = {
    "btc": "IBIT FBTC GBTC BITB ARKB HODL EZBC BTCW BRRR BTCO MSBT",
    "eth": "ETHA FETH ETHE ETHW ETHV QETH EZET TETH CETH ETHB",
    "sol": "BSOL GSOL VSOL FSOL TSOL SOEZ",
    "xrp": "XRPC XRPZ",
}
_GROUP = (
    r"(?:[\s-](?i:US|U\.S\.|spot|listed|exchange-traded))*[\s-]"
    r"(?:ETFs|(?i:funds|ETF\s(?:market|complex|group|outflows?|inflows?|flows?)))"
)
_FULL_NAMES = {
    "etf.btc.funds.ibit": r"iShares\sBitcoin\sTrust",
    "etf.btc.funds.btc": r"Grayscale[’']s\sBTC|Bitcoin\sMini\sTrust",
    "etf.eth.funds.eth": r"Grayscale[’']s\sETH|Ethereum\sMini\sTrust",
}
"""Grayscale's two small funds have their coin's ticker: alone it is the coin."""
_OTHERS = {
    "fear_greed": r"(?:fear\s(?:&|and)\sgreed|greed\s(?:&|and)\sfear)(?:\sindex)?",
    "market": r"(?:total|global|whole)\s(?:crypto(?:currency)?\s)?market(?:\s(?:cap(?:itali[sz]ation)?|value))?"
    r"|crypto(?:currency)?\smarket(?:\s(?:cap(?:itali[sz]ation)?|value))",
    "tvl": r"(?:total\s)?(?:DeFi\s)?TVL\b|total\svalue\slocked",
    "memecoins": r"memecoins?",
    "nfts": r"\bNFTs?\b",
    "stablecoins": r"stablecoins?",
    "open_interest": r"open\sinterest",
    "liquidations": r"liquidations?|liquidated",
    "tga": r"\bTGA\b|Treasury(?:[’']s)?\sGeneral\sAccount",
    "sofr": r"\bSOFR\b|Secured\sOvernight\sFinancing\sRate",
    "fed_assets": r"Fed(?:eral\sReserve)?(?:[’']s)?\sbalance\ssheet",
    "reverse_repo": r"reverse\srepo\b",
}


def _pattern() -> re.Pattern[str]:
    """One alternative a subject; the longer name before the shorter one that it holds."""
    others = {key: rf"(?i:{names})" for key, names in {**_FULL_NAMES, **_OTHERS}.items()}
    groups = {f"etf.{coin}": rf"\b(?:{names}){_GROUP}" for coin, names in _COINS.items()}
    funds = {
        f"etf.{coin}.funds.{ticker.lower()}": rf"\b{ticker}"
        for coin, tickers in _FUNDS.items()
        for ticker in tickers.split()
    }
    coins = {coin: rf"\b(?:{names})(?!-(?:USDT?|EUR))" for coin, names in _COINS.items()}
    named = [*others.items(), *groups.items(), *funds.items(), *coins.items()]
    return re.compile("|".join(f"(?P<{_group(key)}_{n}>(?:{names})(?!\\w))" for n, (key, names) in enumerate(named)))


def _group(key: str) -> str:
    return key.replace(".", "__")


class Subject(NamedTuple):
    """One mention, with its place in the sentence."""

    key: str
    start: int
    end: int

    @property
    def coin(self) -> str:
        """The coin it is, or whose funds it is; empty for anything else."""
        parts = self.key.split(".")
        coin = parts[1] if parts[0] == "etf" else parts[0]
        return coin if coin in _COINS else ""

    @property
    def is_funds(self) -> bool:
        return self.key.startswith("etf.")


_SUBJECT = _pattern()


def find(text: str) -> list[Subject]:
    """Every mention, in order."""
    return list(_found(text))


@lru_cache(maxsize=2048)
def _found(text: str) -> tuple[Subject, ...]:
    return tuple(
        Subject(str(match.lastgroup).rpartition("_")[0].replace("__", "."), match.start(), match.end())
        for match in _SUBJECT.finditer(text)
    )


def group_of(key: str) -> str:
    """The funds that a single fund is one of; anything else is its own group.

    >>> group_of("etf.btc.funds.ibit"), group_of("etf.btc"), group_of("btc")
    ('etf.btc', 'etf.btc', 'btc')
    """
    return key.partition(".funds.")[0]


def series_of(key: str) -> str:
    """The name of the stored series of a subject's daily flow; empty where it has none.

    >>> series_of("etf.btc"), series_of("etf.btc.funds.ibit"), series_of("btc")
    ('etf.btc.net', 'etf.btc.funds.ibit', '')
    """
    if not key.startswith("etf."):
        return ""
    return key if ".funds." in key else f"{key}.net"


NAMES = {"btc": "bitcoin", "eth": "ether", "sol": "Solana", "bnb": "BNB", "xrp": "XRP", "doge": "Dogecoin"}


def name_of(key: str) -> str:
    """How messages call a subject.

    >>> name_of("etf.btc"), name_of("etf.eth.funds.etha"), name_of("btc"), name_of("tvl")
    ('the bitcoin funds', 'ETHA', 'bitcoin', 'tvl')
    """
    if ".funds." in key:
        return key.rpartition(".")[2].upper()
    if key.startswith("etf."):
        return f"the {NAMES.get(key[4:], key[4:].upper())} funds"
    return NAMES.get(key, key.replace("_", " "))


def last_before(found: list[Subject], place: int) -> Subject | None:
    """The mention nearest before a place in the sentence."""
    return next((subject for subject in reversed(found) if subject.end <= place), None)


__all__ = ["NAMES", "Subject", "find", "group_of", "last_before", "name_of", "series_of"]
