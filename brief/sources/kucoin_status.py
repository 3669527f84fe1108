"""KuCoin's word on itself: open, closed, or taking cancellations only.

Written from the documentation's sample of `https://api.kucoin.com/api/v1/status`, no key: `{"status": "open"}`.
"""

from collections.abc import Sequence

from brief.errors import Refused
from brief.models import Item, Night, Payload, Request
from brief.sources._json import read_json, refuse_error
from brief.sources._told import told

URL = "https://api.kucoin.com/api/v1/status"
PAGE = "https://www.kucoin.com/announcement/maintenance-updates"
OPEN = "open"
MODES = {"close": "Trading is closed", "cancelonly": "Trading takes cancellations only"}


def requests(night: Night) -> list[Request]:
    """The status, once."""
    return [Request(url=URL, headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`status.kucoin`: nothing where it is open; else the mode, and what the venue says of it."""
    payload = payloads[0]
    top = read_json(payload)
    refuse_error(top, "code", "msg", fine=("200000",), busy=("429000",))
    status = top["data"]["status"]
    if status.text() == OPEN:
        return []
    if status.text() not in MODES:
        raise Refused(f"{payload.source} gave a status we do not know: {status.text()!r:.40}.")
    said = told(top["data"], "msg")
    title = f"{MODES[status.text()]}: {said}" if said else MODES[status.text()]
    at, path = payload.fetched_at, status.path
    return [payload.item("status.kucoin", title, "KuCoin", at, path, link=PAGE, detail={"kind": "page"})]
