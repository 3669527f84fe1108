"""What bitcoin's short-term holders paid on average, from BGeometrics. Written from one recorded answer, quoted by
somebody without what may have stood beside its three fields.

`GET https://bitcoin-data.com/v1/sth-realized-price/last`, no key: 10 calls an hour and 15 a day, so one a night. The
answer is an object, or a list of such rows; every value is a string, `""` where it is not known; `d` is the day,
`unixTs` its midnight in seconds. **What is free ends about seven days back**, so every figure must be told with its
day. Which coins are a short-term holder's is the vendor's to say.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._prices import due_amount, refuse_told

LAST = "https://bitcoin-data.com/v1/sth-realized-price/last"


def requests(night: Night) -> list[Request]:
    """One call."""
    return [Request(url=LAST)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`onchain.btc.sth_cost`, in dollars, as of its day."""
    answer = read_json(payloads[0])
    refuse_told(answer.get("error") or answer.get("message"))
    rows = list(answer) if isinstance(answer.value, list) else [answer]
    readings = [_row(row) for row in rows if not row["sthRealizedPrice"].is_null]
    if not readings:
        raise Refused(f"{answer.payload.source} sent no day with a cost.")
    return readings


def _row(row: Place) -> Reading:
    day = row["d"].day()
    if row["unixTs"].seconds() != datetime.combine(day, time(), UTC):
        raise Refused(f"{row.payload.source} sent another day in d than in unixTs, at {row.path or '/'}.")
    return due_amount(row["sthRealizedPrice"]).reading("onchain.btc.sth_cost", "usd", day)
