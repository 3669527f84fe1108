"""What the US Treasury has in its account at the Federal Reserve (the Treasury General Account), from its Daily
Treasury Statement. Written from a recorded answer of September 2026.

`GET https://api.fiscaldata.treasury.gov/services/api/fiscal_service/v1/accounting/dts/operating_cash_balance?filter=
record_date:gte:DAY&sort=-record_date&page[size]=1000`, no key. Each day has four rows; the one of `account_type`
"Treasury General Account (TGA) Closing Balance" has the balance, in `open_today_bal`, although that column is headed
"Opening Balance Today": `close_today_bal` is the text "null" on every row. All numbers are texts, in millions of
dollars, and what is missing is "null". Before 2022 the rows were called otherwise: such days are left out.

The statement of a business day comes out on the next one, at about 4:00 p.m. in New York: at 12:00 UTC on a Tuesday the
newest balance is last Thursday's or Friday's, never Monday's. It belongs to its day (`record_date`).

Refuses an answer without one closing balance, a day that is there twice, and a balance that is missing.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import quote

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._past import first_day

BALANCES = "https://api.fiscaldata.treasury.gov/services/api/fiscal_service/v1/accounting/dts/operating_cash_balance"
CLOSING = "Treasury General Account (TGA) Closing Balance"
DAYS = 130
"""Three months and some, so that a first night can say how the balance moved."""
MILLION = Decimal(1_000_000)


def requests(night: Night) -> list[Request]:
    """One call, from `days` before the night on, newest day first."""
    return _since(night.day - timedelta(days=night.options.get("days", DAYS)), rows=1000)


def history(night: Night) -> list[Request]:
    """One call, from the first day wanted on. A page has at most 10,000 rows: the newest ten years of days."""
    return _since(first_day(night), rows=10_000)


def _since(since: date, *, rows: int) -> list[Request]:
    asked = {"filter": f"record_date:gte:{since.isoformat()}", "sort": "-record_date", "page[size]": str(rows)}
    return [Request(url=f"{BALANCES}?" + "&".join(f"{quote(key)}={quote(value)}" for key, value in asked.items()))]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`macro.tga` of every day, in dollars, newest first."""
    days: dict[date, Place] = {}
    for payload in payloads:
        answer = read_json(payload)
        refuse_error(answer, "error", "message")
        for row in answer["data"]:
            if row["account_type"].text() != CLOSING:
                continue
            if (day := row["record_date"].day()) in days:
                raise Refused(f"{payload.source} sent two closing balances of {day}.")
            days[day] = row["open_today_bal"]
        if not days:
            raise Refused(f"{payload.source} sent no closing balance of the Treasury General Account.")
    return [
        days[day].reading(
            "macro.tga", "usd", day, value=days[day].decimal() * MILLION, formula="value * 1000000; in millions"
        )
        for day in sorted(days, reverse=True)
    ]
