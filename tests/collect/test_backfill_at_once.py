"""A chart does not say what it is of: years of another coin's supply would stand in a file that is only added to."""

import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from collect_tools import MemoryShelf

from brief.collect.answer import Answer
from brief.collect.backfill import Filled, Watch, _Past
from brief.config import Config, Source, load
from brief.errors import Unreachable
from brief.models import Request

AT = datetime(2025, 11, 28, 8, tzinfo=UTC)
SINCE = date(2025, 11, 1)
SUPPLY = {"1": 180_000_000_000, "2": 75_000_000_000}
SYMBOLS = {"1": "USDT", "2": "USDC"}


class Shelf(MemoryShelf):
    def sizes(self) -> dict[str, int]:
        return {name: len(body) for name, body in self.files.items()}

    def remove(self, name: str) -> None:
        del self.files[name]


class Llama:
    """DefiLlama, with two coins; a `silent` address does not answer."""

    def __init__(self, silent: str = "-") -> None:
        self.silent = silent

    async def fetch(self, source: Source, request: Request) -> Answer:
        if self.silent in request.url:
            raise Unreachable(f"{source.id} did not answer.")
        body = json.dumps(self.told(request.url)).encode()
        return Answer(status=200, headers={}, body=body, fetched_at=AT, url=request.url)

    def told(self, url: str) -> Any:
        if "includePrices" in url:
            rows = [
                {"id": id_, "symbol": SYMBOLS[id_], "pegType": "peggedUSD", "price": 1, "circulating": supply(id_)}
                for id_ in SUPPLY
            ]
            return {"peggedAssets": rows}
        _, _, id_ = url.partition("stablecoin=")
        field = "totalCirculating" if id_ else "totalCirculatingUSD"
        days = [AT - timedelta(days=n, hours=8) for n in range(40, -1, -1)]
        return [{"date": int(day.timestamp()), field: supply(id_ or "1")} for day in days]


def supply(id_: str) -> dict[str, int]:
    return {"peggedUSD": SUPPLY[id_]}


def configured(number: int) -> Config:
    text = f"""
figures:
  "stablecoins.*.supply": {{series: calendar, unit: usd}}
  "stablecoins.*.price": {{unit: usd}}
sources:
  defillama-stablecoins: {{module: defillama_stablecoins, cite: DefiLlama, title: Supply, page: "https://llama.example/",
    proof: recorded, fills: [stablecoins.total.supply, stablecoins.*.supply, stablecoins.*.price], fresh: 5d,
    options: {{coins: {{usdt: {number}}}}}}}
"""
    return load(text, "sources.yaml", {}, None)


def filled(number: int, llama: Llama) -> Filled:
    config = configured(number)
    watch = Watch(lambda *_: None, lambda *_: None)
    return asyncio.run(_Past(config.sources[0], config, llama, Shelf(), watch, SINCE, AT).run())


def test_a_chart_and_the_list_that_says_whose_it_is_are_read_at_once() -> None:
    found = filled(1, Llama())
    assert (found.amiss, found.answers) == ((), 3)
    days = [SINCE + timedelta(days=n) for n in range(27)]
    for figure in ("stablecoins.total.supply", "stablecoins.usdt.supply"):
        assert [it.as_of for it in found.readings if it.figure == figure] == days
    assert {it.value for it in found.readings} == {SUPPLY["1"]}


def test_another_coins_number_fills_nothing() -> None:
    found = filled(2, Llama())
    assert found.readings == ()
    assert found.amiss == ("defillama-stablecoins lists USDC under the number of usdt, at /peggedAssets/1.",)


@pytest.mark.parametrize("silent", ["includePrices", "stablecoin=1"])
def test_without_one_of_them_the_others_wait_for_the_next_run(silent: str) -> None:
    found = filled(1, Llama(silent))
    assert (found.readings, found.answers, found.later) == ((), 2, True)
    assert found.amiss == ("defillama-stablecoins did not answer.",)
