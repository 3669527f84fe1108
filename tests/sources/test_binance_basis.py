"""The quarterly premium: a wrong end of the contract, or the exchange's own yearly field, would print a panic."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import binance_basis
from brief.sources.binance_basis import quarter_end

AT = datetime(2001, 1, 2, 12, tzinfo=UTC)
ASSETS = {"btc": "BTCUSDT", "eth": "ETHUSDT"}


def said(body: Any, tag: str = "", at: datetime = AT) -> Payload:
    return answered("binance-basis", body, at, tag=tag)


def read(*payloads: Payload, assets: dict[str, str] = ASSETS) -> list[Reading]:
    return binance_basis.parse(payloads, Night(day=AT.date(), at=AT, options={"assets": assets}))


def row(future: Any = "101", index: Any = "100", at: datetime = AT, **fields: Any) -> dict[str, Any]:
    stamp = int(at.timestamp() * 1000)
    own = {"pair": "BTCUSDT", "contractType": "CURRENT_QUARTER", "futuresPrice": future, "indexPrice": index}
    return {**own, "timestamp": stamp, "basisRate": "0.0100", "annualizedBasisRate": "-9.9", **fields}


def test_asks_the_current_quarter_of_every_pair() -> None:
    asked = binance_basis.requests(Night(day=AT.date(), at=AT, options={"assets": ASSETS}))
    base, rest = "https://fapi.binance.com/futures/data/basis?pair", "contractType=CURRENT_QUARTER&period=15m&limit=1"
    assert [(r.tag, r.url) for r in asked] == [
        ("btc", f"{base}=BTCUSDT&{rest}"),
        ("eth", f"{base}=ETHUSDT&{rest}"),
    ]


@pytest.mark.parametrize(
    ("at", "end"),
    [
        ("2024-06-27T14:45", "2024-06-28"),  # the day before: still this one
        ("2024-06-28T07:59", "2024-06-28"),
        ("2024-06-28T08:00", "2024-09-27"),  # at the hour the next one is current
        ("2024-06-30T12:00", "2024-09-27"),  # a Sunday: the month's last Friday is past
        ("2020-10-16T10:30", "2020-12-25"),
        ("2024-12-27T09:00", "2025-03-28"),  # over the turn of the year
        ("2025-12-31T23:59", "2026-03-27"),
        ("2023-01-01T00:00", "2023-03-31"),  # a Friday that is the month's last day
        ("2026-11-20T12:00", "2026-12-25"),
    ],
)
def test_a_quarterly_ends_on_its_last_friday_at_eight(at: str, end: str) -> None:
    found = quarter_end(datetime.fromisoformat(at).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(end).replace(hour=8, tzinfo=UTC)
    assert found.weekday() == 4


def test_the_yearly_premium_by_hand() -> None:
    """Jan. 2, 12:00, to March 30, 08:00, are 87 days less 4 hours = 2,084 hours; 1% x 8,760 / 2,084 = 4.2034549...%."""
    (basis,) = read(said([row()], "btc"))
    assert (basis.figure, basis.unit, basis.as_of, basis.path) == (
        "derivatives.btc.basis",
        "percent",
        AT,
        "/0/futuresPrice",
    )
    assert abs(basis.value - Decimal(8760) / Decimal(2084)) < Decimal("1e-20")
    assert f"{basis.value:.6f}" == "4.203455"
    assert basis.detail == {"venue": "Binance", "expiry": "2001-03-30", "days": "86"}
    assert basis.formula == (
        "(value / {/0/indexPrice} - 1) * 100 * 31536000000 / (985939200000 - {/0/timestamp}); "
        "percent a year, simple, over the milliseconds left"
    )


def test_the_recorded_quarter_exactly(contracts: Path) -> None:
    """11441.4 / 11296.060875 = 1.0128663...; 69 days 21.5 hours = 1677.5 hours left; x 8760 / 1677.5 = 6.7188832...%.

    The coin-margined endpoint answered in the same shape; its newest row is the third.
    """
    file = contracts / "market/binance/coinm_basis_CURRENT_QUARTER.recorded-2020-10-16.trimmed.json"
    (basis,) = read(said(file.read_bytes(), "btc"), assets={"btc": "BTCUSD"})
    by_hand = (Decimal("11441.4") / Decimal("11296.06087500") - 1) * 100 * Decimal(8760) / Decimal("1677.5")
    assert abs(basis.value - by_hand) < Decimal("1e-20")
    assert str(basis.value) == "6.718883245923829563871484738"
    assert basis.as_of == datetime(2020, 10, 16, 10, 30, tzinfo=UTC)
    assert basis.detail == {"venue": "Binance", "expiry": "2020-12-25", "days": "69"}


def test_the_recorded_day_before_the_end_is_no_yearly_figure(contracts: Path) -> None:
    """13 dollars below the index are "-10.16% a year" to the exchange, one day before the contract ends."""
    file = contracts / "market/binance/usdm_basis_CURRENT_QUARTER_15m.recorded-2024-06-27.json"
    with pytest.raises(Refused, match="a contract that ends on 2024-06-28, in less than 7 days"):
        read(said(file.read_bytes(), "btc"))


def test_a_week_is_enough_and_a_moment_less_is_not() -> None:
    week = datetime(2001, 3, 23, 8, tzinfo=UTC)
    assert read(said([row(at=week)], "btc"))[0].detail["days"] == "7"
    with pytest.raises(Refused, match="2001-03-30, in less than 7 days"):
        read(said([row(at=week.replace(second=1))], "btc"))


def test_a_contract_below_its_index_is_negative() -> None:
    (basis,) = read(said([row("99")], "btc"))
    assert f"{basis.value:.6f}" == "-4.203455"


def test_the_newest_row_counts() -> None:
    earlier = row("150", at=AT.replace(hour=11))
    assert read(said([row(), earlier], "btc"))[0].path == "/0/futuresPrice"
    assert read(said([earlier, row()], "btc"))[0].path == "/1/futuresPrice"


def test_the_recorded_perpetual_has_no_end(contracts: Path) -> None:
    file = contracts / "market/binance/usdm_basis_PERPETUAL.docs-sample.json"
    with pytest.raises(Refused, match="a contract of type PERPETUAL, not CURRENT_QUARTER"):
        read(said(file.read_bytes(), "btc"))


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"code": 0, "msg": "Service unavailable from a restricted location"}, Refused, "error 0: Service unavailable"),
        ({"code": -1003, "msg": "Too many requests"}, Unreachable, "error -1003"),
        ([], Refused, "an empty list"),
        ([row(pair="ETHUSDT")], Refused, "about ETHUSDT, which was not asked, at /0/pair"),
        ([row(index="0")], Refused, "sent 0 where a price or a cap is due"),
        ([row(future="")], Refused, "where a number is due"),
        ([row(contractType="NEXT_QUARTER")], Refused, "of type NEXT_QUARTER"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(said(body, "btc"))
