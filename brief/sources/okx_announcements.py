"""OKX's announcements by their titles: listings, delistings, upgrades.

Written from the documentation's sample (October 2025) of `https://www.okx.com/api/v5/support/announcements`, no key,
and from an older one (2024) in a client's tests. Twenty a page, the newest page is asked for; the language goes by the
request. Times are milliseconds in strings: `businessPTime` is when it holds and is absent in the older sample, `pTime`
when it was published, which is taken. Error 50011 comes with status 200. Options `about`, `skip`: words of a title.
"""

from collections.abc import Sequence

from brief.models import Item, Night, Payload, Request
from brief.sources._json import read_json, refuse_error
from brief.sources._venue import announced

URL = "https://www.okx.com/api/v5/support/announcements?page=1"


def requests(night: Night) -> list[Request]:
    """The newest page, in English."""
    return [Request(url=URL, headers={"Accept": "application/json", "Accept-Language": "en-US"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`exchanges.okx`, newest first."""
    top = read_json(payloads[0])
    refuse_error(top, "code", "msg", busy=("50011", "50001"))
    rows = [row for page in top["data"] for row in page["details"]]
    return announced(rows, night, "okx", "OKX", title="title", at=["pTime"], link="url")
