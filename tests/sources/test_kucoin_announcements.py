"""KuCoin's announcements: signs that nobody sees in a title, a lost row of two shapes, or an error as a quiet week."""

from decimal import Decimal
from pathlib import Path

import pytest

from brief.errors import Unreachable
from notices import GONE, KUCOIN, below_a_header, millis, moment, told

PAGE = "https://www.kucoin.com/announcement/"
RECORDED = "news/kucoin/GetAnnouncements_unified.recorded.txt"


def test_the_newest_fifty_are_asked_in_english() -> None:
    query = "annType=latest-announcements&lang=en_US&pageSize=50"
    assert KUCOIN.asked().url == f"https://api.kucoin.com/api/v3/announcements?{query}"


def test_documented_sample(contracts: Path) -> None:
    """The second title ends in a space of no width."""
    found = KUCOIN.read((contracts / "news/kucoin/v3_announcements.docs-sample.json").read_bytes())
    assert told(found) == [
        (
            "2024-10-22T10:47:23Z",
            "KuCoin Isolated Margin Adds the Scroll (SCR) Trading Pair",
            f"{PAGE}kucoin-isolated-margin-adds-scr?lang=en_US",
        ),
        (
            "2024-10-22T09:14:20Z",
            "DAPP-30D Fixed Promotion, Enjoy an APR of 200%!",
            f"{PAGE}dapp-30d-fixed-promotion-enjoy?lang=en_US",
        ),
        (
            "2024-10-21T08:02:09Z",
            "NAYM (NAYM) Gets Listed on KuCoin! World Premiere!",
            f"{PAGE}en-naym-naym-gets-listed-on-kucoin-world-premiere?lang=en_US",
        ),
    ]
    first = found[0]
    assert (first.topic, first.outlet, first.path) == ("exchanges.kucoin", "KuCoin", "/data/items/0/annTitle")
    assert (first.amounts, first.detail) == ((), {})


def test_recorded_answer_of_the_newer_address(contracts: Path) -> None:
    found = KUCOIN.read(below_a_header((contracts / RECORDED).read_bytes()).decode("cp1252").encode())
    assert [(moment(item.at)[8:16], item.title) for item in found] == [
        ("23T11:48", "KuCoin Trading Bot Will Delist the Orion Protocol (ORN) Project"),
        ("23T11:06", "KuCoin Will Temporarily Close the Trading and Withdraw Services for Orion Protocol (ORN)"),
        ("23T10:34", "2024 September VTHO Distribution for VET Holders Completed"),
        ("23T10:24", "KuCoin Will Adjust the Price Increment of UNFIUP, UNFIDOWN"),
        ("23T09:42", "KuCard Halloween $8,000 to Giveaway - Trick or Trade, & Win Big!"),
        ("23T09:14", "XDB Chain (XDB) GemSlot Campaign: Finish Easy Tasks to Share a 120 Million XDB Prize Pool!!"),
        ("23T08:02", "KuCoin Earn Will Be Launching the SCR Saving Coin"),
        ("23T08:00", "Earn Wednesday Week 69: USDT Fixed 6% APR"),
        ("23T07:13", "Cros (CROS) Listing Campaign, 340,000 CROS to Giveaway!"),
        ("23T06:51", "KuCoin Pre-Market Update: Closure & Delivery Schedule for X Empire (X)"),
        ("23T06:00", "KuCoin Futures Has Launched the USDT-Margined SCR Contract"),
        ("23T06:00", "KuCoin Futures Has Launched the USDT-Margined DEEP Contract"),
        ("23T03:50", "Cros (CROS) Gets Listed on KuCoin! World Premiere!"),
        ("22T10:47", "KuCoin Isolated Margin Adds the Scroll (SCR) Trading Pair"),
    ]
    assert (found[0].path, found[0].link) == (
        "/data/list/0/title",
        f"{PAGE}kucoin-trading-bot-will-delist-the-orn-project?lang=en_US",
    )
    assert [[(amount.value, amount.detail["text"]) for amount in item.amounts] for item in found if item.amounts] == [
        [(Decimal(8000), "$8,000")]  # 120 million XDB are no dollars
    ]


def test_recorded_bytes_of_another_alphabet_are_refused(contracts: Path) -> None:
    body = (contracts / RECORDED).read_bytes()
    assert KUCOIN.refusal(body) == "sent bytes that are not UTF-8 text."
    assert KUCOIN.refusal(below_a_header(body)) == "sent bytes that are not UTF-8 text."


def test_the_newer_shape_goes_before_the_older() -> None:
    rows = [{"title": "Newer", "releaseTime": millis(), "url": "https://venue.example/a"}]
    assert told(KUCOIN.read(KUCOIN.but(("/data/list", rows)))) == [
        ("2026-03-28T06:00:00Z", "Newer", "https://venue.example/a")
    ]


def test_names_of_one_shape_are_none_in_the_other() -> None:
    rows = KUCOIN.answer["data"]["items"]
    assert KUCOIN.refusal({"code": "200000", "data": {"list": rows}}) == (
        "sent a list without one row that has a title and a time we can read."
    )


def test_an_error_that_asks_for_patience() -> None:
    with pytest.raises(Unreachable, match=r"^kucoin-announcements answered with error 429000: Too Many Requests\.$"):
        KUCOIN.read({"code": "429000", "msg": "Too Many Requests"})


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'data' at /."),
        ("", {"code": "400100", "msg": "Parameter\nerror."}, "answered with error 400100: Parameter error."),
        ("", {"code": 0, "data": {"items": []}}, "answered with error 0."),
        ("/data", None, "sent an answer without 'items' at /data."),
        ("/data/items", GONE, "sent an answer without 'items' at /data."),
        ("/data/list", None, "sent null where a list is due, at /data/list."),
        ("/data/list", {}, "sent a dict where a list is due, at /data/list."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert KUCOIN.refusal(KUCOIN.but((place, value))) == sentence
