"""Amounts of money in a title, as readings: "$128.6M", "US$93 million", "$2B", "$1,080,000".

Only US dollars, and only what the title writes out: no currency is converted and nothing is guessed. A reading's
formula is `money(n)`: the n-th amount that `find_amounts` reads in the text at its place.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from brief.models import Payload, Reading

_SCALES = {"": 0, "k": 3, "thousand": 3, "m": 6, "mn": 6, "mm": 6, "mln": 6, "million": 6}
_SCALES |= {"b": 9, "bn": 9, "bln": 9, "billion": 9, "t": 12, "tn": 12, "trn": 12, "trillion": 12}
_AMOUNT = re.compile(
    r"(?<![\w$])(?:US|USD ?)?\$ ?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[ -]?(?P<scale>thousand|million|billion|trillion|mln|bln|trn|mn|bn|tn|mm|[kmbt]))?(?P<plus>\+?)"
    r"(?![\w.,]*\d)(?![A-Za-z])",
    re.IGNORECASE,
)
_BELOW = re.compile(r"(?i)(more than|over|at least|above|exceed(?:s|ing)?|upwards of|surpass(?:es|ing)?|tops?)\s*$")
_ABOVE = re.compile(r"(?i)(up to|as much as|less than|under|below|at most)\s*$")
_ABOUT = re.compile(r"(?i)(nearly|almost|about|around|roughly|approximately|some|an estimated|est\.|close to|~|≈)\s*$")


class Amount(NamedTuple):
    """US dollars, the words they stand in, and how these hold them: `at least`, `at most`, `about`, or exactly."""

    value: Decimal
    text: str
    bound: str


def find_amounts(text: str) -> Iterator[Amount]:
    """The amounts of `text` in order. `$104K` is read as 104,000: whether it is a price or a sum is not said here."""
    for found in _AMOUNT.finditer(text):
        scale = _SCALES.get((found["scale"] or "").lower())
        if scale is None:  # "mıllion": upper and lower case have more letters than ours
            continue
        value = Decimal(found["number"].replace(",", "")).scaleb(scale) + 0
        yield Amount(value, found[0], _bound(text[: found.start()]) or ("at least" if found["plus"] else ""))


def _bound(before: str) -> str:
    if _BELOW.search(before):
        return "at least"
    if _ABOVE.search(before):
        return "at most"
    return "about" if _ABOUT.search(before) else ""


def amounts(payload: Payload, title: str, at: date, path: str, outlet: str = "") -> tuple[Reading, ...]:
    """The amounts that a title names, as readings of `path`, where the title stands; named for the outlet."""
    whose = "-".join(re.findall(r"[a-z0-9]+", outlet.lower()))
    return tuple(
        payload.reading(
            f"items.{whose}.amount" if whose else "items.amount",
            amount.value,
            "usd",
            at,
            path,
            formula=f"money({number})",
            detail={"text": amount.text, **({"bound": amount.bound} if amount.bound else {})},
        )
        for number, amount in enumerate(find_amounts(title), start=1)
    )
