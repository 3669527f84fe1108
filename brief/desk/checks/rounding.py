"""Whether a number that a person typed is a figure, rounded as people round. Refuses slips of the finger.

* At its printed precision it is the figure, rounded half up: 186.5 million is "$187 million", 17.7% is "18%".
* Whole numbers may end in zeros that say nothing: $103,849 is "$104,000"; with "about" before them even one zero may.
* "More than" and "less than" leave the figure on that side.
* It stays near: within a tenth of the figure, or a quarter where the words say that it is about so much; where zeros
  take the place of digits within a fiftieth, or a twentieth.
* A number of the same length that differs from ours in one digit is a slip, not a rounding, unless it says "about".
"""

import re
from decimal import Decimal

from brief.models.written import PrintedFigure
from brief.prose import numbers
from brief.prose.numbers import Number, rounded

NEAR, ABOUT = Decimal("0.1"), Decimal("0.25")
NEAR_IN_ZEROS, ABOUT_IN_ZEROS = Decimal("0.02"), Decimal("0.05")
_COUNTS = frozenset({"count", "ordinal", "time"})
_KINDS = {
    **dict.fromkeys(("usd", "percent", "points"), frozenset[str]()),
    **dict.fromkeys(("index", "count", "days"), _COUNTS),
    **dict.fromkeys(("ratio", "hashes", "sats"), frozenset({"count"})),
    "coin": frozenset({"coin", "count"}),
}


def stands_for(number: Number, figure: PrintedFigure) -> bool:
    """Whether the number is one of the values of a printed figure, as it was printed or rounded by a person."""
    if not same_kind(number, figure):
        return False
    ours = numbers.find(figure.spelling)
    return any(
        _is(number, value, ours[i] if len(ours) == len(figure.values) else None)
        for i, value in enumerate(figure.values)
    )


def same_kind(number: Number, figure: PrintedFigure) -> bool:
    """Whether the number is in the figure's unit."""
    return number.unit in (_KINDS[figure.unit] or {figure.unit})


def _is(number: Number, exact: Decimal, ours: Number | None) -> bool:
    if number.text.lstrip().startswith(("+", "-", "−", "–")) and (number.value < 0) != (exact < 0):
        return False
    typed, exact = abs(number.value), abs(exact)
    if ours and typed == abs(ours.value):
        return True
    apart = abs(typed - exact)
    if apart > exact * (ABOUT if number.approx else NEAR):
        return False
    if number.approx in ("over", "under"):
        return typed <= exact if number.approx == "over" else typed >= exact
    if not number.approx and ours and _is_slip(number.text, ours.text):
        return False
    if rounded(exact, number.step) == typed:
        return True
    near = apart <= exact * (ABOUT_IN_ZEROS if number.approx else NEAR_IN_ZEROS)
    return near and any(rounded(exact, step) == typed for step in _coarser_steps(number))


def _coarser_steps(number: Number) -> list[Decimal]:
    """The precisions of a whole number that ends in zeros, where they take the place of digits."""
    whole = re.sub(r"\D", "", number.text) if number.step >= 1 and "." not in number.text else ""
    zeros = len(whole) - len(whole.rstrip("0"))
    least = 1 if number.approx else 2
    return [number.step * 10**n for n in range(least, zeros + 1)]


def _is_slip(typed: str, ours: str) -> bool:
    """Whether two numbers of the same length differ in one digit, or in two neighbours that changed places."""
    a, b = (re.sub(r"[^\d.,]", "", text) for text in (typed, ours))
    apart = [i for i, (one, other) in enumerate(zip(a, b, strict=False)) if one != other]
    if len(a) != len(b):
        return False
    return len(apart) == 1 or (len(apart) == 2 and apart[1] - apart[0] == 1 and sorted(a) == sorted(b))
