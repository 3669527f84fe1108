"""Superlatives about flows by the text's own numbers, runs of sessions, and which flow a claim is about.

Owns what a run of sessions implies: its length, the place of its last session, the average that one of them exceeds.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import ToldFlow, Topic, told_flows, topics
from brief.desk.checks.sessions import stretch_of
from brief.history import streak
from brief.models import Series
from brief.prose import spans, subjects, windows
from brief.prose.flows import topic_of
from brief.prose.superlatives import Superlative
from brief.style import full_day, money

LONGER = re.compile(r"\b(?:week|month|quarter|year)", re.IGNORECASE)
_FLOW = re.compile(r"\b(?:out|in)flows?\b|redemptions?|withdrawals?", re.IGNORECASE)
_OF_THE = re.compile(
    r"\b(?P<side>largest|biggest|smallest)\sof\sthe\s(?P<count>\w+)\b(?!\s(?:funds|issuers))", re.IGNORECASE
)
_IN_A_ROW = re.compile(r"\bin\sa\srow\b|\b(?:straight|consecutive|successive)\b", re.IGNORECASE)
_WAY = re.compile(
    r"\b(?P<out>outflows?|redemptions?|lost\smoney|withdrawals?)\b|\b(?P<into>inflows?|took\sin)\b", re.IGNORECASE
)


def meant(sentence: Sentence, said: Superlative, flows: list[ToldFlow]) -> ToldFlow | None:
    """The flow a claim is about: the last one before it in its sentence, in its bullet; below it for a headline."""
    own = [one for one in flows if one.sentence is sentence and one.flow.number.start < said.start]
    behind = [one for one in flows if one.sentence is sentence and one.flow.number.start >= said.end]
    if own or behind:
        return own[-1] if own else behind[0]
    if sentence.unit.kind in ("label", "heading"):
        groups = [one.key for one in subjects.find(sentence.text) if one.is_funds]
        return next((one for one in flows if groups and one.flow.subject == groups[0] and _is_one_day(one)), None)
    return _of_the_bullet(sentence, flows)


def _of_the_bullet(sentence: Sentence, flows: list[ToldFlow]) -> ToldFlow | None:
    """The day's flow that a bullet tells first."""
    nest = sentence.unit.nest
    same = [one for one in flows if nest and one.sentence.unit.nest == nest and one.sentence.line <= sentence.line]
    return next((one for one in same if _is_one_day(one)), None)


def _is_one_day(told: ToldFlow) -> bool:
    return any(window.kind == "day" for window in told.flow.when)


def needs_a_larger(case: Case, sentence: Sentence, said: Superlative, flows: list[ToldFlow]) -> Found | None:
    """A day's flow is called the largest, and a sum over several days of the same text needs a larger one."""
    told = meant(sentence, said, flows) if _FLOW.search(said.text) and said.side in ("largest", "highest") else None
    if told is None or LONGER.search(said.what) or not _is_one_day(told):
        return None
    largest = spans.of(told.flow.number).high
    for total in flows:
        sessions = _sessions_of(total, case)
        alike = (total.flow.subject, total.flow.out) == (told.flow.subject, told.flow.out)
        if alike and sessions > 1 and spans.of(total.flow.number).low / sessions > largest:
            each = money(total.flow.number.value / sessions)
            return Found(
                line=sentence.line,
                sentence=sentence.text,
                message=(
                    f"“{said.text}” for {told.flow.number.text} cannot be: {total.flow.number.text} over {sessions} "
                    f"sessions (line {total.sentence.line}) is {each} a session, so one of them was larger."
                ),
                fix="Take the superlative out, or correct one of the two amounts.",
            )
    return None


def _sessions_of(told: ToldFlow, case: Case) -> int:
    """Over how many sessions a sum runs: as its sentence says, else the weekdays of its dates; 0 where nothing says."""
    own = [window.sessions for window in told.flow.when if window.kind == "run"]
    if own:
        return own[0]
    dated = next((window for window in told.flow.when if window.kind == "between"), None)
    ends = dated.days(case.day) if dated and case.day else None
    if ends is None:
        return 0
    beside = next((window.sessions for window in told.windows if window.kind == "run"), 0)
    return beside or sum((ends[0] + timedelta(days=n)).weekday() < 5 for n in range((ends[1] - ends[0]).days + 1))


def place_in_run(case: Case, topic: Topic, flows: list[ToldFlow]) -> Iterator[Found]:
    """ "the smallest of the four": the last session of a run among the others."""
    found = _OF_THE.search(topic.sentence.text)
    runs = [window for window in windows.find(topic.sentence.text) if window.kind == "run"]
    told = _of_the_bullet(topic.sentence, flows) if found and runs else None
    series = case.evidence.series.get(subjects.series_of(told.flow.subject)) if told else None
    stretch = stretch_of(told, series, case.day) if told and series and series.points and case.day else None
    if found is None or series is None or stretch is None:
        return
    position = series.position(stretch.points[-1].day) or 0
    sizes = [abs(point.value) for point in series.points[max(0, position + 1 - runs[0].sessions) : position + 1]]
    if sizes[-1] == (min(sizes) if found["side"].lower() == "smallest" else max(sizes)):
        return
    yield Found(
        line=topic.sentence.line,
        sentence=topic.sentence.text,
        figure=series.name,
        message=(
            f"“{found[0]}” does not hold: the {len(sizes)} sessions are {', '.join(money(size) for size in sizes)} "
            f"({series.points[position].source})."
        ),
        fix="Say which of them it was, or leave it out.",
    )


def run_length(case: Case) -> Iterator[Found]:
    """So many sessions in a row are said to have flowed one way, and the stored series has another count.

    Example: "It was the fifth session of outflows in a row" after three outflows.
    """
    if case.day is None:
        return
    flows = told_flows(case)
    for topic in topics(case):
        text = topic.sentence.text
        run = next(
            (window for window in windows.find(text) if window.kind == "run" and _is_in_a_row(text, window.end)), None
        )
        way = _WAY.search(text)
        key = topic_of(text) or (topic.funds if case.ours else "")
        series = case.evidence.series.get(subjects.series_of(key)) if run and way and key else None
        day = _session(case, topic, flows, series) if series else None
        counted = streak(series, day) if series and day else None
        if run is None or way is None or counted is None or series is None:
            continue
        if (counted.length, counted.sign < 0) != (run.sessions, way["out"] is not None):
            told = "outflows" if counted.sign < 0 else "inflows"
            yield Found(
                line=topic.sentence.line,
                sentence=text,
                figure=series.name,
                message=(
                    f"“{run.text}” in a row is not so: to {full_day(counted.last)} it is {counted.length} of {told} "
                    f"in a row, from {full_day(counted.first)} ({series.points[-1].source})."
                ),
                fix="Write the count of the series.",
            )


def _is_in_a_row(text: str, end: int) -> bool:
    """Whether a run's mention says that its sessions follow each other."""
    return bool(_IN_A_ROW.search(text[max(0, end - 30) : end + 40]))


def _session(case: Case, topic: Topic, flows: list[ToldFlow], series: Series) -> date | None:
    """The session a run ends with: the day its bullet names; for a post of ours, that of the night's figure."""
    told = _of_the_bullet(topic.sentence, flows)
    window = next((one for one in told.flow.when if one.kind == "day"), None) if told else None
    ends = window.days(case.day) if window and case.day else None
    if ends:
        return ends[1]
    figure = case.evidence.figures.get(series.name)
    return figure.as_of if figure and case.ours else None
