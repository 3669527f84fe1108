"""Binance's own word: "normal" printed of a maintenance, or of an answer that says nothing."""

from pathlib import Path

import pytest

from notices import BINANCE_STATUS, GONE, below_a_header, told


def test_the_status_is_asked_once() -> None:
    assert BINANCE_STATUS.asked().url == "https://api.binance.com/sapi/v1/system/status"


def test_documented_sample_is_the_good_news(contracts: Path) -> None:
    body = (contracts / "news/binance/sapi_v1_system_status.docs-sample.txt").read_bytes()
    assert BINANCE_STATUS.read(below_a_header(body)) == []
    assert BINANCE_STATUS.refusal(body) == "sent broken JSON at character 0 (74 bytes)."


@pytest.mark.parametrize("status", [1, "1", 1.0])
def test_a_maintenance_is_told_as_of_now(status: object) -> None:
    (item,) = BINANCE_STATUS.read(BINANCE_STATUS.but(("/status", status)))
    page = "https://www.binance.com/en/support/announcement/list/157"
    assert told([item]) == [("2026-03-28T06:00:00Z", "System maintenance", page)]
    assert (item.topic, item.outlet, item.path) == ("status.binance", "Binance", "/status")
    assert (item.amounts, item.detail) == ((), {"kind": "page"})


def test_what_it_says_beside_the_status_is_not_taken() -> None:
    assert BINANCE_STATUS.read({"status": 0, "msg": "system maintenance"}) == []
    assert len(BINANCE_STATUS.read({"status": 1})) == 1


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'status' at /."),
        ("/status", GONE, "sent an answer without 'status' at /."),
        ("", {"code": -1003, "msg": "Too much request weight used"}, "sent an answer without 'status' at /."),
        ("/status", 2, "gave a status we do not know: 2."),
        ("/status", -1, "gave a status we do not know: -1."),
        ("/status", None, "sent null where a number is due, at /status."),
        ("/status", False, "sent a bool where a number is due, at /status."),
        ("/status", "normal", "sent 'normal' where a number is due, at /status."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert BINANCE_STATUS.refusal(BINANCE_STATUS.but((place, value))) == sentence
