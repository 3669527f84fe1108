"""Which day of something today is, counted from a date kept by hand: a shutdown, beside the longest before it.

Owns how days are counted: in New York's days, the first one is day 1, and a day that has begun counts. So the longest
shutdown of 2018-19, which lasted 34 full days and ended on the evening of the next, ended on its 35th day, and a later
one equals it from the morning of its own 35th. Refuses a day before the first and after the last.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from brief.models import Figure, Origin, Published
from brief.models.blocks.money import CountLine
from brief.models.counted import Count, Longest
from brief.story.ledger import Ledger

NEW_YORK = ZoneInfo("America/New_York")


def count_lines(ledger: Ledger, counts: tuple[Count, ...]) -> tuple[CountLine, ...]:
    """A line for each that goes on."""
    today = ledger.snapshot.as_of.astimezone(NEW_YORK).date()
    going_on = (one for one in counts if one.since <= today and (one.until is None or today <= one.until))
    return tuple(_line(ledger, one, today) for one in going_on)


def _line(ledger: Ledger, count: Count, today: date) -> CountLine:
    origin = _origin(ledger, count)
    longest = count.longest
    return CountLine(
        name=count.name,
        what=count.what,
        on=today,
        since=count.since,
        day=_days(ledger, f"counts.{count.id}.day", {"since": count.since}, today, origin),
        longest=_longest(ledger, count.id, longest, origin) if longest else None,
        ended=longest.last if longest else None,
        origin=origin,
    )


def _longest(ledger: Ledger, id_: str, longest: Longest, origin: Origin) -> Figure:
    kept = {"longest.first": longest.first, "longest.last": longest.last}
    return _days(ledger, f"counts.{id_}.longest", kept, longest.last, origin)


def _days(ledger: Ledger, name: str, kept: Mapping[str, date], last: date, origin: Origin) -> Figure:
    """The days from the first of the `kept` dates to `last`; its receipt names where those stand."""
    first, entry = next(iter(kept.values())), name.split(".")[1]
    return ledger.derive(
        name,
        Decimal((last - first).days + 1),
        "days",
        last,
        formula=f'count_days("{first.isoformat()}", "{last.isoformat()}"); both counted',
        inputs=(f"counts.yaml[{entry}.{place}] = {day.isoformat()}" for place, day in kept.items()),
        sources=(origin.source,),
    )


def _origin(ledger: Ledger, count: Count) -> Origin:
    """Who says when it began and how long the longest was: what its footnote names."""
    told = {count.source: count.publication}
    if count.longest:
        told.setdefault(count.longest.source, count.longest.publication)
    figures = (f"counts.{count.id}.*",)
    return Origin(
        source=f"count-{count.id}",
        cite=count.publication,
        title=f"{count.name}, days counted from dates kept by hand",
        page=count.source,
        fetched_at=ledger.snapshot.as_of,
        url=count.source,
        sha256="",
        provenance="by hand",
        published=tuple(Published(figures=figures, publication=who, url=url) for url, who in told.items()),
    )
