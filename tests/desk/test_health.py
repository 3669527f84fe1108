"""Whoever watches over the nights must be told of the last one, above all where it failed, and of nothing else."""

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import bs4
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.desk.building import build_site
from brief.desk.health import count
from brief.desk.renewing import renew
from brief.desk.runs import Night
from brief.models.run import Carried
from brief.models.standing import Standing
from brief.store import Store
from nights import BUNDLED, files_below, new_site, run_replay, short_site
from runs_on_record import asked_at, put, run_of

NEXT = BUNDLED + timedelta(days=1)
TOLD = {"health.json", "status/index.html"}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The bundled night, published: read only."""
    store = short_site(tmp_path_factory.mktemp("night"))
    run_replay(store, publish=True)
    return store


@pytest.fixture
def store(night: Store, tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(night.root, tmp_path / "site", symlinks=True)))


def health_of(store: Store) -> dict[str, object]:
    found: dict[str, object] = json.loads((store.site / "health.json").read_text("utf-8"))
    return found


def words(store: Store, selector: str) -> str:
    soup = bs4.BeautifulSoup((store.site / "status" / "index.html").read_text("utf-8"), "html.parser")
    return " ".join(" ".join(one.get_text(" ").split()) for one in soup.select(selector))


def test_without_a_run_only_the_edition_is_told(store: Store) -> None:
    build_site(store)
    told = health_of(store)
    assert told["edition"] == {
        "id": "2025-11-04-daily-crypto-market-brief",
        "day": "2025-11-04",
        "path": "/2025/11/04/daily-crypto-market-brief/",
    }
    assert (told["run"], told["sources"], told["exits"]) == (None, [], {})


def test_a_run_that_failed_is_on_the_status_page_and_nothing_else_is_touched(store: Store) -> None:
    build_site(store)
    before, stamps = files_below(store.site), {path: path.stat().st_mtime_ns for path in store.site.rglob("*.html")}
    put(store, run_of(NEXT, gaps=("kraken",), exit_=75, said="No source gave a figure; try again later."))
    assert set(renew(store)) == TOLD
    after = files_below(store.site)
    assert {name for name in before | after if before.get(name) != after.get(name)} == TOLD
    status = store.site / "status" / "index.html"
    assert [path for path, stamp in stamps.items() if path.stat().st_mtime_ns != stamp] == [status]
    assert words(store, ".notice").startswith(
        "The night of Nov. 5, 2025 has no brief. No source could be reached, so there is no brief of it."
    )
    run = health_of(store)["run"]
    assert isinstance(run, dict)
    assert (run["exit"], run["said"], run["published"]) == (75, "No source gave a figure; try again later.", False)


def test_what_jekyll_publishes_is_renewed_as_well(store: Store) -> None:
    put(store, run_of(NEXT, "kraken", exit_=20))
    renew(store)
    assert all((store.content / file).read_bytes() == (store.site / file).read_bytes() for file in TOLD)


def test_a_night_that_fails_before_there_is_a_site_is_told(tmp_path: Path) -> None:
    store = new_site(tmp_path)
    put(store, run_of(NEXT, exit_=30, said="No source gave a figure for prices."))
    renew(store)
    assert set(files_below(store.site)) == TOLD
    assert "Too little was known for a brief, so none was published." in words(store, "main")
    build_site(store)
    assert set(files_below(store.site)) > TOLD | {"index.html"}


def test_renewed_twice_nothing_is_written(store: Store) -> None:
    put(store, run_of(NEXT, "kraken"))
    renew(store)
    assert renew(store) == ()


def test_the_next_build_finds_what_was_renewed_in_its_place(store: Store) -> None:
    build_site(store)
    put(store, run_of(NEXT, "kraken", exit_=20))
    renew(store)
    renewed = files_below(store.site)
    build_site(store)
    assert {name: data for name, data in files_below(store.site).items() if name in TOLD} == {
        name: renewed[name] for name in TOLD
    }


def test_operators_read_what_to_do_and_readers_what_happened(store: Store) -> None:
    put(store, run_of(NEXT, "coingecko", gaps=("kraken",), exit_=10))
    renew(store)
    told = json.dumps(health_of(store))
    assert "kraken: it sent no prices, at /a; look at it, its layout may have changed." in told
    assert "look at it" not in (store.site / "status" / "index.html").read_text("utf-8")
    assert "Kraken (" in words(store, "#by-source ~ .scroll tbody th")


def test_a_hostile_sentence_stays_text(store: Store) -> None:
    hostile = "</script><script>alert(1)</script>{{ 7 * 7 }}\u202e\u0000"
    put(store, run_of(NEXT, gaps=("kraken",), exit_=75, said=hostile, why=hostile))
    renew(store)
    run = health_of(store)["run"]
    assert isinstance(run, dict)
    assert run["said"] == hostile
    assert "alert(1)" not in (store.site / "status" / "index.html").read_text("utf-8")


def test_lateness_is_that_of_the_day_s_first_run(store: Store) -> None:
    later = run_of(NEXT, "kraken", at=time(7, 23))
    put(store, later, asked_at(datetime(2025, 11, 5, 6, 17, tzinfo=UTC)))
    renew(store)
    run = health_of(store)["run"]
    assert isinstance(run, dict)
    assert run["late"] == 30 * 60
    assert "30 minutes" in words(store, ".facts")


def test_where_nothing_is_due_no_lateness_is_told(store: Store) -> None:
    text = store.sources_file().read_text("utf-8")
    store.sources_file().write_text(text.replace('due: "05:47"', 'due: ""'), "utf-8")
    put(store, run_of(NEXT, "kraken"))
    renew(store)
    run = health_of(store)["run"]
    assert isinstance(run, dict)
    assert run["late"] is None
    assert "late" not in words(store, ".facts")


def test_a_damaged_run_is_told_once_a_build_and_the_others_counted(store: Store) -> None:
    put(store, run_of(BUNDLED, "kraken"))
    store.write(store.runs_folder(NEXT) / "run.json", '{"schema": 1}')
    for _ in range(2):
        (told,) = build_site(store)
        assert "run.json cannot be read, at /edition" in told
        assert told.endswith("Its night is not counted among the last ones.")
    run = health_of(store)["run"]
    assert isinstance(run, dict)
    assert run["day"] == "2025-11-04"


def test_a_replay_is_no_night(store: Store) -> None:
    put(store, run_of(NEXT, "kraken", replayed=True))
    renew(store)
    assert health_of(store)["run"] is None


def test_what_is_carried_longest_is_told(store: Store) -> None:
    carried = (
        Carried(figure="etf.btc.net", source="farside-btc", as_of=date(2025, 11, 3)),
        Carried(figure="sentiment.fear_greed", source="alternative-me", as_of=datetime(2025, 11, 2, 23, tzinfo=UTC)),
    )
    put(store, run_of(NEXT, "kraken", carried=carried))
    renew(store)
    assert health_of(store)["oldest_carried"] == carried[1].model_dump(mode="json")
    assert "sentiment. fear_greed, of Nov. 2, 2025, 23:00 UTC" in words(store, ".facts")


def test_a_night_older_than_the_window_is_not_counted(store: Store) -> None:
    for n in range(31):
        put(store, run_of(NEXT + timedelta(days=n), *(["kraken"] if n else []), gaps=() if n else ("kraken",)))
    renew(store)
    told = health_of(store)["sources"]
    assert isinstance(told, list)
    (kraken,) = told
    assert (kraken["asked"], kraken["success"], kraken["gap"]) == (30, "100.0", None)


STATES = st.lists(st.sampled_from(["read", "gap", "partial", "off"]), min_size=1, max_size=30)


def _night(day: date, state: str, ms: int) -> Night:
    run = run_of(day, *(["kraken"] if state == "read" else []), gaps=() if state == "read" else ("kraken",), ms=ms)
    sources = tuple(
        one.model_copy(update={"heard": "off" if state == "off" else one.heard, "readings": 1, "ms": ms})
        if state in ("partial", "off")
        else one
        for one in run.sources
    )
    return Night(run.model_copy(update={"sources": sources}), run.began)


@given(STATES, st.lists(st.integers(0, 9_999), min_size=30, max_size=30))
def test_the_counts_are_those_of_counting_by_hand(states: Sequence[str], ms: Sequence[int]) -> None:
    """`states` are one source's, the newest night first."""
    found = [_night(NEXT - timedelta(days=n), state, ms[n]) for n, state in enumerate(states)]
    told = count(found, Standing(), None)
    asked = [(n, state) for n, state in enumerate(states) if state != "off"]
    if not asked:
        assert told.sources == ()
        return
    (one,) = told.sources
    gave = sorted(ms[n] for n, state in asked if state != "gap")
    silent = [n for n, state in asked if state != "read"]
    assert (one.asked, one.answered) == (len(asked), len(gave))
    assert 0 <= Decimal(100 * len(gave)) / len(asked) - Decimal(one.success or 0) < Decimal("0.1")
    assert one.ms == (gave[(len(gave) - 1) // 2] if gave else None)
    assert (one.gap and one.gap.day) == (NEXT - timedelta(days=silent[0]) if silent else None)


def test_a_build_shows_the_run_that_came_since_the_last_one(store: Store) -> None:
    build_site(store)
    put(store, run_of(NEXT, "kraken", exit_=20))
    build_site(store)
    assert "A check found a mistake, so its edition was held back." in words(store, ".facts")
    put(store, run_of(NEXT, "kraken"))
    build_site(store)
    assert "It brought an edition." in words(store, ".facts")
