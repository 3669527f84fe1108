"""Quantity times price: coins and what they are said to be worth.

Refuses what is only unusual: a finding needs a price that was never paid in the time meant.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import ToldFlow, price_now, told_flows
from brief.prose import days, numbers, spans, windows
from brief.prose.numbers import Number
from brief.prose.spans import Span
from brief.style import usd

DAYS = 30
"""How long before a text its quantities were priced, where it does not say."""
BESIDE = Decimal("0.02")
"""So far beyond the highest or lowest trade another venue may have traded."""
BACK = 8
"""How many sentences back "the four-day outflow" may have been told."""

_WORTH = re.compile(
    r"^\s?\(\s?(?:~|about\s|worth\s|roughly\s)*$|^,?\s(?:now\s|then\s|together\s)?(?:worth|valued\sat|for|equal\sto|equivalent\sto)\s(?:about\s|around\s|roughly\s|nearly\s|some\s|over\s|more\sthan\s|~)*$",
    re.IGNORECASE,
)
_WORTH_OF = re.compile(r"^\s(?:worth\sof|in|of)\s(?:about\s)?$", re.IGNORECASE)
_ASSETS = re.compile(r"\b(?:assets(?:\sunder\smanagement)?|AUM|holdings?|reserves?|treasury)\b", re.IGNORECASE)
_HOLDING = re.compile(
    r"\b(?:hold(?:s|ing)?|held|own(?:s|ing)?)\s(?:about\s|around\s|roughly\s|some\s|over\s|more\sthan\s|~)*$",
    re.IGNORECASE,
)
_AS_COINS = re.compile(
    r"\bthe\s(?P<when>[\w-]+)\s(?P<way>outflow|inflow|redemptions?)\s(?:corresponds?\sto|equals?|is\sequivalent\sto|amounts?\sto|is\sabout|is\sworth)\s(?:about\s|around\s|roughly\s|some\s|~)*$",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:ago|since|in\s(?:19|20)\d\d|years?|originally|was\sworth|at\sthe\stime|pizza)\b", re.IGNORECASE
)


class _Deal(NamedTuple):
    """Coins and what they are said to be worth; `when` are the days it was paid on, where they are told."""

    coins: Number
    worth: tuple[Number, ...]
    """One amount, or the two ends of a range."""
    when: tuple[date, date] | None = None


def quantity_price(case: Case) -> Iterator[Found]:
    """So many coins are said to be worth an amount at which the coin never traded in the time meant.

    Example: "assets of $9.5 to $10 billion, holding about 800,000 bitcoin", which is about $12,000 a coin.
    """
    for sentence in case.prose():
        for deal in (*_side_by_side(sentence), *_assets(sentence), *_the_flow(sentence, case)):
            if not spans.of(deal.coins).low:
                continue
            implied = _amount(deal).over(spans.of(deal.coins))
            paid = _paid(case, deal, sentence)
            if paid is None or implied.meets(paid[0].wider(BESIDE)):
                continue
            yield Found(
                line=sentence.line,
                sentence=sentence.text,
                message=(
                    f"{deal.coins.text} for {' to '.join(amount.text for amount in deal.worth)} means "
                    f"{_prices(implied)} a coin; {paid[1]} {_prices(paid[0])}."
                ),
                fix="Check the amount, its million or billion, and the number of coins: one of them is wrong.",
            )


def _side_by_side(sentence: Sentence) -> Iterator[_Deal]:
    """ "6,587 WETH ($24.5M)", "5,800 BTC worth $715 million", "$715 million worth of BTC (5,800 BTC)"."""
    every = numbers.find(sentence.text)
    for first, second in pairwise(every):
        between = sentence.text[first.end : second.start]
        if first.unit == "coin" and second.unit == "usd" and _WORTH.match(between):
            yield _Deal(first, (second,))
        if first.unit == "usd" and second.unit == "coin" and _WORTH_OF.match(between):
            yield _Deal(second, (first,))


def _assets(sentence: Sentence) -> Iterator[_Deal]:
    """ "assets under management of $83 billion, holding 800,000 bitcoin"."""
    every = numbers.find(sentence.text)
    named = _ASSETS.search(sentence.text)
    if not named:
        return
    amounts = [number for number in every if number.unit == "usd" and number.start >= named.end()]
    coins = [n for n in every if n.unit == "coin" and _HOLDING.search(sentence.text[: n.start])]
    if len(coins) != 1 or not amounts or len(amounts) > 2 or amounts[-1].end > coins[0].start:
        return
    yield _Deal(coins[0], tuple(amounts))


def _the_flow(sentence: Sentence, case: Case) -> Iterator[_Deal]:
    """ "the four-day outflow corresponds to about 5,800 BTC": the outflow is one that was told before."""
    for coins in numbers.find(sentence.text):
        said = _AS_COINS.search(sentence.text[: coins.start]) if coins.unit == "coin" else None
        meant = windows.find(f"{said['when']} x") if said else []
        told = [one for one in told_flows(case) if _is_meant(one, meant[0].sessions, sentence)] if meant else []
        if told:
            ends = [window.days(case.day) for window in told[-1].windows if window.first] if case.day else []
            yield _Deal(coins, (told[-1].flow.number,), next((days for days in ends if days), None))


def _is_meant(told: ToldFlow, count: int, sentence: Sentence) -> bool:
    lengths = {window.sessions for window in told.windows if window.kind == "run"}
    near = 0 <= sentence.line - told.sentence.line <= BACK and told.sentence is not sentence
    topic = ".funds." in told.flow.subject
    return near and topic and count in lengths


def _paid(case: Case, deal: _Deal, sentence: Sentence) -> tuple[Span, str] | None:
    """The lowest and highest trade of the days meant; without a series about what the text says the coin costs."""
    coin = deal.coins.coin.lower()
    if _LONG_AGO.search(sentence.text):
        return None
    now = price_now(case, coin)
    traded = _traded(case, coin, deal, sentence)
    if traded:
        ends = [*traded, *(now.span if now and not deal.when else ())]
        return Span(min(ends), max(ends)), "in the days meant it traded at"
    return (now.span.wider(Decimal("0.25")), f"{now.told}, give or take a quarter:") if now else None


def _traded(case: Case, coin: str, deal: _Deal, sentence: Sentence) -> list[Decimal]:
    """Every daily low and high of the days meant; empty where the series does not reach them."""
    ends = [case.evidence.series.get(f"prices.{coin}.binance.{end}") for end in ("low", "high")]
    if case.day is None or None in ends:
        return []
    named = [day.on(case.day) for day in days.find(sentence.text)]
    since, until = deal.when or (min([case.day - timedelta(days=DAYS), *named]), case.day)
    if case.day - since > timedelta(days=365):
        return []
    return [point.value for series in ends if series for point in series.points if since <= point.day <= until]


def _amount(deal: _Deal) -> Span:
    return spans.of(deal.worth[0]) if len(deal.worth) == 1 else spans.covering(*deal.worth)


def _prices(span: Span) -> str:
    low, high = (usd(end.quantize(Decimal(1))) for end in span)
    return low if low == high else f"{low} to {high}"
