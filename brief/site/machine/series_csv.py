"""A stored series as a table for download: `day,value,unit,source`, one row a day, as it is known now.

Owns which rows may be passed on: those of a source whose `publish:` is `bytes` or `extract`. Refuses the rows of every
other, and of a source that sources.yaml no longer names.
"""

from collections.abc import Iterable, Mapping

from brief.models import Unit
from brief.models.series import Point

HEADER = "day,value,unit,source"
MAY_BE_PUBLISHED = frozenset({"bytes", "extract"})


def series_csv(rows: Iterable[Point], unit: Unit, publish: Mapping[str, str]) -> str:
    """The table; empty where no row of it may be passed on. `publish` has each source's rule.

    Of two rows of a day the one known last counts, and of two known at one instant the later one: where that is from a
    source that may not be published, the day is left out.
    """
    latest: dict[str, Point] = {}
    for row in rows:
        day = row.day.isoformat()
        if day not in latest or row.known >= latest[day].known:
            latest[day] = row
    lines = [
        f"{day},{row.value:f},{unit},{row.source}\n"
        for day, row in sorted(latest.items())
        if publish.get(row.source) in MAY_BE_PUBLISHED
    ]
    return "".join([HEADER, "\n", *lines]) if lines else ""
