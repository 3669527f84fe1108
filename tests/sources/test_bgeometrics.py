"""What short-term holders paid: a figure of last week told as today's, or an empty string as nothing paid."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused, Unreachable
from brief.models import Night, Reading
from brief.sources import bgeometrics

AT = datetime(2026, 9, 21, 6, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT)


def read(body: Any) -> list[Reading]:
    return bgeometrics.parse([answered("bgeometrics", body, AT)], NIGHT)


def row(**changed: Any) -> dict[str, Any]:
    return {"d": "2026-09-14", "unixTs": "1789344000", "sthRealizedPrice": "71262.19"} | changed


def test_one_call_a_night() -> None:
    (asked,) = bgeometrics.requests(NIGHT)
    assert asked.url == "https://bitcoin-data.com/v1/sth-realized-price/last"


def test_the_recorded_cost_exactly(contracts: Path) -> None:
    name = "flows/bgeometrics/sth-realized-price.recorded-2026-09.fragment.json"
    (reading,) = read((contracts / name).read_bytes())
    assert (reading.figure, reading.value, reading.unit, reading.as_of, reading.path) == (
        *("onchain.btc.sth_cost", Decimal("71262.19"), "usd", date(2026, 9, 14)),
        "/sthRealizedPrice",
    )


def test_a_list_of_days_gives_each_that_is_known() -> None:
    rows = [row(d="2026-09-13", unixTs="1789257600", sthRealizedPrice=""), row()]
    assert [(r.as_of, r.path) for r in read(rows)] == [(date(2026, 9, 14), "/1/sthRealizedPrice")]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (row(sthRealizedPrice=""), "no day with a cost"),
        ([], "no day with a cost"),
        (row(sthRealizedPrice="0"), "sent 0 where a price or a cap is due"),
        (row(unixTs="1789344000000"), "where a time is due|another day in d than in unixTs"),
        (row(d="2026-09-15"), "another day in d than in unixTs"),
        (row(d="14.09.2026"), "where a day is due"),
        ({"d": "2026-09-14"}, "without 'sthRealizedPrice'"),
        ({"message": "Not Found"}, "error: Not Found"),
    ],
)
def test_what_cannot_be_right_is_refused(body: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(body)


def test_too_many_calls_are_a_reason_to_come_back() -> None:
    with pytest.raises(Unreachable, match="Too many requests"):
        read({"error": "Too many requests"})
