"""Who is long and who is short in CME's bitcoin and ether futures, from the CFTC's weekly Commitments of Traders
(Traders in Financial Futures, futures only). Written from a description that several programs agree on: no answer was
recorded, so the entry is off.

`GET https://publicreporting.cftc.gov/resource/gpe5-46if.json?cftc_contract_market_code=133741&futonly_or_combined=FutOnly
&$order=report_date_as_yyyy_mm_dd DESC&$limit=N`, no key, one call an asset; `assets` in the entry has the market codes
(133741 is Bitcoin, five coins a contract; the micro contract is another market and is not asked for). A list of rows,
one a week, newest first; numbers are texts, in contracts; the day is "2026-07-07T00:00:00.000". What a group holds both
ways at once (`..._spread`) is in neither of its sides.

A report is of a Tuesday and comes out on Friday at 3:30 p.m. in New York, later in weeks with a holiday: at 12:00 UTC
on a Friday the newest one is ten days old. While the government is shut down none comes at all.

Refuses the row of another market, a week that is there twice, and a group that holds more than there are contracts.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._prices import to_ask

REPORTS = "https://publicreporting.cftc.gov/resource/gpe5-46if.json"
WEEKS = 60
GROUPS = {"leveraged": "lev_money_positions", "managers": "asset_mgr_positions"}
"""Leveraged funds (hedge funds, mostly) and asset managers, as the CFTC sorts them."""


def requests(night: Night) -> list[Request]:
    """One call an asset, for the last `weeks`."""
    limit = night.options.get("weeks", WEEKS)
    return [
        Request(
            url=f"{REPORTS}?"
            + urlencode(
                {
                    "cftc_contract_market_code": code,
                    "futonly_or_combined": "FutOnly",
                    "$order": "report_date_as_yyyy_mm_dd DESC",
                    "$limit": limit,
                }
            ),
            tag=symbol,
        )
        for symbol, code in to_ask(night).items()
    ]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.cme.leveraged` and `.managers`, long less short in contracts, and `.interest`."""
    readings: list[Reading] = []
    for payload in payloads:
        symbol = payload.tag or "btc"
        weeks: dict[date, Place] = {}
        for row in read_json(payload):
            day = _day(row, to_ask(night).get(symbol, ""))
            if day in weeks:
                raise Refused(f"{payload.source} sent two reports of {day}.")
            weeks[day] = row
        if not weeks:
            raise Refused(f"{payload.source} sent no report of its market.")
        for day in sorted(weeks, reverse=True):
            readings += _readings(symbol, day, weeks[day])
    return readings


def _day(row: Place, code: str) -> date:
    told = row["cftc_contract_market_code"].text()
    if told != code:
        raise Refused(f"{row.payload.source} sent market {told!r:.20} where {code} was asked for, at {row.path}.")
    text = row["report_date_as_yyyy_mm_dd"]
    return Place(row.payload, text.text()[:10], text.path).day()


def _readings(symbol: str, day: date, row: Place) -> Iterator[Reading]:
    interest = row["open_interest_all"]
    yield interest.reading(f"derivatives.{symbol}.cme.interest", "count", day)
    for name, column in GROUPS.items():
        long, short = row[f"{column}_long"], row[f"{column}_short"]
        if not Decimal(0) <= max(long.decimal(), short.decimal()) <= interest.decimal():
            raise Refused(f"{row.payload.source} sent a group with more contracts than there are, at {row.path}.")
        net, formula = long.decimal() - short.decimal(), f"value - {short.ref(long)}"
        yield long.reading(f"derivatives.{symbol}.cme.{name}", "count", day, value=net, formula=formula)
