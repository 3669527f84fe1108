"""Hong Kong's Securities and Futures Commission: its news by their titles.

Written from one row of an answer (February 2026) of `https://apps.sfc.hk/edistributionWeb/api/news/search`, which the
SFC does not document; asked by POST, without a key, and without `lang` it answers 500. `issueDate` has no zone and is
Hong Kong's; the page's address is made of `newsRefNo`. Options `about`, `skip`: words of a title.
"""

import json
import re
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from brief.models import Item, Night, Payload, Request
from brief.models.phrases import is_wanted
from brief.sources._amounts import amounts
from brief.sources._json import Place, read_json
from brief.sources._told import told

URL = "https://apps.sfc.hk/edistributionWeb/api/news/search"
PAGE = "https://apps.sfc.hk/edistributionWeb/gateway/EN/news-and-announcements/news/"
TOPIC = "regulation.hk.sfc"
OUTLET = "SFC"
HONG_KONG = ZoneInfo("Asia/Hong_Kong")
ROWS = 50
_NUMBER = re.compile(r"\d{2}PR\d+", re.ASCII)


def requests(night: Night) -> list[Request]:
    """The newest of the night's year."""
    asked = {
        "lang": "EN",
        "category": "all",
        "year": night.day.year,
        "month": "all",
        "pageNo": 0,
        "pageSize": ROWS,
        "sort": {"field": "issueDate", "order": "desc"},
    }
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    return [Request(url=URL, method="POST", headers=headers, body=json.dumps(asked))]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`regulation.hk.sfc`, newest first."""
    found = [item for row in read_json(payloads[0])["items"] for item in _items(row, night)]
    return sorted(found, key=lambda item: item.at, reverse=True)


def _items(row: Place, night: Night) -> Iterator[Item]:
    title, number = told(row, "title"), told(row, "newsRefNo")
    if not title or not is_wanted(title, night.options):
        return
    at, path = row["issueDate"].local_iso(HONG_KONG), f"{row.path}/title"
    link = f"{PAGE}doc?refNo={number}" if _NUMBER.fullmatch(number) else PAGE
    sums = amounts(row.payload, title, at, path, OUTLET)
    yield row.payload.item(TOPIC, title, OUTLET, at, path, link=link, amounts=sums)
