"""Treasury auctions: an amount nobody announced, an auction told twice, or last month's as this week's."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from brief.errors import Refused
from brief.models import Item, Night, Payload
from brief.sources import treasury_auctions

RECORDED = "news/treasury-fiscaldata/upcoming_auctions.recorded-trimmed.json"
EMPTY = "news/treasury-fiscaldata/upcoming_auctions_empty.recorded.json"
Row = Mapping[str, object]


def night(day: str) -> Night:
    return Night(day=date.fromisoformat(day), at=datetime.fromisoformat(f"{day}T06:00:00Z"))


def read(body: bytes, day: str = "2026-07-20") -> list[Item]:
    payload = Payload(source="treasury-auctions", url=treasury_auctions.API, body=body, fetched_at=night(day).at)
    return treasury_auctions.items([payload], night(day))


def answer(*rows: Row) -> bytes:
    return json.dumps({"data": list(rows), "meta": {"count": len(rows)}, "links": {"next": None}}).encode()


def row(**other: object) -> dict[str, object]:
    return {
        "record_date": "2026-07-17",
        "security_type": "Note",
        "security_term": "10-Year",
        "reopening": "No",
        "cusip": "91282CRE3",
        "offering_amt": "21000000000",
        "announcemt_date": "2026-07-16",
        "auction_date": "2026-07-23",
        "issue_date": "2026-07-31",
        **other,
    }


def told(found: list[Item]) -> list[tuple[str, str, str]]:
    return [(item.at.isoformat(), item.title, item.path) for item in found]


def test_asks_for_auctions_from_three_days_ago_on() -> None:
    (request,) = treasury_auctions.requests(night("2026-07-20"))
    query = "sort=-auction_date&page%5Bsize%5D=500&filter=auction_date%3Agte%3A2026-07-17"
    assert request.url == f"{treasury_auctions.API}?{query}"


def test_recorded_week_names_each_auction_once(contracts: Path) -> None:
    found = read((contracts / RECORDED).read_bytes(), "2026-07-22")
    assert told(found) == [
        ("2026-07-23", "10-Year Note auction", "/data/7/security_term"),
        ("2026-07-23", "8-Week Bill auction", "/data/8/security_term"),
        ("2026-07-23", "4-Week Bill auction", "/data/9/security_term"),
        ("2026-07-27", "5-Year Note auction", "/data/3/security_term"),
        ("2026-07-27", "13-Week Bill auction", "/data/4/security_term"),
        ("2026-07-27", "2-Year Note auction", "/data/5/security_term"),
        ("2026-07-27", "26-Week Bill auction", "/data/6/security_term"),
        ("2026-07-28", "6-Week Bill auction", "/data/1/security_term"),
        ("2026-07-28", "7-Year Note auction", "/data/2/security_term"),
        ("2026-07-29", "2-Year Note auction", "/data/0/security_term"),
    ]
    assert {(item.topic, item.outlet, item.link) for item in found} == {("calendar.treasury", "US Treasury", "")}


def test_recorded_amount_is_dollars_and_null_is_no_amount(contracts: Path) -> None:
    found = read((contracts / RECORDED).read_bytes(), "2026-07-22")
    (amount,) = found[0].amounts
    assert (amount.figure, amount.value, amount.unit) == ("items.amount", Decimal(21_000_000_000), "usd")
    assert (amount.path, amount.as_of, amount.formula) == ("/data/7/offering_amt", date(2026, 7, 23), "")
    assert [item.amounts for item in found[1:]] == [()] * 9
    assert found[0].detail == {
        "kind": "auction",
        "cusip": "91282CRE3",
        "reopening": "no",
        "announced": "2026-07-16",
        "issued": "2026-07-31",
    }


def test_recorded_auctions_that_are_long_over_are_an_old_copy_and_no_quiet_week(contracts: Path) -> None:
    body = (contracts / RECORDED).read_bytes()
    assert len(read(body, "2026-07-30")) == 7
    assert [item.title for item in read(body, "2026-08-01")] == ["2-Year Note auction"]
    with pytest.raises(Refused, match="sent auctions up to 2026-07-29 only, which were not asked for"):
        read(body, "2026-08-02")


def test_recorded_week_without_an_auction_is_an_answer(contracts: Path) -> None:
    assert read((contracts / EMPTY).read_bytes()) == []


def test_an_empty_list_is_an_answer() -> None:
    assert read(answer()) == []


def test_the_window_is_the_last_three_days_today_and_seven_more() -> None:
    days = [row(auction_date=f"2026-07-{day}", cusip=str(day)) for day in (16, 17, 20, 27, 28)]
    assert [item.at.isoformat() for item in read(answer(*days))] == ["2026-07-17", "2026-07-20", "2026-07-27"]


def test_the_latest_record_of_an_auction_counts() -> None:
    early = row(record_date="2026-07-10", offering_amt="null")
    late, beside = row(), row(offering_amt="null")
    for rows in ([early, late, late], [late, late, early], [beside, late], [late, beside]):
        (item,) = read(answer(*rows))
        assert [amount.value for amount in item.amounts] == [Decimal(21_000_000_000)]


def test_two_securities_of_one_length_and_day_are_two() -> None:
    found = read(answer(row(), row(cusip="91282CRD5"), row(security_type="TIPS Note", cusip="91282CRX1")))
    assert [item.title for item in found] == ["10-Year Note auction"] * 2 + ["10-Year TIPS Note auction"]


@pytest.mark.parametrize("amount", ["null", "", None, "soon", "0", "-1", True])
def test_what_is_no_amount_leaves_the_auction(amount: object) -> None:
    (item,) = read(answer(row(offering_amt=amount)))
    assert (item.title, item.amounts) == ("10-Year Note auction", ())


@pytest.mark.parametrize(
    "odd",
    [
        {},
        row(auction_date="null"),
        row(auction_date=None),
        row(auction_date="July 23"),
        row(security_term="null"),
        row(security_type=""),
    ],
)
def test_an_odd_row_costs_itself_only(odd: Row) -> None:
    assert [item.path for item in read(answer(odd, row()))] == ["/data/1/security_term"]


def test_unknown_details_are_not_told() -> None:
    (item,) = read(answer(row(cusip="null", reopening="null", announcemt_date="null", issue_date=None)))
    assert item.detail == {"kind": "auction"}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            b'{"error": "Invalid Query Param", "message": "Invalid query parameter \'sorts\' with value \'[-d]\'."}',
            "answered with error Invalid Query Param: Invalid query parameter 'sorts' with value '[-d]'.",
        ),
        (b'{"meta": {"count": 0}}', "sent an answer without 'data' at /."),
        (b'{"data": null}', "sent null where a list is due, at /data."),
        (
            answer({}, row(auction_date="soon")),
            "sent a list without one row that has a security and a day we can read.",
        ),
        (b"", "sent an empty answer."),
        (b"<!DOCTYPE html><html><body>404</body></html>", "answered with a web page instead of data."),
        (answer(row())[:-60], "sent JSON that stops in the middle"),
    ],
)
def test_what_is_no_list_of_auctions_is_refused(body: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value).startswith(f"treasury-auctions {sentence}")
