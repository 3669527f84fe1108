"""Which items tell the same story: by the words their titles share, weighed by how rare these are tonight. Pure.

Owns how a title is read (`words_of`) and how alike two are (`likeness`). Knows nothing of what a story means or of how
grave it is. Items more than `APART` from each other are never the same story: a hack and its court case are two.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import lru_cache

from brief.models import Item, instant_of
from brief.models.base import Frozen

APART = timedelta(hours=48)
ALIKE = 0.21
"""From this likeness on two titles are one story. Chosen, as the numbers below, on one half of the labelled titles of
`tests/story/clustering`, and measured on the other."""
SHARED_NAME, OTHER_NAME, MOST_NAMES = 0.22, -0.1, 2
SHARED_KIND, OTHER_KIND, ONE_SIDED_KIND = 0.1, -0.1, -0.05
ONE_SIDED_DEED = -0.4
SHARED_AMOUNT, OTHER_AMOUNT = 0.16, -0.6
HALF_A_DAY_APART = -0.13
NEAR_AMOUNT = 0.07
"""Two amounts within this part of the larger one may be one, told twice."""
COMMON = 0.3
"""A name in a larger part of tonight's titles no longer says whom a story is about."""

_WORD = re.compile(r"[a-z]+(?:[’'][a-z]+)?(?:-[a-z]+)*|\d[\d.,]*[a-z%]*|\$\d[\d.,]*[a-z]*", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STOP = _words(
    """
    a about after again against ahead all amid an and are as at be been before being below but by can could
    day days down during each first for from had has have he her here his how if in into is it its just last latest
    like live may might more most new news no not now of off on one only or other our out over says say said see
    set she so some still such than that the their them then there these they this those through time to today too
    two under up update us was we week were what when where which while who why will with would year years you your
    amp via per report reports reportedly sources
    """
)
_FAMILIES = """
    hack: hacks hacked hacker hackers hacking exploit exploits exploited exploiter attack attacks attacked attacker
      attackers drain drains drained draining steal steals stolen stole theft heist breach breaches breached
      siphon siphoned siphons loot looted robbed thieves thief emptied compromised gone
    loss: lose loses lost losing losses missing
    bankrupt: bankruptcy chapter insolvent insolvency collapse collapses collapsed
    pause: pauses paused halt halts halted freeze freezes frozen suspend suspends suspended stop stops stopped
    bitcoin: btc bitcoins
    ethereum: eth ether
    solana: sol
    fund: etf etfs funds etp etps
    outflow: outflows redemption redemptions bleed bleeds bled exit exits leave leaves pulled pull shed sheds
    inflow: inflows attract attracts attracted gather draws drew pour poured
    approve: approves approved approval greenlight greenlights greenlit nod clear clears cleared
    sue: sues sued lawsuit lawsuits suit suits charges charged complaint accuses accused alleging
    court: judge judges ruling rules ruled
    settle: settles settled settlement plead pleads guilty
    fine: fines fined penalty penalties
    buy: buys bought acquire acquires acquired acquisition acquiring takeover purchase purchases purchased
    fall: falls fell drop drops dropped slide slides slid slip slips plunge plunges plunged tumble tumbles tumbled
      sink sinks sank slump slumps dip dips dipped crash crashes crashed selloff decline declines down
    rise: rises rose climb climbs climbed jump jumps jumped surge surges surged rally rallies soar soars soared gain
      gains
    outage: outages downtime offline disruption disruptions disrupted resumes trouble troubles
      delays
    list: lists listed listing listings
    delist: delists delisted delisting
    close: closes closed shut shuts end ends ending
    cut: cuts cutting lower lowers lowered
    hold: holds held unchanged steady
    raise: raises raised raising funding round
    fed: fomc reserve
    rate: rates
    liquidation: liquidations liquidated liquidates
    launch: launches launched debut debuts debuted unveils unveil unveiled introduces rolls rollout begin begins
      start starts live
    token: tokens coin coins
    exchange: exchanges
    stablecoin: stablecoins
    depeg: depegs depegged peg depegging cents
    license: licence licences licensed licenses
    sanction: sanctions sanctioned blacklist blacklists blacklisted ofac
    bank: banks banking
    withdraw: withdrawal withdrawals withdraws withdrawing
    protocol: protocols platform platforms defi
    upgrade: upgrades upgraded fork hard-fork mainnet activates activated
    resign: resigns resigned steps
    recover: recovers recovered recovery return returns returned replaces replaced refill refilled reimburse reimburses
      reimbursed repay repays repaid back
"""
"""Words that mean the same kind of thing; a line that is set in further goes on with the one above."""
_KINDS = {
    name.strip(): _words(words) | {name.strip()}
    for name, _, words in (line.partition(":") for line in _FAMILIES.replace("\n     ", "").split("\n") if line)
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words}
_COMMON = frozenset(_KINDS) | _words(
    """
    crypto cryptocurrency cryptocurrencies digital asset assets market markets price prices trading trader traders
    investor investors dollar dollars wallet wallets blockchain network record high low usd court judge bill stock
    stocks regulator regulators company firm users customers million billion
    """
)
"""Words that say what kind of thing happened or in which market, not to whom."""


_TELLING = _words(
    "hack recover bankrupt pause approve sue court settle fine buy outage list delist close launch depeg license"
)
_TELLING |= _words("sanction withdraw liquidation upgrade raise resign outflow inflow cut hold")
"""The kinds of which a story is of one or of another."""
_SAME = {
    "outage": "stop",
    "pause": "stop",
    "withdraw": "stop",
    "sue": "suit",
    "court": "suit",
    "settle": "suit",
    "fine": "suit",
}
"""Kinds that one story may be told as."""
_DEEDS = _words("hack recover")
"""A title that tells of these and one that does not are hardly of one story, whatever else they share."""
_COUNTED = _words("fund liquidation outflow inflow")
"""What is counted once a day: another amount is another day."""
_AMOUNT = re.compile(r"\$?(\d[\d,]*(?:\.\d+)?)[ -]?(trillion|billion|million|bn|mn|[tbm])(?![a-z])", re.IGNORECASE)
_SCALES = {"t": 12.0, "b": 9.0, "m": 6.0}


class Title(Frozen):
    """A title as words: whom it is about (`names`), what kind of thing happened, and the amounts it names."""

    words: frozenset[str]
    names: frozenset[str]
    kinds: frozenset[str]
    amounts: tuple[float, ...]


class Rarity(Frozen):
    """How much words weigh tonight, and the names that are rare enough to say whom a story is about."""

    weights: dict[str, float]
    common: frozenset[str]


@lru_cache(maxsize=4096)
def words_of(title: str) -> Title:
    """Its words in lower case, each family of words as one, without those that say nothing."""
    words: set[str] = set()
    names: set[str] = set()
    for found in _WORD.finditer(_AMOUNT.sub(" ", title.replace("’", "'"))):
        plain = _root(found[0])
        if plain in _STOP or len(plain) < 2:
            continue
        kind = _KIND.get(plain, plain)
        words.add(kind)
        if kind not in _COMMON and found[0][0].isupper():
            names.add(kind)
    amounts = tuple(float(n.replace(",", "")) * 10 ** _SCALES[unit[0].lower()] for n, unit in _AMOUNT.findall(title))
    kinds = frozenset(_SAME.get(word, word) for word in words & _TELLING)
    return Title(words=frozenset(words), names=frozenset(names), kinds=kinds, amounts=amounts)


def _root(word: str) -> str:
    """The word without a possessive, and without the end of a common plural or past."""
    word = word.lower().strip(".,$").removesuffix("'s").replace(",", "")
    if word in _KIND or len(word) < 5 or word[0].isdigit():
        return word
    for end, stem in (("ies", "y"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(end) and not word.endswith("ss") and len(word) - len(end) >= 4:
            return word[: -len(end)] + stem
    return word


def rarity(titles: Iterable[str]) -> Rarity:
    """What stands in every second title tonight hardly counts."""
    read = [words_of(title) for title in titles]
    seen = Counter(word for title in read for word in title.words)
    most = max(6.0, len(read) * COMMON)
    return Rarity(
        weights={word: math.log(1 + len(read) / count) for word, count in seen.items()},
        common=frozenset(word for word, count in seen.items() if count > most),
    )


def likeness(one: str, other: str, tonight: Rarity) -> float:
    """How alike two titles are: from 0, nothing in common, to 1 and beyond."""
    a, b = words_of(one), words_of(other)
    whole = math.sqrt(_heft(a.words, tonight) * _heft(b.words, tonight))
    found = _heft(a.words & b.words, tonight) / whole if whole else 0.0
    ours, theirs = a.names - tonight.common, b.names - tonight.common
    shared = ours & theirs
    found += SHARED_NAME * min(len(shared), MOST_NAMES)
    found += OTHER_NAME * min(len(ours - shared), len(theirs - shared), MOST_NAMES)
    if a.kinds & b.kinds:
        found += SHARED_KIND
    elif a.kinds and b.kinds:
        found += OTHER_KIND
    found += ONE_SIDED_KIND * len(a.kinds ^ b.kinds)
    may_be_theft = "loss" in a.words ^ b.words and "recover" not in a.kinds | b.kinds
    if not may_be_theft:
        found += ONE_SIDED_DEED * len((a.kinds ^ b.kinds) & _DEEDS)
    return found + _amounts(a, b)


def _heft(words: Iterable[str], tonight: Rarity) -> float:
    return sum(tonight.weights.get(word, 1.0) ** 2 for word in words)


def _amounts(a: Title, b: Title) -> float:
    """What two titles' amounts say: a sum told twice, or two days' counts of one thing."""
    if not a.amounts or not b.amounts:
        return 0.0
    if any(abs(one - two) <= NEAR_AMOUNT * max(one, two) for one in a.amounts for two in b.amounts):
        return SHARED_AMOUNT
    return OTHER_AMOUNT if a.words & b.words & _COUNTED else 0.0


def clusters(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """The items of each story, oldest first; stories in the order of their first items. Every item is in one."""
    ordered = sorted(items, key=lambda item: (instant_of(item.at), item.source, item.path))
    tonight = rarity(item.title for item in ordered)
    found: list[list[Item]] = []
    for item in ordered:
        best, home = 0.0, None
        for group in found:
            like = _to_group(item, group, tonight)
            if like > best:
                best, home = like, group
        if home is not None and best >= ALIKE:
            home.append(item)
        else:
            found.append([item])
    return [tuple(group) for group in found]


def _to_group(item: Item, group: Sequence[Item], tonight: Rarity) -> float:
    """How alike an item is to a story: to its members of the last days, on average of the nearest two."""
    near = [(member, abs(instant_of(item.at) - instant_of(member.at))) for member in group]
    likes = sorted(
        (
            likeness(item.title, member.title, tonight) + HALF_A_DAY_APART * (apart / timedelta(hours=12))
            for member, apart in near
            if apart <= APART
        ),
        reverse=True,
    )[:2]
    return sum(likes) / len(likes) if likes else 0.0
