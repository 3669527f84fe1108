"""The past, asked for over real HTTPS: what is stored is what the sources have, whatever happens on the way.

A row that is missing makes a wrong "lowest since", one that claims to have been known rewrites old editions.
"""

import random
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from night_at import LEFT, NEVER, Ended, Nights, nights
from past_internet import (
    COINS,
    DAY,
    LOW,
    LOW_DAY,
    PAST,
    PastInternet,
    asked_of,
    close_of,
    index_of,
    past_site,
    sentences,
    stored,
    unfinished,
)
from real_internet import Internet, internet
from small_site import left_behind, over_the_wire

from brief.collect import backfill
from brief.history import sessions
from brief.store import Store
from commands import brief
from test_live_nights import moment

NIGHT, MORNING, LATER = (moment(f"2025-11-{when}:00") for when in ("06 08:00", "06 09:00", "06 22:00"))
SINCE = date(2022, 1, 1)
DAYS = [SINCE + DAY * n for n in range((NIGHT.date() - SINCE).days)]
EDITION = f"{NIGHT.date()}-daily-crypto-market-brief"
KILLS, QUICK, MOST_IN_A_ROW = 100, 6, 4
Count = Callable[[str, object], None]


class World(NamedTuple):
    """The command, in processes of its own, and the internet that it asks."""

    run: Nights
    net: Internet
    sources: PastInternet
    clock: list[datetime]

    def brief(self, at: datetime, store: Store, *words: object, dies_at: int = 0) -> Ended:
        self.clock[0] = at
        return self.run.run(at, *words, "--root", store.root, dies_at=dies_at)

    def backfill(self, at: datetime, store: Store, *named: str) -> Ended:
        return self.brief(at, store, "backfill", *named, "--from", SINCE)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder, clock, sources = tmp_path_factory.mktemp("net"), [NIGHT], PastInternet()
    with internet(folder, over_the_wire(sources, lambda: clock[0])) as net, nights(folder, net.environ) as run:
        yield World(run, net, sources, clock)


@pytest.fixture
def world(running: World) -> World:
    running.sources.revised.clear()
    running.sources.down, running.sources.busy = frozenset(), False
    running.net.wires.clear()
    running.net.asked.clear()
    return running


@pytest.fixture(scope="module")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return past_site(tmp_path_factory.mktemp("first"))


@pytest.fixture
def store(first_day: Store, tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(first_day.root, tmp_path / "site")))


def series_of(store: Store) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((store.content / "_series").glob("*.csv"))}


def known(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_what_is_stored_is_what_the_sources_have_known_when_it_was_fetched(world: World, store: Store) -> None:
    done = world.backfill(NIGHT, store, "binance-klines", "alternative-me")
    assert done.code == 0, done.said
    assert stored(store, "sentiment.fear_greed") == [
        (str(day), str(index_of(day)), "alternative-me", known(NIGHT)) for day in DAYS
    ]
    for coin in COINS:
        rows = stored(store, f"prices.{coin}.binance.close")
        assert rows == [(str(day), close_of(coin, day), "binance-klines", known(NIGHT)) for day in DAYS]
    assert len(series_of(store)) == 1 + 4 * len(COINS)
    assert unfinished(store) is None
    (line,) = sentences(done.said, r"^prices\.btc\.binance\.close ")
    assert line.split() == [
        *("prices.btc.binance.close", "2022-01-01", "2025-11-05"),
        *(f"{len(DAYS):,}", f"{len(DAYS):,}", "none", "none"),
    ]
    assert f"{9 * len(DAYS):,} rows added to 9 series." in done.said


def test_each_stretch_is_asked_for_once_and_by_name_only_who_is_named(world: World, store: Store) -> None:
    world.backfill(NIGHT, store, "coinbase")
    asked = asked_of(world.net, "api.exchange.coinbase.com")
    assert len(asked) == len(set(asked)) == len(COINS) * -(-len(DAYS) // 300)
    assert {one.host for one in world.net.asked} == {"api.exchange.coinbase.com"}
    assert [row[0] for row in stored(store, "prices.btc.coinbase.close")] == [str(day) for day in DAYS]


def test_once_more_nothing_is_new_and_no_byte_is_another(world: World, store: Store) -> None:
    world.backfill(NIGHT, store)
    before = series_of(store)
    again = world.backfill(LATER, store)
    assert again.code == 0
    assert "0 rows added to 0 series." in again.said
    assert series_of(store) == before
    assert not sentences(again.said, "goes on")


def test_a_revision_is_a_row_more_and_the_old_number_stays_in_front(world: World, store: Store) -> None:
    world.backfill(NIGHT, store)
    before = series_of(store)
    world.sources.revised["alternative-me", date(2023, 3, 4)] = "77"
    again = world.backfill(LATER, store)
    after = series_of(store)
    added = after["sentiment.fear_greed.csv"].removeprefix(before["sentiment.fear_greed.csv"])
    assert added.decode() == f"2023-03-04,77,alternative-me,{known(LATER)}\n"
    assert {name for name in after if after[name] != before[name]} == {"sentiment.fear_greed.csv"}
    old = index_of(date(2023, 3, 4))
    due = f"sentiment.fear_greed: 2023-03-04 revised from {old} to 77, known {known(LATER)}."
    assert due in again.said.splitlines()
    assert "1 row added to 1 series." in again.said


def test_a_wider_past_is_added_behind_what_is_there(world: World, store: Store) -> None:
    world.backfill(NIGHT, store, "alternative-me")
    before = series_of(store)["sentiment.fear_greed.csv"]
    done = world.brief(LATER, store, "backfill", "alternative-me", "--from", "2017-01-01")
    after = series_of(store)["sentiment.fear_greed.csv"]
    assert done.code == 0
    assert after.startswith(before)
    new = after.removeprefix(before).decode().splitlines()
    assert (new[0][:10], new[-1][:10]) == ("2018-02-01", "2021-12-31")
    assert {line.rpartition(",")[2] for line in new} == {known(LATER)}


def test_a_source_that_is_down_is_made_up_for_and_nobody_is_asked_twice(world: World, store: Store) -> None:
    world.sources.down = frozenset({"api.exchange.coinbase.com"})
    first = world.backfill(NIGHT, store)
    assert first.code == 10
    assert sentences(first.said, r"^coinbase failed \(HTTP 503\)")
    assert "Run it again later for the rest." in first.said
    assert not store.series_path("prices.btc.coinbase.close").exists()
    assert len(stored(store, "sentiment.fear_greed")) == len(DAYS)
    world.sources.down, world.net.asked[:] = frozenset(), []
    second = world.backfill(MORNING, store)
    assert (second.code, unfinished(store)) == (0, None)
    assert {one.host for one in world.net.asked} == {"api.exchange.coinbase.com"}
    assert {row[3] for row in stored(store, "prices.btc.coinbase.close")} == {known(MORNING)}


def test_an_answer_that_asks_for_patience_is_asked_for_again(world: World, store: Store) -> None:
    world.sources.busy = True
    first = world.backfill(NIGHT, store, "coinbase", "alternative-me")
    assert first.code == 10
    assert sentences(first.said, "^coinbase answered with an error about btc: Public rate limit exceeded")
    world.sources.busy, world.net.asked[:] = False, []
    assert world.backfill(MORNING, store, "coinbase", "alternative-me").code == 0
    assert {one.host for one in world.net.asked} == {"api.exchange.coinbase.com"}
    assert [row[0] for row in stored(store, "prices.btc.coinbase.close")] == [str(day) for day in DAYS]


def test_where_nobody_answers_nothing_is_written(world: World, store: Store) -> None:
    world.net.wires = dict.fromkeys(
        ("api.exchange.coinbase.com", "data-api.binance.vision", "api.alternative.me", "farside.co.uk"), "refused"
    )
    done = world.backfill(NIGHT, store)
    assert done.code == 75
    assert series_of(store) == {}
    assert "Traceback" not in done.said


def test_a_venue_that_sends_rubbish_costs_the_others_nothing(world: World, store: Store) -> None:
    world.sources.revised["binance-klines", date(2023, 1, 1)] = "100000"  # above its day's high
    done = world.backfill(NIGHT, store)
    assert done.code == 10
    assert sentences(done.said, "^binance-klines sent a candle whose prices lie outside its low and high")
    assert len(stored(store, "sentiment.fear_greed")) == len(DAYS)
    rows = [row[0] for row in stored(store, "prices.btc.binance.close")]
    assert (rows[0], rows[-1]) == ("2024-09-27", "2025-11-05")  # the stretch that could be read


def test_an_impossible_number_is_left_out_and_told(world: World, store: Store) -> None:
    world.sources.revised["binance-klines", date(2023, 1, 1)] = "-5"
    world.sources.revised["alternative-me", date(2023, 1, 1)] = "101"
    done = world.backfill(NIGHT, store, "alternative-me")
    assert done.code == 65
    assert sentences(done.said, "^alternative-me sent an index of 101, outside 0 to 100")
    assert series_of(store) == {}


def test_a_stored_series_that_is_broken_is_named_and_left(world: World, store: Store) -> None:
    path = store.series_path("sentiment.fear_greed")
    path.write_text("day,value,source,known\n2025-11-03,forty-two,alternative-me,2025-11-03T00:00:00Z\n", "utf-8")
    before = path.read_bytes()
    done = world.backfill(NIGHT, store)
    assert done.code == 64
    assert sentences(done.said, "^sentiment.fear_greed.csv, line 2: 'forty-two' stands where a plain decimal number")
    assert path.read_bytes() == before
    path.unlink()
    assert world.backfill(MORNING, store).code == 0
    assert len(stored(store, "sentiment.fear_greed")) == len(DAYS)


def test_a_disk_that_refuses_the_answers_is_told(world: World, store: Store) -> None:
    (store.content / "_backfill").write_text("in the way", encoding="utf-8")
    done = world.backfill(NIGHT, store)
    assert done.code == 74
    assert done.said.splitlines()[-1].startswith("The disk refused to ")
    assert series_of(store) == {}


def test_two_runs_do_not_fill_at_once(world: World, store: Store) -> None:
    with store.lock():
        done = world.backfill(NIGHT, store)
    assert done.code == 40
    assert series_of(store) == {}
    assert world.net.asked == []


def test_told_to_stop_it_says_how_to_go_on_and_does(world: World, store: Store) -> None:
    world.net.wires = {"api.exchange.coinbase.com": "silent"}
    running = world.run.start(NIGHT, "backfill", "--from", SINCE, "--root", store.root)
    while not store.series_path("sentiment.fear_greed").exists():
        threading.Event().wait(0.01)
    signal_to(running.pid)
    done = running.wait()
    assert done.code == 75
    last = done.said.splitlines()[-1]
    assert last == (
        "`brief backfill` was told to stop, and stopped; what it was answered is kept. Run it again: it goes on where "
        "it was."
    )
    world.net.wires, world.net.asked[:] = {}, []
    assert world.backfill(MORNING, store).code == 0
    assert "api.alternative.me" not in {one.host for one in world.net.asked}
    assert [row[0] for row in stored(store, "prices.btc.coinbase.close")] == [str(day) for day in DAYS]


def signal_to(pid: int) -> None:
    import os

    os.kill(pid, signal.SIGTERM)


def test_a_backfill_that_takes_too_long_ends_by_itself(
    world: World, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfill, "BOUND", 3)
    world.net.wires = {"api.exchange.coinbase.com": "silent"}
    done = brief("backfill", *PAST, "--from", SINCE, "--root", store.root, environ=world.net.environ)
    assert done.code == 10
    assert "coinbase was not done when the backfill's deadline of 3 s passed." in done.out.splitlines()
    assert len(stored(store, "sentiment.fear_greed")) > len(DAYS)
    assert unfinished(store) is not None


def test_a_run_that_is_too_old_to_go_on_with_is_begun_anew(world: World, store: Store) -> None:
    """What it was answered ends on its own day: the days since would be a hole."""
    world.sources.down = frozenset({"api.exchange.coinbase.com"})
    world.backfill(NIGHT, store)
    world.sources.down = frozenset()
    world.backfill(NIGHT + timedelta(days=3), store)
    assert stored(store, "prices.btc.coinbase.close")[-1][0] == "2025-11-08"
    assert [row[0] for row in stored(store, "sentiment.fear_greed")][-4:] == [f"2025-11-{d:02}" for d in (5, 6, 7, 8)]


def test_no_earlier_edition_is_told_otherwise(world: World, store: Store) -> None:
    """The night wrote its brief before the past came; made again, it knows no more than it did."""
    assert world.brief(NIGHT, store, "nightly", "--publish").code in (0, 10)
    post = store.post_path(EDITION).read_bytes()
    before = world.brief(MORNING, store, "rebuild", "--all", "--verify")
    assert before.code == 0, before.said
    assert world.backfill(MORNING, store).code in (0, 10)
    after = world.brief(LATER, store, "rebuild", "--all", "--verify")
    assert after.code == 0, after.said
    assert store.post_path(EDITION).read_bytes() == post
    assert len(stored(store, "sentiment.fear_greed")) > len(DAYS) - 1


def test_the_night_after_a_backfill_compares_with_it(world: World, store: Store) -> None:
    """On his first day an editor can say since when the index was not so low, and of no record that he cannot prove."""
    alone = Store(Path(shutil.copytree(store.root, store.root.with_name("alone"))))
    world.brief(NIGHT, alone, "nightly")
    assert world.backfill(NIGHT, store).code == 0
    assert world.brief(NIGHT, store, "nightly").code in (0, 10)
    with_past, without = (one.post_path(EDITION).read_text(encoding="utf-8") for one in (store, alone))
    due = f"its lowest since Aug. {LOW_DAY.day}, {LOW_DAY.year}"
    assert due in with_past
    assert due not in without
    assert index_of(NIGHT.date()) > LOW
    assert "since launch" not in with_past


@pytest.mark.parametrize(("begins", "record"), [(date(2024, 1, 11), True), (date(2024, 1, 12), False)])
def test_a_record_is_told_of_a_past_that_begins_with_its_funds_only(
    world: World, store: Store, begins: date, record: bool
) -> None:
    """One day is missing from a table of his own, and it may have been the worst of all."""
    days = sessions("nyse", begins, date(2025, 10, 31))
    table = store.root / "mine.csv"
    table.write_text("day,value\n" + "".join(f"{day},{1000000 + n}\n" for n, day in enumerate(days)), "utf-8")
    at = moment("2025-11-05 08:00:00")
    assert world.brief(at, store, "import", "etf.btc.net", table).code == 0
    assert world.brief(at, store, "nightly").code in (0, 10)
    text = store.post_path(f"{at.date()}-daily-crypto-market-brief").read_text(encoding="utf-8")
    told = "That is the largest outflow since the funds began on Jan. 11, 2024."
    assert (told in text) is record
    assert ("| Since launch |" in text) is record
    assert re.search(r"^\| IBIT \| −\\\$566\.4 million \| – \| −\\\$752\.9 million \|( – \|)?$", text, re.MULTILINE)


class Scene(NamedTuple):
    """A site before a backfill, and what one comes to that nobody disturbs."""

    before: Path
    after: dict[str, bytes]
    seconds: float
    steps: int


@pytest.fixture(scope="module")
def scene(running: World, first_day: Store, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The site has a brief already, and a stored day that has been revised since."""
    folder = tmp_path_factory.mktemp("scene")
    store = Store(Path(shutil.copytree(first_day.root, folder / "before")))
    running.sources.revised.clear()
    running.sources.down = frozenset()
    running.net.wires.clear()
    assert running.brief(NIGHT, store, "nightly", "--publish").code in (0, 10)
    running.sources.revised["alternative-me", date(2025, 11, 1)] = "66"
    calm = Store(Path(shutil.copytree(store.root, folder / "calm")))
    since = time.monotonic()
    done = running.brief(MORNING, calm, "backfill", *PAST, "--from", SINCE, dies_at=NEVER)
    assert done.code == 0, done.said
    return Scene(
        store.root, left_behind(calm.root), time.monotonic() - since, NEVER - int(done.said.rpartition(LEFT)[2])
    )


def killed_and_resumed(world: World, scene: Scene, root: Path, chance: random.Random, times: int) -> list[str]:
    """What is wrong after a backfill was killed so many times and then left alone."""
    store, asked = Store(root), len(world.net.asked)
    words = ("backfill", *PAST, "--from", SINCE, "--root", root)
    for _ in range(times):
        if chance.random() < 0.5:
            world.run.run(MORNING, *words, dies_at=chance.randint(1, scene.steps - 1))
        else:
            running = world.run.start(MORNING, *words)
            threading.Event().wait(chance.uniform(0, scene.seconds))
            running.kill()
            running.wait()
    done = world.brief(MORNING, store, *words[:-2])
    found = left_behind(root)
    wrong = [f"it ended with {done.code}: {done.said[-2000:]}"] if done.code or "Traceback" in done.said else []
    wrong += [f"{name} is missing" for name in scene.after.keys() - found.keys()]
    wrong += [f"{name} was left behind" for name in found.keys() - scene.after.keys()]
    wrong += [f"{name} is another" for name, data in found.items() if scene.after.get(name, data) != data]
    most = (1 + len(COINS) * 7) * (times + 1)
    if len(world.net.asked) - asked > most:
        wrong.append(f"{len(world.net.asked) - asked} requests for what {most} would have done")
    return wrong


def _killed(world: World, scene: Scene, root: Path, kills: int, seed: int) -> None:
    world.sources.revised["alternative-me", date(2025, 11, 1)] = "66"
    world.clock[0] = MORNING
    chance, left, wrong = random.Random(seed), kills, list[str]()
    while left:
        times = min(chance.randint(1, MOST_IN_A_ROW), left)
        left -= times
        shutil.copytree(scene.before, root)
        wrong += killed_and_resumed(world, scene, root, chance, times)
        shutil.rmtree(root)
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_the_undisturbed_backfill_has_all_of_it(scene: Scene) -> None:
    """Else it would be no wonder that an interrupted one equals it."""
    assert scene.after["content/_series/sentiment.fear_greed.csv"].count(b"\n") == 1 + len(DAYS) + 2
    assert (
        b"\n2025-11-01,66,alternative-me,2025-11-06T09:00:00Z\n"
        in scene.after["content/_series/sentiment.fear_greed.csv"]
    )
    assert len([name for name in scene.after if name.startswith("content/_backfill/coinbase/")]) > 10
    assert "content/_backfill/unfinished.json" not in scene.after


def test_a_backfill_that_was_killed_goes_on(world: World, scene: Scene, tmp_path: Path, record_property: Count) -> None:
    _killed(world, scene, tmp_path / "site", QUICK, seed=1)
    record_property("tried: backfills killed at a random moment", QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_so_do_a_hundred(world: World, scene: Scene, tmp_path: Path, record_property: Count, seed: int) -> None:
    _killed(world, scene, tmp_path / "site", KILLS // 2, seed=10 + seed)
    record_property("tried: backfills killed at a random moment", KILLS // 2)
