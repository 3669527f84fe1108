"""Stock indexes, Treasury yields and the dollar, and what the Federal Reserve publishes of money markets, from FRED of
the Federal Reserve Bank of St. Louis.

`GET https://fred.stlouisfed.org/graph/fredgraph.csv?id=SP500&cosd=2025-01-01`, no key, one call a series, from the day
`cosd` on. Written from recorded answers (DGS10, DTWEXBGS and others of August 2026) that their recorder had passed
through pandas: columns, days and numbers are FRED's, but not the spelling of what is missing, so both are read: nothing
(today's) and `.` (of old). A line a weekday, oldest first; the header is `observation_date,ID`, formerly `DATE,ID`. A
weekday without an observation is a holiday and no reading.

Yields (DGS10, DGS2) and rates (SOFR, DFEDTARL and DFEDTARU, the bounds of the target range) are in percent; SP500,
NASDAQCOM, NASDAQ100 and NIKKEI225 are closes in index points, VIXCLS is one; DTWEXBGS is an index (2006 = 100) that
comes a week at a time. An observation comes a business day or more after its day and carries the session's date:
NIKKEI225 that of Tokyo; DGS10 and DTWEXBGS have none when banks rest and stocks are traded. At 12:00 UTC on a Tuesday
the newest yield, VIX and SOFR are therefore Friday's.

Amounts are in units of their own, which `dollars` in the entry names: RRPONTSYD (taken in reverse repo, published in
the afternoon of its day) in billions, WTREGEN in millions. WTREGEN is what the Treasury had at the Federal Reserve on
an average day of the week that ends on its Wednesday, published on Thursday in the afternoon: an average and no level.

Refuses the answer of another series than was asked, days that do not ascend, and a series without one observation.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urlencode

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request, Unit
from brief.sources._csv import read_csv
from brief.sources._past import first_day

GRAPH = "https://fred.stlouisfed.org/graph/fredgraph.csv"
DAYS = 400
SERIES = {
    "sp500": "SP500",
    "nasdaq": "NASDAQCOM",
    "nasdaq100": "NASDAQ100",
    "ten_year": "DGS10",
    "dollar": "DTWEXBGS",
    "nikkei": "NIKKEI225",
    "two_year": "DGS2",
    "vix": "VIXCLS",
}
PERCENT = ("ten_year", "two_year", "sofr", "target_low", "target_high")
_DAY = ("observation_date", "DATE")


def requests(night: Night) -> list[Request]:
    """One call a series, back to `days` before the night; `series` in the entry maps our names to FRED's ids."""
    return _since(night, night.day - timedelta(days=night.options.get("days", DAYS)))


def history(night: Night) -> list[Request]:
    """One call a series, back to the first day wanted; of the licensed stock indexes FRED has ten years."""
    return _since(night, first_day(night))


def _since(night: Night, since: date) -> list[Request]:
    return [
        Request(url=f"{GRAPH}?{urlencode({'id': series, 'cosd': since.isoformat()})}", tag=name)
        for name, series in _series(night).items()
    ]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`macro.NAME` of every day with an observation, newest first: an index, or percent for those named in `percent`,
    or dollars for those whose unit `dollars` has.

    An answer without a tag is taken for the series that its header names.
    """
    readings: list[Reading] = []
    for payload in payloads:
        wanted = {series: name for name, series in _series(night).items() if payload.tag in ("", name)}
        readings += _observations(payload, wanted, night)
    return readings


def _observations(payload: Payload, wanted: Mapping[str, str], night: Night) -> list[Reading]:
    """The readings of one answer, about one of the `wanted` (FRED's id -> our name)."""
    rows = read_csv(payload, *((day, series) for series in wanted for day in _DAY))
    days = [(when.day(), value) for when, value in (row.values() for row in rows)]
    for (earlier, _), (later, _) in pairwise(days):
        if earlier >= later:
            raise Refused(f"{payload.source} sent {later} after {earlier}, where days must ascend.")
    observed = [(day, value) for day, value in reversed(days) if not value.is_blank]
    if not observed:
        raise Refused(f"{payload.source} sent no observation of {' or '.join(wanted)}.")
    _, series = rows[0]
    name = wanted[series]
    dollars = night.options.get("dollars", {}).get(name)
    unit: Unit = "usd" if dollars else "percent" if name in night.options.get("percent", PERCENT) else "index"
    return [
        value.reading(f"macro.{name}", unit, day, times=dollars or 1, detail={"series": series})
        for day, value in observed
    ]


def _series(night: Night) -> dict[str, str]:
    """Our name -> FRED's id."""
    series = night.options.get("series", SERIES)
    if not (isinstance(series, dict) and series and all(isinstance(it, str) for it in (*series, *series.values()))):
        raise WrongUsage("`series:` in sources.yaml must map our names to FRED's ids, like sp500: SP500.")
    units = night.options.get("dollars", {})
    if not isinstance(units, dict) or not all(isinstance(unit, int) and unit > 0 for unit in units.values()):
        raise WrongUsage("`dollars:` in sources.yaml must say what each amount counts in, like tga_week: 1000000.")
    for option, names in (("percent", night.options.get("percent", ())), ("dollars", units)):
        if strange := set(names) - set(series):
            told = ", ".join(sorted(strange))
            raise WrongUsage(f"`{option}:` in sources.yaml names {told}, which `series:` does not.")
    return series
