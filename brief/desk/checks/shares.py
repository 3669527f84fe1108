"""Parts in percent: of all coins there are, of a total that the sentence names, of a day's flow.

Owns which amount a percentage is said of; refuses to guess where a sentence has several.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.changes import percents
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import told_flows
from brief.desk.checks.sessions import stretch_of
from brief.prose import numbers, spans, subjects
from brief.prose.numbers import Number
from brief.prose.spans import Span
from brief.style import money

TENTH = Decimal(50_000)
"""Issuers print a tenth of a million: less than half of that is nothing."""

_OF_TOTAL = re.compile(
    r"^\s(?:\w+\s){0,3}?of\s(?:the|its|all|a|that)\s(?:[\w’'-]+\s){0,4}?(?P<what>holdings?|\\?\$)", re.IGNORECASE
)
_ACCOUNTS = re.compile(
    r"\b(?:accounting\sfor|or|about|equal\sto|which\sis|equivalent\sto|representing|i\.e\.)\s(?:more\sthan\s)?$|\($",
    re.IGNORECASE,
)
_FRACTIONS = {
    "half": Decimal(50),
    "a third": Decimal(100) / 3,
    "one third": Decimal(100) / 3,
    "a quarter": Decimal(25),
    "two thirds": Decimal(200) / 3,
    "three quarters": Decimal(75),
}
_FRACTION = re.compile(
    rf"\b(?P<way>more\sthan|over|less\sthan|under|about|roughly|nearly|almost)?\s?(?P<what>{'|'.join(_FRACTIONS)})\sof\sthe\s$",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\b(?:hold(?:s|ing|ings)?|held|own(?:s|ing)?)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all\sof\sit|entirely|solely|exclusively)\s(?:came\s)?(?:from|into|by)\s", re.IGNORECASE)


def share_of_total(case: Case) -> Iterator[Found]:
    """An amount is said to be a share of another that it is not.

    Example: "$403 million, accounting for 60.4% of the market's $799 million", which is 50.4%.
    """
    for sentence in case.prose():
        every = numbers.find(sentence.text)
        for said in every:
            if said.unit == "percent" and (ends := _part_and_whole(sentence.text, every, said)):
                yield from _unless_it_is(sentence, *ends, spans.of(said), said.text)
        yield from _fractions(sentence, every)


def _part_and_whole(text: str, every: list[Number], said: Number) -> tuple[Number, Number] | None:
    total = _OF_TOTAL.match(text[said.end :])
    if not total or not _ACCOUNTS.search(text[: said.start]):
        return None
    if total["what"].startswith("hold"):
        coins = [number for number in every if number.unit == "coin" and number.end <= said.start]
        held = [n for n in coins if _HOLDS.search(text[max(0, n.start - 20) : n.start])]
        return (coins[-1], held[0]) if len(coins) == 2 and held and held[0] is not coins[-1] else None
    whole = next((number for number in every if number.start >= said.end), None)
    part = next((number for number in reversed(every) if number.end <= said.start and number.unit == "usd"), None)
    if whole is None or part is None or whole.unit != "usd" or whole.start > said.end + total.end():
        return None
    return part, whole


def _fractions(sentence: Sentence, every: list[Number]) -> Iterator[Found]:
    """ "$715 million, accounting for more than half of the $1.34 billion"."""
    for whole in every:
        found = _FRACTION.search(sentence.text[: whole.start]) if whole.unit == "usd" else None
        part = next((n for n in reversed(every) if found and n.unit == "usd" and n.end <= found.start()), None)
        if found is None or part is None:
            continue
        value, way = _FRACTIONS[found["what"].lower()], (found["way"] or "").lower()
        low, high = value - 3, value + 3
        if way in ("more than", "over"):
            low, high = value, Decimal(1000)
        elif way in ("less than", "under", "nearly", "almost"):
            low, high = value - 10 if way in ("nearly", "almost") else Decimal(0), value
        yield from _unless_it_is(sentence, part, whole, Span(low, high), found[0].strip().removesuffix(" of the"))


def _unless_it_is(sentence: Sentence, part: Number, whole: Number, said: Span, words: str) -> Iterator[Found]:
    if not whole.value or whole.unit != part.unit:
        return
    exact = spans.share(spans.of(part), spans.of(whole))
    if not exact.meets(said):
        yield Found(
            line=sentence.line,
            sentence=sentence.text,
            message=f"{part.text} is {percents(exact)} of {whole.text}, not {words}.",
            fix="Divide the part by the whole, or name the whole that is meant.",
        )


def all_of_it(case: Case) -> Iterator[Found]:
    """A flow is said to be all one fund's, and the stored series has another flow of that fund.

    Example: "lost $186.5 million, all of it from FBTC", on a day when FBTC had no flow.
    """
    if case.day is None:
        return
    for told in told_flows(case):
        found = _ALL.search(told.sentence.text, told.flow.number.end)
        between = told.sentence.text[told.flow.number.end : found.start()] if found else ""
        if ";" in between or "$" in between:
            continue
        named = [one for one in subjects.find(told.sentence.text) if found and one.start >= found.end()]
        fund = next((one.key for one in named if ".funds." in one.key), "")
        series = case.evidence.series.get(fund)
        if series is None or not series.points or told.flow.subject != subjects.group_of(fund):
            continue
        stretch = stretch_of(told, series, case.day)
        if stretch is None or _is_all(told.flow.number, told.flow.out, stretch.total):
            continue
        yield Found(
            line=told.sentence.line,
            sentence=told.sentence.text,
            figure=fund,
            message=(
                f"{subjects.name_of(fund)} had {money(stretch.total, signed=True)} {stretch.told}: that is not all of "
                f"{told.flow.number.text}."
            ),
            fix="Name the fund whose flow it was, or say how much of it was this fund's.",
        )


def _is_all(number: Number, out: bool, total: Decimal) -> bool:
    return out == (total < 0) and spans.of(number).wider(Decimal("0.001")).meets(spans.exactly(total))
