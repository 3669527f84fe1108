"""The specimen night's money markets and the Treasury's cash: invented, in their sources' shapes.

SOFR lies above the target range after its largest rise in weeks, the effective rate inside of it; the standing repo
facility was used again after weeks of none, more money lies in reverse repo than before. Every odd row stands
somewhere: other rates between those that are wanted, a revised one, a day of two lendings, an exercise, an operation
that has no result yet, a balance under the head of another column.

At 12:00 UTC on Jan. 2, an hour before SOFR of Friday, Dec. 29, comes out, the newest one is Thursday's; so is the
newest balance of the Treasury, while Friday's operations had their results on Friday.
"""

import json
import math
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from brief.history import sessions

DAY = date(2001, 1, 2)
THURSDAY, FRIDAY = date(2000, 12, 28), date(2000, 12, 29)
CUT = date(2000, 12, 20)
"""From this day on the target range lies a quarter point lower."""
BACK = 400
NEW_YORK = ZoneInfo("America/New_York")


def bodies() -> dict[str, dict[str, bytes]]:
    """Every answer by its source and by the tag of its request."""
    return {
        "nyfed-rates": {"sofr": _text(_rates("SOFR")), "effr": _text(_rates("EFFR"))},
        "fred-fed": {
            "reverse_repo": _csv("RRPONTSYD", [(day, _taken(day)) for day in _days(FRIDAY)], holidays=True),
            "tga_week": _csv("WTREGEN", [(day, _average(day)) for day in sessions("wednesdays", _first(), THURSDAY)]),
            "target_low": _csv("DFEDTARL", [(day, _range(day)[0]) for day in sessions("calendar", _first(), FRIDAY)]),
            "target_high": _csv("DFEDTARU", [(day, _range(day)[1]) for day in sessions("calendar", _first(), FRIDAY)]),
            "sofr": _csv("SOFR", [(day, _sofr(day)) for day in _days(THURSDAY)], holidays=True),
        },
        "nyfed-repo": {"": _text({"repo": {"operations": _operations()}})},
        "treasury-cash": {"": _text(_statements())},
        "cftc-positions": {"btc": _text(_reports("133741", 28_400)), "eth": _text(_reports("146021", 21_150))},
    }


def _text(value: Any) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()


def _first() -> date:
    return DAY - timedelta(days=BACK)


def _days(last: date) -> list[date]:
    return sessions("bonds", _first(), last)


def _csv(series: str, values: list[tuple[date, Decimal]], *, holidays: bool = False) -> bytes:
    """A file of FRED's; a weekday without an observation has an empty cell."""
    known = dict(values)
    first, last = values[0][0], values[-1][0]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    shown = [day for day in days if day in known or (holidays and day.weekday() < 5)]
    lines = [f"observation_date,{series}", *(f"{day},{known.get(day, '')}" for day in shown)]
    return ("\n".join(lines) + "\n").encode()


def _wave(day: date, pace: float) -> float:
    return math.sin((DAY - day).days / pace)


def _hundredths(value: float) -> Decimal:
    return Decimal(repr(round(value, 2))).quantize(Decimal("0.01"))


def _range(day: date) -> tuple[Decimal, Decimal]:
    return (Decimal("5.25"), Decimal("5.50")) if day < CUT else (Decimal("5.00"), Decimal("5.25"))


def _sofr(day: date) -> Decimal:
    """Near the middle of the range, a little up and down; on the last day far above it, as in November."""
    odd = {THURSDAY: Decimal("5.31"), date(2000, 11, 14): Decimal("5.62")}
    return odd.get(day, _range(day)[0] + _hundredths(0.12 + 0.02 * _wave(day, 3)))


def _effr(day: date) -> Decimal:
    return _range(day)[0] + (Decimal("0.08") if day == THURSDAY else Decimal("0.09"))


def _rates(kind: str) -> dict[str, Any]:
    """The rows of one rate, newest first, with a stranger among them."""
    rows = []
    for day in reversed(_days(THURSDAY)):
        value = _sofr(day) if kind == "SOFR" else _effr(day)
        low, high = _range(day)
        row: dict[str, Any] = {"effectiveDate": day.isoformat(), "type": kind, "percentRate": float(value)}
        if kind == "EFFR":
            row |= {"targetRateFrom": float(low), "targetRateTo": float(high)}
        volume = 1180 if kind == "SOFR" else 87
        row |= {"volumeInBillions": volume, "revisionIndicator": "[r]" if day == date(2000, 12, 27) else ""}
        rows.append(row)
    average = {"effectiveDate": FRIDAY.isoformat(), "type": "SOFRAI", "average30day": 5.2, "revisionIndicator": ""}
    return {"refRates": [average, *rows]}


def _taken(day: date) -> Decimal:
    """Billions in reverse repo: more on the last day than since early November."""
    busy = {FRIDAY: "12.481", date(2000, 11, 3): "14.02"}
    return Decimal(busy.get(day, f"{5 + 2 * _wave(day, 5):.3f}"))


def _average(day: date) -> Decimal:
    return Decimal(round(420_000 + 60_000 * _wave(day, 40)))


def _operations() -> list[dict[str, Any]]:
    """Two lendings and one taking a day, newest first; of Jan. 2 what is only announced."""
    found = [_operation(DAY, 1, "Repo", 0, status="Announced")]
    for day in reversed(sessions("bonds", DAY - timedelta(days=90), FRIDAY)):
        lent = {FRIDAY: (5_200_000_000, 1_050_000_000), date(2000, 11, 6): (8_000_000_000, 0)}.get(day, (0, 0))
        taken = int(_taken(day) * 1_000_000_000)
        found += [
            _operation(day, 3, "Repo", lent[1]),
            _operation(day, 2, "Reverse Repo", taken),
            _operation(day, 1, "Repo", lent[0]),
        ]
    exercise = _operation(THURSDAY, 4, "Repo", 75_000_000, note="Small Value Exercise")
    longer = _operation(THURSDAY, 5, "Repo", 900_000_000, term="Term", calendar=7)
    return [*found[:4], exercise, longer, *found[4:]]


def _operation(
    day: date,
    number: int,
    kind: str,
    amount: int,
    *,
    status: str = "Results",
    note: str = "",
    term: str = "Overnight",
    calendar: int = 1,
) -> dict[str, Any]:
    closes = datetime(day.year, day.month, day.day, 13, 45, tzinfo=NEW_YORK)
    return {
        "operationId": f"RP {day:%m%d%y} {number}",
        "auctionStatus": status,
        "operationDate": day.isoformat(),
        "settlementDate": day.isoformat(),
        "maturityDate": (day + timedelta(days=calendar)).isoformat(),
        "operationType": kind,
        "operationMethod": "Full Allotment",
        "settlementType": "Same Day",
        "termCalenderDays": calendar,
        "term": term,
        "releaseTime": "13:30",
        "closeTime": f"{closes:%H:%M}",
        "note": note,
        "totalAmtSubmitted": amount,
        "totalAmtAccepted": amount,
        "details": [{"securityType": "Treasury", "amtSubmitted": amount, "amtAccepted": amount}],
    }


def _statements() -> dict[str, Any]:
    """Four rows a day, newest first; the closing balance stands under the head of another column."""
    rows = []
    for day in reversed(sessions("bonds", DAY - timedelta(days=130), THURSDAY)):
        closing = str(round(455_000 + 55_000 * _wave(day, 30)))
        amounts = ("440000", "21000", "6000", closing)
        names = ("Opening Balance", "Deposits (Table II)", "Withdrawals (Table II) (-)", "Closing Balance")
        for line, (name, amount) in enumerate(zip(names, amounts, strict=True), 1):
            account = f"Treasury General Account (TGA) {name}" if "Balance" in name else f"Total TGA {name}"
            rows.append(
                {
                    "record_date": day.isoformat(),
                    "account_type": account,
                    "close_today_bal": "null",
                    "open_today_bal": amount,
                    "open_month_bal": "448211",
                    "open_fiscal_year_bal": "null",
                    "sub_table_name": "Cash Balance Details",
                    "src_line_nbr": str(line),
                }
            )
    meta = {"count": len(rows), "total-count": len(rows), "total-pages": 1}
    return {"data": rows, "meta": meta, "links": {"prev": None, "next": None}}


def _reports(code: str, contracts: int) -> list[dict[str, str]]:
    """Weekly reports, newest first; that of Dec. 26 came out on Friday the 29th. Managers of ether lean neither way."""
    rows = []
    for weeks in range(12):
        day = date(2000, 12, 26) - timedelta(weeks=weeks)
        managers = (6_900, 1_240) if code == "133741" else (3_100, 3_100)
        amounts = {
            "open_interest_all": contracts - 310 * weeks,
            "lev_money_positions_long": 3_050 + 40 * weeks,
            "lev_money_positions_short": 14_460 - 215 * weeks,
            "lev_money_positions_spread": 1_810,
            "asset_mgr_positions_long": managers[0],
            "asset_mgr_positions_short": managers[1],
        }
        about = {"cftc_contract_market_code": code, "futonly_or_combined": "FutOnly"}
        day_of = {"report_date_as_yyyy_mm_dd": f"{day}T00:00:00.000"}
        rows.append(about | day_of | {name: str(amount) for name, amount in amounts.items()})
    return rows
