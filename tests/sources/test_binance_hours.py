"""The hour of the day's high: an hour outside the window, or one nobody recorded, must not pass for the day's."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import binance_hours

AT = datetime(2025, 11, 4, 12, 30, tzinfo=UTC)
FIRST = datetime(2025, 11, 3, 13, tzinfo=UTC)
"""The first hour that began in the 24 before AT."""
ASSETS = {"btc": "BTCUSDT", "eth": "ETHUSDT", "sol": "SOLUSDT"}


def row(hour: int, high: str = "105.0", low: str = "95.0") -> list[Any]:
    """The hour so many hours after the first of the window."""
    start = int((FIRST + timedelta(hours=hour)).timestamp()) * 1000
    return [start, "100.0", high, low, "101.0", "5.0", start + 3_599_999, "500.0", 9, "2.0", "200.0", "0"]


DAY = [row(hour) for hour in range(-1, 24)]


def said(body: Any, tag: str = "btc") -> Payload:
    return answered("binance-hours", body, AT, tag=tag)


def read(*payloads: Payload, at: datetime = AT, assets: dict[str, str] = ASSETS) -> list[Reading]:
    return binance_hours.parse(payloads, Night(day=at.date(), at=at, options={"assets": assets}))


def changed(*rows: list[Any]) -> list[list[Any]]:
    """The day with these hours instead of its own."""
    new = {found[0]: found for found in rows}
    return [new.get(found[0], found) for found in DAY]


def test_asks_25_hours_of_every_symbol() -> None:
    asked = binance_hours.requests(Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTCUSDT"}}))
    assert [(r.tag, r.url) for r in asked] == [
        ("btc", "https://data-api.binance.vision/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=25")
    ]


def test_the_high_and_the_low_with_the_hour_they_were_reached_in() -> None:
    high, low = read(said(changed(row(2, high="110.25"), row(20, low="90.5"))))
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path) for r in (high, low)] == [
        ("prices.btc.binance.hour_high", "110.25", "usd", datetime(2025, 11, 3, 15, tzinfo=UTC), "/3/2"),
        ("prices.btc.binance.hour_low", "90.5", "usd", datetime(2025, 11, 4, 9, tzinfo=UTC), "/21/3"),
    ]
    told = {"venue": "Binance", "pair": "BTCUSDT", "hours": "24", "complete": "yes"}
    assert (high.detail, low.detail) == (told | {"hour": "15:00"}, told | {"hour": "09:00"})
    assert high.formula == low.formula == "value; in USDT, read as US dollars"


def test_an_hour_that_began_before_the_window_is_none_of_it_and_the_running_one_is() -> None:
    high, low = read(said(changed(row(-1, high="999.0", low="1.0"), row(23, high="107.0"))))
    assert (str(high.value), high.detail["hour"], str(low.value)) == ("107.0", "12:00", "95.0")


def test_an_hour_that_begins_with_the_night_is_none_of_it() -> None:
    """A night at 12:00:00 is answered a moment later: what the hour did since then is not of these 24 hours."""
    noon = datetime(2025, 11, 4, 12, tzinfo=UTC)
    high, _ = read(said(changed(row(-1, high="106.0"), row(23, high="999.0"))), at=noon)
    assert (str(high.value), high.as_of, high.detail["hours"]) == ("106.0", datetime(2025, 11, 3, 12, tzinfo=UTC), "24")


def test_the_earliest_of_equal_hours_counts_whatever_order_is_sent() -> None:
    for rows in (DAY, DAY[::-1]):
        high, low = read(said(rows))
        assert high.as_of == low.as_of == FIRST


def test_a_missing_hour_makes_the_day_incomplete() -> None:
    high, low = read(said([found for found in DAY if found[0] != row(5)[0]]))
    assert {(r.detail["hours"], r.detail["complete"]) for r in (high, low)} == {("23", "no")}


def test_every_symbol_has_its_own() -> None:
    readings = read(said(DAY), said(changed(row(3, high="200.0")), "eth"))
    assert [(r.figure, str(r.value), r.detail["pair"]) for r in readings] == [
        ("prices.btc.binance.hour_high", "105.0", "BTCUSDT"),
        ("prices.btc.binance.hour_low", "95.0", "BTCUSDT"),
        ("prices.eth.binance.hour_high", "200.0", "ETHUSDT"),
        ("prices.eth.binance.hour_low", "95.0", "ETHUSDT"),
    ]


RECORDED = "market/binance/spot_klines_BTCUSDT_1h.recorded-2023-01.trimmed.json"


@pytest.mark.parametrize(
    ("at", "hours", "high", "low"),
    [
        (
            datetime(2022, 12, 31, 22, 30, tzinfo=UTC),
            "3",
            ("16574.97", datetime(2022, 12, 31, 20, tzinfo=UTC), "/0/2"),
            ("16470", datetime(2022, 12, 31, 22, tzinfo=UTC), "/2/3"),
        ),
        (
            datetime(2022, 12, 31, 22, tzinfo=UTC),
            "2",
            ("16574.97", datetime(2022, 12, 31, 20, tzinfo=UTC), "/0/2"),
            ("16544.12", datetime(2022, 12, 31, 21, tzinfo=UTC), "/1/3"),
        ),
        (
            datetime(2023, 1, 8, 4, tzinfo=UTC),
            "2",
            ("16944.62", datetime(2023, 1, 8, 3, tzinfo=UTC), "/4/2"),
            ("16919.07", datetime(2023, 1, 8, 2, tzinfo=UTC), "/3/3"),
        ),
    ],
)
def test_the_recorded_hours(
    contracts: Path, at: datetime, hours: str, high: tuple[str, datetime, str], low: tuple[str, datetime, str]
) -> None:
    readings = read(said((contracts / RECORDED).read_bytes()), at=at)
    assert [(r.value, r.as_of, r.path) for r in readings] == [
        (Decimal(value), start, path) for value, start, path in (high, low)
    ]
    assert {(r.detail["hours"], r.detail["complete"]) for r in readings} == {(hours, "no")}


@pytest.mark.parametrize(
    ("file", "kind", "words"),
    [
        ("spot_klines_BTCUSDT_1d.recorded-2019.trimmed.json", Refused, "candles that are not hours"),
        ("error_451_geo_block.recorded.json", Refused, "error 0: Service unavailable from a restricted location"),
        ("fapi_ticker24hr_invalid_symbol_error.recorded.json", Refused, "error -1121: Invalid symbol"),
        ("spot_ticker_24hr_two_symbols.recorded-2024-11-01.json", Refused, "without 0 at /0"),
    ],
)
def test_the_recorded_answers_to_other_questions(
    contracts: Path, file: str, kind: type[BriefError], words: str
) -> None:
    with pytest.raises(kind, match=words):
        read(said((contracts / "market/binance" / file).read_bytes()))


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ({"code": -1003, "msg": "Too much request weight used"}, Unreachable, "error -1003"),
        ([], Refused, "empty list where candles are due"),
        ([row(3)], Refused, "candles that are not hours"),
        ([row(3), row(5)], Refused, "candles that are not hours"),
        ([row(3), row(3)], Refused, "two candles that start at 2025-11-03 16:00 UTC"),
        ([row(-30), row(-29)], Refused, "no hour of the 24 before 2025-11-04T12:30:00Z"),
        (changed(row(4, high="99.0")), Refused, "outside its low and high, at /5"),
        (changed(row(4, low="0")), Refused, "outside its low and high, at /5"),
        (b"<html>blocked</html>", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_such_day_is_one_sentence(body: Any, kind: type[BriefError], words: str) -> None:
    with pytest.raises(kind, match=words):
        read(said(body))


def test_no_single_wrong_value_breaks_it_or_makes_a_zero() -> None:
    evils: list[Any] = [None, True, "", "x", "NaN", "1e999999", -1, 10**40, [], {}]
    for place in range(5):
        for evil in evils:
            rows = json.loads(json.dumps(DAY))
            rows[7][place] = evil
            try:
                readings = read(said(rows))
            except BriefError as told:
                assert str(told).endswith(".")
            else:
                assert all(reading.value for reading in readings)
