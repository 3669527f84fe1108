"""Files are written whole or not at all, and the site changes file by file: no reader meets half a page."""

import functools
import os
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from brief.desk.building import build_site
from brief.errors import DiskRefused
from brief.store import Store, hold, swap
from brief.store.served import BUILD
from commands import brief, is_sentence
from nights import EDITION, files_below, new_site, run_replay

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere two files cannot change places in one step")


QUIET = '---\ntitle: "A day"\n---\nQuiet.\n'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_site(tmp_path)


@pytest.fixture
def post(store: Store) -> Path:
    """A post that holds `old`."""
    path = store.post_path("2025-11-04-a")
    store.write(path, "old")
    return path


def save_by_rename(path: Path, text: bytes) -> None:
    """As most editors save."""
    beside = path.with_name("editor.tmp")
    beside.write_bytes(text)
    beside.replace(path)


def before_the_nth_exchange(patch: pytest.MonkeyPatch, does: Mapping[int, Callable[[], object]]) -> None:
    """Something happens in the instant before two files change places; as where no file can be held for that long."""
    patch.setattr(hold, "held", lambda _: nullcontext())
    real, turn = swap._exchange, [0]

    def exchange(one: Path, other: Path) -> bool:
        turn[0] += 1
        does.get(turn[0], lambda: None)()
        return real(one, other)

    patch.setattr(swap, "_exchange", exchange)


def test_a_held_file_makes_its_editor_wait(post: Path) -> None:
    """What is saved in place while two files change places must not be cut off."""
    with hold.held(post) as writing:
        if writing is None:
            pytest.skip("files cannot be held here")
        with pytest.raises(BlockingIOError):
            os.open(post, os.O_WRONLY | os.O_NONBLOCK)
    assert post.write_bytes(b"mine") == 4


def aside(store: Store, post: Path) -> list[bytes]:
    return sorted(one.raw for one in store.displaced(post))


@pytest.mark.slow
def test_a_build_that_fails_leaves_the_old_site_and_no_litter(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    run_replay(store, publish=True)
    served = files_below(store.site)
    (store.content / "_posts" / "2025-10-01-a-day.md").write_text(QUIET, encoding="utf-8")
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "feed.xml":
            raise OSError(28, "No space left on device")
        return real(self, data)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", full)
        told = brief("build", "--root", store.root)
    assert told.code == 74
    assert is_sentence(told.err) or "No space left on device" in told.err
    assert files_below(store.site) == served
    assert [path.name for path in store.root.glob(f"{BUILD}*")] == []


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store.content / "_posts" / "a.md"
    store.write(path, "old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", refuse)
        with pytest.raises(DiskRefused, match="No space left on device"):
            store.write(path, "new")
    assert files_below(path.parent) == {"a.md": b"old"}


@pytest.mark.slow
def test_the_served_folder_may_be_a_link(store: Store, tmp_path: Path) -> None:
    """A site that is served from elsewhere through a link must change there, not beside it."""
    served = tmp_path / "srv" / "www"
    served.mkdir(parents=True)
    store.site.symlink_to(served)
    run_replay(store, publish=True)
    assert (served / "index.html").is_file()
    assert store.site.is_symlink()


@pytest.mark.slow
def test_a_hidden_file_among_the_assets_is_not_published(store: Store) -> None:
    (store.content / "assets" / ".DS_Store").write_bytes(b"x")
    run_replay(store, publish=True)
    assert not (store.site / "assets" / ".DS_Store").exists()
    assert (store.site / ".gitkeep").is_file()


@pytest.mark.slow
def test_what_a_cut_off_build_left_behind_is_cleared_and_what_it_did_not_get_done_is_done(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_replay(store, publish=True)
    served = files_below(store.site)
    post = store.content / "_posts" / f"{EDITION}.md"
    away = store.content / "_posts" / "2025-10-01-a-day.md"
    away.write_text(QUIET, encoding="utf-8")
    (store.root / f"{BUILD}_site-abc").mkdir()
    real, moved = Path.replace, list[str]()

    def killed(self: Path, target: Path) -> Path:
        if BUILD in str(self):
            moved.append(self.name)
            if len(moved) == 3:
                raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            build_site(store)
    assert (store.site / "2025/10/01/a-day/index.html").is_file()
    assert post.is_file()
    away.unlink()
    assert brief("build", "--root", store.root).code == 0
    assert files_below(store.site) == served
    assert [path.name for path in store.root.glob(f"{BUILD}*")] == []


def test_a_file_is_replaced_only_where_it_holds_what_was_expected(store: Store, post: Path) -> None:
    assert not store.replace_if(post, b"other", b"new")
    assert post.read_bytes() == b"old"
    assert store.replace_if(post, b"old", b"new")
    assert post.read_bytes() == b"new"
    assert aside(store, post) == [b"old"]


def test_a_new_file_never_takes_the_place_of_one_that_came_meanwhile(store: Store, post: Path) -> None:
    assert not store.replace_if(post, None, b"new")
    assert post.read_bytes() == b"old"
    post.unlink()
    assert not store.replace_if(post, b"old", b"new")
    assert not post.exists()
    assert store.replace_if(post, None, b"new")
    assert files_below(post.parent) == {post.name: b"new"}


def test_a_new_file_is_written_where_there_are_no_hard_links(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert not store.replace_if(post, None, b"new")
    assert store.replace_if(post.with_name("b.md"), None, b"new")
    assert files_below(post.parent) == {post.name: b"old", "b.md": b"new"}


def test_mode_and_link_of_a_replaced_file_stay(store: Store, post: Path) -> None:
    """An editor whose file others may not read, or which lies elsewhere, keeps it so."""
    elsewhere = post.with_name("drafts") / "a.md"
    elsewhere.parent.mkdir()
    post.rename(elsewhere)
    elsewhere.chmod(0o640)
    post.symlink_to(elsewhere)
    assert store.replace_if(post, b"old", b"new")
    assert post.is_symlink()
    assert elsewhere.read_bytes() == b"new"
    assert elsewhere.stat().st_mode & 0o777 == 0o640


@linux
def test_a_save_in_the_last_instant_stays(store: Store, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file was looked at, it was as expected, and then the editor saved: comparing and renaming would lose it."""
    before_the_nth_exchange(monkeypatch, {1: lambda: save_by_rename(post, b"mine")})
    assert not store.replace_if(post, b"old", b"new")
    assert post.read_bytes() == b"mine"


@linux
def test_saves_while_a_save_is_put_back_stay(store: Store, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves = {1: b"mine", 2: b"mine, again", 3: b"mine, at last"}
    does = {turn: functools.partial(save_by_rename, post, text) for turn, text in saves.items()}
    before_the_nth_exchange(monkeypatch, does)
    assert not store.replace_if(post, b"old", b"new")
    assert post.read_bytes() == b"mine, at last"
    assert set(aside(store, post)) == {b"mine", b"mine, again", b"mine, at last"}  # a copy of all that went back


@linux
def test_a_save_that_an_editor_saves_over_who_saw_ours_for_an_instant_is_kept(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It saved, loaded the file again while ours stood there, and saved that: the first save is nowhere else."""
    loaded = list[bytes]()
    does = {1: lambda: save_by_rename(post, b"mine"), 2: lambda: loaded.append(post.read_bytes())}
    before_the_nth_exchange(monkeypatch, does)
    assert not store.replace_if(post, b"old", b"new")
    assert loaded == [b"new"]
    save_by_rename(post, loaded[0] + b" and mine")
    assert b"mine" in aside(store, post)


@linux
def test_the_copy_of_a_save_is_read_by_nobody_who_could_not_read_the_save(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save() -> None:
        save_by_rename(post, b"mine")
        post.chmod(0o600)

    post.chmod(0o600)
    before_the_nth_exchange(monkeypatch, {1: save})
    assert not store.replace_if(post, b"old", b"new")
    assert [one.path.stat().st_mode & 0o777 for one in store.displaced(post) if one.raw == b"mine"] == [0o600]


@linux
def test_a_save_in_place_on_what_was_there_for_an_instant_stays(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ours was in the file for an instant; an editor that loaded it then and saves it has changed our own file."""
    saved = {1: lambda: save_by_rename(post, b"mine"), 2: lambda: post.write_bytes(b"new and mine")}
    before_the_nth_exchange(monkeypatch, saved)
    assert not store.replace_if(post, b"old", b"new")
    assert post.read_bytes() == b"new and mine"
    assert aside(store, post) == [b"mine", b"new and mine"]


@linux
def test_a_file_deleted_in_the_last_instant_stays_deleted(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_nth_exchange(monkeypatch, {1: post.unlink})
    assert not store.replace_if(post, b"old", b"new")
    assert not post.exists()


@linux
def test_what_was_saved_before_a_file_was_deleted_is_kept(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_nth_exchange(monkeypatch, {1: lambda: save_by_rename(post, b"mine"), 2: post.unlink})
    assert not store.replace_if(post, b"old", b"new")
    assert not post.exists()
    assert aside(store, post) == [b"mine"]


@linux
def test_a_file_that_an_editor_is_saving_is_not_replaced(store: Store, post: Path) -> None:
    """Emptied, and not filled again yet: what stands there is no text of anybody's."""
    with post.open("wb") as editor:
        assert not store.replace_if(post, b"", b"new")
        editor.write(b"all of mine")
    assert post.read_bytes() == b"all of mine"
    assert store.replace_if(post, b"all of mine", b"new")


@linux
def test_a_file_that_an_editor_is_saving_is_not_even_taken_out(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody may load our text from it in the instant before his own is put back."""
    monkeypatch.setattr(swap, "_exchange", lambda *_: pytest.fail("it was taken out"))
    with post.open("r+b"):
        assert not store.replace_if(post, b"old", b"new")


@linux
def test_an_editor_who_begins_to_save_in_the_last_instant_finds_the_file_in_its_place(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, editor = swap._exchange, threading.Thread(target=post.write_bytes, args=(b"mine",))

    def exchange(one: Path, other: Path) -> bool:
        if not editor.ident:
            editor.start()
            while not hold.is_being_written(post):  # until the editor stands waiting at the file
                pass
        return real(one, other)

    monkeypatch.setattr(swap, "_exchange", exchange)
    assert not store.replace_if(post, b"old", b"new")
    editor.join()
    assert post.read_bytes() == b"mine"


def written_late(store: Store, post: Path, patch: pytest.MonkeyPatch) -> None:
    """A program that had the file open writes to it after it was replaced, and the system does not tell of it."""
    patch.setattr(hold, "held", lambda _: nullcontext())
    with post.open("r+b") as editor:
        assert store.replace_if(post, b"old", b"new")
        editor.write(b"mine")


def test_what_a_program_writes_to_a_replaced_file_is_found(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_late(store, post, monkeypatch)
    (one,) = store.displaced(post)
    assert (one.raw, one.known) == (b"mine", False)
    assert post.read_bytes() == b"new"


def test_a_replaced_file_is_kept_for_a_day_where_nobody_knows_who_has_it_open(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_late(store, post, monkeypatch)
    (one,) = store.displaced(post)
    store.let_go(one, datetime.now(UTC))
    (known,) = store.displaced(post)
    assert (known.raw, known.known) == (b"mine", True)  # on record now, and watched on
    store.let_go(known, datetime.now(UTC) + timedelta(days=2))
    assert store.displaced(post) == []


@linux
def test_a_replaced_file_goes_when_nobody_can_write_to_it(store: Store, post: Path) -> None:
    assert store.replace_if(post, b"old", b"new")
    (one,) = store.displaced(post)
    with one.path.open("r+b"):
        store.let_go(one, datetime.now(UTC))
        assert store.displaced(post) == [one]
    store.let_go(one, datetime.now(UTC))
    assert store.displaced(post) == []
    store.let_go(one, datetime.now(UTC))  # another run was quicker


@linux
def test_a_replaced_file_that_changed_since_it_was_read_is_kept(store: Store, post: Path) -> None:
    assert store.replace_if(post, b"old", b"new")
    (one,) = store.displaced(post)
    one.path.write_bytes(b"mine")
    store.let_go(one, datetime.now(UTC))
    assert aside(store, post) == [b"mine"]


def no_exchange(*_: Any) -> bool:
    return False


def test_where_files_cannot_change_places_the_file_is_read_again(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = swap._written

    def saved_meanwhile(folder: Path, *rest: Any, **options: Any) -> Path:
        if folder == post.parent:
            save_by_rename(post, b"mine")
        return real(folder, *rest, **options)

    monkeypatch.setattr(swap, "_exchange", no_exchange)
    with monkeypatch.context() as editor:
        editor.setattr(swap, "_written", saved_meanwhile)
        assert not store.replace_if(post, b"old", b"new")
    assert (post.read_bytes(), aside(store, post)) == (b"mine", [])
    assert store.replace_if(post, b"mine", b"new")
    assert (files_below(post.parent), aside(store, post)) == ({post.name: b"new"}, [b"mine"])


def test_where_files_cannot_change_places_late_writing_is_found_too(
    store: Store, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", no_exchange)
    written_late(store, post, monkeypatch)
    assert (post.read_bytes(), aside(store, post)) == (b"new", [b"mine"])


def test_a_piece_of_a_write_that_was_cut_off_is_cleared_away(store: Store, post: Path) -> None:
    assert store.replace_if(post, b"old", b"new")
    piece = store.journal_folder(post.stem) / ".writing-abc"
    piece.write_bytes(b"ne")
    assert aside(store, post) == [b"old"]
    assert not piece.exists()


def test_a_disk_that_refuses_to_replace_is_a_sentence(store: Store, post: Path) -> None:
    (store.content / "_journal").write_text("a file where a folder is due", encoding="utf-8")
    with pytest.raises(DiskRefused, match=r"The disk refused to write .*2025-11-04-a\.md: "):
        store.replace_if(post, b"old", b"new")
    assert post.read_bytes() == b"old"
