"""Publishing from the command line: an editor's words overwritten, or a half-written site served, cannot be undone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.collect.archive import Manifest
from brief.store import Store
from commands import brief, is_sentence
from nights import BUNDLED, EDITION, files_below, short_site

DAY = "2025-11-04"
PAGE = f"{DAY.replace('-', '/')}/daily-crypto-market-brief/index.html"
NIGHT = ("nightly", "--replay", DAY)
CORRECT = f"`brief correct {DAY}` brings new figures into it."


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = short_site(tmp_path_factory.mktemp("replayed"))
    assert brief(*NIGHT, "--root", store.root).code == 0
    return store


@pytest.fixture
def site(replayed: Store, tmp_path: Path) -> Store:
    """A site of one's own with the bundled night as a draft."""
    return Store(Path(shutil.copytree(replayed.root, tmp_path / "site")))


def without_journal(site: Store) -> dict[str, bytes]:
    """What lies below `content/`, but for the record of what was found."""
    return {name: raw for name, raw in files_below(site.content).items() if not name.startswith("_journal/")}


def last_line(text: str) -> str:
    """What is said after the progress."""
    return text.splitlines(keepends=True)[-1]


def test_a_draft_is_in_the_preview_only(site: Store) -> None:
    before = files_below(site.site)
    assert PAGE not in before
    told = brief("build", "--drafts", "--root", site.root)
    assert (told.code, told.out) == (0, f"The preview is built in {site.root}/_preview.\n")
    assert files_below(site.site) == before
    assert PAGE in files_below(site.preview)
    assert f"receipts/{EDITION}/index.html" in files_below(site.preview)
    assert f"receipts/{EDITION}/index.html" not in before


def test_a_build_without_drafts_leaves_the_preview(site: Store) -> None:
    brief("build", "--drafts", "--root", site.root)
    before = files_below(site.preview)
    assert brief("build", "--root", site.root) == (0, f"The site is built in {site.root}/_site.\n", "")
    assert files_below(site.preview) == before
    assert PAGE not in files_below(site.site)


def unchanged(text: bytes) -> bytes:
    return text


def from_windows(text: bytes) -> bytes:
    return text.replace(b"\n", b"\r\n")


def with_a_remark(text: bytes) -> bytes:
    return text.replace(b"published: false\n", b"published:   false  # wait for Ann\n").replace(
        b"layout: post", b"layout:  post"
    )


@pytest.mark.sampled(1)
@pytest.mark.parametrize("editor", [unchanged, from_windows, with_a_remark])
def test_publishing_changes_one_word_of_the_post(site: Store, editor: Callable[[bytes], bytes]) -> None:
    path = site.post_path(EDITION)
    before = editor(path.read_bytes())
    path.write_bytes(before)
    told = brief("publish", DAY, "--root", site.root)
    assert told == (0, f"{EDITION} is published. The site is built.\n", "")
    pairs = zip(before.split(b"\n"), path.read_bytes().split(b"\n"), strict=True)
    (changed,) = ((old, new) for old, new in pairs if old != new)
    assert changed[0].startswith(b"published:")
    assert changed[0].replace(b"false", b"true", 1) == changed[1]
    assert PAGE in files_below(site.site)
    assert brief("publish", DAY, "--root", site.root) == told
    assert path.read_bytes() == before.replace(*changed)


@pytest.mark.slow
def test_an_edited_post_that_is_published_is_called_so(site: Store) -> None:
    """An editor told to publish what readers already have would doubt what they see."""
    path = site.post_path(EDITION)
    path.write_bytes(path.read_bytes().replace(b"Bitcoin dropped", b"Bitcoin fell", 1))
    assert brief("publish", DAY, "--root", site.root).code == 0
    told = brief(*NIGHT, "--root", site.root)
    assert f"{EDITION} is published; it was left as it is. {CORRECT}" in told.out.splitlines()


def test_a_night_after_an_edit_leaves_its_words_and_publishes_nothing(site: Store) -> None:
    """What an editor is at work on goes out when the editor says so."""
    path = site.post_path(EDITION)
    path.write_bytes(path.read_bytes().replace(b"Bitcoin dropped", b"Bitcoin fell", 1))
    before = without_journal(site)
    told = brief(*NIGHT, "--publish", "--root", site.root)
    assert told.code == 0
    assert f"{EDITION} was edited; its words stay, and tonight changes nothing in it." in told.out.splitlines()
    assert f"{EDITION} was edited; `brief publish 2025-11-04` publishes it." in told.out.splitlines()
    assert without_journal(site) == before
    assert PAGE not in files_below(site.site)


@pytest.mark.slow
def test_a_night_after_publishing_leaves_post_and_record_and_says_so(site: Store) -> None:
    brief("publish", DAY, "--root", site.root)
    before = files_below(site.root)
    told = brief(*NIGHT, "--root", site.root)
    assert told.code == 0
    assert f"{EDITION} is published; it was left as it is. {CORRECT}" in told.out.splitlines()
    assert files_below(site.root) == before


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (b'---\ntitle: "a": b\n---\n\nx\n', 2, "the front matter is no YAML"),
        (b'---\ntitle: "a"\n\nx\n', 1, "the front matter is not closed; end it with a line ---."),
        (b'---\nlayout: post\ntitle: "Caf\xe9"\n---\n\nx\n', 3, "this is not UTF-8 text; save the file as UTF-8"),
        (
            b'---\ntitle: "a"\ndate: 2025-11-05\n---\n\nx\n',
            3,
            "the date is not the file name's; write date: 2025-11-03.",
        ),
    ],
)
def test_an_unreadable_post_is_left_out_with_its_line(site: Store, text: bytes, line: int, said: str) -> None:
    (site.content / "_posts" / "2025-11-03-by-hand.md").write_bytes(text)
    told = brief("build", "--root", site.root)
    assert (told.code, told.err) == (10, "")
    (note,) = (one for one in told.out.splitlines() if "2025-11-03" in one)
    assert f"2025-11-03-by-hand.md:{line}: " in note
    assert said in note
    assert note.endswith("It was left out.")


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("verb", "code"), [(("build", "--drafts"), 10), (("publish", DAY), 0), (NIGHT, 10)])
def test_every_verb_that_builds_goes_on_beside_an_unreadable_post(
    site: Store, verb: tuple[str, ...], code: int
) -> None:
    """Whatever an editor left behind yesterday, tonight's brief goes out."""
    (site.content / "_posts" / "2025-11-03-by-hand.md").write_bytes(b'---\ntitle: "a": b\n---\n\nx\n')
    told = brief(*verb, "--root", site.root)
    assert told.code == code
    assert "2025-11-03-by-hand.md:2: the front matter is no YAML" in told.out
    assert "It was left out." in told.out


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.md", b"Call the bank.\n"),
        ("2025-11-05-idea.md", b"Only words.\n"),
        ("2025-11-05-idea.md", b'---\ntitle: "a": b\npublished: false\n---\n\nx\n'),
        ("2025-11-05-idea.md", b'---\ntitle: "Caf\xe9"\npublished: false\n---\n\nx\n'),
    ],
)
def test_an_editors_half_finished_draft_stops_nobody(site: Store, name: str, text: bytes) -> None:
    """Nothing an editor leaves lying about at six may keep tomorrow's brief from its readers."""
    (site.content / "_posts" / name).write_bytes(text)
    told = brief("publish", DAY, "--root", site.root)
    assert told.code == 0
    night = brief(*NIGHT, "--root", site.root)
    assert night.code == 10
    for ran in (told, night):
        assert any(line.startswith(name) and line.endswith("It was left out.") for line in ran.out.splitlines())
    assert (site.content / "_posts" / name).read_bytes() == text


def test_a_post_with_a_dangling_footnote_is_not_published(site: Store) -> None:
    path = site.post_path(EDITION)
    text = path.read_bytes() + b"\nMore.[^nowhere]\n"
    path.write_bytes(text)
    served = files_below(site.site)
    told = brief("publish", DAY, "--root", site.root)
    line = text.count(b"\n")
    assert told == (
        20,
        "",
        (
            f"{EDITION} was not published: one failure.\n"
            f"Line {line}: The footnote nowhere is not defined. Define it at the end, or correct it.\n"
        ),
    )
    assert path.read_bytes() == text
    assert files_below(site.site) == served


@pytest.mark.parametrize("folder", ["_posts", "_generated", "_snapshots", "_receipts"])
def test_a_disk_that_refuses_is_74_and_the_old_site_is_served(site: Store, folder: str) -> None:
    served = files_below(site.site)
    for old in {"_posts", "_generated", folder}:
        shutil.rmtree(site.content / old)
    (site.content / folder).write_text("a file where a folder is due", encoding="utf-8")
    told = brief(*NIGHT, "--root", site.root)
    assert (told.code, told.out) == (74, "")
    refused = last_line(told.err)
    assert refused.startswith(f"The disk refused to write {site.content}/{folder}/")
    assert refused.endswith("Nothing was lost; mend that and run again.\n")
    assert files_below(site.site) == served


def test_a_lock_that_cannot_be_taken_is_74(site: Store) -> None:
    (site.root / ".brief.lock").unlink(missing_ok=True)
    (site.root / ".brief.lock").mkdir()
    told = brief("build", "--root", site.root)
    assert (told.code, told.out) == (74, "")
    assert told.err.startswith(f"The disk refused to lock {site.root}/.brief.lock: ")


def test_a_night_without_a_required_section_is_30_and_writes_nothing(site: Store) -> None:
    path = site.sources_file()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  prices: required\n", "  prices: required\n  odds: required\n"), encoding="utf-8")
    before = files_below(site.root)
    told = brief(*NIGHT, "--root", site.root)
    assert (told.code, told.out) == (30, "")
    assert last_line(told.err) == (
        "No source gave a figure for odds, which sources.yaml requires; nothing was written. "
        "See `brief sources`, then run again.\n"
    )
    assert files_below(site.root) == before


def test_a_night_with_one_damaged_answer_is_10_and_names_it(site: Store) -> None:
    shelf = site.archive(BUNDLED)
    (index,) = (entry for entry in Manifest.read(shelf).requests if entry.source == "alternative-me")
    (shelf.folder / index.file).write_bytes(b"cut off")
    told = brief(*NIGHT, "--root", site.root)
    assert told.code == 10
    (gap,) = (line for line in told.out.splitlines() if line.startswith("Gap: "))
    assert gap.startswith("Gap: alternative-me: the archive was changed, ")
    assert is_sentence(gap)


def test_a_night_without_a_single_answer_is_75_and_writes_nothing(site: Store) -> None:
    for body in site.archive(BUNDLED).folder.glob("*.gz"):
        body.unlink()
    before = files_below(site.root)
    told = brief(*NIGHT, "--root", site.root)
    assert (told.code, told.out) == (75, "")
    assert last_line(told.err).startswith("No source gave a figure, so nothing was written; try again later. ")
    assert files_below(site.root) == before
