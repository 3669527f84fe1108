"""Binance's ticker and daily candles: a geo-block read as data, or USDT passed off as dollars, would be wrong."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import binance, binance_klines

AT = datetime(2025, 11, 4, 12, 0, tzinfo=UTC)
SYMBOLS = {"btc": "BTCUSDT", "eth": "ETHUSDT"}
ROW = {
    "symbol": "BTCUSDT",
    "priceChangePercent": "-1.250",
    "lastPrice": "104900.75000000",
    "highPrice": "107500.00000000",
    "lowPrice": "104000.50000000",
    "closeTime": 1762257480500,
}
DAYS: list[list[Any]] = [
    [1762041600000, "110000.0", "111250.0", "109500.0", "110600.0", "5000", 1762127999999, "1", 9, "1", "1", "0"],
    [1762128000000, "110600.0", "110800.0", "105300.0", "106500.2", "9000", 1762214399999, "1", 9, "1", "1", "0"],
    [1762214400000, "106500.2", "107500.0", "104000.5", "104900.7", "3000", 1762300799999, "1", 9, "1", "1", "0"],
]


def said(body: object, tag: str = "") -> Payload:
    return answered("binance", body, AT, tag=tag)


def read(body: object, symbols: dict[str, str] | None = None) -> list[Reading]:
    return binance.parse([said(body)], Night(day=AT.date(), at=AT, options={"assets": symbols} if symbols else {}))


def klines(*payloads: Payload) -> list[Reading]:
    return binance_klines.parse(payloads, Night(day=AT.date(), at=AT))


def test_the_ticker_is_one_call_and_klines_are_one_a_symbol() -> None:
    night = Night(day=AT.date(), at=AT, options={"assets": SYMBOLS})
    (asked,) = binance.requests(night)
    assert asked.url == (
        "https://data-api.binance.vision/api/v3/ticker/24hr?symbols=%5B%22BTCUSDT%22%2C%22ETHUSDT%22%5D"
    )
    assert [(r.tag, r.url) for r in binance_klines.requests(night)] == [
        ("btc", "https://data-api.binance.vision/api/v3/klines?symbol=BTCUSDT&interval=1d&limit=11"),
        ("eth", "https://data-api.binance.vision/api/v3/klines?symbol=ETHUSDT&interval=1d&limit=11"),
    ]


@pytest.mark.parametrize("source", [binance, binance_klines])
def test_a_pair_in_another_currency_is_a_mistake_in_the_entry(source: Any) -> None:
    with pytest.raises(WrongUsage, match="names BTCEUR, but Binance is read in USDT pairs only"):
        source.requests(Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTCEUR"}}))


def test_the_ticker_says_that_it_reads_a_stablecoin_as_dollars() -> None:
    readings = read([ROW], SYMBOLS)
    assert [(r.figure, str(r.value), r.unit, r.path, r.formula) for r in readings] == [
        ("prices.btc.usd", "104900.75000000", "usd", "/0/lastPrice", "value; in USDT, read as US dollars"),
        (
            "prices.btc.binance.high_24h",
            "107500.00000000",
            "usd",
            "/0/highPrice",
            "value; in USDT, read as US dollars",
        ),
        ("prices.btc.binance.low_24h", "104000.50000000", "usd", "/0/lowPrice", "value; in USDT, read as US dollars"),
        ("prices.btc.change_24h", "-1.250", "percent", "/0/priceChangePercent", ""),
    ]
    assert {r.as_of for r in readings} == {datetime(2025, 11, 4, 11, 58, 0, 500000, tzinfo=UTC)}


def test_pairs_nobody_asked_for_and_pairs_that_never_traded_give_nothing() -> None:
    rows = [ROW, ROW | {"symbol": "BTCEUR"}, ROW | {"symbol": "XUSDT", "lastPrice": "0.00000000"}]
    assert {r.figure.split(".")[1] for r in read(rows)} == {"btc"}
    with pytest.raises(Refused, match="without one price of a watched coin"):
        read([ROW], {"eth": "ETHUSDT"})
    with pytest.raises(Refused, match="without one price of a watched coin"):
        read([])


def test_null_is_not_zero() -> None:
    nulls = ROW | {"priceChangePercent": None, "highPrice": None}
    assert [r.figure for r in read([nulls], SYMBOLS)] == ["prices.btc.usd", "prices.btc.binance.low_24h"]


@pytest.mark.parametrize("parse", [binance.parse, binance_klines.parse])
@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ({"code": 0, "msg": "Restricted location"}, Refused, r"error 0: Restricted location\.$"),
        ({"code": -1121, "msg": "Invalid symbol."}, Refused, "error -1121: Invalid symbol"),
        ({"code": -1003, "msg": "Too much request weight used"}, Unreachable, "error -1003: Too much request weight"),
        ({"assets": []}, Refused, "a dict where a list is due"),
    ],
)
def test_an_error_body_is_one_sentence(parse: Any, body: object, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        parse([said(body)], Night(day=AT.date(), at=AT))


def test_closed_days_give_their_four_prices_and_the_running_day_none() -> None:
    readings = klines(said(DAYS, "eth"))
    assert [(r.figure, str(r.value), r.as_of, r.path) for r in readings[:4]] == [
        ("prices.eth.binance.open", "110600.0", date(2025, 11, 3), "/1/1"),
        ("prices.eth.binance.high", "110800.0", date(2025, 11, 3), "/1/2"),
        ("prices.eth.binance.low", "105300.0", date(2025, 11, 3), "/1/3"),
        ("prices.eth.binance.close", "106500.2", date(2025, 11, 3), "/1/4"),
    ]
    assert [r.as_of for r in readings[4:]] == [date(2025, 11, 2)] * 4
    assert {(r.unit, r.formula) for r in readings} == {("usd", "value; in USDT, read as US dollars")}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "empty list where candles are due"),
        ([DAYS[2]], "without one closed day"),
        ([[*DAYS[0][:4], "109000.0"]], "outside its low and high, at /0"),
        ([[1762041600, *DAYS[0][1:]]], r"without one closed day"),
    ],
)
def test_what_holds_no_closed_day_is_refused(rows: object, words: str) -> None:
    with pytest.raises(Refused, match=words):
        klines(said(rows, "btc"))


def test_the_recorded_ticker(contracts: Path) -> None:
    body = (contracts / "market/binance/spot_ticker_24hr_two_symbols.recorded-2024-11-01.json").read_bytes()
    readings = read(body)
    assert readings == read(body, SYMBOLS)
    assert {r.figure: r.value for r in readings} == {
        "prices.btc.usd": Decimal(69624),
        "prices.btc.change_24h": Decimal("-3.691"),
        "prices.btc.binance.high_24h": Decimal(72700),
        "prices.btc.binance.low_24h": Decimal(68830),
        "prices.eth.usd": Decimal("2509.72"),
        "prices.eth.change_24h": Decimal("-5.165"),
        "prices.eth.binance.high_24h": Decimal("2652.38"),
        "prices.eth.binance.low_24h": Decimal("2467.67"),
    }
    assert [r.as_of for r in readings if r.figure.endswith(".usd")] == [
        datetime(2024, 11, 1, 5, 30, 18, 472000, tzinfo=UTC),
        datetime(2024, 11, 1, 5, 30, 18, 420000, tzinfo=UTC),
    ]


def test_the_recorded_days_and_hours(contracts: Path) -> None:
    folder = contracts / "market/binance"
    readings = klines(said((folder / "spot_klines_BTCUSDT_1d.recorded-2019.trimmed.json").read_bytes()))
    assert len(readings) == 5 * 4
    assert [(str(r.value), r.path) for r in readings if r.as_of == date(2019, 1, 1)] == [
        ("3701.23000000", "/0/1"),
        ("3810.16000000", "/0/2"),
        ("3642.00000000", "/0/3"),
        ("3797.14000000", "/0/4"),
    ]
    closes = {r.as_of: r.value for r in readings if r.figure == "prices.btc.binance.close"}
    assert closes == {
        date(2019, 1, 1): Decimal("3797.14"),
        date(2019, 1, 2): Decimal("3858.56"),
        date(2019, 1, 3): Decimal("3766.78"),
        date(2019, 12, 30): Decimal(7246),
        date(2019, 12, 31): Decimal("7195.23"),
    }
    with pytest.raises(Refused, match="without one closed day"):
        klines(said((folder / "spot_klines_BTCUSDT_1h.recorded-2023-01.trimmed.json").read_bytes()))


@pytest.mark.parametrize("parse", [binance.parse, binance_klines.parse])
def test_the_recorded_refusals(contracts: Path, parse: Any) -> None:
    folder, night = contracts / "market/binance", Night(day=AT.date(), at=AT)
    with pytest.raises(Refused, match=r"^binance answered with error 0: Service unavailable from a restricted loc"):
        parse([said((folder / "error_451_geo_block.recorded.json").read_bytes())], night)
    with pytest.raises(Refused, match=r"^binance answered with error -1121: Invalid symbol\."):
        parse([said((folder / "fapi_ticker24hr_invalid_symbol_error.recorded.json").read_bytes())], night)
