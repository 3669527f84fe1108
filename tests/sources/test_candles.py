"""Candles: whatever the order of rows and columns, a day's close is a day's close, and only once the day is over."""

import json
import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import Refused
from brief.models import Payload
from brief.sources._candles import Columns, closed_days, price_and_closes, read_candles, spacing
from brief.sources._json import read_json

COLUMNS = Columns(open=1, high=2, low=3, close=4)
MIDNIGHT = 1762214400


def rows(starts: list[int]) -> list[list[object]]:
    return [[start, "10", "12", "9", f"11.{n}"] for n, start in enumerate(starts)]


def said(body: object, at: datetime = datetime(2025, 11, 4, 12, tzinfo=UTC)) -> Payload:
    return Payload(source="venue", url="https://example.org", body=json.dumps(body).encode(), fetched_at=at)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_figure(days: list[int], shuffle: random.Random) -> None:
    told = rows([MIDNIGHT - 86400 * day for day in days])
    mixed = shuffle.sample(told, len(told))
    one, other = (
        price_and_closes(read_candles(read_json(said(body)), COLUMNS), "btc", "venue", 10) for body in (told, mixed)
    )
    assert [(r.figure, r.value, r.as_of) for r in one] == [(r.figure, r.value, r.as_of) for r in other]


@given(st.integers(0, 86400 * 5 - 1))
def test_no_day_is_printed_before_it_is_over(seconds: int) -> None:
    at = datetime(2025, 11, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    told = said(rows([MIDNIGHT - 86400 * day for day in range(6)]), at)
    days = [candle.start.date() for candle in closed_days(read_candles(read_json(told), COLUMNS), at)]
    assert days == [at.date() - timedelta(days=n + 1) for n in range(len(days))]
    assert days[0] == at.date() - timedelta(days=1)


def test_a_venue_leaves_out_a_day_without_a_trade_and_no_close_is_made_up() -> None:
    told = read_candles(read_json(said(rows([MIDNIGHT, MIDNIGHT - 86400 * 1, MIDNIGHT - 86400 * 3]))), COLUMNS)
    assert spacing(told) == timedelta(days=1)
    readings = price_and_closes(told, "btc", "venue", 10)
    assert [r.as_of for r in readings[1:]] == [date(2025, 11, 3), date(2025, 11, 1)]


def test_days_of_another_zone_and_hours_are_no_utc_days() -> None:
    for starts in ([MIDNIGHT - 86400 * n - 18000 for n in (1, 2)], [MIDNIGHT - 3600 * n for n in (24, 25)]):
        told = read_candles(read_json(said(rows(starts))), COLUMNS)
        assert len(price_and_closes(told, "btc", "venue", 10)) == 1


def test_a_start_that_is_no_time_is_refused() -> None:
    with pytest.raises(Refused, match="where a time is due, at /0/0"):
        read_candles(read_json(said(rows([0]))), COLUMNS)
