"""The market is read in four minutes, or it is not read: even the sentences of a night on which all is printed. A
table is looked up in, row by row, and not counted."""

import re
from datetime import date
from pathlib import Path

import pytest

from brief.prose.markup import plain
from brief.prose.units import cut
from nights import BUNDLED, new_site, run_replay, specimen_site
from specimen.make import DAY

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults (Brysbaert 2019, 190 studies)."""


@pytest.mark.sampled(1)
@pytest.mark.parametrize("day", [BUNDLED, DAY], ids=["bundled", "specimen"])
def test_the_market_overview_is_read_in_four_minutes(tmp_path: Path, day: date) -> None:
    store = new_site(tmp_path) if day == BUNDLED else specimen_site(tmp_path)
    edition = run_replay(store, day).edition
    text = store.post_path(edition).read_text(encoding="utf-8").split("\n---\n", 1)[1]
    read = text.partition("### Market Overview")[2].partition("### Top Headlines")[0]
    told = [plain(unit.text) for unit in cut(read) if unit.kind in ("sentence", "label", "heading")]
    words = re.sub(r"Example \w+ \(invented\)", "CoinGecko", " ".join(told)).split()  # a real name is one word
    assert 300 < len(words) <= 4 * WORDS_A_MINUTE
