"""A venue's status page run by Atlassian Statuspage: open incidents, and the maintenance of the next three days.

Written from two recorded answers of other companies (Cloudflare's `summary.json`, trimmed, August 2026, and the
`status.json` of a healthy page): no page of a venue was recorded, the software is the same. No key. Traps:

* `incidents` of the summary holds the unresolved ones only; `[]` is the good news.
* A page may say "Minor Service Outage" without an incident: then that is what is open, as the page words it.
* `page.updated_at` moves with incidents, not with time: it is never taken for freshness.
* Kraken lists some 830 components, Coinbase 174: components are not read.
* A page that another software serves under the same address lacks `incidents`, and is refused.

Options: `page` (its address), `venue` (the second part of the topics `status.` and `calendar.`), `outlet` (its name).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from brief.models import Item, Night, Payload, Request
from brief.sources._json import Place, read_json
from brief.sources._plain import plain
from brief.sources._told import address, told
from brief.sources._venue import AHEAD

FINE, BEING_SERVICED = "none", "maintenance"
UNDER_WAY = ("in_progress", "verifying")


def requests(night: Night) -> list[Request]:
    """The page's summary, once."""
    return [Request(url=f"{night.options['page']}/api/v2/summary.json", headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`status.VENUE`: what is open; `calendar.VENUE`: maintenance that begins within 72 hours."""
    top = read_json(payloads[0])
    indicator = top["status"]["indicator"].text()
    incidents = [_incident(row, night) for row in top["incidents"]]
    found = [*incidents, *_maintenance(top["scheduled_maintenances"], night)]
    if indicator not in (FINE, BEING_SERVICED) and not incidents:
        found.append(_said_at_the_top(top["status"], night))
    return found


def _incident(row: Place, night: Night) -> Item:
    started = row.get("started_at")
    at = (row["created_at"] if started is None or started.is_null else started).iso()
    detail = {"kind": "incident", "status": plain(row["status"].text()), "impact": plain(row["impact"].text())}
    return _item(row, "status", at, told(row, "name") or "an incident without a name", night, detail)


def _maintenance(rows: Place, night: Night) -> Iterator[Item]:
    for row in rows:
        begin, until, title = row["scheduled_for"].iso(), row["scheduled_until"].iso(), told(row, "name")
        state = plain(row["status"].text())
        detail = {"kind": "maintenance", "status": state, "until": f"{until:%Y-%m-%dT%H:%MZ}"}
        if state in UNDER_WAY:
            yield _item(row, "status", begin, title or "maintenance without a name", night, detail)
        elif title and night.at < begin <= night.at + AHEAD:
            yield _item(row, "calendar", begin, title, night, detail)


def _item(row: Place, topic: str, at: datetime, title: str, night: Night, detail: dict[str, str]) -> Item:
    venue, outlet = night.options["venue"], night.options["outlet"]
    link = address(row, "shortlink") or night.options["page"]
    return row.payload.item(f"{topic}.{venue}", title, outlet, at, f"{row.path}/name", link=link, detail=detail)


def _said_at_the_top(status: Place, night: Night) -> Item:
    """What the page says of itself, without a beginning: as of now."""
    payload, options = status.payload, night.options
    indicator = plain(status["indicator"].text())
    title = told(status, "description") or indicator or "a state without a name"
    topic, detail = f"status.{options['venue']}", {"kind": "page", "status": indicator}
    path = f"{status.path}/description"
    return payload.item(topic, title, options["outlet"], payload.fetched_at, path, link=options["page"], detail=detail)
