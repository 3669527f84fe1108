"""The list of kinds promises nothing that no night has shown, and leaves out nothing that the brief was asked for."""

import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import pytest

from brief.config import Config
from brief.kinds import KINDS, Kind, standing
from brief.models import Receipts
from brief.store import Store
from commands import brief
from nights import BUNDLED, EDITION, REPOSITORY, configuration, new_site, run_replay, specimen_site
from specimen.make import DAY

FIGURES = "ABCEO"
"""The groups of figures; F is what others said, and the frame."""
MADE = [kind for kind in KINDS if kind.prints or kind.under]
IN_THE_BUNDLED_NIGHT = (
    *("A04", "A05", "A06", "A07", "A10", "A11", "A14", "A15", "A16", "A18", "A19", "A22", "A23"),
    *("B01", "B14", "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C10", "C11", "C15"),
    *("E01", "E02", "E03", "E04", "E08", "F01", "F16"),
    *("O01", "O02", "O07"),
)
"""What can be said of Nov. 4, 2025 from published facts and the shipped series."""


class Shown(NamedTuple):
    """What a night's post shows: its figures and the ids of its items."""

    figures: list[str]
    items: list[str]

    def has(self, kind: Kind) -> bool:
        figures = any(fnmatchcase(figure, pattern) for figure in self.figures for pattern in kind.prints)
        return figures or any(fnmatchcase(item, pattern) for item in self.items for pattern in kind.under)


def printed(store: Store, edition: str) -> Shown:
    text = (store.receipts_folder(edition, draft=True) / "receipts.json").read_text(encoding="utf-8")
    figures = [receipt.figure for receipt in Receipts.model_validate_json(text).receipts if receipt.printed]
    post = store.read_text(store.post_path(edition), "post")
    return Shown(figures, re.findall(r"<!-- item: (\S+) -->\n\n\S", post))


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    store = specimen_site(tmp_path_factory.mktemp("specimen"))
    run_replay(store, DAY)
    return printed(store, f"{DAY}-daily-crypto-market-brief")


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    store = new_site(tmp_path_factory.mktemp("bundled"))
    run_replay(store, BUNDLED)
    return printed(store, EDITION)


@pytest.fixture
def config() -> Config:
    return configuration(Store(REPOSITORY))


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.id)
def test_a_kind_that_is_made_is_printed_in_the_specimen(kind: Kind, specimen: Shown) -> None:
    assert specimen.has(kind)


def test_the_bundled_night_prints_what_was_published_of_it(bundled: Shown) -> None:
    assert tuple(kind.id for kind in MADE if bundled.has(kind)) == IN_THE_BUNDLED_NIGHT


@pytest.mark.parametrize("kind", [kind for kind in MADE if kind.because is None], ids=lambda kind: kind.id)
def test_each_is_read_from_a_source_that_fills_it(kind: Kind, config: Config) -> None:
    assert [name for name in kind.reads if any(source.fills_figure(name) for source in config.sources)]


def test_where_a_kind_stands_follows_from_the_sources(config: Config) -> None:
    told = {kind.id: standing(kind, config) for kind in KINDS}
    assert told["A18"] == "produced by coinbase, kraken, binance-klines"
    assert told["B07"] == "needs a key: COINGLASS_API_KEY"
    assert told["B05"] == "headline only"
    assert told["C08"] == "needs a key: COINGLASS_API_KEY"
    assert told["A13"] == "never written"
    assert told["E03"] == "produced by fred-fed"
    assert told["E04"] == "kept by hand in content/_data/"
    assert told["C09"] == "off: ishares-holdings in sources.yaml"


def test_the_command_lists_every_kind_once() -> None:
    ran = brief("sources", "--figures", "--root", REPOSITORY)
    assert ran.code == 0
    listed = [line.split()[0] for line in ran.out.splitlines()[1:] if re.match(r"[A-Z]\d\d ", line)]
    assert listed == [kind.id for kind in KINDS]
    assert len(set(listed)) == 112


def test_the_list_is_the_catalogue_s(contracts: Path) -> None:
    text = (contracts.parent / "catalogue" / "figures.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([A-FO]\d\d) \|[^|]*\|[^|]*\|([^|]*)\|", text, flags=re.MULTILINE))
    assert set(rows) == {kind.id for kind in KINDS}
    made = {kind.id for kind in MADE}
    keyless = {id_ for id_, sources in rows.items() if id_[0] in FIGURES and re.search(r"\bK\b", sources)}
    assert keyless - made == {"O19"}, "DefiLlama's list of funding rounds costs money by now"


def test_most_kinds_of_figures_need_no_key(config: Config) -> None:
    stand = [standing(kind, config) for kind in KINDS if kind.id[0] in FIGURES]
    assert len(stand) == 87
    assert sum(told.startswith("produced by ") for told in stand) >= 55
