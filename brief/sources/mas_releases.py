"""Singapore's Monetary Authority: its media releases by their titles.

Never seen: written from a description of `https://www.mas.gov.sg/api/v1/search` (a Solr index), so the source is off
until somebody has tried it. Whoever does not look like a browser is said to get a page "Maintenance" with status 200,
which is refused as a web page: the block is respected. `mas_date_tdt` is said to be an instant in UTC, `page_url_s` a
path of the site. Options `about`, `skip`: words of a title.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from brief.models import Item, Night, Payload, Request
from brief.models.phrases import is_wanted
from brief.sources._amounts import amounts
from brief.sources._json import Place, read_json
from brief.sources._told import address, titled

API = "https://www.mas.gov.sg/api/v1/search"
SITE = "https://www.mas.gov.sg/"
TOPIC = "regulation.sg.mas"
OUTLET = "MAS"
ROWS = 15


def requests(night: Night) -> list[Request]:
    """The newest media releases."""
    asked = [("q", "*:*"), ("fq", 'mas_contenttype_s:"Media Releases"'), ("sort", "mas_date_tdt desc")]
    asked += [("rows", str(ROWS)), ("json.nl", "map")]
    return [Request(url=f"{API}?{urlencode(asked)}", headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`regulation.sg.mas`, newest first."""
    rows = titled(read_json(payloads[0])["response"]["docs"], "document_title_string_s")
    found = [_item(row, title) for row, title in rows if is_wanted(title, night.options)]
    return sorted(found, key=lambda item: item.at, reverse=True)


def _item(row: Place, title: str) -> Item:
    at, path = row["mas_date_tdt"].iso(), f"{row.path}/document_title_string_s"
    link = address(row, "page_url_s", SITE)
    return row.payload.item(
        TOPIC, title, OUTLET, at, path, link=link, amounts=amounts(row.payload, title, at, path, OUTLET)
    )
