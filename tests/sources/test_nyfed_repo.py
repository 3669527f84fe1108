"""The Fed's overnight operations, by their described shape: an exercise is no use, and half a day no day."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused
from brief.models import Night, Payload, Reading
from brief.sources import nyfed_repo

AT = datetime(2026, 9, 4, 12, tzinfo=UTC)


def said(*operations: dict[str, Any]) -> Payload:
    return answered("nyfed-repo", json.dumps({"repo": {"operations": operations}}).encode(), AT)


def operation(day: str = "2026-09-03", amount: Any = 1_500_000_000, kind: str = "Repo", **more: Any) -> dict[str, Any]:
    fixed = {"auctionStatus": "Results", "term": "Overnight", "note": "", "operationMethod": "Full Allotment"}
    return {"operationDate": day, "operationType": kind, "totalAmtAccepted": amount, **fixed, **more}


def read(*operations: dict[str, Any], at: datetime = AT) -> list[Reading]:
    return nyfed_repo.parse([said(*operations)], Night(day=at.date(), at=at, options={}))


def told(readings: list[Reading]) -> list[tuple[str, str, str]]:
    return [(r.figure, str(r.as_of), f"{r.value:f}") for r in readings]


def test_asks_for_both_kinds_at_once() -> None:
    (request,) = nyfed_repo.requests(Night(day=AT.date(), at=AT, options={"days": 3}))
    assert request.url == (
        "https://markets.newyorkfed.org/api/rp/results/search.json?startDate=2026-09-01&endDate=2026-09-04"
    )


def test_the_lendings_of_a_day_are_added_up_and_the_takings_are_another_figure() -> None:
    readings = read(
        operation(amount=1_500_000_000),
        operation(amount=250_000_000),
        operation(amount=2_151_000_000, kind="Reverse Repo"),
        operation("2026-09-02", 0),
    )
    assert told(readings) == [
        ("macro.reverse_repo", "2026-09-03", "2151000000"),
        ("macro.standing_repo", "2026-09-03", "1750000000"),
        ("macro.standing_repo", "2026-09-02", "0"),
    ]
    assert readings[1].formula == "value + {/repo/operations/1/totalAmtAccepted}"
    assert readings[1].path == "/repo/operations/0/totalAmtAccepted"


@pytest.mark.parametrize(
    "more",
    [
        {"note": "Small Value Exercise"},
        {"term": "Term"},
        {"auctionStatus": "Announced"},
        {"operationType": "FIMA Repo"},
    ],
)
def test_what_is_no_use_of_the_facility_is_left_out(more: dict[str, Any]) -> None:
    readings = read(operation(amount=75_000_000) | more, operation(amount=10))
    assert told(readings) == [("macro.standing_repo", "2026-09-03", "10")]


@pytest.mark.parametrize(("hour", "final"), [(18, False), (19, True)])
def test_a_day_counts_once_its_last_operation_is_over(hour: int, final: bool) -> None:
    """At 15:00 in New York: 19:00 UTC in summer. What the morning lent is no day's sum."""
    at = datetime(2026, 9, 3, hour, tzinfo=UTC)
    readings = read(operation("2026-09-02", 5), operation(amount=7), at=at)
    assert (
        date(2026, 9, 3) in {r.as_of for r in readings}
        if final
        else told(readings) == [("macro.standing_repo", "2026-09-02", "5")]
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no operation"),
        ([operation(amount=None)], "null where a number is due, at /repo/operations/0/totalAmtAccepted"),
        ([operation("3 Sep")], "where a day is due"),
        ([{"operationDate": "2026-09-03"}], "without 'operationType'"),
    ],
)
def test_what_cannot_be_right_is_refused(rows: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(*rows)
