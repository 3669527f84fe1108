"""Bitcoin's network: a day's hash rate under the next day's name, nothing known as zero, or 1970 as a date to come."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused
from brief.models import Night, Reading
from brief.sources import mempool_space

AT = datetime(2024, 2, 11, 22, 43, 1, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT)
FOLDER = "flows/mempool_space/"
MIDNIGHT = 1_652_486_400


def read(*bodies: Any, night: Night = NIGHT) -> list[Reading]:
    return mempool_space.parse([answered("mempool-space", body, night.at) for body in bodies], night)


def documented(contracts: Path, name: str) -> Any:
    return json.loads((contracts / FOLDER / "docs-samples.json").read_bytes())[name]


def rates(*rows: tuple[int, Any], **more: Any) -> dict[str, Any]:
    return {"hashrates": [{"timestamp": at, "avgHashrate": rate} for at, rate in rows], "currentDifficulty": 7} | more


def adjustment(**changed: Any) -> dict[str, Any]:
    return {
        "progressPercent": 71.97,
        "difficultyChange": 8.5,
        "estimatedRetargetDate": 1708004001715,
        "previousRetarget": 7.33,
        "previousTime": 1706888526,
    } | changed


def test_three_calls_and_none_for_fees_in_whole_numbers() -> None:
    assert [(asked.tag, asked.url) for asked in mempool_space.requests(NIGHT)] == [
        ("hashrate", "https://mempool.space/api/v1/mining/hashrate/3m"),
        ("adjustment", "https://mempool.space/api/v1/difficulty-adjustment"),
        ("fees", "https://mempool.space/api/v1/fees/precise"),
    ]


def test_the_documented_hash_rates_exactly_each_of_the_day_before_its_label(contracts: Path) -> None:
    readings = read(documented(contracts, "GET /api/v1/mining/hashrate/3d"))
    assert [(r.figure, f"{r.value:f}", r.unit, r.as_of, r.path) for r in readings] == [
        ("onchain.btc.hashrate", "189877203506913000000", "hashes", date(2022, 5, 15), "/hashrates/2/avgHashrate"),
        ("onchain.btc.hashrate", "217473276787331300000", "hashes", date(2022, 5, 14), "/hashrates/1/avgHashrate"),
        ("onchain.btc.hashrate", "236499762108771800000", "hashes", date(2022, 5, 13), "/hashrates/0/avgHashrate"),
        ("onchain.btc.difficulty", "31251101365711.12", "ratio", AT, "/currentDifficulty"),
    ]


def test_the_adjustment_of_the_server_s_own_test_exactly(contracts: Path) -> None:
    body = (contracts / FOLDER / "difficulty-adjustment.server-test-vector.json").read_bytes()
    coming, progress, last = read(body)
    assert (coming.figure, str(coming.value), coming.unit, coming.as_of) == (
        *("onchain.btc.difficulty.next_change", "8.512745140778843", "percent"),
        AT,
    )
    assert coming.detail == {"due": "2024-02-15T13:33:21Z"}
    assert (progress.figure, str(progress.value)) == ("onchain.btc.difficulty.progress", "71.97420634920636")
    assert (last.figure, str(last.value), last.as_of, last.path) == (
        *("onchain.btc.difficulty.last_change", "7.333505241141637"),
        datetime(2024, 2, 2, 15, 42, 6, tzinfo=UTC),
        "/previousRetarget",
    )


def test_the_documented_fees_exactly(contracts: Path) -> None:
    readings = read(documented(contracts, "GET /api/v1/fees/precise"))
    assert [(r.figure, str(r.value), r.unit, r.path) for r in readings] == [
        ("onchain.btc.fee.next_block", "2.023", "sats", "/fastestFee"),
        ("onchain.btc.fee.hour", "0.502", "sats", "/hourFee"),
    ]


def test_the_answers_stand_side_by_side(contracts: Path) -> None:
    names = ("GET /api/v1/mining/hashrate/3d", "GET /api/v1/fees/precise")
    together = read(*(documented(contracts, name) for name in names), adjustment())
    assert len(together) == 4 + 2 + 3


def test_a_node_that_did_not_answer_is_not_known_and_never_zero() -> None:
    readings = read(rates((MIDNIGHT, 0), (MIDNIGHT + 86_400, 5_000), currentHashrate=0, currentDifficulty=0))
    assert [(r.figure, r.value, r.as_of) for r in readings] == [
        ("onchain.btc.hashrate", Decimal(5_000), date(2022, 5, 14))
    ]
    with pytest.raises(Refused, match="knew neither the hash rate nor the difficulty"):
        read(rates((MIDNIGHT, 0), currentDifficulty=0))


def test_the_old_sample_with_seconds_is_refused(contracts: Path) -> None:
    old = documented(
        contracts, "GET /api/v1/difficulty-adjustment (OLD sample in the docs: seconds; see the next entry)"
    )
    with pytest.raises(Refused, match="expects the next adjustment on 1970-01-19, which cannot be"):
        read(old)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (adjustment(estimatedRetargetDate=1708004001), "on 1970-01-20, which cannot be"),
        (adjustment(estimatedRetargetDate=1718004001715), "on 2024-06-10, which cannot be"),
        (adjustment(previousTime=1706888526000), "where a time is due, at /previousTime"),
        (adjustment(previousRetarget=None), "where a number is due, at /previousRetarget"),
        (rates((MIDNIGHT + 60, 5)), "where a midnight is due, at /hashrates/0/timestamp"),
        (rates((MIDNIGHT, 5), (MIDNIGHT, 6)), "two hash rates of 2022-05-13, at /hashrates/1"),
        (rates((MIDNIGHT * 1000, 5)), "where a time is due|where a midnight is due"),
        ({"fastestFee": 0, "hourFee": 1}, "a fee of 0, at /fastestFee"),
        ({"fastestFee": 3}, "without 'hourFee'"),
        ({"error": "Service Unavailable"}, "error: Service Unavailable"),
        ({}, "without 'fastestFee'"),
    ],
)
def test_what_cannot_be_right_is_refused(body: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(body)


def test_other_documented_answers_give_nothing(contracts: Path) -> None:
    for name in ("GET /api/v1/prices", "GET /api/v1/mining/difficulty-adjustments/1m"):
        with pytest.raises(Refused):
            read(documented(contracts, name))


@pytest.mark.parametrize("body", [rates((MIDNIGHT, 5_000)), adjustment(), {"fastestFee": 2.5, "hourFee": 1}])
def test_no_damaged_byte_breaks_the_reader(body: Any) -> None:
    raw = json.dumps(body).encode()
    for place in range(len(raw)):
        for evil in (b"", b'"', b",", b"\x00", b"\xff", b"9"):
            try:
                assert read(raw[:place] + evil + raw[place + 1 :])
            except BriefError as told:
                assert str(told).endswith(".")
