"""The stored series as their keeper sees them, by the command line: what he is told must be what is in the files."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.history import HEADER, is_session, survey, write_row
from brief.models.series import Sessions
from brief.store import Store
from commands import brief, is_sentence
from history.test_rows import point
from nights import new_site

NAME = "etf.btc.net"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return new_site(tmp_path_factory.mktemp("shipped"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = new_site(tmp_path)
    for path in (store.content / "_series").glob("*.csv"):
        path.unlink()
    return store


def put(store: Store, name: str, *lines: str) -> Path:
    path = store.series_path(name)
    path.write_text("".join(f"{line}\n" for line in (HEADER, *lines)), encoding="utf-8")
    return path


def test_every_stored_series_is_listed_with_its_days_and_holes(shipped: Store) -> None:
    told = brief("series", "--root", shipped.root)
    lines = {line.split()[0]: line.split()[1:] for line in told.out.splitlines()}
    assert (told.code, told.err) == (0, "")
    assert lines.keys() - {"series"} == {path.stem for path in (shipped.content / "_series").glob("*.csv")}
    assert lines[NAME] == ["usd", "2024-01-11", "2025-11-03", "455", "none", "none", "farside-btc"]
    index = ["index", "2018-02-01", "2025-11-04", "2,830", "2", "(4", "days)", "none", "alternative-me"]
    assert lines["sentiment.fear_greed"] == index


def test_one_series_is_shown_with_what_is_missing_and_what_was_said_otherwise(store: Store) -> None:
    rows = (
        "2025-11-03,-186500000,farside-btc,2025-11-04T05:30:00Z",
        "2025-11-06,1000000,farside-btc,2025-11-07T05:30:00Z",
        "2025-11-10,2000000,farside-btc,2025-11-11T05:30:00Z",
        "2025-11-06,-1000000,farside-btc,2025-11-12T05:30:00Z",
    )
    put(store, NAME, *rows)
    told = brief("series", NAME, "--root", store.root)
    assert told.code == 0
    assert told.out.splitlines() == [
        "etf.btc.net, in usd, by farside-btc",
        "3 New York sessions from 2025-11-03 to 2025-11-10, in 4 rows.",
        "day              value  known               ",
        "2025-11-03  -186500000  2025-11-04T05:30:00Z",
        "2025-11-06    -1000000  2025-11-12T05:30:00Z",
        "2025-11-10     2000000  2025-11-11T05:30:00Z",
        "Nothing from 2025-11-04 to 2025-11-05, 2 days.",
        "Nothing of 2025-11-07.",
        "2025-11-06 revised from 1000000 to -1000000, known 2025-11-12T05:30:00Z.",
    ]


def test_json_has_all_of_it(store: Store) -> None:
    put(store, NAME, *(f"2025-11-{day:02},{day},farside-btc,2025-12-01T00:00:00Z" for day in range(3, 29)))
    one = json.loads(brief("series", NAME, "--json", "--root", store.root).out)
    every = json.loads(brief("series", "--json", "--root", store.root).out)
    assert len(one["points"]) == one["days"] == 26
    assert one["points"][0] == {
        "day": "2025-11-03",
        "value": "3",
        "source": "farside-btc",
        "known": "2025-12-01T00:00:00Z",
    }
    assert every == {"series": [{name: what for name, what in one.items() if name != "points"}], "broken": {}}
    assert (one["unit"], one["sessions"], one["first"], one["last"], one["holes"]) == (
        *("usd", "nyse", "2025-11-03", "2025-11-28"),
        [],
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2025-11-04,,farside-btc,2025-11-05T05:30:00Z", "etf.btc.net.csv, line 3: '' stands where a plain decimal"),
        ("2025-11-04,1e9,farside-btc,2025-11-05T05:30:00Z", "etf.btc.net.csv, line 3: '1e9' stands where a plain"),
        ("2025-11-31,1,farside-btc,2025-11-05T05:30:00Z", "names a day or a time that does not exist"),
        ("2025-11-04,-186500000000000,farside-btc,2025-11-05T05:30:00Z", "line 3: -186500000000000 is impossible"),
        ("2025-11-03,-186500000,farside-btc,2025-11-04T05:30:00Z", "line 3 says the same as line 2"),
        ("2025-11-10,1,farside-btc,2025-11-04T05:30:00Z", "line 3: 2025-11-10 is said to be known on 2025-11-04"),
    ],
)
def test_a_broken_line_is_named_by_the_list_and_by_the_night(store: Store, line: str, said: str) -> None:
    """And it hides no other series from the list."""
    put(store, NAME, "2025-11-03,-186500000,farside-btc,2025-11-04T05:30:00Z", line)
    put(store, "sentiment.fear_greed", "2025-11-03,42,alternative-me,2025-11-03T00:00:00Z")
    listed = brief("series", "--root", store.root)
    night = brief("nightly", "--replay", "2025-11-04", "--root", store.root)
    assert (listed.code, night.code) == (64, 64)
    assert "sentiment.fear_greed" in listed.out
    for told in (listed.err.splitlines()[-1], night.err.splitlines()[-1]):
        assert said in told
        assert is_sentence(told)
    assert not (store.content / "_posts").exists()


def test_a_name_that_is_none_is_told_with_those_near_it(shipped: Store) -> None:
    told = brief("series", "etf.btc", "--root", shipped.root)
    assert told.code == 66
    assert re.match(r"There is no series etf\.btc\. There is etf\.btc\.funds\.arkb, .* and more\. ", told.err)
    assert brief("series", "../../sources", "--root", shipped.root).code == 66


def test_a_site_without_a_past_has_an_empty_list(store: Store) -> None:
    assert json.loads(brief("series", "--json", "--root", store.root).out) == {"series": [], "broken": {}}
    assert brief("series", "--root", store.root).code == 0


@given(st.sets(st.integers(0, 40), min_size=1), st.sampled_from(["calendar", "nyse"]))
def test_holes_are_the_days_that_are_due_and_not_there(found: set[int], kind: Sessions) -> None:
    first = date(2025, 11, 1)
    days = [first + timedelta(days=n) for n in sorted(found)]
    seen = survey("test", [point("1", day=day) for day in days], kind)
    due = [days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days + 1)]
    missing = [day for day in due if is_session(kind, day) and day not in days]
    told = [hole.first + timedelta(days=n) for hole in seen.holes for n in range((hole.last - hole.first).days + 1)]
    assert [day for day in told if is_session(kind, day)] == missing
    assert sum(hole.sessions for hole in seen.holes) == len(missing)
    assert seen.no_sessions == tuple(day for day in days if not is_session(kind, day))


def test_a_number_that_comes_back_is_two_revisions(store: Store) -> None:
    rows = [point("1"), point("2", 24), point("1.0", 48), point("1", 72, source="other")]
    seen = survey("test", rows, "calendar")
    assert [(str(it.before), str(it.value)) for it in seen.revisions] == [("1", "2"), ("2", "1.0")]
    assert "".join(map(write_row, seen.points)).startswith("2025-11-03,1,other,")
