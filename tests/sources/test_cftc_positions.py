"""Commitments of Traders, by their described shape: long less short, of the market that was asked for, week by week."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused
from brief.models import Night, Payload, Reading
from brief.sources import cftc_positions

AT = datetime(2026, 7, 13, 12, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT, options={"weeks": 2, "assets": {"btc": "133741", "eth": "146021"}})


def row(day: str = "2026-07-07", **more: Any) -> dict[str, Any]:
    return {
        "cftc_contract_market_code": "133741",
        "report_date_as_yyyy_mm_dd": f"{day}T00:00:00.000",
        "open_interest_all": "31000",
        "lev_money_positions_long": "3050",
        "lev_money_positions_short": "14460",
        "asset_mgr_positions_long": "6900",
        "asset_mgr_positions_short": "1240",
        **more,
    }


def said(*rows: dict[str, Any], tag: str = "btc") -> Payload:
    return answered("cftc-positions", json.dumps(rows).encode(), AT, tag=tag)


def read(*rows: dict[str, Any], tag: str = "btc") -> list[Reading]:
    return cftc_positions.parse([said(*rows, tag=tag)], NIGHT)


def test_asks_for_the_full_contract_of_each_asset() -> None:
    order = "&%24order=report_date_as_yyyy_mm_dd+DESC&%24limit=2"
    assert [(r.tag, r.url.partition("?")[2]) for r in cftc_positions.requests(NIGHT)] == [
        ("btc", f"cftc_contract_market_code=133741&futonly_or_combined=FutOnly{order}"),
        ("eth", f"cftc_contract_market_code=146021&futonly_or_combined=FutOnly{order}"),
    ]


def test_a_group_s_figure_is_its_longs_less_its_shorts_newest_week_first() -> None:
    readings = read(row("2026-06-30", lev_money_positions_long="20000"), row())
    assert [(r.figure, r.as_of, int(r.value), r.path) for r in readings[:3]] == [
        ("derivatives.btc.cme.interest", date(2026, 7, 7), 31000, "/1/open_interest_all"),
        ("derivatives.btc.cme.leveraged", date(2026, 7, 7), -11410, "/1/lev_money_positions_long"),
        ("derivatives.btc.cme.managers", date(2026, 7, 7), 5660, "/1/asset_mgr_positions_long"),
    ]
    assert readings[1].formula == "value - {/1/lev_money_positions_short}"
    assert int(readings[4].value) == 5540
    assert {r.as_of for r in readings[3:]} == {date(2026, 6, 30)}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no report of its market"),
        ([row(cftc_contract_market_code="133742")], "market '133742' where 133741 was asked for"),
        ([row(), row()], "two reports of 2026-07-07"),
        ([row(lev_money_positions_short="31001")], "a group with more contracts than there are"),
        ([row(lev_money_positions_short=None)], "null where a number is due"),
        ([row("7 July 20")], "where a day is due"),
        ([{"cftc_contract_market_code": "133741"}], "without 'report_date_as_yyyy_mm_dd'"),
    ],
)
def test_what_cannot_be_right_is_refused(rows: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(*rows)


def test_the_answer_about_one_asset_is_none_about_another() -> None:
    with pytest.raises(Refused, match="market '133741' where 146021 was asked for"):
        read(row(), tag="eth")


def test_an_error_in_words_is_refused() -> None:
    body = b'{"message": "Query coordinator error: query.soql.no-such-column", "errorCode": "x", "data": {}}'
    with pytest.raises(Refused, match="where a list is due"):
        cftc_positions.parse([answered("cftc-positions", body, AT, tag="btc")], NIGHT)
