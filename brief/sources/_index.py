"""Fear & Greed indices: rows of `value`, `value_classification` and `timestamp`, a shape the vendors share.

Owns the scale and the one reading a day. Refuses values off the scale, and an empty list where days are due.
"""

from brief.errors import Refused
from brief.models import Reading
from brief.sources._json import Place

SCALE = range(101)


def index_days(rows: Place) -> list[Reading]:
    """One reading a day: `sentiment.fear_greed`, an index from 0 to 100, with the vendor's own label."""
    source = rows.payload.source
    readings = []
    for row in rows:
        value = row["value"].decimal()
        if value not in SCALE:
            raise Refused(f"{source} sent an index of {value}, outside 0 to 100, at {row.path}.")
        label, day = row["value_classification"].text(), row["timestamp"].seconds().date()
        readings.append(row["value"].reading("sentiment.fear_greed", "index", day, detail={"label": label}))
    if not readings:
        raise Refused(f"{source} sent an empty list where days of the index are due.")
    return readings
