"""A night that asks some sources only: it must add what was missing, and never take away what is there."""

import json
from datetime import date
from pathlib import Path

import pytest

from brief.collect.archive import Manifest
from brief.collect.noting import Requests
from brief.collect.partly import meant
from brief.errors import NoSource, Unreachable, WrongUsage
from brief.store import Store
from commands import brief
from nights import configuration, files_below, run_live, run_replay, short_site
from test_live_nights import Internet, moment

DAY = date(2025, 11, 5)
AT, LATER = moment("2025-11-05 05:47:00"), moment("2025-11-05 09:00:00")
FUNDS, FEAR = frozenset({"farside-btc"}), frozenset({"alternative-me"})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return short_site(tmp_path)


def without_tries(store: Store) -> dict[str, bytes]:
    """Everything but what the last run was answered, and the bodies of that."""
    found = files_below(store.root)
    kept = {entry.file for entry in Manifest.read(store.archive(DAY)).requests}
    return {
        name: data
        for name, data in found.items()
        if "manifest-tried" not in name and (f"/_raw/{DAY}/" not in f"/{name}" or name.split("/")[-1] in kept)
    }


@pytest.mark.slow
def test_what_failed_is_asked_again_alone_and_the_rest_stays(store: Store) -> None:
    first = run_live(store, Internet(down=frozenset({"farside.co.uk"})), at=AT)
    internet = Internet()
    done = run_live(store, internet, at=LATER, only=FUNDS)
    assert set(internet.asked) == {"farside.co.uk"}
    assert done.figures > first.figures
    text = store.post_path(done.edition).read_text(encoding="utf-8")
    assert "**Bitcoin funds** lost" in text
    assert "Fear & Greed" in text
    assert '\nas_of: "2025-11-05T05:47:00Z"\n' in text, "it is still the night of its first asking"


@pytest.mark.slow
def test_the_archive_of_both_askings_replays_to_the_same_bytes(store: Store) -> None:
    run_live(store, Internet(down=frozenset({"farside.co.uk"})), at=AT)
    run_live(store, Internet(), at=LATER, only=FUNDS)
    written = files_below(store.root)
    sources = [entry.source for entry in Manifest.read(store.archive(DAY)).requests]
    assert sources.count("farside-btc") == 1
    assert {"coingecko", "alternative-me"} <= set(sources)
    run_replay(store, DAY)
    assert files_below(store.root) == written


def test_asked_in_vain_nothing_changes(store: Store) -> None:
    run_live(store, Internet(), at=AT)
    before = without_tries(store)
    with pytest.raises(
        Unreachable, match=r"None of the sources that were asked \(farside-btc\) gave anything; "
    ) as told:
        run_live(store, Internet(down=frozenset({"*"})), at=LATER, only=FUNDS, publish=True)
    assert told.value.exit_code == 75
    assert without_tries(store) == before


@pytest.mark.slow
def test_a_post_is_not_made_thinner_by_one_that_fails_now(store: Store) -> None:
    run_live(store, Internet(), at=AT)
    before = without_tries(store)
    with pytest.raises(NoSource, match="would have less of farside-btc than it has; it was left as it is") as told:
        run_live(store, Internet(down=frozenset({"farside.co.uk"})), at=LATER, only=FUNDS | FEAR, publish=True)
    assert told.value.exit_code == 30
    assert without_tries(store) == before


@pytest.mark.slow
def test_a_page_that_tells_less_than_before_makes_no_thinner_post(store: Store) -> None:
    class Empty(Internet):
        def farside(self, at: object) -> str:
            return super().farside(AT).replace("IBIT", "")

    run_live(store, Internet(), at=AT)
    before = without_tries(store)
    with pytest.raises((NoSource, Unreachable)):
        run_live(store, Empty(), at=LATER, only=FUNDS)
    assert without_tries(store) == before


def test_without_an_archive_only_the_asked_are_there(store: Store) -> None:
    with pytest.raises(NoSource, match="No source gave a figure for prices"):
        run_live(store, Internet(), at=AT, only=FUNDS)
    done = run_live(store, Internet(), at=AT, only=FUNDS | {"coingecko"})
    assert {gap.source for gap in done.gaps} <= {"coingecko"}


def test_each_request_is_noted_with_where_its_bytes_are_from(store: Store) -> None:
    run_live(store, Internet(), at=AT)
    noted = Requests(LATER, lambda: LATER, ())
    run_live(store, Internet(), at=LATER, only=FUNDS, requests=noted)
    kept = {line.source: (line.kept, line.tries) for line in noted.lines if line.status == 200}
    assert kept == {"farside-btc": ("", 1), "alternative-me": ("archive", 0), "coingecko": ("archive", 0)}
    entries = {(entry.source, entry.sha256) for entry in Manifest.read(store.archive(DAY)).requests if entry.file}
    assert {(line.source, line.sha256) for line in noted.lines if line.sha256} == entries


@pytest.mark.parametrize(
    ("word", "ids", "none"),
    [
        ("farside-btc", {"farside-btc"}, {"farside-eth"}),
        ("etf", {"farside-btc", "farside-eth", "sosovalue-btc"}, {"coingecko"}),
        ("etf.btc", {"farside-btc", "sosovalue-btc"}, {"farside-eth"}),
        ("etf.btc.net", {"farside-btc"}, {"farside-eth", "kraken"}),
        ("prices.btc.usd", {"coingecko"}, {"alternative-me", "farside-btc"}),
        ("sentiment", {"alternative-me"}, {"coingecko"}),
    ],
)
def test_a_word_means_a_source_a_section_or_how_a_figure_begins(
    store: Store, word: str, ids: set[str], none: set[str]
) -> None:
    found = meant(configuration(store), (word,))
    assert ids <= found
    assert not none & found


@pytest.mark.parametrize("word", ["", "eft", "price", "etf..net", "etf.btc.nett.x", "news.nobody"])
def test_a_word_that_means_nothing_is_told(store: Store, word: str) -> None:
    with pytest.raises(WrongUsage, match=r"names no source, section or figure; sections are .*etf, "):
        meant(configuration(store), (word,))


def test_requests_of_several_runs_stay_beside_each_other(store: Store) -> None:
    for _ in range(2):
        assert brief("nightly", "--replay", "2025-11-04", "--root", store.root).code == 0
    lines = [json.loads(line) for line in store.requests(date(2025, 11, 4)).splitlines()]
    assert len(lines) == 2 * len(Manifest.read(store.archive(date(2025, 11, 4))).requests)
    assert list(store.runs()) == [date(2025, 11, 4)]
    assert list(store.runs(since=date(2025, 11, 5))) == []
