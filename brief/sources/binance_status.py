"""Binance's word on itself: normal, or in maintenance.

Written from the documentation's sample of `https://api.binance.com/sapi/v1/system/status` (no key in practice):
`{"status": 0, "msg": "normal"}`, 1 for maintenance. The host answers 451 from the United States.
"""

from collections.abc import Sequence

from brief.errors import Refused
from brief.models import Item, Night, Payload, Request
from brief.sources._json import read_json

URL = "https://api.binance.com/sapi/v1/system/status"
PAGE = "https://www.binance.com/en/support/announcement/list/157"
NORMAL, IN_MAINTENANCE = 0, 1


def requests(night: Night) -> list[Request]:
    """The status, once."""
    return [Request(url=URL, headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`status.binance`: nothing where all is normal."""
    payload = payloads[0]
    status = read_json(payload)["status"]
    if status.decimal() == NORMAL:
        return []
    if status.decimal() != IN_MAINTENANCE:
        raise Refused(f"{payload.source} gave a status we do not know: {status.value!r:.40}.")
    detail = {"kind": "page"}
    at, path = payload.fetched_at, status.path
    return [payload.item("status.binance", "System maintenance", "Binance", at, path, link=PAGE, detail=detail)]
