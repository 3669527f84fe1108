"""The running score of what the briefs told to watch, from the records that readers' editions left behind.

Owns what is counted: levels and events. Refuses to score odds, as no source of ours says how they were decided, and
expiries, which always come. An edition that was withdrawn has no record, so it is in no count.
"""

from collections.abc import Iterable, Sequence

from brief.desk import yesterday
from brief.errors import Refused
from brief.models.scoreboard import EventTally, LevelTally, Scoreboard, Scored
from brief.models.told import Told
from brief.store import Store

LATEST = 30
RULES = ("round", "low", "high", "average", "max_pain")
_COUNTED = ("level", "event")


def scoreboard(store: Store, given: Told | None = None) -> tuple[Scoreboard, list[str]]:
    """The counts over all records, with the one of an edition that is being published; a sentence for each damaged."""
    records, notes = {given.edition: given} if given else {}, []
    for edition in store.told_editions():
        try:
            records.setdefault(edition, yesterday.read(store, edition))
        except Refused as damaged:
            notes.append(str(damaged))
    return tally([records[edition] for edition in sorted(records)]), notes


def tally(records: Sequence[Told]) -> Scoreboard:
    """`records` from first to last."""
    scoring = [record for record in records if record.came]
    every = [Scored(edition=record.edition, came=came) for record in scoring for came in record.came]
    counted = [one for one in every if one.came.watched.kind in _COUNTED]
    return Scoreboard(
        editions=len(scoring),
        since=scoring[0].day if scoring else None,
        levels=tuple(_levels([one for one in counted if one.came.watched.kind == "level"])),
        events=_events([one for one in counted if one.came.watched.kind == "event"]),
        latest=tuple(sorted(counted, key=lambda one: one.edition, reverse=True)[:LATEST]),
    )


def _levels(scored: Sequence[Scored]) -> Iterable[LevelTally]:
    if scored:
        yield _level("", scored)
    for rule in RULES:
        if own := [one for one in scored if one.came.watched.rule == rule]:
            yield _level(rule, own)


def _level(rule: str, scored: Sequence[Scored]) -> LevelTally:
    states = [one.came.state for one in scored]
    return LevelTally(rule=rule, watched=len(states), reached=states.count("happened"), unknown=states.count("unknown"))


def _events(scored: Iterable[Scored]) -> EventTally | None:
    """By the last verdict on each; what is still to come has none."""
    last = {one.came.watched.id: one.came for one in scored if one.came.state != "not yet"}
    if not last:
        return None
    states = [came.state for came in last.values()]
    judged = [came.mattered for came in last.values() if came.mattered is not None]
    return EventTally(
        due=len(states),
        happened=states.count("happened"),
        missed=states.count("missed"),
        unknown=states.count("unknown"),
        judged=len(judged),
        mattered=judged.count(True),
    )
