"""The Federal Register: rules, proposed rules and notices of the agencies that watch over this market, by their titles.

Written from two recorded answers (July and September 2026; one a page put together of real documents, two of its four
rows said to be synthetic) of `https://www.federalregister.gov/api/v1/documents.json`, no key. Traps: `results` is
absent where `count` is 0; dates are days (published at 08:45 in New York); `type`, `action`, `agencies` and
`comments_close_on` may be null or not be there, an agency may lack its `name`.

Options: `agencies` (their slugs), `days` (how far back is asked, 30), `about`, `skip`: words of a title.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from urllib.parse import urlencode

from brief.models import Item, Night, Payload, Request
from brief.models.phrases import is_wanted
from brief.sources._amounts import amounts
from brief.sources._json import Place, read_json
from brief.sources._told import address, titled, told

API = "https://www.federalregister.gov/api/v1/documents.json"
TOPIC = "regulation.us.register"
OUTLET = "Federal Register"
FIELDS = ("document_number", "title", "type", "action", "publication_date", "comments_close_on", "html_url", "agencies")
DAYS, ROWS = 30, 100


def requests(night: Night) -> list[Request]:
    """One page of what these agencies published, newest first."""
    since = night.day - timedelta(days=int(night.options.get("days", DAYS)))
    asked = [("conditions[agencies][]", slug) for slug in night.options["agencies"]]
    asked += [("conditions[publication_date][gte]", since.isoformat()), ("order", "newest"), ("per_page", str(ROWS))]
    asked += [("fields[]", field) for field in FIELDS]
    return [Request(url=f"{API}?{urlencode(asked)}", headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`regulation.us.register`, newest first."""
    top = read_json(payloads[0])
    if top["count"].decimal() == 0:
        return []
    rows = titled(top["results"], "title")
    found = [_item(row, title) for row, title in rows if is_wanted(title, night.options)]
    return sorted(found, key=lambda item: item.at, reverse=True)


def _item(row: Place, title: str) -> Item:
    at, path = row["publication_date"].day(), f"{row.path}/title"
    kept = {
        "type": told(row, "type") or told(row, "subtype"),
        "action": told(row, "action").rstrip("."),
        "agencies": ", ".join(_agencies(row)),
        "comments_until": told(row, "comments_close_on"),
    }
    detail = {name: text for name, text in kept.items() if text}
    sums = amounts(row.payload, title, at, path, OUTLET)
    return row.payload.item(TOPIC, title, OUTLET, at, path, link=address(row, "html_url"), amounts=sums, detail=detail)


def _agencies(row: Place) -> Iterator[str]:
    listed = row.get("agencies")
    for agency in listed if listed is not None and not listed.is_null else ():
        if name := told(agency, "name") or told(agency, "raw_name"):
            yield name
