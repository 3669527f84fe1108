"""`brief doctor` as an operator meets it: a table or JSON, an exit code, and not a byte in the site's content."""

import asyncio
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from brief.store import Store
from commands import brief
from nights import files_below, new_site

NOBODY = ("kraken-status", "farside-btc", "fed-press")
Answers = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_site(tmp_path)


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answers], None]:
    """Lets every question be answered by a function, at once."""
    real = httpx.AsyncClient

    async def at_once(_: float) -> None:
        return None

    def answered_by(answers: Answers) -> None:
        mocked = {"transport": httpx.MockTransport(answers)}
        monkeypatch.setattr(httpx, "AsyncClient", lambda **given: real(**{**given, **mocked}))

    monkeypatch.setattr(asyncio, "sleep", at_once)
    return answered_by


def index(request: httpx.Request) -> httpx.Response:
    """alternative.me's index of today; nobody else answers."""
    if request.url.host != "api.alternative.me":
        raise httpx.ConnectError("no route")
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    row = {"value": "21", "value_classification": "Extreme Fear", "timestamp": str(int(midnight.timestamp()))}
    return httpx.Response(200, json={"name": "Fear and Greed Index", "data": [row], "metadata": {"error": None}})


def test_one_that_is_well_is_exit_0_and_a_row(store: Store, internet: Callable[[Answers], None]) -> None:
    internet(index)
    code, out, _ = brief("doctor", "alternative-me", "--root", store.root)
    assert code == 0
    header, row = out.splitlines()
    assert header.split() == ["source", "state", "HTTP", "took", "age", "answer", "key", "what", "to", "do"]
    assert row.split()[:3] == ["alternative-me", "well", "200"]
    assert row.rstrip().endswith("Nothing to do.")


def test_one_that_is_not_there_beside_one_that_is_is_exit_10(store: Store, internet: Callable[[Answers], None]) -> None:
    internet(index)
    before = files_below(store.root)
    code, out, _ = brief("doctor", "kraken", "alternative-me", "coinglass-holdings", "--json", "--root", store.root)
    told = json.loads(out)
    assert code == 10
    rows = {row["source"]: row for row in told["sources"]}
    assert {name: row["state"] for name, row in rows.items()} == {
        "kraken": "look",
        "alternative-me": "well",
        "coinglass-holdings": "look",
    }
    assert rows["coinglass-holdings"]["key"] == "missing"
    assert rows["alternative-me"]["statuses"] == [200]
    assert 0 <= rows["alternative-me"]["age_seconds"] <= 86_400
    assert "cannot be reached" in rows["kraken"]["advice"]
    assert files_below(store.root) == before


def test_with_nobody_there_it_is_exit_75(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through a proxy that is not there, which is how a machine without a network looks."""

    async def at_once(_: float) -> None:
        return None

    monkeypatch.setattr(asyncio, "sleep", at_once)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert "HTTPS_PROXY" not in os.environ
    environ = {"HTTPS_PROXY": "http://127.0.0.1:9"}
    code, out, _ = brief("doctor", *NOBODY, "--root", store.root, "--json", environ=environ)
    rows = json.loads(out)["sources"]
    assert code == 75
    assert [(row["state"], row["asked"], row["reached"]) for row in rows] == [("look", True, False)] * 3


def test_what_was_recorded_is_read_by_try(store: Store, tmp_path: Path, internet: Callable[[Answers], None]) -> None:
    internet(index)
    seen = tmp_path / "seen"
    code, out, _ = brief("doctor", "alternative-me", "--record", seen, "--json", "--root", store.root)
    assert code == 0
    folder = Path(json.loads(out)["sources"][0]["recorded"])
    assert sorted(path.name for path in folder.iterdir()) == ["answer-1.json", "meta.json"]
    assert folder.parent == seen / "alternative-me"
    for file in ("meta.json", "answer-1.json"):
        tried = brief("try", "alternative-me", "--from", folder / file, "--json", "--root", store.root)
        assert tried.code == 0
        assert json.loads(tried.out)["readings"][0]["value"] == "21"
    other = brief("try", "kraken", "--from", folder / "meta.json", "--root", store.root)
    assert other.code == 64
    assert other.err == f"{folder / 'meta.json'} has answers of alternative-me, not of kraken; name that source.\n"


def test_a_recording_does_not_go_into_the_content(store: Store) -> None:
    inside = store.content / "_raw" / "seen"
    code, out, err = brief("doctor", "kraken", "--record", inside, "--root", store.root)
    assert (code, out) == (64, "")
    assert err == f"{inside} is in the site's content, where recordings do not belong; name another folder.\n"


def test_a_source_that_does_not_exist_is_64(store: Store) -> None:
    code, _, err = brief("doctor", "krakn", "--root", store.root)
    assert code == 64
    assert err.startswith("There is no source krakn. There is coingecko, ")


@pytest.mark.parametrize("text", ["{", '{"schema": 1}', '{"schema": 1, "source": "kraken", "at": "x", "answers": []}'])
def test_a_damaged_recording_is_a_sentence(store: Store, tmp_path: Path, text: str) -> None:
    (tmp_path / "meta.json").write_text(text)
    code, _, err = brief("try", "kraken", "--from", tmp_path / "meta.json", "--root", store.root)
    assert code == 64
    assert err.startswith(f"{tmp_path / 'meta.json'} is no meta.json of recorded answers, at /")
