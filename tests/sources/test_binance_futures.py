"""Binance perpetuals: a rate of another interval, or contracts read as coin, would make one venue look overheated."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import binance_futures

AT = datetime(2026, 9, 8, 23, 15, tzinfo=UTC)
HOUR = 3_600_000
NEWEST = 1788908400000  # 2026-09-08 23:00 UTC
ASSETS = {"btc": "BTCUSDT", "eth": "ETHUSDT"}


def said(body: Any, tag: str = "") -> Payload:
    return answered("binance-futures", body, AT, tag=tag)


def read(*payloads: Payload, assets: dict[str, str] = ASSETS) -> list[Reading]:
    return binance_futures.parse(payloads, Night(day=AT.date(), at=AT, options={"assets": assets}))


def values(readings: list[Reading]) -> dict[str, str]:
    return {r.figure: f"{r.value.normalize():f}" for r in readings}


def premium(rate: Any = "0.0001", symbol: str = "BTCUSDT") -> dict[str, Any]:
    return {"symbol": symbol, "lastFundingRate": rate, "nextFundingTime": NEWEST + HOUR, "time": NEWEST + 60_000}


def intervals(symbol: str = "LPTUSDT", hours: Any = 4) -> list[dict[str, Any]]:
    return [{"symbol": symbol, "fundingIntervalHours": hours}]


def interest(ago: int, coin: Any, usd: Any = "1000", symbol: str = "BTCUSDT") -> dict[str, Any]:
    stamp = NEWEST - ago * HOUR
    return {"symbol": symbol, "sumOpenInterest": coin, "sumOpenInterestValue": usd, "timestamp": stamp}


def accounts(share: Any, symbol: str = "BTCUSDT") -> list[dict[str, Any]]:
    return [{"symbol": symbol, "longAccount": share, "timestamp": NEWEST}]


def test_asks_the_intervals_once_and_three_questions_a_symbol() -> None:
    asked = binance_futures.requests(Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTCUSDT"}}))
    host = "https://fapi.binance.com"
    assert [(r.tag, r.url) for r in asked] == [
        ("intervals", f"{host}/fapi/v1/fundingInfo"),
        ("btc", f"{host}/fapi/v1/premiumIndex?symbol=BTCUSDT"),
        ("btc:interest", f"{host}/futures/data/openInterestHist?symbol=BTCUSDT&period=1h&limit=25"),
        ("btc:accounts", f"{host}/futures/data/globalLongShortAccountRatio?symbol=BTCUSDT&period=1h&limit=1"),
    ]


def test_asks_usdt_pairs_only_because_open_interest_is_read_as_dollars() -> None:
    with pytest.raises(WrongUsage, match="BTCUSD_PERP"):
        binance_futures.requests(Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTCUSD_PERP"}}))


def test_the_recorded_answers_exactly(contracts: Path) -> None:
    folder = contracts / "market/binance"
    readings = read(
        said((folder / "fapi_fundingInfo.recorded-2025-07.trimmed.json").read_bytes(), "intervals"),
        said((folder / "fapi_premiumIndex_BTCUSDT.recorded-2023-06-20.json").read_bytes(), "btc"),
        said((folder / "fapi_openInterestHist_BTCUSDT_1h.recorded-2026-09-08.json").read_bytes(), "btc:interest"),
        said(
            (folder / "fapi_globalLongShortAccountRatio_BTCUSDT_1h.recorded-2026-09-08.json").read_bytes(),
            "btc:accounts",
        ),
    )
    evening, day_before = datetime(2026, 9, 8, 23, tzinfo=UTC), datetime(2026, 9, 7, 23, tzinfo=UTC)
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path, r.formula) for r in readings] == [
        (
            "derivatives.btc.funding.binance",
            "0.00122600",  # 0.00001226 x 100; BTCUSDT is not in the list of intervals, so 8 hours
            "percent",
            datetime(2023, 6, 20, 6, 55, 12, tzinfo=UTC),
            "/lastFundingRate",
            "value * 100 * 8 / 8; percent per 8 hours",
        ),
        ("derivatives.btc.oi.binance", "106422.35600000", "coin", evening, "/24/sumOpenInterest", ""),
        (
            "derivatives.btc.oi_usd.binance",
            "8356943211.72720000",
            "usd",
            evening,
            "/24/sumOpenInterestValue",
            "value; in USDT, read as US dollars",
        ),
        ("derivatives.btc.oi_before.binance", "107100.28400000", "coin", day_before, "/0/sumOpenInterest", ""),
        (
            "derivatives.btc.long_share.binance",
            "56.4700",  # 0.5647 x 100
            "percent",
            evening,
            "/0/longAccount",
            "value * 100; percent of the accounts with a position",
        ),
    ]
    assert [r.detail for r in readings] == [
        {"venue": "Binance", "hours": "8"},
        *[{"venue": "Binance"}] * 4,
    ]


def test_the_recorded_value_is_the_coins_at_the_price_of_the_hour(contracts: Path) -> None:
    """8,356,943,211.7272 / 106,422.356 = 78,526.2: one coin, not one contract, and one side."""
    file = contracts / "market/binance/fapi_openInterestHist_BTCUSDT_1h.recorded-2026-09-08.json"
    found = {r.figure: r.value for r in read(said(file.read_bytes()))}
    price = found["derivatives.btc.oi_usd.binance"] / found["derivatives.btc.oi.binance"]
    assert f"{price:.1f}" == "78526.2"


def test_the_newest_account_ratio_counts_whatever_the_order(contracts: Path) -> None:
    file = contracts / "market/binance/fapi_globalLongShortAccountRatio_5m.recorded-2020-10-16.trimmed.json"
    (share,) = read(said(file.read_bytes()))
    assert (str(share.value), share.as_of) == ("56.4500", datetime(2020, 10, 16, 4, 5, tzinfo=UTC))


def test_a_four_hourly_rate_is_paid_twice_in_eight_hours() -> None:
    """0.01% every 4 hours is 0.02% in 8; unconverted it would look half as dear as a venue that pays every 8."""
    found = read(said(premium(), "btc"), said(intervals("BTCUSDT", 4), "intervals"))
    assert values(found) == {"derivatives.btc.funding.binance": "0.02"}
    assert found[0].formula == "value * 100 * 8 / 4; percent per 8 hours"
    assert found[0].detail == {"venue": "Binance", "hours": "4"}
    assert values(read(said(premium("-0.00025"), "btc"), said(intervals(), "intervals"))) == {
        "derivatives.btc.funding.binance": "-0.025"
    }


def test_without_the_intervals_no_funding_is_guessed() -> None:
    with pytest.raises(Refused, match="no rate together with its interval"):
        read(said(premium(), "btc"))
    found = read(said(premium(), "btc"), said([interest(0, "5")], "btc:interest"))
    assert values(found) == {"derivatives.btc.oi.binance": "5", "derivatives.btc.oi_usd.binance": "1000"}


def test_a_dated_contract_pays_no_funding_and_not_zero() -> None:
    with pytest.raises(Refused, match="no rate together with its interval"):
        read(said(premium(""), "btc"), said(intervals(), "intervals"))


def test_yesterday_is_24_hours_before_the_newest_row_and_not_the_oldest() -> None:
    """Rows 23 and 25 hours old are not the day before: a change over them would be printed as one over 24 hours."""
    rows = [interest(ago, str(100 + ago)) for ago in (25, 24, 23, 0)]
    assert values(read(said(rows)))["derivatives.btc.oi_before.binance"] == "124"
    assert "derivatives.btc.oi_before.binance" not in values(read(said([rows[0], rows[2], rows[3]])))


def test_a_time_sent_as_text_is_the_same_time() -> None:
    rows = [interest(24, "8") | {"timestamp": str(NEWEST - 24 * HOUR)}, interest(0, "7") | {"timestamp": str(NEWEST)}]
    found = read(said(rows))
    assert (found[0].as_of, values(found)["derivatives.btc.oi_before.binance"]) == (
        datetime(2026, 9, 8, 23, tzinfo=UTC),
        "8",
    )


def test_the_tag_decides_whose_figure_it_is() -> None:
    found = read(said([interest(0, "9", symbol="ETHUSDT")], "eth:interest"), said(accounts("0.7", "ETHUSDT")))
    assert sorted(values(found)) == [
        "derivatives.eth.long_share.binance",
        "derivatives.eth.oi.binance",
        "derivatives.eth.oi_usd.binance",
    ]


def test_without_assets_a_pair_is_taken_by_its_own_name() -> None:
    found = read(said([interest(0, "9", symbol="DOGEUSDT")]), assets={})
    assert found[0].figure == "derivatives.doge.oi.binance"
    with pytest.raises(Refused, match="about BTCUSDT_240628, which was not asked"):
        read(said([interest(0, "9", symbol="BTCUSDT_240628")]), assets={})


BLOCKED = "Service unavailable from a restricted location according to 'b. Eligibility'"


@pytest.mark.parametrize(
    ("body", "tag", "error", "why"),
    [
        ({"code": 0, "msg": BLOCKED}, "btc", Refused, "error 0: Service unavailable from a restricted location"),
        ({"code": -1121, "msg": "Invalid symbol."}, "btc", Refused, "error -1121: Invalid symbol"),
        ({"code": -1003, "msg": "Way too much request weight"}, "btc", Unreachable, "error -1003"),
        (premium(symbol="ETHUSDT"), "btc", Refused, "about ETHUSDT, which was not asked, at /symbol"),
        ([interest(0, "1", symbol="ETHUSDT")], "btc:interest", Refused, "about ETHUSDT, which was not asked"),
        (accounts("0.5", "ETHUSDT"), "btc:accounts", Refused, "about ETHUSDT, which was not asked"),
        (premium(symbol="SOLUSDT"), "", Refused, "about SOLUSDT, which was not asked"),
        ([premium()], "btc", Refused, "nothing about funding, open interest or accounts"),
        ([], "btc:interest", Refused, "nothing about funding, open interest or accounts"),
        ({"symbol": "BTCUSDT", "openInterest": "1", "time": NEWEST}, "btc", Refused, "nothing about funding"),
        ([interest(0, "0")], "btc:interest", Refused, "an open interest of 0"),
        ([interest(0, None)], "btc:interest", Refused, "null where a number is due"),
        (accounts("56.47"), "btc:accounts", Refused, "sent 56.47 as a fraction of accounts"),
        (accounts("0"), "btc:accounts", Refused, "sent 0 as a fraction of accounts"),
        (b"<html>451</html>", "btc", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, tag: str, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(said(body, tag), said(intervals(), "intervals"))


@pytest.mark.parametrize(("rate", "hours", "why"), [("0.01", 3, "interval of 3 hours"), ("12", 8, "rate of 12.0000")])
def test_a_rate_no_venue_has_is_refused(rate: str, hours: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(said(premium(rate), "btc"), said(intervals("BTCUSDT", hours), "intervals"))
