"""Dated events of the coming days: from the calendars that were read tonight, and from the days kept by hand.

Owns which of them are worth watching, by the rules of `content/_data/watch.yaml`. Refuses an event without a day, and
one that two calendars have is listed once, from the one that was read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brief.history import holiday
from brief.models import Item, day_of, instant_of
from brief.models.blocks import OddsLine
from brief.models.blocks.news import Fate
from brief.models.blocks.watch import EventLine
from brief.models.official import OfficialEvent
from brief.models.rules import EventRule, RuleBook
from brief.models.told import Watched
from brief.story.headlines import story_id
from brief.story.ledger import Ledger

TOPIC = "calendar"
NEW_YORK = ZoneInfo("America/New_York")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d) ([ap])\.m\.", re.ASCII)


class Chosen(NamedTuple):
    """The events that are printed, how many others count, and what became of each calendar's items."""

    lines: tuple[EventLine, ...]
    more: int
    fates: tuple[Fate, ...]


class _Candidate(NamedTuple):
    line: EventLine
    rule: EventRule


def coming_events(ledger: Ledger, rules: RuleBook, odds: Sequence[OddsLine]) -> Chosen:
    """What is due within the hours of the rules, the soonest first; where there is more, the most points count."""
    fates: list[Fate] = []
    found = list(_from_calendars(ledger, rules, fates))
    found += _kept_by_hand(ledger, rules, [candidate.line for candidate in found])
    found += _holidays(ledger, rules)
    ranked = sorted(found, key=lambda one: (-one.rule.points, instant_of(one.line.at), one.line.title))
    kept, rest = ranked[: rules.watch.events], ranked[rules.watch.events :]
    fates += [fate for one in kept if (fate := _fate(one, one.line.watched.id, f"rule {one.rule.id} of watch.yaml"))]
    beyond = f"{rules.watch.events} events with more points are printed"
    fates += [fate for one in rest if (fate := _fate(one, "", beyond))]
    lines = sorted((one.line for one in kept), key=lambda line: (instant_of(line.at), line.title))
    return Chosen(tuple(_with_odds(line, odds) for line in lines), len(rest), tuple(fates))


def _fate(one: _Candidate, place: str, why: str) -> Fate | None:
    """What became of the calendar's item; of a day kept by hand there is none."""
    return Fate(item=one.line.item, place=place, why=why) if one.line.item else None


def is_ahead(ledger: Ledger, at: date, hours: int) -> bool:
    """Whether something is still to come and within so many hours; of a day without an hour the whole day counts."""
    now = ledger.snapshot.as_of
    if isinstance(at, datetime):
        return now < at <= now + timedelta(hours=hours)
    return ledger.snapshot.day <= at <= (now + timedelta(hours=hours)).date()


def _from_calendars(ledger: Ledger, rules: RuleBook, fates: list[Fate]) -> Iterator[_Candidate]:
    seen = set[tuple[str, date]]()
    for item in ledger.snapshot.items:
        if item.topic.partition(".")[0] != TOPIC:
            continue
        rule = _rule(item.title, rules)
        if not is_ahead(ledger, item.at, rules.watch.hours):
            fates.append(Fate(item=item, why=f"it is not due within {rules.watch.hours} hours"))
        elif rule is None:
            fates.append(Fate(item=item, why="no rule of watch.yaml fits its title"))
        elif (item.title, day_of(item.at)) in seen:
            fates.append(Fate(item=item, why="another calendar has it, too"))
        else:
            seen.add((item.title, day_of(item.at)))
            yield _Candidate(_line(ledger, item), rule)


def _rule(title: str, rules: RuleBook) -> EventRule | None:
    return next((rule for rule in rules.watch.rules if rule.fits(title)), None)


def event_id(title: str, at: date) -> str:
    """An id that stays the same from night to night."""
    return f"watch-{story_id(title)}-{day_of(at).isoformat()}"


def _watched(title: str, at: date, topic: str = "") -> Watched:
    return Watched(id=event_id(title, at), kind="event", name=title, at=at, topic=topic)


def _line(ledger: Ledger, item: Item) -> EventLine:
    slug = event_id(item.title, item.at)
    amount = ledger.keep(f"watch.{slug.removeprefix('watch-')}.amount", item.amounts[:1]) if item.amounts else None
    return EventLine(
        watched=_watched(item.title, item.at, item.topic),
        title=item.title,
        outlet=item.outlet,
        link=item.link,
        at=item.at,
        item=item,
        amount=amount,
        previous=item.detail.get("previous", ""),
        consensus=item.detail.get("consensus", ""),
        until=_until(item.detail.get("until", "")),
    )


def _until(text: str) -> datetime | None:
    """The end of a maintenance; a source may send anything."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


def _kept_by_hand(ledger: Ledger, rules: RuleBook, read: Sequence[EventLine]) -> Iterator[_Candidate]:
    """Of each event of calendar.yaml its next day, where no calendar that was read has it on that day."""
    for event in rules.agenda:
        title = event.names[0][:1].upper() + event.names[0][1:]
        rule = _rule(title, rules)
        at = next((at for at in _due(event) if is_ahead(ledger, at, rules.watch.hours)), None)
        if rule is None or at is None or any(_same(event, line, at) for line in read):
            continue
        yield _Candidate(
            EventLine(
                watched=_watched(title, at),
                title=title,
                link=event.source,
                at=at,
                previous=event.previous,
                consensus=event.consensus,
            ),
            rule,
        )


def _due(event: OfficialEvent) -> Iterator[date]:
    """Its days, each with its hour; of a meeting of two days the second, when the decision comes."""
    for day in event.days:
        if day + timedelta(days=1) not in event.days:
            yield _at(day, event.time)


def _at(day: date, clock: str) -> date:
    found = _CLOCK.fullmatch(clock)
    if found is None:
        return day
    hour = int(found[1]) % 12 + (12 if found[3] == "p" else 0)
    return datetime.combine(day, time(hour, int(found[2])), NEW_YORK).astimezone(UTC)


def _same(event: OfficialEvent, line: EventLine, at: date) -> bool:
    title = line.title.lower()
    return day_of(line.at) == day_of(at) and any(name.lower() in title for name in event.names)


def _holidays(ledger: Ledger, rules: RuleBook) -> Iterator[_Candidate]:
    """Days on which the funds do not trade, as the exchange's own calendar has them."""
    last = (ledger.snapshot.as_of + timedelta(hours=rules.watch.hours)).date()
    day = ledger.snapshot.day
    while day <= last:
        if name := holiday(day):
            title = f"US stock markets closed, {name}"
            if rule := _rule(title, rules):
                yield _Candidate(EventLine(watched=_watched(title, day), title=title, at=day), rule)
        day += timedelta(days=1)


def _with_odds(line: EventLine, odds: Iterable[OddsLine]) -> EventLine:
    """The Fed's decision with what a market says of it."""
    if "meeting" not in line.title.lower() or (line.item is None and not line.link):
        return line
    decision = next((one for one in odds if one.probability.name.startswith("odds.fed_")), None)
    return line.model_copy(update={"odds": decision}) if decision else line
