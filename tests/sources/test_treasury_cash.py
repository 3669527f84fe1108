"""The Treasury's cash: the balance at a day's end, from a column headed as its beginning, in millions."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused
from brief.models import Night, Payload, Reading
from brief.sources import treasury_cash

AT = datetime(2026, 9, 25, 6, 56, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT, options={})
RECORDED = "news/treasury-fiscaldata/dts_operating_cash_balance.recorded-trimmed.json"


def said(*rows: dict[str, Any]) -> Payload:
    return answered("treasury-cash", json.dumps({"data": rows}).encode(), AT)


def row(day: str, balance: Any = "947317", account: str = treasury_cash.CLOSING) -> dict[str, Any]:
    return {"record_date": day, "account_type": account, "close_today_bal": "null", "open_today_bal": balance}


def read(payload: Payload) -> list[Reading]:
    return treasury_cash.parse([payload], NIGHT)


def test_asks_for_more_than_three_months_of_statements() -> None:
    (request,) = treasury_cash.requests(NIGHT)
    assert request.url.removeprefix(treasury_cash.BALANCES) == (
        "?filter=record_date%3Agte%3A2026-05-18&sort=-record_date&page%5Bsize%5D=1000"
    )


def test_the_recorded_statements_give_the_closing_balance_of_each_day(contracts: Path) -> None:
    readings = read(answered("treasury-cash", (contracts / RECORDED).read_bytes(), AT))
    assert [(r.figure, r.as_of, f"{r.value:f}", r.unit, r.path) for r in readings] == [
        ("macro.tga", date(2026, 9, 23), "947317000000", "usd", "/data/3/open_today_bal"),
        ("macro.tga", date(2026, 9, 22), "957409000000", "usd", "/data/7/open_today_bal"),
        ("macro.tga", date(2026, 9, 21), "1004391000000", "usd", "/data/11/open_today_bal"),
    ]
    assert {r.formula.partition(";")[0] for r in readings} == {"value * 1000000"}


def test_the_opening_balance_is_that_of_the_day_before(contracts: Path) -> None:
    """So a row taken for another would give the right number on the wrong day."""
    rows = json.loads((contracts / RECORDED).read_bytes())["data"]
    opening = {r["record_date"]: r["open_today_bal"] for r in rows if "Opening" in r["account_type"]}
    closing = {r["record_date"]: r["open_today_bal"] for r in rows if "Closing" in r["account_type"]}
    assert opening["2026-09-23"] == closing["2026-09-22"]
    assert {r["close_today_bal"] for r in rows} == {"null"}


def test_a_day_of_before_2022_is_no_day_of_ours() -> None:
    readings = read(said(row("2026-09-23"), row("2020-01-02", "400000", "Federal Reserve Account")))
    assert [r.as_of for r in readings] == [date(2026, 9, 23)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no closing balance"),
        ([row("2026-09-23", account="Treasury General Account (TGA) Opening Balance")], "no closing balance"),
        ([row("2026-09-23", "null")], "'null' where a number is due, at /data/0/open_today_bal"),
        ([row("2026-09-23", None)], "null where a number is due"),
        ([row("2026-09-23"), row("2026-09-23", "1")], "two closing balances of 2026-09-23"),
        ([row("09/23/2026")], "where a day is due"),
        ([{"account_type": treasury_cash.CLOSING, "open_today_bal": "1"}], "without 'record_date'"),
    ],
)
def test_what_cannot_be_right_is_refused(rows: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(said(*rows))


def test_the_service_s_own_error_is_told() -> None:
    body = b'{"error": "Invalid Query Param", "message": "Invalid query parameter \'filter\'"}'
    with pytest.raises(Refused, match="Invalid query parameter 'filter'"):
        read(answered("treasury-cash", body, AT))


def test_no_damaged_byte_breaks_the_reader(contracts: Path) -> None:
    body = (contracts / RECORDED).read_bytes()
    for place in range(0, len(body), 7):
        for evil in (b"", b'"', b"\xff", b"9"):
            try:
                assert read(answered("treasury-cash", body[:place] + evil + body[place + 1 :], AT))
            except BriefError as said_why:
                assert str(said_why).endswith(".")
