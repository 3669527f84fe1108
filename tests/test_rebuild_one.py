"""One night doubted: what an editor typed is his, what was changed around it is said, and nothing is written over."""

import json
import shutil
from pathlib import Path

import pytest

from brief.store import Store
from commands import brief, is_sentence
from nights import files_below
from simulated.market import Market
from simulated.nights import LAST, begin, night

EDITION = f"{LAST}-daily-crypto-market-brief"
SOURCES = ("coingecko", "coinbase", "binance-klines", "farside-btc", "alternative-me", "coindesk")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = begin(tmp_path_factory.mktemp("made"), LAST, sources=SOURCES, rows=200)
    night(store, Market(), LAST)
    return store


@pytest.fixture
def store(made: Store, tmp_path: Path) -> Store:
    shutil.copytree(made.root, tmp_path / "site")
    return Store(tmp_path / "site")


def verify(store: Store) -> tuple[int, dict[str, list[object]]]:
    ran = brief("rebuild", "--root", store.root, LAST, "--verify", "--json")
    (proof,) = json.loads(ran.out)["nights"]
    return ran.code, proof


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.slow
def test_an_editors_words_are_no_damage_and_are_merged_again_as_they_were(store: Store) -> None:
    change(store.post_path(EDITION), "### Market Overview", "### The market at a glance")
    code, proof = verify(store)
    assert (code, proof["damaged"]) == (0, [])
    assert any("its words are not compared" in str(line) for line in proof["beyond"])


@pytest.mark.slow
def test_other_rules_are_told_as_such_and_not_as_damage(store: Store) -> None:
    change(store.root / "templates" / "post" / "post.md.j2", "### Market Overview", "### Market overview")
    code, proof = verify(store)
    assert (code, proof["damaged"]) == (10, [])
    assert proof["outgrown"] == ["templates/post is not as on that night, so its text comes out differently now"]


@pytest.mark.slow
def test_other_rules_hide_no_damage(store: Store) -> None:
    change(store.root / "templates" / "post" / "post.md.j2", "### Market Overview", "### Market overview")
    change(store.generated_path(EDITION), "bitcoin", "bitcorn")
    code, proof = verify(store)
    assert code == 20
    assert [one["file"] for one in proof["damaged"]] == [f"content/_generated/{EDITION}.md"]  # type: ignore[index]


@pytest.mark.slow
def test_a_night_that_was_written_without_sums_is_compared_with_what_it_comes_to(store: Store) -> None:
    store.sums_path(EDITION).unlink()
    code, proof = verify(store)
    assert (code, proof["damaged"]) == (0, [])
    assert "it was written without sums" in str(proof["beyond"])
    change(store.receipts_folder(EDITION) / "receipts.json", '"usd"', '"usx"')
    code, proof = verify(store)
    assert code == 20
    assert [one["file"] for one in proof["damaged"]] == [f"content/receipts/{EDITION}/receipts.json"]  # type: ignore[index]


@pytest.mark.slow
def test_files_that_are_gone_are_named(store: Store) -> None:
    body = next(store.archive(LAST).folder.glob("*.gz"))
    body.unlink()
    store.series_path("etf.btc.net").unlink()
    code, proof = verify(store)
    assert code == 20
    named = {one["file"] for one in proof["damaged"]}  # type: ignore[index]
    assert named == {f"content/_raw/{LAST}/{body.name}", "content/_series/etf.btc.net.csv"}


@pytest.mark.slow
def test_what_it_comes_to_goes_into_a_new_folder_only(store: Store, tmp_path: Path) -> None:
    before = files_below(store.root)
    into = tmp_path / "again"
    ran = brief("rebuild", "--root", store.root, LAST, "--into", into)
    assert ran.code == 0
    assert "differs" not in ran.out
    made = files_below(into)
    assert made
    assert {name: before[f"content/{name}"] for name in made} == made
    refused = brief("rebuild", "--root", store.root, LAST, "--into", into)
    assert refused.code == 64
    assert is_sentence(refused.err)
    assert {**files_below(store.root), ".brief.lock": b""} == {**before, ".brief.lock": b""}


@pytest.mark.slow
def test_a_day_without_a_night_and_half_a_question_are_sentences(store: Store) -> None:
    for words, code in (
        (["2020-01-01", "--verify"], 66),
        (["2020-01-01"], 66),
        ([], 64),
        ([LAST, "--all"], 64),
        (["--all", "--into", "x"], 64),
    ):
        ran = brief("rebuild", "--root", store.root, *words)
        assert ran.code == code, words
        assert is_sentence(ran.err), ran.err


@pytest.mark.slow
def test_pruning_keeps_what_receipts_name_and_says_what_can_no_longer_be_made(store: Store) -> None:
    shelf = store.archive(LAST)
    before = shelf.sizes()
    ran = brief("prune", "--root", store.root, "--dry-run")
    assert (ran.code, shelf.sizes()) == (0, before)
    assert brief("prune", "--root", store.root).code == 0
    after = shelf.sizes()
    gone = before.keys() - after.keys()
    assert gone
    assert f"{len(gone)} answer" in ran.out or "answers of one night would be removed" in ran.out
    receipts = (store.receipts_folder(EDITION) / "receipts.json").read_text(encoding="utf-8")
    named = {file for file in before if file.removesuffix(".gz") in receipts}
    assert named
    assert named <= after.keys()
    assert {"manifest.json", "manifest-tried.json"} <= after.keys()
    code, proof = verify(store)
    assert (code, proof["damaged"]) == (0, [])
    assert "were pruned" in str(proof["beyond"])
    again = brief("nightly", "--root", store.root, "--replay", LAST)
    assert again.code == 65
    assert "so that night cannot be made again" in again.err
    assert brief("prune", "--root", store.root).code == 0
    assert shelf.sizes() == after


@pytest.mark.slow
def test_pruning_leaves_recent_nights_and_those_whose_receipts_are_in_doubt(store: Store) -> None:
    before = store.archive(LAST).sizes()
    assert brief("prune", "--root", store.root, "--keep", 40_000).code == 0
    assert store.archive(LAST).sizes() == before
    change(store.receipts_folder(EDITION, draft=True) / "receipts.json", '"path"', ' "path"')
    ran = brief("prune", "--root", store.root)
    assert ran.code == 10
    assert "were changed since they were written" in ran.out
    assert store.archive(LAST).sizes() == before


@pytest.mark.slow
def test_a_pruned_archive_still_names_a_body_that_was_changed(store: Store) -> None:
    assert brief("prune", "--root", store.root).code == 0
    body = min(store.archive(LAST).folder.glob("*.gz"))
    raw = bytearray(body.read_bytes())
    raw[len(raw) // 2] ^= 4
    body.write_bytes(raw)
    code, proof = verify(store)
    assert code == 20
    assert [one["file"] for one in proof["damaged"]] == [f"content/_raw/{LAST}/{body.name}"]  # type: ignore[index]
