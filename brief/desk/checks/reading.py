"""What a whole text says of funds and prices, with what the reader has in mind when a sentence leaves it out.

Owns the topic: a sentence that names no funds and no coin speaks of those its bullet, its label or the sentence before
it in the same paragraph named. Refuses to judge.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from brief import style
from brief.desk.checks.case import Case, Sentence
from brief.prose import flows, quotes, subjects, windows
from brief.prose.flows import Flow
from brief.prose.quotes import Quote
from brief.prose.spans import Span
from brief.prose.windows import Window

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_BELOW = Decimal("0.9")
"""How far below a bound that it is known to have fallen through a price may be."""


class Topic(NamedTuple):
    """A sentence with the funds and the coin it speaks of where it names none."""

    sentence: Sentence
    funds: str
    coin: str


class ToldFlow(NamedTuple):
    """A flow with its sentence and all the windows that the sentence names."""

    flow: Flow
    sentence: Sentence
    windows: tuple[Window, ...]


class ToldQuote(NamedTuple):
    quote: Quote
    sentence: Sentence


class Price(NamedTuple):
    """What a coin costs now, and the words that say so."""

    span: Span
    told: str


def topics(case: Case) -> Iterator[Topic]:
    """Every sentence, heading and label with its topic."""
    before: Topic | None = None
    for sentence in case.sentences:
        if sentence.unit.kind == "row":
            continue
        under = subjects.find(f"{sentence.unit.bullet} | {sentence.unit.label}")
        funds = next((one.key for one in under if one.is_funds), "")
        coin = next((one.key for one in under if one.coin and not one.is_funds), "")
        if before and _goes_on(before.sentence, sentence):
            told = subjects.find(before.sentence.text)
            funds = funds or next((one.key for one in told if one.is_funds), before.funds)
            coin = coin or next((one.key for one in told if one.coin and not one.is_funds), before.coin)
        before = Topic(sentence, funds, coin)
        yield before


def _goes_on(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence follows another in its line, or in its bullet."""
    same_bullet = bool(sentence.unit.nest) and sentence.unit.nest == before.unit.nest
    return same_bullet or (sentence.line == before.line and sentence.unit.block == before.unit.block)


def told_flows(case: Case) -> list[ToldFlow]:
    """Every amount into or out of funds; a list's amounts have the day of the line that introduces it."""
    found, leading = list[ToldFlow](), tuple[Window, ...]()
    for topic in topics(case):
        text = topic.sentence.text
        if text.endswith(":"):
            leading = tuple(window for window in windows.find(text) if window.kind == "day")
        elif not topic.sentence.unit.nest:
            leading = ()
        for flow in flows.find(text, topic.funds):
            dated = flow if flow.when else flow._replace(when=leading)
            found.append(ToldFlow(dated, topic.sentence, tuple(flows.windows_of(text))))
    return found


def told_quotes(case: Case) -> list[ToldQuote]:
    """Every price of a coin, in order; what stands in quotation marks is somebody's question, and left out."""
    return [
        ToldQuote(quote, topic.sentence)
        for topic in topics(case)
        for quote in quotes.find(without_quoted(topic.sentence.text), topic.coin)
    ]


def without_quoted(text: str) -> str:
    """The text with what stands in quotation marks blanked, character for character."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def price_now(case: Case, coin: str) -> Price | None:
    """What a coin costs: by the night's figure; without one, by the first price the text gives, or the lowest bound."""
    figure = case.evidence.figures.get(f"prices.{coin}.usd")
    if figure is not None and figure.value > 0:
        low, high = figure.agreement.low or figure.value, figure.agreement.high or figure.value
        return Price(Span(low, high), f"the price is {style.usd_range(low, high)}")
    own = [told for told in told_quotes(case) if told.quote.coin == coin]
    prices = [told for told in own if told.quote.kind == "price"]
    if prices:
        first = [told.quote for told in prices if told.sentence.line == prices[0].sentence.line]
        span = Span(min(quote.span.low for quote in first), max(quote.span.high for quote in first))
        return Price(span, f"line {prices[0].sentence.line} puts it at {_words(first[0])}")
    bounds = [told for told in own if told.quote.kind == "below"]
    if not bounds:
        return None
    least = min(bounds, key=lambda told: told.quote.number.value)
    bound = least.quote.number.value
    return Price(Span(bound * _BELOW, bound), f"line {least.sentence.line} has it below {least.quote.number.text}")


def _words(quote: Quote) -> str:
    """A price as it is written, both ends where it is a range."""
    is_range = quote.span.low == quote.number.value < quote.span.high
    return style.usd_range(*quote.span) if is_range else quote.number.text


def just_said(told: list[ToldQuote], sentence: Sentence) -> Price | None:
    """The price that the paragraph's own line gave last."""
    same = [one for one in told if one.sentence.line == sentence.line and one.quote.kind == "price"]
    if not same:
        return None
    quote = same[-1].quote
    return Price(quote.span, f"line {sentence.line} puts the price at {quote.number.text}")
