"""The whole against its parts: the market's value against bitcoin's, and what a sentence counts against the table.

Owns which share of the market bitcoin can have, and the counting of rows. Refuses the years before there was a market.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import price_now
from brief.desk.checks.supply import bitcoins
from brief.prose import numbers, spans, subjects
from brief.prose.numbers import Number
from brief.prose.spans import Span
from brief.style import money, percent

SINCE = 2021
LEAST, MOST = Decimal(36), Decimal(72)
"""Bitcoin's share of the market from 2021 on: 39 to 66 percent by the usual counts (TradingView), and some room."""
APART = Decimal("2.5")
"""Percentage points by which vendors' shares differ: each has its own list of coins."""

_STANDS_AT = re.compile(
    r"^(?:\s\(?[^.;$%]{0,25}\b(?:is|at|to|of|stands?|near|around|about|reached|totals?|totalled)|:)?\s(?:about\s|around\s|roughly\s|just\s|~)*$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\s(?:of\s(?:it|that)\s(?:is\s)?)?(?:bitcoin|BTC)\b|\bdominance", re.IGNORECASE)
_DOMINANCE = re.compile(
    r"\b(?:bitcoin|BTC)(?:[’']s)?\s(?:dominance|share\sof\sthe\smarket)\b[^.;%\d]{0,25}$", re.IGNORECASE
)


def whole_market(case: Case) -> Iterator[Found]:
    """The total market value does not fit the bitcoin price: bitcoin would be too small or too large a part of it.

    Example: "Total crypto market cap $31.9 trillion" with bitcoin at $91,152, which would be 5.7% of it.
    """
    supply = bitcoins(case.day) if case.day and case.day.year >= SINCE else None
    price = price_now(case, "btc")
    if supply is None or price is None:
        return
    part = price.span.times(supply)
    for sentence in case.sentences:
        total = _total(sentence)
        if total is None:
            continue
        share, said = spans.share(part, spans.of(total)), _share(sentence)
        allowed = Span(said.low - APART, said.high + APART) if said else Span(LEAST, MOST)
        if share.meets(allowed):
            continue
        told = f"{percent(said.middle)} is said" if said else f"it has been {LEAST}% to {MOST}% since {SINCE}"
        yield Found(
            line=sentence.line,
            sentence=sentence.text,
            figure="market.cap",
            message=(
                f"Bitcoin is worth {money(part.middle)} in all ({price.told}), {percent(share.middle)} of "
                f"{total.text}; {told}."
            ),
            fix="Check the total, its billion or trillion, and the price.",
        )


def _total(sentence: Sentence) -> Number | None:
    """The market's value that a sentence gives; not what it lost or gained."""
    for subject in subjects.find(sentence.text):
        if subject.key != "market":
            continue
        for number in numbers.find(sentence.text):
            between = sentence.text[subject.end : number.start]
            if (
                number.unit == "usd"
                and number.start >= subject.end
                and number.value >= 10**9
                and _STANDS_AT.match(between)
            ):
                return number
    return None


def _share(sentence: Sentence) -> Span | None:
    """Bitcoin's share where the sentence says one."""
    for number in numbers.find(sentence.text):
        behind, before = sentence.text[number.end :], sentence.text[: number.start]
        if number.unit == "percent" and (_SHARE.match(behind) or _DOMINANCE.search(before)):
            return spans.of(number)
    return None
