"""What is locked in DeFi: never the old measure, never another chain's, and never the running day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import defillama_tvl
from recordings_llama import element, fragment

AT = datetime(2026, 3, 27, 9, tzinfo=UTC)
OPTIONS: dict[str, Any] = {"chains": {"ethereum": "Ethereum", "bsc": "BSC"}}
BEFORE, YESTERDAY, TODAY = 1774396800, 1774483200, 1774569600


def night(options: Mapping[str, Any] = OPTIONS) -> Night:
    return Night(day=AT.date(), at=AT, options=dict(options))


def said(body: object, tag: str) -> Payload:
    return answered("defillama-tvl", body, AT, tag=tag)


def read(*payloads: Payload, options: Mapping[str, Any] = OPTIONS) -> list[Reading]:
    return defillama_tvl.parse(payloads, night(options))


def chart(tag: str, *points: tuple[int, float]) -> Payload:
    return said([{"date": day, "tvl": value} for day, value in points], tag)


def chains(**values: float) -> Payload:
    rows = [{"gecko_id": None, "cmcId": "1", "chainId": None, "name": name, "tvl": tvl} for name, tvl in values.items()]
    return said(rows, "list")


NOW = chains(Ethereum=52.1e9, BSC=6.4e9, Tron=36.0e9)


def test_asks_for_the_list_all_chains_and_each_chain() -> None:
    host = "https://api.llama.fi/v2"
    spaced = {"chains": {"op": "OP Mainnet"}}
    assert [(request.tag, request.url) for request in defillama_tvl.requests(night(spaced))] == [
        ("list", f"{host}/chains"),
        ("all", f"{host}/historicalChainTvl"),
        ("op", f"{host}/historicalChainTvl/OP%20Mainnet"),
    ]


def test_every_day_before_the_night_is_a_reading_newest_first() -> None:
    readings = read(
        NOW,
        chart("all", (BEFORE, 95.5e9), (YESTERDAY, 94.9e9), (TODAY, 94.5e9)),
        chart("bsc", (YESTERDAY, 6.3e9), (TODAY + 32_400, 6.4e9)),
    )
    assert [(r.figure, int(r.value), r.unit, r.as_of, r.path) for r in readings] == [
        ("defi.tvl", 94_900_000_000, "usd", date(2026, 3, 26), "/1/tvl"),
        ("defi.tvl", 95_500_000_000, "usd", date(2026, 3, 25), "/0/tvl"),
        ("defi.chains.bsc.tvl", 6_300_000_000, "usd", date(2026, 3, 26), "/0/tvl"),
    ]


def test_the_old_measure_is_not_taken_for_the_headline(contracts: Path) -> None:
    """On March 27, 2026 the chains added up to 94.5 billion, and the old chart said 167.0."""
    total = fragment(contracts, "sum of tvl over /v2/chains, 2026-03-27")
    listing = chains(Ethereum=float(total))
    assert [int(r.value) for r in read(listing, chart("all", (YESTERDAY, 94.9e9)))] == [94_900_000_000]
    with pytest.raises(
        Refused, match=r"a chart of all chains that ends at 167,000,000,000, where its list has 94,518,602,394"
    ):
        read(listing, chart("all", (YESTERDAY, 167.0e9)))


def test_the_recorded_elements(contracts: Path) -> None:
    whole = element(contracts, "get_historical_tvl_of_defi_on_all_chains", "defi_tvl[0]")
    karura = element(contracts, "get_historical_tvl_for_chain(chain)", "defi_tvl[0]")
    options = {"chains": {"karura": "Karura"}}
    readings = read(said([whole], "all"), said([karura], "karura"), options=options)
    assert [(r.figure, str(r.value), r.as_of) for r in readings] == [
        ("defi.tvl", "20541.94079040033", date(2018, 6, 29)),
        ("defi.chains.karura.tvl", "43936159.24741249", date(2021, 8, 11)),
    ]
    harmony = element(contracts, "get_current_tvl_of_all_chains", "tvl[0]")
    listing, options = said([harmony], "list"), {"chains": {"harmony": "Harmony"}}
    told = read(listing, chart("harmony", (YESTERDAY, 4_400_000.5)), options=options)
    assert [(r.figure, str(r.value)) for r in told] == [("defi.chains.harmony.tvl", "4400000.5")]


@pytest.mark.parametrize(
    ("payloads", "words"),
    [
        (
            [NOW, chart("bsc", (YESTERDAY, 52.0e9))],
            "a chart of BSC that ends at 52,000,000,000, where its list has 6,400",
        ),
        ([chains(Tron=1), chart("bsc", (YESTERDAY, 1))], "lists no chain BSC; see `chains:` in sources.yaml"),
        ([chart("all", (YESTERDAY, 1), (BEFORE, 1))], "where days must ascend"),
        ([chart("all", (TODAY, 1))], "without one amount before 2026-03-27"),
        ([chart("all", (YESTERDAY, -1))], "sent -1 where an amount is due"),
        ([said([{"date": YESTERDAY, "tvl": None}], "all")], "sent null where a number is due, at /0/tvl"),
        ([said([], "list")], "a list without a chain"),
        ([NOW], "sent no chart of what is locked"),
        ([said({"message": "Chain not found"}, "bsc")], "where a list is due"),
    ],
)
def test_what_cannot_be_right_is_refused(payloads: list[Payload], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(*payloads)


@pytest.mark.parametrize("listed", [["Ethereum"], {"ethereum": 1}])
def test_an_entry_that_cannot_be_asked_says_so(listed: object) -> None:
    with pytest.raises(WrongUsage, match="must map our names to DefiLlama's"):
        defillama_tvl.requests(night({"chains": listed}))
