"""What trading venues say of themselves: announcements told by their titles, and windows of maintenance with a state.

Owns the sorting of windows: one that is open is of `status.VENUE`, one of the coming days of `calendar.VENUE`, a past
one is nothing. Refuses no unknown state in silence: it is told as open, under the name the venue gives it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from brief.errors import Refused
from brief.models import Item, Night
from brief.models.phrases import is_wanted
from brief.sources._amounts import amounts
from brief.sources._json import Place
from brief.sources._plain import plain
from brief.sources._told import address, told

AHEAD = timedelta(hours=72)
"""A window that begins later is no news yet."""


def announced(
    rows: Iterable[Place], night: Night, venue: str, outlet: str, *, title: str, at: Sequence[str], link: str
) -> list[Item]:
    """`exchanges.VENUE`: each row's title, newest first. `at` names the keys of its time (milliseconds), best first."""
    found, unread, read = [], None, False
    for row in rows:
        text, when = told(row, title), _millis(row, at)
        if not text or when is None:
            unread = row
            continue
        read = True
        if not is_wanted(text, night.options):
            continue
        path = f"{row.path}/{title}"
        sums = amounts(row.payload, text, when, path, outlet)
        found.append(
            row.payload.item(f"exchanges.{venue}", text, outlet, when, path, link=address(row, link), amounts=sums)
        )
    if unread and not read:  # or the night would say that there is nothing new
        raise Refused(f"{unread.payload.source} sent a list without one row that has a title and a time we can read.")
    return sorted(found, key=lambda item: item.at, reverse=True)


def _millis(row: Place, keys: Sequence[str]) -> datetime | None:
    """The first of these times that the row has; a row without a time was published nobody knows when."""
    places = (row.get(key) for key in keys)
    return next((place.millis() for place in places if place is not None and not place.is_null), None)


def windows(
    rows: Iterable[Place], night: Night, venue: str, outlet: str, page: str, *, over: Sequence[str], due: str
) -> Iterator[Item]:
    """Maintenance by `state`, `begin` and `end` (milliseconds): `due` is the state before it, `over` those after."""
    for row in rows:
        title, state = told(row, "title"), row["state"].text()
        begin = row["begin"].millis()
        if not title or state in over:
            continue
        topic = "calendar" if state == due else "status"
        if topic == "calendar" and not night.at < begin <= night.at + AHEAD:
            continue
        until = _millis(row, ["end"])
        told_until = {"until": f"{until:%Y-%m-%dT%H:%MZ}"} if until else {}
        detail = {"kind": "maintenance", "status": plain(state), **told_until}
        link = address(row, "href") or page
        yield row.payload.item(f"{topic}.{venue}", title, outlet, begin, f"{row.path}/title", link=link, detail=detail)
