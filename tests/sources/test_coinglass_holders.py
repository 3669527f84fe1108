"""Coins by holder: one kind's under the other's name, all of history as tonight's, or an unknown day as none."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Reading
from brief.sources import coinglass_holders

AT = datetime(2011, 8, 21, 6, tzinfo=UTC)
DAY = 1_313_625_600_000  # 2011-08-18
LONG = (3395092, 3401503, 3411444)
SHORT = (3682358, 3682497, 3680156)
"""Both as documented, of the same three days."""


def read(*bodies: Any, days: int = 40) -> list[Reading]:
    night = Night(day=AT.date(), at=AT, options={"days": days})
    return coinglass_holders.parse([answered("coinglass-holders", body, AT) for body in bodies], night)


def told(kind: str, *supplies: Any, **more: Any) -> dict[str, Any]:
    rows = [
        {"price": 10.8584714558738, f"{kind}_term_holder_supply": supply, "timestamp": DAY + place * 86_400_000}
        for place, supply in enumerate(supplies)
    ]
    return {"code": "0", "data": rows} | more


def test_one_call_for_each_kind() -> None:
    assert [(asked.tag, asked.url) for asked in coinglass_holders.requests(Night(day=AT.date(), at=AT))] == [
        ("lth", "https://open-api-v4.coinglass.com/api/index/bitcoin-long-term-holder-supply"),
        ("sth", "https://open-api-v4.coinglass.com/api/index/bitcoin-short-term-holder-supply"),
    ]


def test_the_documented_supplies_exactly_and_together_all_coins_there_were() -> None:
    readings = read(told("long", *LONG), told("short", *SHORT))
    assert [(r.figure, r.value, r.unit, r.as_of) for r in (readings[0], readings[2], readings[3])] == [
        ("onchain.btc.lth_supply", Decimal(3411444), "coin", date(2011, 8, 20)),
        ("onchain.btc.lth_supply", Decimal(3395092), "coin", date(2011, 8, 18)),
        ("onchain.btc.sth_supply", Decimal(3680156), "coin", date(2011, 8, 20)),
    ]
    assert readings[0].path == "/data/2/long_term_holder_supply"
    whole = [long + short for long, short in zip(LONG, SHORT, strict=True)]
    assert whole == [7_077_450, 7_084_000, 7_091_600]  # fifty coins a block, some 140 blocks a day


def test_each_answer_is_known_by_its_supply_whichever_came_first() -> None:
    assert {r.figure for r in read(told("short", *SHORT))} == {"onchain.btc.sth_supply"}


def test_only_the_last_days_are_read() -> None:
    assert [r.as_of for r in read(told("long", *LONG), days=2)] == [date(2011, 8, 20), date(2011, 8, 19)]


def test_a_day_that_is_not_known_is_none() -> None:
    assert [r.as_of for r in read(told("long", 3395092, None, 3411444))] == [
        AT.date() - timedelta(days=1),
        AT.date() - timedelta(days=3),
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (told("long"), "no holders' supply of the days since 2011-07-12"),
        (told("long", None), "no holders' supply"),
        (told("medium", 5), "no holders' supply"),
        (told("long", 0), "a supply of 0, at /data/0"),
        (told("long", "many"), "'many' where a number is due"),
        ({"code": "0", "data": [{"long_term_holder_supply": 5, "timestamp": DAY + 1000}]}, "where a day is due"),
        ({"code": "0", "data": told("long", 5)["data"] * 2}, "two supplies of 2011-08-18, at /data/1"),
        ({"code": "400", "msg": "Upgrade plan"}, "error 400: Upgrade plan"),
        ({"code": "0"}, "without 'data'"),
    ],
)
def test_what_cannot_be_right_is_refused(body: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(body)


def test_too_many_requests_are_a_reason_to_come_back() -> None:
    with pytest.raises(Unreachable, match="429"):
        read({"code": "429", "msg": "Too Many Requests"})


def test_no_damaged_byte_breaks_the_reader() -> None:
    raw = json.dumps(told("long", *LONG)).encode()
    for place in range(len(raw)):
        for evil in (b"", b'"', b",", b"\x00", b"\xff", b"9"):
            try:
                assert read(raw[:place] + evil + raw[place + 1 :])
            except BriefError as refused:
                assert str(refused).endswith(".")
