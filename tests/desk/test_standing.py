"""The last nights are counted from their records: each is read once, and no broken one stops the site."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import bs4
import pytest

from brief.desk.building import build_site
from brief.desk.publish import unpublish_post
from brief.errors import WrongUsage
from brief.store import Store
from nights import BUNDLED, EDITION, run_replay, short_site


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The bundled night, published."""
    found = short_site(tmp_path)
    run_replay(found, publish=True)
    return found


def words(store: Store, page: str, selector: str) -> str:
    soup = bs4.BeautifulSoup((store.site / page / "index.html").read_text("utf-8"), "html.parser")
    return " ".join(" ".join(one.get_text().split()) for one in soup.select(selector))


def test_who_answered_is_counted_from_the_night_s_record(store: Store) -> None:
    assert "Answered the one night it was asked" in words(store, "sources", "#source-farside-btc")
    assert "Not asked lately" in words(store, "sources", "#source-kraken")
    assert "CoinGecko, prices, changes and market caps" in words(store, "status", "#answered + ul")
    assert "Data provided by CoinGecko." in words(store, "sources", "#source-coingecko .credit")
    assert "Crypto Fear & Greed Index: alternative.me." in words(store, "sources", "#source-alternative-me .credit")


def test_a_record_that_is_there_is_not_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _settle(store)
    read: list[Path] = []
    real = Store.read_text

    def noted(self: Store, path: Path, *rest: object, **more: object) -> str:
        read.append(path)
        return real(self, path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "read_text", noted)
    build_site(store)
    assert not {store.snapshot_path(BUNDLED), store.sources_file()} & set(read)


def _settle(store: Store) -> None:
    """Files saved this instant are read again: make them a minute old, and let a build see them so."""
    for path in (store.snapshot_path(BUNDLED), store.sources_file()):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    while not store.signatures().of(store.sources_file()) or not store.signatures().of(store.snapshot_path(BUNDLED)):
        pass  # a file's change of times is itself a change, for 50 ms
    build_site(store)


def test_a_damaged_record_is_told_and_its_night_not_counted(store: Store) -> None:
    store.snapshot_path(BUNDLED).write_text("{", "utf-8")
    (told,) = build_site(store)
    assert told.startswith(f"The snapshot of {BUNDLED} cannot be read")
    assert told.endswith("Its night is not counted among the last ones.")
    assert "Not counted yet" in words(store, "sources", "#source-farside-btc")
    assert "No brief has been published yet." not in words(store, "", "main")


def test_what_was_withdrawn_is_no_longer_counted(store: Store) -> None:
    unpublish_post(store, EDITION, at=datetime(2025, 11, 5, tzinfo=UTC))
    assert "Not counted yet" in words(store, "sources", "#source-farside-btc")
    assert "No brief has been published yet." in words(store, "status", "main")


def test_a_gap_is_told_to_readers_in_our_words_and_to_the_operator_as_it_is_on_record(store: Store) -> None:
    record = json.loads(store.snapshot_path(BUNDLED).read_text("utf-8"))
    record["gaps"] = [
        {"source": "kraken", "fills": "prices.btc.usd", "why": "It sent <b>nothing</b>.", "name": "Kraken"}
    ]
    store.snapshot_path(BUNDLED).write_text(json.dumps(record), "utf-8")
    build_site(store)
    assert words(store, "status", "#silent + ul li") == "Kraken: Its answer could not be read."
    told = json.loads((store.site / "health.json").read_text("utf-8"))
    assert [(gap["source"], gap["why"]) for gap in told["gaps"]] == [("kraken", "It sent <b>nothing</b>.")]


def test_a_mistake_in_the_sources_stops_the_build_with_its_line(store: Store) -> None:
    text = store.sources_file().read_text("utf-8").replace("    proof: recorded", "    proof: sure", 1)
    store.sources_file().write_text(text, "utf-8")
    with pytest.raises(WrongUsage, match=r"sources.yaml:\d+: .*proof"):
        build_site(store)
