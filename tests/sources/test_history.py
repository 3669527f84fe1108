"""Asking for the past: a stretch left out is a hole in every comparison, one too long is refused by the venue."""

import json
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answered
from brief.errors import Refused
from brief.models import Night
from brief.sources import (
    alternative_me,
    binance_klines,
    coinbase,
    coinmarketcap_fear_greed,
    defillama_stablecoins,
    defillama_tvl,
    deribit_dvol,
    farside,
    fred,
    kraken,
    mempool_space,
    nyfed_rates,
    treasury_cash,
)
from brief.sources._past import midnight, millis, stretches
from nights import REPOSITORY

AT = datetime(2026, 11, 28, 8, 30, tzinfo=UTC)
SINCE = date(2024, 1, 1)
COINS = {
    binance_klines: {"btc": "BTCUSDT"},
    coinbase: {"btc": "BTC-USD"},
    kraken: {"btc": "XBTUSD"},
    deribit_dvol: {"btc": "BTC"},
}
DAY = timedelta(days=1)


def night(since: date | None = SINCE, **options: Any) -> Night:
    return Night(day=AT.date(), at=AT, since=since, options=options)


def asked(module: Any, since: date = SINCE) -> list[dict[str, str]]:
    assets = {"assets": COINS[module]} if module in COINS else {}
    urls = [urlsplit(request.url) for request in module.history(night(since, **assets))]
    return [{name: value for name, (value,) in parse_qs(url.query).items()} for url in urls]


@given(st.dates(date(2009, 1, 3), AT.date()), st.integers(1, 1000))
def test_stretches_hold_every_day_once_up_to_yesterday(since: date, most: int) -> None:
    found = list(stretches(night(since), most))
    days = [first + DAY * n for first, last in found for n in range((last - first).days + 1)]
    assert days == [since + DAY * n for n in range((AT.date() - since).days)]
    assert all((last - first).days < most for first, last in found)


def test_binance_is_asked_for_a_thousand_days_at_a_time() -> None:
    first, second = asked(binance_klines)
    assert first == {
        "symbol": "BTCUSDT",
        "interval": "1d",
        "startTime": "1704067200000",
        "endTime": str(millis(date(2026, 9, 26))),
        "limit": "1000",
    }
    assert (second["startTime"], second["endTime"]) == (
        str(millis(date(2026, 9, 27))),
        str(millis(date(2026, 11, 27))),
    )


def test_coinbase_is_asked_for_three_hundred_days_at_a_time() -> None:
    found = asked(coinbase)
    assert [(one["start"], one["end"]) for one in found] == [
        ("2024-01-01T00:00:00Z", "2024-10-26T00:00:00Z"),
        ("2024-10-27T00:00:00Z", "2025-08-22T00:00:00Z"),
        ("2025-08-23T00:00:00Z", "2026-06-18T00:00:00Z"),
        ("2026-06-19T00:00:00Z", "2026-11-27T00:00:00Z"),
    ]
    assert {one["granularity"] for one in found} == {"86400"}


def test_deribit_is_asked_for_five_hundred_days_at_a_time() -> None:
    found = asked(deribit_dvol)
    assert [one["start_timestamp"] for one in found] == [
        str(millis(date(2024, 1, 1))),
        str(millis(date(2025, 5, 15))),
        str(millis(date(2026, 9, 27))),
    ]
    assert found[-1]["end_timestamp"] == str(millis(date(2026, 11, 27)))


@pytest.mark.parametrize(
    ("module", "due"),
    [
        (alternative_me, [{"limit": "1063"}]),
        (coinmarketcap_fear_greed, [{"limit": "500"}]),
        (kraken, [{"pair": "XBTUSD", "interval": "1440"}]),
    ],
)
def test_who_gives_all_at_once_is_asked_once(module: Any, due: list[dict[str, str]]) -> None:
    assert asked(module) == due


def test_fred_is_asked_from_the_first_day_for_each_series() -> None:
    found = asked(fred)
    assert {one["cosd"] for one in found} == {"2024-01-01"}
    assert {one["id"] for one in found} == set(fred.SERIES.values())


def test_overnight_rates_are_asked_from_the_first_day_for_each_rate() -> None:
    assert asked(nyfed_rates) == [{"startDate": "2024-01-01", "endDate": "2026-11-28"}] * 2


def test_the_treasury_s_cash_is_asked_for_on_one_page_that_has_room_for_ten_years() -> None:
    (found,) = asked(treasury_cash)
    assert found == {"filter": "record_date:gte:2024-01-01", "sort": "-record_date", "page[size]": "10000"}


def test_the_first_block_before_mempools_days_is_no_day() -> None:
    """The server puts it in front of a whole chart, at no midnight."""
    (request,) = mempool_space.history(night())
    assert request.url == "https://mempool.space/api/v1/mining/hashrate"
    days = [{"timestamp": int(midnight(AT.date() - DAY * n).timestamp()), "avgHashrate": 10**20} for n in (2, 1, 0)]
    answer = {"hashrates": [{"timestamp": 1231006505, "avgHashrate": 0}, *days], "currentDifficulty": 10**14}
    past = mempool_space.parse([answered("mempool-space", answer, AT, tag="hashrate")], night())
    assert [it.as_of for it in past if it.figure.endswith("hashrate")] == [AT.date() - DAY * n for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("module", "options"),
    [(defillama_stablecoins, {"coins": {"usdt": 1}}), (defillama_tvl, {"chains": {"ethereum": "Ethereum"}})],
)
def test_a_chart_is_read_beside_the_list_that_says_what_it_is_of(module: Any, options: dict[str, Any]) -> None:
    assert module.TOGETHER
    asked = [one.tag for one in module.history(night(**options))]
    assert asked[:2] == ["list", "all"]
    assert asked == [one.tag for one in module.requests(night(None, **options))]


def chart(days: int) -> list[dict[str, Any]]:
    """Points of DefiLlama up to the running day, oldest first."""
    starts = [midnight(AT.date() - DAY * n) for n in range(days, -1, -1)]
    return [{"date": int(start.timestamp()), "tvl": 1000 + n} for n, start in enumerate(starts)]


def test_a_chart_of_defillama_gives_every_day_from_the_first_one_wanted() -> None:
    """A night reads a year and a month of it."""
    payload = answered("defillama-tvl", chart(900), AT, tag="all")
    past = defillama_tvl.parse([payload], night(date(2025, 1, 1)))
    assert [it.as_of for it in past] == [AT.date() - DAY * n for n in range(1, (AT.date() - date(2025, 1, 1)).days + 1)]
    assert [it.value for it in past[:2]] == [1899, 1898]
    assert len(defillama_tvl.parse([payload], night(None))) == 400


def candles(days: int, *, millis: bool) -> list[list[Any]]:
    """Closed days up to yesterday and the running one, each with its own close."""
    rows = []
    for n in range(days, -1, -1):
        start = int(midnight(AT.date() - DAY * n).timestamp())
        rows.append([start * 1000 if millis else start, "10", "20", "5", str(10 + n / 100), "1"])
    return rows


def test_all_days_of_an_answer_are_read_and_the_price_of_now_is_not() -> None:
    """A night keeps the newest ten; a price in an answer about the past would be one of long ago."""
    rows = [[start, 5, 20, 10, 11 + start % 7, 1] for start, *_ in candles(300, millis=False)]
    payload = answered("coinbase", rows, AT, tag="btc")
    past = coinbase.parse([payload], night(assets={"btc": "BTC-USD"}))
    assert {it.figure for it in past} == {"prices.btc.coinbase.close"}
    assert [it.as_of for it in past] == [AT.date() - DAY * n for n in range(1, 301)]
    tonight = coinbase.parse([payload], night(None, assets={"btc": "BTC-USD"}))
    assert [it.as_of for it in tonight if it.figure.endswith("close")] == [AT.date() - DAY * n for n in range(1, 11)]


def test_kraken_reads_all_of_its_days_too() -> None:
    body = {"error": [], "result": {"XXBTZUSD": [[*row, "0", 1] for row in _kraken(720)], "last": 1}}
    past = kraken.parse([answered("kraken", body, AT, tag="btc")], night(assets={"btc": "XBTUSD"}))
    assert len(past) == 720
    assert {it.figure for it in past} == {"prices.btc.kraken.close"}


def _kraken(days: int) -> list[list[Any]]:
    return [[start, "10", "20", "5", close, "11"] for start, _, _, _, close, _ in candles(days, millis=False)]


@pytest.mark.parametrize("module", [binance_klines, coinbase])
def test_before_a_pair_was_listed_there_is_nothing_and_tonight_that_would_be_a_fault(module: Any) -> None:
    payload = answered("venue", [], AT, tag="btc")
    assert module.parse([payload], night(assets=COINS[module])) == []
    with pytest.raises(Refused, match=r"empty list where candles are due"):
        module.parse([payload], night(None, assets=COINS[module]))


@pytest.mark.parametrize(("module", "second"), [(binance_klines, 1000), (coinbase, 1)])
def test_hours_are_not_taken_for_days(module: Any, second: int) -> None:
    first = int(midnight(AT.date() - DAY).timestamp())
    rows = [[(first + hour * 3600) * second, "10", "10", "10", "10", "1"] for hour in range(5)]
    with pytest.raises(Refused, match=r"candles without one closed day among them"):
        module.parse([answered("venue", rows, AT, tag="btc")], night(assets=COINS[module]))


def test_a_recorded_answer_of_binance_gives_every_day_of_the_past(contracts: Path) -> None:
    """Recorded in 2019; a night's own limit is what it asks for."""
    body = (contracts / "market" / "binance" / "spot_klines_BTCUSDT_1d.recorded-2019.trimmed.json").read_bytes()
    past = binance_klines.parse([answered("binance-klines", body, AT, tag="btc")], night(assets={"btc": "BTCUSDT"}))
    days = {it.as_of for it in past if it.figure.endswith("close")}
    assert len(days) == len(json.loads(body))


def test_a_recorded_page_of_farside_gives_more_than_a_nights_sessions(contracts: Path) -> None:
    body = (contracts / "flows" / "farside" / "btc_page.recorded-2025-08-10.trimmed.html").read_bytes()
    payload = answered("farside-btc", body, datetime(2025, 8, 10, 12, tzinfo=UTC))
    sessions = [
        {it.as_of for it in farside.parse([payload], one) if it.figure == "etf.btc.net"}
        for one in (night(None, asset="btc", keep=10), night(asset="btc", keep=10))
    ]
    assert len(sessions[0]) == 10
    assert len(sessions[1]) > 10
    assert sessions[0] < sessions[1]


def test_the_cells_of_farsides_page_of_all_sessions_are_read_from_the_first_on(contracts: Path) -> None:
    """Recorded as texts; the page around them is laid out as the recorded one of the newest sessions."""
    rows = json.loads((contracts / "flows" / "farside" / "all_data_rows.recorded-2024-10.trimmed.json").read_bytes())
    funds = [name for name in rows[0] if name not in ("Date", "Total")]
    top, heads = ["", *[""] * len(funds), "Total"], ["", *funds, ""]
    table = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        for cells in (top, heads, *(it.values() for it in rows))
    )
    body = f"<html><body><table class='etf'>{table}</table></body></html>".encode()
    options: dict[str, Any] = {"asset": "btc", "past": "https://farside.co.uk/bitcoin-etf-flow-all-data/"}
    assert [it.url for it in farside.history(night(**options))] == ["https://farside.co.uk/btc/", options["past"]]
    past = farside.parse([answered("farside-btc", body, AT, tag="btc")], night(date(2024, 1, 11), **options))
    nets = {it.as_of: it.value for it in past if it.figure == "etf.btc.net"}
    assert list(nets)[:4] == [date(2024, 1, day) for day in (11, 12, 16, 17)]  # the 15th was a holiday
    assert [nets[day] for day in list(nets)[:4]] == [655_300_000, 203_000_000, -52_700_000, 453_800_000]
    assert max(nets) == date(2024, 10, 25)
    first = {it.figure: it.value for it in past if it.as_of == date(2024, 1, 11)}
    assert first["etf.btc.funds.gbtc"] == -95_100_000
    assert "etf.btc.funds.btc" not in first  # not launched


def test_the_modules_that_give_their_past_are_these() -> None:
    """One that loses its `history` is left out of a backfill without a word."""
    names = (path.stem for path in (REPOSITORY / "brief" / "sources").glob("[!_]*.py"))
    assert {name for name in names if hasattr(import_module(f"brief.sources.{name}"), "history")} >= {
        *("alternative_me", "binance_klines", "coinbase", "coinglass_etf", "coinmarketcap_fear_greed"),
        *("coinglass_holders", "defillama_stablecoins", "defillama_tvl", "deribit_dvol", "farside", "fred", "kraken"),
        *("mempool_space", "nyfed_rates", "treasury_cash"),
    }
