"""Stablecoins: a total is never of another peg, a coin's chart never another coin's, and today is no day yet."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import defillama_stablecoins
from recordings_llama import element, fragment

AT = datetime(2026, 8, 22, 5, 47, tzinfo=UTC)
OPTIONS: dict[str, Any] = {"coins": {"usdt": 1, "usdc": 2}}
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, TODAY = ("1787011200", "1787097600", "1787184000", "1787270400", "1787356800")


def night(options: Mapping[str, Any] = OPTIONS, at: datetime = AT) -> Night:
    return Night(day=at.date(), at=at, options=dict(options))


def said(body: object, tag: str) -> Payload:
    return answered("defillama-stablecoins", body, AT, tag=tag)


def read(*payloads: Payload, options: Mapping[str, Any] = OPTIONS) -> list[Reading]:
    return defillama_stablecoins.parse(payloads, night(options))


def point(day: str, coins: object, worth: object) -> dict[str, Any]:
    return {"date": day, "totalCirculating": coins, "totalCirculatingUSD": worth}


def all_coins(*amounts: tuple[str, float]) -> Payload:
    worth = [(day, {"peggedUSD": amount, "peggedEUR": 5e8}) for day, amount in amounts]
    return said([point(day, {"peggedUSD": 1, "peggedEUR": 4e8}, value) for day, value in worth], "all")


def coin(tag: str, *amounts: tuple[str, float | None]) -> Payload:
    rows = [(day, {} if amount is None else {"peggedUSD": amount}) for day, amount in amounts]
    return said([point(day, value, {"peggedUSD": 7}) for day, value in rows], tag)


def row(number: str, symbol: str, supply: float, price: float | None, peg: str = "peggedUSD") -> dict[str, Any]:
    return {"id": number, "symbol": symbol, "pegType": peg, "circulating": {peg: supply}, "price": price}


USDT, USDC = row("1", "USDT", 184.2e9, 0.9998), row("2", "USDC", 70.1e9, None)


def listed(*rows: object) -> Payload:
    return said({"peggedAssets": list(rows)}, "list")


def test_asks_for_the_list_all_coins_and_each_coin() -> None:
    host = "https://stablecoins.llama.fi"
    assert [(request.tag, request.url) for request in defillama_stablecoins.requests(night())] == [
        ("list", f"{host}/stablecoins?includePrices=true"),
        ("all", f"{host}/stablecoincharts/all"),
        ("usdt", f"{host}/stablecoincharts/all?stablecoin=1"),
        ("usdc", f"{host}/stablecoincharts/all?stablecoin=2"),
    ]


def test_the_total_is_what_coins_pegged_to_the_dollar_are_worth_and_a_supply_counts_coins() -> None:
    readings = read(
        listed(USDT, USDC),
        all_coins((THURSDAY, 306.1e9), (FRIDAY, 307.2e9), (TODAY, 999e9)),
        coin("usdt", (THURSDAY, 184e9), (FRIDAY, 184.1e9), (TODAY, 1e9)),
    )
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path) for r in readings] == [
        ("stablecoins.usdt.price", "0.9998", "usd", AT, "/peggedAssets/0/price"),
        ("stablecoins.total.supply", "307200000000.0", "usd", date(2026, 8, 21), "/1/totalCirculatingUSD/peggedUSD"),
        ("stablecoins.total.supply", "306100000000.0", "usd", date(2026, 8, 20), "/0/totalCirculatingUSD/peggedUSD"),
        ("stablecoins.usdt.supply", "184100000000.0", "usd", date(2026, 8, 21), "/1/totalCirculating/peggedUSD"),
        ("stablecoins.usdt.supply", "184000000000.0", "usd", date(2026, 8, 20), "/0/totalCirculating/peggedUSD"),
    ]


def test_a_day_that_nobody_counted_is_none_and_not_zero() -> None:
    readings = read(coin("usdt", (WEDNESDAY, 183e9), (THURSDAY, None), (FRIDAY, 184e9)))
    assert [r.as_of for r in readings] == [date(2026, 8, 21), date(2026, 8, 19)]


def test_no_more_days_are_read_than_the_entry_says() -> None:
    chart = all_coins((TUESDAY, 1e9), (WEDNESDAY, 2e9), (THURSDAY, 3e9), (FRIDAY, 4e9), (TODAY, 5e9))
    assert [int(r.value) for r in read(chart, options={"days": 2})] == [4_000_000_000, 3_000_000_000]


def test_the_recorded_points_of_a_chart(contracts: Path) -> None:
    whole = element(contracts, "get_stablecoins_historical_martket_cap_in_chain", "stables[0]")
    one = element(contracts, "get_stablecoin_historical_market_cap(stablecoin)", "stable[0]")
    later = fragment(contracts, "GET https://stablecoins.llama.fi/stablecoincharts/all?stablecoin")
    readings = read(said([whole], "all"), said([one, later], "usdc"))
    assert [(r.figure, str(r.value), r.as_of) for r in readings] == [
        ("stablecoins.total.supply", "19559297838.5", date(2020, 12, 31)),
        ("stablecoins.usdc.supply", "88365136", date(2024, 2, 15)),
        ("stablecoins.usdc.supply", "3705248341.68", date(2020, 12, 31)),
    ]


def test_the_recorded_beginning_of_the_list_has_the_number_and_the_peg_we_read(contracts: Path) -> None:
    begins = fragment(contracts, "GET https://stablecoins.llama.fi/stablecoins (start")
    body = {**json.loads(begins + "}]}")["peggedAssets"][0], "price": 0.9999}
    options = {"coins": {"usdt": 1}}
    readings = read(listed(body), coin("usdt", (FRIDAY, 184187935618.49506)), options=options)
    assert [(r.figure, str(r.value)) for r in readings] == [
        ("stablecoins.usdt.price", "0.9999"),
        ("stablecoins.usdt.supply", "184187935618.49506"),
    ]


@pytest.mark.parametrize(
    ("payloads", "words"),
    [
        ([listed(row("1", "USDX", 1, 1), USDC)], "lists USDX under the number of usdt, at /peggedAssets/0"),
        ([listed(row("1", "USDT", 1, 1, "peggedEUR"), USDC)], "says usdt is peggedEUR, and not pegged to the dollar"),
        ([listed(USDT)], "lists no usdc; see `coins:` in sources.yaml"),
        (
            [listed(USDT, USDC), coin("usdt", (FRIDAY, 70.1e9))],
            "a chart of usdt that ends at 70,100,000,000, where its list",
        ),
        ([listed(USDT, USDC), coin("usdc", (FRIDAY, 184.2e9))], "a chart of usdc that ends at 184,200,000,000"),
        ([all_coins((FRIDAY, 1e9), (THURSDAY, 1e9))], "2026-08-20 after 2026-08-21, where days must ascend"),
        ([all_coins((FRIDAY, 1e9), (FRIDAY, 1e9))], "2026-08-21 after 2026-08-21"),
        ([all_coins((TODAY, 1e9))], "a chart of all without one amount before 2026-08-22"),
        ([coin("usdt", (FRIDAY, None))], "a chart of usdt without one amount"),
        ([all_coins((FRIDAY, -1))], "sent -1 where an amount is due, at /0/totalCirculatingUSD/peggedUSD"),
        ([said([{"date": FRIDAY}], "all")], "without 'totalCirculatingUSD' at /0"),
        ([listed(row("1", "USDT", 1, -0.5), USDC)], "where a price or a cap is due"),
        ([said(b"Internal Error", "all")], "sent broken JSON"),
        ([said(b"", "all")], "empty answer"),
        ([listed(USDC, row("1", "USDT", 184.2e9, None))], "sent neither a supply nor a price"),
    ],
)
def test_what_cannot_be_right_is_refused(payloads: list[Payload], words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read(*payloads)
    assert len(str(refused.value)) < 250


@pytest.mark.parametrize("coins", [["usdt"], {"usdt": "tether"}, {1: "usdt"}, {"usdt": True}])
def test_an_entry_that_cannot_be_asked_says_so(coins: object) -> None:
    with pytest.raises(WrongUsage, match="must map our symbols to DefiLlama's numbers"):
        defillama_stablecoins.requests(night({"coins": coins}))


def test_no_damaged_byte_breaks_the_reader() -> None:
    body = json.dumps(json.loads(all_coins((THURSDAY, 306.1e9), (FRIDAY, 307.2e9)).body)).encode()
    for place in range(len(body)):
        for evil in (b"", b'"', b",", b"\x00", b"\xff", b"9", b"{"):
            try:
                readings = read(said(body[:place] + evil + body[place + 1 :], "all"))
            except BriefError as told:
                assert str(told).endswith(".")
            else:
                assert readings
