"""Small nights for the story's tests: figures, a ledger, daily series."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from brief.models import Agreement, Figure, Gap, Item, Origin, Point, Published, Reading, Series, Snapshot, Unit
from brief.models.figures import Provenance
from brief.models.told import Told, Watched
from brief.story.ledger import Ledger

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)
TODAY = AT.date()


def reading(name: str, value: str, unit: Unit = "usd", as_of: date = AT, source: str = "one", **detail: str) -> Reading:
    return Reading(
        figure=name,
        value=Decimal(value),
        unit=unit,
        as_of=as_of,
        source=source,
        url=f"https://{source}.example.org/",
        fetched_at=AT,
        sha256="0" * 64,
        path="/",
        detail=detail,
    )


def figure(first: Reading, *others: Reading, low: str = "", high: str = "", within: int = -1) -> Figure:
    """A figure of these readings; with `low` and `high` its sources disagree."""
    agreement = Agreement(
        checked=len(others),
        within=len(others) if within < 0 else within,
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
    )
    readings = (first, *others)
    return Figure(
        name=first.figure,
        value=first.value,
        unit=first.unit,
        as_of=first.as_of,
        readings=readings,
        agreement=agreement,
        sources=tuple(one.source for one in readings),
    )


def origin(source: str, provenance: Provenance = "recorded", *published: Published) -> Origin:
    return Origin(
        source=source,
        cite=source.title(),
        title="figures",
        page=f"https://{source}.example.org/",
        fetched_at=AT,
        url=f"https://{source}.example.org/",
        sha256="0" * 64,
        provenance=provenance,
        published=published,
    )


def ledger(
    *figures: Figure,
    series: Mapping[str, Series] | None = None,
    origins: Sequence[Origin] = (),
    gaps: Sequence[Gap] = (),
    items: Sequence[Item] = (),
    before: Told | None = None,
) -> Ledger:
    sources = {source for each in figures for source in each.sources} | {each.source for each in items}
    known = {each.source: each for each in origins}
    snapshot = Snapshot(
        day=TODAY,
        as_of=AT,
        provenance="recorded",
        origins={source: known.get(source) or origin(source) for source in sorted(sources)},
        figures={each.name: each for each in figures},
        gaps=tuple(gaps),
        items=tuple(items),
        before=before,
    )
    return Ledger(snapshot, series or {})


def item(title: str, at: date, topic: str = "calendar.bls", *amounts: Reading, link: str = "", **detail: str) -> Item:
    """Something published, or due, at an instant or on a day."""
    source = topic.rpartition(".")[2]
    return Item(
        topic=topic,
        title=title,
        outlet=source.upper(),
        at=at,
        link=link,
        source=source,
        url=f"https://{source}.example.org/",
        fetched_at=AT,
        sha256="0" * 64,
        path=f"entry[{title}]",
        amounts=amounts,
        detail=detail,
    )


def before(*watched: Watched, at: datetime = AT - timedelta(days=1), **told: object) -> Told:
    """What the edition of the day before told."""
    fields = {"edition": f"{at.date()}-brief", "as_of": at, "known": at, "watched": watched, **told}
    return Told.model_validate(fields)


def daily(name: str, *values: str, last: date = TODAY - timedelta(days=1), source: str = "one") -> Series:
    """One value a day, the last one on `last`."""
    first = last - timedelta(days=len(values) - 1)
    points = tuple(
        Point(day=first + timedelta(days=n), value=Decimal(value), source=source, known=AT - timedelta(hours=1))
        for n, value in enumerate(values)
    )
    return Series(name=name, points=points)
