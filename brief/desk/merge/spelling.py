"""The figures in a sentence, and how an editor spells them. Owns rounding as people round; refuses to judge."""

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from brief import style
from brief.prose import days, numbers
from brief.prose.days import Mention
from brief.prose.numbers import Number

_ADDRESS = re.compile(
    r"(?<!\\)\[\^[^\]\s\\]+\]:?|<[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*>|\]\([^()\s]*\)|https?://\S+|`[^`]*`"
)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_SUFFIX = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_LARGEST_WORD = 9
_ROUNDING = {"over": ROUND_FLOOR, "under": ROUND_CEILING}
_MONTH = re.compile(r"[^\W\d_]+\.?")
_LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_COUNTS = {"count", "time"}


class Figure(NamedTuple):
    """A number, a day or a time of day as a sentence writes it. `kind` is a number's unit, or day, or clock."""

    start: int
    end: int
    text: str
    kind: str
    number: Number | None = None
    day: Mention | None = None


def figures(text: str) -> list[Figure]:
    """Every figure of a text, in order; what is in addresses, footnote marks and code is none."""
    bare = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    found: list[Figure] = []
    for figure in sorted(_all(bare), key=lambda figure: (figure.start, -figure.end)):
        if not found or figure.start >= found[-1].end:
            found.append(figure._replace(text=text[figure.start : figure.end]))
    return found


def _all(text: str) -> Iterator[Figure]:
    for number in numbers.find(text):
        yield Figure(number.start, number.end, number.text, f"{number.unit} {number.coin}".strip(), number=number)
    for day in days.find(text):
        stop = day.text.endswith(".") and day.text.rstrip(".").endswith(_LONG_MONTHS)
        yield Figure(day.start, day.end - stop, day.text, "day", day=day)
    for time in days.find_times(text):
        yield Figure(time.start, time.end, time.text, "clock")


def same_value(mine: Figure, ours: Figure) -> bool:
    """Whether two figures are the same one, however it is spelled: "$186.5M" is "$186.5 million", "4" is "four"."""
    if mine.number and ours.number:
        a, b = mine.number, ours.number
        counts = {a.unit, b.unit} <= _COUNTS or ("count" in (a.unit, b.unit) and len(_digits(a)) > 1)
        if a.unit != b.unit and not counts:
            return False
        return _unsigned(a, b) == abs(b.value)
    if mine.day and ours.day:
        years = {mine.day.year, ours.day.year} - {None}
        return (mine.day.month, mine.day.day) == (ours.day.month, ours.day.day) and len(years) < 2
    return mine.kind == ours.kind and mine.text == ours.text


def step_of(mine: Figure, ours: Figure) -> Decimal | None:
    """The precision to which an editor's number is one of ours: "about $187 million" is 186.5, to the million.

    None where it is not, or says more digits than ours does.
    """
    a, b = mine.number, ours.number
    if not a or not b or a.unit != b.unit or a.coin != b.coin or a.word or b.word:
        return None
    typed, exact = _unsigned(a, b), abs(b.value)
    if typed is None or not typed:
        return None
    steps = [a.step * 10**n for n in range(_zeros(a) + 1)]
    return next((step for step in steps if step > b.step and _rounded(exact, step, a.approx) == typed), None)


def respelled(mine: Figure, ours: Figure, new: Figure) -> str | None:
    """`mine`, which stands for `ours`, when ours becomes `new`; None where that cannot be spelled the editor's way."""
    if _bare(mine.text) == _bare(ours.text):
        return _in_the_style_of(mine.text, new.text)
    if mine.number and ours.number and new.number:
        return _number(mine.number, ours.number, new.number, step_of(mine, ours))
    if mine.day and ours.day and new.day:
        return _day(mine.day, ours.day, new.day)
    return None


def _unsigned(mine: Number, ours: Number) -> Decimal | None:
    """The size of an editor's number; None where its sign says something else than ours."""
    if mine.value < 0 < ours.value or (mine.text.startswith("+") and ours.value < 0):
        return None
    return abs(mine.value)


def _digits(number: Number) -> str:
    return re.sub(r"\D", "", number.text)


def _zeros(number: Number) -> int:
    """How many zeros of a whole number may take the place of digits; one alone only where it says "about"."""
    whole = _digits(number) if "." not in number.text else ""
    zeros = len(whole) - len(whole.rstrip("0"))
    return zeros if zeros > 1 or number.approx else 0


def _rounded(exact: Decimal, step: Decimal, approx: str) -> Decimal:
    return (exact / step).quantize(Decimal(1), _ROUNDING.get(approx, ROUND_HALF_UP)) * step


def _bare(text: str) -> str:
    return text.replace("\\", "").lower()


def _in_the_style_of(mine: str, new: str) -> str:
    """Our spelling with the editor's escapes and his capital."""
    plain = new.replace("\\$", "$")
    text = plain.replace("$", "\\$") if "\\$" in mine else plain
    return text[0].upper() + text[1:] if mine[0].isupper() else text


def _number(mine: Number, ours: Number, new: Number, step: Decimal | None) -> str | None:
    size = abs(new.value)
    if mine.word:
        return _word(mine, size)
    step = step or mine.step
    if mine.unit == "ordinal" or step < new.step:
        step = new.step
    value = _rounded(size, step, mine.approx if step > ours.step else "")
    if size and not value:
        return None
    digits = _DIGITS.search(mine.text)
    if digits is None:
        return None
    places = len(digits[0].partition(".")[2])
    shown = value / (mine.step * 10**places)
    text = f"{shown:,.{places}f}"
    if "," not in digits[0] and shown >= 1_000 and len(digits[0].partition(".")[0]) > 3:
        text = text.replace(",", "")
    if Decimal(text.replace(",", "")) != shown:
        return None
    spelled = mine.text[: digits.start()] + text + mine.text[digits.end() :]
    return _SUFFIX.sub(_ending(int(value)), spelled) if mine.unit == "ordinal" else spelled


def _word(mine: Number, size: Decimal) -> str | None:
    """A count or rank that the editor spelled out; in digits where the house spells it so."""
    if size != int(size) or mine.step != 1:
        return None
    word = style.ordinal(int(size)) if mine.unit == "ordinal" else style.cardinal(int(size))
    return word.capitalize() if mine.text[0].isupper() else word


def _ending(n: int) -> str:
    if n % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def _day(mine: Mention, ours: Mention, new: Mention) -> str | None:
    """A day in the editor's order and length of month; None where a year comes or goes."""
    if (ours.year is None) != (new.year is None) and (mine.year is not None or new.year is not None):
        return None
    spelled = re.sub(rf"(?<!\d)0?{mine.day}(?!\d)", str(new.day), mine.text, count=1)
    if mine.month != new.month:
        long = any(month in mine.text for month in _LONG_MONTHS if month != "May")
        month = _LONG_MONTHS[new.month - 1] if long else style.MONTHS[new.month - 1]
        spelled = _MONTH.sub(month, spelled, count=1)
    if mine.year is not None and new.year is not None:
        spelled = spelled.replace(str(mine.year), str(new.year))
    return spelled if days.find(spelled) else None
