"""Stocks, yields and the dollar: a holiday must be no zero, and one index never another's number."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import fred

AT = datetime(2026, 8, 3, 12, tzinfo=UTC)
OPTIONS: dict[str, Any] = {"series": {"sp500": "SP500", "ten_year": "DGS10"}, "percent": ["ten_year"], "days": 400}
WEEK = "observation_date,SP500\n2026-07-01,7230.10\n2026-07-02,7200.75\n2026-07-03,\n2026-07-06,7259.22\n"


def night(options: Mapping[str, Any] = OPTIONS) -> Night:
    return Night(day=AT.date(), at=AT, options=dict(options))


def said(body: str | bytes, tag: str = "sp500") -> Payload:
    return answered("fred", body if isinstance(body, bytes) else body.encode(), AT, tag=tag)


def read(*payloads: Payload, options: Mapping[str, Any] = OPTIONS) -> list[Reading]:
    return fred.parse(payloads, night(options))


def recorded(contracts: Path, name: str) -> Payload:
    return said((contracts / "news/fred" / f"fredgraph_{name}.recorded-trimmed.csv").read_bytes(), "")


def test_asks_one_series_at_a_time_as_far_back_as_the_entry_says() -> None:
    graph = "https://fred.stlouisfed.org/graph/fredgraph.csv"
    assert [(r.tag, r.url) for r in fred.requests(night())] == [
        ("sp500", f"{graph}?id=SP500&cosd=2025-06-29"),
        ("ten_year", f"{graph}?id=DGS10&cosd=2025-06-29"),
    ]
    assert [r.url[-10:] for r in fred.requests(night(OPTIONS | {"days": 3}))] == ["2026-07-31"] * 2
    assert [r.tag for r in fred.requests(night({}))] == list(fred.SERIES)


def test_every_observation_is_a_reading_of_its_day_newest_first() -> None:
    readings = read(said(WEEK))
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path) for r in readings] == [
        ("macro.sp500", "7259.22", "index", date(2026, 7, 6), "line[5]/col[SP500]"),
        ("macro.sp500", "7200.75", "index", date(2026, 7, 2), "line[3]/col[SP500]"),
        ("macro.sp500", "7230.10", "index", date(2026, 7, 1), "line[2]/col[SP500]"),
    ]
    assert {(r.formula, tuple(r.detail.items())) for r in readings} == {("", (("series", "SP500"),))}


def test_old_and_new_spelling_say_the_same() -> None:
    old = WEEK.replace("observation_date", "DATE").replace("2026-07-03,", "2026-07-03,.")
    assert [(r.value, r.as_of, r.path) for r in read(said(old))] == [
        (r.value, r.as_of, r.path) for r in read(said(WEEK))
    ]


def test_a_yield_is_in_percent_and_may_be_below_zero() -> None:
    body = "observation_date,DGS10\n2026-07-30,-0.05\n2026-07-31,0.00\n"
    assert [(r.figure, str(r.value), r.unit) for r in read(said(body, "ten_year"))] == [
        ("macro.ten_year", "0.00", "percent"),
        ("macro.ten_year", "-0.05", "percent"),
    ]


def test_the_answers_stand_side_by_side() -> None:
    both = read(said(WEEK), said("DATE,DGS10\n2026-07-06,4.48\n", "ten_year"))
    assert [(r.figure, str(r.value)) for r in both if r.as_of == date(2026, 7, 6)] == [
        ("macro.sp500", "7259.22"),
        ("macro.ten_year", "4.48"),
    ]


def test_the_recorded_yields(contracts: Path) -> None:
    readings = read(recorded(contracts, "DGS10"))
    days = {r.as_of: str(r.value) for r in readings}
    assert len(readings) == len(days) == 41
    assert {(r.figure, r.unit) for r in readings} == {("macro.ten_year", "percent")}
    assert (readings[0].as_of, str(readings[0].value), readings[0].path) == (
        date(2026, 7, 30),
        "4.68",
        "line[48]/col[DGS10]",
    )
    assert (readings[-1].as_of, str(readings[-1].value), readings[-1].path) == (
        date(1962, 1, 2),
        "4.06",
        "line[2]/col[DGS10]",
    )
    assert days[date(2026, 7, 2)] == "4.49"
    holidays = {date(1962, 2, 12), date(1962, 2, 22), date(1962, 4, 20), date(1962, 5, 30)}
    assert not (holidays | {date(2026, 6, 19), date(2026, 7, 3)}) & days.keys()


def test_the_recorded_dollar(contracts: Path) -> None:
    readings = read(recorded(contracts, "DTWEXBGS"), options={})
    assert len(readings) == 41
    assert {(r.figure, r.unit) for r in readings} == {("macro.dollar", "index")}
    assert [(r.as_of, str(r.value), r.path) for r in (readings[0], readings[-1])] == [
        (date(2026, 7, 24), "120.7105", "line[48]/col[DTWEXBGS]"),
        (date(2006, 1, 2), "101.4155", "line[2]/col[DTWEXBGS]"),
    ]


@pytest.mark.parametrize(
    ("series", "number", "newest", "oldest"),
    [
        ("RRPONTSYD", 39, (date(2026, 7, 31), "2.151"), (date(2003, 2, 7), "2.5")),
        ("SOFR", 41, (date(2026, 7, 30), "3.65"), (date(2018, 4, 3), "1.83")),
        ("WALCL", 43, (date(2026, 7, 29), "6738190"), (date(2002, 12, 18), "719542")),
    ],
)
def test_the_other_recorded_series_read_the_same_where_they_are_asked_for(
    contracts: Path, series: str, number: int, newest: tuple[date, str], oldest: tuple[date, str]
) -> None:
    readings = read(recorded(contracts, series), options={"series": {"other": series}})
    assert len(readings) == number
    assert [(r.as_of, str(r.value)) for r in (readings[0], readings[-1])] == [newest, oldest]
    assert {r.figure for r in readings} == {"macro.other"}


def test_an_amount_is_told_in_dollars_whatever_its_file_counts_in(contracts: Path) -> None:
    amounts = {
        "series": {"reverse_repo": "RRPONTSYD", "tga_week": "WTREGEN"},
        "percent": [],
        "dollars": {"reverse_repo": 1_000_000_000, "tga_week": 1_000_000},
    }
    readings = read(recorded(contracts, "RRPONTSYD"), options=amounts)
    assert (readings[0].figure, readings[0].unit, f"{readings[0].value:f}") == (
        "macro.reverse_repo",
        "usd",
        "2151000000",
    )
    assert {r.formula for r in readings} == {"value * 1000000000"}
    (week,) = read(said("observation_date,WTREGEN\n2025-10-29,957990\n", "tga_week"), options=amounts)
    assert (f"{week.value:f}", week.formula) == ("957990000000", "value * 1000000")


@pytest.mark.parametrize("series", ["DGS10", "DTWEXBGS", "RRPONTSYD", "SOFR", "WALCL"])
def test_the_answer_of_another_series_is_refused(contracts: Path, series: str) -> None:
    told = recorded(contracts, series).model_copy(update={"tag": "sp500"})
    with pytest.raises(Refused, match=rf"sent 'observation_date,{series}' where the header observation_date,SP500 "):
        read(told)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("stooq/history-challenge.recorded.html", "web page instead of data"),
        ("stooq/blocked_js_challenge.recorded.html", "web page instead of data"),
        ("stooq/quote-404.recorded.html", "where the header"),
        ("stooq/q_l_GSPC.recorded.csv", "sent 'Symbol,Date,Time,Open,High,Low,Close,Volume' where the header"),
        ("stooq/q_l_VIX.recorded.csv", "sent 'Symbol,Date,Time,Open,High,Low,Close,Volume' where the header"),
        ("fred/api_observations_DFF.recorded.json", "where the header"),
        ("fred/api_invalid_key.recorded.json", "where the header|broken CSV"),
    ],
)
def test_recorded_answers_that_are_no_such_file(contracts: Path, file: str, words: str) -> None:
    for tag in ("sp500", ""):
        with pytest.raises(Refused, match=words) as refused:
            read(said((contracts / "news" / file).read_bytes(), tag))
        assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("observation_date,SP500\n", "no observation of SP500"),
        ("observation_date,SP500\n2026-07-03,\n2026-07-04,.\n", "no observation of SP500"),
        ("observation_date,SP500\n2026-07-02,1\n2026-07-01,2\n", "2026-07-01 after 2026-07-02, where days must ascend"),
        ("observation_date,SP500\n2026-07-02,1\n2026-07-02,1\n", "2026-07-02 after 2026-07-02"),
        ("observation_date,SP500\n2026-07-03,\n2026-07-02,1\n", "2026-07-02 after 2026-07-03"),
        ("observation_date,SP500\n2026-07-02,1,2\n", r"3 cells under 2 headers, at line\[2\]"),
        ("observation_date,SP500\n2026-07-02,7.2e3\n", r"'7.2e3' where a number is due, at line\[2\]/col\[SP500\]"),
        ("observation_date,SP500\n07/02/2026,7200\n", "where a day is due"),
        ("", "empty answer"),
    ],
)
def test_what_cannot_be_right_is_refused(body: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(said(body))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"series": []}, "must map our names to FRED's ids"),
        ({"series": {"sp500": 500}}, "must map our names to FRED's ids"),
        ({"series": {}}, "must map our names to FRED's ids"),
        ({"series": {"sp500": "SP500"}, "percent": ["ten_year"]}, "names ten_year, which `series:` does not"),
        (OPTIONS | {"dollars": {"tga_week": 1_000_000}}, "`dollars:` in sources.yaml names tga_week"),
        (OPTIONS | {"dollars": {"sp500": "millions"}}, "must say what each amount counts in"),
        (OPTIONS | {"dollars": ["sp500"]}, "must say what each amount counts in"),
        (OPTIONS | {"dollars": {"sp500": 0}}, "must say what each amount counts in"),
    ],
)
def test_an_entry_that_cannot_be_asked_says_so(options: dict[str, Any], words: str) -> None:
    with pytest.raises(WrongUsage, match=words):
        fred.requests(night(options))


def test_no_damaged_byte_breaks_the_reader() -> None:
    body = WEEK.encode()
    for place in range(len(body)):
        for evil in (b"", b"\n", b'"', b",", b"\x00", b"\xff", b"9"):
            try:
                readings = read(said(body[:place] + evil + body[place + 1 :]))
            except BriefError as told:
                assert str(told).endswith(".")
            else:
                assert readings
