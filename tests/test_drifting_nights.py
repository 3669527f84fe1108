"""A source that changes overnight is named with the place, and its answer is kept for whoever mends it."""

import asyncio
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from brief.collect.archive import Manifest
from brief.collect.live import replay
from brief.collect.runner import Collected
from brief.store import Store
from brief.verbs.answers import asked
from brief.verbs.desk import Desk
from commands import brief
from nights import configuration, files_below, new_site

FIRST = datetime(2025, 11, 5, 6, tzinfo=UTC)
Coin = dict[str, Any]


def coin(at: datetime) -> Coin:
    return {
        "id": "bitcoin",
        "symbol": "btc",
        "current_price": 101234.5,
        "market_cap": 2_000_000_000_000,
        "high_24h": 103000,
        "low_24h": 100000,
        "price_change_percentage_24h": -1.5,
        "last_updated": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
    }


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Collected]:
    """`asked` for the nth night against an internet of two sources; `change` is made to CoinGecko's only row."""
    store = new_site(tmp_path)

    async def at_once(_: float) -> None:
        return None

    monkeypatch.setattr(asyncio, "sleep", at_once)
    real = httpx.AsyncClient
    whole = configuration(store)
    some = tuple(source for source in whole.sources if source.id in ("coingecko", "coingecko-global"))
    config = whole.model_copy(update={"sources": some})

    def run(number: int, change: Callable[[Coin], object] = lambda row: None, *, keep: bool = True) -> Collected:
        at = FIRST + timedelta(days=number)

        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/coins/markets"):
                row = coin(at)
                change(row)
                return httpx.Response(200, json=[row])
            return httpx.Response(404, json={"error": "not here"})

        with monkeypatch.context() as patch:
            mocked = {"transport": httpx.MockTransport(answer)}
            patch.setattr(httpx, "AsyncClient", lambda **given: real(**{**given, **mocked}))
            found = asked(Desk(store, {}, at, lambda: at), config, at.date())
        if keep:
            found.on_kept()
        return found.collected

    run.store = store  # type: ignore[attr-defined]
    return run


def store_of(night: Callable[..., Collected]) -> Store:
    store: Store = night.store  # type: ignore[attr-defined]
    return store


def told(collected: Collected, source: str = "coingecko") -> tuple[list[str], list[str]]:
    """The gaps and the notes of a source."""
    gaps = [gap.why for gap in collected.gaps if gap.source == source]
    return gaps, [line for line in collected.report if line.startswith(f"{source}:")]


def without(*names: str) -> Callable[[Coin], object]:
    return lambda row: [row.pop(name) for name in names]


def test_an_answer_that_cannot_be_read_is_named_with_the_place_that_is_gone_and_kept(
    night: Callable[..., Collected],
) -> None:
    store = store_of(night)
    assert told(night(0)) == ([], [])
    before = store.shape_path("coingecko").read_bytes()
    gaps, notes = told(night(1, without("id", "last_updated")))
    assert gaps == [
        (
            "coingecko sent an answer without 'id' at /0. "
            "Its answer is not what it was: /*/id is gone, /*/last_updated is gone."
        )
    ]
    assert notes == []
    assert store.shape_path("coingecko").read_bytes() == before
    kept = store.drift_folder("coingecko") / "2025-11-06"
    assert sorted(path.name for path in kept.iterdir()) == ["answer-1.json", "meta.json"]
    meta = json.loads((kept / "meta.json").read_text(encoding="utf-8"))
    assert meta["answers"][0]["drift"]["maybe"] == ["/*/id is gone", "/*/last_updated is gone"]
    tried = brief("try", "coingecko", "--root", store.root, "--from", kept / "meta.json")
    assert (tried.code, tried.out) == (65, "")
    assert tried.err.startswith("coingecko sent an answer without ")


def test_the_same_change_is_kept_once_and_told_every_night(night: Callable[..., Collected]) -> None:
    store = store_of(night)
    night(0)
    first, second = (told(night(number, without("current_price"))) for number in (1, 2))
    assert first == second
    assert len(first[0]) == 1
    assert store.names(store.drift_folder("coingecko")) == ["2025-11-06"]
    assert told(night(3)) == ([], [])


def test_a_replay_says_what_the_night_said_whatever_is_known_by_then(night: Callable[..., Collected]) -> None:
    store = store_of(night)
    night(0)
    then = night(1, without("current_price"))
    shutil.rmtree(store.shape_path("any").parent)
    shelf = store.archive((FIRST + timedelta(days=1)).date())
    again = replay(configuration(store), shelf, Manifest.read(shelf), on_event=lambda *_: None)
    assert told(again) == told(then)


def test_a_figure_that_goes_with_a_change_is_a_gap_although_the_rest_is_read(night: Callable[..., Collected]) -> None:
    for number in range(3):
        assert told(night(number)) == ([], [])
    lost = night(3, without("high_24h"))
    assert "prices.btc.usd" in {reading.figure for reading in lost.readings}
    gaps, notes = told(lost)
    assert gaps == ["coingecko no longer gives prices.btc.high_24h: in its answer /*/high_24h is gone."]
    assert notes == ["coingecko: its answer has changed, and was read: /*/high_24h is gone."]
    assert told(night(4, without("high_24h"))) == (gaps, notes)


def test_what_is_new_is_a_note_and_no_gap_and_is_known_from_then_on(night: Callable[..., Collected]) -> None:
    for number in range(3):
        night(number)
    note = "coingecko: its answer has changed, and was read: /*/rehypothecated is new."

    def more(row: Coin) -> None:
        row["rehypothecated"] = 1

    assert told(night(3, more)) == ([], [note])
    assert told(night(3, more)) == ([], [note]), "a second run of the day says another thing"
    assert told(night(4, more)) == ([], [])


def test_figures_that_go_with_a_change_seen_only_once_are_a_gap_too(night: Callable[..., Collected]) -> None:
    """The second night of all: nobody can be sure of the change, but the figures are gone."""
    night(0)
    gaps, notes = told(night(1, without("last_updated")))
    assert notes == []
    assert gaps == [
        (
            "coingecko no longer gives prices.btc.cap, prices.btc.change_24h, prices.btc.high_24h and 2 more: "
            "in its answer /*/last_updated is gone."
        )
    ]


def test_a_night_that_came_to_nothing_teaches_nothing(night: Callable[..., Collected]) -> None:
    night(0, keep=False)
    assert not store_of(night).shape_path("coingecko").exists()


def test_a_damaged_file_of_what_is_known_costs_no_night(night: Callable[..., Collected]) -> None:
    store = store_of(night)
    night(0)
    for text in ("{", '{"schema": 1}', store.shape_path("coingecko").read_text().replace("list 1 1..1", "lots")):
        store.shape_path("coingecko").write_text(text)
        assert told(night(1)) == ([], [])
    assert json.loads(store.shape_path("coingecko").read_text())["before"] is None


def test_ordinary_nights_leave_the_files_as_they_are(night: Callable[..., Collected]) -> None:
    """Who keeps the content in git would else have a change of every source each night."""
    for number in range(12):
        night(number)
    known = json.loads(store_of(night).shape_path("coingecko").read_text())
    night(12)
    later = json.loads(store_of(night).shape_path("coingecko").read_text())
    assert known["habits"] == known["before"] == later["habits"] == later["before"]
    assert files_below(store_of(night).content / "_drift") == {}
