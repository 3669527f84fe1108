"""Coins on and off exchanges: a day without a value printed as no flow, or one asset's coins under another's name."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from answers import answered
from brief.errors import Refused, WrongUsage
from brief.models import Night, Reading
from brief.sources import coinmetrics_flows

AT = datetime(2026, 9, 6, 6, tzinfo=UTC)
ASSETS = {"btc": "btc", "eth": "eth"}
FOLDER = "flows/coinmetrics/"
QUOTED = "FlowInExNtv,FlowOutExNtv 2026-09-05 (quoted, partial)"


def row(asset: str = "btc", day: str = "2026-09-05", **values: Any) -> Mapping[str, Any]:
    return {"asset": asset, "time": f"{day}T00:00:00.000000000Z"} | values


def read(body: Any, assets: Mapping[str, str] = ASSETS) -> list[Reading]:
    night = Night(day=AT.date(), at=AT, options={"assets": dict(assets)} if assets else {})
    return coinmetrics_flows.parse([answered("coinmetrics-flows", body, AT)], night)


def rows(*given: Mapping[str, Any]) -> dict[str, Any]:
    return {"data": list(given)}


def recorded(contracts: Path, name: str) -> Any:
    return json.loads((contracts / FOLDER / f"timeseries_asset-metrics.{name}.json").read_bytes())


def test_one_call_asks_for_the_last_days_of_all_assets() -> None:
    (asked,) = coinmetrics_flows.requests(Night(day=AT.date(), at=AT, options={"assets": ASSETS, "days": 3}))
    assert asked.url.startswith("https://community-api.coinmetrics.io/v4/timeseries/asset-metrics?assets=btc,eth&")
    assert dict(parse_qsl(urlsplit(asked.url).query)) == {
        "assets": "btc,eth",
        "metrics": "FlowInExNtv,FlowOutExNtv",
        "frequency": "1d",
        "start_time": "2026-09-03",
        "page_size": "10000",
        "null_as_zero": "false",
    }
    assert (asked.tag, asked.headers) == ("", {})
    with pytest.raises(WrongUsage, match="names no asset"):
        coinmetrics_flows.requests(Night(day=AT.date(), at=AT))


def test_the_recorded_flows_exactly(contracts: Path) -> None:
    kept = recorded(contracts, "recorded")[QUOTED]  # its author left out the asset and the nine decimals
    arrived, left, net = read(rows({"asset": "btc", **kept}))
    assert [(r.figure, r.value, r.unit, r.as_of) for r in (arrived, left, net)] == [
        ("flows.btc.exchange_in", Decimal("7360.36"), "coin", date(2026, 9, 5)),
        ("flows.btc.exchange_out", Decimal("8310.24"), "coin", date(2026, 9, 5)),
        ("flows.btc.exchange_net", Decimal("-949.88"), "coin", date(2026, 9, 5)),
    ]
    assert [(r.path, r.formula) for r in (arrived, left, net)] == [
        ("/data/0/FlowInExNtv", ""),
        ("/data/0/FlowOutExNtv", ""),
        ("/data/0/FlowInExNtv", "value - {/data/0/FlowOutExNtv}"),
    ]
    assert {r.detail["status"] for r in (arrived, left, net)} == {"flash"}


def test_recorded_and_documented_answers_without_flows_are_refused(contracts: Path) -> None:
    others = recorded(contracts, "recorded")
    documented = recorded(contracts, "docs-sample")
    for body in (others["asset-metrics PriceUSD,AdrActCnt,... 2026-02-17"], documented["200"]):
        with pytest.raises(Refused, match="no exchange flow of a watched asset"):
            read(body)
    for body in (others["403 body (quoted)"], documented["403"]):
        with pytest.raises(Refused, match=r"error forbidden: Requested metric '\w+' with frequency '1d'"):
            read(body)
    for body, why in zip(
        [*documented["400"], *documented["401"]], ["Bad", "Bad", "Requested", "Supplied"], strict=True
    ):
        with pytest.raises(Refused, match=f"answered with error .*: {why}"):
            read(body)


def test_the_definition_goes_with_every_figure() -> None:
    told = {r.figure.split("_")[1]: r.detail for r in read(rows(row(FlowInExNtv="3", FlowOutExNtv="1")))}
    assert "sent to exchanges that interval, excluding exchange to exchange activity" in told["in"]["definition"]
    assert "withdrawn from exchanges that interval, excluding" in told["out"]["definition"]
    assert told["net"]["definition"].startswith("FlowInExNtv - FlowOutExNtv. ")
    assert not any("status" in detail for detail in told.values())


@pytest.mark.parametrize(
    ("arrived", "left", "given"), [("5", None, ["in"]), (None, "5", ["out"]), ("0", "0", ["in", "out", "net"])]
)
def test_null_absent_and_zero_are_three_things(arrived: str | None, left: str | None, given: list[str]) -> None:
    null = row(FlowInExNtv=arrived, FlowOutExNtv=left)
    absent = {name: value for name, value in null.items() if value is not None}
    for body in (rows(null), rows(absent)):
        assert [r.figure.removeprefix("flows.btc.exchange_") for r in read(body)] == given


def test_a_net_of_two_statuses_tells_both() -> None:
    body = row(
        **{"FlowInExNtv": "5", "FlowInExNtv-status": "reviewed", "FlowOutExNtv": "7", "FlowOutExNtv-status": "flash"}
    )
    assert [r.detail["status"] for r in read(rows(body))] == ["reviewed", "flash", "flash, reviewed"]


def test_other_assets_are_left_out_and_ours_keep_their_names() -> None:
    body = rows(row("ada", FlowInExNtv="1"), row("eth", FlowInExNtv="2"), row("btc", FlowInExNtv="3"))
    assert [(r.figure, r.path) for r in read(body)] == [
        ("flows.eth.exchange_in", "/data/1/FlowInExNtv"),
        ("flows.btc.exchange_in", "/data/2/FlowInExNtv"),
    ]
    assert len(read(body, {})) == 3


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (rows(), "no exchange flow of a watched asset"),
        (rows(row(FlowInExNtv=None, FlowOutExNtv=None)), "no exchange flow of a watched asset"),
        (rows(row(FlowInExNtv="1"), row(FlowInExNtv="1")), "btc of 2026-09-05 twice, at /data/1"),
        (rows(row(FlowInExNtv="much")), "'much' where a number is due, at /data/0/FlowInExNtv"),
        (
            rows({"asset": "btc", "time": "2026-09-05T01:00:00Z", "FlowInExNtv": "1"}),
            "where a day is due, at /data/0/time",
        ),
        (rows({"asset": "btc", "time": "2026-09-05", "FlowInExNtv": "1"}), "where a time is due"),
        ({}, "without 'data'"),
        (b"<html><body>busy</body></html>", "a web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(body)
