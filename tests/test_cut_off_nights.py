"""Nights cut off, repeated or meddled with: nothing is lost, nothing half is shown, our own words are known."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jinja2
import pytest

from brief import night
from brief.errors import DiskRefused, Unreachable, WrongUsage
from brief.store import Store
from commands import brief
from nights import BUNDLED, EDITION, files_below, run_live, run_replay, short_site
from test_live_nights import Internet, moment

LIVE = "2025-11-05-daily-crypto-market-brief"
AT = moment("2025-11-05 08:00:00")
MORNING = moment("2025-11-05 09:00:00")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return short_site(tmp_path)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = short_site(tmp_path_factory.mktemp("ran"))
    run_live(store, Internet(), at=AT)
    return store


@pytest.fixture
def early(ran: Store, tmp_path: Path) -> Store:
    """A site of one's own after the night's first run."""
    return Store(Path(shutil.copytree(ran.root, tmp_path / "site")))


def cut_off(monkeypatch: pytest.MonkeyPatch, folder: str, nth: int = 1) -> None:
    """The disk gives out at the nth write below `folder`."""
    seen = [0]

    def failing(real: Callable[..., bool]) -> Callable[..., bool]:
        def write(self: Store, path: Path, *data: object) -> bool:
            if folder in path.parts:
                seen[0] += 1
                if seen[0] == nth:
                    raise DiskRefused("The disk refused.")
            return real(self, path, *data)

        return write

    for name in ("write", "replace_if"):
        monkeypatch.setattr(Store, name, failing(getattr(Store, name)))


def retouch(store: Store, old: str, new: str) -> None:
    """An editor changes a few words of the live night's post."""
    path = store.post_path(LIVE)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Dearer(Internet):
    def coin(self, at: datetime) -> dict[str, object]:
        return {**super().coin(at), "current_price": 99_999.5}


CUTS = [
    *(("_generated", 1), ("_posts", 1), ("_journal", 1), ("_snapshots", 1), ("_receipts", 1), ("_receipts", 2)),
    *(("_receipts", 3), ("_receipts", 6)),
    *(("_generated", 2), ("_generated", 3)),
]


def cut_off_night(store: Store, monkeypatch: pytest.MonkeyPatch, cut: tuple[str, int]) -> None:
    with monkeypatch.context() as broken:
        cut_off(broken, *cut)
        with pytest.raises(DiskRefused):
            run_live(store, Dearer(), at=MORNING)


def assert_record_is_of_the_morning(store: Store) -> None:
    assert "\\$99,999.50" in store.generated_path(LIVE).read_text(encoding="utf-8")
    assert '"99999.5"' in store.snapshot_path(AT.date()).read_text(encoding="utf-8")
    assert "$99,999.50" in (store.receipts_folder(LIVE, draft=True) / "index.html").read_text(encoding="utf-8")
    assert "99999.5" in store.figures_path(LIVE).read_text(encoding="utf-8")
    assert not store.pending_path(LIVE).exists()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("cut", CUTS)
def test_a_night_cut_off_anywhere_is_finished_by_the_next(
    early: Store, monkeypatch: pytest.MonkeyPatch, cut: tuple[str, int]
) -> None:
    """After the crash our own half-written words must not be taken for an editor's."""
    cut_off_night(early, monkeypatch, cut)
    done = run_live(early, Dearer(), at=MORNING)
    assert "edited" not in " ".join(done.said)
    text = early.post_path(LIVE).read_text(encoding="utf-8")
    assert "\\$99,999.50" in text
    assert early.generated_path(LIVE).read_text(encoding="utf-8") == text
    assert_record_is_of_the_morning(early)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("cut", [("_posts", 1), ("_journal", 2), ("_snapshots", 1), ("_generated", 3)])
def test_a_merge_cut_off_anywhere_is_finished_by_the_next(
    early: Store, monkeypatch: pytest.MonkeyPatch, cut: tuple[str, int]
) -> None:
    """An editor's words are neither lost nor told to clash with our own, which were half written."""
    retouch(early, "US bitcoin funds lost money for a fifth session in a row", "Bitcoin funds bled for a fifth session")
    cut_off_night(early, monkeypatch, cut)
    done = run_live(early, Dearer(), at=MORNING)
    assert not [note for note in done.notes if "you wrote" in note]
    text = early.post_path(LIVE).read_text(encoding="utf-8")
    assert "Bitcoin funds bled for a fifth session" in text
    assert "\\$99,999.50" in text
    assert_record_is_of_the_morning(early)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("cut", [("_published", 1), ("_published", 2), ("receipts", 1), ("receipts", 3), ("charts", 1)])
def test_what_goes_with_a_published_post_reaches_its_readers_though_the_run_was_cut_off(
    early: Store, monkeypatch: pytest.MonkeyPatch, cut: tuple[str, int], tmp_path: Path
) -> None:
    """The post is published, so no night touches it again: its receipts must not stay behind for good."""
    whole = Store(Path(shutil.copytree(early.root, tmp_path / "whole")))
    assert brief("publish", "2025-11-05", "--root", whole.root).code == 0
    with monkeypatch.context() as broken:
        cut_off(broken, *cut)
        assert brief("publish", "2025-11-05", "--root", early.root).code == 74
    assert "published: true" in early.post_path(LIVE).read_text(encoding="utf-8")
    assert brief("build", "--root", early.root).code == 0
    for folder in ("content/receipts", "content/_published", "content/assets", "content/_generated", "_site"):
        assert files_below(early.root / folder) == files_below(whole.root / folder), folder


def test_what_was_on_its_way_to_readers_stops_where_an_editor_took_the_post_back(
    early: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        cut_off(broken, "receipts", 1)
        assert brief("publish", "2025-11-05", "--root", early.root).code == 74
    assert brief("unpublish", "2025-11-05", "--root", early.root).code == 0
    assert brief("build", "--root", early.root).code == 0
    assert not (early.content / "receipts" / LIVE / "receipts.json").exists()
    assert early.publishing() == []


def test_a_run_cut_off_before_the_post_was_written_leaves_the_old_record(
    early: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record says what the post prints: with the old post, the old one."""
    before = {**files_below(early.content / "_snapshots"), **files_below(early.content / "_receipts")}
    cut_off_night(early, monkeypatch, ("_posts", 1))
    assert {**files_below(early.content / "_snapshots"), **files_below(early.content / "_receipts")} == before


@pytest.mark.slow
def test_a_rerun_that_fails_leaves_the_archive_of_the_night_that_was_kept(store: Store) -> None:
    run_live(store, Internet(), at=AT)
    before = files_below(store.archive(AT.date()).folder)
    with pytest.raises(Unreachable):
        run_live(store, Internet(down=frozenset({"*"})), at=MORNING)
    after = files_below(store.archive(AT.date()).folder)
    assert after["manifest.json"] == before["manifest.json"]
    assert after["manifest-tried.json"] != before["manifest.json"]
    text = store.post_path(LIVE).read_bytes()
    run_replay(store, AT.date())
    assert store.post_path(LIVE).read_bytes() == text


@pytest.mark.slow
def test_a_post_is_kept_with_its_archive_though_the_site_cannot_be_built(store: Store) -> None:
    """A receipt must not name bytes by a hash that no manifest lists."""
    template = store.root / "templates" / "site" / "index.html.j2"
    whole = template.read_text(encoding="utf-8")
    template.write_text("{% nonsense %}", encoding="utf-8")
    with pytest.raises(jinja2.TemplateSyntaxError):
        run_live(store, Internet(), at=AT)
    template.write_text(whole, encoding="utf-8")
    text = store.post_path(LIVE).read_bytes()
    run_replay(store, AT.date())
    assert store.post_path(LIVE).read_bytes() == text


def test_an_edited_post_takes_late_data_with_its_record_and_its_archive(early: Store) -> None:
    """The editor's words stay, our figures come: and a receipt must lead to the bytes of the figure it stands for."""
    archive = early.archive(AT.date()).folder / "manifest.json"
    kept = archive.read_bytes()
    retouch(early, "\nBitcoin fell 1.5% in 24 hours to", "\nBitcoin slipped 1.5% within a day to")
    done = run_live(early, Dearer(), at=MORNING)
    told = f"{LIVE} was edited; its words stay, and tonight's changes are in it."
    assert f"{told} New figures went into one edited sentence." in done.said
    assert "Bitcoin slipped 1.5% within a day to \\$99,999.50." in early.post_path(LIVE).read_text(encoding="utf-8")
    assert archive.read_bytes() != kept
    assert_record_is_of_the_morning(early)


@pytest.mark.slow
def test_a_clash_is_noted_once_and_makes_the_night_degraded(store: Store) -> None:
    assert not run_replay(store).degraded
    post, base = store.post_path(EDITION), store.generated_path(EDITION)
    text = post.read_text(encoding="utf-8")
    theirs = next(line for line in text.splitlines() if line.startswith("US bitcoin funds "))
    mine = "Nobody knows what the funds are up to these days."
    post.write_text(text.replace(theirs, mine), encoding="utf-8")
    base.write_text(text.replace(theirs, "Ethereum had a quiet session."), encoding="utf-8")
    first, second = run_replay(store), run_replay(store)
    (note,) = first.notes
    assert mine in note
    assert theirs in note
    assert (first.degraded, second.degraded, second.notes) == (True, False, ())
    assert post.read_text(encoding="utf-8") == text.replace(theirs, mine)


@pytest.mark.slow
def test_a_night_that_cannot_bring_its_figures_in_is_degraded(store: Store) -> None:
    run_replay(store)
    path, base = store.post_path(EDITION), store.generated_path(EDITION)
    path.write_bytes(path.read_bytes().replace(b"Bitcoin dropped", b"Bitcoin fell"))
    text = base.read_bytes()
    base.unlink()
    assert run_replay(store).degraded
    base.write_bytes(text)
    path.unlink()
    assert not run_replay(store).degraded  # its editor took it away and knows


def test_a_post_that_cannot_be_merged_keeps_the_archive_it_was_made_from(early: Store) -> None:
    archive = early.archive(AT.date()).folder / "manifest.json"
    kept = archive.read_bytes()
    retouch(early, 'category: "crypto"', 'category: "crypto": "markets"')
    text = early.post_path(LIVE).read_bytes()
    done = run_live(early, Dearer(), at=MORNING)
    assert f"{LIVE} was left as it is. {LIVE}.md:5: the front matter is no YAML" in " ".join(done.said)
    assert early.post_path(LIVE).read_bytes() == text
    assert archive.read_bytes() == kept
    assert "\\$99,999.50" in early.tonight_path(LIVE).read_text(encoding="utf-8")


def test_a_live_night_never_writes_over_an_archive_that_was_not_recorded(store: Store) -> None:
    before = files_below(store.archive(BUNDLED).folder)
    with pytest.raises(WrongUsage, match="was not recorded live"):
        run_live(store, Internet(), at=datetime(2025, 11, 4, 20, tzinfo=UTC))
    assert files_below(store.archive(BUNDLED).folder) == before


@pytest.mark.slow
def test_a_withdrawn_post_is_not_published_again(store: Store) -> None:
    """An editor who takes a post back has said so; the next cron run is no reason to put it out again."""
    run_replay(store, publish=True)
    path = store.post_path(EDITION)
    withdrawn = path.read_text(encoding="utf-8").replace("published: true", "published: false")
    path.write_text(withdrawn, encoding="utf-8")
    done = run_replay(store, publish=True)
    assert path.read_text(encoding="utf-8") == withdrawn
    assert f"{EDITION} was withdrawn; `brief publish 2025-11-04` publishes it." in done.said
    assert not (store.site / "2025").exists()


def test_nothing_is_asked_for_a_post_that_readers_have(store: Store) -> None:
    run_replay(store)
    path = store.post_path(EDITION)
    path.write_text(path.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    assert night.left_alone(store, BUNDLED) == ""
    path.write_text(path.read_text(encoding="utf-8").replace("published: false", "published: true"), encoding="utf-8")
    assert night.left_alone(store, BUNDLED) == (
        f"{EDITION} is published; it was left as it is. `brief correct 2025-11-04` brings new figures into it."
    )
    assert night.left_alone(store, BUNDLED + timedelta(days=1)) == ""


@pytest.mark.slow
def test_a_drafts_receipts_are_not_where_jekyll_publishes_them(store: Store) -> None:
    run_replay(store)
    assert not (store.content / "receipts").exists()
    assert not [path for path in files_below(store.site) if path.startswith("receipts/") or EDITION in path]
    run_replay(store, publish=True)
    shown = sorted(files_below(store.content / "receipts"))
    assert shown == [f"{EDITION}/{name}" for name in ("charts.json", "index.html", "receipts.json", "snapshot.json")]
    assert (store.site / "receipts" / EDITION / "receipts.json").is_file()


@pytest.mark.slow
def test_of_two_posts_on_a_day_the_brief_is_published(store: Store) -> None:
    run_replay(store)
    by_hand = store.content / "_posts" / "2025-11-04-aaa.md"
    by_hand.write_text('---\ntitle: "A"\ndate: 2025-11-04\npublished: false\n---\n\nA.\n', encoding="utf-8")
    assert brief("publish", "2025-11-04", "--root", store.root).code == 0
    assert "published: false" in by_hand.read_text(encoding="utf-8")
    store.post_path(EDITION).rename(store.content / "_posts" / "2025-11-04-bbb.md")
    told = brief("publish", "2025-11-04", "--root", store.root)
    assert told.code == 64
    assert "has 2 posts, 2025-11-04-aaa and 2025-11-04-bbb" in told.err


@pytest.mark.parametrize("chosen", ["2025-10-01", "2026-01-01"])
def test_tonights_prices_are_not_printed_under_another_date(store: Store, chosen: str) -> None:
    told = brief("nightly", "--date", chosen, "--root", store.root)
    assert told.code == 64
    assert f"Sources answer for now, not for {chosen}" in told.err


def test_an_archive_in_the_wrong_folder_is_refused(store: Store) -> None:
    shutil.copytree(store.archive(BUNDLED).folder, store.archive(date(2025, 11, 5)).folder)
    told = brief("nightly", "--replay", "2025-11-05", "--root", store.root)
    assert told.code == 65
    assert "is of 2025-11-04, not of 2025-11-05" in told.err


def test_the_manifest_of_a_night_is_readable_json(store: Store) -> None:
    run_live(store, Internet(), at=AT)
    manifest = json.loads((store.archive(AT.date()).folder / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest) == ["schema", "day", "as_of", "provenance", "requests"]
    assert (manifest["as_of"], manifest["provenance"]) == ("2025-11-05T08:00:00Z", "recorded")
