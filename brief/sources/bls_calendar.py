"""The release calendar of the Bureau of Labor Statistics: jobs, consumer prices and the rest of the coming week.

Written from a recorded answer (September 2026, fifteen of the year's events) of
`https://www.bls.gov/schedule/news_release/bls.ics`, no key: one iCalendar file, past and future, which icalendar reads.
Traps:

* `DTSTART;TZID=US-Eastern:20261002T083000` names a zone that only the file itself defines; it is New York. A time in a
  zone that nobody knows is no time, and its event is left out; one without a zone is in that of the file. A day without
  an hour stays one.
* Events last `PT0M`; commas in texts are escaped; three blank lines stand behind the zone.
* Some are refused with HTTP 403: the Bureau wants to know who asks, with an address.

The title is the release's own name ("Employment Situation"), detail `kind` is statistic. Refuses a file that stops
before its `END:VCALENDAR`, and one that ends before the night.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import icalendar
from icalendar.prop import vDDDTypes, vText

from brief.errors import Refused
from brief.models import Item, Night, Payload, Request
from brief.sources._due import EASTERN, coming
from brief.sources._page import refuse_web_page
from brief.sources._plain import plain

URL = "https://www.bls.gov/schedule/news_release/bls.ics"
TOPIC = "calendar.bls"
OUTLET = "BLS"
THEIRS = "US-Eastern"


def requests(night: Night) -> list[Request]:
    """The year's calendar: it cannot be asked in parts."""
    return [Request(url=URL, headers={"Accept": "text/calendar, */*;q=0.5"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`calendar.bls`: what was due in the last three days, is due today or in the seven after."""
    payload = payloads[0]
    return coming(payload, [item for event in _events(payload) for item in _items(payload, event)], night)


def _events(payload: Payload) -> list[icalendar.Component]:
    refuse_web_page(payload)
    if not payload.body.strip():
        raise Refused(f"{payload.source} sent an empty answer.")
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # forgets the zones of files read before: what is read in one must not hang on another
    try:
        return icalendar.Calendar.from_ical(payload.body).walk("VEVENT")
    except (ValueError, AttributeError, LookupError, TypeError) as broken:  # what icalendar stumbles over, it lets fly
        said = " ".join(str(broken).split())[:100].rstrip(".")
        raise Refused(f"{payload.source} sent a calendar that is cut off or broken ({said}).") from None


def _items(payload: Payload, event: icalendar.Component) -> Iterator[Item]:
    """The event's item; none where its name, its id or its time is missing, given twice or not to be read."""
    name, own, start = event.get("SUMMARY"), event.get("UID"), event.get("DTSTART")
    if not isinstance(name, vText) or not isinstance(own, vText) or not isinstance(start, vDDDTypes):
        return
    title, uid, at = plain(name), plain(own), _at(start)
    if title and uid and at is not None:
        yield payload.item(TOPIC, title, OUTLET, at, f"event[{uid}]/SUMMARY", detail={"kind": "statistic"})


def _at(start: vDDDTypes) -> date | None:
    told = start.dt
    if not isinstance(told, datetime):
        return told if isinstance(told, date) else None
    zone = start.params.get("TZID", "" if told.tzinfo else THEIRS)
    if zone == THEIRS:
        told = told.replace(tzinfo=EASTERN)
    return told.astimezone(UTC) if told.tzinfo else None
