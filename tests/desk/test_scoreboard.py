"""The scoreboard: a hit counted twice, a miss not counted, a withdrawn brief's list still in the sums."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.desk.scoreboard import LATEST, RULES, scoreboard, tally
from brief.models.scoreboard import EventTally, LevelTally
from brief.models.told import Came, State, Told, Watched
from nights import new_site

STATES: tuple[State, ...] = ("happened", "not yet", "missed", "unknown")
FIRST = date(2025, 11, 1)


def level(state: State, rule: str = "round") -> Came:
    watched = Watched(id=f"watch-btc-{rule}", kind="level", name="Bitcoin", value=Decimal(100_000), rule=rule)
    return Came(watched=watched, state=state)


def event(state: State, name: str = "cpi", *, mattered: bool | None = None) -> Came:
    return Came(watched=Watched(id=f"watch-{name}", kind="event", name=name), state=state, mattered=mattered)


def edition(day: int, *came: Came) -> Told:
    on = FIRST + timedelta(days=day)
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Told(edition=f"{on}-brief", as_of=at, known=at, came=came)


def test_levels_count_once_for_each_brief_and_by_their_rule() -> None:
    board = tally(
        [
            edition(0),
            edition(1, level("happened"), level("not yet", "low")),
            edition(2, level("happened"), level("unknown", "low"), level("not yet", "max_pain")),
        ]
    )
    assert board.levels == (
        LevelTally(rule="", watched=5, reached=2, unknown=1),
        LevelTally(rule="round", watched=2, reached=2),
        LevelTally(rule="low", watched=2, reached=0, unknown=1),
        LevelTally(rule="max_pain", watched=1, reached=0),
    )
    assert (board.editions, board.since) == (2, FIRST + timedelta(days=1))


def test_an_event_counts_once_by_its_last_verdict_and_not_before_its_time() -> None:
    board = tally(
        [
            edition(1, event("not yet"), event("not yet", "fomc")),
            edition(2, event("not yet"), event("missed", "jobs")),
            edition(3, event("happened", mattered=True), event("happened", "jobs", mattered=False)),
            edition(4, event("unknown", "gdp"), event("happened", "auction")),
        ]
    )
    assert board.events == EventTally(due=4, happened=3, missed=0, unknown=1, judged=2, mattered=1)


def test_odds_and_expiries_are_in_no_count() -> None:
    others = [Came(watched=Watched(id="watch-x", kind=kind, name="x"), state="happened") for kind in ("odds", "expiry")]
    board = tally([edition(1, *others)])
    assert (board.levels, board.events, board.latest) == ((), None, ())


def test_the_latest_verdicts_come_from_the_newest_brief_first() -> None:
    board = tally([edition(day, level("happened"), level("not yet", "low")) for day in range(40)])
    assert len(board.latest) == LATEST
    assert [one.day for one in board.latest] == [FIRST + timedelta(days=39 - n // 2) for n in range(LATEST)]
    assert [one.came.state for one in board.latest[:2]] == ["happened", "not yet"], "in the order of their brief"


def test_no_brief_has_scored_another_yet() -> None:
    board = tally([edition(1)])
    assert (board.editions, board.since, board.levels, board.events) == (0, None, (), None)


CAME = st.one_of(
    st.builds(level, st.sampled_from(STATES), st.sampled_from(RULES)),
    st.builds(event, st.sampled_from(STATES), st.sampled_from("abc"), mattered=st.sampled_from([None, True, False])),
)


@given(st.lists(st.lists(CAME, max_size=6), max_size=8))
def test_the_counts_are_those_of_a_plain_recount(days: list[list[Came]]) -> None:
    board = tally([edition(n, *came) for n, came in enumerate(days)])
    levels = [one for came in days for one in came if one.watched.kind == "level"]
    by_rule = Counter((one.watched.rule, one.state == "happened") for one in levels)
    for line in board.levels[1:]:
        assert line.watched == by_rule[line.rule, True] + by_rule[line.rule, False]
        assert line.reached == by_rule[line.rule, True]
    assert sum(line.watched for line in board.levels[1:]) == len(levels)
    assert sum(line.reached for line in board.levels[1:]) == (board.levels[0].reached if board.levels else 0)
    last: dict[str, Came] = {}
    for came in days:
        for one in came:
            if one.watched.kind == "event" and one.state != "not yet":
                last[one.watched.id] = one
    found = board.events or EventTally(due=0, happened=0, missed=0, unknown=0, judged=0, mattered=0)
    assert found.due == len(last) == found.happened + found.missed + found.unknown
    assert found.mattered == sum(one.mattered is True for one in last.values())


def keep(root: Path, told: Told, text: str | None = None) -> None:
    folder = root / "content" / "_published"
    folder.mkdir(exist_ok=True)
    (folder / f"{told.edition}.told.json").write_text(text or told.model_dump_json(), encoding="utf-8")


def test_the_records_of_readers_editions_are_read_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    store = new_site(tmp_path)
    keep(store.root, edition(1, level("happened")))
    keep(store.root, edition(2), '{"schema": 1')
    board, notes = scoreboard(store)
    assert board.levels[0] == LevelTally(rule="", watched=1, reached=1)
    (note,) = notes
    assert "2025-11-03-brief" in note
    assert "restore the file" in note


@pytest.mark.parametrize("published_before", [True, False])
def test_an_edition_that_is_being_published_is_counted_as_it_will_be(tmp_path: Path, published_before: bool) -> None:
    store = new_site(tmp_path)
    keep(store.root, edition(1, level("happened")))
    if published_before:
        keep(store.root, edition(2, level("not yet")))
    board, _ = scoreboard(store, edition(2, level("happened")))
    assert board.levels[0] == LevelTally(rule="", watched=2, reached=2)
