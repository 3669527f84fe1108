"""Gate's hourly liquidations: a hole in the venue's record, or a forgotten hour, must not look like a quiet market."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from answers import answered, hours, liquidated, plain
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import gate_liquidations

AT = datetime(2026, 9, 9, 20, 30, tzinfo=UTC)
START = datetime(2026, 9, 8, 21, tzinfo=UTC)


def row(hour: int, long: Any = 0, short: Any = 0, takers: int = 5) -> dict[str, Any]:
    """The hour so many hours after the first of the window."""
    sizes = {"lsr_taker": takers / 5, "long_taker_size": takers, "short_taker_size": takers}
    start = int((START + timedelta(hours=hour)).timestamp())
    return {"time": start, "long_liq_usd": long, "short_liq_usd": short} | sizes


def said(body: Any, tag: str = "BTC_USDT") -> Payload:
    return answered("gate-liquidations", body, AT, tag=tag)


def read(*payloads: Payload, contracts: tuple[str, ...] = ("BTC_USDT",)) -> list[Reading]:
    return gate_liquidations.parse(payloads, Night(day=AT.date(), at=AT, options={"contracts": contracts}))


DAY = [row(hour) for hour in range(24)]


def test_asks_25_hours_of_every_contract() -> None:
    asked = gate_liquidations.requests(Night(day=AT.date(), at=AT, options={"contracts": ["BTC_USDT", "ETH_USDT"]}))
    base = "https://api.gateio.ws/api/v4/futures/usdt/contract_stats"
    assert [(r.tag, r.url) for r in asked] == [
        ("BTC_USDT", f"{base}?contract=BTC_USDT&interval=1h&limit=25"),
        ("ETH_USDT", f"{base}?contract=ETH_USDT&interval=1h&limit=25"),
    ]


def test_sums_the_hours_that_began_in_the_window_and_no_other() -> None:
    rows = [row(-1, 1000, 1000), *DAY[:22], row(22, "10.5", 1), row(23, 0.504, 2), row(24, 5000, 5000)]
    long, short, *_ = read(said(rows))
    assert [(r.figure, plain(r.value), r.unit, r.as_of, r.path) for r in (long, short)] == [
        ("liquidations.gate.long_24h", "11.004", "usd", AT, ""),
        ("liquidations.gate.short_24h", "3", "usd", AT, ""),
    ]
    whole = {"from": "2026-09-08T21:00:00Z", "complete": "yes", "hours": "24", "pairs": "BTC_USDT"}
    assert long.detail == short.detail == whole
    assert long.formula == "sum(rows with 2026-09-08T20:30:00Z <= time < 2026-09-09T20:30:00Z: long_liq_usd); n = 24"


def test_each_coin_and_each_clock_hour_has_its_own_sum() -> None:
    btc, eth = said([row(0, 7, 3), *DAY[1:23], row(23, 2)]), said([row(0, 1, 1), *DAY[1:]], "ETH_USDT")
    readings = read(btc, eth, contracts=("BTC_USDT", "ETH_USDT"))
    assert liquidated(readings, "liquidations.gate") == {"long_24h": "10", "short_24h": "4"}
    assert liquidated(readings, "liquidations.gate.btc") == {"long_24h": "9", "short_24h": "3"}
    assert liquidated(readings, "liquidations.gate.eth") == {"long_24h": "1", "short_24h": "1"}
    found = hours(readings, "liquidations.gate")
    assert len(found) == 24
    assert {hour: usd for hour, usd in found.items() if usd != "0"} == {"08 21:00": "12", "09 20:00": "2"}
    running = {r.figure: r.detail for r in readings}["liquidations.gate.hour_20"]
    assert running == {"to": "2026-09-09T20:30:00Z", "complete": "yes", "pairs": "BTC_USDT, ETH_USDT"}


def test_a_clock_hour_that_one_contract_lacks_is_never_quiet() -> None:
    btc, eth = said([row(0, 7, 3), *DAY[1:]]), said(DAY[2:], "ETH_USDT")
    readings = read(btc, eth, contracts=("BTC_USDT", "ETH_USDT"))
    found = {r.figure: (plain(r.value), r.detail["complete"]) for r in readings if ".hour_" in r.figure}
    assert found["liquidations.gate.hour_21"] == ("10", "no")
    assert "liquidations.gate.hour_22" not in found
    assert found["liquidations.gate.hour_23"] == ("0", "yes")


def test_a_hole_in_the_record_is_missing_and_not_quiet() -> None:
    long, short, *_ = read(said([row(0, 7, 3), row(1, takers=0), *DAY[2:]]))
    assert (plain(long.value), plain(short.value)) == ("7", "3")
    assert (long.detail["hours"], long.detail["complete"]) == ("23", "no")
    readings = read(said([row(0, 7), row(1, takers=0), *DAY[2:]]))
    assert liquidated(readings, "liquidations.gate") == {"long_24h": "7"}
    assert "08 22:00" not in hours(readings, "liquidations.gate")


def test_a_quiet_day_is_zero_only_where_every_hour_is_there() -> None:
    assert liquidated(read(said(DAY)), "liquidations.gate") == {"long_24h": "0", "short_24h": "0"}
    with pytest.raises(Refused, match="23 of 24 hours, and no liquidation in them; that is no zero"):
        read(said(DAY[1:]))


def test_contracts_are_added_and_a_missing_one_makes_the_sum_incomplete() -> None:
    btc, eth = said([row(0, 7, 3), *DAY[1:]]), said([row(0, 1, 1), *DAY[1:]], "ETH_USDT")
    both = ("BTC_USDT", "ETH_USDT")
    long, short, *_ = read(btc, eth, contracts=both)
    assert (plain(long.value), plain(short.value), long.detail["complete"]) == ("8", "4", "yes")
    assert read(btc, contracts=both)[0].detail == {
        "from": "2026-09-08T21:00:00Z",
        "complete": "no",
        "hours": "24",
        "pairs": "BTC_USDT",
    }


def test_the_recorded_hours_exactly(contracts: Path) -> None:
    file = contracts / "market/gate/futures_usdt_contract_stats_BTC_USDT_1h.recorded-2026-09-09.trimmed.json"
    readings = read(said(file.read_bytes(), ""))
    long = readings[0]
    assert liquidated(readings, "liquidations.gate") == {"long_24h": "1621680.358676", "short_24h": "548698.024464"}
    assert hours(readings, "liquidations.gate") == {
        "08 21:00": "0",
        "08 22:00": "204.192092",
        "09 05:00": "468791.527008",  # 49288.755036 + 419502.771972; the row of 04:00 is a hole
        "09 15:00": "1197627.0642",
        "09 20:00": "503755.59984",
    }
    assert long.detail == {"from": "2026-09-08T21:00:00Z", "complete": "no", "hours": "5"}
    earlier = Night(day=AT.date(), at=datetime(2026, 9, 9, 15, tzinfo=UTC))
    readings = gate_liquidations.parse([said(file.read_bytes())], earlier)
    assert liquidated(readings, "liquidations.gate") == {"long_24h": "49288.755036", "short_24h": "419706.964064"}
    assert liquidated(readings, "liquidations.gate.btc") == {"long_24h": "49288.755036", "short_24h": "419706.964064"}


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"label": "CONTRACT_NOT_FOUND", "message": "no such"}, Refused, "error CONTRACT_NOT_FOUND: no such"),
        ({"label": "TOO_MANY_REQUESTS", "message": "slow"}, Unreachable, "error TOO_MANY_REQUESTS"),
        ([], Refused, "no hour of the 24 before 2026-09-09T20:30:00Z"),
        ([row(0, None)], Refused, "null|NoneType|where a number is due"),
        ([row(0, -5)], Refused, "a liquidation of -5"),
        ([{"time": START.timestamp()}], Refused, "without 'lsr_taker'"),
        (b"<html>Forbidden</html>", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(said(body))
