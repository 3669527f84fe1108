"""The Crypto Fear & Greed Index, from its maker alternative.me. Written from recorded answers.

`GET https://api.alternative.me/fng/?limit=N`, no key. Newest first; `value` (0 to 100) and `timestamp` (seconds, 00:00
UTC of the index's day) are strings; `time_until_update` is on the first row only; `metadata.error` is null when all is
well. Four days have no point at all (2018-04-14 to 16, 2024-10-26): a hole in the index, not in our copy. Attribution
is asked for.
"""

from collections.abc import Sequence

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._index import index_days
from brief.sources._json import read_json, short
from brief.sources._past import days_wanted

FNG = "https://api.alternative.me/fng/"


def requests(night: Night) -> list[Request]:
    """The last days of the index; `days` in the entry says how many, so that a missed night is caught up."""
    return [Request(url=f"{FNG}?limit={night.options.get('days', 30)}")]


def history(night: Night) -> list[Request]:
    """The index from the first day wanted: one call gives as many days as are asked for."""
    return [Request(url=f"{FNG}?limit={days_wanted(night)}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """One reading a day: `sentiment.fear_greed`, an index from 0 to 100, with the vendor's own label."""
    answer = read_json(payloads[0])
    if (told := answer.get("metadata")) and (error := told.get("error")) and not error.is_null:
        raise Refused(f"{answer.payload.source} answered with an error: {short(str(error.value))}.")
    return index_days(answer["data"])
