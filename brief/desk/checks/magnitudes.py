"""Amounts against what such a thing has ever been: a slip of a million for a billion, or of a digit.

Owns the small table of known magnitudes. Refuses what is only unusual: a finding needs an amount far outside everything
on record.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import told_quotes
from brief.prose import numbers, subjects
from brief.prose.numbers import Number
from brief.style import full_day, money, usd

FACTOR = Decimal(2)
"""So many times the most, or the least, on record is another order of magnitude."""
PRICE_FACTOR = Decimal(3)
RECENT = timedelta(days=60)
INDEX_TOP = 100

_LEVEL = re.compile(
    r"\b(?:to|at|of|from|is|are|was|were|near|around|about|above|below|over|under|exceed(?:s|ed|ing)?|reach(?:es|ed)?|stands?|total(?:s|ed)?|and|than)\s(?:\w+\s)?(?:~|about\s|around\s|roughly\s|over\s)?$|[:(]\s?~?$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\bby\s(?:\w+\s)?$|\b(?:another|additional|lost|added|gained|drained)\s(?:\w+\s)?$", re.IGNORECASE
)
_ANOTHER = re.compile(r"[,;:]|\band\b")
_REACH = 110  # characters from a name to its amount, at most


class Known(NamedTuple):
    """What a thing has been, at least and at most, from the year `since` on."""

    what: str
    words: re.Pattern[str]
    low: Decimal
    high: Decimal
    since: int
    source: str


def _known(what: str, words: str, low: str, high: str, since: int, source: str) -> Known:
    return Known(what, re.compile(words, re.IGNORECASE), Decimal(low), Decimal(high), since, source)


# The least and the most in each source from that year to early 2026.
KNOWN = (
    _known(
        "The Treasury's account at the Fed",
        r"\bTGA\b|Treasury\sGeneral\sAccount",
        "296e9",
        "958e9",
        2024,
        "FRED, WTREGEN",
    ),
    _known(
        "The Fed's balance sheet",
        r"Fed(?:eral\sReserve)?[’']s\sbalance\ssheet",
        "6.5e12",
        "8.8e12",
        2023,
        "FRED, WALCL",
    ),
    _known(
        "The stablecoin supply", r"stablecoins?[’']?\s(?:supply|market\scap\w*)", "122e9", "330e9", 2023, "DefiLlama"
    ),
    _known("DeFi TVL", r"DeFi\sTVL|total\svalue\slocked\sin\sDeFi", "36e9", "327e9", 2023, "DefiLlama"),
    _known(
        "The total crypto market value",
        r"total\s(?:crypto(?:currency)?\s)?market\s(?:cap\w*|value)",
        "0.79e12",
        "4.4e12",
        2023,
        "CoinGecko",
    ),
    _known("A day's liquidations", r"liquidat\w+(?=.*\b24)", "0.02e9", "19.5e9", 2021, "CoinGlass"),
)
MOST_SOFR_ROSE = Decimal(18)
"""Basis points in a day, from August 2023, after the last rate rise, to early 2026 (New York Fed, Oct. 31, 2025)."""
_SOFR_ROSE = re.compile(
    r"(?:\bSOFR\b|Secured\sOvernight\sFinancing\sRate)[^.;]*?\b(?:surg|jump|ros|rise|spik|climb)\w*\s(?:by\s)?(?:about\s|around\s|some\s)?$",
    re.IGNORECASE,
)


def magnitude(case: Case) -> Iterator[Found]:
    """An amount is another order of magnitude than such a thing has ever been.

    Example: the Treasury's account "from about $30 billion to over $100 billion", which has held $296 to $958 billion.
    """
    for sentence in case.prose():
        found = _beyond_known(case, sentence) or _beyond_a_move(case, sentence) or _beyond_an_index(sentence)
        if found:
            yield found
    yield from _beyond_prices(case)


def _beyond_known(case: Case, sentence: Sentence) -> Found | None:
    year = case.day.year if case.day else 0
    amounts = [number for number in numbers.find(sentence.text) if number.unit == "usd"]
    for known in KNOWN:
        named = known.words.search(sentence.text)
        if not named or year < known.since or _another_year(sentence, year):
            continue
        for number in amounts:
            between = sentence.text[named.end() : number.start]
            if not between or len(between) > _REACH or _ANOTHER.search(between) or subjects.find(between):
                continue
            if not _is_level(sentence.text, number):
                continue
            if not known.low / FACTOR <= number.value <= known.high * FACTOR:
                return Found(
                    line=sentence.line,
                    sentence=sentence.text,
                    message=(
                        f"{known.what} at {number.text}: since {known.since} it has been "
                        f"{money(known.low)} to {money(known.high)} ({known.source})."
                    ),
                    fix="Check the million, billion or trillion against the source.",
                )
    return None


def _another_year(sentence: Sentence, year: int) -> bool:
    return any(number.unit == "year" and number.value != year for number in numbers.find(sentence.text))


def _is_level(text: str, number: Number) -> bool:
    before = text[: number.start]
    return bool(_LEVEL.search(before)) and not _CHANGE.search(before)


def _beyond_a_move(case: Case, sentence: Sentence) -> Found | None:
    for number in numbers.find(sentence.text):
        rose = number.unit == "bp" and _SOFR_ROSE.search(sentence.text[: number.start])
        if rose and case.day and case.day.year >= 2024 and number.value > MOST_SOFR_ROSE:
            return Found(
                line=sentence.line,
                sentence=sentence.text,
                message=(
                    f"SOFR has never risen {number.text} in a day since August 2023; the most was {MOST_SOFR_ROSE} "
                    "basis points, on Oct. 31, 2025 (New York Fed)."
                ),
                fix="Look up the rate of both days; the digits of a level are easily taken for the change.",
            )
    return None


def _beyond_an_index(sentence: Sentence) -> Found | None:
    for subject in subjects.find(sentence.text):
        for number in numbers.find(sentence.text):
            near = 0 <= number.start - subject.end <= 30 and number.unit == "count" and not number.word
            if subject.key == "fear_greed" and near and number.value > INDEX_TOP:
                return Found(
                    line=sentence.line,
                    sentence=sentence.text,
                    message=f"The Fear & Greed index goes from 0 to {INDEX_TOP}; {number.text} is no reading.",
                    fix="Look up the reading.",
                )
    return None


def _beyond_prices(case: Case) -> Iterator[Found]:
    """A price that is three times, or a third of, the last stored close."""
    for quote, sentence in told_quotes(case):
        series = case.evidence.series.get(f"prices.{quote.coin}.binance.close")
        last = series.points[-1] if series and series.points else None
        if (
            last is None
            or case.day is None
            or case.day - last.day > RECENT
            or quote.kind not in ("price", "below", "above")
        ):
            continue
        if last.value / PRICE_FACTOR <= quote.number.value <= last.value * PRICE_FACTOR or _another_year(sentence, 0):
            continue
        yield Found(
            line=sentence.line,
            sentence=sentence.text,
            figure=series.name if series else "",
            message=(
                f"{quote.number.text} for {subjects.name_of(quote.coin)}, whose close of "
                f"{full_day(last.day)} is {usd(last.value)} (Binance)."
            ),
            fix="Check the number's digits, and its thousands.",
        )
