"""What a sentence says a coin costs: a price, a bound, a peak, a level to watch. Owns reading; refuses to compare.

"Bitcoin slipped to $103,849" is a price, "falling below $99,000" a bound, "early October's $4,252 peak" a peak,
"a break below $104,179 could..." a level. Amounts of millions and more are no prices.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from brief.prose import numbers, subjects
from brief.prose.numbers import Number
from brief.prose.spans import Span, covering, of

Kind = Literal["price", "below", "above", "toward", "peak", "low", "from", "level", "other"]
"""below, above: it is now on that side of it. toward: not there yet. from: what it came from. level: what may come.
other: an average, a cost, a quantity's worth; nothing to compare a price with."""

MOST = Decimal(5_000_000)
_DOWN = (
    r"f[ae]ll(?:en|ing|s)?|drop(?:s|ped|ping)?|sl(?:ip(?:s|ped|ping)?|id|ides?|iding)|dip(?:s|ped|ping)?|br(?:oke|oken)"
    r"|breaking|s[au]nk|plung(?:ed|es|ing)|plummeted|trad(?:es|ing|ed)|di(?:ves|ved|ving)|tumbled|crashed|closed|down"
)
_UP = (
    r"ros?e|risen|rising|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|br(?:oke|oken)|breaking|moved|back|trad(?:es|ing|ed)"
    r"|surged|pushed|closed|holds?|holding|up"
)
_THE = r"(?:\s(?:back|even|just|well|the|its|as\slow\sas|as\shigh\sas))*\s?(?:~|about\s|around\s|roughly\s)?$"


def _ends(kind: Kind, words: str) -> tuple[Kind, re.Pattern[str]]:
    """What a number is, by the words right in front of it."""
    return kind, re.compile(rf"\b(?:{words}){_THE}", re.IGNORECASE)


_BEFORE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("other", re.compile(r"\b(?:average|mean|cost|worth|basis|fees?|strike|target)\b[^.;]{0,40}$", re.IGNORECASE)),
    _ends("peak", r"(?:highs?|peaks?|peaked|record|top|all-time)(?:\s\w+)?\s(?:of|at|above|near|around|over)"),
    _ends("low", r"(?:lows?|bottom|bottomed|as\slow)\s(?:of|at|near|around|as)"),
    _ends("from", r"from(?:\sabove|\snear|\sabout|\saround)?"),
    _ends("toward", r"towards?"),
    _ends("below", rf"(?:{_DOWN})\s(?:below|under|beneath)"),
    _ends("below", r"failing\sto\shold|failed\sto\shold|lost|losing|gave\sup"),
    _ends("above", rf"(?:{_UP})\s(?:above|over)"),
    _ends("price", r"to|at|near|is|of|hit|hits|reached|reaches|into|around|price|trades|trading"),
    ("price", re.compile(r"(?:^|[:|(])\s*(?:~|about\s)?$")),
)
_AFTER: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("peak", re.compile(r"\s(?:all-time\s)?(?:peak|high|top|record)\b", re.IGNORECASE)),
    ("low", re.compile(r"\slow\b", re.IGNORECASE)),
)
_MAYBE = re.compile(
    r"\b(?:if|could|would|may|might|should|can|will|won[’']t|odds|bets?|forecasts?|expects?|predicts?|targets?|unless|until"
    r"|watch|move\sby|likely|dip\sto|reach)\b|\bsub-$",
    re.IGNORECASE,
)
_SCALE = re.compile(r"[MBT]|illion|bn|mn|tn")
_FUND = re.compile(r"\s(?:spot\s|exchange-traded\s)?(?:ETFs?|funds?|trusts?)\b", re.IGNORECASE)


class Quote(NamedTuple):
    """One price, or one range of prices, said of a coin; `start` is its place in the sentence."""

    coin: str
    kind: Kind
    span: Span
    number: Number
    start: int


def find(text: str, topic: str = "") -> list[Quote]:
    """Every price in a sentence; `topic` is the coin it speaks of where it names none."""
    return list(_found(text, topic))


@lru_cache(maxsize=2048)
def _found(text: str, topic: str) -> tuple[Quote, ...]:
    coins = [one for one in subjects.find(text) if one.coin and not one.is_funds and not _FUND.match(text, one.end)]
    found: list[Quote] = []
    every = numbers.find(text)
    for i, number in enumerate(every):
        if not _is_price(number):
            continue
        if i and _are_one(text, every[i - 1], number) and found and found[-1].number is every[i - 1]:
            found[-1] = found[-1]._replace(span=covering(every[i - 1], number))
            continue
        before = subjects.last_before(coins, number.start)
        coin = before.key if before else topic
        if coin:
            stands_alone = before is not None and not text[before.end : number.start].strip(" \t:|")
            kind: Kind = "price" if stands_alone else _kind(text, number)
            found.append(Quote(coin, kind, _span(text, number), number, number.start))
    return tuple(found)


def _is_price(number: Number) -> bool:
    """Whether it can be a price: no sign, which makes it a flow, and no millions."""
    signed = number.text[0] in "+-−–"
    return number.unit == "usd" and not signed and 0 < number.value < MOST and not _SCALE.search(number.text)


def _are_one(text: str, first: Number, second: Number) -> bool:
    """Whether two prices are the ends of a range."""
    return bool(re.fullmatch(r"\s?(?:[–-]|to|and)\s?", text[first.end : second.start])) and _is_price(first)


def _span(text: str, number: Number) -> Span:
    """ "the $80,000 region" is a twentieth wide; otherwise what its digits say."""
    if re.match(r"\s(?:region|range|area|zone|s\b)", text[number.end :]):
        return of(number).wider(Decimal("0.05"))
    return of(number._replace(approx="" if number.approx in ("over", "under") else number.approx))


def _kind(text: str, number: Number) -> Kind:
    before, after = text[: number.start], text[number.end :]
    for kind, pattern in _AFTER:
        if pattern.match(after):
            return kind
    told: Kind = next((kind for kind, pattern in _BEFORE if pattern.search(before)), "other")
    if told in ("peak", "low", "from", "other"):
        return told
    start = max((found.end() for found in re.finditer(r"[;.]\s", before)), default=0)
    return "level" if _MAYBE.search(before[start:]) else told
