"""Any past night can be made again byte for byte, anywhere; and a bit that changed anywhere is named by its file.

Sixty nights of a simulated past are verified in two places of the world at once, then bits of them are flipped.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from brief.collect.archive import Manifest
from brief.store import Store
from commands import Ran, brief
from nights import files_below
from simulated.market import Market
from simulated.nights import LAST, at, begin, days, night

NIGHTS, FLIPS = 60, 3
"""How many nights there are, and how many bits are flipped in each kind of file."""
PLACES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242"},
)
SEED = 20251103


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Sixty nights, each published as it was made; a fund's flow is revised, one night is missed."""
    market, those = Market(), days(NIGHTS)
    session = next(day for day in those[NIGHTS // 6 :] if market.flow("btc", "ibit", day, at(LAST)) is not None)
    market.revise("btc.ibit", session, Decimal(123400000), since=at(session + timedelta(days=4)))
    store = begin(tmp_path_factory.mktemp("past"), those[0], rows=260)
    for place, day in enumerate(those):
        if place != NIGHTS // 3:
            night(store, market, day)
    return store


def verified(store: Store, *words: object) -> Ran:
    return brief("rebuild", "--root", store.root, *words)


def damaged(ran: Ran) -> list[str]:
    """The files that it names, of all nights."""
    return [one["file"] for proof in json.loads(ran.out)["nights"] for one in proof["damaged"]]


@contextmanager
def flipped(path: Path, chance: random.Random) -> Iterator[str]:
    """A file with one random bit of it turned; as it was, afterwards."""
    before, seen = path.read_bytes(), path.stat()
    raw = bytearray(before)
    place, bit = chance.randrange(len(raw)), chance.randrange(8)
    raw[place] ^= 1 << bit
    path.write_bytes(raw)
    try:
        yield f"bit {bit} of byte {place} of {path.name}"
    finally:
        path.write_bytes(before)
        os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


@pytest.mark.slow
def test_every_night_of_two_months_is_the_same_in_two_places(past: Store, tmp_path: Path) -> None:
    """Two time zones, two locales, two orders of hashing, and a folder that was copied elsewhere."""
    running = []
    for number, place in enumerate(PLACES):
        root = tmp_path / str(number)
        shutil.copytree(past.root, root)
        words = [sys.executable, "-m", "brief", "rebuild", "--root", str(root), "--all", "--json"]
        environ = {**os.environ, **place}
        running.append((root, subprocess.Popen(words, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)))
    told = []
    for root, process in running:
        out, err = process.communicate()
        assert process.returncode == 0, (out, err)
        told.append(json.loads(out))
        assert whole(root) == whole(past.root), "nothing that is stored is written to"
    assert told[0] == told[1]
    nights = told[0]["nights"]
    assert len(nights) == NIGHTS - 1
    assert [(one["day"], one["damaged"], one["outgrown"], one["beyond"]) for one in nights] == [
        (one["day"], [], [], []) for one in nights
    ]
    compared = sum(one["compared"] for one in nights)
    sys.stdout.write(f"\n{len(nights)} nights, {compared} files compared in {len(PLACES)} places\n")


def whole(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_below(root).items() if name != ".brief.lock"}


KINDS = {
    "a body of the archive": "_raw/{day}/*.gz",
    "the manifest": "_raw/{day}/manifest.json",
    "the snapshot": "_snapshots/{day}.json",
    "the generated text": "_generated/{day}-*-brief.md",
    "what each sentence printed": "_generated/{day}-*.figures.json",
    "the sums": "_generated/{day}-*.sums.json",
    "the draft's receipts": "_receipts/{day}-*/*",
    "the receipts of readers": "receipts/{day}-*/*",
    "a chart": "assets/charts/{day}-*/*.svg",
    "what was told": "_published/{day}-*.told.json",
    "the published text": "_published/{day}-*.md",
    "a series": "_series/*.csv",
    "a page": "../_site/????/??/??/*/index.html",
    "the feed": "../_site/feed.*",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_flipped_bit_is_named_by_its_file(past: Store, kind: str) -> None:
    chance = random.Random(f"{SEED} {kind}")
    for _ in range(FLIPS):
        newest = kind in ("a series", "the feed", "a page")  # a row may be younger than a night of long ago
        day = LAST if newest else chance.choice([day for day in past.recorded_days() if day < LAST])
        found = sorted(past.content.glob(KINDS[kind].format(day=day)))
        if kind == "a page":
            found = [path for path in found if f"{day:%Y/%m/%d}" in path.resolve().as_posix()]
        if kind == "a body of the archive":
            found = held(past, day, found)
        path = chance.choice(found).resolve()
        with flipped(path, chance) as what:
            ran = verified(past, day, "--verify", "--json")
        assert ran.code == 20, what
        assert damaged(ran) == [path.relative_to(past.root.resolve()).as_posix()], what


@pytest.mark.slow
def test_a_night_of_long_ago_finds_the_row_that_was_changed_under_it_and_not_one_added_since(past: Store) -> None:
    day = past.recorded_days()[5]
    path = past.series_path("etf.btc.net")
    before = path.read_text(encoding="utf-8")
    head, _, last = before.removesuffix("\n").rpartition("\n")
    path.write_text(f"{head}\n{last.replace(',', ',1', 1)}\n", encoding="utf-8")
    assert verified(past, day, "--verify").code == 0
    row = before.splitlines()[-60]
    path.write_text(before.replace(row, row.replace(",farside", "0,farside")), encoding="utf-8")
    ran = verified(past, day, "--verify", "--json")
    path.write_text(before, encoding="utf-8")
    assert (ran.code, damaged(ran)) == (20, ["content/_series/etf.btc.net.csv"])


def held(store: Store, day: date, found: list[Path]) -> list[Path]:
    """The bodies that the manifest names: one of an earlier try is no part of the night."""
    manifest = Manifest.read(store.archive(day))
    names = {entry.file for entry in manifest.requests}
    return [path for path in found if path.name in names]
