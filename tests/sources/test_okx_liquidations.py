"""OKX liquidations: contracts taken for coins overstate a hundredfold, a page taken for a day understates."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered, hours, liquidated, plain
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import okx_liquidations

AT = datetime(2026, 9, 28, 20, tzinfo=UTC)
BTC = {"BTC-USDT": 0.01}
URL = "https://www.okx.com/api/v5/public/liquidation-orders?instType=SWAP&uly=BTC-USDT&state=filled&limit=100"


def millis(hours_ago: float) -> str:
    return str(int((AT - timedelta(hours=hours_ago)).timestamp() * 1000))


def order(hours_ago: float, sz: str, px: str = "50000", pos: str = "long", side: str = "sell") -> Mapping[str, Any]:
    return {"bkLoss": "0", "bkPx": px, "ccy": "", "posSide": pos, "side": side, "sz": sz, "ts": millis(hours_ago)}


def page(*details: Mapping[str, Any], name: str = "BTC-USDT-SWAP", tag: str = "BTC-USDT") -> Payload:
    row = {"details": details, "instId": name, "instFamily": "?", "uly": name.removesuffix("-SWAP"), "totalLoss": "0"}
    return said({"code": "0", "data": [row] if details else [], "msg": ""}, tag)


def instruments(*rows: tuple[str, str, str]) -> Payload:
    data = [{"instId": name, "ctVal": size, "ctType": kind} for name, size, kind in rows]
    return said({"code": "0", "data": data, "msg": ""}, "instruments")


def said(body: Any, tag: str = "BTC-USDT") -> Payload:
    return answered("okx-liquidations", body, AT, tag=tag, url=URL)


def night(underlyings: Mapping[str, Any] = BTC, **options: Any) -> Night:
    return Night(day=AT.date(), at=AT, options={"underlyings": underlyings} | options)


def read(*payloads: Payload, **options: Any) -> list[Reading]:
    return okx_liquidations.parse(payloads, night(**options))


def values(readings: list[Reading]) -> dict[str, str]:
    return liquidated(readings, "liquidations.okx")


EMPTY = page()


def test_asks_every_underlying_and_the_contract_sizes() -> None:
    asked = okx_liquidations.requests(night())
    assert [(r.tag, r.url) for r in asked] == [
        ("BTC-USDT", URL),
        ("instruments", "https://www.okx.com/api/v5/public/instruments?instType=SWAP"),
    ]
    tags = [r.tag for r in okx_liquidations.requests(Night(day=AT.date(), at=AT))]
    assert tags == ["BTC-USDT", "ETH-USDT", "SOL-USDT", "instruments"]


def test_sides_sums_largest_and_what_they_stand_on() -> None:
    first = page(order(1, "10"), order(2, "4", pos="short", side="buy"), order(3, "2", pos="net", side="sell"))
    long, short, largest, *_ = read(first, page(order(5, "0.5", pos="net", side="buy")), EMPTY)
    assert [(r.figure, plain(r.value), r.unit, r.as_of, r.path) for r in (long, short, largest)] == [
        ("liquidations.okx.long_24h", "6000", "usd", AT, "/data"),  # (10 + 2) x 0.01 x 50,000
        ("liquidations.okx.short_24h", "2250", "usd", AT, "/data"),  # (4 + 0.5) x 0.01 x 50,000
        ("liquidations.okx.largest", "5000", "usd", AT - timedelta(hours=1), "/data/0/details/0/sz"),
    ]
    whole = {"from": "2026-09-27T20:00:00Z", "complete": "yes", "pairs": "BTC-USDT"}
    assert long.detail == short.detail == whole
    assert largest.detail == {"venue": "OKX", "pair": "BTC-USDT", "side": "long"} | whole
    assert largest.formula.partition(";")[0] == "value * 0.01 * {/data/0/details/0/bkPx}"
    window = "2026-09-27T20:00:00Z < time <= 2026-09-28T20:00:00Z"
    assert long.formula == f"sum(long orders with {window}: sz * 0.01 * bkPx); n = 2"


def test_each_coin_and_each_clock_hour_has_its_own_sum() -> None:
    eth = page(order(1.5, "2", "3000"), order(23.5, "1", "4000"), name="ETH-USDT-SWAP", tag="ETH-USDT")
    btc = page(order(0, "1"), order(1, "10"), order(1.01, "3", pos="short", side="buy"))
    readings = read(btc, EMPTY, eth, page(tag="ETH-USDT"), underlyings=BTC | {"ETH-USDT": "0.1"})
    assert values(readings) == {"long_24h": "6500", "short_24h": "1500", "largest": "5000"}
    assert liquidated(readings, "liquidations.okx.btc") == {"long_24h": "5500", "short_24h": "1500"}
    assert liquidated(readings, "liquidations.okx.eth") == {"long_24h": "1000", "short_24h": "0"}
    quiet = {f"{day} {hour:02}:00": "0" for day, own in (("27", range(21, 24)), ("28", range(20))) for hour in own}
    busy = {"28 18:00": "2100", "28 19:00": "5000", "27 20:00": "400"}  # the hour of the night itself has not begun
    assert hours(readings, "liquidations.okx") == quiet | busy
    late = {r.figure: r for r in readings}["liquidations.okx.hour_19"]
    assert late.detail == {"to": "2026-09-28T20:00:00Z", "complete": "yes", "pairs": "BTC-USDT, ETH-USDT"}


def test_a_clock_hour_before_the_oldest_order_is_not_called_quiet() -> None:
    readings = read(page(order(1, "10"), order(1.5, "1")))
    assert hours(readings, "liquidations.okx") == {"28 18:00": "500", "28 19:00": "5000"}
    complete = [r.detail["complete"] for r in readings if ".hour_" in r.figure]
    assert complete == ["no", "yes"]


def test_orders_outside_the_24_hours_count_only_as_proof_of_coverage() -> None:
    readings = read(page(order(-0.1, "900"), order(1, "10"), order(24, "800")))
    assert values(readings) == {"long_24h": "5000", "short_24h": "0", "largest": "5000"}
    assert readings[0].detail["complete"] == "yes"


def test_a_window_that_is_not_covered_says_so_and_knows_no_zero() -> None:
    readings = read(page(order(1, "10"), order(1.5, "1")))
    assert values(readings) == {"long_24h": "5500", "largest": "5000"}
    assert readings[0].detail == {"from": "2026-09-28T18:30:00Z", "complete": "no", "pairs": "BTC-USDT"}
    with pytest.raises(Refused, match=r"no order of the 24 hours before 2026-09-28T20:00:00Z.*that is no zero"):
        read(page(order(-2, "10"), order(-1, "1")))


def test_a_quiet_day_is_a_true_zero() -> None:
    readings = read(EMPTY)
    assert values(readings) == {"long_24h": "0", "short_24h": "0"}
    assert set(hours(readings, "liquidations.okx").values()) == {"0"}
    assert readings[0].formula.endswith("; n = 0")


def test_a_list_that_ended_days_ago_is_no_quiet_day() -> None:
    with pytest.raises(Refused, match=r"so its list may have stopped; that is no zero\.$"):
        read(page(order(73, "10")), EMPTY)
    assert values(read(page(order(71, "10")), EMPTY)) == {"long_24h": "0", "short_24h": "0"}


def test_an_underlying_without_an_answer_makes_the_window_incomplete() -> None:
    readings = read(page(order(1, "10")), EMPTY, underlyings=BTC | {"ETH-USDT": 0.1})
    assert values(readings) == {"long_24h": "5000", "largest": "5000"}
    assert readings[0].detail["complete"] == "no"
    assert set(hours(readings, "liquidations.okx")) == {"28 19:00"}


def test_the_worst_covered_underlying_dates_the_window() -> None:
    eth = page(order(3, "1", "3000"), name="ETH-USDT-SWAP", tag="ETH-USDT")
    readings = read(page(order(1, "10")), EMPTY, eth, underlyings=BTC | {"ETH-USDT": "0.1"})
    assert values(readings)["long_24h"] == "5300"
    assert readings[0].detail == {"from": "2026-09-28T17:00:00Z", "complete": "no", "pairs": "BTC-USDT, ETH-USDT"}


def test_the_venue_s_contract_size_wins_over_the_entry_s() -> None:
    sizes = instruments(("BTC-USDT-SWAP", "0.001", "linear"), ("BTC-USD-SWAP", "100", "inverse"))
    assert values(read(page(order(1, "10")), EMPTY, sizes))["long_24h"] == "500"
    inverse = page(order(1, "10"), name="BTC-USD-SWAP", tag="BTC-USD")
    readings = read(inverse, page(tag="BTC-USD"), sizes, underlyings={"BTC-USD": 100})
    assert values(readings)["long_24h"] == "1000"
    ctval = f"{{/data/1/ctVal@{sizes.sha256[:8]}}}"
    assert readings[2].formula == f"value * {ctval}; sz contracts of ctVal US dollars"


@pytest.mark.parametrize(
    ("name", "underlyings", "sizes"),
    [
        ("DOGE-USDT-SWAP", BTC, []),
        ("BTC-USDT-260925", BTC, []),
        ("BTC-USD-SWAP", {"BTC-USD": 100}, []),
        ("DOGE-USDT-SWAP", BTC, [("BTC-USDT-SWAP", "0.01", "linear")]),
    ],
)
def test_an_unknown_contract_size_is_refused(name: str, underlyings: Any, sizes: list[tuple[str, str, str]]) -> None:
    with pytest.raises(Refused, match=f"orders of {name}, whose contract size we do not know"):
        read(page(order(1, "10"), name=name), instruments(*sizes), underlyings=underlyings)


def test_an_order_at_a_page_s_end_and_the_next_one_s_start_counts_once_and_twins_twice() -> None:
    twin, last = order(1, "10"), order(2, "6")
    readings = read(page(twin, twin, last), page(last, order(3, "4")), EMPTY)
    assert values(readings)["long_24h"] == "15000"


def test_pages_back_until_24_hours_are_covered() -> None:
    first, second = page(order(0.1, "1"), order(1, "1")), page(order(2, "1"), order(24.5, "1"))
    (asked,) = okx_liquidations.more([first], night())
    assert (asked.url, asked.tag) == (f"{URL}&after={millis(1)}", "BTC-USDT")
    assert okx_liquidations.more([first, second], night()) == []
    assert okx_liquidations.more([first, EMPTY], night()) == []
    assert okx_liquidations.more([EMPTY], night()) == []
    assert okx_liquidations.more([instruments()], night()) == []


def test_paging_ends_at_the_cap_and_where_the_venue_repeats_itself() -> None:
    pages = [page(order(hours, "1")) for hours in (1, 2, 3)]
    assert okx_liquidations.more(pages[:2], night(pages=2)) == []
    assert len(okx_liquidations.more(pages[:2], night(pages=3))) == 1
    assert okx_liquidations.more([pages[0], pages[0]], night()) == []


def test_each_underlying_is_paged_by_itself() -> None:
    eth = page(order(4, "1"), name="ETH-USDT-SWAP", tag="ETH-USDT")
    both = night(underlyings={"ETH-USDT": 0.1} | BTC)
    asked = okx_liquidations.more([page(order(1, "1")), eth], both)
    assert [(r.tag, r.url.rpartition("after=")[2]) for r in asked] == [("ETH-USDT", millis(4)), ("BTC-USDT", millis(1))]


RECORDED = "market/okx/public_liquidation-orders_BTC-USDT_SWAP.recorded-2026-09-28.json"


@pytest.mark.parametrize("tag", ["BTC-USDT", ""])
def test_the_recorded_page_exactly(contracts: Path, tag: str) -> None:
    body = (contracts / RECORDED).read_bytes()
    sizes = (contracts / "market/okx/public_instruments_SWAP.recorded-nodate.json").read_bytes()
    readings = read(said(body, tag), said(sizes, "instruments"))
    rows = json.loads(body)["data"][0]["details"]
    sums = {side: Decimal(0) for side in ("long", "short")}
    for row in rows:
        if int(row["ts"]) <= AT.timestamp() * 1000:
            sums[row["posSide"]] += Decimal(row["sz"]) * Decimal("0.01") * Decimal(row["bkPx"])
    assert values(readings) == {"long_24h": "740088.86972", "short_24h": "8.31659", "largest": "312931.4198"}
    assert [plain(value) for value in sums.values()] == ["740088.86972", "8.31659"]
    assert liquidated(readings, "liquidations.okx.btc") == {"long_24h": "740088.86972", "short_24h": "8.31659"}
    assert hours(readings, "liquidations.okx") == {"28 19:00": "740097.18631"}  # they are of the last 21 minutes
    assert readings[2].path == "/data/0/details/13/sz"
    assert readings[0].detail == {"from": "2026-09-28T19:38:56Z", "complete": "no", "pairs": "BTC-USDT"}
    assert values(read(said(body, tag))) == values(readings)


def test_the_recorded_push_of_another_coin_needs_its_contract_size(contracts: Path) -> None:
    (push,) = json.loads((contracts / "market/okx/ws_liquidation-orders_GRASS.recorded-2026-10-04.json").read_bytes())
    body = {"code": "0", "data": push["data"]}
    later = Night(day=AT.date(), at=datetime(2026, 10, 4, 18, tzinfo=UTC), options={"underlyings": {"GRASS-USDT": "1"}})
    readings = okx_liquidations.parse([said(body, "GRASS-USDT")], later)
    (order,) = push["data"][0]["details"]
    worth = plain(Decimal(order["sz"]) * Decimal(order["bkPx"]))
    assert worth.startswith("230.04")
    assert values(readings) == {"long_24h": worth, "largest": worth}
    assert liquidated(readings, "liquidations.okx.grass") == {"long_24h": worth}
    with pytest.raises(Refused, match="orders of GRASS-USDT-SWAP, whose contract size we do not know"):
        read(said(body, "GRASS-USDT"))


def test_recorded_errors_are_never_no_liquidations(contracts: Path) -> None:
    errors = json.loads((contracts / "market/okx/errors.from-tests.json").read_bytes())
    for error, why in zip(errors, ("51001: Instrument ID", "51155: Local compliance restrictions"), strict=True):
        with pytest.raises(Refused, match=f"okx-liquidations answered with error {why}"):
            read(said(error), EMPTY)
        with pytest.raises(Refused, match=why):
            okx_liquidations.more([said(error)], night())


@pytest.mark.parametrize(
    ("payload", "error", "why"),
    [
        (said({"code": "50011", "msg": "Too Many Requests", "data": []}), Unreachable, "error 50011"),
        (page(order(1, "1", side="buy")), Refused, "a buy of a long position, at /data/0/details/0"),
        (page(order(1, "1", pos="both")), Refused, "a sell of a both position"),
        (page(order(1, "-1")), Refused, r"a liquidation of -5\.000e\+2 US dollars, at /data/0/details/0/sz"),
        (page(order(1, "1e30")), Refused, "a liquidation of 5"),
        (instruments(("BTC-USDT-SWAP", "0.01", "linear")), Refused, "only about its contracts"),
        (said(b"<html>"), Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(payload: Payload, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(payload)


def test_an_odd_contract_type_and_an_odd_size_in_the_entry_are_refused() -> None:
    with pytest.raises(Refused, match="contract of type 'quanto'"):
        read(page(order(1, "1")), instruments(("BTC-USDT-SWAP", "1", "quanto")))
    with pytest.raises(WrongUsage, match=r"contract size of BTC-USDT in sources\.yaml is 'much'"):
        read(page(order(1, "1")), underlyings={"BTC-USDT": "much"})
