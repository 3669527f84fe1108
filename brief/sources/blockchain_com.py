"""Bitcoin's hash rate of each day, from the charts of blockchain.com. Written from one recorded point of the chart and
the documented answer of another.

`GET https://api.blockchain.info/charts/hash-rate?timespan=10days&format=json&sampled=false`, no key. `x` in seconds at
00:00 UTC, `y` in terahashes a second; the point of Feb. 17, 2026 is exactly 165 blocks at that day's difficulty, and
another vendor counts 165 blocks that day: the label of this chart is the day itself (that of `market-price` is the day
after). `/q/hashrate` counts in gigahashes and is not asked. Without `sampled=false` points are left out of long spans.
The running day has a point of the blocks so far, which is passed over; zero is none. The chart's `unit` names its
scale: another one is refused.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, short
from brief.sources._prices import refuse_told

DAYS = 10
TERA = Decimal(10) ** 12


def requests(night: Night) -> list[Request]:
    """The chart of the last `days`."""
    days = night.options.get("days", DAYS)
    return [Request(url=f"https://api.blockchain.info/charts/hash-rate?timespan={days}days&format=json&sampled=false")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`onchain.btc.hashrate` of every whole day, newest first, in hashes a second."""
    answer = read_json(payloads[0])
    refuse_told(answer.get("error"))
    if not answer["unit"].text().endswith("TH/s"):
        raise Refused(f"{answer.payload.source} counts in {short(answer['unit'].text())}, where TH/s is due, at /unit.")
    days: dict[date, Place] = {}
    for point in answer["values"]:
        day = _day(point["x"])
        if day in days:
            raise Refused(f"{point.payload.source} sent two points of {day}, at {point.path}.")
        if day < night.day and point["y"].decimal() > 0:
            days[day] = point["y"]
    if not days:
        raise Refused(f"{answer.payload.source} sent no hash rate of a whole day.")
    return [
        days[day].reading(
            "onchain.btc.hashrate", "hashes", day, value=days[day].decimal() * TERA, formula=f"value * {TERA:f}"
        )
        for day in sorted(days, reverse=True)
    ]


def _day(place: Place) -> date:
    start = place.seconds()
    if (start.hour, start.minute, start.second) != (0, 0, 0):
        raise Refused(f"{place.payload.source} sent {place.value!r:.40} where a day is due, at {place.path}.")
    return start.date()
