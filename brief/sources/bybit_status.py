"""Bybit's maintenance windows: open ones, and those of the next three days.

Written from the documentation's sample of `https://api.bybit.com/v5/system/status`, no key; its windows are completed.
Times are milliseconds in strings; `env` 1 is the real market, 2 the demo one, which is not read. US hosts get 403.
"""

from collections.abc import Sequence

from brief.models import Item, Night, Payload, Request
from brief.sources._json import read_json, refuse_error
from brief.sources._venue import windows

URL = "https://api.bybit.com/v5/system/status"
PAGE = "https://www.bybit.com/en/announcement-info/system-maintenance/"
REAL = 1


def requests(night: Night) -> list[Request]:
    """The windows, once."""
    return [Request(url=URL, headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`status.bybit` and `calendar.bybit`."""
    top = read_json(payloads[0])
    refuse_error(top, "retCode", "retMsg", busy=("10006", "10016", "10018"))
    rows = (row for row in top["result"]["list"] if row["env"].decimal() == REAL)
    return list(windows(rows, night, "bybit", "Bybit", PAGE, over=("completed", "canceled"), due="scheduled"))
