"""What a printed number may stand for: an interval. Owns how much rounding a reader allows; refuses to judge.

"$1.34 billion" is anything that rounds to it, "about $400B" a little more, "more than $2 billion" anything from there
up to twice as much. Whole numbers that end in zeros may be rounded themselves: "$126,000" is a high of $126,199.
All spans are of sizes, without sign.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from brief.prose.numbers import Number, rounded

_ABOUT = Decimal("0.035")
_ZEROS = Decimal("0.005")
_MANY_DIGITS = 4
_BEYOND = Decimal(2)
_SHORT = Decimal("0.5")


class Span(NamedTuple):
    """From `low` to `high`, both included; neither is below zero."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Span") -> bool:
        """Whether one number could be both."""
        return self.low <= other.high and other.low <= self.high

    def wider(self, share: Decimal) -> "Span":
        """With so much of its ends added: 0.03 is three hundredths."""
        return Span(self.low * (1 - share), self.high * (1 + share))

    def plus(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high)

    def times(self, other: "Span") -> "Span":
        return Span(self.low * other.low, self.high * other.high)

    def over(self, other: "Span") -> "Span":
        """The quotient. ZeroDivisionError where `other` holds zero."""
        return Span(self.low / other.high, self.high / other.low)

    def apart(self, other: "Span") -> "Span":
        """The size of the difference."""
        if self.meets(other):
            return Span(Decimal(0), max(self.high - other.low, other.high - self.low))
        low, high = sorted((self, other))
        return Span(high.low - low.high, high.high - low.low)

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


def exactly(value: Decimal) -> Span:
    """A value that is known to the last digit."""
    return Span(abs(value), abs(value))


def of(number: Number) -> Span:
    """Every size that a person may print as this number."""
    value = abs(number.value)
    slack = max(number.step / 2, _rounded_whole(number))
    if number.approx == "about":
        slack = max(slack, _about(number))
    if number.approx == "over":
        return Span(value * (1 - _ZEROS), value * _BEYOND)
    if number.approx == "under":
        return Span(value * _SHORT, value * (1 + _ZEROS))
    return Span(max(Decimal(0), value - slack), value + slack)


def covering(first: Number, last: Number) -> Span:
    """Of a range, "$3,600 to $3,634", all from one end to the other: its ends say how far off it may be."""
    low, high = sorted((abs(first.value), abs(last.value)))
    return Span(low, high)


def change(start: Span, end: Span) -> Span:
    """The size of the change from one to the other, in percent of the first.

    >>> change(exactly(Decimal(110)), exactly(Decimal(99)))
    Span(low=Decimal('10.0'), high=Decimal('10.0'))
    """
    ends = [abs(b / a - 1) * 100 for a in start if a for b in end]
    low = Decimal(0) if start.meets(end) else min(ends, default=Decimal(0))
    return Span(low, max(ends, default=Decimal("Infinity")))


def share(part: Span, whole: Span) -> Span:
    """The part in percent of the whole."""
    return Span(part.low / whole.high * 100, part.high / whole.low * 100)


def _about(number: Number) -> Decimal:
    """What "about" adds: a step of the last digit, more where zeros end it, little where four digits were given."""
    digits = re.sub(r"[^\d.]", "", number.text).strip(".")
    if digits.endswith("0") and "." not in digits:
        return max(number.step, min(_place(number) / 2, abs(number.value) * _ABOUT))
    return number.step * (5 if len(digits.replace(".", "").lstrip("0")) >= _MANY_DIGITS else 1)


def _place(number: Number) -> Decimal:
    """The worth of the last digit that is not zero: tens of millions in "$140 million"."""
    digits = re.sub(r"\D", "", number.text)
    return number.step * Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def prints(number: Number, exact: Decimal) -> bool:
    """Whether a person may print `exact` as this number: within its span, or "about $70 million" for 65.2."""
    about = number.approx == "about" and rounded(abs(exact), _place(number)) == abs(number.value)
    return about or of(number).meets(exactly(exact))


def _rounded_whole(number: Number) -> Decimal:
    """Half of the place of the last digit that is not zero, for a whole number that ends in two zeros or more."""
    if number.step != 1 or number.unit in ("percent", "points", "bp", "ordinal", "time", "year"):
        return Decimal(0)
    digits = re.sub(r"\D", "", number.text)
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < 2:
        return Decimal(0)
    return min(Decimal(10) ** zeros / 2, abs(number.value) * _ZEROS)
