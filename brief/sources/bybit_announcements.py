"""Bybit's announcements by their titles.

Written from the documentation's sample of `https://api.bybit.com/v5/announcements/index`, no key. A row's
`dateTimestamp` (milliseconds) is in the sample; the documented `publishTime` is not, and is taken first where it is.
US hosts get 403. Options `about`, `skip`: words of a title.
"""

from collections.abc import Sequence

from brief.models import Item, Night, Payload, Request
from brief.sources._json import read_json, refuse_error
from brief.sources._venue import announced

URL = "https://api.bybit.com/v5/announcements/index?locale=en-US&limit=20"


def requests(night: Night) -> list[Request]:
    """The newest twenty, in English."""
    return [Request(url=URL, headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`exchanges.bybit`, newest first."""
    top = read_json(payloads[0])
    refuse_error(top, "retCode", "retMsg", busy=("10006", "10016", "10018"))
    rows = list(top["result"]["list"])
    return announced(rows, night, "bybit", "Bybit", title="title", at=["publishTime", "dateTimestamp"], link="url")
