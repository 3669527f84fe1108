"""Kraken's candles and ticker: its odd names must become the right coins, and its zeros no prices."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answered
from brief.errors import Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import kraken, kraken_ticker

AT = datetime(2025, 11, 4, 12, 0, tzinfo=UTC)
PAIRS = {"btc": "XBTUSD", "eth": "ETHUSD", "doge": "XDGUSD"}
DAYS = [
    [1762041600, "110000.0", "111250.0", "109500.0", "110600.0", "110100.1", "5000.5", 9000],
    [1762128000, "110600.0", "110800.0", "105300.0", "106500.2", "107000.1", "9000.5", 12000],
    [1762214400, "106500.2", "107500.0", "104000.5", "104900.7", "105500.1", "3000.5", 8000],
]


def ticker(last: str, high: str = "107500.0", low: str = "104000.5") -> dict[str, Any]:
    return {"c": [last, "0.01"], "h": ["1.0", high], "l": ["1.0", low], "o": "106500.2"}


def said(body: object, tag: str = "") -> Payload:
    return answered("kraken", body, AT, tag=tag)


def candles(name: str, rows: list[Any] = DAYS, tag: str = "") -> Payload:
    return said({"error": [], "result": {name: rows, "last": 1762128000}}, tag)


def read(*payloads: Payload, pairs: dict[str, str] | None = None, **options: Any) -> list[Reading]:
    return kraken.parse(payloads, Night(day=AT.date(), at=AT, options=options | ({"assets": pairs} if pairs else {})))


def ticks(result: object, pairs: dict[str, str] | None = None) -> list[Reading]:
    body = result if isinstance(result, bytes) else {"error": [], "result": result}
    return kraken_ticker.parse([said(body)], Night(day=AT.date(), at=AT, options={"assets": pairs} if pairs else {}))


def test_candles_are_asked_for_one_pair_at_a_time_and_tickers_in_one_call() -> None:
    night = Night(day=AT.date(), at=AT, options={"assets": {"btc": "XBTUSD", "eth": "ETHUSD"}})
    assert [(r.tag, r.url) for r in kraken.requests(night)] == [
        ("btc", "https://api.kraken.com/0/public/OHLC?pair=XBTUSD&interval=1440"),
        ("eth", "https://api.kraken.com/0/public/OHLC?pair=ETHUSD&interval=1440"),
    ]
    (asked,) = kraken_ticker.requests(night)
    assert asked.url == "https://api.kraken.com/0/public/Ticker?pair=XBTUSD,ETHUSD"


@pytest.mark.parametrize(
    ("name", "symbol", "quote"),
    [
        ("XXBTZUSD", "btc", "USD"),
        ("XBTUSD", "btc", "USD"),
        ("BTC/USD", "btc", "USD"),
        ("XBTUSDT", "btc", "USDT"),
        ("BTC/USDT", "btc", "USDT"),
        ("XETHZUSD", "eth", "USD"),
        ("DOTUSD", "dot", "USD"),
        ("XDGUSD", "doge", "USD"),
        ("XTZUSD", "xtz", "USD"),
        ("USDT/USD", "usdt", "USD"),
        ("SOLUSDC", "sol", "USDC"),
        ("1INCHUSD", "1inch", "USD"),
    ],
)
def test_every_spelling_of_a_dollar_pair_names_its_coin(name: str, symbol: str, quote: str) -> None:
    assert kraken.dollar_pair(name) == (symbol, quote)


@pytest.mark.parametrize("name", ["AIR/EUR", "XXBTZEUR", "ETHXBT", "USD", "last", "", "BTC/USD/x"])
def test_what_is_not_in_dollars_is_no_dollar_pair(name: str) -> None:
    assert kraken.dollar_pair(name) is None


@given(st.from_regex(r"[A-WY-Z0-9][A-Z0-9]{2}", fullmatch=True).filter(lambda coin: coin != "USD"))
def test_a_pair_reads_the_same_with_and_without_a_slash(coin: str) -> None:
    assert kraken.dollar_pair(f"{coin}USD") == kraken.dollar_pair(f"{coin}/USD")


def test_the_running_day_is_the_price_and_the_closed_days_are_closes() -> None:
    readings = read(candles("XXBTZUSD", tag="btc"), pairs=PAIRS)
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path) for r in readings] == [
        ("prices.btc.usd", "104900.7", "usd", AT, "/result/XXBTZUSD/2/4"),
        ("prices.btc.kraken.close", "106500.2", "usd", date(2025, 11, 3), "/result/XXBTZUSD/1/4"),
        ("prices.btc.kraken.close", "110600.0", "usd", date(2025, 11, 2), "/result/XXBTZUSD/0/4"),
    ]
    assert {r.formula for r in readings} == {""}


def test_a_missing_tag_is_made_up_for_by_the_name_and_days_are_counted() -> None:
    assert {r.figure for r in read(candles("XDGUSD"), days=1)} == {"prices.doge.usd", "prices.doge.kraken.close"}
    assert len(read(candles("XDGUSD"), days=1)) == 2


def test_two_pairs_are_two_coins() -> None:
    readings = read(candles("XXBTZUSD", tag="btc"), candles("XETHZUSD", tag="eth"), pairs=PAIRS)
    assert {r.figure.split(".")[1] for r in readings} == {"btc", "eth"}


def test_a_rebranded_coin_keeps_our_symbol() -> None:
    assert read(candles("POLUSD", tag="matic"), pairs={"matic": "POLUSD"})[0].figure == "prices.matic.usd"


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ({"error": ["EAPI:Rate limit exceeded"]}, Unreachable, "an error about btc: EAPI:Rate limit exceeded"),
        ({"error": ["EGeneral:Too many requests"]}, Unreachable, "EGeneral:Too many requests"),
        ({"error": ["EService:Unavailable"]}, Unreachable, "EService:Unavailable"),
        ({"error": ["EQuery:Unknown asset pair"]}, Refused, r"error about btc: EQuery:Unknown asset pair\.$"),
        ({"error": [], "result": {"last": 1}}, Refused, "0 pairs where one is due, at /result"),
        ({"error": [], "result": {"A/USD": [], "B/USD": []}}, Refused, "2 pairs where one is due"),
        ({"error": [], "result": {"XXBTZEUR": DAYS}}, Refused, "XXBTZEUR, which is not in dollars"),
        ({"error": [], "result": {"XETHZUSD": DAYS}}, Refused, "a pair of eth where btc was asked for"),
        ({"error": [], "result": {"XXBTZUSD": []}}, Refused, "empty list where candles are due"),
        ({"error": [], "result": []}, Refused, "a list where an object is due"),
        ({"error": []}, Refused, "without 'result' at /"),
    ],
)
def test_what_holds_no_candles_is_one_sentence(body: object, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        read(said(body, "btc"), pairs=PAIRS)


def test_the_ticker_gives_the_last_trade_and_the_past_24_hours() -> None:
    readings = ticks({"XXBTZUSD": ticker("104900.7"), "XDGUSD": ticker("0.165", "0.17", "0.16")}, PAIRS)
    assert [(r.figure, str(r.value), r.unit, r.path) for r in readings] == [
        ("prices.btc.usd", "104900.7", "usd", "/result/XXBTZUSD/c/0"),
        ("prices.btc.kraken.high_24h", "107500.0", "usd", "/result/XXBTZUSD/h/1"),
        ("prices.btc.kraken.low_24h", "104000.5", "usd", "/result/XXBTZUSD/l/1"),
        ("prices.doge.usd", "0.165", "usd", "/result/XDGUSD/c/0"),
        ("prices.doge.kraken.high_24h", "0.17", "usd", "/result/XDGUSD/h/1"),
        ("prices.doge.kraken.low_24h", "0.16", "usd", "/result/XDGUSD/l/1"),
    ]
    assert {r.as_of for r in readings} == {AT}


def test_the_pair_asked_for_is_the_one_read() -> None:
    both = {"BTC/USDT": ticker("104800"), "BTC/USD": ticker("104900.7")}
    assert ticks(both, {"btc": "XBTUSDT"})[0].value == 104800
    assert ticks(both, {"btc": "XBTUSDT"})[0].formula == "value; in USDT, read as US dollars"
    assert ticks(both)[0].value == Decimal("104900.7")
    assert ticks(dict(reversed(both.items())))[0].value == Decimal("104900.7")


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({}, "without one price of a watched coin"),
        ({"XETHZEUR": ticker("1")}, "without one price of a watched coin"),
        ({"SOLUSD": ticker("1")}, "without one price of a watched coin"),
        ({"XXBTZUSD": ticker("0", "0", "0")}, "without one price of a watched coin"),
        ({"XXBTZUSD": {}}, "without 'c' at /result/XXBTZUSD"),
        ({"XXBTZUSD": ticker("many")}, "'many' where a number is due"),
        ({"XXBTZUSD": {"c": [None]}}, "null where a number is due|without 'h'"),
    ],
)
def test_a_ticker_without_our_prices_is_refused(result: object, words: str) -> None:
    with pytest.raises(Refused, match=words):
        ticks(result, PAIRS)


def test_an_error_with_status_200_is_an_error() -> None:
    with pytest.raises(Refused, match=r"^kraken answered with an error: EQuery:Unknown asset pair\.$"):
        ticks(b'{"error":["EQuery:Unknown asset pair"]}')


def test_the_recorded_candles_of_minutes_give_a_price_and_no_daily_close(contracts: Path) -> None:
    body = (contracts / "market/kraken/spot_OHLC_XBTUSDT_1m.recorded-2025-11-10.trimmed.json").read_bytes()
    late = said(body).model_copy(update={"fetched_at": datetime(2025, 11, 12, tzinfo=UTC)})
    (reading,) = read(late)
    assert (reading.figure, str(reading.value), reading.path) == (
        "prices.btc.usd",
        "105899.4",
        "/result/XBTUSDT/6/4",
    )
    assert reading.as_of == datetime(2025, 11, 11, 0, 18, tzinfo=UTC)
    assert reading.formula == "value; in USDT, read as US dollars"


@pytest.mark.parametrize(
    ("name", "symbol", "pair", "last", "high", "low"),
    [
        ("XBTUSD.recorded-2026-09-08", "btc", "XXBTZUSD", "78493.80000", "79498.00000", "77609.40000"),
        ("DOTUSD.recorded-2026-09-12", "dot", "DOTUSD", "1.03420", "1.05900", "1.03040"),
        ("XBTUSDT.recorded-2025-11", "btc", "XBTUSDT", "105899.40000", "106613.10000", "104711.00000"),
    ],
)
def test_the_recorded_tickers(
    contracts: Path, name: str, symbol: str, pair: str, last: str, high: str, low: str
) -> None:
    readings = ticks((contracts / f"market/kraken/spot_Ticker_{name}.json").read_bytes())
    assert [(r.figure, str(r.value), r.path) for r in readings] == [
        (f"prices.{symbol}.usd", last, f"/result/{pair}/c/0"),
        (f"prices.{symbol}.kraken.high_24h", high, f"/result/{pair}/h/1"),
        (f"prices.{symbol}.kraken.low_24h", low, f"/result/{pair}/l/1"),
    ]


def test_the_recording_of_all_pairs(contracts: Path) -> None:
    path = contracts / "market/kraken/spot_Ticker_all_assetVersion1.recorded-2026-06-24.trimmed.json"
    readings = ticks(path.read_bytes())
    assert {r.figure: str(r.value) for r in readings if r.figure.endswith(".usd")} == {
        "prices.eth.usd": "1643.01000",
        "prices.sol.usd": "68.76000",
        "prices.usdt.usd": "0.99847000",
        "prices.btc.usd": "60934.90000",
    }
    assert len(readings) == 12, "AIR/EUR is not in dollars, and AIR/USD never traded"
    btc = ticks(path.read_bytes(), PAIRS)
    assert [r.path for r in btc if r.figure == "prices.btc.usd"] == ["/result/BTC~1USD/c/0"]
    assert len(btc) == 6
