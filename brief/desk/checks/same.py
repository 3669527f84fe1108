"""One figure, one value: what a text says twice it says alike.

Owns when two statements are of the same thing. Refuses to compare where the days, the funds or the vendor may differ.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import ToldFlow, told_flows, told_quotes, topics
from brief.prose import days, numbers, spans, subjects
from brief.prose.numbers import Number
from brief.prose.quotes import Quote
from brief.prose.spans import Span

SLIGHTLY = Decimal("0.005")
"""A price moves between two sentences."""

_READS = re.compile(
    r"^[^.;\d]{0,30}?(?:from\s0\sto\s100,?\s)?[^.;\d]{0,20}\b(?:f[ae]ll(?:en)?|ros?e|dropped|plunged|plummeted|climbed|slid|jumped|surged|edged\s(?:up|down)|unchanged|stands?|stood|reads|is|was)\s(?:to|at)?\s?$"
    r"|^(?:\sindex)?:?\s$",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\b(?:trad(?:es|ed|ing)|stands|stood|slipped|fell|dropped|rose|climbed|slid|jumped|edged|surged|plunged|changed|is)\b"
    r"[^;]{0,40}\b(?:to|at)\s(?:about\s|around\s|~)?$",
    re.IGNORECASE,
)
_ON = re.compile(r"[^.;,]{0,25}\s(?:on\s|in\s|\()", re.IGNORECASE)
_MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December"
_ANOTHER_DAY = re.compile(
    rf"^[^.;,]{{0,25}}?\s(?:on\s(?:\w+day|{_MONTHS}|[A-Z][a-z]{{2,3}}\.)|in\s(?:{_MONTHS}|(?:19|20)\d\d|\w+\squarter)"
    r"|at\sthe\s(?:start|end|beginning)|yesterday|earlier|(?:a|one|two|three|last)\s(?:day|week|month|year)s?|ago)(?![A-Za-z])"
)
_VENDOR_S = re.compile(r"(?:\b[A-Z]+[a-z]+[A-Z]\w*|\b[A-Z]{2,}|[’']s)\s(?:\w+\s)?$")
_PAST = re.compile(r"\b(?:ago|yesterday|last\s(?:week|month|year)|had|once|earlier|in\s(?:19|20)\d\d)\b", re.IGNORECASE)
_ODDS = re.compile(r"\bodds\b|\bprobability\b|\bchance\b", re.IGNORECASE)
_VENUE = re.compile(r"\b(Polymarket|Kalshi|Myriad|PredictIt|Manifold|CME|[A-Z]\w+(?=\sprediction\smarket))")


class Fact(NamedTuple):
    """One statement: what it is said of, its value, its words."""

    key: tuple[object, ...]
    value: Span
    words: str
    sentence: Sentence


def same_figure(case: Case) -> Iterator[Found]:
    """One figure has two values in one text.

    Example: last week's bitcoin ETF outflow "of $802 million" in one place, "$799 million" in another.
    """
    first: dict[tuple[object, ...], Fact] = {}
    for fact in (*_flows(case), *_fear(case), *_prices(case)):
        before = first.setdefault(fact.key, fact)
        if before.value.meets(fact.value):
            continue
        yield Found(
            line=fact.sentence.line,
            sentence=fact.sentence.text,
            message=f"{_name(fact)} is {fact.words} here and {before.words} in line {before.sentence.line}.",
            fix="Use one value in both places, or say what makes them two figures: the day, the vendor, the window.",
        )


def _name(fact: Fact) -> str:
    kind, subject = fact.key[0], str(fact.key[1])
    name = subjects.name_of(subject)
    told = {
        "flow": f"the flow of {name} ({fact.key[-1]})",
        "fear": "the Fear & Greed index",
        "price": f"{name}’s price",
    }
    words = told[str(kind)]
    return words[0].upper() + words[1:]


def _flows(case: Case) -> Iterator[Fact]:
    """Flows of one group over one window: a day, so many sessions, the week."""
    for told in told_flows(case):
        window = _window(told, case)
        if window:
            key = ("flow", told.flow.subject, told.flow.out, window)
            yield Fact(key, spans.of(told.flow.number), told.flow.number.text, told.sentence)


def _window(told: ToldFlow, case: Case) -> str:
    kinds = {window.kind: window for window in told.flow.when}
    if "week" in kinds:
        return "the week" if kinds["week"].which in ("last", "the whole", "the entire", "the full") else ""
    if "day" in kinds and kinds["day"].first and case.day:
        return kinds["day"].first.on(case.day).isoformat()
    if "between" in kinds and case.day and (ends := kinds["between"].days(case.day)):
        return f"{ends[0].isoformat()} to {ends[1].isoformat()}"
    return f"{kinds['run'].sessions} sessions" if "run" in kinds else ""


def _fear(case: Case) -> Iterator[Fact]:
    for topic in topics(case):
        text = topic.sentence.text
        for subject in subjects.find(text):
            number = next((n for n in numbers.find(text) if _is_reading(text, subject.end, n)), None)
            if subject.key != "fear_greed" or number is None or _VENDOR_S.search(text[: subject.start]):
                continue
            if not _ANOTHER_DAY.search(text[number.end :]):
                yield Fact(("fear", "fear_greed"), spans.exactly(number.value), number.text, topic.sentence)
                break


def _is_reading(text: str, end: int, number: Number) -> bool:
    return (
        number.unit == "count"
        and not number.word
        and number.start >= end
        and bool(_READS.match(text[end : number.start]))
    )


def _prices(case: Case) -> Iterator[Fact]:
    """Prices now; not those of another day."""
    for quote, sentence in told_quotes(case):
        said = quote.kind == "price" and _COSTS.search(sentence.text[: quote.start])
        if said and not _is_of_another_day(sentence.text, quote) and sentence.unit.kind == "sentence":
            value = quote.span.wider(SLIGHTLY)
            yield Fact(("price", quote.coin), value, quote.number.text, sentence)


def _is_of_another_day(text: str, quote: Quote) -> bool:
    """Whether a price is told of the past: "on Sunday", "a week ago", "in October"."""
    before, behind = text[: quote.start], text[quote.number.end :]
    dated = any(_ON.fullmatch(behind[: day.start]) for day in days.find(behind))
    return dated or bool(_ANOTHER_DAY.search(behind) or _PAST.search(before))


def odds_differ(case: Case) -> Iterator[Found]:
    """One market's odds are given twice, with another question.

    Example: "71% odds BTC falls to $100K vs. $120K", and later "71% odds to sub-$100K move by Nov 5".
    """
    seen: dict[tuple[str, Decimal], tuple[object, Sentence]] = {}
    for sentence in case.prose():
        text = sentence.text
        venue = _VENUE.search(text)
        percents = [number for number in numbers.find(text) if number.unit == "percent"]
        if not venue or not percents or not _ODDS.search(text):
            continue
        behind = text[percents[0].end :]
        levels = frozenset(n.value for n in numbers.find(behind) if n.unit == "usd" and n.value >= 1)
        until = frozenset(
            (one.month, one.day) for one in days.find(behind) if re.search(r"\bby\s$", behind[: one.start])
        )
        asked = (levels, until)
        key = (venue[0], percents[0].value)
        before, where = seen.setdefault(key, (asked, sentence))
        if before != asked:
            yield Found(
                line=sentence.line,
                sentence=text,
                severity="warn",
                message=f"{venue[0]}’s {percents[0].text} is the answer to another question in line {where.line}.",
                fix="Give the market's question as it stands: the levels, and the day it ends.",
            )


class _Percent(NamedTuple):
    number: Number
    sentence: Sentence


def cut_percent(case: Case) -> Iterator[Found]:
    """A percentage is cut off, not rounded, from one that the text gives more exactly.

    Example: bitcoin "down about 16 percent", whose change the header gives as −16.94%.
    """
    told: dict[str, list[_Percent]] = {}
    for sentence in case.sentences:
        coins = [one for one in subjects.find(sentence.text) if one.coin and not one.is_funds]
        for number in numbers.find(sentence.text):
            named = subjects.last_before(coins, number.start) if number.unit == "percent" else None
            if named:
                told.setdefault(named.key, []).append(_Percent(number, sentence))
    for coin, said in told.items():
        yield from _cut(coin, said)


def _cut(coin: str, said: list[_Percent]) -> Iterator[Found]:
    for rough in said:
        if rough.sentence.unit.kind == "row":
            continue  # a column has a precision of its own, and its heading says of what
        value, step = abs(rough.number.value), rough.number.step
        finer = [abs(one.number.value) for one in said if one.number.step < step]
        cut = [exact for exact in finer if exact.quantize(step, ROUND_DOWN) == value and not _rounds(rough, exact)]
        if cut and not any(_rounds(rough, exact) for exact in finer):
            yield Found(
                line=rough.sentence.line,
                sentence=rough.sentence.text,
                severity="warn",
                message=(
                    f"{rough.number.text} for {subjects.name_of(coin)} is {cut[0]}% cut off; "
                    f"rounded it is {numbers.rounded(cut[0], step)}%."
                ),
                fix="Round half up.",
            )
            return


def _rounds(said: _Percent, exact: Decimal) -> bool:
    return numbers.rounded(exact, said.number.step) == abs(said.number.value)
