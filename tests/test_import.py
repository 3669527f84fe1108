"""A table of one's own, by the command line: taken whole or not at all, and nothing that is stored is ever lost."""

import string
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.config import Config
from brief.desk.series import take_in
from brief.errors import BriefError, WrongUsage
from brief.history import read_rows
from brief.store import Store
from commands import Ran, brief, is_sentence
from nights import configuration, files_below, new_site

NAME = "sentiment.fear_greed"
STORED = "2025-11-03,42,alternative-me,2025-11-03T00:00:00Z"
AT = datetime(2025, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = new_site(tmp_path)
    for path in (store.content / "_series").glob("*.csv"):
        path.unlink()
    store.series_path(NAME).write_text(f"day,value,source,known\n{STORED}\n", encoding="utf-8")
    return store


def imported(store: Store, text: str | bytes, name: str = NAME, *words: str) -> Ran:
    file = store.root / "mine.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return brief("import", name, file, *words, "--root", store.root)


def rows(store: Store, name: str = NAME) -> list[tuple[str, str, str]]:
    return [
        (str(row.day), str(row.value), row.source)
        for row in read_rows(store.series_path(name).read_text(encoding="utf-8"), name)
    ]


def test_days_are_taken_a_revision_is_told_and_once_more_is_nothing(store: Store) -> None:
    text = "day,value\n2025-11-01,33\n2025-11-02,37\n2025-11-03,40\n"
    told = imported(store, text)
    assert (told.code, told.err) == (0, "")
    first, revision, holds = told.out.splitlines()
    assert first == f"{NAME}: 2 new days, 1 revision, 0 days that were there already; by alternative-me."
    assert revision.startswith("2025-11-03 revised from 42 to 40, known 20")
    assert holds == "It holds 3 days from 2025-11-01 to 2025-11-03, holes: none."
    assert rows(store) == [
        ("2025-11-03", "42", "alternative-me"),
        *((f"2025-11-0{n}", value, "alternative-me") for n, value in ((1, "33"), (2, "37"), (3, "40"))),
    ]
    before = store.series_path(NAME).read_bytes()
    again = imported(store, text.replace("\n", "\r\n").replace("33", "33.0"))
    assert again.code == 0
    assert again.out.startswith(f"{NAME}: 0 new days, 0 revisions, 3 days that were there already;")
    assert store.series_path(NAME).read_bytes() == before


def test_what_is_taken_was_not_known_before(store: Store) -> None:
    began = datetime.now(UTC).replace(microsecond=0)
    imported(store, "day,value\n2018-02-01,30\n")
    (row,) = [row for row in read_rows(store.series_path(NAME).read_text("utf-8"), NAME) if row.day.year == 2018]
    assert began <= row.known <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: nothing stands where the header day,value is due"),
        ("date,value\n2025-11-01,33\n", "line 1: 'date,value' stands where the header day,value is due"),
        ("2025-11-01,33\n", "line 1: '2025-11-01,33' stands where the header"),
        ("day,value\n", "has a header and no day"),
        ("day,value\n2025-11-01,33\n\n2025-11-02,37\n", "line 3: '' has not the two cells day,value"),
        ("day,value\n2025-11-01,33,x\n", "line 2: '2025-11-01,33,x' has not the two cells"),
        ("day,value\n11/01/2025,33\n", "line 2: '11/01/2025' stands where a day like 2025-11-03 is due"),
        ("day,value\n2025-02-30,33\n", "line 2: there is no day 2025-02-30"),
        ("day,value\n2025-11-01,1e1\n", "line 2: '1e1' stands where a plain number"),
        ("day,value\n2025-11-01,$33\n", "line 2: '$33' stands where a plain number"),
        ("day,value\n2025-11-01,(33)\n", "line 2: '(33)' stands where a plain number"),
        ('day,value\n2025-11-01,"33"\n', "stands where a plain number"),
        ("day,value\n2025-11-01,nan\n", "line 2: 'nan' stands where a plain number"),
        ("day,value\n2025-11-01, 33\n", "line 2: ' 33' stands where a plain number"),
        ("day,value\n2025-11-01,33\n2025-11-01,34\n", "line 3: 2025-11-01 stands there twice, line 2 has 2025-11-01"),
        ("day,value\n2025-11-02,33\n2025-11-01,34\n", "line 3: 2025-11-01 stands there after a later day, line 2 has"),
        ("day,value\n2999-11-01,33\n", "line 2: 2999-11-01 is still to come"),
        ("day,value\n0001-01-01,33\n", "line 2: 0001-01-01 is before 1900-01-01, when"),
        ("day,value\n2025-11-01,133\n", "line 2: 133 is impossible for sentiment.fear_greed (above 100, says its rule"),
        (b"day,value\n2025-11-01,3\xff\n", "mine.csv:2: this is not UTF-8 text"),
        (b"PK\x03\x04\x00\x00", "line 1: 'PK\\x03\\x04\\x00\\x00' stands where the header"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken(store: Store, text: str | bytes, said: str) -> None:
    before = files_below(store.root)
    told = imported(store, text)
    assert (told.code, told.out) == (64, "")
    assert said in told.err
    assert "mine.csv" in told.err
    assert is_sentence(told.err)
    after = files_below(store.root)
    assert {name: data for name, data in after.items() if name not in ("mine.csv", ".brief.lock")} == {
        name: data for name, data in before.items() if name != ".brief.lock"
    }


@pytest.mark.parametrize(
    ("name", "words", "code", "said"),
    [
        ("../sources", (), 64, "'../sources' is no name of a series; they are called like etf.btc.net."),
        ("fear", (), 64, "'fear' is no name of a series"),
        ("A.b", (), 64, "'A.b' is no name of a series"),
        (NAME, ("--unit", "usd"), 64, "counts index by its rule in sources.yaml, not usd"),
        (NAME, ("--source", "nobody"), 64, "There is no source nobody in sources.yaml"),
        ("my.own", (), 64, "sources.yaml does not say what my.own counts; say it by --unit"),
        ("my.own", ("--unit", "usd"), 64, "No source of sources.yaml fills my.own; name the one whose numbers"),
        ("etf.btc.net", (), 64, "line 2: 2025-11-01 is no trading day of the New York Stock Exchange"),
        ("etf.sol.net", (), 64, "line 2: 2025-11-01 is no trading day"),
    ],
)
def test_a_series_that_cannot_be_is_refused(
    store: Store, name: str, words: tuple[str, ...], code: int, said: str
) -> None:
    there = sorted(path.name for path in (store.content / "_series").iterdir())
    told = imported(store, "day,value\n2025-11-01,33\n", name, *words)
    assert (told.code, told.out) == (code, "")
    assert said in told.err
    assert is_sentence(told.err)
    assert sorted(path.name for path in (store.content / "_series").iterdir()) == there


def test_days_before_an_instrument_was_born_are_refused(store: Store) -> None:
    """A series that began earlier than its funds would never say "since launch" again."""
    told = imported(store, "day,value\n2024-01-10,33\n", "etf.btc.net")
    assert "line 2: 2024-01-10 is before 2024-01-11, when etf.btc.net can first have had a value" in told.err


def test_a_series_of_ones_own_says_what_is_missing_for_it_to_be_drawn(store: Store) -> None:
    told = imported(store, "day,value\n2025-11-01,1.50\n", "my.own", "--unit", "usd", "--source", "kraken")
    assert told.code == 0
    assert (
        "No rule of `figures:` in sources.yaml keeps my.own with a unit; until one does, it is not drawn." in told.out
    )
    assert rows(store, "my.own") == [("2025-11-01", "1.50", "kraken")]


def test_another_vendors_numbers_are_told_to_end_the_comparisons(store: Store) -> None:
    told = imported(store, "day,value\n2025-11-01,33\n", NAME, "--source", "coinmarketcap-fear-greed")
    assert told.code == 0
    assert f"Nights add rows of alternative-me to {NAME}; nothing is compared across two sources." in told.out


def test_a_file_that_is_not_there_and_a_run_that_is_at_work(store: Store) -> None:
    assert brief("import", NAME, store.root / "no.csv", "--root", store.root).code == 66
    with store.lock():
        assert imported(store, "day,value\n2025-11-01,33\n").code == 40
    assert rows(store) == [("2025-11-03", "42", "alternative-me")]


def test_a_broken_series_is_not_added_to(store: Store) -> None:
    path = store.series_path(NAME)
    path.write_text(f"day,value,source,known\n{STORED}\n2025-11-04,x,alternative-me,2025-11-04T00:00:00Z\n", "utf-8")
    before = path.read_bytes()
    told = imported(store, "day,value\n2025-11-01,33\n")
    assert told.code == 64
    assert f"{NAME}.csv, line 3: 'x' stands where a plain decimal number is due" in told.err
    assert path.read_bytes() == before


_CELL = st.text(alphabet=string.digits + string.ascii_letters + "-./:, \"'\r\t;$%()+eE\x00\ufeff\u2212٣", max_size=14)
_DAY = st.dates(date(2017, 1, 1), date(2025, 11, 28)).map(date.isoformat)
_LINE = st.one_of(
    st.tuples(_DAY, st.integers(-5, 105).map(str)).map(",".join), st.tuples(_DAY, _CELL).map(",".join), _CELL
)
_FILE = st.one_of(
    st.text(max_size=200),
    st.tuples(
        st.sampled_from(["day,value", "day,value\r", "\ufeffday,value", "day;value", ""]), st.lists(_LINE, max_size=6)
    ).map(lambda it: "\n".join([it[0], *it[1]])),
    st.lists(st.tuples(st.dates(date(2017, 1, 1), date(2025, 11, 28)), st.integers(0, 100)), unique_by=lambda it: it[0])
    .map(sorted)
    .map(lambda it: "day,value\n" + "".join(f"{day},{value}\n" for day, value in it)),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return new_site(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def config(hostile: Store) -> Config:
    return configuration(hostile)


@pytest.mark.slow
@settings(max_examples=300)
@given(_FILE)
def test_whatever_the_file_holds_it_is_a_sentence_or_all_of_it_and_nothing_is_lost(
    hostile: Store, config: Config, text: str
) -> None:
    path = hostile.series_path(NAME)
    before = f"day,value,source,known\n{STORED}\n"
    path.write_text(before, encoding="utf-8")
    try:
        done = take_in(hostile, config, NAME, text, "mine.csv", unit=None, source="", at=AT)
    except BriefError as refused:
        assert isinstance(refused, WrongUsage)
        assert str(refused).startswith("mine.csv")
        assert is_sentence(str(refused))
        assert path.read_text(encoding="utf-8") == before
        return
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")[1:] if line]
    days = [line.partition(",")[0] for line in lines]
    assert days == sorted(set(days))
    newest = {row.day.isoformat(): row.value for row in read_rows(after, NAME)}
    said = dict(line.split(",") for line in lines)
    assert {day: newest[day] for day in said} == {day: Decimal(value) for day, value in said.items()}
    assert all(row.known == AT for row in read_rows(after, NAME)[1:])
    assert done.lines == len(days)
    assert take_in(hostile, config, NAME, text, "mine.csv", unit=None, source="", at=AT + timedelta(days=1)).added == 0
    assert path.read_text(encoding="utf-8") == after
