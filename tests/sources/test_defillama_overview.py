"""DEX volume and fees: each window has its own name, and one chain is never all of them."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused, WrongUsage
from brief.models import Night, Reading
from brief.sources import defillama_overview
from recordings_llama import element

AT = datetime(2026, 3, 27, 9, tzinfo=UTC)
TOTALS: dict[str, Any] = {
    "chain": None,
    "total24h": 6.5e9,
    "total48hto24h": 5e9,
    "total7d": 40e9,
    "total14dto7d": 32e9,
    "total30d": 170e9,
    "total60dto30d": 180e9,
    "average1y": None,
}


def night(overview: object = "dexs") -> Night:
    return Night(day=AT.date(), at=AT, options={"overview": overview})


def read(body: object, overview: str = "dexs") -> list[Reading]:
    return defillama_overview.parse([answered("defillama-dexs", body, AT)], night(overview))


def test_asks_without_the_charts() -> None:
    without = "excludeTotalDataChart=true&excludeTotalDataChartBreakdown=true"
    assert [request.url for name in ("dexs", "fees") for request in defillama_overview.requests(night(name))] == [
        f"https://api.llama.fi/overview/dexs?{without}",
        f"https://api.llama.fi/overview/fees?{without}&dataType=dailyFees",
    ]


def test_each_window_is_a_figure_of_its_own() -> None:
    assert [(r.figure, int(r.value), r.as_of, r.path) for r in read(TOTALS)] == [
        ("defi.dex.volume", 6_500_000_000, AT, "/total24h"),
        ("defi.dex.volume_before", 5_000_000_000, AT, "/total48hto24h"),
        ("defi.dex.volume_7d", 40_000_000_000, AT, "/total7d"),
        ("defi.dex.volume_7d_before", 32_000_000_000, AT, "/total14dto7d"),
        ("defi.dex.volume_30d", 170_000_000_000, AT, "/total30d"),
        ("defi.dex.volume_30d_before", 180_000_000_000, AT, "/total60dto30d"),
    ]
    assert {r.figure.removesuffix("_before") for r in read(TOTALS, "fees")} == {
        "defi.fees",
        "defi.fees_7d",
        "defi.fees_30d",
    }


def test_a_window_that_is_absent_null_or_zero_is_left_out() -> None:
    body = {"total24h": 5, "total7d": None, "total14dto7d": 0, "total30d": 9}
    assert [(r.figure, int(r.value)) for r in read(body)] == [("defi.dex.volume", 5), ("defi.dex.volume_30d", 9)]


def test_the_recorded_totals_of_a_chain_prove_the_windows_and_are_not_taken_for_all(contracts: Path) -> None:
    osmosis = element(contracts, "get_dexes_volume_overview_for_chain(chain)", "dex_volumes")
    with pytest.raises(Refused, match="sent what Osmosis alone did, where all chains are due"):
        read(osmosis)
    found = {r.figure: r.value for r in read({**osmosis, "chain": "All"})}
    assert found == {
        "defi.dex.volume": Decimal("37482383.20423146"),
        "defi.dex.volume_7d": Decimal("334952155.6249361"),
        "defi.dex.volume_7d_before": Decimal("267846597.9014448"),
        "defi.dex.volume_30d": Decimal("1301084253.332036"),
        "defi.dex.volume_30d_before": Decimal("517982028.2959299"),
    }
    for days, said in ((7, "change_7dover7d"), (30, "change_30dover30d")):
        window, before = found[f"defi.dex.volume_{days}d"], found[f"defi.dex.volume_{days}d_before"]
        assert round((window / before - 1) * 100, 2) == Decimal(str(osmosis[said]))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({**TOTALS, "total24h": None}, "sent no total of 24 hours"),
        ({**TOTALS, "total24h": 0}, "sent no total of 24 hours"),
        ({**TOTALS, "total7d": 1e9}, r"sent 1000000000\.0 at /total7d, less than in a part of that time"),
        ({**TOTALS, "total30d": 39e9}, r"at /total30d, less than in a part of that time"),
        ({**TOTALS, "total24h": -5}, "sent -5 where an amount is due"),
        ({**TOTALS, "chain": "Base"}, "what Base alone did"),
        ([], "sent no total of 24 hours"),
        (b"Internal Error", "broken JSON"),
    ],
)
def test_what_cannot_be_right_is_refused(body: object, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(body)


@pytest.mark.parametrize("overview", [None, "options"])
def test_an_entry_that_cannot_be_asked_says_so(overview: object) -> None:
    with pytest.raises(WrongUsage, match="must be one of dexs, fees"):
        defillama_overview.requests(night(overview))
