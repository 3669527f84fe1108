"""A month of nights says nothing that its market knows to be otherwise, whatever fails, comes late or is told anew."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from simulated.month import CUT_OFF, HOLIDAY, LAST, MISSED, REVISED, Row, month, table


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return list(month(tmp_path_factory.mktemp("month")))


@pytest.mark.slow
def test_nothing_is_printed_stored_or_computed_that_is_not_so(nights: list[Row]) -> None:
    assert [line for row in nights for line in row.wrong] == [], table(nights)
    assert sum(row.held for row in nights) > 8_000


@pytest.mark.slow
def test_each_day_has_an_edition_or_says_that_it_has_none(nights: list[Row]) -> None:
    states = {row.day: row.state for row in nights}
    assert sorted(states) == [LAST - timedelta(days=ago) for ago in range(29, -1, -1)]
    assert states[MISSED] == "missing"
    assert states[CUT_OFF] == "late"
    assert set(Counter(states.values())) == {"published", "degraded", "missing", "late"}
    assert states[HOLIDAY] == "published"


@pytest.mark.slow
def test_a_night_is_degraded_where_a_source_failed_that_nobody_expected_to_and_only_there(nights: list[Row]) -> None:
    told = {
        row.day: bool(set(row.failed) - {"farside-sol"}) for row in nights if row.state in ("published", "degraded")
    }
    assert told == {row.day: row.state == "degraded" for row in nights if row.state in ("published", "degraded")}


@pytest.mark.slow
def test_each_revision_is_told_once(nights: list[Row]) -> None:
    assert {row.day: row.revised for row in nights if row.revised} == {since: 1 for _, since in REVISED.values()}


@pytest.mark.slow
def test_another_truth_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds the figures against the truth is no yes-man."""
    nights = month(tmp_path)
    next(nights)
    monkeypatch.setattr("simulated.month.APART", 0)
    row = next(nights)
    assert any(line.startswith("prices.btc.usd is ") for line in row.wrong)
