"""Log, undo and diff from the command line: what an editor turns to when something went wrong."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brief.desk import journal, posts
from brief.store import Store
from commands import brief, is_sentence
from nights import EDITION, files_below, short_site

DAY = "2025-11-04"
PAGE = f"{DAY.replace('-', '/')}/daily-crypto-market-brief/index.html"
NIGHT = ("nightly", "--replay", DAY)
AT = datetime(2025, 11, 4, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = short_site(tmp_path_factory.mktemp("replayed"))
    assert brief(*NIGHT, "--root", store.root).code == 0
    return store


@pytest.fixture
def site(replayed: Store, tmp_path: Path) -> Store:
    """A site of one's own with the bundled night as a draft."""
    return Store(Path(shutil.copytree(replayed.root, tmp_path / "site")))


def edit(site: Store, old: str, new: str) -> bytes:
    """An editor changes some words; the bytes that are saved."""
    path = site.post_path(EDITION)
    raw = path.read_bytes()
    assert old.encode() in raw
    path.write_bytes(raw.replace(old.encode(), new.encode(), 1))
    return path.read_bytes()


def late_data(site: Store, old: str, new: str) -> None:
    """A night that writes something else in one place."""
    theirs = site.generated_path(EDITION).read_text(encoding="utf-8")
    assert old in theirs
    posts.keep(site, EDITION, theirs.replace(old, new, 1), at=AT)


def log(site: Store) -> list[tuple[int, str, str, int | None]]:
    told = json.loads(brief("log", DAY, "--json", "--root", site.root).out)
    assert told["edition"] == EDITION
    return [(entry["n"], entry["by"], entry["did"], entry["undone_by"]) for entry in told["entries"]]


def undo(site: Store) -> str:
    told = brief("undo", DAY, "--root", site.root)
    assert (told.code, told.err) == (0, "")
    return told.out


def test_the_log_lists_every_write_theirs_and_ours(site: Store) -> None:
    edit(site, "Bitcoin dropped", "Bitcoin fell")
    late_data(site, "Confidence Statement", "How Sure We Are")
    told = brief("log", DAY, "--root", site.root)
    assert "was edited since" not in told.out
    head, *rows = told.out.splitlines()
    assert head.split() == ["n", "when", "who", "what", "lines", "reason"]
    assert [row.split()[:1] + row.split()[2:4] for row in rows] == [
        ["1", "brief", "night"],
        ["2", "editor", "found"],
        ["3", "brief", "night"],
    ]
    assert rows[1].split()[4:] == ["+1", "−1"]
    assert rows[2].split()[1] == "2025-11-04T21:00:00Z"


def test_the_log_says_that_it_lacks_the_latest_edit(site: Store) -> None:
    edit(site, "Bitcoin dropped", "Bitcoin fell")
    last = brief("log", DAY, "--root", site.root).out.splitlines()[-1]
    assert last == f"{EDITION} was edited since; the next run, or `brief undo 2025-11-04`, puts that on record."


def test_the_log_as_json_has_no_texts_and_all_else(site: Store) -> None:
    edit(site, "Bitcoin dropped", "Bitcoin fell")
    undo(site)
    entries = json.loads(brief("log", DAY, "--json", "--root", site.root).out)["entries"]
    assert [sorted(entry) for entry in entries] == 3 * [
        ["added", "at", "by", "did", "n", "reason", "removed", "sha256", "undoes", "undone_by"]
    ]
    assert [(entry["undoes"], entry["undone_by"]) for entry in entries] == [(None, None), (None, 3), (2, None)]
    assert (entries[1]["added"], entries[1]["removed"]) == (1, 1)


def test_the_log_prints_the_text_of_an_entry_byte_for_byte(site: Store) -> None:
    path = site.post_path(EDITION)
    raw = path.read_bytes().replace(b"\n", b"\r\n") + b"\r\nCaf\xe9"
    path.write_bytes(raw)
    assert brief(*NIGHT, "--root", site.root).code == 10
    told = brief("log", DAY, 2, "--root", site.root)
    assert (told.code, told.err) == (0, "")
    assert told.out.encode("utf-8", "surrogateescape") == raw


def test_undo_takes_back_step_by_step(site: Store) -> None:
    path = site.post_path(EDITION)
    as_written = path.read_bytes()
    first = edit(site, "Bitcoin dropped", "Bitcoin fell")
    brief(*NIGHT, "--root", site.root)
    edit(site, "Bitcoin fell", "Bitcoin slid")
    assert undo(site) == (f"Entry 3 (the editor's: found) is taken back: {EDITION} is as it was in entry 2.\n")
    assert path.read_bytes() == first
    undo(site)
    assert path.read_bytes() == as_written
    before = files_below(site.content)
    told = brief("undo", DAY, "--root", site.root)
    assert (told.code, told.out) == (66, "")
    assert is_sentence(told.err)
    assert f"the journal of {EDITION} has no earlier text." in told.err
    assert files_below(site.content) == before
    assert log(site) == [
        (1, "brief", "night", None),
        (2, "editor", "found", 5),
        (3, "editor", "found", 4),
        (4, "brief", "undo", None),
        (5, "brief", "undo", None),
    ]


def test_an_edit_after_an_undo_is_the_next_to_be_taken_back(site: Store) -> None:
    path = site.post_path(EDITION)
    as_written = path.read_bytes()
    edit(site, "Bitcoin dropped", "Bitcoin fell")
    undo(site)
    edit(site, "Bitcoin dropped", "Bitcoin slid")
    undo(site)
    assert path.read_bytes() == as_written
    assert brief("undo", DAY, "--root", site.root).code == 66


def test_what_was_undone_stays_undone_through_the_next_night(site: Store) -> None:
    """Late data that an editor took back must not come again with the same night."""
    before = site.post_path(EDITION).read_bytes()
    late_data(site, "### Confidence Statement", "### How Sure We Are")
    assert site.post_path(EDITION).read_bytes() != before
    undo(site)
    assert site.post_path(EDITION).read_bytes() == before
    theirs = site.generated_path(EDITION).read_text(encoding="utf-8")
    assert posts.keep(site, EDITION, theirs, at=AT).edited
    assert site.post_path(EDITION).read_bytes() == before


def test_undo_brings_a_deleted_post_back(site: Store) -> None:
    path = site.post_path(EDITION)
    raw = edit(site, "Bitcoin dropped", "Bitcoin fell")
    brief(*NIGHT, "--root", site.root)
    path.unlink()
    assert undo(site) == f"{EDITION} was deleted; it is back as it was in entry 2.\n"
    assert path.read_bytes() == raw
    undo(site)
    assert b"Bitcoin dropped" in path.read_bytes()


def test_undo_does_not_double_a_renamed_post(site: Store) -> None:
    site.post_path(EDITION).rename(site.post_path(f"{DAY}-bitcoin-falls"))
    told = brief("undo", DAY, "--root", site.root)
    assert (told.code, told.out) == (64, "")
    assert f"{EDITION} is called {DAY}-bitcoin-falls now; rename it back, then undo." in told.err
    assert not site.post_path(EDITION).exists()


@pytest.mark.slow
def test_undoing_a_publication_takes_the_page_and_the_receipts_away(site: Store) -> None:
    assert brief("publish", DAY, "--root", site.root).code == 0
    assert PAGE in files_below(site.site)
    assert undo(site).endswith("The site is built.\n")
    assert not [path for path in files_below(site.site) if EDITION in path or path == PAGE]
    assert not (site.content / "receipts" / EDITION / "receipts.json").exists()
    told = brief(*NIGHT, "--publish", "--root", site.root)
    assert f"{EDITION} was withdrawn; `brief publish 2025-11-04` publishes it." in told.out.splitlines()
    assert PAGE not in files_below(site.site)


@pytest.mark.slow
def test_undoing_a_withdrawal_brings_the_page_and_the_receipts_back(site: Store) -> None:
    brief("publish", DAY, "--root", site.root)
    served = files_below(site.site)
    assert brief("unpublish", DAY, "--root", site.root).code == 0
    assert PAGE not in files_below(site.site)
    undo(site)
    assert files_below(site.site) == served


@pytest.mark.slow
def test_undoing_a_correction_gives_readers_back_what_they_had(site: Store) -> None:
    """The publication is taken back first and the edit behind it stays with the editor; once more takes that, too."""
    brief("publish", DAY, "--root", site.root)
    raw, served = site.post_path(EDITION).read_bytes(), files_below(site.site)
    edited = edit(site, "Bitcoin dropped", "Bitcoin rose")
    corrected = brief("publish", DAY, "--reason", "It rose.", "--root", site.root)
    assert (corrected.code, corrected.err) == (0, "")
    assert b"It rose." in files_below(site.site)[PAGE]
    told = brief("undo", DAY, "--root", site.root)
    assert told.code == 10
    assert f"{EDITION} was edited since it was published, and readers keep the text they have" in told.out
    assert (site.post_path(EDITION).read_bytes(), files_below(site.site)) == (edited, served)
    undo(site)
    assert (site.post_path(EDITION).read_bytes(), files_below(site.site)) == (raw, served)


def test_undo_of_an_editors_slip_in_a_published_post_leaves_readers_what_they_had(site: Store) -> None:
    brief("publish", DAY, "--root", site.root)
    raw, served = site.post_path(EDITION).read_bytes(), files_below(site.site)
    edit(site, "Bitcoin dropped", "Bitcoin soared")
    undo(site)
    assert (site.post_path(EDITION).read_bytes(), files_below(site.site)) == (raw, served)


def test_an_undo_that_meets_an_editor_leaves_the_editors_text(site: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(site, "Bitcoin dropped", "Bitcoin fell")
    real = Store.replace_if
    saved: list[bytes] = []

    def save_first(self: Store, path: Path, expected: bytes | None, new: bytes) -> bool:
        if path == site.post_path(EDITION) and not saved:
            saved.append(edit(site, "Bitcoin fell", "Bitcoin slid"))
        return real(self, path, expected, new)

    monkeypatch.setattr(Store, "replace_if", save_first)
    told = brief("undo", DAY, "--root", site.root)
    assert (told.code, told.out) == (40, "")
    assert f"{EDITION} was saved by somebody while it was to be written" in told.err
    assert site.post_path(EDITION).read_bytes() == saved[0]


def test_a_post_that_is_no_text_can_be_undone(site: Store) -> None:
    as_written = site.post_path(EDITION).read_bytes()
    site.post_path(EDITION).write_bytes(b"\xff\xfe\x00")
    assert brief("diff", DAY, "--root", site.root).code == 0
    undo(site)
    assert site.post_path(EDITION).read_bytes() == as_written
    assert any(entry.raw == b"\xff\xfe\x00" for entry in journal.entries(site, EDITION))


def test_diff_shows_what_the_editor_changed(site: Store) -> None:
    edit(site, "published: false", "published: false  # wait for Ann")
    told = brief("diff", DAY, "--root", site.root)
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[:2] == [f"--- _generated/{EDITION}.md", f"+++ _posts/{EDITION}.md"]
    changed = [line for line in lines[2:] if line.startswith(("-", "+"))]
    assert changed == ["-published: false", "+published: false  # wait for Ann"]
    assert "\x1b" not in told.out


def test_diff_on_a_terminal_sets_off_the_words_that_differ(site: Store) -> None:
    edit(site, "published: false", "published: later")
    told = brief("diff", DAY, "--root", site.root, environ={"FORCE_COLOR": "1", "TERM": "xterm"})
    assert "\x1b[31m-\x1b[0m\x1b[31mpublished: \x1b[0m\x1b[7;31mfalse\x1b[0m" in told.out
    assert "\x1b[7;32mlater\x1b[0m" in told.out


def test_diff_of_an_untouched_post_says_so(site: Store) -> None:
    assert brief("diff", DAY, "--root", site.root) == (0, "There is no difference.\n", "")


def test_diff_against_the_edition_before(site: Store) -> None:
    told = brief("diff", DAY, "--against", "previous", "--root", site.root)
    assert (told.code, told.out) == (66, "")
    assert f"There is no post before {EDITION} to compare it with." in told.err
    text = site.post_path(EDITION).read_text(encoding="utf-8").replace("2025-11-04", "2025-11-03")
    for name in ("2025-11-02-daily-crypto-market-brief", "2025-11-03-daily-crypto-market-brief", "2025-11-03-x"):
        site.write(site.post_path(name), text)
    told = brief("diff", DAY, "--against", "previous", "--root", site.root)
    assert told.out.splitlines()[0] == "--- _posts/2025-11-03-daily-crypto-market-brief.md"
    assert "+date: 2025-11-04" in told.out.splitlines()


def test_diff_against_what_readers_have(site: Store) -> None:
    told = brief("diff", DAY, "--against", "published", "--root", site.root)
    assert (told.code, told.out) == (66, "")
    assert f"{EDITION} was never published; `brief publish 2025-11-04` publishes it." in told.err
    brief("publish", DAY, "--root", site.root)
    edit(site, "Bitcoin dropped", "Bitcoin fell")
    told = brief("diff", DAY, "--against", "published", "--root", site.root)
    added = [line for line in told.out.splitlines() if line.startswith("+") and "Bitcoin fell" in line]
    assert len(added) == 1


@pytest.mark.parametrize("verb", ["log", "undo", "diff"])
def test_a_day_nobody_wrote_about_is_66(site: Store, verb: str) -> None:
    told = brief(verb, "2025-11-03", "--root", site.root)
    assert (told.code, told.out) == (66, "")
    assert told.err == ("There is no post for 2025-11-03 and no journal of one; `brief nightly` writes tonight's.\n")


def test_an_entry_or_a_file_that_is_not_there_is_66(site: Store) -> None:
    told = brief("log", DAY, 7, "--root", site.root)
    assert (told.code, told.out) == (66, "")
    assert told.err == f"The journal of {EDITION} has no entry 7; `brief log 2025-11-04` lists its 1.\n"
    site.post_path(EDITION).unlink()
    told = brief("diff", DAY, "--root", site.root)
    assert (told.code, told.out) == (66, "")
    assert told.err == f"{EDITION} has no file; `brief undo 2025-11-04` brings back its last text.\n"
    site.generated_path(EDITION).unlink()


def test_a_post_without_a_text_of_ours_is_66(site: Store) -> None:
    site.generated_path(EDITION).unlink()
    told = brief("diff", DAY, "--root", site.root)
    assert (told.code, told.out) == (66, "")
    assert f"There is no text of ours for {EDITION}" in told.err


@pytest.mark.slow
def test_a_damaged_entry_is_65_and_stops_no_night(site: Store) -> None:
    path = site.journal_path(EDITION, 1)
    path.write_text("{", encoding="utf-8")
    for words in (("log", DAY), ("undo", DAY)):
        told = brief(*words, "--root", site.root)
        assert (told.code, told.out) == (65, "")
        assert f"Entry 1 of the journal of {EDITION} was damaged; restore {path}, or move it away." in told.err
    assert brief(*NIGHT, "--publish", "--root", site.root).code == 0
