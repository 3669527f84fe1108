"""DVOL: an index a hundred times too small, or an hour taken for a day, would read as the calmest market ever."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import deribit_dvol

AT = datetime(2026, 9, 29, 8, 9, 58, tzinfo=UTC)
DAYS: list[list[Any]] = [
    [1790553600000, 36.23, 36.63, 35.49, 35.93],
    [1790640000000, 35.93, 36.27, 35.74, 35.74],
]


def said(rows: Any, tag: str = "btc") -> Payload:
    body = rows if isinstance(rows, bytes | dict) else {"result": {"data": rows, "continuation": None}}
    return answered("deribit-dvol", body, AT, tag=tag)


def read(*payloads: Payload) -> list[Reading]:
    return deribit_dvol.parse(payloads, Night(day=AT.date(), at=AT))


def test_asks_for_the_last_forty_days_up_to_the_night() -> None:
    night = Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTC", "eth": "ETH"}})
    base = "https://www.deribit.com/api/v2/public/get_volatility_index_data"
    window = "start_timestamp=1787213398000&end_timestamp=1790669398000&resolution=1D"
    assert [(r.tag, r.url) for r in deribit_dvol.requests(night)] == [
        ("btc", f"{base}?currency=BTC&{window}"),
        ("eth", f"{base}?currency=ETH&{window}"),
    ]
    assert (1790669398000 - 1787213398000) / 86_400_000 == 40


def test_the_close_of_every_day_newest_first_the_running_one_included() -> None:
    for rows in (DAYS, DAYS[::-1]):
        found = [(r.figure, str(r.value), r.unit, r.as_of, r.formula) for r in read(said(rows))]
        assert found == [
            ("derivatives.btc.dvol", "35.74", "index", date(2026, 9, 29), ""),
            ("derivatives.btc.dvol", "35.93", "index", date(2026, 9, 28), ""),
        ]
    assert [r.path for r in read(said(DAYS))] == ["/result/data/1/4", "/result/data/0/4"]
    assert read(said(DAYS))[0].detail == {"venue": "Deribit"}


def test_the_request_s_tag_says_whose_it_is() -> None:
    figures = {r.figure for r in read(said(DAYS), said(DAYS, "eth"))}
    assert figures == {"derivatives.btc.dvol", "derivatives.eth.dvol"}


def test_a_changed_digit_is_another_volatility() -> None:
    row = [*DAYS[1][:4], 35.75]
    assert str(read(said([DAYS[0], row]))[0].value) == "35.75"


def test_the_recorded_days_exactly(contracts: Path) -> None:
    file = contracts / "market/deribit/volatility_index_data_BTC_1D.recorded-2026-09-29.json"
    assert [(r.as_of.isoformat(), str(r.value)) for r in read(said(file.read_bytes()))] == [
        ("2026-09-29", "35.74"),
        ("2026-09-28", "35.93"),
        ("2026-09-27", "35.07"),
        ("2026-09-26", "34.92"),
    ]


def test_the_documented_sample_is_of_another_scale_and_refused(contracts: Path) -> None:
    body = (contracts / "market/deribit/get_volatility_index_data.docs-sample.json").read_bytes()
    with pytest.raises(Refused, match="a row that does not begin with a day, at /result/data/0"):
        read(said(body))
    # And were its minutes days, they would still be fractions.
    day = body.replace(b"1598019300000", b"1790553600000")
    with pytest.raises(Refused, match=r"a volatility of 0\.210084879 to 0\.212860821 percent, at /result/data/0"):
        read(said(day))


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"error": {"code": 10028, "message": "too_many_requests"}}, Unreachable, "error 10028"),
        ({"error": {"code": 13020, "message": "not_found"}}, Refused, "error 13020: not_found"),
        ({"result": {"data": DAYS}, "testnet": True}, Refused, "test network"),
        ([], Refused, "no day of its volatility index"),
        ([*DAYS, DAYS[0]], Refused, "two rows of 2026-09-28"),
        ([[1790553600000, 36.23, 36.63, 35.49, None]], Refused, "null where a number is due, at /result/data/0/4"),
        ([[1790553600000, 36.23, 36.63, 0.99, 35.93]], Refused, r"a volatility of 0\.99 to 36\.63 percent"),
        ([[1790553600000, 36.23, 3663, 35.49, 35.93]], Refused, r"a volatility of 35\.49 to 3663 percent"),
        ([[1790553600000, 36.23, 35.49, 36.63, 35.93]], Refused, r"a volatility of 36\.63 to 35\.49 percent"),
        ([[1790553600000, 36.23, 36.63, 35.49, 37]], Refused, "a close of 37 outside its day's range"),
        ([[1790557200000, 36.23, 36.63, 35.49, 35.93]], Refused, "does not begin with a day"),
        ([[1790553600000, 36.23, 36.63]], Refused, "without 3"),
        (b"<html>Forbidden</html>", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(said(body))
