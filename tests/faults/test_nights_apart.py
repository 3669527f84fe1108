"""Whole commands and a real server: two nights at once, one without a network, some with faults; and the doctor."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fault_kinds import ANSWERS, HOSTS
from faulty_nights import AT, SECRETS, Plan, World, live_site, pairs, plans, world
from night_at import REPOSITORY, Nights, nights

from commands import is_sentence
from nights import files_below

SAMPLE = (5, 13, 22, 31, 40, 49)
Count = Callable[[str, object], None]
ILL = {"429": "kraken", "403 challenge": "farside-btc", "a field renamed": "coingecko", "gzip bomb": "alternative-me"}
SILENT = "api.exchange.coinbase.com"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world")) as found:
        yield found


@pytest.fixture(scope="module")
def started(real: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    with nights(tmp_path_factory.mktemp("output"), {**real.net.environ, **SECRETS}) as found:
        yield found


def calm(real: World) -> None:
    real.archived.disturb({})
    real.net.wires = {}


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in (1, 2))])
def test_of_two_nights_started_together_one_runs(real: World, started: Nights, tmp_path: Path, turn: int) -> None:
    calm(real)
    store = live_site(tmp_path)
    both = [started.start(AT, "nightly", "--publish", "--root", store.root) for _ in range(2)]
    ended = sorted((night.wait() for night in both), key=lambda it: it.code)
    assert [ended[0].code, ended[1].code] in ([0, 40], [10, 40]), ended
    assert re.search(r"Another run is at work in .*; wait for it to end, then try again\.", ended[1].said)
    alone = live_site(tmp_path / "alone")
    started.run(AT, "nightly", "--publish", "--root", alone.root)
    assert files_below(alone.site) == files_below(store.site)


def test_a_night_without_a_network_makes_no_brief(tmp_path: Path) -> None:
    """In a network namespace of its own, where there is no other machine and no name is known."""
    store = live_site(tmp_path)
    before = files_below(store.content)
    alone = ["unshare", "--net", sys.executable, "-m", "brief", "nightly", "--publish", "--root", str(store.root)]
    if subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespace can be made here")
    environ = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY), **SECRETS}
    hosts = re.sub(r"timeout: 30", "timeout: 2", store.sources_file().read_text(encoding="utf-8"))
    store.sources_file().write_text(f"{hosts}\n".replace("deadline: 240", "deadline: 2"), encoding="utf-8")
    tried = subprocess.run(alone, capture_output=True, text=True, check=False, env=environ)
    assert tried.returncode == 75, tried.stdout + tried.stderr
    _is_no_brief(store.root, before, tried.stdout + tried.stderr)


def test_nor_does_one_whose_proxy_is_gone(started: Nights, tmp_path: Path) -> None:
    store = live_site(tmp_path)
    before = files_below(store.content)
    nobody = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), "http://127.0.0.1:9")
    tried = started.run(AT, "nightly", "--publish", "--root", store.root, environ=nobody)
    assert tried.code == 75, tried.said
    _is_no_brief(store.root, before, tried.said)


def _is_no_brief(root: Path, before: dict[str, bytes], said: str) -> None:
    last = said.strip().splitlines()[-1]
    assert re.match(r"No source gave a figure, so nothing was written; try again later\. \S+ .*\.$", last), last
    assert "Traceback" not in said
    after = files_below(root / "content")
    told = {"health.json", "status/index.html"}  # how the night went is told, whatever came of it
    assert {name for name in after if not name.startswith(("_raw/", "_runs/"))} - told == set(before)
    assert set(files_below(root / "_site")) - {".gitkeep"} <= told


@pytest.mark.slow
@pytest.mark.parametrize("number", SAMPLE)
def test_a_whole_night_with_faults_says_what_happened(
    real: World, started: Nights, tmp_path: Path, record_property: Count, number: int
) -> None:
    assert len(plans(real)) == 2 * (len(HOSTS) + len(ANSWERS))
    _told_as_in_process(real, started, tmp_path, record_property, plans(real)[number])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_so_does_one_with_pairs_of_them(
    real: World, started: Nights, tmp_path: Path, record_property: Count, seed: int
) -> None:
    _told_as_in_process(real, started, tmp_path, record_property, pairs(real, seed + 1)[seed])


def _told_as_in_process(real: World, started: Nights, folder: Path, count: Count, plan: Plan) -> None:
    """The command ends as the same night does in process, and prints each of its gaps."""
    within = real.night(folder / "within", plan)
    real.archived.disturb(plan.answers)
    store = live_site(folder / "command", [host for host, fault in plan.hosts.items() if fault.slow])
    tried = started.run(AT, "nightly", "--root", store.root)
    assert tried.code == within.code, tried.said
    for secret in SECRETS.values():
        assert secret not in tried.said
    assert "Traceback" not in tried.said
    flat = " ".join(tried.said.split())
    for gap in within.collected.gaps:
        assert is_sentence(gap.why)
        assert gap.source in flat
    assert files_below(store.content / "_snapshots") == files_below(within.store.content / "_snapshots")
    count("tried: whole nights with faults through the command", 1)


@pytest.mark.slow
def test_a_source_that_is_ill_is_named_beside_those_that_are_well(real: World, started: Nights, tmp_path: Path) -> None:
    faults = {fault.name: fault for fault in (*ANSWERS, *HOSTS)}
    real.archived.disturb({source: [faults[name]] for name, source in ILL.items()})
    real.net.wires = {SILENT: "silent"}
    store = live_site(tmp_path, [SILENT])
    before = files_below(store.root)
    done = started.run(AT, "doctor", "--json", "--root", store.root)
    assert done.code == 10, done.said
    told, _ = json.JSONDecoder().raw_decode(done.said, done.said.index("{\n"))  # lines for the operator are around it
    rows = {row["source"]: row for row in told["sources"]}
    ill = {*ILL.values(), *real.archived.hosts[SILENT]} & set(real.usable)
    assert {name for name in ill if rows[name]["state"] == "well"} == set()
    assert sum(rows[name]["state"] == "well" for name in set(real.usable) - ill) > 40
    assert rows["kraken"]["statuses"] == [429] * len(rows["kraken"]["statuses"])
    assert not any(secret in done.said for secret in SECRETS.values())
    assert files_below(store.root) == before
