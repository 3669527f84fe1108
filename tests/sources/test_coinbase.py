"""Coinbase's candles and statistics: a low read as a close, or a running day printed as closed, would be wrong."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import coinbase, coinbase_stats

AT = datetime(2025, 11, 4, 12, 0, tzinfo=UTC)
PRODUCTS = {"btc": "BTC-USD", "eth": "ETH-USD"}
DAYS: list[
    list[Any]
] = [  # [seconds, low, high, open, close, volume], newest first; the first is the running 4 November
    [1762214400, 104000.5, 107500, 106500.25, 104900.75, 9000.5],
    [1762128000, 105300, 110800, 110600, 106500.25, 12000],
    [1762041600, 109500, 111250, 110000, 110600, 5000],
]
STATS = {"open": "106500.00", "high": "107500.5", "low": "104000", "last": "104900.75", "volume": "12000.5"}


def said(body: object, tag: str = "", fetched_at: datetime = AT) -> Payload:
    return answered("coinbase", body, fetched_at, tag=tag)


def read(*payloads: Payload, **options: Any) -> list[Reading]:
    return coinbase.parse(payloads, Night(day=AT.date(), at=AT, options=options))


def stats(*payloads: Payload) -> list[Reading]:
    return coinbase_stats.parse(payloads, Night(day=AT.date(), at=AT))


def test_one_call_a_product() -> None:
    night = Night(day=AT.date(), at=AT, options={"assets": PRODUCTS})
    base = "https://api.exchange.coinbase.com/products"
    assert [(r.tag, r.url) for r in coinbase.requests(night)] == [
        ("btc", f"{base}/BTC-USD/candles?granularity=86400"),
        ("eth", f"{base}/ETH-USD/candles?granularity=86400"),
    ]
    assert [(r.tag, r.url) for r in coinbase_stats.requests(night)] == [
        ("btc", f"{base}/BTC-USD/stats"),
        ("eth", f"{base}/ETH-USD/stats"),
    ]


def test_the_running_day_is_the_price_and_the_closed_days_are_closes() -> None:
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path) for r in read(said(DAYS, "btc"))] == [
        ("prices.btc.usd", "104900.75", "usd", AT, "/0/4"),
        ("prices.btc.coinbase.close", "106500.25", "usd", date(2025, 11, 3), "/1/4"),
        ("prices.btc.coinbase.close", "110600", "usd", date(2025, 11, 2), "/2/4"),
    ]


def test_a_day_is_closed_from_midnight_on() -> None:
    midnight = datetime(2025, 11, 5, tzinfo=UTC)
    closes = read(said(DAYS, "btc", midnight))[1:]
    assert [r.as_of for r in closes] == [date(2025, 11, 4), date(2025, 11, 3), date(2025, 11, 2)]
    price = read(said(DAYS, "btc", datetime(2025, 11, 9, tzinfo=UTC)))[0]
    assert price.as_of == midnight, "a candle says nothing of the time after it ended"


def test_only_the_newest_days_asked_for_are_given() -> None:
    assert [r.as_of for r in read(said(DAYS, "btc"), days=1)[1:]] == [date(2025, 11, 3)]
    assert read(said(DAYS, "btc"), days=0)[1:] == []
    many = [[1762214400 - 86400 * n, 1, 2, 1, 2, 1] for n in range(300)]
    assert len(read(said(many, "btc"))) == 1 + 10


def test_two_products_are_two_coins() -> None:
    eth = [[row[0], 3400, 3700, 3650, 3600 + n, 1] for n, row in enumerate(DAYS)]
    readings = read(said(DAYS, "btc"), said(eth, "eth"))
    assert {r.figure: r.value for r in readings if r.figure.endswith("usd")} == {
        "prices.btc.usd": Decimal("104900.75"),
        "prices.eth.usd": Decimal(3600),
    }


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([], r"^coinbase sent an empty list where candles are due\.$"),
        ([[1762214400, 107500, 104000, 106500, 104900, 1]], "prices lie outside its low and high, at /0"),
        ([[1762214400, 1, 2, 3, 2, 1]], "prices lie outside its low and high, at /0"),
        ([[1762214400, 0, 2, 1, 2, 1]], "prices lie outside its low and high, at /0"),
        ([[1762214400, 1, 2, 1]], "without 4 at /0"),
        ([[1762214400, 1, 2, 1, None, 1]], "null where a number is due, at /0/4"),
        ([DAYS[0], DAYS[0]], "two candles that start at 2025-11-04 00:00 UTC"),
        ({"candles": []}, "a dict where a list is due"),
        ({"message": "User-Agent header is required."}, r"an error about btc: User-Agent header is required\.$"),
        ({"message": "NotFound"}, "an error about btc: NotFound"),
    ],
)
def test_what_is_no_list_of_candles_is_one_sentence(body: object, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(said(body, "btc"))


@pytest.mark.parametrize("parse", [coinbase.parse, coinbase_stats.parse])
def test_a_rate_limit_asks_us_to_come_back(parse: Any) -> None:
    with pytest.raises(Unreachable, match="Public rate limit exceeded"):
        parse([said({"message": "Public rate limit exceeded"})], Night(day=AT.date(), at=AT))


def test_the_day_change_follows_from_last_and_open() -> None:
    readings = stats(said(STATS, "btc"))
    assert [(r.figure, str(r.value), r.unit, r.path, r.formula) for r in readings] == [
        ("prices.btc.usd", "104900.75", "usd", "/last", ""),
        ("prices.btc.change_24h", "-1.501643192488262910798122070", "percent", "/last", "(value / {/open} - 1) * 100"),
        ("prices.btc.coinbase.high_24h", "107500.5", "usd", "/high", ""),
        ("prices.btc.coinbase.low_24h", "104000", "usd", "/low", ""),
    ]
    assert {r.as_of for r in readings} == {AT}


@pytest.mark.parametrize("before", [None, "0", ""])
def test_without_an_open_there_is_no_change(before: str | None) -> None:
    assert "prices.btc.change_24h" not in {r.figure for r in stats(said(STATS | {"open": before}, "btc"))}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"last": "0"}, "sent 0 where a price or a cap is due, at /last"),
        ({"last": None}, "null where a number is due, at /last"),
        ({"last": "-5"}, "sent -5 where a price or a cap is due"),
        ({"open": "0.01"}, "a price of btc 10490075 times that of a day before"),
    ],
)
def test_an_impossible_last_price_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        stats(said(STATS | change, "btc"))


def test_the_recorded_candles_of_minutes_give_a_price_and_no_daily_close(contracts: Path) -> None:
    folder = contracts / "market/coinbase"
    for name, close, path, as_of in (
        ("candles_BTC-USD_60s.recorded-2026-10-04.json", "85305.36", "/0/4", datetime(2026, 10, 4, 18, 9, tzinfo=UTC)),
        ("candles_60s.recorded-2018-02-01.json", "10120.21", "/0/4", datetime(2018, 2, 1, 0, 10, tzinfo=UTC)),
    ):
        (reading,) = read(said((folder / name).read_bytes(), fetched_at=datetime(2026, 11, 1, tzinfo=UTC)))
        assert (reading.figure, str(reading.value), reading.path) == ("prices.btc.usd", close, path)
        assert reading.as_of == as_of


def test_the_recorded_statistics(contracts: Path) -> None:
    folder = contracts / "market/coinbase"
    eth = stats(said((folder / "products_ETH-USDT_stats.recorded-2022-11-24.json").read_bytes(), "eth"))
    assert {r.figure: str(r.value) for r in eth} == {
        "prices.eth.usd": "1200.18",
        "prices.eth.change_24h": "3.691736144109896755799386600",
        "prices.eth.coinbase.high_24h": "1217.2",
        "prices.eth.coinbase.low_24h": "1150.5",
    }
    btc = stats(said((folder / "products_BTC_stats.fixture-2025.json").read_bytes()))
    assert {r.figure: str(r.value) for r in btc} == {
        "prices.btc.usd": "83233.97",
        "prices.btc.change_24h": "-1.994412193513123738781350460",
        "prices.btc.coinbase.high_24h": "85562.07",
        "prices.btc.coinbase.low_24h": "83217.26",
    }


@pytest.mark.parametrize("name", ["stats_short.fixture-2015.json", "ticker.fixture-2015-04-08.json"])
def test_old_answers_without_a_last_price_are_refused(contracts: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"^coinbase sent an answer without 'last' at /\.$"):
        stats(said((contracts / "market/coinbase" / name).read_bytes()))


@pytest.mark.parametrize("parse", [coinbase.parse, coinbase_stats.parse])
def test_the_recorded_refusal(contracts: Path, parse: Any) -> None:
    body = (contracts / "market/coinbase/error_missing_user_agent_400.recorded-2019-01-16.json").read_bytes()
    with pytest.raises(Refused, match=r"^coinbase answered with an error: User-Agent header is required\.$"):
        parse([said(body)], Night(day=AT.date(), at=AT))
