"""Gold by the day: a running day is no close, and a future's midnight must not slip into the day before."""

import copy
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import yahoo_chart

AT = datetime(2025, 2, 20, 11, 47, tzinfo=UTC)
YAHOO = "news/yahoo-chart/"


def midnight(day: date, hours_behind: int = 5) -> int:
    return int(datetime(day.year, day.month, day.day, hours_behind, tzinfo=UTC).timestamp())


TODAY = date(2025, 2, 20)
ROWS: dict[int, float | None] = {
    midnight(date(2024, 7, 1), 4): 2338.9,  # summer: New York is four hours behind
    midnight(date(2025, 2, 17)): None,
    midnight(date(2025, 2, 18)): 2949.0,
    midnight(date(2025, 2, 19)): 2936.1,
    midnight(TODAY): 2952.5,
}


def chart(rows: dict[int, float | None] = ROWS, closes: list[Any] | None = None, **meta: Any) -> dict[str, Any]:
    period = {"start": midnight(TODAY), "end": midnight(TODAY) + 86_340, "gmtoffset": -18000}
    told = {
        "currency": "USD",
        "symbol": "GC=F",
        "instrumentType": "FUTURE",
        "gmtoffset": -18000,
        "dataGranularity": "1d",
        "currentTradingPeriod": {"regular": period},
    }
    result = {
        "meta": told | meta,
        "timestamp": list(rows),
        "indicators": {"quote": [{"close": list(rows.values()) if closes is None else closes}]},
    }
    return {"chart": {"result": [result], "error": None}}


def said(body: Any, at: datetime = AT, tag: str = "gold") -> Payload:
    return answered("yahoo-chart", body, at, tag=tag)


def read(*payloads: Payload, assets: dict[str, str] | None = None) -> list[Reading]:
    options = {} if assets is None else {"assets": assets}
    return yahoo_chart.parse(payloads, Night(day=AT.date(), at=AT, options=options))


def recorded(contracts: Path, name: str) -> Any:
    """The answer; a recorder that kept the question with it is unwrapped."""
    told = json.loads((contracts / YAHOO / name).read_bytes())
    return told["response"]["bodyJson"] if "response" in told else told


def test_asks_a_year_of_days() -> None:
    (asked,) = yahoo_chart.requests(Night(day=AT.date(), at=AT, options={"assets": {"gold": "GC=F"}}))
    url = "https://query2.finance.yahoo.com/v8/finance/chart/GC%3DF?interval=1d&range=1y"
    assert (asked.tag, asked.url) == ("gold", url)


def test_days_that_are_over_by_the_exchange_s_own_date_newest_first() -> None:
    readings = read(said(chart()))
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path) for r in readings] == [
        ("macro.gold", "2936.1", "usd", date(2025, 2, 19), "/chart/result/0/indicators/quote/0/close/3"),
        ("macro.gold", "2949.0", "usd", date(2025, 2, 18), "/chart/result/0/indicators/quote/0/close/2"),
        ("macro.gold", "2338.9", "usd", date(2024, 7, 1), "/chart/result/0/indicators/quote/0/close/0"),
    ]
    assert {(r.formula, r.detail["symbol"], r.detail["contract"]) for r in readings} == {
        ("", "GC=F", "front-month futures")
    }


def test_the_running_day_is_a_close_once_it_is_over() -> None:
    end = datetime.fromtimestamp(midnight(TODAY) + 86_340, UTC)
    assert read(said(chart(), end - timedelta(seconds=1)))[0].as_of == date(2025, 2, 19)
    assert read(said(chart(), end))[0].as_of == TODAY


def test_before_the_session_opens_nothing_of_it_counts() -> None:
    """At night the period is the coming session's; a live row of the evening before it is no day of its own."""
    period = {"regular": {"start": midnight(TODAY) + 34_200, "end": midnight(TODAY) + 57_600}}
    readings = read(said(chart(currentTradingPeriod=period), datetime(2025, 2, 20, 7, tzinfo=UTC)))
    assert readings[0].as_of == date(2025, 2, 19)


def test_a_live_row_beside_the_day_s_own_must_say_the_same() -> None:
    evening = midnight(date(2025, 2, 19)) + 61_200
    same = dict(sorted((ROWS | {evening: 2936.1}).items()))
    assert next((str(r.value), r.path[-8:]) for r in read(said(chart(same)))) == ("2936.1", "/close/3")
    with pytest.raises(Refused, match=r"two closes of 2025-02-19, 2936\.1 and 2940\.0"):
        read(said(chart(dict(sorted((ROWS | {evening: 2940.0}).items())))))


def test_summer_s_midnight_stays_in_its_day_seen_from_winter_and_the_other_way_round() -> None:
    days = [date(2024, 3, 11), date(2024, 11, 4), date(2025, 1, 2)]
    for offset in (-14400, -18000):
        rows: dict[int, float | None] = {midnight(day, hours): 2000.0 for day in days for hours in (4, 5)}
        assert [r.as_of for r in read(said(chart(rows, gmtoffset=offset)))] == days[::-1]


def test_the_first_day_of_the_recorded_gold_is_a_summer_day_seen_from_winter(contracts: Path) -> None:
    """What `SLACK` is for, from the recording itself: 04:00 UTC beside an offset of five hours."""
    meta = recorded(contracts, "chart-GC=F-2020-01-01-to-2020-01-03.recorded.json")["chart"]["result"][0]["meta"]
    first = datetime.fromtimestamp(meta["firstTradeDate"], UTC)
    assert (first, meta["gmtoffset"]) == (datetime(2000, 8, 30, 4, tzinfo=UTC), -18000)
    rows: dict[int, float | None] = {meta["firstTradeDate"]: 273.9}
    assert [r.as_of for r in read(said(chart(rows)))] == [date(2000, 8, 30)]


def test_the_recorded_gold(contracts: Path) -> None:
    (reading,) = read(said(recorded(contracts, "chart-GC=F-2020-01-01-to-2020-01-03.recorded.json")))
    assert (reading.figure, str(reading.value), reading.unit, reading.as_of) == (
        "macro.gold",
        "1524.5",
        "usd",
        date(2020, 1, 2),
    )


@pytest.mark.parametrize(
    ("symbol", "file", "at", "number", "newest", "oldest"),
    [
        (
            "^GSPC",
            "v8_GSPC_1y.recorded-trimmed.json",
            datetime(2026, 5, 10, 6, 30, tzinfo=UTC),
            25,
            (date(2026, 5, 8), "7398.93017578125"),
            (date(2026, 4, 6), "6611.830078125"),
        ),
        (
            "^IXIC",
            "v8_IXIC_1y.recorded-trimmed.json",
            datetime(2026, 5, 10, 6, 30, tzinfo=UTC),
            25,
            (date(2026, 5, 8), "26247.080078125"),
            (date(2026, 4, 6), "21996.33984375"),
        ),
        (
            "^GSPC",
            "v8_GSPC_5d.recorded.json",
            datetime(2026, 4, 30, 17, 15, 30, tzinfo=UTC),  # in the middle of the session
            4,
            (date(2026, 4, 29), "7135.9501953125"),
            (date(2026, 4, 24), "7165.080078125"),
        ),
        (
            "^GSPC",
            "v8_GSPC_5d.recorded.json",
            datetime(2026, 4, 30, 20, 0, tzinfo=UTC),
            5,
            (date(2026, 4, 30), "7177.5400390625"),
            (date(2026, 4, 24), "7165.080078125"),
        ),
    ],
)
def test_the_recorded_indexes(
    contracts: Path,
    symbol: str,
    file: str,
    at: datetime,
    number: int,
    newest: tuple[date, str],
    oldest: tuple[date, str],
) -> None:
    readings = read(said(recorded(contracts, file), at, "stocks"), assets={"stocks": symbol})
    assert len(readings) == number
    assert [(r.as_of, str(r.value)) for r in (readings[0], readings[-1])] == [newest, oldest]
    assert {(r.figure, r.unit, tuple(r.detail)) for r in readings} == {("macro.stocks", "index", ("symbol",))}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.recorded.json", "about 'AAPL'"),
        ("chart-BTC-USD-2020-01-01-to-2020-01-03.recorded.json", "about 'BTC-USD' where GC=F was asked for"),
        ("chart-EURUSD=X-2020-01-01-to-2020-01-03.recorded.json", "about 'EURUSD=X'"),
        ("chart-QQQ-2020-01-01-to-2020-01-03.recorded.json", "about 'QQQ'"),
        ("chart-WSU.DE-2023-08-04-to-2023-08-09.recorded.json", "about 'WSU.DE'"),
        ("v8_GSPC_1y.recorded-trimmed.json", r"about '\^GSPC'"),
        ("v8_not_found.docs-sample.json", "error Not Found: No data found, symbol may be delisted"),
        ("v8_history.meta.json", "without 'chart' at /"),
    ],
)
def test_recorded_answers_about_something_else(contracts: Path, file: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(said(recorded(contracts, file)))


@pytest.mark.parametrize(
    ("file", "symbol"),
    [
        ("chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.recorded.json", "AAPL"),
        ("chart-WSU.DE-2023-08-04-to-2023-08-09.recorded.json", "WSU.DE"),
        ("chart-EURUSD=X-2020-01-01-to-2020-01-03.recorded.json", "EURUSD=X"),
    ],
)
def test_minutes_euros_and_what_is_no_future_are_refused_even_where_asked_for(
    contracts: Path, file: str, symbol: str
) -> None:
    with pytest.raises(Refused, match="not daily in US dollars"):
        read(said(recorded(contracts, file)), assets={"gold": symbol})


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (chart(closes=[1.0]), Refused, "1 closes beside 5 days"),
        (chart({}), Refused, "no close of a day that is over"),
        (chart({midnight(TODAY): 2952.5}), Refused, "no close of a day that is over"),
        (chart(currency="EUR"), Refused, "not daily in US dollars"),
        (chart(dataGranularity="1h"), Refused, "not daily in US dollars"),
        (chart(gmtoffset=10**9), Refused, "where an offset is due"),
        ({"chart": {"result": None, "error": {"code": "Too Many Requests", "description": "x"}}}, Unreachable, "Too"),
        ({"chart": {"result": None, "error": None}}, Refused, "without 0 at /chart/result"),
        ({"finance": {"result": None, "error": {"code": "Unauthorized"}}}, Refused, "without 'chart' at /"),
        (b"Too Many Requests\r\n", Refused, "broken JSON"),
        (b"<html></html>", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_such_chart_is_one_sentence(body: Any, kind: type[BriefError], words: str) -> None:
    with pytest.raises(kind, match=words):
        read(said(body))


def test_an_answer_without_days_is_refused() -> None:
    """Yahoo leaves the list out where it has nothing."""
    body = chart()
    del body["chart"]["result"][0]["timestamp"]
    with pytest.raises(Refused, match="without 'timestamp'"):
        read(said(body))


def test_no_single_wrong_value_breaks_it_or_makes_a_zero() -> None:
    result = chart()["chart"]["result"][0]
    ways = [("meta", key) for key in result["meta"]] + [("timestamp", 2), ("timestamp",), ("indicators",)]
    ways += [("indicators", "quote", 0, "close", 2), ("indicators", "quote", 0, "close")]
    ways += [("meta", "currentTradingPeriod", "regular", key) for key in ("start", "end")]
    evils: list[Any] = [None, True, "", "x", "NaN", "1e999999", 0, -1, 10**40, [], {}, [None]]
    for way in ways:
        for evil in evils:
            body = copy.deepcopy(chart())
            place: Any = body["chart"]["result"][0]
            for key in way[:-1]:
                place = place[key]
            place[way[-1]] = evil
            try:
                readings = read(said(body))
            except BriefError as told:
                assert str(told).endswith(".")
            else:
                assert all(reading.value for reading in readings)
