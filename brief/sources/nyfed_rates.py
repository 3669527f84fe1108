"""What overnight money costs in the United States, from the Federal Reserve Bank of New York: SOFR and the effective
federal funds rate, with the target range of the Federal Reserve. Written from recorded answers (all rates of one day,
and four days of SOFR).

`GET https://markets.newyorkfed.org/api/rates/secured/sofr/search.json?startDate=&endDate=` and
`.../unsecured/effr/...`, no key. Rows are days, newest first, one a day and rate. Rates are in percent, volumes in
billions of dollars; a row of EFFR has the target range of its day (`targetRateFrom`, `targetRateTo`), one of SOFR has
none. `revisionIndicator` is "[r]" on a rate that was published anew the same day; it is the one that holds. An answer
about all rates has others between them (OBFR, BGCR, TGCR, and SOFRAI with other fields and a later day): left alone.

The rate of a day is published on the next business day, SOFR at about 8:00 in New York and EFFR at about 9:00: at
12:00 UTC on a Tuesday the newest one is Friday's, for Monday's comes an hour later. It belongs to its day
(`effectiveDate`), and not to the day it came.

Refuses an answer without one of its rates, a day that is there twice, and a range that is upside down.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._past import first_day

RATES = "https://markets.newyorkfed.org/api/rates"
DAYS = 400
ASKED = {"sofr": "secured", "effr": "unsecured"}
BILLION = Decimal(1_000_000_000)


def requests(night: Night) -> list[Request]:
    """One call a rate, for the days up to the night's; `days` in the entry says how many."""
    return _since(night, night.day - timedelta(days=night.options.get("days", DAYS)))


def history(night: Night) -> list[Request]:
    """One call a rate, from the first day wanted on."""
    return _since(night, first_day(night))


def _since(night: Night, since: date) -> list[Request]:
    window = f"startDate={since.isoformat()}&endDate={night.day.isoformat()}"
    return [Request(url=f"{RATES}/{kind}/{name}/search.json?{window}", tag=name) for name, kind in ASKED.items()]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`macro.sofr` and `macro.effr` in percent, each with its volume in dollars (`macro.sofr_volume`), and the bounds
    of the target range, `macro.target_low` and `macro.target_high`; newest day first."""
    readings: list[Reading] = []
    for payload in payloads:
        wanted = [payload.tag] if payload.tag in ASKED else list(ASKED)
        rows = sorted(_rows(payload, wanted), key=lambda row: row[0], reverse=True)
        if not rows:
            raise Refused(f"{payload.source} sent no {' and no '.join(name.upper() for name in wanted)}.")
        seen = set[tuple[str, date]]()
        for day, name, row in rows:
            if (name, day) in seen:
                raise Refused(f"{payload.source} sent two rows of {name.upper()} for {day}.")
            seen.add((name, day))
            readings += _readings(name, day, row)
    return readings


def _rows(payload: Payload, wanted: Sequence[str]) -> Iterator[tuple[date, str, Place]]:
    for row in read_json(payload)["refRates"]:
        name = row["type"].text().lower()
        if name in wanted:
            yield row["effectiveDate"].day(), name, row


def _readings(name: str, day: date, row: Place) -> Iterator[Reading]:
    yield row["percentRate"].reading(f"macro.{name}", "percent", day)
    volume = row.get("volumeInBillions")
    if volume is not None and not volume.is_null:
        dollars = volume.decimal() * BILLION
        yield volume.reading(f"macro.{name}_volume", "usd", day, value=dollars, formula="value * 1000000000")
    low, high = row.get("targetRateFrom"), row.get("targetRateTo")
    if low is None or high is None or low.is_null or high.is_null:
        return
    if low.decimal() > high.decimal():
        raise Refused(f"{row.payload.source} sent a target range from {low.value} to {high.value}, at {row.path}.")
    yield low.reading("macro.target_low", "percent", day)
    yield high.reading("macro.target_high", "percent", day)
