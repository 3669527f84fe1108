"""Publishing, correcting, withdrawing: what readers get is checked, dated, and never changes behind their backs."""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import bs4
import jinja2
import pytest

from brief.desk import corrections, journal, posts
from brief.desk.building import build_site
from brief.desk.publish import nobody, publish_post, unpublish_post
from brief.desk.undo import undo
from brief.errors import Changed, DiskRefused, WrongUsage
from brief.store import Store
from commands import brief
from jekyll_body import built_by_jekyll, canonical
from nights import EDITION, configuration, files_below, run_replay, short_site

DAY = "2025-11-04"
PAGE = "2025/11/04/daily-crypto-market-brief/index.html"
AT = datetime(2025, 11, 4, 14, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
REASON = "The share of IBIT was left out"
SAID = "slid to 21 (Extreme Fear) from 42"


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = short_site(tmp_path_factory.mktemp("replayed"))
    run_replay(store)
    return store


@pytest.fixture
def draft(replayed: Store, tmp_path: Path) -> Store:
    """The bundled night, not published."""
    return Store(Path(shutil.copytree(replayed.root, tmp_path / "site")))


@pytest.fixture(scope="module")
def published(replayed: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(Path(shutil.copytree(replayed.root, tmp_path_factory.mktemp("published") / "site")))
    publish(store, at=AT - 2 * HOUR)
    return store


@pytest.fixture
def site(published: Store, tmp_path: Path) -> Store:
    """The same, published at noon."""
    return Store(Path(shutil.copytree(published.root, tmp_path / "site")))


def publish(store: Store, *, at: datetime = AT, reason: str = "", if_clean: bool = False) -> list[str]:
    done = publish_post(store, configuration(store), EDITION, at=at, reason=reason, if_clean=if_clean)
    return [*done.left_out, *done.said]


def text_of(store: Store) -> str:
    return store.post_path(EDITION).read_text(encoding="utf-8")


def edit(store: Store, old: str, new: str, times: int = -1) -> str:
    """What an editor's program does: it saves the whole file."""
    before = store.post_path(EDITION).read_bytes().decode()
    assert old in before, old
    after = before.replace(old, new, times)
    store.post_path(EDITION).write_bytes(after.encode())
    return after


def page(store: Store, path: str = PAGE) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup((store.site / path).read_text(encoding="utf-8"), "html.parser")


def words(store: Store, selector: str, path: str = PAGE) -> str:
    return " ".join(" ".join(found.get_text(" ").split()) for found in page(store, path).select(selector))


def feed_times(store: Store) -> tuple[str, ...]:
    entry = bs4.BeautifulSoup((store.site / "feed.xml").read_bytes().split(b"<entry>")[1], "html.parser")
    return tuple(tag.get_text() for tag in entry.select("published, updated"))


def files(store: Store) -> dict[str, bytes]:
    """Every file of the site folder, but for locks and for texts that a swap keeps in case an editor still has them."""
    every = files_below(store.root)
    return {path: data for path, data in every.items() if "lock" not in path and "displaced-" not in path}


def did(store: Store) -> list[tuple[str, str]]:
    return [(entry.by, entry.did) for entry in journal.entries(store, EDITION)]


def dropped(store: Store) -> str:
    """An edit of substance that no check objects to."""
    return edit(store, ", all of it from IBIT.", ".")


# Publishing


@pytest.mark.slow
def test_publishing_shows_the_page_and_its_receipts_and_goes_on_record(draft: Store) -> None:
    assert publish(draft) == [f"{EDITION} is published."]
    assert "published: true\n" in text_of(draft)
    assert (draft.site / PAGE).is_file()
    assert (draft.content / "receipts" / EDITION / "receipts.json").is_file()
    assert did(draft)[-1] == ("brief", "publish")
    assert draft.published_path(EDITION).read_text(encoding="utf-8") == text_of(draft)
    assert feed_times(draft) == ("2025-11-04T00:00:00Z", "2025-11-04T12:00:00Z")


def test_every_failure_is_told_in_a_line_of_its_own_with_sentence_and_remedy(draft: Store) -> None:
    text = edit(draft, "Bitcoin funds** lost \\$186.5 million", "Bitcoin funds** lost \\$185.6 million")
    text = edit(
        draft, "Solana most, by 9.4%; Bitcoin moved least (−3.2%).[^coingecko]", "Solana most, by 9.4%.[^nowhere]"
    )
    before = files(draft)
    told = brief("publish", DAY, "--root", draft.root)
    assert (told.code, told.out) == (20, "")
    first, *lines = told.err.splitlines()
    assert first.startswith(f"{EDITION} was not published: ")
    assert first.endswith(" failures.")
    places = [text[: text.index(mark)].count("\n") + 1 for mark in ("[^nowhere]", "185.6")]
    assert f"Line {places[0]}: The footnote nowhere is not defined. Define it at the end, or correct it." in lines
    drifted = f"Line {places[1]}, “Bitcoin funds lost $185.6 million on Nov. 3, all of it from IBIT.”: "
    assert [line for line in lines if line.startswith(drifted)]
    assert all(line.startswith("Line ") for line in lines)
    assert files(draft) == before


@pytest.mark.slow
def test_warnings_and_notes_are_told_and_stop_nobody(draft: Store) -> None:
    excerpt = next(line for line in text_of(draft).splitlines(keepends=True) if line.startswith("excerpt:"))
    edit(draft, excerpt, "")
    told = brief("publish", DAY, "--root", draft.root)
    assert told.code == 0
    first, last = told.out.splitlines()
    assert first.startswith("Warn: Line 1: The field excerpt is missing. ")
    assert last == f"{EDITION} is published. The site is built."


def test_nothing_is_flipped_that_cannot_be_built(draft: Store) -> None:
    template = draft.root / "templates" / "site" / "post.html.j2"
    template.write_text("{% nonsense %}", encoding="utf-8")
    before = files(draft)
    with pytest.raises(jinja2.TemplateSyntaxError):
        publish(draft)
    assert files(draft) == before


def test_a_post_saved_while_it_is_published_is_left_as_it_was_saved(
    draft: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = files_below(draft.site)
    real = posts.write

    def saved_first(store: Store, edition: str, **given: object) -> tuple[str, ...]:
        edit(store, "Bitcoin dropped", "Bitcoin fell")
        return real(store, edition, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(posts, "write", saved_first)
    with pytest.raises(Changed, match="was saved by somebody while it was to be written"):
        publish(draft)
    assert "published: false\n" in text_of(draft)
    assert "Bitcoin fell" in text_of(draft)
    assert files_below(draft.site) == served


# Cron


def test_cron_publishes_what_nobody_need_look_at(draft: Store) -> None:
    told = brief("publish", DAY, "--if-clean", "--root", draft.root)
    assert told == (0, f"{EDITION} is published. The site is built.\n", "")
    assert brief("publish", DAY, "--if-clean", "--root", draft.root) == told


def with_a_warning(store: Store) -> None:
    edit(store, text_of(store).splitlines()[7] + "\n", "")


def with_a_failure(store: Store) -> None:
    edit(store, "IBIT.[^farside-btc]", "IBIT.[^nowhere]", 1)


def with_a_clash(store: Store) -> None:
    store.write(store.clashes_path(EDITION), "[]\n")


def with_tonights_text_beside_it(store: Store) -> None:
    store.write(store.tonight_path(EDITION), "x\n")


def withdrawn(store: Store) -> None:
    publish(store)
    unpublish_post(store, EDITION, at=AT)


def corrected_by_an_editor(store: Store) -> None:
    publish(store)
    dropped(store)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("state", "why"),
    [
        (with_a_warning, "the checks found one failure or warning, which `brief check 2025-11-04` lists"),
        (with_a_failure, "the checks found "),
        (with_a_clash, "tonight's text clashes with an editor's; look at it, then run `brief publish 2025-11-04`"),
        (with_tonights_text_beside_it, "tonight's text clashes with an editor's; "),
        (withdrawn, "it was withdrawn, and only `brief publish 2025-11-04` brings it back"),
        (corrected_by_an_editor, "it was edited since it was published; `brief publish 2025-11-04` brings that out"),
    ],
)
def test_cron_leaves_what_somebody_should_look_at(draft: Store, state: Callable[[Store], None], why: str) -> None:
    state(draft)
    before = files(draft)
    told = brief("publish", DAY, "--if-clean", "--root", draft.root)
    assert (told.code, told.out) == (20, "")
    assert told.err.startswith(f"{EDITION} was left as it is: {why}")
    assert told.err.count("\n") == 1
    assert files(draft) == before


def test_cron_puts_slips_of_the_pen_right(site: Store) -> None:
    edit(site, "Bitcoin dropped 3.2%", "Bitcoin dropped, 3.2%", 1)
    assert publish(site, if_clean=True)[0] == f"{EDITION} is published; what changed in it needs no correction."


# After publishing


@pytest.mark.slow
def test_a_slip_put_right_is_silent(site: Store) -> None:
    text = edit(site, "**Breadth**: all five assets", "**Breadth**: All five asets")
    assert publish(site) == [f"{EDITION} is published; what changed in it needs no correction."]
    assert text_of(site) == text
    assert "All five asets" in words(site, "article")
    assert "No brief has been corrected yet." in words(site, "main", "corrections/index.html")
    assert feed_times(site) == ("2025-11-04T00:00:00Z", "2025-11-04T12:00:00Z")
    assert did(site)[-1] == ("editor", "found")
    assert not site.corrections_path(EDITION).exists()


def test_a_change_of_substance_without_a_reason_is_64_and_shows_what_changed(site: Store) -> None:
    dropped(site)
    before = files(site)
    told = brief("publish", DAY, "--reason", " \t", "--root", site.root)
    assert (told.code, told.out) == (64, "")
    assert told.err.splitlines() == [
        f"{EDITION} is published, and this is not what readers have:",
        "  Bitcoin funds lost $186.5 million on Nov. 3, all of it from IBIT.",
        "  → Bitcoin funds lost $186.5 million on Nov. 3.",
        (
            "It becomes a correction, so say why, in a sentence that readers will see: "
            'brief publish 2025-11-04 --reason "..."'
        ),
    ]
    assert files(site) == before


def test_of_many_changes_only_the_first_are_shown(site: Store) -> None:
    more = "\n".join(f"A {word} sentence." for word in ("new", "plain", "quiet", "short", "calm", "kind", "fair"))
    edit(site, "<!-- item: confidence -->\n", f"<!-- item: confidence -->\n\n{more}\n")
    with pytest.raises(WrongUsage) as refused:
        publish(site)
    told = str(refused.value).splitlines()
    assert told[1:3] == ["  (nothing)", "  → A new sentence."]
    assert told[9:12] == ["  (nothing)", "  → A calm sentence.", "  and two more changes"]
    assert len(told) == 13


BULLET = f"""### Corrections

<!-- item: corrections -->

- **Nov. 4, 2025, 14:05 UTC**: {REASON}.
  It said: “Bitcoin funds lost \\$186.5 million on Nov. 3, all of it from IBIT.”

***

*Not investment advice.*
"""


@pytest.mark.slow
def test_a_change_of_substance_becomes_a_dated_correction_everywhere(site: Store) -> None:
    edited = dropped(site)
    assert publish(site, reason=REASON) == [
        f"{EDITION} is published with a correction of Nov. 4, 2025, 14:05 UTC: {REASON}."
    ]
    assert text_of(site) == edited.replace("***\n\n*Not investment advice.*\n", BULLET).replace(
        '"schema 1, rules 5"\n---', '"schema 1, rules 5"\nlast_modified_at: "2025-11-04T14:05:00Z"\n---'
    )
    assert "Corrected Nov. 4, 2025, 14:05 UTC" in words(site, ".rail")
    assert REASON in words(site, "[data-post-body]")
    (link,) = page(site).select(".rail a[href*=corrections]")
    assert link["href"] == f"../../../../corrections/#{EDITION}"
    assert words(site, f"[id='{EDITION}'] .reason", "corrections/index.html") == f"{REASON}."
    assert words(site, ".corrections dd", "corrections/index.html") == (
        "Bitcoin funds lost $186.5 million on Nov. 3, all of it from IBIT. Bitcoin funds lost $186.5 million on Nov. 3."
    )
    assert feed_times(site) == ("2025-11-04T00:00:00Z", "2025-11-04T14:05:00Z")
    assert did(site)[-2:] == [("editor", "found"), ("brief", "publish")]
    assert journal.entries(site, EDITION)[-1].reason == REASON
    copy = site.content / "corrections" / "index.html"
    assert copy.read_bytes() == (site.site / "corrections" / "index.html").read_bytes()


@pytest.mark.slow
def test_a_reason_is_not_asked_for_twice(site: Store) -> None:
    dropped(site)
    publish(site, reason=REASON)
    before = text_of(site), site.corrections_path(EDITION).read_bytes()
    assert publish(site, at=AT + HOUR) == [f"{EDITION} is published."]
    assert publish(site, at=AT + HOUR, reason="Once more") == [f"{EDITION} is published."]
    assert (text_of(site), site.corrections_path(EDITION).read_bytes()) == before


@pytest.mark.slow
def test_a_second_correction_joins_the_first(site: Store) -> None:
    dropped(site)
    publish(site, reason=REASON)
    edit(site, "**Breadth**: all five assets with a 24-hour figure fell", "**Breadth**: everything fell")
    publish(site, at=AT + HOUR, reason="One asset was not counted")
    listed = words(site, ".corrections time", "corrections/index.html")
    assert listed == "Nov. 4, 2025, 15:05 UTC Nov. 4, 2025, 14:05 UTC"
    assert text_of(site).count("### Corrections") == 1
    assert text_of(site).count("last_modified_at") == 1
    assert feed_times(site)[1] == "2025-11-04T15:05:00Z"


@pytest.mark.slow
def test_an_editors_own_changes_to_the_front_matter_do_not_hide_a_correction(site: Store) -> None:
    dropped(site)
    publish(site, reason=REASON)
    edit(site, 'last_modified_at: "2025-11-04T14:05:00Z"\n', "")
    publish(site, at=AT + HOUR)
    assert 'last_modified_at: "2025-11-04T14:05:00Z"\n' in text_of(site)
    assert "Corrected Nov. 4, 2025, 14:05 UTC" in words(site, ".rail")


@pytest.mark.slow
def test_a_correction_cannot_be_taken_out_of_a_post_in_silence(site: Store) -> None:
    dropped(site)
    publish(site, reason=REASON)
    edit(site, BULLET.split("***")[0], "")
    with pytest.raises(WrongUsage, match=REASON):
        publish(site)


@pytest.mark.parametrize("gone", ["_journal", "_published"])
def test_what_readers_have_is_known_without_the_journal_or_without_the_copy(site: Store, gone: str) -> None:
    shutil.rmtree(site.content / gone)
    dropped(site)
    with pytest.raises(WrongUsage, match="this is not what readers have"):
        publish(site)


def test_a_damaged_journal_does_not_hide_a_change(site: Store) -> None:
    for entry in site.journal_folder(EDITION).glob("*.json"):
        entry.write_text("{", encoding="utf-8")
    dropped(site)
    with pytest.raises(WrongUsage, match="this is not what readers have"):
        publish(site)


@pytest.mark.slow
def test_a_damaged_record_of_corrections_stops_the_next_one(site: Store) -> None:
    dropped(site)
    publish(site, reason=REASON)
    site.corrections_path(EDITION).write_text("{}", encoding="utf-8")
    before = files(site)
    told = brief("publish", DAY, "--root", site.root)
    assert (told.code, told.out) == (65, "")
    assert told.err.startswith(f"The corrections of {EDITION} cannot be read, at /edition of ")
    assert files(site) == before


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.slow
def test_at_a_terminal_the_reason_is_asked_for(site: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped(site)
    monkeypatch.setattr("sys.stdin", Terminal(f"{REASON}\n"))
    told = brief("publish", DAY, "--root", site.root)
    assert told.code == 0
    assert "  → Bitcoin funds lost $186.5 million on Nov. 3.\n" in told.out
    assert told.out.endswith(f": {REASON}. The site is built.\n")
    assert f"**: {REASON}.\n" in text_of(site)


def test_at_a_terminal_an_empty_answer_is_no_reason(site: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    text = dropped(site)
    monkeypatch.setattr("sys.stdin", Terminal("\n"))
    assert brief("publish", DAY, "--root", site.root).code == 64
    assert text_of(site) == text


def test_cron_is_not_asked() -> None:
    assert nobody("anything") == ""


# Cut off


def cut_off(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    """The disk gives out at the first write below `folder`."""
    real = Store.write

    def write(self: Store, path: Path, data: str | bytes) -> bool:
        if folder in path.parts:
            raise DiskRefused("The disk refused.")
        return real(self, path, data)

    monkeypatch.setattr(Store, "write", write)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("folder", ["_published", "receipts", "corrections"])
def test_a_correction_cut_off_after_the_post_was_written_is_finished_without_a_second_one(
    site: Store, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    dropped(site)
    with monkeypatch.context() as broken:
        cut_off(broken, folder)
        with pytest.raises(DiskRefused):
            publish(site, reason=REASON)
    text = text_of(site)
    assert REASON in text
    assert publish(site, at=AT + HOUR) == [f"{EDITION} is published."]
    assert text_of(site) == text
    assert words(site, ".corrections .reason", "corrections/index.html") == f"{REASON}."
    assert [one.undone for one in corrections.read(site, EDITION).corrections] == [False]


@pytest.mark.slow
def test_a_correction_cut_off_before_the_journal_had_it_is_known_again(
    site: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed in the instant after the post was written: nobody may be asked for the reason again."""
    real = journal.record

    def record(store: Store, edition: str, **given: Any) -> journal.Entry:
        if given["did"] == "publish":
            raise DiskRefused("The disk refused.")
        return real(store, edition, **given)

    dropped(site)
    with monkeypatch.context() as broken:
        broken.setattr(journal, "record", record)
        with pytest.raises(DiskRefused):
            publish(site, reason=REASON)
    text = text_of(site)
    assert REASON in text
    assert publish(site, at=AT + HOUR) == [f"{EDITION} is published."]
    assert text_of(site) == text
    assert words(site, ".corrections .reason", "corrections/index.html") == f"{REASON}."


@pytest.mark.slow
def test_a_correction_cut_off_before_the_post_was_written_never_was(
    site: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disturbed(*_: object, **__: object) -> tuple[str, ...]:
        raise Changed("Somebody saved it.")

    dropped(site)
    with monkeypatch.context() as broken:
        broken.setattr(posts, "write", disturbed)
        with pytest.raises(Changed):
            publish(site, reason="Too early")
    build_site(site)
    assert "No brief has been corrected yet." in words(site, "main", "corrections/index.html")
    publish(site, at=AT + HOUR, reason=REASON)
    assert words(site, ".corrections .reason", "corrections/index.html") == f"{REASON}."
    record = corrections.read(site, EDITION)
    assert [(one.reason, one.undone) for one in record.corrections] == [("Too early.", True), (f"{REASON}.", False)]


# Building beside an editor's work


@pytest.mark.slow
def test_no_build_brings_a_change_of_substance_before_readers(site: Store) -> None:
    """Cron builds the site at 05:47, and the editor is in the middle of a sentence."""
    served = (site.site / PAGE).read_bytes()
    dropped(site)
    told = brief("build", "--root", site.root)
    assert told.code == 10
    assert told.out.splitlines()[0] == (
        f"{EDITION} was edited since it was published, and readers keep the text they have; "
        "`brief publish 2025-11-04` brings the edited one out, or says what is in the way."
    )
    assert (site.site / PAGE).read_bytes() == served
    brief("build", "--drafts", "--root", site.root)
    preview = bs4.BeautifulSoup((site.preview / PAGE).read_text(encoding="utf-8"), "html.parser")
    assert "all of it from IBIT" not in preview.get_text()


def test_a_build_shows_slips_put_right(site: Store) -> None:
    edit(site, "**Breadth**: all five", "**Breadth**: All five")
    assert build_site(site) == []
    assert "All five" in words(site, "article")


def test_a_published_post_that_an_editor_broke_stays_readable_for_readers(site: Store) -> None:
    """A half-saved front matter must not block tomorrow's brief, nor take today's away."""
    served = (site.site / PAGE).read_bytes()
    edit(site, 'title: "', "title: [")
    (note,) = build_site(site)
    assert note.startswith(f"{EDITION} was edited since it was published, and readers keep the text they have; ")
    assert (site.site / PAGE).read_bytes() == served


# Withdrawing


@pytest.mark.sampled(1)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_withdrawn_post_is_nowhere_and_only_one_word_of_it_changed(site: Store, line_end: str) -> None:
    dropped(site)
    publish(site, reason=REASON)
    text = edit(site, "\n", line_end)
    told = brief("unpublish", DAY, "--root", site.root)
    assert told == (0, f"{EDITION} is withdrawn. The site is built.\n", "")
    after = site.post_path(EDITION).read_bytes().decode()
    assert after == text.replace("published: true", "published: false")
    assert not (site.site / PAGE).exists()
    assert not [name for name in files_below(site.site) if EDITION in name]
    assert not [name for name in files_below(site.content / "receipts") if name.endswith(("json", "html"))]
    assert (site.content / "_receipts" / EDITION / "receipts.json").is_file()
    assert "No brief has been corrected yet." in words(site, "main", "corrections/index.html")
    assert did(site)[-1] == ("brief", "unpublish")


def test_withdrawing_twice_says_so_and_does_no_harm(site: Store) -> None:
    brief("unpublish", DAY, "--root", site.root)
    before = files(site)
    told = brief("unpublish", DAY, "--root", site.root)
    assert told == (0, f"{EDITION} is not published; nothing of it was changed. The site is built.\n", "")
    assert files(site) == before


def test_a_post_without_the_line_is_withdrawn_as_well(site: Store) -> None:
    """Jekyll publishes a post that does not say otherwise."""
    edit(site, "published: true\n", "")
    unpublish_post(site, EDITION, at=AT)
    assert '"schema 1, rules 5"\npublished: false\n---\n' in text_of(site)
    assert not (site.site / PAGE).exists()


@pytest.mark.slow
def test_a_withdrawn_post_that_comes_back_changed_has_a_correction(site: Store) -> None:
    """Readers had the first text, and may have quoted it."""
    unpublish_post(site, EDITION, at=AT)
    dropped(site)
    with pytest.raises(WrongUsage, match="this is not what readers have"):
        publish(site, at=AT + HOUR)
    publish(site, at=AT + HOUR, reason=REASON)
    assert "Corrected Nov. 4, 2025, 15:05 UTC" in words(site, ".rail")
    assert (site.content / "receipts" / EDITION / "receipts.json").is_file()


def test_what_cannot_be_built_is_not_withdrawn_either(site: Store) -> None:
    template = site.root / "templates" / "site" / "index.html.j2"
    template.write_text("{% nonsense %}", encoding="utf-8")
    before = files(site)
    with pytest.raises(jinja2.TemplateSyntaxError):
        unpublish_post(site, EDITION, at=AT)
    assert files(site) == before


# Undoing


@pytest.mark.slow
def test_an_undone_correction_is_gone_from_every_page_and_stays_on_record(site: Store) -> None:
    dropped(site)
    publish(site, reason=REASON)
    undo(site, EDITION, at=AT + HOUR)
    undo(site, EDITION, at=AT + HOUR)
    build_site(site)
    assert "all of it from IBIT" in words(site, "article")
    assert "Corrected" not in words(site, ".rail")
    assert "No brief has been corrected yet." in words(site, "main", "corrections/index.html")
    assert (site.content / "corrections" / "index.html").read_text(encoding="utf-8").count(REASON) == 0
    dropped(site)
    publish(site, at=AT + 2 * HOUR, reason="Again")
    assert words(site, ".corrections .reason", "corrections/index.html") == "Again."
    assert [one.undone for one in corrections.read(site, EDITION).corrections] == [True, False]


@pytest.mark.slow
def test_an_edit_that_undo_brings_back_waits_for_its_reason(site: Store) -> None:
    """The correction is taken back, the edit it told of is not: readers keep what they had before both."""
    served = (site.site / PAGE).read_bytes()
    dropped(site)
    publish(site, reason=REASON)
    undo(site, EDITION, at=AT + HOUR)
    (note,) = build_site(site)
    assert "readers keep the text they have" in note
    assert (site.site / PAGE).read_bytes() == served


# Jekyll


@pytest.mark.jekyll
def test_jekyll_shows_the_same_correction_and_the_same_list(site: Store, jekyll: str, tmp_path: Path) -> None:
    dropped(site)
    publish(site, reason="Two <b>digits</b> | {{ swapped }}")
    post = built_by_jekyll(jekyll, {EDITION: text_of(site)}, tmp_path / "one")[EDITION]
    ours = page(site).select_one("[data-post-body]")
    assert ours is not None
    assert canonical(post["html"]) == canonical(ours.decode_contents())
    command = [jekyll, "build", "--disable-disk-cache", "-s", str(site.content), "-d", str(tmp_path / "out")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    built = files_below(tmp_path / "out")
    assert built["corrections/index.html"] == (site.site / "corrections" / "index.html").read_bytes()
    assert not [name for name in built if name.startswith(("_", "journal", "published"))]


def test_the_record_of_corrections_is_readable_json(site: Store) -> None:
    dropped(site)
    publish(site, reason=REASON)
    record = json.loads(site.corrections_path(EDITION).read_text(encoding="utf-8"))
    assert {key: record[key] for key in ("schema", "edition")} == {"schema": 1, "edition": EDITION}
    (one,) = record["corrections"]
    assert one["sha256"] == journal.sha256(site.post_path(EDITION).read_bytes())
    assert one["reason"] == f"{REASON}."
