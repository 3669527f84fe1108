"""OKX's maintenance windows: open ones, and those of the next three days.

Written from the documentation's sample of `https://www.okx.com/api/v5/system/status`, no key; by default it lists what
is scheduled, ongoing or pre-open, the sample has a completed one. Times are milliseconds in strings, a missing text is
"". `env` 1 is the real market, 2 the demo one, which is not read. Error 50011 comes with status 200.
"""

from collections.abc import Sequence

from brief.models import Item, Night, Payload, Request
from brief.sources._json import read_json, refuse_error
from brief.sources._venue import windows

URL = "https://www.okx.com/api/v5/system/status"
PAGE = "https://www.okx.com/status"
REAL = "1"


def requests(night: Night) -> list[Request]:
    """The windows, once."""
    return [Request(url=URL, headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`status.okx` and `calendar.okx`."""
    top = read_json(payloads[0])
    refuse_error(top, "code", "msg", busy=("50011", "50001"))
    rows = (row for row in top["data"] if row["env"].text() == REAL)
    return list(windows(rows, night, "okx", "OKX", PAGE, over=("completed", "canceled"), due="scheduled"))
