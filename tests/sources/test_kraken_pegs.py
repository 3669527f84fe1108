"""What a stablecoin costs on Kraken: in dollars, and never another coin's price in it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Reading
from brief.sources import kraken_pegs

AT = datetime(2026, 6, 24, 5, 47, tzinfo=UTC)
NIGHT = Night(day=AT.date(), at=AT, options={"assets": {"usdt": "USDTUSD", "usdc": "USDCUSD"}})
ROW = {"c": ["0.9985", "1"], "l": ["0.5", "0.9984"], "h": ["1.5", "0.9989"], "o": "1"}


def read(result: dict[str, Any] | bytes) -> list[Reading]:
    body = result if isinstance(result, bytes) else {"error": [], "result": result}
    return kraken_pegs.parse([answered("kraken-pegs", body, AT)], NIGHT)


def test_asks_for_all_pairs_under_their_plain_names() -> None:
    assert [request.url for request in kraken_pegs.requests(NIGHT)] == [
        "https://api.kraken.com/0/public/Ticker?pair=USDTUSD,USDCUSD&assetVersion=1"
    ]


@pytest.mark.parametrize("name", ["USDT/USD", "USDTUSD", "USDTZUSD"])
def test_the_bounds_are_those_of_24_hours_and_not_of_today(name: str) -> None:
    assert [(r.figure, str(r.value), r.unit, r.as_of) for r in read({name: ROW})] == [
        ("stablecoins.usdt.price", "0.9985", "usd", AT),
        ("stablecoins.usdt.kraken.low_24h", "0.9984", "usd", AT),
        ("stablecoins.usdt.kraken.high_24h", "0.9989", "usd", AT),
    ]


def test_a_pair_that_was_not_traded_gives_no_zero() -> None:
    silent = {"c": ["0.0", "0"], "l": ["0", "0"], "h": ["0", "0"]}
    assert {r.figure for r in read({"USDC/USD": ROW, "USDT/USD": silent})} == {
        "stablecoins.usdc.price",
        "stablecoins.usdc.kraken.low_24h",
        "stablecoins.usdc.kraken.high_24h",
    }


def test_the_recorded_answer_has_only_tether_of_ours(contracts: Path) -> None:
    path = contracts / "market/kraken/spot_Ticker_all_assetVersion1.recorded-2026-06-24.trimmed.json"
    readings = read(path.read_bytes())
    assert [(r.figure, str(r.value), r.path) for r in readings] == [
        ("stablecoins.usdt.price", "0.99847000", "/result/USDT~1USD/c/0"),
        ("stablecoins.usdt.kraken.low_24h", "0.99844000", "/result/USDT~1USD/l/1"),
        ("stablecoins.usdt.kraken.high_24h", "0.99890000", "/result/USDT~1USD/h/1"),
    ]


@pytest.mark.parametrize("name", ["BTC/USDT", "USDT/EUR", "XBTUSDT", "EURUSD", "USDTUSDT", "usdtusd"])
def test_another_pair_is_none_of_ours(name: str) -> None:
    with pytest.raises(Refused):
        read({name: ROW})


def test_an_error_is_told() -> None:
    with pytest.raises(Refused, match="Unknown asset pair"):
        read(b'{"error":["EQuery:Unknown asset pair"]}')
    with pytest.raises(Unreachable):
        read(b'{"error":["EService:Busy"]}')


def test_no_damaged_byte_breaks_the_reader() -> None:
    body = b'{"error":[],"result":{"USDT/USD":{"c":["0.9985","1"],"l":["0.5","0.9984"],"h":["1.5","0.9989"]}}}'
    for place in range(len(body)):
        for evil in (b"", b'"', b",", b"\x00", b"\xff", b"9"):
            try:
                readings = read(body[:place] + evil + body[place + 1 :])
            except BriefError as told:
                assert str(told).endswith(".")
            else:
                assert readings
