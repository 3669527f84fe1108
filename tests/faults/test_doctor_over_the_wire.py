"""`brief doctor` and every source behind a real proxy and TLS: what is well is well, and what is ill is named."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_kinds import ANSWERS, HOSTS
from faulty_nights import AT, SECRETS, World, live_site, world
from night_at import Nights, nights

from nights import files_below

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
