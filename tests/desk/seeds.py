"""What the checks find in four published pieces that no generator wrote: hits, misses and false alarms, as a table.

`ASKED` are the listed defects that a program can find. `HITS` says which finding is which defect ("+": right, and not
on the list), `MISSES` what is not found and why, `FALSE_ALARMS` what is found and is no defect.

    python tests/desk/seeds.py ../shared/seeds
"""

import csv
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

import seed_hits_arithmetic  # noqa: E402
import seed_hits_words  # noqa: E402

from brief.desk.checks import Finding  # noqa: E402
from brief.desk.inspect import lint  # noqa: E402
from brief.history import HEADER  # noqa: E402
from brief.store import Store  # noqa: E402
from nights import REPOSITORY, configuration  # noqa: E402

SEEDS = {
    "S0": ("event-analysis-2025-11-05.txt", date(2025, 11, 5)),
    "S1": ("short-piece-2025-11-05.txt", date(2025, 11, 5)),
    "S2": ("daily-brief-2025-11-04.md", date(2025, 11, 4)),
    "S3": ("monthly-review-2025-11.txt", date(2025, 11, 30)),
}
ASKED = frozenset(
    f"D{n:02}"
    for n in (
        *(1, 2, 3, 4, 5, 6, 8, 9, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 24, 26, 28, 39, 43, 44, 45, 47),
        *(52, 53, 54, 55, 57, 58, 59, 60, 62, 64, 65, 66, 67, 68, 69, 70, 71),
    )
)
LEAST = 30
MOST_FALSE_ALARMS = 5


class Hit(NamedTuple):
    """A finding that is right: of which defect, in which piece, by which check, known by which words."""

    defect: str
    seed: str
    check: str
    words: str

    def is_it(self, seed: str, finding: Finding) -> bool:
        told = f"{finding.sentence} {finding.message}"
        return (self.seed, self.check) == (seed, finding.check) and self.words in told


HITS = tuple(Hit(*hit) for hit in (*seed_hits_arithmetic.HITS, *seed_hits_words.HITS))
MISSES: dict[str, str] = {
    "D53": "the shipped series end on Nov. 4, 2025; with those of the month it is found (`LATER_SERIES`)",
    "D71": "the shipped series end before its prices; with those of the month it is found (`LATER_SERIES`)",
}
FALSE_ALARMS: tuple[Hit, ...] = ()


def findings(folder: Path, store: Store | None = None) -> dict[str, list[Finding]]:
    """What `brief lint` finds in each piece, with the series this repository ships, or a site's own."""
    store = store or Store(REPOSITORY)
    config = configuration(store)
    return {
        seed: lint((folder / name).read_text(encoding="utf-8"), name, day=day, store=store, config=config)
        for seed, (name, day) in SEEDS.items()
    }


def add_later(store: Store, figures: Path) -> None:
    """Add what came after the shipped series end: IBIT's flows, and the prices, up to the end of November."""
    rows = [("etf.btc.funds.ibit", "farside-btc", figures / "etf_btc_flows_farside_usdm.csv", "IBIT", 1_000_000)]
    for asset in ("btc", "eth"):
        prices = figures / f"ohlc_binance_{asset}usdt_1d.csv"
        rows += [
            (f"prices.{asset}.binance.{c}", "binance-klines", prices, c, 1) for c in ("open", "high", "low", "close")
        ]
    for name, source, path, column, times in rows:
        last = store.series_texts()[name].splitlines()[-1][:10]
        with path.open(encoding="utf-8") as file:
            later = [(row["date"], row[column]) for row in csv.DictReader(file) if last < row["date"] < "2025-12"]
        lines = [f"{day},{Decimal(value) * times:f},{source},{day}T23:59:59Z\n" for day, value in later if value]
        store.append_series(name, HEADER + "\n", lines)


def main() -> None:
    """Print every finding with its defect, then the misses."""
    for seed, found in findings(Path(sys.argv[1])).items():
        for finding in found:
            hits = sorted({hit.defect for hit in HITS if hit.is_it(seed, finding)}) or ["false alarm?"]
            print(f"{seed}:{finding.line:<4} {','.join(hits):<12} {finding.check:<20} {finding.message}")
            print(f"{'':22}{finding.sentence[:150]}")
    print("misses:", ", ".join(sorted(ASKED - {hit.defect for hit in HITS})))


if __name__ == "__main__":
    main()
