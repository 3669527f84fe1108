"""Superlatives against the stored series, and against the text's own numbers.

Owns which series a claim is about. Refuses a verdict where no series reaches the day; a claim is false only if a stored
value contradicts it, or if the day it names was not at or beyond the new value.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found, Severity
from brief.desk.checks.reading import ToldFlow, Topic, told_flows, topics
from brief.desk.checks.runs import LONGER, meant, needs_a_larger, place_in_run
from brief.desk.checks.sessions import stretch_of
from brief.history import differences, rolling_sums
from brief.models import Point, Series
from brief.prose import numbers, quotes, subjects, superlatives, windows
from brief.prose.quotes import Quote
from brief.prose.superlatives import Superlative
from brief.style import full_day, money, usd

VENUES_DIFFER = Decimal("0.003")
"""So much lower or higher another venue may have traded."""
ABOUT_SO_LONG = 0.85
"""The share of its months for which "a six-month low" must hold at least."""
FRESH = timedelta(days=1)

_LEVEL = re.compile(r"^(?:level|reading|point|score|value)?$", re.IGNORECASE)
_ONE_DAY = re.compile(
    r"\b(?:one-day|daily|single-day|24-hour)\s(?P<way>fall|drop|decline|rise|gain|jump)", re.IGNORECASE
)
_FLOWED = re.compile(r"\b(?:out|in)flows?\b|redemptions?|withdrawals?|^(?:of|in)\b|^$", re.IGNORECASE)


class Claim(NamedTuple):
    """A superlative with the values it is about: `value` on `day`, the lowest (or highest) of `series`."""

    sentence: Sentence
    said: Superlative
    series: Series
    day: date
    value: Decimal
    lowest: bool
    slack: Decimal = Decimal(0)
    whose: str = ""


def superlative(case: Case) -> Iterator[Found]:
    """A superlative is contradicted by the stored series or by the text's own sums, or names the wrong day.

    Example: "Biggest Outflow in Days" for $186.5 million beside "four-day outflows of $1.33 billion".
    """
    flows, seen = told_flows(case), list[Topic]()
    for topic in topics(case):
        seen.append(topic)
        for said in superlatives.find(topic.sentence.text):
            found = _by_series(case, seen, said, flows) or needs_a_larger(case, topic.sentence, said, flows)
            if found:
                yield found
        yield from place_in_run(case, topic, flows)


def _by_series(case: Case, seen: list[Topic], said: Superlative, flows: list[ToldFlow]) -> Found | None:
    if case.day is None:
        return None
    for claim in (*_fear(case, seen[-1], said), *_funds(case, seen, said, flows)):
        if found := _contradicted(claim, case.day):
            return found
    either = [_contradicted(claim, case.day) for claim in _coin(case, seen[-1], said)]
    return either[0] if either and all(either) else None


def _fear(case: Case, topic: Topic, said: Superlative) -> Iterator[Claim]:
    text = topic.sentence.text
    named = subjects.last_before(subjects.find(text), said.start)
    series = case.evidence.series.get("sentiment.fear_greed")
    if named is None or named.key != "fear_greed" or series is None or not series.points or case.day is None:
        return
    printed = {number.value for number in numbers.find(text[named.end : said.start]) if number.unit == "count"}
    point = series.points[-1]
    if case.day - point.day > FRESH or point.value not in printed:
        return
    if one_day := _ONE_DAY.search(said.what):
        fell = one_day["way"].lower() in ("fall", "drop", "decline")
        changes = differences(series)
        change = changes.on(point.day)
        if change:
            yield Claim(topic.sentence, said, changes, point.day, change.value, fell)
    elif _LEVEL.match(said.what) and said.side in ("lowest", "highest"):
        yield Claim(topic.sentence, said, series, point.day, point.value, said.side == "lowest")


def _funds(case: Case, seen: list[Topic], said: Superlative, flows: list[ToldFlow]) -> Iterator[Claim]:
    sentence = seen[-1].sentence
    wanted = _FLOWED.search(said.what) and not LONGER.search(said.what) and said.side in ("largest", "highest")
    told = meant(sentence, said, flows) if wanted else None
    series = case.evidence.series.get(subjects.series_of(told.flow.subject)) if told else None
    if told is None or series is None or not series.points or case.day is None:
        return
    stretch = stretch_of(told, series, case.day)
    if stretch is None:
        return
    length = next((window.sessions for window in windows.find(said.what) if window.kind == "run"), 1)
    if said.what.startswith("of "):
        length = 1
    if length != len(stretch.points):
        return
    compared = series if length == 1 else rolling_sums(series, length)
    day = stretch.points[-1].day
    yield Claim(sentence, said, compared, day, stretch.total, told.flow.out)
    if "industry" in said.text:
        yield from _industry(case, told, sentence, said, day, stretch.total)


def _industry(
    case: Case, told: ToldFlow, sentence: Sentence, said: Superlative, day: date, value: Decimal
) -> Iterator[Claim]:
    """Every other fund of the group: a record of the industry is one of each of them."""
    group = f"{subjects.group_of(told.flow.subject)}.funds."
    for name, series in case.evidence.series.items():
        if name.startswith(group) and name != told.flow.subject and series.points:
            yield Claim(sentence, said, series, day, value, told.flow.out, whose=subjects.name_of(name))


def _coin(case: Case, topic: Topic, said: Superlative) -> Iterator[Claim]:
    told = [one for one in quotes.find(topic.sentence.text, topic.coin) if one.start < said.start]
    quote = told[-1] if told else None
    fits = said.side in ("lowest", "highest") and re.fullmatch(
        r"(?:daily\s)?(?:clos\w*|low|high|level|price)?", said.what, re.IGNORECASE
    )
    if quote is None or not fits or case.day is None or quote.kind not in ("price", "below", "above", "low"):
        return
    last = subjects.last_before(subjects.find(topic.sentence.text), said.start)
    if last and last.key != quote.coin:
        return
    lowest = said.side == "lowest"
    kinds: tuple[str, ...] = ("close",) if "clos" in said.what else ("low" if lowest else "high",)
    if quote.kind == "price" and "clos" not in said.what:
        kinds = (*kinds, "close")
    for kind in kinds:
        series = case.evidence.series.get(f"prices.{quote.coin}.binance.{kind}")
        if series and series.points and case.day - series.points[-1].day <= timedelta(days=7):
            value = _traded(quote, series, case.day, lowest=lowest)
            yield Claim(topic.sentence, said, series, case.day, value, lowest, VENUES_DIFFER)


def _traded(quote: Quote, series: Series, day: date, *, lowest: bool) -> Decimal:
    """The price itself, or what the series has for its day where that is further out."""
    today = [point.value for point in series.points[-2:] if day - point.day <= FRESH]
    return (min if lowest else max)([quote.number.value, *today])


def _contradicted(claim: Claim, edition: date) -> Found | None:
    begins = claim.said.begins(edition)
    if claim.said.back and begins:
        begins = edition - timedelta(days=int(claim.said.back * ABOUT_SO_LONG))
    earlier = [point for point in claim.series.points if point.day < claim.day]
    beyond = [point for point in earlier if (begins is None or point.day > begins) and _is_beyond(point, claim)]
    if beyond:
        return _false(claim, beyond[-1], "fail")
    named = claim.series.on(begins) if claim.said.since and begins else None
    if named and not _is_at(named, claim):
        last = next((point for point in reversed(earlier) if _is_at(point, claim)), None)
        return _misdated(claim, named, last)
    return None


def _is_beyond(point: Point, claim: Claim) -> bool:
    slack = abs(claim.value) * claim.slack
    return point.value < claim.value - slack if claim.lowest else point.value > claim.value + slack


def _is_at(point: Point, claim: Claim) -> bool:
    slack = abs(claim.value) * claim.slack
    return point.value <= claim.value + slack if claim.lowest else point.value >= claim.value - slack


def _false(claim: Claim, point: Point, severity: Severity) -> Found:
    whose = f"{claim.whose} had" if claim.whose else "it was"
    return Found(
        line=claim.sentence.line,
        sentence=claim.sentence.text,
        figure=claim.series.name,
        severity=severity,
        message=(
            f"“{claim.said.text}” does not hold: on {full_day(point.day)} {whose} {_value(claim, point.value)}, "
            f"against {_value(claim, claim.value)} ({point.source})."
        ),
        fix=f"Say since {full_day(point.day)}, or take the superlative out.",
    )


def _misdated(claim: Claim, named: Point, last: Point | None) -> Found:
    since = f"; the last day at or beyond it is {full_day(last.day)}" if last else ""
    return Found(
        line=claim.sentence.line,
        sentence=claim.sentence.text,
        figure=claim.series.name,
        severity="warn",
        message=(
            f"“{claim.said.text}” names the wrong day: {full_day(named.day)} had {_value(claim, named.value)}, "
            f"against {_value(claim, claim.value)}{since} ({named.source})."
        ),
        fix="Name the last day that was at or beyond the new value.",
    )


def _value(claim: Claim, value: Decimal) -> str:
    if claim.series.name.startswith("etf."):
        return money(value, signed=True)
    if claim.series.name.startswith("prices."):
        return usd(value)
    return f"{value.normalize():f}".replace("-", "−")
