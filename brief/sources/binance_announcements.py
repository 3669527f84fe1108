"""Binance's announcements by their titles: one catalog, as new listings.

Written from a recorded excerpt (June 2025, one article) of an address that Binance does not document:
`https://www.binance.com/bapi/composite/v1/public/cms/article/list/query`, no key. A catalog has `articles` with
`title`, `releaseDate` (milliseconds) and `code`, from which the page's address is made. May be blocked by region.
Options: `catalog` (its id; 48 new listings, 49 news, 161 delisting), `about`, `skip`: words of a title.
"""

from collections.abc import Sequence

from brief.models import Item, Night, Payload, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._told import told
from brief.sources._venue import announced

URL = "https://www.binance.com/bapi/composite/v1/public/cms/article/list/query?type=1&pageNo=1&pageSize=20&catalogId="
PAGE = "https://www.binance.com/en/support/announcement/"


def requests(night: Night) -> list[Request]:
    """The newest twenty of the catalog."""
    return [Request(url=f"{URL}{night.options['catalog']}", headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`exchanges.binance`, newest first."""
    top = read_json(payloads[0])
    refuse_error(top, "code", "message", fine=("000000",))
    rows = {f"{row.path}/title": row for catalog in top["data"]["catalogs"] for row in catalog["articles"]}
    listed = announced(rows.values(), night, "binance", "Binance", title="title", at=["releaseDate"], link="")
    return [item.model_copy(update={"link": _page(rows[item.path])}) for item in listed]


def _page(row: Place) -> str:
    code = told(row, "code")
    return f"{PAGE}{code}" if code.isalnum() else PAGE
