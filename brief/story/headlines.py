"""Which stories are headlines, how grave they are, and in which order: by rules, counts and our own figures.

Owns importance. Refuses words of its own: a title is somebody's, a sentence is a template's. No story stands twice,
none is older than the rules allow, and every item that is left out has a reason (`Fate`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from brief.models import Agreement, Figure, Item, Reading, day_of, instant_of
from brief.models.blocks.news import Fate, Headline, Points, Said
from brief.models.rules import SEVERITIES, DataRule, HeadlineRules, Reason, Rule
from brief.models.story import Lead
from brief.story.clusters import clusters, words_of
from brief.story.ledger import Ledger

OUTLET_POINTS, MOST_OUTLETS = 3, 5
OWN_POINTS = 6
"""For a fact that our own figures prove: as much as two outlets."""
RECENT = ((timedelta(hours=6), 3), (timedelta(hours=12), 2), (timedelta(hours=24), 1))
MILLION = Decimal(10) ** 6
REASONS: Mapping[str, Reason] = {
    "streak": "flows",
    "flow": "flows",
    "liquidations": "liquidations",
    "fear": "fear",
    "move": "market",
}
TELLS = {"streak": "funds", "flow": "funds", "liquidations": "liquidations"}
"""The rule by which outlets tell what a fact of ours tells."""


def window_start(day: date, rules: HeadlineRules) -> date:
    """The first day that counts for a headline of the edition of `day`."""
    return day - timedelta(days=rules.days)


def headlines(
    ledger: Ledger, items: Sequence[Item], leads: Sequence[Lead], rules: HeadlineRules
) -> tuple[tuple[Headline, ...], tuple[Headline, ...], list[Fate]]:
    """The headlines in their order; the stories that a rule fits and that came too late in it; what became of items."""
    fates: list[Fate] = []
    order = {source: place for place, source in enumerate(ledger.snapshot.origins)}
    told = [story for group in clusters(items) if (story := _story(ledger, group, rules, order, fates))]
    ranked = sorted(_with_own(ledger, told, leads, rules), key=_place)
    first, rest = ranked[: rules.most], ranked[rules.most :]
    for number, story in enumerate(first, start=1):
        fates += [Fate(item=item, place=f"headlines.{number}", why=_how(story)) for item in story.items]
    for number, story in enumerate(rest, start=rules.most + 1):
        why = f"its story came {number}th of {len(ranked)} ({_how(story)}); {rules.most} are printed"
        fates += [Fate(item=item, why=why) for item in story.items]
    return tuple(first), tuple(rest), fates


def _how(story: Headline) -> str:
    parts = " + ".join(f"{part.points} {part.what}" for part in story.rank)
    by = f"rule {story.rule}" + (f' ("{story.words}")' if story.words else "")
    return f"{story.severity} by {by}, rank {story.score} = {parts}"


def _place(story: Headline) -> tuple[int, int, str]:
    return SEVERITIES.index(story.severity), -story.score, story.id


def _story(
    ledger: Ledger, group: tuple[Item, ...], rules: HeadlineRules, order: Mapping[str, int], fates: list[Fate]
) -> Headline | None:
    """A cluster as a story with its severity; None, with the reason for each of its items, where it is no headline."""
    start = window_start(ledger.snapshot.day, rules)
    newest = max(group, key=lambda item: instant_of(item.at))
    if day_of(newest.at) < start:
        why = f"its story last moved on {day_of(newest.at).isoformat()}; headlines go back to {start.isoformat()}"
        fates += [Fate(item=item, why=why) for item in group]
        return None
    slug = story_id(group[0].title)
    said = _amounts(ledger, slug, group)
    rule, words, item = _rule(group, said, rules)
    if rule is None or item is None:
        fates += [Fate(item=each, why="no rule of headlines.yaml fits its title") for each in group]
        return None
    outlets = _outlets(group, item, order)
    title = outlets[0]
    return Headline(
        id=slug,
        severity=rule.severity,
        item=title,
        amounts=tuple(_amount(ledger, slug, title, n, reading) for n, reading in enumerate(title.amounts, start=1)),
        items=outlets,
        loss=_range(ledger, slug, said) if rule.why == "loss" and said else None,
        said=said if rule.why == "loss" else (),
        reason=rule.why,
        rule=rule.id,
        words=words,
        rank=_rank(ledger, outlets, newest, said, rule),
    )


def story_id(title: str) -> str:
    """The first words of a title that say something, as an id."""
    kept = [word for word in re.findall(r"[a-z]{2,}", title.lower()) if words_of(word).words]
    return "-".join(kept[:4]) or "story"


def _rule(group: Sequence[Item], said: Sequence[Said], rules: HeadlineRules) -> tuple[Rule | None, str, Item | None]:
    """The first rule that fits, the words it went by, and the item that has them."""
    amount = said[0].amount.value if said else None
    for rule in rules.rules:
        if rule.amount is not None and (amount is None or amount < rule.amount):
            continue
        for item in group:
            if words := rule.fits(item.title):
                return rule, words, item
    return None, "", None


def _outlets(group: Sequence[Item], by: Item, order: Mapping[str, int]) -> tuple[Item, ...]:
    """The newest item of each outlet, in the order of sources.yaml; the outlet whose title the rule went by first."""
    newest: dict[str, Item] = {}
    for item in sorted(group, key=lambda item: instant_of(item.at)):
        newest[item.outlet] = item
    newest[by.outlet] = by
    return tuple(sorted(newest.values(), key=lambda item: (item is not by, order.get(item.source, 0))))


def _amounts(ledger: Ledger, slug: str, group: Sequence[Item]) -> tuple[Said, ...]:
    """What each outlet's newest title with a sum in it says, newest first. A price ("$104K") is no such sum."""
    found: dict[str, Said] = {}
    for item in sorted(group, key=lambda item: instant_of(item.at), reverse=True):
        sums = [reading for reading in item.amounts if reading.value >= MILLION]
        if sums and item.outlet not in found:
            largest = max(sums, key=lambda reading: reading.value)
            figure = _amount(ledger, slug, item, item.amounts.index(largest) + 1, largest)
            found[item.outlet] = Said(outlet=item.outlet, amount=figure, bound=largest.detail.get("bound", ""))
    return tuple(found.values())


def _amount(ledger: Ledger, slug: str, item: Item, number: int, reading: Reading) -> Figure:
    """An amount in a title as a figure of its own, so that it has a receipt."""
    outlet = "-".join(re.findall(r"[a-z0-9]+", item.outlet.lower())) or item.source
    return ledger.keep(f"headlines.{slug}.{outlet}.{number}", [reading])


def _range(ledger: Ledger, slug: str, said: Sequence[Said]) -> Figure:
    """The loss as its outlets have it; the newest gives the value, the others check it."""
    readings = [one.amount.readings[0] for one in said]
    values = [reading.value for reading in readings]
    within = sum(value == values[0] for value in values[1:])
    apart = Agreement(checked=len(values) - 1, within=within, low=min(values), high=max(values), tolerance="0%")
    return ledger.keep(f"headlines.{slug}.loss", readings, apart if within < len(values) - 1 else Agreement())


def _rank(
    ledger: Ledger, outlets: Sequence[Item], newest: Item, said: Sequence[Said], rule: Rule
) -> tuple[Points, ...]:
    """Breadth, recency, money and kind, each with its points."""
    count = min(len(outlets), MOST_OUTLETS)
    age = ledger.snapshot.as_of - instant_of(newest.at)
    recent = next((points for limit, points in RECENT if age <= limit), 0)
    money = min(5, len(str(int(said[0].amount.value))) - 6) if said else 0
    parts = (
        Points(
            what="for one outlet" if len(outlets) == 1 else f"for {len(outlets)} outlets", points=OUTLET_POINTS * count
        ),
        Points(what="for its age", points=recent),
        Points(what="for the money", points=money),
        Points(what="for its kind", points=rule.points),
    )
    return tuple(part for part in parts if part.points)


def _with_own(ledger: Ledger, told: list[Headline], leads: Iterable[Lead], rules: HeadlineRules) -> list[Headline]:
    """The stories of outlets and of our own figures; what both tell is one."""
    rest = list(told)
    own = []
    for lead in leads:
        rule = next(
            (rule for rule in rules.data if rule.kind == lead.kind and _size(ledger, lead) >= rule.at_least), None
        )
        if rule is None:
            continue
        same = [story for story in rest if story.rule == TELLS.get(lead.kind)]
        rest = [story for story in rest if story not in same]
        own.append(_own(lead, rule, same))
    return own + rest


def _own(lead: Lead, rule: DataRule, same: Sequence[Headline]) -> Headline:
    items = tuple({item.outlet: item for story in same for item in story.items}.values())
    parts = [Points(what="for our own figures", points=OWN_POINTS), Points(what="for its kind", points=rule.points)]
    if items:
        parts.append(Points(what=f"for {len(items)} outlets", points=OUTLET_POINTS * min(len(items), MOST_OUTLETS)))
    return Headline(
        id=f"own-{lead.kind}",
        severity=rule.severity,
        items=items,
        kind=lead.kind,
        inflow=lead.inflow,
        verb=lead.verb,
        name=lead.name,
        figure=lead.figure,
        reason=REASONS[lead.kind],
        rule=rule.id,
        rank=tuple(parts),
    )


def _size(ledger: Ledger, lead: Lead) -> Decimal:
    """How large a fact is in the measure its rules use."""
    if lead.kind == "fear":
        return abs(lead.figure.value - 50)
    if lead.kind == "move":
        z = ledger.derived.get(lead.figure.name.replace("change_", "z_"))
        return abs(z.value) if z else Decimal(0)
    return abs(lead.figure.value)
