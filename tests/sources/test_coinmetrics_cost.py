"""What holders paid: a ratio of one day over the price of another, or a value nobody gave as zero."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused
from brief.models import Night, Reading
from brief.sources import coinmetrics_cost

AT = datetime(2026, 2, 18, 6, tzinfo=UTC)
FOLDER = "flows/coinmetrics/"


def read(body: Any) -> list[Reading]:
    night = Night(day=AT.date(), at=AT, options={"assets": {"btc": "btc"}, "days": 3})
    return coinmetrics_cost.parse([answered("coinmetrics-cost", body, AT)], night)


def row(day: str = "2026-02-17", asset: str = "btc", **values: Any) -> Mapping[str, Any]:
    return {"asset": asset, "time": f"{day}T00:00:00.000000000Z"} | values


def test_one_call_asks_for_price_and_ratio() -> None:
    (asked,) = coinmetrics_cost.requests(Night(day=AT.date(), at=AT, options={"assets": {"btc": "btc"}, "days": 3}))
    assert asked.url == (
        "https://community-api.coinmetrics.io/v4/timeseries/asset-metrics?assets=btc&metrics=PriceUSD,CapMVRVCur"
        "&frequency=1d&start_time=2026-02-15&page_size=10000&null_as_zero=false"
    )


def test_the_realized_price_is_the_price_over_the_ratio_of_the_same_day() -> None:
    """Price, ratio and cost of Sept. 24, 2026, as somebody noted them who read every digit of the ratio."""
    ratio, cost = read(
        {"data": [row("2026-09-24", PriceUSD="84386.58", CapMVRVCur="1.5773", **{"CapMVRVCur-status": "flash"})]}
    )
    assert (ratio.figure, ratio.value, ratio.unit, ratio.as_of) == (
        *("onchain.btc.mvrv", Decimal("1.5773"), "ratio"),
        date(2026, 9, 24),
    )
    assert ratio.detail == {"status": "flash"}
    assert (cost.figure, cost.unit, cost.path, cost.formula) == (
        *("onchain.btc.realized_price", "usd", "/data/0/PriceUSD"),
        "value / {/data/0/CapMVRVCur}",
    )
    assert abs(cost.value - Decimal("53500.49")) < 1


def test_a_ratio_without_its_day_s_price_gives_no_cost_and_a_price_alone_nothing() -> None:
    rows = [row("2026-02-15", CapMVRVCur="1.2"), row("2026-02-16", PriceUSD="67000", CapMVRVCur=None)]
    assert [(r.figure, r.as_of) for r in read({"data": rows})] == [("onchain.btc.mvrv", date(2026, 2, 15))]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"data": []}, "no MVRV of a watched asset"),
        ({"data": [row(PriceUSD="67471.05")]}, "no MVRV of a watched asset"),
        ({"data": [row(asset="eth", CapMVRVCur="1.2")]}, "no MVRV of a watched asset"),
        ({"data": [row(CapMVRVCur="0", PriceUSD="1")]}, "an MVRV of 0, at /data/0/CapMVRVCur"),
        ({"data": [row(CapMVRVCur="-1")]}, "an MVRV of -1"),
        ({"data": [row(CapMVRVCur="1.2"), row(CapMVRVCur="1.3")]}, "sent btc of 2026-02-17 twice"),
    ],
)
def test_what_cannot_be_right_is_refused(body: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(body)


def test_recorded_and_documented_answers_without_the_ratio_are_refused(contracts: Path) -> None:
    recorded = json.loads((contracts / FOLDER / "timeseries_asset-metrics.recorded.json").read_bytes())
    documented = json.loads((contracts / FOLDER / "timeseries_asset-metrics.docs-sample.json").read_bytes())
    for body in (recorded["asset-metrics PriceUSD,AdrActCnt,... 2026-02-17"], documented["200"]):
        with pytest.raises(Refused, match="no MVRV of a watched asset"):
            read(body)
    for body in (recorded["403 body (quoted)"], documented["403"]):
        with pytest.raises(Refused, match="error forbidden: Requested metric"):
            read(body)
