"""Coinalyze's hours: coin taken for dollars, or a missing hour for a quiet one, would print a calm that was not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import coinalyze_liquidations

AT = datetime(2025, 10, 24, 9, 30, tzinfo=UTC)
FIRST = datetime(2025, 10, 23, 10, tzinfo=UTC)
BINANCE = {"binance": {"btc": "BTCUSDT_PERP.A"}}
RECORDED = "market/coinalyze/liquidation-history_1hour.recorded-2025-10-24.fragment.json"


def said(body: Any) -> Payload:
    return answered("coinalyze-liquidations", body, AT)


def read(body: Any, markets: dict[str, dict[str, str]] = BINANCE, at: datetime = AT) -> list[Reading]:
    return coinalyze_liquidations.parse([said(body)], Night(day=at.date(), at=at, options={"markets": markets}))


def row(hour: int, long: Any = 0, short: Any = 0) -> dict[str, Any]:
    """The hour so many hours after the first of the window."""
    return {"t": int((FIRST + timedelta(hours=hour)).timestamp()), "l": long, "s": short}


def market(name: str, *rows: dict[str, Any]) -> dict[str, Any]:
    return {"symbol": name, "history": list(rows)}


DAY = [row(hour) for hour in range(24)]


def values(readings: list[Reading]) -> dict[str, str]:
    return {r.figure: str(r.value) for r in readings}


def test_asks_all_markets_at_once_in_seconds_and_in_dollars() -> None:
    (asked,) = coinalyze_liquidations.requests(Night(day=AT.date(), at=AT))
    names = "BTCUSDT_PERP.A,ETHUSDT_PERP.A,SOLUSDT_PERP.A,BTCUSDT.6,ETHUSDT.6,SOLUSDT.6"
    assert asked.url == (
        f"https://api.coinalyze.net/v1/liquidation-history?symbols={names}&interval=1hour"
        "&from=1761211800&to=1761298200&convert_to_usd=true"
    )
    assert AT.timestamp() == 1761298200


def test_more_markets_than_one_answer_holds_is_told_before_the_night() -> None:
    many = {"binance": {f"a{n}": f"A{n}.A" for n in range(21)}}
    with pytest.raises(WrongUsage, match="names 21 markets; Coinalyze answers 20"):
        coinalyze_liquidations.requests(Night(day=AT.date(), at=AT, options={"markets": many}))


def test_sums_the_hours_that_began_in_the_window_and_no_other() -> None:
    """10.505 + 2.25 = 12.755 longs; 1 + 2 = 3 shorts; the hour before the window and the one after it do not count."""
    rows = [row(-1, 900, 900), *DAY[:22], row(22, "10.505", 1), row(23, 2.25, 2), row(24, 900, 900)]
    found = read([market("BTCUSDT_PERP.A", *rows)])
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path) for r in found] == [
        ("liquidations.binance.long_24h", "12.755", "usd", AT, ""),
        ("liquidations.binance.short_24h", "3", "usd", AT, ""),
        ("liquidations.binance.btc.long_24h", "12.755", "usd", AT, "/0/history"),
        ("liquidations.binance.btc.short_24h", "3", "usd", AT, "/0/history"),
    ]
    whole = {"from": "2025-10-23T10:00:00Z", "complete": "yes", "hours": "24", "pairs": "BTCUSDT_PERP.A"}
    assert [r.detail for r in found] == [whole] * 4
    assert {r.formula for r in found} == {
        "sum(l of the rows with 1761211800 <= t < 1761298200 in /0/history); n = 24",
        "sum(s of the rows with 1761211800 <= t < 1761298200 in /0/history); n = 24",
    }


def test_a_venue_is_the_sum_of_its_markets_and_never_of_another_venue() -> None:
    markets = {"binance": {"btc": "BTCUSDT_PERP.A", "eth": "ETHUSDT_PERP.A"}, "bybit": {"btc": "BTCUSDT.6"}}
    body = [
        market("BTCUSDT.6", row(0, 7, 5), *DAY[1:]),
        market("ETHUSDT_PERP.A", row(0, 20, 2), *DAY[1:]),
        market("BTCUSDT_PERP.A", row(0, 100, 10), *DAY[1:]),
    ]
    found = read(body, markets)
    assert values(found) == {
        "liquidations.binance.long_24h": "120",
        "liquidations.binance.short_24h": "12",
        "liquidations.binance.btc.long_24h": "100",
        "liquidations.binance.btc.short_24h": "10",
        "liquidations.binance.eth.long_24h": "20",
        "liquidations.binance.eth.short_24h": "2",
        "liquidations.bybit.long_24h": "7",
        "liquidations.bybit.short_24h": "5",
        "liquidations.bybit.btc.long_24h": "7",
        "liquidations.bybit.btc.short_24h": "5",
    }
    assert found[0].formula == (
        "sum(l of the rows with 1761211800 <= t < 1761298200 in /2/history, /1/history); n = 48"
    )
    assert found[0].detail["pairs"] == "BTCUSDT_PERP.A, ETHUSDT_PERP.A"
    assert {r.path for r in found if r.figure.startswith("liquidations.bybit.btc")} == {"/0/history"}


def test_a_missing_market_makes_its_venue_incomplete_and_itself_silent() -> None:
    markets = {"binance": {"btc": "BTCUSDT_PERP.A", "eth": "ETHUSDT_PERP.A"}, "bybit": {"btc": "BTCUSDT.6"}}
    found = read([market("BTCUSDT_PERP.A", row(0, 100, 10), *DAY[1:]), market("BTCUSDT.6")], markets)
    assert values(found) == {
        "liquidations.binance.long_24h": "100",
        "liquidations.binance.short_24h": "10",
        "liquidations.binance.btc.long_24h": "100",
        "liquidations.binance.btc.short_24h": "10",
    }
    assert [r.detail["complete"] for r in found] == ["no", "no", "yes", "yes"]


def test_a_missing_hour_is_not_a_quiet_one() -> None:
    found = read([market("BTCUSDT_PERP.A", row(3, 7), *DAY[4:])])
    assert values(found) == {"liquidations.binance.long_24h": "7", "liquidations.binance.btc.long_24h": "7"}
    assert found[0].detail == {
        "from": "2025-10-23T13:00:00Z",
        "complete": "no",
        "hours": "21",
        "pairs": "BTCUSDT_PERP.A",
    }
    assert set(values(read([market("BTCUSDT_PERP.A", *DAY)])).values()) == {"0"}
    with pytest.raises(Refused, match="a part of the hours, and no liquidation in them; that is no zero"):
        read([market("BTCUSDT_PERP.A", *DAY[1:])])


def test_the_recorded_fragment_was_asked_without_dollars(contracts: Path) -> None:
    """0.068 and 0.088 are bitcoin, some 16,000 dollars together; as dollars they would be a quarter."""
    body = (contracts / RECORDED).read_bytes()
    with pytest.raises(Refused, match=r"an hour of 0\.068 US dollars, which is coin, at /0/history/0/l"):
        read(body)
    with pytest.raises(Refused, match="no hour of the 24 before 2025-10-25T12:00:00Z"):
        read(body, at=datetime(2025, 10, 25, 12, tzinfo=UTC))


def test_the_recorded_shape_with_its_hour_in_dollars(contracts: Path) -> None:
    """The same hour at 110,000 dollars a coin: 0.068 x 110,000 = 7,480 and 0.088 x 110,000 = 9,680."""
    body = (contracts / RECORDED).read_bytes().replace(b"0.068", b"7480").replace(b"0.088", b"9680")
    found = read(body)
    assert values(found) == {
        "liquidations.binance.long_24h": "7480",
        "liquidations.binance.short_24h": "9680",
        "liquidations.binance.btc.long_24h": "7480",
        "liquidations.binance.btc.short_24h": "9680",
    }
    assert found[0].detail["from"] == "2025-10-23T10:00:00Z"
    assert (found[0].detail["hours"], found[0].detail["complete"]) == ("1", "no")


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("open-interest-history_1hour.recorded-2025-10-24.fragment.json", "without 's' at /0/history/0"),
        ("funding-rate-history_1hour.recorded-2025-10-24.fragment.json", "which is coin, at /0/history/0/l"),
        ("open-interest_current.recorded-2025-10-24.json", "without 'history' at /0"),
        ("future-markets.fixture-2025-11.fragment.json", "without 'history' at /0"),
    ],
)
def test_recorded_answers_to_other_questions(contracts: Path, file: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read((contracts / "market/coinalyze" / file).read_bytes())


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"message": "Invalid/Missing API key"}, Refused, "an error: Invalid/Missing API key"),
        ({"message": "Too Many Requests"}, Unreachable, "an error: Too Many Requests"),
        ([], Refused, "no hour of the 24 before 2025-10-24T09:30:00Z"),  # what times in milliseconds are answered with
        ([market("ETHUSDT_PERP.A", *DAY)], Refused, "about ETHUSDT_PERP.A, which was not asked, at /0"),
        ([market("BTCUSDT_PERP.A", row(0, None))], Refused, "null where a number is due"),
        ([market("BTCUSDT_PERP.A", row(0, -5))], Refused, "a liquidation of -5"),
        ([market("BTCUSDT_PERP.A", row(0, 1e13))], Refused, "a liquidation of 1.000e"),
        (b"<html>Forbidden</html>", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(body)
