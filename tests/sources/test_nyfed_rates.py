"""Overnight rates: a rate is its own day's, never another rate's, and no day has two."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused
from brief.models import Night, Payload, Reading
from brief.sources import nyfed_rates

AT = datetime(2026, 9, 24, 12, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT, options={"days": 10})


def said(*rows: dict[str, Any], tag: str = "effr") -> Payload:
    return answered("nyfed-rates", json.dumps({"refRates": rows}).encode(), AT, tag=tag)


def row(day: str, rate: Any = 3.88, kind: str = "EFFR", **more: Any) -> dict[str, Any]:
    return {"effectiveDate": day, "type": kind, "percentRate": rate, "revisionIndicator": "", **more}


def read(*payloads: Payload) -> list[Reading]:
    return nyfed_rates.parse(payloads, NIGHT)


def told(readings: list[Reading]) -> dict[tuple[str, str], tuple[str, str, str]]:
    return {(r.figure, f"{r.as_of}"): (f"{r.value:f}", r.unit, r.path) for r in readings}


def test_asks_each_rate_for_its_last_days() -> None:
    window = "startDate=2026-09-14&endDate=2026-09-24"
    assert [(r.tag, r.url) for r in nyfed_rates.requests(NIGHT)] == [
        ("sofr", f"https://markets.newyorkfed.org/api/rates/secured/sofr/search.json?{window}"),
        ("effr", f"https://markets.newyorkfed.org/api/rates/unsecured/effr/search.json?{window}"),
    ]


def test_the_recorded_rates_of_one_day(contracts: Path) -> None:
    body = (contracts / "news/nyfed/rates_all_latest.recorded.json").read_bytes()
    assert told(read(answered("nyfed-rates", body, AT))) == {
        ("macro.sofr", "2026-09-22"): ("3.87", "percent", "/refRates/5/percentRate"),
        ("macro.sofr_volume", "2026-09-22"): ("2940000000000", "usd", "/refRates/5/volumeInBillions"),
        ("macro.effr", "2026-09-22"): ("3.88", "percent", "/refRates/1/percentRate"),
        ("macro.effr_volume", "2026-09-22"): ("103000000000", "usd", "/refRates/1/volumeInBillions"),
        ("macro.target_low", "2026-09-22"): ("3.75", "percent", "/refRates/1/targetRateFrom"),
        ("macro.target_high", "2026-09-22"): ("4.00", "percent", "/refRates/1/targetRateTo"),
    }


def test_the_recorded_days_of_sofr_have_no_range(contracts: Path) -> None:
    body = (contracts / "news/nyfed/rates_secured_sofr_search.recorded.json").read_bytes()
    readings = read(answered("nyfed-rates", body, AT, tag="sofr"))
    assert [(str(r.as_of), str(r.value)) for r in readings if r.figure == "macro.sofr"] == [
        ("2024-06-06", "5.33"),
        ("2024-06-05", "5.33"),
        ("2024-06-04", "5.33"),
        ("2024-06-03", "5.35"),
    ]
    assert {r.figure for r in readings} == {"macro.sofr", "macro.sofr_volume"}
    assert {r.formula for r in readings if r.unit == "usd"} == {"value * 1000000000"}


def test_the_newest_day_comes_first_whatever_the_order() -> None:
    readings = read(said(row("2026-09-21", 3.9), row("2026-09-23", 3.7), row("2026-09-22", 3.8)))
    assert [(r.as_of, str(r.value)) for r in readings] == [
        (date(2026, 9, 23), "3.7"),
        (date(2026, 9, 22), "3.8"),
        (date(2026, 9, 21), "3.9"),
    ]


def test_a_rate_without_its_volume_or_range_is_a_rate_all_the_same() -> None:
    readings = read(said(row("2026-09-22", volumeInBillions=None, targetRateFrom=3.75, targetRateTo=None)))
    assert [r.figure for r in readings] == ["macro.effr"]


def test_another_rate_is_none_of_those_asked_for() -> None:
    with pytest.raises(Refused, match=r"^nyfed-rates sent no EFFR\.$"):
        read(said(row("2026-09-22", kind="OBFR"), row("2026-09-22", kind="SOFR")))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "sent no EFFR"),
        ([row("2026-09-22"), row("2026-09-22", 3.89)], "two rows of EFFR for 2026-09-22"),
        ([row("2026-09-22", targetRateFrom=4.0, targetRateTo=3.75)], "a target range from 4.0 to 3.75"),
        ([row("2026-09-22", None)], "null where a number is due, at /refRates/0/percentRate"),
        ([row("22 Sep 2026")], "where a day is due"),
        ([{"effectiveDate": "2026-09-22", "type": "EFFR"}], "without 'percentRate' at /refRates/0"),
        ([{"effectiveDate": "2026-09-22"}], "without 'type' at /refRates/0"),
    ],
)
def test_what_cannot_be_right_is_refused(rows: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(said(*rows))


def test_no_damaged_byte_breaks_the_reader(contracts: Path) -> None:
    body = (contracts / "news/nyfed/rates_secured_sofr_search.recorded.json").read_bytes()
    for place in range(0, len(body), 3):
        for evil in (b"", b'"', b"\xff", b"9"):
            try:
                assert read(answered("nyfed-rates", body[:place] + evil + body[place + 1 :], AT, tag="sofr"))
            except BriefError as said_why:
                assert str(said_why).endswith(".")
