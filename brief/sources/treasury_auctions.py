"""The Treasury's auctions of the coming week, with the amount once it is announced.

Written from two recorded answers (July 2026, one of them empty) of
`https://api.fiscaldata.treasury.gov/services/api/fiscal_service/v1/accounting/od/upcoming_auctions`, no key; of a
refusal the documentation's sample. Traps:

* All values are strings. `offering_amt` is in dollars, and the string "null" until it is announced: no amount, no zero.
  `announcemt_date` is spelled so.
* The list keeps past auctions, and an auction of an earlier `record_date` beside the same one of a later: of those with
  one CUSIP and day the latest record counts. Rows are repeated, too.
* `security_type` may be "TIPS Note", "FRN Note" or "CMB". `reopening` "Yes" adds to an issue that exists.
* A week without an auction is an empty `data`, and an answer. A refusal is `{"error": ..., "message": ...}`. Rows of
  which none is an auction are refused: they answer another question.

An item is named for its security ("10-Year Note auction"), `at` is its day, and its detail: kind (auction), cusip,
reopening (yes, no), announced and issued (days).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import quote

from brief.errors import Refused
from brief.models import Item, Night, Payload, Reading, Request
from brief.sources._due import BEHIND, within
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._told import number, told

API = "https://api.fiscaldata.treasury.gov/services/api/fiscal_service/v1/accounting/od/upcoming_auctions"
TOPIC = "calendar.treasury"
OUTLET = "US Treasury"
NULL = "null"


def requests(night: Night) -> list[Request]:
    """The auctions of the last days and from tonight on: some hundred at most, so one page."""
    since = quote(f"auction_date:gte:{(night.day - BEHIND).isoformat()}", safe="")
    return [Request(url=f"{API}?sort=-auction_date&page%5Bsize%5D=500&filter={since}")]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`calendar.treasury`: the auctions of the last three days, of today and of the seven days after."""
    answer = read_json(payloads[0])
    refuse_error(answer, "error", "message", fine=())
    rows = list(answer["data"])
    listed = _latest(rows)
    if rows and not listed:  # or the night would say that no auction is due
        raise Refused(f"{payloads[0].source} sent a list without one row that has a security and a day we can read.")
    last = max((day for _, day in listed), default=night.day)
    if last < night.day - BEHIND:
        raise Refused(
            f"{payloads[0].source} sent auctions up to {last.isoformat()} only, which were not asked for; what is due "
            "now is not known."
        )
    return within((_item(row, day) for row, day in listed), night)


def _latest(rows: Iterable[Place]) -> list[tuple[Place, date]]:
    """Each auction once, as its latest record has it, with its day; what has no name or no day is left out."""
    found: dict[tuple[str, date], tuple[Place, date]] = {}
    for row in rows:
        day = _day(row, "auction_date")
        if day is None or not _security(row):
            continue
        key = (_known(row, "cusip") or _security(row), day)
        if key not in found or _rank(row) > _rank(found[key][0]):
            found[key] = (row, day)
    return list(found.values())


def _rank(row: Place) -> tuple[str, bool]:
    """Which of two records of an auction counts: the later, and of one day the one with an amount."""
    return _known(row, "record_date"), number(row, "offering_amt") is not None


def _item(row: Place, day: date) -> Item:
    detail = {
        "kind": "auction",
        "cusip": _known(row, "cusip"),
        "reopening": _known(row, "reopening").lower(),
        "announced": _known(row, "announcemt_date"),
        "issued": _known(row, "issue_date"),
    }
    return row.payload.item(
        TOPIC,
        f"{_security(row)} auction",
        OUTLET,
        day,
        f"{row.path}/security_term",
        amounts=_amount(row, day),
        detail={name: text for name, text in detail.items() if text},
    )


def _amount(row: Place, day: date) -> tuple[Reading, ...]:
    amount = number(row, "offering_amt")
    if amount is None or amount <= 0:
        return ()
    return (row["offering_amt"].reading("items.amount", "usd", day, detail={"text": told(row, "offering_amt")}),)


def _security(row: Place) -> str:
    """ "10-Year Note"; empty where its length or its kind is not said."""
    parts = _known(row, "security_term"), _known(row, "security_type")
    return " ".join(parts) if all(parts) else ""


def _known(row: Place, key: str) -> str:
    text = told(row, key)
    return "" if text == NULL else text


def _day(row: Place, key: str) -> date | None:
    try:
        return date.fromisoformat(told(row, key))
    except ValueError:
        return None
