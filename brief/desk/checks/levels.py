"""Levels to watch: what may happen above or below a price can only be said from the other side of it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import Price, Topic, price_now, topics, without_quoted
from brief.prose import numbers, subjects
from brief.prose.numbers import Number
from brief.style import usd

NEAR = Decimal("0.001")
"""A price this near to a level is on neither side of it."""
FUZZY = Decimal("0.01")
"""Support and resistance are areas."""

_FALL = (
    r"break(?:s|ing|down)?|fall(?:s|ing)?|drop(?:s|ping)?|slip(?:s|ping)?|dip(?:s|ping)?|slide(?:s|\sback)?"
    r"|clos(?:e|es|ing)|mov(?:e|es|ing)|push(?:es)?|loss|los(?:e|es|ing)"
)
_RISE = (
    r"break(?:s|ing|out)?|ris(?:e|es|ing)|climb(?:s|ing)?|clos(?:e|es|ing)|mov(?:e|es|ing)|push(?:es|ing)?"
    r"|jump(?:s|ing)?|rall(?:y|ies)|return(?:s)?"
)
_STAY = r"hold(?:s|ing)?|stay(?:s|ing)?|remain(?:s|ing)?|keep(?:s|ing)?|stabili[sz](?:e|es|ing|ation)|defend(?:s|ing)?"
_BELOW, _ABOVE = r"\s(?:back\s)?(?:below|under|beneath)", r"\s(?:back\s)?(?:above|over)"
_THE = r"\s(?:the\s|its\s)?(?:~|about\s|around\s)?$"


class _Rule(NamedTuple):
    """Words in front of a level, the side the price must be on for them to make sense, and how exactly."""

    words: re.Pattern[str]
    side: Literal["above", "below"]
    slack: Decimal


def _rule(words: str, side: Literal["above", "below"], slack: Decimal = NEAR) -> _Rule:
    return _Rule(re.compile(rf"\b(?:{words}){_THE}", re.IGNORECASE), side, slack)


_RULES = (
    _rule(rf"(?:{_FALL}){_BELOW}", "above"),
    _rule(rf"(?:{_STAY}){_ABOVE}|defend(?:s|ing)?", "above"),
    _rule(rf"(?:{_RISE}){_ABOVE}|reclaim(?:s|ing)?|regain(?:s|ing)?", "below"),
    _rule(rf"(?:{_STAY}){_BELOW}", "below"),
    _rule(r"support\s(?:\w+\s)?(?:at|near|around|of)|(?<!lost\s)support:?", "above", FUZZY),
    _rule(r"resistance\s(?:\w+\s)?(?:at|near|around|of)|resistance:?", "below", FUZZY),
)
_MAYBE = re.compile(
    r"\b(?:if|could|would|may|might|should|can|will|unless|until|as\slong\sas|watch|likely|next|(?:support|resistance)\s(?:is|sits|lies|stands|at))\b",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:lost|former|gave\sup|broke|after|had|was|were|fell|fallen|dropped|slipped)\b", re.IGNORECASE)


def level_side(case: Case) -> Iterator[Found]:
    """A level that may be broken or must hold while the price stands on the other side of it already.

    Example: "A break below $104,179 could trigger liquidations", when bitcoin costs $103,849.
    """
    for topic in topics(case):
        text = without_quoted(topic.sentence.text)
        if not _MAYBE.search(text) or topic.sentence.unit.kind in ("heading", "label"):
            continue
        for number in numbers.find(text):
            if number.unit == "usd" and (found := _wrong_side(case, topic, text, number)):
                yield found
                break


def _wrong_side(case: Case, topic: Topic, text: str, number: Number) -> Found | None:
    before = text[: number.start]
    rule = next((rule for rule in _RULES if rule.words.search(before)), None)
    if rule is None or _OVER.search(before[max(before.rfind(";"), before.rfind(","), 0) :]):
        return None
    named = subjects.last_before([one for one in subjects.find(text) if one.coin and not one.is_funds], number.start)
    coin = named.key if named else topic.coin
    price = price_now(case, coin) if coin else None
    if price is None or not _is_price_of(number, price) or not _stands_wrong(number.value, rule, price):
        return None
    other = "below" if rule.side == "above" else "above"
    return Found(
        line=topic.sentence.line,
        sentence=topic.sentence.text,
        figure=f"prices.{coin}.usd",
        message=(
            f"The level {usd(number.value)} is spoken of as if the price were {rule.side} it; "
            f"it is {other} it already: {price.told}."
        ),
        fix="Name a level on the other side of the price, or say that this one has been crossed.",
    )


def _is_price_of(number: Number, price: Price) -> bool:
    """Whether a number can be a level of this coin at all: within a factor of five."""
    return price.span.low / 5 <= number.value <= price.span.high * 5


def _stands_wrong(level: Decimal, rule: _Rule, price: Price) -> bool:
    if rule.side == "above":
        return price.span.high < level * (1 - rule.slack)
    return price.span.low > level * (1 + rule.slack)
