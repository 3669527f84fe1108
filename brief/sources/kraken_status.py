"""Kraken's own word on its trading engine: online, or in which mode.

Written from the documentation's sample of `https://api.kraken.com/0/public/SystemStatus`, no key. `status` is `online`,
`maintenance`, `cancel_only`, `post_only` or `limit_only`; of `upcoming_maintenance` and `emergency` (lists) only empty
ones were seen: what is in them is not read, that an emergency notice stands there is told.
"""

from collections.abc import Sequence

from brief.errors import Refused
from brief.models import Item, Night, Payload, Request
from brief.sources._json import Place, read_json, short
from brief.sources._plain import plain

URL = "https://api.kraken.com/0/public/SystemStatus"
PAGE = "https://status.kraken.com/"
TOPIC = "status.kraken"
OUTLET = "Kraken"
ONLINE = "online"
MODES = {
    "maintenance": "Trading engine in maintenance",
    "cancel_only": "Trading engine takes cancellations only",
    "post_only": "Trading engine takes post-only orders only",
    "limit_only": "Trading engine takes limit orders only",
}


def requests(night: Night) -> list[Request]:
    """The status, once."""
    return [Request(url=URL, headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`status.kraken`: nothing where it is online and no emergency is told."""
    top = read_json(payloads[0])
    if told := [error.text() for error in top["error"]]:
        raise Refused(f"{payloads[0].source} answered with an error: {short(told[0])}.")
    found, status = [], top["result"]["status"]
    if status.text() != ONLINE:
        other = f"Trading engine is {plain(status.text()) or 'in no state'}"
        found.append(_item(status, MODES.get(status.text(), other), top))
    emergency = top["result"].get("emergency")
    if emergency is not None and emergency.value:
        found.append(_item(emergency, "Emergency notice by its trading engine", top))
    return found


def _item(place: Place, title: str, top: Place) -> Item:
    at, payload = top["result"]["timestamp"].iso(), place.payload
    return payload.item(TOPIC, title, OUTLET, at, place.path, link=PAGE, detail={"kind": "page"})
