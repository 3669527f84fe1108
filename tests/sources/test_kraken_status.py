"""Kraken's trading engine: "online" printed of an engine that takes no orders, or of an answer that says nothing."""

from pathlib import Path

import pytest

from notices import GONE, KRAKEN_STATUS, told

PAGE = "https://status.kraken.com/"
ONLINE = ("/result/status", "online")


def test_the_status_is_asked_once() -> None:
    assert KRAKEN_STATUS.asked().url == "https://api.kraken.com/0/public/SystemStatus"


def test_documented_sample_is_the_good_news(contracts: Path) -> None:
    assert KRAKEN_STATUS.read((contracts / "news/kraken/public_SystemStatus.docs-sample.json").read_bytes()) == []


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("maintenance", "Trading engine in maintenance"),
        ("cancel_only", "Trading engine takes cancellations only"),
        ("post_only", "Trading engine takes post-only orders only"),
        ("limit_only", "Trading engine takes limit orders only"),
        ("reduced", "Trading engine is reduced"),
        ("off\n<b>line</b>&#8238;", "Trading engine is off line"),
        ("Online", "Trading engine is Online"),
        ("", "Trading engine is in no state"),
    ],
)
def test_any_other_status_is_told(status: str, title: str) -> None:
    (item,) = KRAKEN_STATUS.read(KRAKEN_STATUS.but(("/result/status", status)))
    assert told([item]) == [("2026-03-28T05:59:30Z", title, PAGE)]
    assert (item.topic, item.outlet, item.path) == ("status.kraken", "Kraken", "/result/status")
    assert (item.amounts, item.detail) == ((), {"kind": "page"})


@pytest.mark.parametrize("notice", [[{"title": "?"}], ["Halt"], {"text": "Halt"}, "Halt"])
def test_an_emergency_is_told_of_an_engine_that_is_online(notice: object) -> None:
    (item,) = KRAKEN_STATUS.read(KRAKEN_STATUS.but(ONLINE, ("/result/emergency", notice)))
    assert (item.title, item.path) == ("Emergency notice by its trading engine", "/result/emergency")


def test_an_emergency_is_told_beside_the_mode() -> None:
    found = KRAKEN_STATUS.read(KRAKEN_STATUS.but(("/result/emergency", ["Halt"])))
    assert [item.path for item in found] == ["/result/status", "/result/emergency"]


@pytest.mark.parametrize("notice", [[], {}, None, "", GONE])
def test_no_emergency_is_none(notice: object) -> None:
    assert KRAKEN_STATUS.read(KRAKEN_STATUS.but(ONLINE, ("/result/emergency", notice))) == []


def test_a_maintenance_to_come_is_not_read() -> None:
    assert KRAKEN_STATUS.read(KRAKEN_STATUS.but(ONLINE, ("/result/upcoming_maintenance", [{"title": "?"}]))) == []


def test_an_engine_that_is_online_needs_no_time() -> None:
    assert KRAKEN_STATUS.read(KRAKEN_STATUS.but(ONLINE, ("/result/timestamp", GONE))) == []


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'error' at /."),
        ("/error", GONE, "sent an answer without 'error' at /."),
        ("/error", ["EGeneral:Internal\nerror."], "answered with an error: EGeneral:Internal error."),
        ("/error", ["EQuery:Unknown", "EGeneral:Other"], "answered with an error: EQuery:Unknown."),
        ("/error", {}, "sent a dict where a list is due, at /error."),
        ("/error", [5], "sent a int where text is due, at /error/0."),
        ("/result", GONE, "sent an answer without 'result' at /."),
        ("/result", [], "sent an answer without 'status' at /result."),
        ("/result/status", GONE, "sent an answer without 'status' at /result."),
        ("/result/status", True, "sent a bool where text is due, at /result/status."),
        ("/result/timestamp", GONE, "sent an answer without 'timestamp' at /result."),
        ("/result/timestamp", 1774677570, "sent a int where text is due, at /result/timestamp."),
        (
            "/result/timestamp",
            "2026-03-28T05:59:30",
            "sent '2026-03-28T05:59:30' where a time is due, at /result/timestamp.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert KRAKEN_STATUS.refusal(KRAKEN_STATUS.but((place, value))) == sentence
