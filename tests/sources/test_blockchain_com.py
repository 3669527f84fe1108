"""The second count of the hash rate: a thousandth of it, another day's, or a day that is not over."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused
from brief.models import Night, Reading
from brief.sources import blockchain_com

AT = datetime(2026, 2, 18, 6, tzinfo=UTC)
DAY = 1_771_286_400  # 2026-02-17
FOLDER = "flows/blockchain_com/"


def read(body: Any, at: datetime = AT) -> list[Reading]:
    return blockchain_com.parse([answered("blockchain-com", body, at)], Night(day=at.date(), at=at))


def chart(*points: tuple[int, Any], unit: str = "Hash Rate TH/s") -> dict[str, Any]:
    return {"status": "ok", "name": "Hash Rate", "unit": unit, "values": [{"x": x, "y": y} for x, y in points]}


def test_no_point_is_left_out_of_what_is_asked() -> None:
    (asked,) = blockchain_com.requests(Night(day=AT.date(), at=AT, options={"days": 4}))
    assert asked.url == "https://api.blockchain.info/charts/hash-rate?timespan=4days&format=json&sampled=false"


def test_the_recorded_point_exactly(contracts: Path) -> None:
    (reading,) = read((contracts / FOLDER / "charts_hash-rate.recorded-2026-02.trimmed.json").read_bytes())
    assert (reading.figure, reading.value, reading.unit, reading.as_of, reading.path, reading.formula) == (
        *("onchain.btc.hashrate", Decimal("1032365847.4243727") * 10**12, "hashes", date(2026, 2, 17)),
        *("/values/0/y", "value * 1000000000000"),
    )


def test_the_recorded_point_is_the_blocks_of_the_day_in_its_label() -> None:
    """165 blocks, as Coin Metrics counts for Feb. 17, at the difficulty of those days: a block is 2**32 hashes times
    the difficulty."""
    difficulty, blocks = Decimal("125864590119494.3"), 165
    (reading,) = read(chart((DAY, 1032365847.4243727)))
    assert abs(reading.value / (difficulty * 2**32 * blocks / 86_400) - 1) < Decimal("1e-9")
    assert reading.as_of == date(2026, 2, 17)


def test_the_running_day_and_a_day_of_zero_are_passed_over() -> None:
    readings = read(chart((DAY - 86_400, 0), (DAY, 1000), (DAY + 86_400, 400)))
    assert [(r.value, r.as_of) for r in readings] == [(Decimal(1000) * 10**12, date(2026, 2, 17))]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (chart((DAY, 1), unit="Hash Rate GH/s"), "counts in Hash Rate GH/s, where TH/s is due"),
        (chart((DAY, 1), (DAY, 2)), "two points of 2026-02-17, at /values/1"),
        (chart((DAY + 1, 1)), "where a day is due, at /values/0/x"),
        (chart((DAY * 1000, 1)), "where a (time|day) is due, at /values/0/x"),
        (chart((DAY, None)), "where a number is due, at /values/0/y"),
        (chart(), "no hash rate of a whole day"),
        (chart((DAY + 86_400, 1)), "no hash rate of a whole day"),
        ({"status": "error", "error": "Invalid chart"}, "error: Invalid chart"),
        ("x", "without 'unit'"),
    ],
)
def test_what_cannot_be_right_is_refused(body: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(body)


@pytest.mark.parametrize("name", ["charts.docs-sample.json", "q_hashrate.recorded-2026-02.txt"])
def test_another_answer_of_the_same_house_is_refused(contracts: Path, name: str) -> None:
    with pytest.raises(Refused):
        read((contracts / FOLDER / name).read_bytes())
