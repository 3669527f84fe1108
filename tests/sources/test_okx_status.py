"""OKX's maintenance: one of the demo market told as real, one that is over as open, an error as the good news."""

from pathlib import Path

import pytest

from brief.errors import Unreachable
from notices import GONE, OKX_STATUS, WINDOWS, millis, told

ROW = "/data/0"


def test_the_windows_are_asked_once() -> None:
    assert OKX_STATUS.asked().url == "https://www.okx.com/api/v5/system/status"


def test_documented_window_is_over(contracts: Path) -> None:
    assert OKX_STATUS.read((contracts / "news/okx/v5_system_status.docs-sample.json").read_bytes()) == []


def test_documented_window_while_it_was_open(contracts: Path) -> None:
    text = (contracts / "news/okx/v5_system_status.docs-sample.json").read_text()
    (item,) = OKX_STATUS.read(text.replace('"completed"', '"ongoing"').encode())
    title = "Trading account system upgrade (in batches of accounts)"
    assert told([item]) == [("2023-01-04T09:10:00Z", title, "https://www.okx.com/status")]
    assert (item.topic, item.outlet, item.path) == ("status.okx", "OKX", "/data/0/title")
    assert item.detail == {"kind": "maintenance", "status": "ongoing", "until": "2023-01-04T09:12Z"}


@pytest.mark.parametrize(("state", "later", "topic"), [*WINDOWS, ("pre_open", 60_000, "status")])
def test_when_a_window_is_told(state: str, later: int, topic: str) -> None:
    answer = OKX_STATUS.but((f"{ROW}/state", state), (f"{ROW}/begin", str(millis(milliseconds=later))))
    found = [(item.topic, item.detail["status"]) for item in OKX_STATUS.read(answer)]
    assert found == ([(f"{topic}.okx", state)] if topic else [])


def test_the_demo_market_is_not_read() -> None:
    assert OKX_STATUS.read(OKX_STATUS.but((f"{ROW}/env", "2"))) == []


def test_no_window_is_the_good_news() -> None:
    assert OKX_STATUS.read(OKX_STATUS.but(("/data", []))) == []


@pytest.mark.parametrize("end", ["", None, GONE])
def test_a_window_whose_end_is_not_known(end: object) -> None:
    (item,) = OKX_STATUS.read(OKX_STATUS.but((f"{ROW}/end", end)))
    assert item.detail == {"kind": "maintenance", "status": "ongoing"}


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("https://www.okx.com/help/upgrade?utm_source=x", "https://www.okx.com/help/upgrade"),
        ("javascript:alert(1)", "https://www.okx.com/status"),
        (GONE, "https://www.okx.com/status"),
    ],
)
def test_links_are_web_addresses(href: object, link: str) -> None:
    (item,) = OKX_STATUS.read(OKX_STATUS.but((f"{ROW}/href", href)))
    assert item.link == link


@pytest.mark.parametrize("title", ["", None, GONE, "\u200b"])
def test_a_window_without_a_title_is_left_out(title: object) -> None:
    assert OKX_STATUS.read(OKX_STATUS.but((f"{ROW}/title", title))) == []


@pytest.mark.parametrize("code", ["50011", "50001"])
def test_an_error_that_asks_for_patience(contracts: Path, code: str) -> None:
    body = (contracts / "news/okx/error_rate_limit.docs-sample.json").read_bytes().replace(b"50011", code.encode())
    with pytest.raises(Unreachable) as busy:
        OKX_STATUS.read(body)
    words = "Rate limit reached. Please refer to API documentation and throttle requests accordingly"
    assert str(busy.value) == f"okx-status answered with error {code}: {words}."


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'data' at /."),
        ("/code", "50014", "answered with error 50014."),
        ("/data", GONE, "sent an answer without 'data' at /."),
        ("/data", {}, "sent a dict where a list is due, at /data."),
        (ROW, None, "sent an answer without 'env' at /data/0."),
        (f"{ROW}/env", 1, "sent a int where text is due, at /data/0/env."),
        (f"{ROW}/state", GONE, "sent an answer without 'state' at /data/0."),
        (f"{ROW}/state", None, "sent null where text is due, at /data/0/state."),
        (f"{ROW}/begin", "", "sent '' where a number is due, at /data/0/begin."),
        (f"{ROW}/begin", "2026-03-28", "sent '2026-03-28' where a number is due, at /data/0/begin."),
        (f"{ROW}/begin", "-1", "sent '-1' where a time is due, at /data/0/begin."),
        (f"{ROW}/end", [], "sent a list where a number is due, at /data/0/end."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert OKX_STATUS.refusal(OKX_STATUS.but((place, value))) == sentence
