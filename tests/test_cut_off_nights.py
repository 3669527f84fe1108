"""Nights cut off, repeated or meddled with: nothing is lost, nothing half is shown, our own words are known."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jinja2
import pytest

from brief import night
from brief.errors import DiskRefused, Unreachable, WrongUsage
from brief.store import Store
from commands import brief
from nights import BUNDLED, EDITION, files_below, new_site, run_live, run_replay
from test_live_nights import Internet, moment

LIVE = "2025-11-05-daily-crypto-market-brief"
AT = moment("2025-11-05 08:00:00")
MORNING = moment("2025-11-05 09:00:00")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_site(tmp_path)


def cut_off(monkeypatch: pytest.MonkeyPatch, folder: str, nth: int = 1) -> None:
    """The disk gives out at the nth write below `folder`."""
    real, seen = Store.write, [0]

    def write(self: Store, path: Path, data: str | bytes) -> bool:
        if folder in path.parts:
            seen[0] += 1
            if seen[0] == nth:
                raise DiskRefused("The disk refused.")
        return real(self, path, data)

    monkeypatch.setattr(Store, "write", write)


class Dearer(Internet):
    def coin(self, at: datetime) -> dict[str, object]:
        return {**super().coin(at), "current_price": 99_999.5}


@pytest.mark.parametrize(
    ("folder", "nth"),
    [("_generated", 1), ("_snapshots", 1), ("_receipts", 1), ("_receipts", 2), ("_posts", 1), ("_generated", 2)],
)
def test_a_night_cut_off_anywhere_is_finished_by_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch, folder: str, nth: int
) -> None:
    """After the crash our own half-written words must not be taken for an editor's."""
    run_live(store, Internet(), at=AT)
    with monkeypatch.context() as broken:
        cut_off(broken, folder, nth)
        with pytest.raises(DiskRefused):
            run_live(store, Dearer(), at=MORNING)
    done = run_live(store, Dearer(), at=MORNING)
    assert "left as it is" not in " ".join(done.said)
    text = store.post_path(LIVE).read_text(encoding="utf-8")
    assert "\\$99,999.50" in text
    assert store.generated_path(LIVE).read_text(encoding="utf-8") == text
    assert not store.pending_path(LIVE).exists()
    assert '"99999.5"' in store.snapshot_path(AT.date()).read_text(encoding="utf-8")


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


def test_a_post_is_kept_with_its_archive_though_the_site_cannot_be_built(store: Store) -> None:
    """A receipt must not name bytes by a hash that no manifest lists."""
    template = store.root / "templates" / "site" / "post.html.j2"
    whole = template.read_text(encoding="utf-8")
    template.write_text("{% nonsense %}", encoding="utf-8")
    with pytest.raises(jinja2.TemplateSyntaxError):
        run_live(store, Internet(), at=AT, publish=True)
    template.write_text(whole, encoding="utf-8")
    text = store.post_path(LIVE).read_bytes()
    run_replay(store, AT.date())
    assert store.post_path(LIVE).read_bytes() == text


def test_an_edit_made_while_the_sources_are_asked_keeps_the_archive_it_was_made_from(store: Store) -> None:
    run_live(store, Internet(), at=AT)
    path, archive = store.post_path(LIVE), store.archive(AT.date()).folder / "manifest.json"
    kept = archive.read_bytes()
    path.write_bytes(path.read_bytes().replace(b"Bitcoin", b"BTC", 1))
    done = run_live(store, Dearer(), at=MORNING)
    assert f"{LIVE} was edited; it was left as it is." in " ".join(done.said)
    assert archive.read_bytes() == kept


def test_a_live_night_never_writes_over_an_archive_that_was_not_recorded(store: Store) -> None:
    before = files_below(store.archive(BUNDLED).folder)
    with pytest.raises(WrongUsage, match="was not recorded live"):
        run_live(store, Internet(), at=datetime(2025, 11, 4, 20, tzinfo=UTC))
    assert files_below(store.archive(BUNDLED).folder) == before


def test_a_withdrawn_post_is_not_published_again(store: Store) -> None:
    """An editor who takes a post back has said so; the next cron run is no reason to put it out again."""
    run_replay(store, publish=True)
    path = store.post_path(EDITION)
    withdrawn = path.read_text(encoding="utf-8").replace("published: true", "published: false")
    path.write_text(withdrawn, encoding="utf-8")
    done = run_replay(store, publish=True)
    assert path.read_text(encoding="utf-8") == withdrawn
    assert f"{EDITION} was edited; it was left as it is." in " ".join(done.said)
    assert not (store.site / "2025").exists()


@pytest.mark.parametrize("published", [True, False])
def test_nothing_is_asked_for_a_post_that_would_be_left_alone(store: Store, published: bool) -> None:
    run_replay(store, publish=published)
    if not published:
        path = store.post_path(EDITION)
        path.write_text(path.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    assert "it was left as it is" in night.left_alone(store, BUNDLED)
    assert night.left_alone(store, BUNDLED + timedelta(days=1)) == ""


def test_a_drafts_receipts_are_not_where_jekyll_publishes_them(store: Store) -> None:
    run_replay(store)
    assert not (store.content / "receipts").exists()
    assert not [path for path in files_below(store.site) if "receipts" in path]
    run_replay(store, publish=True)
    assert sorted(files_below(store.content / "receipts")) == [f"{EDITION}/index.html", f"{EDITION}/receipts.json"]
    assert (store.site / "receipts" / EDITION / "receipts.json").is_file()


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
