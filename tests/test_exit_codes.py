"""Every exit code through the real command: cron has nothing else to go by."""

import json
import re
import shutil
import socket
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from brief.store import Store
from commands import Ran, brief, is_sentence
from nights import BUNDLED, EDITION, but_how_it_went, files_below, run_live, short_site, specimen_site
from owners import environment
from test_live_nights import Internet

DAY = BUNDLED.isoformat()


@pytest.fixture
def site(tmp_path: Path) -> Store:
    return short_site(tmp_path)


def replayed(site: Store, *words: object) -> Ran:
    return brief("nightly", "--replay", DAY, *words, "--root", site.root)


def change(path: Path, pattern: str, to: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(pattern, text, re.MULTILINE)
    path.write_text(re.sub(pattern, to, text, count=1, flags=re.MULTILINE), encoding="utf-8")


def test_0_all_done(site: Store) -> None:
    told = replayed(site, "--publish")
    assert (told.code, record(site)["exit"], record(site)["said"]) == (0, 0, "")
    assert record(site)["published"] is True


@pytest.mark.slow
def test_10_done_with_a_gap_and_0_where_every_gap_is_known(tmp_path: Path) -> None:
    site = specimen_site(tmp_path)
    words = ("nightly", "--replay", "2001-01-02", "--root", site.root)
    told = brief(*words)
    assert told.code == 10
    run = record(site, date(2001, 1, 2))
    gaps = sorted({gap["source"] for gap in run["gaps"]})
    assert (run["exit"], bool(gaps)) == (10, True)
    known = "".join(f"  - {{source: {source}, reason: Known., until: 2001-01-02}}\n" for source in gaps)
    (site.content / "_data" / "outages.yaml").write_text(f"outages:\n{known}", encoding="utf-8")
    left = [line for line in brief(*words).out.splitlines() if line.startswith("Note:")]
    again = record(site, date(2001, 1, 2))
    assert again["exit"] == (10 if left else 0)
    expected = {one["source"]: one["acknowledged"] for one in again["sources"] if one["heard"] == "gap"}
    assert set(expected.values()) == {"Known."}
    assert sorted(expected) == gaps


def test_20_a_check_fails_and_the_old_site_is_served(site: Store) -> None:
    replayed(site)
    served = files_below(site.site)
    path = site.root / "templates" / "post" / "social.md.j2"
    path.write_text(path.read_text(encoding="utf-8") + "\nIt fell to \\$1.[^nobody]\n", encoding="utf-8")
    told = replayed(site, "--publish")
    assert told.code == 20
    assert files_below(site.site) == served
    assert (record(site)["exit"], record(site)["published"]) == (20, False)
    assert record(site)["said"] in told.err


@pytest.mark.parametrize(
    ("pattern", "to", "said"),
    [
        (r"^  prices: required\n", "  prices: required\n  odds: required\n", "No source gave a figure for odds"),
        (r"^floor: \d+ ", "floor: 900 ", "could be read tonight, and sources.yaml sets a floor of 900"),
    ],
)
def test_30_a_required_section_is_missing_or_too_little_is_there(site: Store, pattern: str, to: str, said: str) -> None:
    change(site.sources_file(), pattern, to)
    before = files_below(site.root)
    told = replayed(site, "--publish")
    assert (told.code, told.out) == (30, "")
    assert said in told.err
    assert but_how_it_went(files_below(site.root)) == but_how_it_went(before)
    assert (record(site)["exit"], record(site)["said"]) == (30, told.err.splitlines()[-1])


def test_40_another_run_is_at_work_and_its_record_is_left_alone(site: Store) -> None:
    with site.lock():
        told = replayed(site)
    assert (told.code, told.out) == (40, "")
    assert is_sentence(told.err)
    assert site.runs() == {}


@pytest.mark.parametrize(
    "words",
    [
        ("--replay", DAY, "--date", DAY),
        ("--replay", DAY, "--only", "etf"),
        ("--replay", DAY, "--offline"),
        ("--offline", "--dry-run"),
        ("--only", "eft"),
        ("--only", "eft", "--dry-run"),
        ("--date", "2020-01-01"),
    ],
)
def test_64_words_that_do_not_go_together_or_mean_nothing(site: Store, words: tuple[str, ...]) -> None:
    told = brief("nightly", *words, "--root", site.root)
    assert (told.code, told.out) == (64, "")
    assert is_sentence(told.err.splitlines()[-1])


def test_64_a_mistake_in_sources_yaml_is_on_record(site: Store) -> None:
    change(site.sources_file(), r"^deadline: 240", "deadline: 580")
    told = replayed(site)
    assert told.code == 64
    said = "580 s of collecting leave less than 60 s of the night's 600 s for writing and building"
    assert said in told.err
    assert (record(site)["exit"], record(site)["said"]) == (64, told.err.rstrip("\n"))


def test_65_a_damaged_archive(site: Store) -> None:
    (site.archive(BUNDLED).folder / "manifest.json").write_text('{"day": 1}', encoding="utf-8")
    told = replayed(site)
    assert (told.code, told.out, record(site)["exit"]) == (65, "", 65)
    assert is_sentence(told.err)


def test_66_a_day_without_an_archive(site: Store) -> None:
    told = brief("nightly", "--replay", "2025-11-05", "--root", site.root)
    assert (told.code, told.out, record(site, date(2025, 11, 5))["exit"]) == (66, "", 66)
    assert is_sentence(told.err)


def test_69_a_source_that_needs_a_key(site: Store) -> None:
    told = brief("try", "coinglass-liquidations", "--root", site.root)
    assert (told.code, told.out) == (69, "")
    assert is_sentence(told.err)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("place", ["_posts", "_snapshots", "_series", "_runs"])
def test_74_the_disk_refuses_and_what_went_wrong_first_is_told(site: Store, place: str) -> None:
    """A file where a folder belongs stands for a disk that cannot be written, for whoever is root, too."""
    folder = site.content / place
    if folder.exists():
        shutil.rmtree(folder)
    folder.write_text("in the way", encoding="utf-8")
    told = replayed(site, "--publish")
    assert told.code == 74
    last = told.err.splitlines()[-1]
    assert is_sentence(last)
    assert f"content/{place}/" in last
    assert folder.read_text(encoding="utf-8") == "in the way"


def test_a_record_that_cannot_be_written_does_not_hide_why_the_night_failed(site: Store) -> None:
    (site.content / "_runs").write_text("in the way", encoding="utf-8")
    told = brief("nightly", "--replay", "2025-11-05", "--root", site.root)
    assert told.code == 66
    first, last = told.err.splitlines()
    assert first.startswith("The record of this run was not written. The disk refused to ")
    assert last.startswith("There is no archived file at ")


def live(site: Store, *words: str) -> subprocess.CompletedProcess[str]:
    """`brief nightly` for real, on a machine whose only way out is a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    change(site.sources_file(), r"^deadline: 240", "deadline: 6")
    command = [sys.executable, "-m", "brief", "nightly", *words]
    environ = environment(site.root) | {"HTTPS_PROXY": f"http://127.0.0.1:{port}"}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("--only", "prices")])
def test_75_without_a_network_there_is_no_brief(site: Store, words: tuple[str, ...]) -> None:
    replayed(site, "--publish")
    before = files_below(site.root)
    told = live(site, "--publish", *words)
    assert told.returncode == 75
    assert is_sentence(told.stderr.splitlines()[-1])
    found = but_how_it_went(files_below(site.root))
    after = {name: data for name, data in found.items() if name.startswith(("_site", "content"))}
    kept = {name: data for name, data in but_how_it_went(before).items() if name in after or "/_raw/" not in name}
    assert {name: data for name, data in after.items() if "manifest-tried" not in name} == {
        name: data for name, data in kept.items() if name.startswith(("_site", "content"))
    }
    today = max(site.runs())
    run = json.loads(site.runs()[today])
    assert (run["exit"], run["said"], run["published"]) == (75, told.stderr.splitlines()[-1], False)
    lines = [json.loads(line) for line in site.requests(today).splitlines()]
    assert lines
    assert {line["status"] for line in lines} == {0}
    assert max(line["tries"] for line in lines) > 1
    assert max(line["ms"] for line in lines) > 1000
    assert all(line["why"].endswith(".") for line in lines)


def test_75_offline_without_an_archive(site: Store) -> None:
    told = brief("nightly", "--offline", "--root", site.root)
    assert (told.code, told.out) == (75, "")
    assert told.err.startswith("Nothing was archived for ")
    assert is_sentence(told.err)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("tried", [False, True])
def test_offline_makes_of_what_was_answered_the_night_it_was(site: Store, tried: bool) -> None:
    """Of an archive, and of what a night was answered of which nothing came."""
    at = datetime.now(UTC).replace(microsecond=0)
    done = run_live(site, Internet(), at=at)
    written = {name: data for name, data in files_below(site.content).items() if done.edition in name}
    for made in ("_posts", "_generated", "_journal", "_snapshots", "_receipts"):
        shutil.rmtree(site.content / made)
    folder = site.archive(at.date()).folder
    if tried:
        (folder / "manifest.json").unlink()
    told = brief("nightly", "--offline", "--date", at.date(), "--root", site.root)
    assert told.code == 10
    again = {name: data for name, data in files_below(site.content).items() if done.edition in name}
    assert {name: data for name, data in again.items() if "_journal" not in name} == {
        name: data for name, data in written.items() if "_journal" not in name
    }
    assert (folder / "manifest.json").read_bytes() == (folder / "manifest-tried.json").read_bytes()
    assert {line["kept"] for line in map(json.loads, site.requests(at.date()).splitlines())} == {"archive"}


def test_a_dry_run_prints_what_would_be_asked_and_writes_nothing(site: Store) -> None:
    key = "a-key-of-16-letters"
    before = files_below(site.root)
    environ = {"COINGLASS_API_KEY": key, "COINGECKO_API_KEY": key}
    told = brief("nightly", "--dry-run", "--only", "etf.btc", "--root", site.root, environ=environ)
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    assert "farside-btc: one first request" in lines
    assert "  GET https://farside.co.uk/btc/" in lines
    assert "kraken: not asked, --only names others." in lines
    assert "sosovalue-btc: not asked, SOSOVALUE_API_KEY is not set; put the key" in told.out
    assert key not in told.out
    assert lines[-1].endswith("Nothing was asked or written.")
    assert files_below(site.root) == before
    assert site.runs() == {}


def test_a_dry_run_of_a_published_day_says_that_nobody_would_be_asked(site: Store) -> None:
    told = brief("nightly", "--dry-run", "--root", site.root)
    assert re.fullmatch(r"\d+ of \d+ sources would be asked, with \d+ first requests\. .*", told.out.splitlines()[-1])


def record(site: Store, day: date = BUNDLED) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.runs()[day])
    assert found["edition"] == f"{day}-{EDITION.split('-', 3)[3]}"
    return found
