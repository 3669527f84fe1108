"""Bybit's announcements: a prize pool told as a sum of dollars, a wrong day, or an error as a quiet week."""

from pathlib import Path

import pytest

from brief.errors import Unreachable
from notices import BYBIT, GONE, millis, moment, told

ROW = "/result/list/0"


def test_the_newest_twenty_are_asked_in_english() -> None:
    assert BYBIT.asked().url == "https://api.bybit.com/v5/announcements/index?locale=en-US&limit=20"


def test_documented_sample(contracts: Path) -> None:
    """Its 400,000 USDT are no dollars."""
    (item,) = BYBIT.read((contracts / "news/bybit/v5_announcements_index.docs-sample.json").read_bytes())
    slug = (
        "new-listing-arbitrum-arb-deposit-trade-and-stake-arb-to-share-a-400-000-usdt-prize-pool--bltf662314c211a8616/"
    )
    assert told([item]) == [
        (
            "2023-03-17T09:33:28Z",
            "New Listing: Arbitrum (ARB) — Deposit, Trade and Stake ARB to Share a 400,000 USDT Prize Pool!",
            f"https://announcements.bybit.com/en-US/article/{slug}",
        )
    ]
    assert (item.topic, item.outlet, item.path) == ("exchanges.bybit", "Bybit", "/result/list/0/title")
    assert (item.amounts, item.detail) == ((), {})


@pytest.mark.parametrize(
    ("published", "at"),
    [
        (millis(hours=-4), "2026-03-28T02:00:00Z"),
        (str(millis(hours=-6)), "2026-03-28T00:00:00Z"),
        (None, "2026-03-28T01:00:00Z"),
        ("", "2026-03-28T01:00:00Z"),
    ],
)
def test_the_documented_time_comes_first_where_it_is_sent(published: object, at: str) -> None:
    (item,) = BYBIT.read(BYBIT.but((f"{ROW}/publishTime", published)))
    assert moment(item.at) == at


def test_the_documented_time_alone_is_enough() -> None:
    answer = BYBIT.but((f"{ROW}/publishTime", millis()), (f"{ROW}/dateTimestamp", GONE))
    assert [moment(item.at) for item in BYBIT.read(answer)] == ["2026-03-28T06:00:00Z"]


def test_the_day_it_begins_is_no_time_of_publication() -> None:
    assert BYBIT.refusal(BYBIT.but((f"{ROW}/dateTimestamp", GONE))) == (
        "sent a list without one row that has a title and a time we can read."
    )


@pytest.mark.parametrize("code", [10006, "10016", 10018])
def test_an_error_that_asks_for_patience(code: object) -> None:
    with pytest.raises(Unreachable, match=rf"^bybit-announcements answered with error {code}: Too many visits!\.$"):
        BYBIT.read({"retCode": code, "retMsg": "Too many visits!", "result": {}})


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'result' at /."),
        ("", {"retCode": 10001, "retMsg": "params error.", "result": {}}, "answered with error 10001: params error."),
        ("/result", GONE, "sent an answer without 'result' at /."),
        ("/result", [], "sent an answer without 'list' at /result."),
        ("/result/list", GONE, "sent an answer without 'list' at /result."),
        (f"{ROW}/publishTime", "soon", "sent 'soon' where a number is due, at /result/list/0/publishTime."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert BYBIT.refusal(BYBIT.but((place, value))) == sentence
