"""What the night makes of the post it finds: no word of an editor's is lost, and what is left is left for a reason."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from brief.desk import clashes, journal, placing, posts
from brief.desk.posts import Kept
from brief.errors import Changed, DiskRefused, Unmerged
from brief.store import Store, hold, swap
from commands import is_sentence
from nights import files_below

EDITION = "2025-11-04-a-brief"
AT = datetime(2025, 11, 4, 6, 10, tzinfo=UTC)
PRICE = "Bitcoin fell to \\$100,000."
INDEX = "Fear & Greed rose to 21."


def ours(price: str = PRICE, index: str = INDEX, published: str = "false") -> str:
    """A text as we would write it."""
    return (
        '---\nlayout: post\ntitle: "A Brief"\ndate: 2025-11-04\ncategory: "crypto"\n'
        f'published: {published}\ndescription: "D."\nexcerpt: "E."\n---\n\n'
        "### Market Overview\n\n<!-- item: overview -->\n\n"
        f"{price}\nUS bitcoin funds lost money for a fifth session in a row.\nThat is all there is.\n\n"
        f"### Sentiment\n\n<!-- item: sentiment -->\n\n{index}\nNobody knows why.\n"
    )


LATER = ours(price="Bitcoin fell to \\$99,000.")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A site folder with tonight's post in it, as we wrote it."""
    store = Store(tmp_path)
    posts.keep(store, EDITION, ours(), at=AT)
    return store


def keep(store: Store, theirs: str = LATER) -> Kept:
    return posts.keep(store, EDITION, theirs, at=AT, record={"_snapshots/2025-11-04.json": f"of {len(theirs)}\n"})


def text(store: Store) -> str:
    raw = posts.read(store, EDITION)
    assert raw is not None
    return raw.decode()


def edit(store: Store, old: str, new: str) -> str:
    """An editor changes a few words; the text that is saved then."""
    assert old in text(store)
    changed = text(store).replace(old, new)
    store.post_path(EDITION).write_bytes(changed.encode())
    return changed


def base(store: Store) -> str:
    return store.generated_path(EDITION).read_bytes().decode()


def tonight(store: Store) -> str | None:
    return store.text_if_there(store.tonight_path(EDITION))


def told(store: Store) -> list[tuple[str, str]]:
    return [(entry.by, entry.did) for entry in journal.entries(store, EDITION)]


def the_journal_has(store: Store, raw: bytes) -> bool:
    return any(entry.raw == raw for entry in journal.entries(store, EDITION))


def test_the_first_text_of_a_night_is_written_with_its_base_and_its_record(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept = keep(store, ours())
    assert kept == Kept(said=(f"The post {EDITION} is written.",), written=True, current=True)
    assert (text(store), base(store)) == (ours(), ours())
    assert store.snapshot_path(AT.date()).is_file()
    assert told(store) == [("brief", "night")]


def test_an_untouched_post_takes_tonights_text(store: Store) -> None:
    kept = keep(store)
    assert kept == Kept(said=(f"The post {EDITION} is written.",), written=True, current=True)
    assert (text(store), base(store)) == (LATER, LATER)
    assert told(store) == [("brief", "night"), ("brief", "night")]


def test_an_unchanged_night_changes_no_file(store: Store) -> None:
    keep(store)
    before = files_below(store.root)
    assert keep(store) == Kept(said=(f"The post {EDITION} is unchanged.",), current=True)
    assert files_below(store.root) == before


def test_an_editors_words_stay_and_tonights_figures_come(store: Store) -> None:
    mine = edit(store, "Nobody knows why.", "Ask the desk.")
    kept = keep(store)
    assert (kept.edited, kept.written, kept.current, kept.clashes, kept.hindered) == (True, True, True, (), False)
    assert kept.said == (f"{EDITION} was edited; its words stay, and tonight's changes are in it.",)
    assert text(store) == LATER.replace("Nobody knows why.", "Ask the desk.")
    assert base(store) == LATER
    assert told(store) == [("brief", "night"), ("editor", "found"), ("brief", "night")]
    assert the_journal_has(store, mine.encode())
    before = files_below(store.root)
    assert keep(store).said == (f"{EDITION} was edited; its words stay, and tonight changes nothing in it.",)
    assert files_below(store.root) == before


def test_a_clash_keeps_the_editors_sentence_and_is_told_once(store: Store) -> None:
    edit(store, "That is all there is.", "There is more to come on Monday.")
    theirs = LATER.replace("That is all there is.", "Ethereum did nothing of note.")
    kept = keep(store, theirs)
    (clash,) = kept.clashes
    assert (clash.editor, clash.ours) == ("There is more to come on Monday.", "Ethereum did nothing of note.")
    assert text(store).splitlines()[clash.line - 1] == clash.editor
    assert clash.editor in clashes.sentence(EDITION, clash)
    assert clash.ours in clashes.sentence(EDITION, clash)
    assert text(store) == LATER.replace("That is all there is.", "There is more to come on Monday.")
    clashes.reported(store, EDITION)
    assert keep(store, theirs).clashes == ()


def test_a_clash_that_no_run_could_report_is_told_by_the_next(store: Store) -> None:
    """The site could not be built, and the operator saw that error only."""
    edit(store, "That is all there is.", "There is more to come on Monday.")
    theirs = LATER.replace("That is all there is.", "Ethereum did nothing of note.")
    first = keep(store, theirs).clashes
    assert len(first) == 1
    assert keep(store, theirs).clashes == first
    clashes.reported(store, EDITION)
    assert keep(store, theirs).clashes == ()


def test_a_published_post_is_never_touched(store: Store) -> None:
    store.post_path(EDITION).write_text(ours(published="true", index="Fear & Greed fell."), encoding="utf-8")
    before = files_below(store.root)
    kept = keep(store)
    assert kept.said == (
        f"{EDITION} is published; it was left as it is. `brief correct 2025-11-04` brings new figures into it.",
    )
    assert (kept.current, kept.hindered) == (False, False)
    assert files_below(store.root) == before
    assert posts.hands_off(store, EDITION) == kept.said[0]


def broken_front_matter(raw: bytes) -> bytes:
    return raw.replace(b'title: "A Brief"', b'title: "A": Brief')


def half_saved(raw: bytes) -> bytes:
    return b""


def latin(raw: bytes) -> bytes:
    return raw.replace(b"Nobody", b"Caf\xe9")


def moved(raw: bytes) -> bytes:
    return raw.replace(b"date: 2025-11-04", b"date: 2025-11-05")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (broken_front_matter, f"{EDITION}.md:3: the front matter is no YAML: mapping values are not allowed"),
        (half_saved, f"{EDITION}.md:1: there is no front matter; begin the file with a line ---."),
        (latin, f"{EDITION}.md:24: this is not UTF-8 text; save the file as UTF-8, then run again."),
        (moved, f"{EDITION}.md:4: the date is not the file name's; write date: 2025-11-04."),
    ],
)
def test_what_cannot_be_merged_is_left_with_tonights_text_beside_it(
    store: Store, spoil: Callable[[bytes], bytes], said: str
) -> None:
    path, record = store.post_path(EDITION), store.snapshot_path(AT.date())
    keep(store, ours())
    spoiled = spoil(path.read_bytes())
    path.write_bytes(spoiled)
    before = record.read_bytes()
    kept = keep(store)
    assert path.read_bytes() == spoiled
    assert (kept.current, kept.hindered, kept.written) == (False, True, False)
    assert kept.said[0].startswith(f"{EDITION} was left as it is. {said}")
    assert kept.said[0].endswith(f" Tonight's text is in content/_generated/{EDITION}.tonight.md.")
    assert (tonight(store), base(store), record.read_bytes()) == (LATER, ours(), before)
    assert the_journal_has(store, spoiled)
    path.write_bytes(ours().replace("Nobody", "Somebody").encode())
    assert keep(store).current
    assert (text(store), tonight(store)) == (LATER.replace("Nobody", "Somebody"), None)


def test_a_merge_that_is_not_safe_leaves_the_post(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: str) -> None:
        raise Unmerged("It was wrapped anew by a program.")

    monkeypatch.setattr(posts, "merge", refuse)
    mine = edit(store, "Nobody", "Somebody")
    kept = keep(store)
    assert text(store) == mine
    assert kept.said[0].startswith(
        f"{EDITION} was left as it is. It was wrapped anew by a program. Tonight's text is in"
    )


def test_a_deleted_post_is_not_written_again(store: Store) -> None:
    store.post_path(EDITION).unlink()
    kept = keep(store)
    assert not store.post_path(EDITION).exists()
    assert kept.said[0] == (
        f"{EDITION} was deleted and is not written again. `brief undo 2025-11-04` brings it back; remove "
        f"content/_generated/{EDITION}.md as well to start afresh. "
        f"Tonight's text is in content/_generated/{EDITION}.tonight.md."
    )
    assert (kept.current, kept.hindered, tonight(store), base(store)) == (False, False, LATER, ours())
    store.generated_path(EDITION).unlink()
    assert keep(store).said == (f"The post {EDITION} is written.",)
    assert (text(store), tonight(store)) == (LATER, None)


def test_a_renamed_post_is_not_written_again_and_its_new_name_is_told(store: Store) -> None:
    renamed = "2025-11-04-bitcoin-falls"
    edit(store, "Nobody knows why.", "Ask the desk.")
    store.post_path(EDITION).rename(store.post_path(renamed))
    store.write(store.post_path("2025-11-04-something-else"), '---\ntitle: "Else"\n---\n\nElse.\n')
    kept = keep(store)
    assert not store.post_path(EDITION).exists()
    assert kept.said[0].startswith(f"{EDITION} is called {renamed} now; it was left as it is.")
    assert not kept.hindered


def test_another_post_of_the_day_is_not_taken_for_a_deleted_one(store: Store) -> None:
    """Neither one about something else, nor one that we wrote under its own name."""
    store.write(store.post_path("2025-11-04-something-else"), '---\ntitle: "Else"\n---\n\nElse.\n')
    posts.keep(store, "2025-11-04-ours-too", ours(), at=AT)
    store.post_path(EDITION).unlink()
    assert keep(store).said[0].startswith(f"{EDITION} was deleted and is not written again.")


def test_a_post_that_is_none_of_ours_is_left(tmp_path: Path) -> None:
    store = Store(tmp_path)
    by_hand = ours(price="I wrote this myself.")
    store.write(store.post_path(EDITION), by_hand)
    kept = keep(store)
    assert text(store) == by_hand
    assert kept.said[0].startswith(f"{EDITION} was left as it is: there is no text of ours that it was made from.")
    assert not store.generated_path(EDITION).exists()


def test_a_post_whose_base_was_lost_is_taken_up_where_it_is_just_ours(store: Store) -> None:
    store.generated_path(EDITION).unlink()
    assert keep(store, ours()).said == (f"The post {EDITION} is unchanged.",)
    assert base(store) == ours()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_line_ends_and_mark_of_an_editors_program_stay(store: Store, mark: bytes, end: bytes) -> None:
    path = store.post_path(EDITION)
    path.write_bytes(mark + path.read_bytes().replace(b"Nobody", b"Somebody").replace(b"\n", end))
    assert keep(store).current
    assert path.read_bytes() == mark + LATER.replace("Nobody", "Somebody").encode().replace(b"\n", end)


def meanwhile(monkeypatch: pytest.MonkeyPatch, save: Callable[[int], None]) -> list[int]:
    """An editor saves in the instant before the post is swapped, every time; how often it came to that."""
    monkeypatch.setattr(hold, "held", lambda _: nullcontext())
    real, times = swap._swapped, [0]

    def swapped(*given: Any) -> bool:
        times[0] += 1
        save(times[0])
        return real(*given)

    monkeypatch.setattr(swap, "_swapped", swapped)
    return times


def test_a_post_that_is_saved_while_we_write_is_merged_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store.post_path(EDITION)
    saved = ours().replace("Nobody knows why.", "Ask the desk.")

    def save(time: int) -> None:
        if time == 1:
            path.write_text(saved, encoding="utf-8")

    meanwhile(monkeypatch, save)
    kept = keep(store)
    assert kept.current
    assert text(store) == LATER.replace("Nobody knows why.", "Ask the desk.")
    assert base(store) == LATER
    assert the_journal_has(store, saved.encode())


def test_a_post_that_is_saved_again_and_again_is_left(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store.post_path(EDITION)

    def save(time: int) -> None:
        path.write_text(ours(index=f"Take {time}."), encoding="utf-8")

    times = meanwhile(monkeypatch, save)
    kept = keep(store)
    assert (kept.current, kept.hindered) == (False, True)
    assert "it was being saved while tonight's text was to be written" in kept.said[0]
    assert f"Take {times[0]}." in text(store)
    assert (base(store), tonight(store)) == (ours(), LATER)
    assert not store.pending_path(EDITION).exists()


def met(monkeypatch: pytest.MonkeyPatch, saved: bytes) -> list[bytes]:
    """An editor saves in the instant before our first swap, and loads the file before it is put back; what it loads."""
    times, loaded, real = [0], list[bytes](), swap._exchange
    monkeypatch.setattr(hold, "held", lambda _: nullcontext())

    def exchange(one: Path, other: Path) -> bool:
        times[0] += 1
        if times[0] == 1:
            other.write_bytes(saved)
        elif times[0] == 2:
            loaded.append(other.read_bytes())
        return real(one, other)

    monkeypatch.setattr(swap, "_exchange", exchange)
    return loaded


def test_a_save_that_its_editor_saved_over_after_seeing_ours_for_an_instant_is_in_the_journal(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.post_path(EDITION)
    first = ours().replace("Nobody knows why.", "Ask the desk.").encode()
    loaded = met(monkeypatch, first)
    with pytest.raises(Changed):
        posts.write(store, EDITION, expected=ours().encode(), new=LATER.encode(), did="publish", at=AT)
    path.write_bytes(loaded[0] + b"More.\n")
    kept = keep(store)
    assert [said for said in kept.said if "is not in it" in said]
    assert the_journal_has(store, first)
    assert not [said for said in keep(store).said if "is not in it" in said]


def test_a_save_that_took_words_out_is_told_of_where_the_post_has_them_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.post_path(EDITION)
    first = ours().encode().replace(b"US bitcoin funds lost money for a fifth session in a row.\n", b"")
    loaded = met(monkeypatch, first)
    with pytest.raises(Changed):
        posts.write(store, EDITION, expected=ours().encode(), new=ours().encode() + b"Ours.\n", did="publish", at=AT)
    path.write_bytes(loaded[0] + b"More.\n")
    assert [said for said in keep(store).said if "is not in it" in said]
    assert the_journal_has(store, first)


def test_a_save_that_was_met_and_stays_in_the_post_is_on_record_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = ours().replace("Nobody knows why.", "Ask the desk.")

    def save(_: int) -> None:
        store.post_path(EDITION).write_text(saved, encoding="utf-8")

    with monkeypatch.context() as first:
        meanwhile(first, save)
        with pytest.raises(Changed):
            posts.write(store, EDITION, expected=ours().encode(), new=LATER.encode(), did="publish", at=AT)
    assert keep(store).said == (f"{EDITION} was edited; its words stay, and tonight's changes are in it.",)
    assert [entry.did for entry in journal.entries(store, EDITION) if entry.by == "editor"] == [journal.FOUND]


def test_a_save_that_its_editor_undid_meanwhile_is_not_brought_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.post_path(EDITION)
    saved = ours().replace("Nobody knows why.", "Ask the desk.")
    real, times = swap.replace_if, [0]

    def replace_if(*given: Any) -> bool:
        done = real(*given)
        times[0] += 1
        if times[0] == 1:
            path.write_text(ours(), encoding="utf-8")
        return done

    def save(time: int) -> None:
        if time == 1:
            path.write_text(saved, encoding="utf-8")

    meanwhile(monkeypatch, save)
    monkeypatch.setattr(swap, "replace_if", replace_if)
    assert keep(store).current
    assert text(store) == LATER
    assert the_journal_has(store, saved.encode())


def test_a_text_written_to_the_old_file_after_the_swap_is_brought_home(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that keeps the file open saved when ours had just taken its place."""
    monkeypatch.setattr(hold, "held", lambda _: nullcontext())
    late = ours().replace("Nobody knows why.", "Ask the desk.")
    with store.post_path(EDITION).open("r+b") as editor:
        keep(store)
        editor.write(late.encode())
        editor.truncate()
    kept = keep(store)
    assert kept.said == (
        f"What was saved while {EDITION} was written is in it now; as saved, it is entry 3 of its journal.",
        f"{EDITION} was edited; its words stay, and tonight changes nothing in it.",
    )
    assert text(store) == LATER.replace("Nobody knows why.", "Ask the desk.")
    assert the_journal_has(store, late.encode())
    assert len(keep(store).said) == 1


def test_what_was_brought_home_is_not_brought_again_by_the_next_run(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first was cut off before it could clear it away; by now it is the editor's to change."""
    monkeypatch.setattr(hold, "held", lambda _: nullcontext())
    with store.post_path(EDITION).open("r+b") as editor:
        keep(store)
        editor.write(ours().replace("Nobody knows why.", "Ask the desk.").encode())
        editor.truncate()
    with monkeypatch.context() as broken:
        broken.setattr(Store, "let_go", None)
        with pytest.raises(TypeError):
            keep(store)
    mine = edit(store, "Ask the desk.", "Ask Ann.")
    assert len(keep(store).said) == 1
    assert text(store) == mine


def test_a_late_text_does_not_run_over_a_later_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hold, "held", lambda _: nullcontext())
    late = ours().replace("Nobody knows why.", "Ask the desk.").encode()
    with store.post_path(EDITION).open("r+b") as editor:
        keep(store)
        later = edit(store, "Nobody knows why.", "Somebody does.")
        editor.write(late)
        editor.truncate()
    kept = keep(store)
    assert kept.said[0] == (
        f"A text that was saved while {EDITION} was written is not in it: it is entry 3 of its journal, "
        "and `brief log 2025-11-04 3` prints it."
    )
    assert text(store) == later
    assert the_journal_has(store, late)


def test_writing_puts_both_texts_on_record(store: Store) -> None:
    mine = edit(store, "Nobody", "Somebody")
    posts.write(store, EDITION, expected=mine.encode(), new=b"new", did="publish", at=AT, reason="it is time")
    assert told(store) == [("brief", "night"), ("editor", "found"), ("brief", "publish")]
    assert journal.entries(store, EDITION)[-1].reason == "it is time"
    assert posts.read(store, EDITION) == b"new"


def test_writing_over_what_was_not_read_is_refused(store: Store) -> None:
    mine = edit(store, "Nobody", "Somebody")
    with pytest.raises(Changed, match="was saved by somebody while it was to be written") as changed:
        posts.write(store, EDITION, expected=ours().encode(), new=b"new", did="publish", at=AT)
    assert is_sentence(str(changed.value).replace(". Look", "; look"))
    assert changed.value.exit_code == 40
    assert text(store) == mine
    with pytest.raises(Changed):
        posts.write(store, EDITION, expected=None, new=b"new", did="undo", at=AT)
    assert text(store) == mine


def test_a_withdrawn_draft_is_known(store: Store) -> None:
    assert not posts.was_withdrawn(store, EDITION)
    out = edit(store, "published: false", "published: true")
    assert not posts.was_withdrawn(store, EDITION)
    posts.write(store, EDITION, expected=out.encode(), new=ours().encode(), did="unpublish", at=AT)
    assert posts.was_withdrawn(store, EDITION)


def cut_off(monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    """The run ends at its nth write of any kind; a swap or a record may be done or not when it does."""
    seen = [0]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def write(*given: Any, **more: Any) -> Any:
            step()
            done = real(*given, **more)
            step()
            return done

        return write

    def step() -> None:
        seen[0] += 1
        if seen[0] == nth:
            raise DiskRefused("Cut off.")

    for name in ("write", "replace_if", "remove", "let_go"):
        monkeypatch.setattr(Store, name, counted(getattr(Store, name)))


WRITES = 40
"""More than a night makes: the last ones are not reached, and that is looked at."""


@pytest.mark.sampled(1)
@pytest.mark.parametrize("edited", [False, True])
def test_a_run_cut_off_anywhere_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edited: bool
) -> None:
    """Our own half-done work must not be taken for an editor's, nor an editor's for ours."""
    reached = 0
    for nth in range(1, WRITES + 1):
        store = Store(tmp_path / str(nth))
        posts.keep(store, EDITION, ours(), at=AT)
        if edited:
            edit(store, "Nobody knows why.", "Ask the desk.")
        with monkeypatch.context() as broken:
            cut_off(broken, nth)
            try:
                keep(store)
            except DiskRefused:
                reached += 1
        last = LATER.replace("99,000", "98,000")
        kept = keep(store, last)
        expected = last.replace("Nobody knows why.", "Ask the desk.") if edited else last
        assert (text(store), base(store), kept.edited, kept.clashes) == (expected, last, edited, ()), nth
        assert ("editor", "found") not in told(store) or edited, nth
        assert not store.pending_path(EDITION).exists()
    assert 10 <= reached < WRITES


def test_a_run_cut_off_before_the_swap_leaves_no_record_of_what_is_not_printed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(placing, "place", None)
        broken.setattr(Store, "replace_if", None)
        with pytest.raises(TypeError):
            keep(store)
    assert store.pending_path(EDITION).exists()
    posts.settle(store, EDITION, at=AT)
    assert not store.snapshot_path(AT.date()).exists()
    assert (text(store), base(store)) == (ours(), ours())


def test_an_edit_after_a_cut_off_run_is_merged_with_what_that_run_wrote(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The post had the new figures, the base not yet: the figures are ours, the new words are the editor's."""
    with monkeypatch.context() as broken:
        broken.setattr(journal, "record", None)
        with pytest.raises(TypeError):
            keep(store)
    mine = edit(store, "Nobody knows why.", "Ask the desk.")
    assert "99,000" in mine
    last = LATER.replace("99,000", "98,000")
    assert keep(store, last).clashes == ()
    assert text(store) == last.replace("Nobody knows why.", "Ask the desk.")


def test_a_run_that_was_cut_off_before_there_was_a_journal_is_finished(store: Store) -> None:
    store.write(store.post_path(EDITION), LATER)
    store.write(store.pending_path(EDITION), LATER)
    assert keep(store, ours()).said == (f"The post {EDITION} is written.",)
    assert (text(store), base(store)) == (ours(), ours())
