"""The journal is what an editor goes back to when something went wrong: it must have every text, exactly."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brief.desk import journal
from brief.desk.journal import Entry
from brief.errors import Refused
from brief.store import Store
from commands import is_sentence
from nights import REPOSITORY, files_below

EDITION = "2025-11-04-a"
AT = datetime(2025, 11, 4, 6, 10, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def noted(store: Store, text: bytes = b"a", **more: object) -> Entry:
    what = {"by": "brief", "did": "night", **more}
    return journal.record(store, EDITION, text=text, at=AT, **what)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"one\r\ntwo\r\n",
        b"\xef\xbb\xbfwith a mark",
        b"Caf\xe9 in Latin-1, \xff\xfe and \xed\xa0\x80",
        "“Größe” – 🟠\u2028\x00".encode(),
    ],
)
def test_a_text_comes_back_as_it_was_byte_for_byte(store: Store, text: bytes) -> None:
    noted(store, text, by="editor", did="found", reason="“why”")
    (entry,) = journal.entries(store, EDITION)
    assert entry.raw == text
    assert (entry.n, entry.at, entry.by, entry.did, entry.reason) == (1, AT, "editor", "found", "“why”")


def test_entries_are_numbered_files_that_are_never_written_again(store: Store) -> None:
    noted(store)
    before = files_below(store.journal_folder(EDITION))
    noted(store, b"b", did="publish")
    after = files_below(store.journal_folder(EDITION))
    assert list(after) == ["0001.json", "0002.json"]
    assert after["0001.json"] == before["0001.json"]
    told = json.loads(after["0002.json"])
    assert list(told) == ["n", "at", "by", "did", "reason", "undoes", "sha256", "text"]
    assert (told["n"], told["at"], told["text"]) == (2, "2025-11-04T06:10:00Z", "b")


def test_two_runs_never_get_one_number(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both looked, both saw one entry, and one was quicker."""
    noted(store, b"a")
    noted(store, b"of the other run")
    with monkeypatch.context() as late:
        late.setattr(Store, "journal_numbers", lambda *_: [1])
        assert noted(store, b"ours").n == 3
    assert [entry.text for entry in journal.entries(store, EDITION)] == ["a", "of the other run", "ours"]


def test_more_than_9999_entries_stay_in_order(store: Store) -> None:
    store.write(store.journal_path(EDITION, 9999), "{}")
    noted(store)
    assert store.journal_numbers(EDITION) == [9999, 10000]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ('"text": "a"', '"text": "b"'),
        ('"n": 1', '"n": 7'),
        ('"by": "brief"', '"by": "nobody"'),
        ('"text": "a"', '"text": "\\\\ud83d"'),
        ("{", ""),
    ],
)
def test_a_damaged_entry_is_named_and_stops_no_night(store: Store, damage: str, said: str) -> None:
    noted(store, b"a")
    noted(store, b"b")
    for n in (1, 2):
        path = store.journal_path(EDITION, n)
        path.write_text(path.read_text(encoding="utf-8").replace(damage, said, 1), encoding="utf-8")
    with pytest.raises(Refused, match="Entry 1 of the journal of 2025-11-04-a was damaged") as refused:
        journal.entries(store, EDITION)
    assert is_sentence(str(refused.value))
    assert str(store.journal_path(EDITION, 1)) in str(refused.value)
    noted(store, b"c")
    last = journal.last(store, EDITION)
    assert last is not None
    assert (last.n, last.text) == (3, "c")


def test_what_is_undone_and_what_was_saved_aside_do_not_stand(store: Store) -> None:
    for number in range(1, 4):
        noted(store, b"%d" % number)
    noted(store, b"aside", by="editor", did=journal.ASIDE)
    noted(store, b"2", did=journal.UNDO, undoes=3)
    noted(store, b"5", by="editor", did=journal.FOUND)
    noted(store, b"2", did=journal.UNDO, undoes=6)
    told = journal.entries(store, EDITION)
    assert [entry.n for entry in journal.standing(told)] == [1, 2]
    noted(store, b"2", did=journal.UNDO, reason="it had been deleted")
    told = journal.entries(store, EDITION)
    assert [entry.n for entry in journal.standing(told)] == [1, 2]
    last = journal.last(store, EDITION)
    assert last is not None
    assert last.n == 8


def test_the_last_text_is_one_the_post_had(store: Store) -> None:
    noted(store, b"the post")
    noted(store, b"aside", by="editor", did=journal.ASIDE)
    last = journal.last(store, EDITION)
    assert last is not None
    assert last.text == "the post"
    assert journal.recent(store, EDITION, journal.sha256(b"aside")[:16]) == b"aside"
    assert journal.recent(store, EDITION, "0" * 16) is None


def test_no_journal_is_committed() -> None:
    """It holds drafts that readers never saw."""
    assert "/content/_journal/" in (REPOSITORY / ".gitignore").read_text(encoding="utf-8").splitlines()
