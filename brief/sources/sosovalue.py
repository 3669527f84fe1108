"""US spot fund flows by session, from SoSoValue. Written from its documentation; no answer was ever recorded.

`GET https://openapi.sosovalue.com/openapi/v1/etfs/summary-history?symbol=BTC&country_code=US&limit=30`, key in the
header `x-soso-api-key`, 20 calls a minute. US dollars. The documentation prints a bare list, clients see it inside
`{code, message, data}`: both are read. SoSoValue counts for itself, so it can differ from Farside. It has no word for a
session that is still open, so a row of the night's own UTC day is never read.
"""

from collections.abc import Sequence

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._funds import wanted_asset
from brief.sources._json import read_json, refuse_error

BUSY = ("429", "42901", "RATE_LIMITED")


def requests(night: Night) -> list[Request]:
    """The newest sessions of the asset, `limit` of them (the vendor gives at most 300, one month back)."""
    asset = wanted_asset(night)
    query = f"symbol={asset.upper()}&country_code=US&limit={night.options.get('limit', 30)}"
    return [Request(url=f"https://openapi.sosovalue.com/openapi/v1/etfs/summary-history?{query}", tag=asset)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """One reading a session: `etf.ASSET.net`. A session without a number gives none."""
    asset = wanted_asset(night)
    answer = read_json(payloads[0])
    refuse_error(answer, "code", "message", busy=BUSY)
    rows = answer["data"] if isinstance(answer.value, dict) else answer
    readings = []
    for row in rows:
        day, flow = row["date"].day(), row.get("total_net_inflow")
        if flow is not None and not flow.is_null and day < night.at.date():
            readings.append(flow.reading(f"etf.{asset}.net", "usd", day))
    if not readings:
        raise Refused(f"{answer.payload.source} sent no session with a net flow before {night.at.date()}.")
    return readings
