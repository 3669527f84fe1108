"""Bybit's maintenance: one of the demo market told as real, one that is over as open, an error as the good news."""

from pathlib import Path

import pytest

from brief.errors import Unreachable
from notices import BYBIT_STATUS, GONE, WINDOWS, millis, moment, told

ROW = "/result/list/0"
SAMPLE = "news/bybit/v5_system_status.docs-sample.json"
PAGE = "https://www.bybit.com/en/announcement-info/system-maintenance/"


def test_the_windows_are_asked_once() -> None:
    assert BYBIT_STATUS.asked().url == "https://api.bybit.com/v5/system/status"


def test_documented_windows_are_over(contracts: Path) -> None:
    assert BYBIT_STATUS.read((contracts / SAMPLE).read_bytes()) == []


def test_documented_windows_while_they_were_open(contracts: Path) -> None:
    """The sixth, t01, is of the demo market."""
    found = BYBIT_STATUS.read((contracts / SAMPLE).read_text().replace('"completed"', '"ongoing"').encode())
    assert [(moment(item.at), item.title, item.detail["until"]) for item in found] == [
        ("2025-07-04T02:41:42Z", "t06", "2025-07-04T02:43Z"),
        ("2025-06-30T03:30:00Z", "t05", "2025-06-30T03:35Z"),
        ("2025-06-27T09:52:47Z", "t04", "2025-06-27T09:54Z"),
        ("2025-06-27T09:45:32Z", "t03", "2025-06-27T09:47Z"),
        ("2025-06-27T08:43:37Z", "t02", "2025-06-27T08:44Z"),
    ]
    assert {(item.topic, item.outlet, item.link) for item in found} == {("status.bybit", "Bybit", PAGE)}
    assert found[4].path == "/result/list/4/title"


@pytest.mark.parametrize(("state", "later", "topic"), WINDOWS)
def test_when_a_window_is_told(state: str, later: int, topic: str) -> None:
    answer = BYBIT_STATUS.but((f"{ROW}/state", state), (f"{ROW}/begin", str(millis(milliseconds=later))))
    found = [(item.topic, item.detail["status"]) for item in BYBIT_STATUS.read(answer)]
    assert found == ([(f"{topic}.bybit", state)] if topic else [])


@pytest.mark.parametrize(("market", "number"), [(1, 1), ("1", 1), (2, 0)])
def test_the_demo_market_is_not_read(market: object, number: int) -> None:
    assert len(BYBIT_STATUS.read(BYBIT_STATUS.but((f"{ROW}/env", market)))) == number


def test_no_window_is_the_good_news() -> None:
    assert BYBIT_STATUS.read(BYBIT_STATUS.but(("/result/list", []))) == []


def test_a_window_with_a_page_of_its_own() -> None:
    (item,) = BYBIT_STATUS.read(BYBIT_STATUS.but((f"{ROW}/href", "https://announcements.bybit.example/upgrade")))
    assert told([item]) == [
        ("2026-03-28T05:00:00Z", "Spot trading system upgrade", "https://announcements.bybit.example/upgrade")
    ]


@pytest.mark.parametrize("code", [10006, 10016, 10018])
def test_an_error_that_asks_for_patience(code: int) -> None:
    with pytest.raises(Unreachable) as busy:
        BYBIT_STATUS.read(BYBIT_STATUS.but(("/retCode", code), ("/retMsg", "Too many visits!")))
    assert str(busy.value) == f"bybit-status answered with error {code}: Too many visits!."


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'result' at /."),
        ("/retCode", 10001, "answered with error 10001."),
        ("/result", {}, "sent an answer without 'list' at /result."),
        ("/result/list", None, "sent null where a list is due, at /result/list."),
        (f"{ROW}/env", GONE, "sent an answer without 'env' at /result/list/0."),
        (f"{ROW}/env", True, "sent a bool where a number is due, at /result/list/0/env."),
        (f"{ROW}/state", GONE, "sent an answer without 'state' at /result/list/0."),
        (f"{ROW}/begin", GONE, "sent an answer without 'begin' at /result/list/0."),
        (f"{ROW}/begin", "soon", "sent 'soon' where a number is due, at /result/list/0/begin."),
        (f"{ROW}/end", "0", "sent '0' where a time is due, at /result/list/0/end."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert BYBIT_STATUS.refusal(BYBIT_STATUS.but((place, value))) == sentence
