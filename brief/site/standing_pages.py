"""Whom the brief asks, and how that went: the pages of the sources and of the status.

Owns what readers are told of a source and of the last nights, and the plain words for it. Refuses to assert anything:
all of it is counted from the records of the nights whose briefs readers have, and from those of the last runs.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from brief.models.health import Health
from brief.models.standing import Attendance, Listed, Silence, Standing
from brief.site.archive import last_days
from brief.site.entries import Entry, listing, newest_first
from brief.site.frame import Frame, Page, text_digest
from brief.site.navigation import SOURCES, STATUS

HEALTH = "health.json"
DAYS = 30
"""So many days the status looks back."""
FAMILIES = {
    "prices": "Prices",
    "market": "The whole market",
    "sectors": "Sectors",
    "derivatives": "Futures and options",
    "liquidations": "Liquidations",
    "etf": "Fund flows",
    "flows": "Flows of exchanges",
    "onchain": "Bitcoin’s network and its holders",
    "macro": "Stocks, yields, the dollar and money markets",
    "stablecoins": "Stablecoins",
    "defi": "DeFi",
    "sentiment": "Sentiment",
    "odds": "Odds",
    "news": "News",
    "exchanges": "Announcements of exchanges",
    "status": "Status pages of exchanges",
    "official": "Statements of projects",
    "regulation": "Law and regulation",
    "research": "Research",
    "incidents": "Security incidents",
    "calendar": "Calendars",
}
"""What the first parts of figures' and topics' names mean, in the order of the page."""


class Record(NamedTuple):
    """A source with how it did in the last nights."""

    source: Listed
    heard: tuple[bool | None, ...]
    """Whether it answered, night by night, the oldest first; None where it was not asked."""

    @property
    def asked(self) -> int:
        return sum(one is not None for one in self.heard)

    @property
    def answered(self) -> int:
        return sum(one is True for one in self.heard)


class Family(NamedTuple):
    id: str
    words: str
    records: tuple[Record, ...]


class Night(NamedTuple):
    """The newest night, sorted by what became of each source."""

    answered: tuple[Listed, ...]
    silent: tuple[Silence, ...]
    """What did not answer at all."""
    partial: tuple[Silence, ...]
    """Of those that did, what could not be used."""
    stale: tuple[Silence, ...]
    """What was too old to print."""
    absent: tuple[str, ...]
    """What enabled sources could have filled, of which the edition has nothing, and none of them answered."""


def sources_page(frame: Frame, standing: Standing) -> Page:
    """Whom the brief asks."""
    nights = standing.nights

    def listed() -> Mapping[str, object]:
        return {"families": families(standing), "nights": len(nights), "newest": nights[0] if nights else None}

    return frame.page("sources.html.j2", SOURCES, standing.model_dump_json(), listed)


def of_last_run(
    frame: Frame, standing: Standing, health: Health, entries: Sequence[Entry], reasons: Mapping[date, str]
) -> Iterator[Page]:
    """What tells of the last run: the status for readers, and the same for programs.

    `entries` are the briefs, `reasons` say why a day has none.
    """
    for_programs = health.model_dump_json(indent=1) + "\n"
    yield Page(HEALTH, text_digest(for_programs), lambda: for_programs.encode())
    nights = standing.nights
    days = last_days(newest_first(entries), reasons, DAYS)
    last = nights[0] if nights else None
    lead = next((entry for entry in entries if last and entry.post.id == last.edition), None)
    shows = (
        standing.model_dump_json(),
        for_programs,
        lead and listing(lead),
        [(day.day, [entry.path for entry in day.entries], day.why) for day in days],
    )

    def found() -> Mapping[str, object]:
        return {"lead": lead, "last": last, "night": night(standing), "days": days, "health": health}

    yield frame.page("status.html.j2", STATUS, shows, found)


def families(standing: Standing) -> list[Family]:
    """The sources that are asked, or were lately, by what they fill first."""
    found: dict[str, list[Record]] = {}
    for source in standing.sources:
        record = Record(source, tuple(_heard(source.id, night) for night in reversed(standing.nights)))
        if source.enabled or record.asked:
            found.setdefault(source.families[0], []).append(record)
    order = [*FAMILIES, *sorted(found.keys() - FAMILIES.keys())]
    return [Family(id_, words_for(id_), tuple(found[id_])) for id_ in order if id_ in found]


def night(standing: Standing) -> Night | None:
    """How the newest night went; None where there is none."""
    if not standing.nights:
        return None
    last = standing.nights[0]
    answered = set(last.answered)
    fillable = {family for source in standing.sources if source.enabled for family in source.families}
    told = {family for source in standing.sources if source.id in answered for family in source.families}
    absent = fillable - told - set(last.families)
    return Night(
        answered=tuple(source for source in standing.sources if source.id in answered),
        silent=tuple(one for one in last.silences if one.source not in answered and not one.stale),
        partial=tuple(one for one in last.silences if one.source in answered and not one.stale),
        stale=tuple(one for one in last.silences if one.stale),
        absent=tuple(words_for(id_) for id_ in [*FAMILIES, *sorted(absent - FAMILIES.keys())] if id_ in absent),
    )


def words_for(family: str) -> str:
    """A family's name in words; one that nobody named here as it is spelled."""
    return FAMILIES.get(family, family.replace("_", " ").capitalize())


def _heard(source: str, night: Attendance) -> bool | None:
    if source in night.answered:
        return True
    return False if source in night.silent else None
