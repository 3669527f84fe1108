"""The Federal Reserve's calendar: meetings, minutes, Beige Books, speeches, testimony, statistics of the coming week.

Written from two recorded answers (May and September 2026, each a part of the file of half a megabyte) of
`https://www.federalreserve.gov/json/calendar.json`, no key. Two lists, `events` and `announcement` (closed offices; not
read). The bytes begin with a BOM. Traps of an event:

* `month` is "2026-05", and "" in old rows, whose day cannot be known; `days` is "28" or a list, "3, 10, 17, 24, 31". A
  row of several days is one item of the first that is to come; later ones of the same week stand in detail `also`.
* `time` is "2:00 p.m." in New York, or "": then the item has a day and no hour.
* A meeting of two days is one row on its last day, when the decision comes; its description says so.
* Texts are HTML that was escaped once more (`&lt;p&gt;`, `&#10;`), with blanks at their ends.
* `type` may be absent: a row `{}` stands in the recording. Only the five types below are read; holidays, conferences
  and the Board's own events are none.

Detail `kind` is fomc, minutes, beige-book, speech, testimony or statistic; `about` is the row's own description.
Testimony was not among the recorded rows, its type is from the contract. Refuses a calendar that ends before the night.
"""

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date

from brief.models import Item, Night, Payload, Request, day_of, instant_of
from brief.sources._due import at_eastern, coming
from brief.sources._json import Place, read_json
from brief.sources._plain import plain
from brief.sources._told import address, told

URL = "https://www.federalreserve.gov/json/calendar.json"
TOPIC = "calendar.fed"
OUTLET = "Federal Reserve"
KINDS = {"FOMC": "fomc", "Beige": "beige-book", "Speeches": "speech", "Testimony": "testimony", "Stat": "statistic"}
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


def requests(night: Night) -> list[Request]:
    """The whole calendar: it cannot be asked in parts."""
    return [Request(url=URL, headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`calendar.fed`: what was due in the last three days, is due today or in the seven after."""
    payload = payloads[0]
    due = [item for row in read_json(payload)["events"] for item in _items(row)]
    return _one_a_row(coming(payload, due, night), night)


def _items(row: Place) -> Iterator[Item]:
    """A row's item on each of its days; none of a row of another type, without a title or without a day."""
    kind, title = KINDS.get(told(row, "type"), ""), _text(row, "title")
    if not kind or not title:
        return
    if kind == "fomc" and "minutes" in title.lower():
        kind = "minutes"
    about = _text(row, "description")
    detail = {"kind": kind, **({"about": about} if about else {})}
    for day in _days(told(row, "month"), told(row, "days")):
        at = at_eastern(day, told(row, "time"))
        link = address(row, "link")
        yield row.payload.item(TOPIC, title, OUTLET, at, f"{row.path}/title", link=link, detail=detail)


def _text(row: Place, key: str) -> str:
    """The text under `key`, from which both escapings are taken."""
    found = row.get(key)
    return plain(html.unescape(found.value)) if found is not None and isinstance(found.value, str) else ""


def _days(month: str, days: str) -> Iterator[date]:
    found = _MONTH.fullmatch(month)
    for number in re.findall(r"[0-9]+", days) if found else ():
        try:
            yield date(int(month[:4]), int(month[5:]), int(number))
        except (ValueError, OverflowError):  # a 31st of June is nobody's day, nor is one of twenty digits
            continue


def _one_a_row(items_: Sequence[Item], night: Night) -> list[Item]:
    """One item a row, since it stands in one place: of its next day, with later ones in its detail, or its last."""
    rows: dict[str, list[Item]] = {}
    for item in items_:
        rows.setdefault(item.path, []).append(item)
    return sorted((_next(row, night) for row in rows.values()), key=lambda item: instant_of(item.at))


def _next(row: Sequence[Item], night: Night) -> Item:
    ahead = [item for item in row if day_of(item.at) >= night.day]
    if not ahead:
        return row[-1]
    first, *later = ahead
    also = ", ".join(day_of(item.at).isoformat() for item in later)
    return first.model_copy(update={"detail": {**first.detail, "also": also}}) if also else first
