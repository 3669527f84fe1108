"""The recordings of stablecoins and DeFi for `brief try`, a table like `recordings.py`, and the elements of DefiLlama's
answers that its readers quoted: no whole answer was recorded.
"""

import ast
import json
import re
from pathlib import Path
from typing import Any

from recordings import KRAKEN, NEVER, Read, Refusal

DEFILLAMA = "flows/defillama/"
ELEMENTS = DEFILLAMA + "elements.recorded-2024-01.md"
FRAGMENTS = DEFILLAMA + "fragments.recorded.json"

READ_OF_DEFI = [
    Read(
        "kraken-pegs",
        KRAKEN + "spot_Ticker_all_assetVersion1.recorded-2026-06-24.trimmed.json",
        3,  # USDC was not kept
        "stablecoins.usdt.price = 0.99847, stablecoins.usdt.kraken.low_24h = 0.99844, "
        "stablecoins.usdt.kraken.high_24h = 0.9989",
    ),
]
REFUSED_OF_DEFI = [
    Refusal(  # its top was not kept: only a chart and protocols
        "defillama-dexs",
        DEFILLAMA + "overview_dexs.recorded-2025-early.trimmed.json",
        NEVER,
        "sent no total of 24 hours",
    ),
]
OTHERS_OF_DEFI = {
    KRAKEN: ("kraken-pegs",),
    DEFILLAMA: (
        *("defillama-stablecoins", "defillama-tvl", "defillama-protocols", "defillama-dexs", "defillama-fees"),
    ),
}


def element(contracts: Path, call: str, shown: str) -> Any:
    """What somebody's program showed for `shown` after `call`, as it printed it: JSON, or Python."""
    text = (contracts / ELEMENTS).read_text(encoding="utf-8")
    found = re.search(re.escape(call) + r".*?>>> " + re.escape(shown) + r"\n(.*?)\n+```", text, flags=re.DOTALL)
    assert found, (call, shown)
    # Where he left lists out he wrote dots; Python's None became text in one of them.
    plain = re.sub(r",?\s*\.\.\.\s*(?=[\]}])", "", found[1]).replace('"None"', "null")
    return ast.literal_eval(plain) if plain.lstrip().startswith("{'") else json.loads(plain)


def fragment(contracts: Path, begins: str) -> Any:
    """An element that was quoted of an answer, by the beginning of what was asked."""
    quoted = json.loads((contracts / FRAGMENTS).read_text(encoding="utf-8"))
    return next(value for name, value in quoted.items() if name.startswith(begins))
