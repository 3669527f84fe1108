"""What a change started from: a price and its change imply a start, and the stored closes know what the price was then.

Owns the days that a change may be counted from. Refuses where the series does not reach them.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import Price, price_now
from brief.models import Series
from brief.prose import numbers, spans, subjects
from brief.prose.numbers import Number
from brief.style import full_day, percent, usd

NEAR = Decimal("0.01")
"""So far off the start may be: vendors' closes, and the hour a text was written."""

_YEAR = re.compile(
    r"\b(?:YTD|year[\s-]to[\s-]date|so\sfar\sthis\syear|this\syear|since\s(?:the\sstart\sof\sthe\syear|January\b))",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:MTD|month[\s-]to[\s-]date|so\sfar\sthis\smonth|this\smonth|since\sthe\sstart\sof\sthe\smonth)\b",
    re.IGNORECASE,
)
_ANY_WINDOW = re.compile(
    r"\b\d+\s?(?:h|d|hours?|days?|weeks?|months?|years?)\b|\b(?:week|month|year|day|high|peak|low|since|from)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?!YTD|MTD)[A-Z][A-Za-z]+")
_WORDS = re.compile(r"\b[a-z]{3,}\b")


class _Start(NamedTuple):
    """A day that a change may be counted from, what it is called, and its close."""

    name: str
    day: date
    close: Decimal


def change_base(case: Case) -> Iterator[Found]:
    """A price and its change imply a start that the coin never had on the day meant.

    Example: bitcoin at $91,152 and "−4.038%" for the year, which began at $93,576 and not at $94,988.
    """
    for sentence in case.sentences:
        coins = [one for one in subjects.find(sentence.text) if one.coin and not one.is_funds]
        for number in numbers.find(sentence.text):
            named = subjects.last_before(coins, number.start) if number.unit == "percent" else None
            series = case.evidence.series.get(f"prices.{named.key}.binance.close") if named else None
            price = price_now(case, named.key) if named and series and series.points else None
            if named is None or series is None or price is None or case.day is None:
                continue
            if _NAME.search(sentence.text[named.end : number.start]):
                continue
            starts = _starts(sentence, number, series, case.day)
            if starts and (found := _none_fits(sentence, number, named.key, price, starts, case.day)):
                yield found


def _starts(sentence: Sentence, number: Number, series: Series, day: date) -> list[_Start]:
    """The start that the words name; every usual one for a bare line of names and numbers."""
    near = sentence.text[max(0, number.start - 30) : number.end + 30]
    usual = _usual(series, day)
    if _YEAR.search(near):
        return [start for start in usual if start.name == "the year"]
    if _MONTH.search(near):
        return [start for start in usual if start.name == "the month"]
    bare = (
        sentence.unit.kind == "sentence" and not _WORDS.search(sentence.text) and not _ANY_WINDOW.search(sentence.text)
    )
    return usual if bare and series.points[-1].day >= day - timedelta(days=1) else []


def _usual(series: Series, day: date) -> list[_Start]:
    ends = {
        "the day": day - timedelta(days=1),
        "the week": day - timedelta(days=7),
        "30 days": day - timedelta(days=30),
        "the month": day.replace(day=1) - timedelta(days=1),
        "the quarter": date(day.year, 3 * ((day.month - 1) // 3) + 1, 1) - timedelta(days=1),
        "the year": date(day.year - 1, 12, 31),
        "365 days": day - timedelta(days=365),
    }
    return [_Start(name, when, point.value) for name, when in ends.items() if (point := series.on(when))]


def _none_fits(
    sentence: Sentence, number: Number, coin: str, price: Price, starts: list[_Start], day: date
) -> Found | None:
    signed = number.value if number.text.lstrip("(")[0] in "+-−–" else None
    factors = [1 + value / 100 for value in ((signed,) if signed is not None else (number.value, -number.value))]
    implied = [spans.Span(price.span.low / factor, price.span.high / factor) for factor in factors if factor > 0]
    if not implied or any(
        span.wider(NEAR).low <= start.close <= span.wider(NEAR).high for span in implied for start in starts
    ):
        return None
    told = next((start for start in starts if start.name == "the year"), starts[0])
    exact = (price.span.middle / told.close - 1) * 100
    which = (
        f"{told.name} began at"
        if len(starts) == 1
        else f"that is the start of no day, week, month or year; {told.name} began at"
    )
    return Found(
        line=sentence.line,
        sentence=sentence.text,
        figure=f"prices.{coin}.usd",
        severity="warn",
        message=(
            f"{number.text.strip('()')} to {usd(price.span.middle.quantize(Decimal('0.01')))} implies a start at "
            f"{usd(implied[0].middle.quantize(Decimal(1)))}; {which} {usd(told.close)} "
            f"({full_day(told.day)}, Binance), a change of {percent(exact, signed=True)}."
        ),
        fix="Recompute the change from the close it is counted from, and say from when it is counted.",
    )
