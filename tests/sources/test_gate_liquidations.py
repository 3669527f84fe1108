"""Gate's hourly liquidations: a hole in the venue's record, or a forgotten hour, must not look like a quiet market."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from answers import answered
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
    long, short = read(said(rows))
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path) for r in (long, short)] == [
        ("liquidations.gate.long_24h", "11.00", "usd", AT, ""),
        ("liquidations.gate.short_24h", "3.00", "usd", AT, ""),
    ]
    whole = {"from": "2026-09-08T21:00:00Z", "complete": "yes", "hours": "24", "pairs": "BTC_USDT"}
    assert long.detail == short.detail == whole
    assert long.formula == "sum of long_liq_usd over rows (n = 24)"


def test_a_hole_in_the_record_is_missing_and_not_quiet() -> None:
    long, short = read(said([row(0, 7, 3), row(1, takers=0), *DAY[2:]]))
    assert (str(long.value), str(short.value)) == ("7.00", "3.00")
    assert (long.detail["hours"], long.detail["complete"]) == ("23", "no")
    (long,) = read(said([row(0, 7), row(1, takers=0), *DAY[2:]]))
    assert long.figure == "liquidations.gate.long_24h"


def test_a_quiet_day_is_zero_only_where_every_hour_is_there() -> None:
    assert [str(r.value) for r in read(said(DAY))] == ["0.00", "0.00"]
    with pytest.raises(Refused, match="23 of 24 hours, and no liquidation in them; that is no zero"):
        read(said(DAY[1:]))


def test_contracts_are_added_and_a_missing_one_makes_the_sum_incomplete() -> None:
    btc, eth = said([row(0, 7, 3), *DAY[1:]]), said([row(0, 1, 1), *DAY[1:]], "ETH_USDT")
    both = ("BTC_USDT", "ETH_USDT")
    long, short = read(btc, eth, contracts=both)
    assert (str(long.value), str(short.value), long.detail["complete"]) == ("8.00", "4.00", "yes")
    assert read(btc, contracts=both)[0].detail == {
        "from": "2026-09-08T21:00:00Z",
        "complete": "no",
        "hours": "24",
        "pairs": "BTC_USDT",
    }


def test_the_recorded_hours_exactly(contracts: Path) -> None:
    file = contracts / "market/gate/futures_usdt_contract_stats_BTC_USDT_1h.recorded-2026-09-09.trimmed.json"
    long, short = read(said(file.read_bytes(), ""))
    assert (str(long.value), str(short.value)) == ("1621680.36", "548698.02")
    assert long.detail == {"from": "2026-09-08T21:00:00Z", "complete": "no", "hours": "5"}
    earlier = Night(day=AT.date(), at=datetime(2026, 9, 9, 15, tzinfo=UTC))
    long, short = gate_liquidations.parse([said(file.read_bytes())], earlier)
    assert (str(long.value), str(short.value)) == ("49288.76", "419706.96")


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
