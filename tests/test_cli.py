"""The command as cron and an editor meet it: a wrong exit code, and a broken night counts as a good one."""

import hashlib
import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import filelock
import pytest

from brief import errors
from brief.cli import commands
from brief.collect.archive import Manifest
from brief.collect.trial import try_files
from brief.errors import Refused, Unreachable
from brief.store import Store
from commands import brief, is_sentence
from nights import BUNDLED, REPOSITORY, configuration, files_below, new_site

DAY = "2025-11-04"
INDEX = b"""{"name": "Fear and Greed Index", "data": [
 {"value": "21", "value_classification": "Extreme Fear", "timestamp": "1762214400", "time_until_update": "43200"},
 {"value": "42", "value_classification": "Fear", "timestamp": "1762128000"}], "metadata": {"error": null}}"""
KEYED = [entry.id for entry in configuration(Store(REPOSITORY)).sources if entry.key and not entry.key.optional]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A site with the bundled night, as a draft. Only read it."""
    store = new_site(tmp_path_factory.mktemp("replayed"))
    assert brief("nightly", "--replay", DAY, "--root", store.root).code == 0
    return store


@pytest.fixture
def site(replayed: Store, tmp_path: Path) -> Store:
    """The same, of one's own."""
    return Store(Path(shutil.copytree(replayed.root, tmp_path / "site")))


@pytest.mark.parametrize("verb", sorted(commands.commands))
def test_every_verb_has_help_with_an_example_of_itself(verb: str) -> None:
    told = brief(verb, "--help")
    assert (told.code, told.err) == (0, "")
    assert f"Example: brief {verb}" in told.out


def test_the_help_names_every_verb() -> None:
    told = brief("--help")
    assert (told.code, told.err) == (0, "")
    for verb in ("nightly", "publish", "build", "try", "why", "sources"):
        assert f"\n  {verb} " in told.out
    assert brief("--version").out == "brief, version 0.1.0\n"


def test_readme_tells_every_exit_code() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\d, ]+) \|", readme, flags=re.MULTILINE)
    told = {int(code) for row in rows for code in row.split(",")}
    raised = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.BriefError)]
    meant = {error.exit_code for error in raised} - {errors.BriefError.exit_code}
    assert told == meant | {errors.DONE, errors.DEGRADED}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Usage: brief"),
        (("nightlly",), "No such command 'nightlly'"),
        (("nightly", "--publsh"), "No such option"),
        (("nightly", "--replay", "yesterday"), "'yesterday' does not match the format"),
        (("publish",), "Missing argument 'DAY'"),
        (("try", "nobody"), "There is no source nobody. There is coingecko, "),
        (("try", "kraken", "--at", "noon"), "--at noon is no instant; write it like 2025-11-04T12:00:00Z."),
        (("try", "kraken", "--at", "2025-11-04T12:00:00"), "has no time zone; write it like 2025-11-04T12:00:00Z."),
    ],
)
def test_wrong_usage_is_64_and_says_what_is_wrong(words: tuple[str, ...], said: str) -> None:
    told = brief(*words, environ={"BRIEF_ROOT": str(REPOSITORY)})
    assert (told.code, told.out) == (64, "")
    assert said in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("why", DAY, "etf.btc.nett"), r"has no figure etf\.btc\.nett\. Of its \d+: etf\.btc\.net, "),
        (("why", "2025-11-05", "etf.btc.net"), "There is no snapshot of 2025-11-05 at "),
        (("publish", "2025-11-05"), r"There is no post for 2025-11-05 in .*; `brief nightly` writes tonight.s\."),
        (("nightly", "--replay", "2025-11-05"), r"There is no archived file at .*2025-11-05/manifest\.json\."),
        (("try", "kraken", "--from", "/nowhere/page.json"), r"There is no file at /nowhere/page\.json\."),
    ],
)
def test_an_unknown_day_figure_or_file_is_66(replayed: Store, words: tuple[str, ...], said: str) -> None:
    told = brief(*words, "--root", replayed.root)
    assert (told.code, told.out) == (66, "")
    assert is_sentence(told.err)
    assert re.search(said, told.err)


@pytest.mark.parametrize("verb", [("sources",), ("nightly", "--replay", DAY), ("try", "kraken"), ("why", DAY, "x")])
def test_a_folder_that_is_no_site_is_told_so(tmp_path: Path, verb: tuple[str, ...]) -> None:
    told = brief(*verb, "--root", tmp_path)
    assert told.code == 66
    assert is_sentence(told.err)
    assert str(tmp_path) in told.err


@pytest.mark.parametrize("source", KEYED)
def test_a_live_try_without_its_key_is_69_and_asks_nobody(source: str) -> None:
    """No socket can be opened here, so an attempt to ask would not end in this sentence."""
    told = brief("try", source, "--root", REPOSITORY)
    assert (told.code, told.out) == (69, "")
    assert is_sentence(told.err)
    assert re.match(rf"{source}: [A-Z]+_API_KEY is not set; ", told.err)


@pytest.mark.parametrize("verb", [("nightly", "--replay", DAY), ("build",), ("build", "--drafts"), ("publish", DAY)])
def test_a_second_run_beside_the_first_is_40_and_changes_nothing(site: Store, verb: tuple[str, ...]) -> None:
    before = files_below(site.root)
    with filelock.FileLock(site.root / ".brief.lock"):
        told = brief(*verb, "--root", site.root)
    assert (told.code, told.out) == (40, "")
    assert told.err == f"Another run is at work in {site.root}; wait for it to end, then try again.\n"
    assert files_below(site.root) == before


@pytest.mark.parametrize(
    ("right", "typo", "said"),
    [
        (b"    fresh: 6h\n", b"    frehs: 6h\n", "frehs: unknown key; allowed here: "),
        (b"    module: kraken\n", b"    module: karken\n", "there is no brief/sources/karken.py; "),
        (b"  kraken:\n", b"  kraken: [\n", ""),
        (b"cite: Kraken\n", b"cite: Kr\xe4ken\n", "this is not UTF-8 text; save the file as UTF-8"),
    ],
)
def test_a_typo_in_the_sources_is_64_with_its_line(site: Store, right: bytes, typo: bytes, said: str) -> None:
    path = site.sources_file()
    text = path.read_bytes()
    line = text[: text.index(right)].count(b"\n") + 1
    path.write_bytes(text.replace(right, typo, 1))
    for verb in (("sources",), ("nightly", "--replay", DAY), ("try", "kraken")):
        told = brief(*verb, "--root", site.root)
        assert (told.code, told.out) == (64, "")
        assert is_sentence(told.err)
        where = re.match(rf"{re.escape(str(path))}:(\d+): ", told.err)
        assert where
        assert int(where[1]) == line or not said  # where a bracket is left open, YAML tells where it gave up
        assert said in told.err


def test_why_as_json_is_the_documented_shape(replayed: Store) -> None:
    told = brief("why", DAY, "etf.btc.streak_sum", "--json", "--root", replayed.root)
    assert (told.code, told.err) == (0, "")
    why = json.loads(told.out)
    readings = why.pop("readings")
    assert why == {
        "figure": "etf.btc.streak_sum",
        "value": "-1337200000",
        "unit": "usd",
        "as_of": "2025-11-03",
        "provenance": "reconstructed",
        "formula": "sum(etf.btc.net[2025-10-29..2025-11-03])",
        "inputs": [
            "etf.btc.net",
            "etf.btc.net[2025-10-29] = -470700000 (farside-btc, known 2025-10-30T05:30:00Z)",
            "etf.btc.net[2025-10-30] = -488400000 (farside-btc, known 2025-10-31T05:30:00Z)",
            "etf.btc.net[2025-10-31] = -191600000 (farside-btc, known 2025-11-01T05:30:00Z)",
            "etf.btc.net[2025-11-03] = -186500000 (farside-btc, known 2025-11-04T05:30:00Z)",
        ],
        "agreement": why["agreement"],
    }
    assert set(why["agreement"]) == {*("asked", "answered", "checked", "within", "low", "high", "spread", "tolerance")}
    documented = {"source", "url", "fetched_at", "sha256", "path", "value"}
    assert all(documented <= set(reading) for reading in readings)
    manifest = Manifest.read(replayed.archive(BUNDLED))
    (stored,) = (entry for entry in manifest.requests if entry.source == "farside-btc")
    assert {name: readings[0][name] for name in documented} == {
        "source": "farside-btc",
        "url": "https://farside.co.uk/btc/",
        "fetched_at": "2025-11-04T12:00:00Z",
        "sha256": stored.sha256,
        "path": "table[0]/row[03 Nov 2025]/col[Total]",
        "value": "-186500000",
    }


def test_why_for_a_person_says_formula_inputs_and_place(replayed: Store) -> None:
    told = brief("why", DAY, "etf.btc.streak_sum", "--root", replayed.root)
    lines = told.out.splitlines()
    assert lines[0] == "etf.btc.streak_sum = -1337200000 usd, as of 2025-11-03 (reconstructed)"
    assert "  formula  sum(etf.btc.net[2025-10-29..2025-11-03])" in lines
    assert "    etf.btc.net = -186500000 usd, as of 2025-11-03 (reconstructed)" in lines
    assert "               fetched 2025-11-04T12:00:00Z, place table[0]/row[03 Nov 2025]/col[Total]" in lines


def test_why_goes_down_to_bytes_through_what_a_figure_was_computed_from(replayed: Store) -> None:
    lines = brief("why", DAY, "prices.btc.from_mean_200d", "--root", replayed.root).out.splitlines()
    assert lines[1] == "  formula  (prices.btc.usd / prices.btc.mean_200d - 1) * 100"
    below = [line for line in lines if line.startswith("    prices.btc.")]
    assert below[0].startswith("    prices.btc.usd = 103849 usd")
    assert below[1].startswith("    prices.btc.mean_200d = ")
    assert any("input    prices.btc.binance.close[2025-04-18..2025-11-03] (200 rows, sha256 " in line for line in lines)
    assert any("sha256 " in line and "rows" not in line for line in lines)


def test_try_as_json_is_the_documented_shape(tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_bytes(INDEX)
    told = brief("try", "alternative-me", "--from", file, "--json", "--root", REPOSITORY)
    assert (told.code, told.err) == (0, "")
    common = {"figure": "sentiment.fear_greed", "unit": "index", "sha256": hashlib.sha256(INDEX).hexdigest()}
    assert json.loads(told.out) == {
        "source": "alternative-me",
        "readings": [
            common | {"value": "21", "as_of": DAY, "path": "/data/0/value", "detail": {"label": "Extreme Fear"}},
            common | {"value": "42", "as_of": "2025-11-03", "path": "/data/1/value", "detail": {"label": "Fear"}},
        ],
    }
    assert brief("try", "alternative-me", file, "--json", "--root", REPOSITORY) == told


def test_try_for_a_person_is_a_line_a_reading(tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_bytes(INDEX)
    told = brief("try", "alternative-me", "--from", file, "--root", REPOSITORY)
    assert [line.split() for line in told.out.splitlines()] == [
        ["sentiment.fear_greed", "21", "index", DAY, "/data/0/value", "label:", "Extreme", "Fear"],
        ["sentiment.fear_greed", "42", "index", "2025-11-03", "/data/1/value", "label:", "Fear"],
    ]


RUBBISH = [b"", b"{", b"\xff\xfe", b"null", b'{"data": [null]}', b"<html><title>Just a moment...</title></html>"]


@pytest.mark.parametrize("body", RUBBISH)
def test_no_source_makes_a_figure_or_a_traceback_of_rubbish(body: bytes) -> None:
    for source in configuration(Store(REPOSITORY)).sources:
        with pytest.raises((Refused, Unreachable)) as refused:
            try_files(source, [body], at=datetime(2025, 11, 4, 12, tzinfo=UTC))
        assert is_sentence(str(refused.value)), source.id


@pytest.mark.parametrize(("body", "code"), [*((body, 65) for body in RUBBISH[:-1]), (RUBBISH[-1], 75)])
def test_rubbish_is_a_sentence_on_standard_error_or_a_gap_in_json(tmp_path: Path, body: bytes, code: int) -> None:
    file = tmp_path / "answer"
    file.write_bytes(body)
    told = brief("try", "alternative-me", "--from", file, "--root", REPOSITORY)
    assert (told.code, told.out) == (code, "")
    assert is_sentence(told.err)
    as_json = brief("try", "alternative-me", "--from", file, "--json", "--root", REPOSITORY)
    assert (as_json.code, as_json.err) == (code, "")
    assert json.loads(as_json.out) == {"source": "alternative-me", "gap": told.err.removesuffix("\n")}


def test_sources_lists_all_with_their_proof_and_why_one_is_off(replayed: Store) -> None:
    told = brief("sources", environ={"BRIEF_ROOT": str(replayed.root)})
    assert (told.code, told.err) == (0, "")
    first = [line.split()[0] for line in told.out.splitlines()[1:] if not line.startswith(" ")]
    assert first == [source.id for source in configuration(replayed).sources]
    (htx,) = (line for line in told.out.splitlines() if line.startswith("htx-liquidations"))
    assert "unproven" in htx
    assert "off: `enabled: false` in sources.yaml" in htx
