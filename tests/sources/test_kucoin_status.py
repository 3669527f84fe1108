"""KuCoin's own word: "open" printed of a venue that is closed, or of an answer that says nothing."""

from pathlib import Path

import pytest

from brief.errors import Unreachable
from notices import GONE, KUCOIN_STATUS, told

PAGE = "https://www.kucoin.com/announcement/maintenance-updates"


def test_the_status_is_asked_once() -> None:
    assert KUCOIN_STATUS.asked().url == "https://api.kucoin.com/api/v1/status"


def test_documented_sample_is_the_good_news(contracts: Path) -> None:
    assert KUCOIN_STATUS.read((contracts / "news/kucoin/v1_status.docs-sample.json").read_bytes()) == []


@pytest.mark.parametrize(
    ("status", "said", "title"),
    [
        ("close", "", "Trading is closed"),
        ("close", GONE, "Trading is closed"),
        ("close", None, "Trading is closed"),
        ("close", "Upgrade\nuntil <b>noon</b>", "Trading is closed: Upgrade until noon"),
        ("cancelonly", "", "Trading takes cancellations only"),
        ("cancelonly", "Engine", "Trading takes cancellations only: Engine"),
    ],
)
def test_any_other_mode_is_told_as_of_now(status: str, said: object, title: str) -> None:
    (item,) = KUCOIN_STATUS.read(KUCOIN_STATUS.but(("/data/status", status), ("/data/msg", said)))
    assert told([item]) == [("2026-03-28T06:00:00Z", title, PAGE)]
    assert (item.topic, item.outlet, item.path) == ("status.kucoin", "KuCoin", "/data/status")
    assert (item.amounts, item.detail) == ((), {"kind": "page"})


def test_what_an_open_venue_says_beside_it_is_not_taken() -> None:
    assert KUCOIN_STATUS.read(KUCOIN_STATUS.but(("/data/status", "open"), ("/data/msg", "Closed at noon"))) == []


def test_an_error_that_asks_for_patience() -> None:
    with pytest.raises(Unreachable, match=r"^kucoin-status answered with error 429000: Too Many Requests\.$"):
        KUCOIN_STATUS.read({"code": "429000", "msg": "Too Many Requests"})


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'data' at /."),
        ("", {"code": "400100", "msg": "Bad\nrequest."}, "answered with error 400100: Bad request."),
        ("", {"code": "0", "data": {"status": "open"}}, "answered with error 0."),
        ("/data", GONE, "sent an answer without 'data' at /."),
        ("/data", "open", "sent an answer without 'status' at /data."),
        ("/data/status", GONE, "sent an answer without 'status' at /data."),
        ("/data/status", 1, "sent a int where text is due, at /data/status."),
        ("/data/status", "OPEN", "gave a status we do not know: 'OPEN'."),
        ("/data/status", "", "gave a status we do not know: ''."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert KUCOIN_STATUS.refusal(KUCOIN_STATUS.but((place, value))) == sentence
