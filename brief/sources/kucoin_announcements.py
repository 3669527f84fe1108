"""KuCoin's announcements by their titles.

Written from the documentation's sample (October 2024) of `https://api.kucoin.com/api/v3/announcements`, no key:
`annTitle`, `cTime` in milliseconds, `annUrl`. The newer address `/api/ua/v1/market/announcement` was recorded in a
client's tests (fourteen rows, with bytes of Windows-1252 in it): there the fields are `title`, `releaseTime` and
`url`, and both are read. Titles hold zero-width spaces. Options `about`, `skip`: words of a title.
"""

from collections.abc import Sequence

from brief.models import Item, Night, Payload, Request
from brief.sources._json import read_json, refuse_error
from brief.sources._venue import announced

URL = "https://api.kucoin.com/api/v3/announcements?annType=latest-announcements&lang=en_US&pageSize=50"


def requests(night: Night) -> list[Request]:
    """The newest fifty, in English."""
    return [Request(url=URL, headers={"Accept": "application/json"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`exchanges.kucoin`, newest first."""
    top = read_json(payloads[0])
    refuse_error(top, "code", "msg", fine=("200000",), busy=("429000",))
    data = top["data"]
    newer = data.get("list")
    if newer is not None:
        return announced(newer, night, "kucoin", "KuCoin", title="title", at=["releaseTime"], link="url")
    return announced(data["items"], night, "kucoin", "KuCoin", title="annTitle", at=["cTime"], link="annUrl")
