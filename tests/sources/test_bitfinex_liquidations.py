"""Bitfinex liquidations: a trigger and its execution are one order; counted both, the night is twice as bad."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from answers import answered, hours, liquidated, plain
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import bitfinex_liquidations

AT = datetime(2024, 1, 28, 9, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT)


def row(
    position: int, minutes_ago: float, amount: float, price: float | None, match: int = 1, symbol: str = "tBTCF0:USTF0"
) -> list[Any]:
    millis = int((AT - timedelta(minutes=minutes_ago)).timestamp() * 1000)
    return ["pos", position, millis, None, symbol, amount, 42000, None, match, 1, None, price]


def said(body: Any) -> Payload:
    return answered("bitfinex-liquidations", body, AT)


def read(*bodies: Any) -> list[Reading]:
    return bitfinex_liquidations.parse([said(body) for body in bodies], NIGHT)


def values(readings: list[Reading]) -> dict[str, str]:
    return liquidated(readings, "liquidations.bitfinex")


def test_asks_for_the_24_hours() -> None:
    (asked,) = bitfinex_liquidations.requests(NIGHT)
    base = "https://api-pub.bitfinex.com/v2/liquidations/hist"
    assert asked.url == f"{base}?start=1706346000000&end=1706432400000&limit=500&sort=-1"


def test_the_rows_of_one_position_are_one_order() -> None:
    """The rows that a public client printed on 2024-01-28: two positions, five rows."""
    rows = [
        [row(1, 30, 0.0392, None, match=0)],
        [row(1, 30, 0.0392, 42735), row(1, 30, 0.03908247, 42735)],
        [row(2, 20, -0.002, None, match=0)],
        [row(2, 20, -0.002, 42815)],
    ]
    long, short, largest, *_ = read(rows)
    assert [(r.figure, plain(r.value), r.path) for r in (long, short, largest)] == [
        ("liquidations.bitfinex.long_24h", "1675.212", ""),  # 0.0392 x 42,735
        ("liquidations.bitfinex.short_24h", "85.63", ""),
        ("liquidations.bitfinex.largest", "1675.212", "/1/0/5"),
    ]
    assert largest.as_of == AT - timedelta(minutes=30)
    assert {name: largest.detail[name] for name in ("venue", "pair", "side", "complete", "skipped")} == {
        "venue": "Bitfinex",
        "pair": "BTC-UST",
        "side": "long",
        "complete": "yes",
        "skipped": "0",
    }
    assert largest.formula.partition(";")[0] == "value * {/1/0/11}"
    assert short.formula.partition(": ")[2] == "|amount| * price_acquired); n = 1"


def test_a_short_s_amount_is_negative_and_its_formula_says_so() -> None:
    (largest,) = [r for r in read([[row(2, 20, -0.002, 42815)]]) if r.figure.endswith(".largest")]
    assert (plain(largest.value), largest.formula.partition(";")[0]) == ("85.63", "(0 - value) * {/0/0/11}")


def test_coins_and_clock_hours_are_zero_only_below_an_answer_that_reaches_back() -> None:
    rows = [[row(1, 30, 2, 100)], [row(2, 90, -3, 10, symbol="tETHF0:USTF0")]]
    readings = read(rows)
    assert values(readings) == {"long_24h": "200", "short_24h": "30", "largest": "200"}
    assert liquidated(readings, "liquidations.bitfinex.btc") == {"long_24h": "200", "short_24h": "0"}
    assert liquidated(readings, "liquidations.bitfinex.eth") == {"long_24h": "0", "short_24h": "30"}
    assert liquidated(readings, "liquidations.bitfinex.sol") == {"long_24h": "0", "short_24h": "0"}
    found = hours(readings, "liquidations.bitfinex")
    assert len(found) == 24
    assert {hour: usd for hour, usd in found.items() if usd != "0"} == {"28 08:00": "200", "28 07:00": "30"}


@pytest.mark.parametrize(
    ("rows", "usd"),
    [
        ([row(1, 9, 2, None, match=0)], "84000"),
        ([row(1, 9, 2, 100, match=0), row(1, 9, 3, None, match=0)], "200"),
        ([row(1, 9, 2, 100, match=0), row(1, 9, 1, 90)], "90"),
        ([row(1, 9, 2, None, match=1)], "84000"),
    ],
)
def test_which_row_stands_for_a_position(rows: list[Any], usd: str) -> None:
    assert values(read([rows]))["long_24h"] == usd


def test_what_is_not_quoted_in_ust_is_counted_and_not_valued() -> None:
    readings = read([[row(1, 9, 1, 100)], [row(2, 9, 1, 0.05, symbol="tETHBTC")], [row(3, 9, 1, 1, symbol="tBTCUSD")]])
    assert values(readings)["long_24h"] == "100"
    assert readings[0].detail["skipped"] == "2"


def test_an_empty_answer_is_a_quiet_day() -> None:
    assert values(read([])) == {"long_24h": "0", "short_24h": "0"}


def full(first: int, minutes: float) -> list[Any]:
    return [[row(first + n, minutes + n / 1000, 1, 100)] for n in range(500)]


def test_a_full_answer_is_followed_and_without_its_successor_incomplete() -> None:
    start = full(0, 10)
    oldest = start[-1][0][2]
    (asked,) = bitfinex_liquidations.more([said(start)], NIGHT)
    assert asked.url.endswith(f"?start=1706346000000&end={oldest}&limit=500&sort=-1")
    assert bitfinex_liquidations.more([said(start), said([[row(900, 20, 1, 100)]])], NIGHT) == []
    assert bitfinex_liquidations.more([said(start)], NIGHT.model_copy(update={"options": {"pages": 1}})) == []
    assert bitfinex_liquidations.more([said([[row(n, 5, 1, 1)] for n in range(500)])], NIGHT) == []
    long = read(start)[0]
    assert (plain(long.value), long.detail["complete"], long.detail["from"]) == ("50000", "no", "2024-01-28T08:49:30Z")
    both = read(start, [start[-1], [row(900, 20, 1, 100)]])
    assert values(both)["long_24h"] == "50100"
    assert both[0].detail["complete"] == "yes"


def test_stored_pushes_exactly(contracts: Path) -> None:
    """An execution of a short, its trigger in the same second, and an older order outside the window."""
    body = (contracts / "market/bitfinex/ws_liquidations.recorded-tardis-2020.json").read_bytes()
    night = Night(day=AT.date(), at=datetime(2020, 7, 6, 18, tzinfo=UTC))
    readings = bitfinex_liquidations.parse([said(body)], night)
    assert values(readings) == {"long_24h": "0", "short_24h": "1075.5525307392", "largest": "1075.5525307392"}
    assert readings[2].path == "/1/0/5"
    earlier = Night(day=AT.date(), at=datetime(2020, 6, 30, 18, tzinfo=UTC))
    assert values(bitfinex_liquidations.parse([said(body)], earlier))["largest"] == "24.3940556"


def test_the_documented_sample(contracts: Path) -> None:
    body = (contracts / "market/bitfinex/liquidations_hist.docs-sample.json").read_bytes()
    readings = bitfinex_liquidations.parse([said(body)], Night(day=AT.date(), at=datetime(2023, 3, 11, tzinfo=UTC)))
    assert values(readings) == {"long_24h": "0.000000010098", "short_24h": "0", "largest": "0.000000010098"}
    assert readings[2].detail["pair"] == "AMP-UST"


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        (["error", 11010, "ratelimit: error"], Unreachable, "error 11010: ratelimit: error"),
        (["error", 10020, "limit: invalid"], Refused, "error 10020: limit: invalid"),
        ([[["trade", 1]]], Refused, "'trade' where a position is due, at /0/0"),
        ([[row(1, 9, 1, 100)[:6]]], Refused, "without 8 at /0/0"),
        ({"message": "maintenance"}, Refused, "where a list is due"),
        (b"<html></html>", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(body)
