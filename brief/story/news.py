"""What was published tonight: headlines, then what is left for the sections, and who was asked and had nothing.

Owns which story goes where; how grave one is, `headlines` says.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from brief.models import Item, day_of, instant_of
from brief.models.blocks import FundBlock, LiquidationBlock, PriceBlock, SentimentBlock
from brief.models.blocks.news import Fate, Feed, Headline, Incident, NewsBlock, NoticeGroup
from brief.models.rules import HeadlineRules, Reason
from brief.models.story import Lead, Story
from brief.story.headlines import headlines, window_start
from brief.story.incidents import conflicts, listed, with_entries, year_so_far
from brief.story.ledger import Ledger

COMPETE = ("news", "regulation", "exchanges")
"""The topics whose items may become headlines."""
SECTIONS = ("exchanges", "regulation", "research")
RESEARCH_DAYS = 7
MOST_NOTICES = 4
"""So many new items of one group are printed."""
NAMES = {
    "us": "United States",
    "eu": "European Union",
    "uk": "United Kingdom",
    "sg": "Singapore",
    "hk": "Hong Kong",
    "tw": "Taiwan",
    "jp": "Japan",
}
FACTS: Mapping[Reason, tuple[str, ...]] = {
    "loss": ("market", "liquidations", "fear"),
    "market": ("market", "liquidations", "fear", "high"),
    "flows": ("high", "fear", "market"),
    "liquidations": ("fear", "high", "market"),
}
"""Which figures of ours a story is set beside, the best first."""
Said = Mapping[tuple[str, str], int]
"""An item's source and path -> the number of the headline that has it."""


def news_block(
    ledger: Ledger,
    leads: Sequence[Lead],
    rules: HeadlineRules,
    *,
    prices: PriceBlock | None,
    liquidations: LiquidationBlock | None,
    funds: Sequence[FundBlock],
    sentiment: SentimentBlock | None,
) -> NewsBlock | None:
    """None where no rules are kept and nothing was asked."""
    items = ledger.snapshot.items
    known = _facts(prices, liquidations, funds, sentiment)
    chosen, rest, fates = headlines(ledger, [item for item in items if _root(item) in COMPETE], leads, rules)
    entries = listed(ledger)
    chosen = with_entries(chosen, entries)
    said = {(item.source, item.path): n for n, story in enumerate(chosen, start=1) for item in story.items}
    placed: list[Fate] = []
    start = window_start(ledger.snapshot.day, rules)
    groups = {section: _groups(ledger, section, start, said, placed) for section in SECTIONS}
    block = NewsBlock(
        headlines=_reasoned(chosen, known),
        feeds=feeds(ledger, "news."),
        since=start,
        status=_groups(ledger, "status", date.min, said, placed),
        incidents=with_entries((story for story in rest if story.reason == "loss"), entries),
        listed=_untold(entries, (*chosen, *rest), placed),
        lists=feeds(ledger, "incidents."),
        year=year_so_far(ledger),
        official=_groups(ledger, "official", start, said, placed),
        conflicts=conflicts(chosen),
        fates=_final(fates, placed),
        **groups,
    )
    empty = not (
        block.headlines or block.feeds or block.status or block.lists or block.official or any(groups.values())
    )
    return None if empty else block


def _untold(entries: Iterable[Incident], stories: Sequence[Headline], placed: list[Fate]) -> tuple[Incident, ...]:
    """The entries of lists that no printed story has; in the order of the lists, each protocol once."""
    told = with_entries(stories, list(entries))
    found: dict[str, Incident] = {}
    for entry in entries:
        item, protocol = entry.item, entry.item.detail.get("protocol", entry.item.title)
        if any(story.entry is entry for story in told):
            placed.append(Fate(item=item, place="incidents", why="its story tells it"))
        elif protocol in found:
            placed.append(Fate(item=item, why=f"another list has {protocol}, too"))
        else:
            placed.append(Fate(item=item, place="incidents", why="new in its list"))
            found[protocol] = entry
    return tuple(found.values())


def _root(item: Item) -> str:
    return item.topic.partition(".")[0]


def _facts(
    prices: PriceBlock | None,
    liquidations: LiquidationBlock | None,
    funds: Sequence[FundBlock],
    sentiment: SentimentBlock | None,
) -> set[str]:
    """Which figures of ours can be cited tonight."""
    bitcoin = next((row for row in prices.rows if row.asset == "btc"), None) if prices else None
    fund = next((block for block in funds if block.asset == "btc"), None)
    found = {
        "market": prices is not None and prices.moved > 0 and prices.extreme is not None,
        "liquidations": liquidations is not None and liquidations.total is not None,
        "fear": sentiment is not None and sentiment.index is not None and sentiment.before is not None,
        "high": bitcoin is not None and bitcoin.from_high is not None,
        "streak": fund is not None and fund.streak is not None,
    }
    return {fact for fact, there in found.items() if there}


def _reasoned(chosen: Iterable[Headline], known: set[str]) -> tuple[Headline, ...]:
    """Each headline with the figure its *Why it matters* cites, no figure twice; a fact is no reason for itself."""
    told, left = list(chosen), set(known)
    left -= {"streak" if story.kind in ("streak", "flow") else story.kind for story in told if story.kind}
    found = []
    for story in told:
        why = next((fact for fact in FACTS.get(story.reason, ()) if fact in left), "")
        left.discard(why)
        found.append(story.model_copy(update={"why": why}))
    return tuple(found)


def _groups(ledger: Ledger, section: str, start: date, said: Said, placed: list[Fate]) -> tuple[NoticeGroup, ...]:
    """What is new in a section, by the second part of its topics, in the order of sources.yaml.

    `said` has the items that are headlines, each with the headline's number: no story stands in two sections.
    """
    if section == "research":
        start = ledger.snapshot.day - timedelta(days=RESEARCH_DAYS)
    feeds: dict[str, list[Feed]] = {}
    for source, topics in _asked(ledger).items():
        for topic in topics:
            if topic.startswith(f"{section}."):
                key = topic.split(".")[1] if section != "research" else "papers"
                feeds.setdefault(key, []).append(_feed(ledger, source))
    found = []
    for key, asked in feeds.items():
        sources = {feed.source for feed in asked}
        own = [item for item in ledger.snapshot.items if item.source in sources and _root(item) == section]
        above = sorted({said[place] for item in own if (place := (item.source, item.path)) in said})
        own = sorted(
            (item for item in own if (item.source, item.path) not in said),
            key=lambda item: instant_of(item.at),
            reverse=True,
        )
        fresh = _once(item for item in own if day_of(item.at) >= start)
        shown = fresh[:MOST_NOTICES]
        where = f"{section}.{key}"
        placed += [Fate(item=item, place=where, why="new in its section") for item in shown]
        beyond = f"its section prints the {MOST_NOTICES} newest of {len(fresh)}"
        placed += [Fate(item=item, why=beyond) for item in fresh[MOST_NOTICES:]]
        last = own[0] if own and not fresh else None
        past = f"its section goes back to {start.isoformat()}"
        placed += [Fate(item=item, why=past) for item in own if day_of(item.at) < start]
        name = NAMES.get(key) or asked[0].name
        found.append(
            NoticeGroup(
                key=key,
                name=name,
                items=tuple(shown),
                more=len(fresh) - len(shown),
                feeds=tuple(asked),
                last=last,
                above=tuple(above),
            )
        )
    return tuple(found)


def _once(items: Iterable[Item]) -> list[Item]:
    """Each title once: a release that two feeds of one body carry is one."""
    return list({item.title.lower(): item for item in reversed(list(items))}.values())[::-1]


def _asked(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """The sources that were asked tonight, with what they were asked for, in the order of sources.yaml."""
    origins = {name: origin.fills for name, origin in ledger.snapshot.origins.items() if origin.provenance != "stored"}
    gaps = {gap.source: tuple(gap.fills.split(", ")) for gap in ledger.snapshot.gaps if gap.source not in origins}
    return {**origins, **gaps}


def _feed(ledger: Ledger, source: str) -> Feed:
    origin = ledger.snapshot.origins.get(source)
    gap = next((gap for gap in ledger.snapshot.gaps if gap.source == source), None)
    heard = {item.source for item in ledger.snapshot.items}
    answered = origin is not None and origin.provenance != "stored" and (gap is None or source in heard)
    name = ledger.counted_by(source, "") if origin else (gap.name.partition(" (")[0] if gap else source)
    return Feed(source=source, name=name or source, asked_at=origin.fetched_at if origin and answered else None)


def feeds(ledger: Ledger, prefix: str) -> tuple[Feed, ...]:
    """The sources that were asked for topics under `prefix` and for nothing else."""
    asked = _asked(ledger).items()
    return tuple(_feed(ledger, source) for source, topics in asked if all(topic.startswith(prefix) for topic in topics))


def _final(fates: Iterable[Fate], placed: Iterable[Fate]) -> tuple[Fate, ...]:
    """One fate an item: where it stands counts before why it does not stand elsewhere."""
    found: dict[tuple[str, str], Fate] = {}
    for fate in [*fates, *placed]:
        key = (fate.item.source, fate.item.path)
        if key not in found or (fate.place and not found[key].place):
            found[key] = fate
    return tuple(found.values())


def fate_of(story: Story, item: Item, *, wanted: bool) -> Fate:
    """What became of an item that a source sent; `wanted` says whether sources.yaml lets it through."""
    known = (*(story.news.fates if story.news else ()), *(story.watch.fates if story.watch else ()))
    if found := next((fate for fate in known if (fate.item.source, fate.item.path) == (item.source, item.path)), None):
        return found
    if not wanted:
        why = f"the `about` or `skip` of {item.source} in sources.yaml leaves it out"
    elif instant_of(item.at) > story.as_of:
        why = "it is dated after the night"
    elif _root(item) in (*COMPETE, *SECTIONS):
        why = "it is too old to be kept, or stands twice"
    else:
        why = f"items of {item.topic} are not told one by one"
    return Fate(item=item, why=why)
