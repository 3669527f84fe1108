"""Losses as lists of incidents have them: the last days, which chains, the year so far.

Owns the match of a list's entry with a story of the outlets. Refuses to add up a year that one list does not have
whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from brief.models import Item, day_of
from brief.models.blocks.news import Conflict, Headline, Incident, IncidentYear, Said
from brief.models.phrases import holds
from brief.story.headlines import story_id
from brief.story.ledger import Ledger

TOPIC = "incidents."
DAYS = 3
"""A list enters an incident on its day or soon after: so old it may be and still be new."""
LARGEST = 5
ENOUGH = 3
"""Fewer losses are no year."""
APART = timedelta(days=3)
"""Between a story and the same loss's day in a list."""


def listed(ledger: Ledger) -> list[Incident]:
    """The incidents of the last days that lists have, the newest first."""
    since = ledger.snapshot.day - timedelta(days=DAYS)
    found = [_incident(ledger, item) for item in _entries(ledger) if day_of(item.at) >= since]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _entries(ledger: Ledger) -> Iterator[Item]:
    return (item for item in ledger.snapshot.items if item.topic.startswith(TOPIC))


def _incident(ledger: Ledger, item: Item) -> Incident:
    name = f"incidents.{item.source}.{day_of(item.at).isoformat()}-{story_id(item.title)}"
    loss = ledger.derived.get(name) or (ledger.keep(name, item.amounts[:1]) if item.amounts else None)
    return Incident(item=item, loss=loss, day=day_of(item.at))


def with_entries(stories: Iterable[Headline], entries: Sequence[Incident]) -> tuple[Headline, ...]:
    """Each loss with its entry in a list: of the same days, whose protocol one of its titles names."""
    return tuple(
        story.model_copy(update={"entry": next((one for one in entries if _is_same(story, one)), None)})
        for story in stories
    )


def _is_same(story: Headline, entry: Incident) -> bool:
    protocol = entry.item.detail.get("protocol", "").split(" ")[0]
    if story.reason != "loss" or len(protocol) < 3:
        return False
    near = any(abs(day_of(item.at) - entry.day) <= APART for item in story.items)
    return near and any(holds(item.title, (f"{protocol}*",)) for item in story.items)


def year_so_far(ledger: Ledger) -> IncidentYear | None:
    """The sum of the year's losses and the largest of them, by the first list that reaches back before the year."""
    first = date(ledger.snapshot.day.year, 1, 1)
    for source in dict.fromkeys(item.source for item in _entries(ledger)):
        items = [item for item in _entries(ledger) if item.source == source]
        own = [item for item in items if day_of(item.at) >= first and item.amounts]
        if len(own) >= ENOUGH and any(day_of(item.at) < first for item in items):
            return _year(ledger, source, first, [_incident(ledger, item) for item in own])
    return None


def _year(ledger: Ledger, source: str, first: date, incidents: Sequence[Incident]) -> IncidentYear:
    losses = [one.loss for one in incidents if one.loss]
    number = ledger.derive(
        f"incidents.{source}.year_number",
        losses[0].value * 0 + len(losses),
        "count",
        ledger.snapshot.day,
        formula=f"count({', '.join(loss.name for loss in losses)})",
        inputs=[loss.name for loss in losses],
        sources=(source,),
    )
    largest = sorted(incidents, key=lambda one: -(one.loss.value if one.loss else 0))[:LARGEST]
    return IncidentYear(
        vendor=ledger.counted_by(source, f"{TOPIC}{source}"),
        source=source,
        first=first,
        total=ledger.total(f"incidents.{source}.year", losses),
        number=number,
        largest=tuple(largest),
    )


def conflicts(stories: Sequence[Headline]) -> tuple[Conflict, ...]:
    """How many outlets name which sum, for each story in which they differ."""
    found = []
    for number, story in enumerate(stories, start=1):
        groups: dict[str, list[Said]] = {}
        for said in story.said:
            groups.setdefault(f"{said.amount.value.normalize():f}", []).append(said)
        if len(groups) > 1:
            counts = sorted(((len(group), group[0]) for group in groups.values()), key=lambda pair: -pair[0])
            found.append(Conflict(number=number, counts=tuple(counts)))
    return tuple(found)
