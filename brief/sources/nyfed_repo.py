"""What the Federal Reserve lends overnight against bonds (the standing repo facility) and takes overnight for them
(reverse repo), from the Federal Reserve Bank of New York. Written from a description that several programs agree on: no
whole answer was recorded, so the entry is off.

`GET https://markets.newyorkfed.org/api/rp/results/search.json?startDate=&endDate=`, no key. `repo.operations` has an
entry for each operation: `operationDate`, `operationType` ("Repo" lends, "Reverse Repo" takes), `term` ("Overnight"),
`auctionStatus` ("Results" once it is done), and `totalAmtAccepted` in dollars. There are two lendings a day or more,
which are added up; `operationMethod` changed from "Multiple Price" to "Full Allotment" in 2026, so nothing is read
into it. An exercise (`note` says "Small Value Exercise") is no use of the facility and is left out, and so is any other
term. Zero was offered and not used.

Results come minutes after an operation closes, the last of a day's in the early afternoon in New York: a day's sum is
final in the evening UTC. The sum of a day that is still going on, as far as the night's clock knows, is left out.

Refuses an answer without an operation, and one without its amount.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json

RESULTS = "https://markets.newyorkfed.org/api/rp/results/search.json"
DAYS = 90
NEW_YORK = ZoneInfo("America/New_York")
DONE = time(15)
"""New York's clock by which the last operation of a day has its results."""
FIGURES = {"repo": "macro.standing_repo", "reverse repo": "macro.reverse_repo"}


def requests(night: Night) -> list[Request]:
    """One call, for both kinds of operation, of the last days; `days` in the entry says how many."""
    since = night.day - timedelta(days=night.options.get("days", DAYS))
    return [Request(url=f"{RESULTS}?startDate={since.isoformat()}&endDate={night.day.isoformat()}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`macro.standing_repo` and `macro.reverse_repo` of every day that is over, in dollars, newest first."""
    found: dict[tuple[date, str], list[Place]] = {}
    for payload in payloads:
        operations = list(read_json(payload)["repo"]["operations"])
        if not operations:
            raise Refused(f"{payload.source} sent no operation.")
        for operation in operations:
            day, kind = operation["operationDate"].day(), operation["operationType"].text().lower()
            if kind in FIGURES and _counts(operation) and datetime.combine(day, DONE, NEW_YORK) <= night.at:
                found.setdefault((day, kind), []).append(operation["totalAmtAccepted"])
    return [_sum(FIGURES[kind], day, found[day, kind]) for day, kind in sorted(found, reverse=True)]


def _counts(operation: Place) -> bool:
    note = operation.get("note")
    exercise = note is not None and not note.is_null and "small value" in note.text().lower()
    done = operation["auctionStatus"].text().lower() == "results"
    return done and not exercise and operation["term"].text().lower() == "overnight"


def _sum(figure: str, day: date, amounts: Sequence[Place]) -> Reading:
    first, *others = amounts
    total = sum((amount.decimal() for amount in amounts), Decimal(0))
    formula = " + ".join(["value", *(other.ref(first) for other in others)])
    return first.reading(figure, "usd", day, value=total, formula=formula if others else "")
