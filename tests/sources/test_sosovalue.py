"""SoSoValue checks Farside: an open session or an error must not look like a disagreement."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Reading
from brief.sources import sosovalue

AT = datetime(2025, 11, 5, 12, tzinfo=UTC)
ROWS = [
    {"date": "2025-11-05", "total_net_inflow": 1.0},
    {"date": "2025-11-04", "total_net_inflow": -577736000.5, "total_net_assets": 1},
    {"date": "2025-11-03", "total_net_inflow": None},
    {"date": "2025-11-02"},
    {"date": "2025-10-31", "total_net_inflow": 0},
]


def read(body: Any, **options: Any) -> list[Reading]:
    payload = answered("sosovalue-btc", body, AT)
    return sosovalue.parse([payload], Night(day=AT.date(), at=AT, options={"asset": "btc"} | options))


def test_asks_for_the_entry_s_asset() -> None:
    night = Night(day=AT.date(), at=AT, options={"asset": "eth"})
    (asked,) = sosovalue.requests(night)
    base = "https://openapi.sosovalue.com/openapi/v1/etfs/summary-history"
    assert (asked.url, asked.tag) == (f"{base}?symbol=ETH&country_code=US&limit=30", "eth")
    with pytest.raises(WrongUsage):
        sosovalue.requests(night.model_copy(update={"options": {}}))


@pytest.mark.parametrize(("body", "root"), [(ROWS, ""), ({"code": 0, "message": None, "data": ROWS}, "/data")])
def test_a_session_without_a_number_or_still_open_gives_no_reading(body: Any, root: str) -> None:
    assert [(r.figure, r.as_of, r.value, r.unit, r.path) for r in read(body)] == [
        ("etf.btc.net", date(2025, 11, 4), Decimal("-577736000.5"), "usd", f"{root}/1/total_net_inflow"),
        ("etf.btc.net", date(2025, 10, 31), Decimal(0), "usd", f"{root}/4/total_net_inflow"),
    ]


def test_the_documented_sample_keeps_its_decimals(contracts: Path) -> None:
    text = (contracts / "flows/sosovalue/etfs_summary-history.docs-sample.json").read_bytes()
    readings = read(text.split(b"\n", 1)[1])  # its first line is the documentation's comment
    assert [(r.as_of, r.value) for r in readings] == [
        (date(2024, 4, 12), Decimal("-55066297.0000000000000000")),
        (date(2024, 4, 11), Decimal("91269283.0")),
    ]


def test_the_documented_rate_limit_is_a_reason_to_come_back(contracts: Path) -> None:
    with pytest.raises(Unreachable, match="sosovalue-btc answered with error 42901: Rate limit exceeded"):
        read((contracts / "flows/sosovalue/error_429.docs-sample.json").read_bytes())


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"code": 401, "message": "AUTH_REQUIRED"}, Refused, "error 401: AUTH_REQUIRED"),
        ({"code": "RATE_LIMITED", "message": "slow"}, Unreachable, "error RATE_LIMITED"),
        ([], Refused, "no session with a net flow before 2025-11-05"),
        ({"code": 0, "data": ROWS[:1]}, Refused, "no session with a net flow"),
        ({"code": 0, "data": {"list": []}}, Refused, "where a list is due"),
        ([{"date": "04.11.2025", "total_net_inflow": 1}], Refused, "where a day is due, at /0/date"),
        ([{"date": "2025-11-04", "total_net_inflow": "n/a"}], Refused, "where a number is due"),
        ([{"net_inflow": 3000000, "date": "2025-11-04"}], Refused, "no session with a net flow"),
        (b"<!DOCTYPE html><html></html>", Refused, "web page instead of data"),
        (b"", Refused, "empty answer"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(body)
